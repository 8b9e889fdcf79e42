"""Reviews as found -> rows of `reviews`, suggested for the claims they are most like."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ..catalogue import Catalogue
from ..claims import match_claims
from ..records import FactCheck, Publisher, Quote
from ..search import index_search
from ..store import insert_records, read_records, write_transaction
from ..text import make_key, make_slug
from .reading import Found, Refusal

# A person confirms every suggestion: one too many costs a click, one too few is lost. Measured with the 800 passages of
# checkthat2020_train among 10,375 claims (on which the weights were fitted, so the truth is a little worse), and with
# 3,000 of these claims, which are about other things, against the 99 of data/: from 0.4 on 57 % of the passages get their
# claim suggested and 2.5 % another one, and 0.9 % of the unrelated get one. From 0.25 it was 68 %, 5.4 % and 14 %.
SUGGESTED_FROM = 0.4
KEPT = ("confirmed", "rejected")  # states that a person gave


@dataclass(slots=True)
class Tally:
    """What became of the records of an import."""

    added: int = 0
    updated: int = 0
    kept: int = 0
    unmatched: int = 0
    refused: int = 0


def import_reviews(
    connection: sqlite3.Connection, items: Iterable[Found | Refusal], report: Callable[[str], None], licence: str | None = None
) -> Tally:
    """Writes reviews as suggestions; one that a person confirmed or rejected stays as it is."""
    tally, catalogue = Tally(), read_catalogue(connection)
    with write_transaction(connection):
        publishers = list(connection.execute("select id, domain from publishers"))
        domains, ids = {domain: key for key, domain in publishers if domain}, {key for key, _ in publishers}
        is_new_publisher = False
        for item in items:
            if isinstance(item, Refusal):
                tally.refused += 1
                report(str(item))
                continue
            candidates = match_claims(Quote(id="", article="", mode="indirect", words=item.claim_reviewed), catalogue, 1)
            held = connection.execute("select state, claim from reviews where url = ?", [item.url]).fetchone()
            if held and held[0] in KEPT:
                tally.kept += 1
                continue
            if not candidates or candidates[0].score < SUGGESTED_FROM:
                tally.unmatched += 1
                report(f"{item.where}: “{item.claim_reviewed[:80]}” is like no claim here; left out")
                continue
            publisher = domains.get(item.domain) or name_publisher(item, ids)
            if publisher not in ids:
                insert_records(connection, "publishers", [make_publisher(item, publisher)])
                ids.add(publisher)
                domains[item.domain] = publisher
                is_new_publisher = True
            row = make_row(item, publisher, candidates[0], licence)
            connection.execute("delete from reviews where url = ?", [item.url])
            insert_records(connection, "reviews", [row])
            tally.updated, tally.added = tally.updated + bool(held), tally.added + (not held)
        if is_new_publisher:
            index_search(connection)
    return tally


def read_catalogue(connection: sqlite3.Connection) -> Catalogue:
    """Actors with their names, and claims: what a review can be matched to."""
    actors, names, claims = (list(read_records(connection, table)) for table in ("actors", "actor_names", "claims"))
    return Catalogue(actors=actors, names=names, claims=claims)


def name_publisher(item: Found, taken: set[str]) -> str:
    slug = make_slug(item.publisher) or make_slug(item.domain or "") or f"publisher-{make_key(item.url, 6)}"
    return f"{slug}-{make_slug(item.domain or item.url)}" if slug in taken else slug


def make_publisher(item: Found, slug: str) -> Publisher:
    return Publisher(id=slug, name=item.publisher, domain=item.domain, kind="fact_checker", family=slug)


def make_row(item: Found, publisher: str, candidate: Any, licence: str | None) -> FactCheck:
    language = item.language if item.language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", item.language) else None
    row = FactCheck(id=f"f{make_key(item.url)}", claim=candidate.claim.id, publisher=publisher, url=item.url)
    return replace(
        row, title=item.title, published=item.published, claim_reviewed=item.claim_reviewed, rating=item.rating, language=language,
        licence=item.licence or licence, state="suggested", method="import", score=candidate.score, detail=candidate.detail,
    )
