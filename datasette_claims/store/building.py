"""Makes a database from the CSV files of a data folder, and the files from a database."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import ClaimsError, DataError
from ..records import RECORDS
from ..schema import HEAP
from ..search import index_search
from ..summaries import fill_summaries
from .database import DERIVED, Progress, create_database, insert_records, read_records, remove_database
from .files import read_table, write_table

# Articles that people described or decided something in, those that they repeat, and so on.
KEPT_ARTICLES = """
kept (id, origin) as (
  select id, syndicated_from
  from articles
  where method in ('hand', 'log') or id in (select article from {quotes}) or {took_over}
  union
  select a.id, a.syndicated_from
  from kept k
  join articles a on a.id = k.origin
)
"""


def build_database(data: Path, target: Path, progress: Progress | None = None) -> dict[str, int]:
    """Builds `target` from the CSV files of `data` and returns the rows per table.

    The work is done in a temporary file beside it that takes its place only when whole, so that a
    failed or interrupted build leaves the old database as it was.
    """
    if not (data / "claims.csv").is_file():
        raise ClaimsError(f"{data} holds no claims.csv; name the folder with the CSV files.")
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    remove_database(temporary)
    try:
        counts = fill_database(data, temporary, progress)
        os.replace(temporary, target)
    except PermissionError as error:
        raise ClaimsError(f"{target} is in use by another program ({error.strerror}); stop it and build again.") from error
    finally:
        remove_database(temporary)
    return counts


def fill_database(data: Path, path: Path, progress: Progress | None) -> dict[str, int]:
    connection = create_database(path)
    try:
        # Nobody else sees this file, and an interrupted build is thrown away: no journal is needed.
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute(f"pragma soft_heap_limit = {HEAP}")
        connection.execute("pragma cache_size = -1000")  # kB, and as much for every sort of a summary, of which some have ten
        indexes = drop_indexes(connection)
        counts = {}
        for table in RECORDS:
            source = data / f"{table}.csv"
            if table != "stance_labels" and source.is_file():
                counts[table] = insert_table(connection, source, table, progress)
                if progress:
                    progress(table, counts[table])
        for index in indexes:
            connection.execute(index)
        refuse_dangling(connection)
        fill_summaries(connection)
        counts["search_index"] = index_search(connection)
        connection.commit()
        connection.execute("pragma journal_mode = delete")
        connection.execute("analyze")
        connection.commit()
        return counts
    finally:
        connection.execute("pragma soft_heap_limit = 0")
        connection.close()


def drop_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drops every index of the schema and returns what makes it again: built over the rows it is faster and more compact."""
    found = connection.execute("select name, sql from sqlite_master where type = 'index' and sql is not null").fetchall()
    for name, _ in found:
        connection.execute(f"drop index {name}")
    return [sql for _, sql in found]


def insert_table(connection: sqlite3.Connection, source: Path, table: str, progress: Progress | None) -> int:
    try:
        return insert_records(connection, table, (record for _, record in read_table(source, table)), progress, is_derived=table == "stances")
    except sqlite3.IntegrityError as error:
        raise DataError(source.name, None, f"{error}; run scripts/validate.py to see the line") from error


def refuse_dangling(connection: sqlite3.Connection) -> None:
    broken = connection.execute("pragma foreign_key_check").fetchone()
    if broken:
        table, rowid, parent, _ = broken
        raise ClaimsError(f"{table}.csv row {rowid} names a row of {parent} that does not exist; run scripts/validate.py.")


def write_data(connection: sqlite3.Connection, folder: Path) -> dict[str, int]:
    """Writes what was coded, reviewed or rejected as CSV files in the form of data/; the rows per table.

    Proposals stay behind, except for those that a decided row refers to: a rejected stance keeps its quote, so
    that the decision can be read and the same proposal is not made again. A fact-check stays behind with its claim,
    and an article that another one repeats comes along with it. Publishers carry no decision: those that the folder
    holds stay in it.
    """
    decided = "review <> 'proposed'"
    took_over = "id in (select new_id from redirects where table_name = '{}')".format
    stances = f"stances where {decided} or {took_over('stances')}"
    quotes = f"quotes where {decided} or id in (select quote from {stances}) or {took_over('quotes')}"
    articles = f"articles where id in (with recursive {KEPT_ARTICLES.format(quotes=quotes, took_over=took_over('articles'))} select id from kept)"
    actors = (
        f"actors where {decided} or id in (select actor from {stances}) or id in (select speaker from {quotes})"
        f" or id in (select actor from relays where quote in (select id from {quotes})) or {took_over('actors')}"
    )
    claims = (
        f"claims where review not in ('proposed', 'rejected') or id in (select claim from {stances})"
        f" or id in (select claim from reviews where state <> 'suggested') or {took_over('claims')}"
    )
    reviews = f"reviews where claim in (select id from {claims})"
    kept = {
        "stances": stances,
        "quotes": quotes,
        "articles": articles,
        "actors": actors,
        "relays": f"relays where quote in (select id from {quotes})",
        "publishers": f"publishers where id in (select publisher from {articles}) or id in (select publisher from {reviews}) or {took_over('publishers')}"
        " or id in (select value from json_each(?))",
        "actor_names": f"actor_names where actor in (select id from {actors})",
        "actor_roles": f"actor_roles where actor in (select id from {actors})",
        "claims": claims,
        "reviews": reviews,
    }
    path = folder / "publishers.csv"
    described = json.dumps([publisher.id for _, publisher in read_table(path, "publishers")] if path.is_file() else [])
    counts = {}
    for table in RECORDS:
        records: list[Any] = list(read_records(connection, table, kept.get(table, table), [described] if table == "publishers" else []))
        if table == "stances":
            records = [replace(stance, **dict.fromkeys(DERIVED)) for stance in records]
        if table != "stance_labels" and (records or (folder / f"{table}.csv").is_file()):
            counts[table] = write_table(folder / f"{table}.csv", table, records)
    return counts
