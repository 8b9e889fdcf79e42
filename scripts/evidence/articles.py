"""Publishers and articles of the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from datasette_claims.records import Article, Publisher
from datasette_claims.text import make_article_id

from .reading import Statement, make_canonical_url, read_mapping

READ_ON = "2026-11-23"
# Brackets behind a publisher's name that say whose text it carries.
TEXT_BY = re.compile(r"\((?:[A-Za-z]+, )?(AFP|ANSA|AP|Bloomberg|EFE|Europa Press|IANS|IHA|ISW|Kyodo|PAP|PTI|RFA|Reuters|Sankei|TASS/BelTA"
                     r"|Ukrinform|VOA|Yonhap|askanews|dpa)(?: brief)?\)$")
# Remarks of the log behind a title; what they say stands in the article's note.
REMARK = re.compile(r" \((?:headline|machine translation|German text|video|Japanese TV summary|synonym-spun|URL says South Korean|commentary)\)$")


@dataclass(frozen=True, slots=True)
class PublisherRow:
    log_name: str
    publisher: str
    name: str
    domain: str | None
    country: str | None
    kind: str
    family: str
    actor: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    article: str
    reuse: str
    syndicated_from: str | None
    note: str | None


def read_publishers() -> dict[str, PublisherRow]:
    return {row.log_name: row for row in read_mapping("publishers", PublisherRow)}


def read_articles() -> list[ArticleRow]:
    return list(read_mapping("articles", ArticleRow))


def list_publishers(statements: list[Statement]) -> Iterator[Publisher]:
    rows, seen = read_publishers(), set()
    for statement in statements:
        row = rows[statement.publisher]
        if row.publisher not in seen:
            seen.add(row.publisher)
            yield Publisher(id=row.publisher, name=row.name, domain=row.domain, country=row.country, kind=row.kind,
                            family=row.family, actor=row.actor, note=row.note)


def find_article_id(statement: Statement) -> str:
    return make_article_id(make_canonical_url(statement.url))


def list_articles(statements: list[Statement], ids: dict[str, str], run: str) -> Iterator[Article]:
    """One record per article; a text that stands in several of them names the one it is taken from, by the ids of all of them."""
    publishers = read_publishers()
    rows = {row.article: row for row in read_articles()}
    for statement in {statement.article_id: statement for statement in reversed(statements)}.values():
        row = rows.get(statement.article_id, ArticleRow(statement.article_id, "original", None, None))
        yield Article(
            id=ids[statement.article_id], url=make_canonical_url(statement.url), title=REMARK.sub("", statement.title),
            publisher=publishers[statement.publisher].publisher, language=statement.language,
            published=statement.published, published_basis=statement.published_basis or "unknown", retrieved=READ_ON,
            syndicated_from=ids[row.syndicated_from] if row.syndicated_from else None, reuse=row.reuse,
            method="log", run=run, note=row.note or name_agency(statement.publisher))


def name_agency(publisher: str) -> str | None:
    agency = TEXT_BY.search(publisher)
    return f"Carries a text by {agency[1]}." if agency else None
