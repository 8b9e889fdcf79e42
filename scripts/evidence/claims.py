"""Claims, their topics and relations, and the fact-checks of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from datasette_claims.records import Claim, ClaimRelation, ClaimTopic, FactCheck, Topic
from datasette_claims.text import make_key

from .articles import read_publishers
from .reading import Statement, make_canonical_url, read_mapping


@dataclass(frozen=True, slots=True)
class ClaimRow:
    claim: str
    text: str
    topic: str
    kind: str
    subject: str | None
    counterpart: str | None
    place: str | None
    about_from: str | None
    about_to: str | None
    topics: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    topic: str
    name: str
    description: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class RelationRow:
    claim: str
    relation: str
    other_claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A fact-check in the log: the article that is the review, and the rating it printed."""

    article: str
    claim: str
    claim_reviewed: str | None
    rating: str | None
    reason: str


def list_claims(sources: dict[str, str]) -> Iterator[Claim]:
    """Claims on which something was said; their source is the first article in the log."""
    for row in read_mapping("claims", ClaimRow):
        if row.claim in sources:
            yield Claim(id=row.claim, text=row.text, topic=row.topic, kind=row.kind, subject=row.subject,
                        counterpart=row.counterpart, place=row.place, about_from=row.about_from, about_to=row.about_to,
                        source=sources[row.claim], method="log", review="coded_once", note=row.note)


def list_claim_topics(claims: set[str]) -> Iterator[ClaimTopic]:
    for row in read_mapping("claims", ClaimRow):
        if row.claim in claims:
            yield from (ClaimTopic(claim=row.claim, topic=topic) for topic in (row.topics or "").split(",") if topic)
    yield from (row for row in read_mapping("claim_topics", ClaimTopic) if row.claim in claims)


def list_topics() -> Iterator[Topic]:
    for row in read_mapping("topics", TopicRow):
        yield Topic(id=row.topic, name=row.name, description=row.description, parent=row.parent)


def list_relations() -> Iterator[ClaimRelation]:
    for row in read_mapping("relations", RelationRow):
        key = f"{row.claim}-{row.relation.replace('_', '-')}-{row.other_claim}"
        yield ClaimRelation(id=key, claim=row.claim, relation=row.relation, other_claim=row.other_claim, state="confirmed",
                            method="log", detail=row.reason)


def list_reviews(statements: list[Statement]) -> Iterator[FactCheck]:
    articles, publishers = {s.article_id: s for s in statements}, read_publishers()
    for row in read_mapping("reviews", ReviewRow):
        article = articles[row.article]
        url = make_canonical_url(article.url)
        yield FactCheck(
            id="f" + make_key(url), claim=row.claim, publisher=publishers[article.publisher].publisher, url=url,
            title=article.title, published=article.published, claim_reviewed=row.claim_reviewed, rating=row.rating,
            language=article.language, state="confirmed", method="log", detail=row.reason)
