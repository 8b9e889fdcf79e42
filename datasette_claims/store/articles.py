"""Puts coded articles into the database: one transaction, the same content whatever their order, nothing decided overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict

from ..records import RECORDS, Coding, Review, list_columns
from ..summaries import refresh_claims, refresh_counts
from .database import DERIVE, insert_records, write_transaction
from .headings import compare_stored, find_stored, list_news
from .passages import move_passages

# Tables whose rows articles share, in an order in which each finds what it refers to.
SHARED = ("publishers", "actors", "actor_names", "topics", "claims")
# A publisher of whom nothing is known but what its pages say.
UNDESCRIBED = (
    "(country, actor, wikidata, note) is (null, null, null, null) and family = id and kind in ('site', 'agency')"
    " and not exists (select 1 from articles where publisher = publishers.id and method <> 'import')"
)
# The proposed rows whose place another article's proposal may take; what a person described is none.
IS_LATER = "review = 'proposed' and source > :source"
PROPOSED = {
    "publishers": f"{UNDESCRIBED} and (coalesce(domain, ''), name, kind) > (coalesce(:domain, ''), :name, :kind)",
    "actors": IS_LATER,
    "actor_names": "source > :source and actor in (select id from actors where review = 'proposed')",
    "claims": IS_LATER,
}
Copied = tuple["str | None", str, "str | None"]  # syndicated_from, reuse and note of an article


def write_article(connection: sqlite3.Connection, coding: Coding) -> str:
    """Stores one coded article in one transaction: "added", "changed" or "unchanged"."""
    return write_articles(connection, [coding])[0]


def write_articles(connection: sqlite3.Connection, codings: list[Coding]) -> list[str]:
    """Stores coded articles in one transaction, and says of each whether it was "added", "changed" or "unchanged".

    An article that is the same as stored changes nothing. Where the text changed, proposals made from
    the old one are replaced; what people coded, reviewed or rejected stays, with its place in the new text.
    """
    touched: set[str] = set()
    is_counted = False
    with write_transaction(connection):
        states = [place_article(connection, coding, touched) for coding in codings]
        for coding, state in zip(codings, states):
            is_counted |= state != "unchanged" and any(Review(stance.review).is_counted for stance in coding.stances)
        refresh_claims(connection, touched)
        # Machines only propose, and proposals are in no count but the totals, which are counted when a run ends.
        if is_counted:
            refresh_counts(connection)
    return states


def place_article(connection: sqlite3.Connection, coding: Coding, touched: set[str]) -> str:
    """Puts one article in its place, and adds the claims whose positions it changes to those touched."""
    article = coding.article
    state = compare_stored(connection, article, coding.publisher)
    if state == "unchanged":
        return state
    merge_proposals(connection, coding)
    touched |= list_claims(connection, article.id)
    if state == "changed":
        stored = find_stored(connection, article.id)
        news = list_news(connection, stored, article, coding.publisher) if stored else {}
        remove_proposals(connection, article.id)
        move_passages(connection, coding)
        values = {"text_hash": article.text_hash, "text_length": article.text_length, "retrieved": article.retrieved, "run": article.run, **news}
        if "language" in news:
            values["note"] = article.note  # which says that it was stored without quotes, or no longer does
        places = ", ".join(f"{name} = :{name}" for name in values)
        connection.execute(f"update articles set {places} where id = :id", {"id": article.id, **values})
    else:
        insert_records(connection, "articles", [article])
    for table in ("quotes", "relays", "stances"):
        insert_records(connection, table, getattr(coding, table), verb="insert or ignore")
    connection.execute(f"{DERIVE} where quote in (select id from quotes where article = ?)", [article.id])
    touched |= list_claims(connection, article.id) | {claim.id for claim in coding.claims}
    return state


def merge_proposals(connection: sqlite3.Connection, coding: Coding) -> None:
    """Adds what articles share: publishers, actors with their names, topics and claims.

    Two articles that propose the same row meet in its id, and the one whose address sorts first is its source, so
    that the content does not depend on the order in which articles come in. What people decided stays as it is.
    """
    for table in SHARED:
        records = getattr(coding, table) if table != "publishers" else [coding.publisher]
        insert_records(connection, table, records, verb="insert or ignore")
        if table not in PROPOSED:
            continue
        names = [name for name in list_columns(RECORDS[table]) if name != "id"]
        places = ", ".join(f":{name}" for name in names)
        statement = f"update or ignore {table} set ({', '.join(names)}) = ({places}) where id = :id and {PROPOSED[table]}"
        connection.executemany(statement, [asdict(record) for record in records])


def mark_copies(connection: sqlite3.Connection, copies: Mapping[str, Copied]) -> int:
    """Records of stored articles which one each repeats, or that it repeats none; the number that changed.

    What a person has described, or a machine cannot tell (retold, distorted), stays as it is.
    """
    changed = 0
    with write_transaction(connection):
        for article, (origin, reuse, note) in sorted(copies.items()):
            changed += connection.execute(
                "update articles set reuse = :reuse, syndicated_from = :origin, note = :note where id = :id and method not in ('hand', 'log')"
                " and reuse in ('original', 'reprint', 'mirror') and (reuse, syndicated_from, note) is not (:reuse, :origin, :note)",
                {"id": article, "reuse": reuse, "origin": origin, "note": note},
            ).rowcount
        refresh_claims(connection, set().union(*(list_claims(connection, article) for article in copies)))
    return changed


def list_claims(connection: sqlite3.Connection, article: str) -> set[str]:
    """The claims that positions of an article are about."""
    rows = connection.execute("select s.claim from quotes q join stances s on s.quote = q.id where q.article = ?", [article])
    return {claim for (claim,) in rows}


def remove_proposals(connection: sqlite3.Connection, article: str) -> None:
    """Removes an article's proposals, and the quotes and relays on which nobody has decided anything."""
    proposed = "select id from quotes where article = ? and review = 'proposed'"
    decided = "select quote from stances where review <> 'proposed'"
    connection.execute("delete from stances where review = 'proposed' and quote in (select id from quotes where article = ?)", [article])
    connection.execute(f"delete from relays where quote in ({proposed}) and quote not in ({decided})", [article])
    connection.execute(f"delete from quotes where id in ({proposed}) and id not in ({decided})", [article])
