"""Keeps what people coded by hand or reviewed, and puts the import's rows beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from datasette_claims.records import RECORDS
from datasette_claims.schema import read_schema
from datasette_claims.store import read_table

Tables = dict[str, list[Any]]


def read_data(data: Path) -> Tables:
    """Every row at hand; the stance labels belong to the package."""
    return {table: read_rows(data / f"{table}.csv", table) for table in RECORDS if table != "stance_labels"}


def read_rows(path: Path, table: str) -> list[Any]:
    return [record for _, record in read_table(path, table)] if path.is_file() else []


def is_hand(row: Any) -> bool:
    """Rows that a person wrote or has reviewed since; the import never touches them."""
    return row.method != "log" or getattr(row, "review", None) in ("reviewed", "rejected")


def keep_hand_rows(rows: Tables, run: str, second: Collection[tuple[str, str]] = ()) -> Tables:
    """Of the rows at hand those that are not the import's own; tables without a method follow their parents.

    A stance in `second` was reviewed by the second coding of the log, which the import reads itself, and is made anew.
    """
    kept = {table: [row for row in rows[table] if is_hand(row)]
            for table in ("articles", "actors", "claims", "claim_relations", "quotes", "stances", "reviews")}
    kept["stances"] = [row for row in kept["stances"] if not (
        row.method == "log" and row.review == "reviewed" and (row.quote, row.claim) in second)]
    quotes, actors, claims = ({row.id for row in kept[table]} for table in ("quotes", "actors", "claims"))
    publishers = {row.publisher for row in kept["articles"]}
    topics = {row.topic for row in kept["claims"]}
    kept["publishers"] = [row for row in rows["publishers"] if row.id in publishers]
    kept["topics"] = [row for row in rows["topics"] if row.id in topics]
    kept["actor_names"] = [row for row in rows["actor_names"] if row.actor in actors]
    kept["actor_roles"] = [row for row in rows["actor_roles"] if row.actor in actors]
    kept["claim_topics"] = [row for row in rows["claim_topics"] if row.claim in claims]
    kept["relays"] = [row for row in rows["relays"] if row.quote in quotes]
    kept["runs"] = [row for row in rows["runs"] if row.id != run]
    return {table: kept.get(table, rows[table]) for table in rows}


def merge_tables(kept: Tables, made: Tables) -> Tables:
    """What people wrote, and beside it every made row whose key is still free."""
    return {table: [*kept[table], *list_free(table, kept[table], made[table])] for table in kept}


def list_free(table: str, kept: Iterable[Any], made: Iterable[Any]) -> Iterator[Any]:
    key = read_schema()[table].key
    taken = {tuple(getattr(row, name) for name in key) for row in kept}
    yield from (row for row in made if tuple(getattr(row, name) for name in key) not in taken)
