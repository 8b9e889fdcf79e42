"""Whether rows have the form the schema promises: keys, values, days, slugs, names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import islice

from ..errors import DataError
from ..schema import read_schema
from ..store import create_database, insert_records
from ..tables import Row, Tables
from ..text import fold, make_article_id

TRIED = 1_000  # rows tried against the schema at once

DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
PRECISE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*$")
DAYS = {"quotes": ("said_from", "said_to"), "claims": ("about_from", "about_to"), "articles": ("retrieved",),
        "corrections": ("received", "resolved"), "redirects": ("since",), "runs": ("finished",)}
PRECISE_DATES = {"articles": ("published",), "actor_roles": ("held_from", "held_to"), "reviews": ("published",)}
SLUGS = ("publishers", "actors", "topics", "claims")
# Rules of the schema that concern two columns.
TABLE_RULES = {
    "words is not null or paraphrase is not null": "holds neither words nor a paraphrase; fill in one of them",
    "end_char > start_char": "end_char must be greater than start_char",
    "claim <> other_claim": "relates a claim to itself; name another one in other_claim",
}


def check_keys(tables: Tables) -> Iterator[DataError]:
    """No key twice, and no reference to a row that is not there."""
    for table in tables:
        found = [
            (line, f"the key {'/'.join(map(str, key))} is already used in line {first}; give it another one")
            for line, first, key in tables.list_repeated(table)
        ]
        for column in read_schema()[table].columns:
            if column.references:
                found += [
                    (line, f"{column.name} is “{value}”, which {column.references}.csv does not hold; add it there or correct the id")
                    for line, value in tables.list_dangling(table, column.name, column.references)
                ]
        for line, reason in sorted(found):
            yield DataError(f"{table}.csv", line, reason)


def check_columns(tables: Tables) -> Iterator[DataError]:
    """What the schema itself demands (required cells, lists of allowed words), tried in SQLite: many rows at once, and one by one where one fails."""
    connection = create_database("")  # a temporary file
    for (index,) in connection.execute("select name from sqlite_master where type = 'index' and sql like 'create index%'").fetchall():
        connection.execute(f"drop index {index}")
    for table in tables:
        rows = iter(tables[table] if table != "stance_labels" else ())
        while batch := list(islice(rows, TRIED)):
            connection.execute("savepoint batch")
            try:
                insert_records(connection, table, [record for _, record in batch])
            except sqlite3.IntegrityError:
                connection.execute("rollback to batch")
                yield from try_rows(connection, table, batch)
            connection.execute("release batch")
    connection.close()


def try_rows(connection: sqlite3.Connection, table: str, rows: list[Row]) -> Iterator[DataError]:
    for line, record in rows:
        try:
            insert_records(connection, table, [record])
        except sqlite3.IntegrityError as error:
            # A key used twice is found by check_keys.
            if "UNIQUE" not in str(error) or not str(error).endswith(tuple(f"{table}.{n}" for n in read_schema()[table].key)):
                yield DataError(f"{table}.csv", line, explain_constraint(table, str(error)))


def explain_constraint(table: str, error: str) -> str:
    """A SQLite constraint error as a sentence for somebody who edits a spreadsheet."""
    kind, _, rule = error.partition(" constraint failed: ")
    if kind == "NOT NULL":
        return f"{rule.split('.')[-1]} is empty and must be filled in"
    if kind == "UNIQUE":
        return f"{', '.join(part.split('.')[-1] for part in rule.split(', '))} already stands in another line"
    if rule in TABLE_RULES:
        return TABLE_RULES[rule]
    column = re.match(r"\w+", rule)
    described = {c.name: c.description for c in read_schema()[table].columns}
    meaning = described.get(column[0] if column else "")
    return f"{column[0]} does not hold an allowed value ({meaning})" if column and meaning else f"breaks the rule {rule}"


def is_day(value: str) -> bool:
    try:
        return bool(DAY.match(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_precise_date(value: str) -> bool:
    """ISO 8601 at any precision from the year to the second."""
    return bool(PRECISE.match(value)) and is_day((value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)[:10])


def check_dates(tables: Tables) -> Iterator[DataError]:
    """Dates are real days, and no interval runs backwards."""
    for names, is_valid, form in ((DAYS, is_day, "a day such as 2022-08-11"), (PRECISE_DATES, is_precise_date, "2022, 2022-08, 2022-08-11 or a time with offset")):
        for table, columns in names.items():
            for line, record in tables[table]:
                for column in columns:
                    value = getattr(record, column)
                    if value is not None and not is_valid(value):
                        yield DataError(f"{table}.csv", line, f"{column} is “{value}” and must be {form}")
    for table, first, last in (("quotes", "said_from", "said_to"), ("claims", "about_from", "about_to"), ("actor_roles", "held_from", "held_to")):
        for line, record in tables[table]:
            start, end = getattr(record, first), getattr(record, last)
            if start and end and start[: len(end)] > end:
                yield DataError(f"{table}.csv", line, f"{first} {start} is after {last} {end}; swap or correct them")
            if table == "quotes" and (start is None) != (end is None):
                yield DataError(f"{table}.csv", line, "said_from and said_to must both be filled or both be empty")
    for line, quote in tables["quotes"]:
        if quote.said_basis == "weekday" and not quote.said_as_written:
            yield DataError("quotes.csv", line, "said_basis is weekday, but said_as_written is empty; write down the words, such as “on Thursday”")


def check_slugs(tables: Tables) -> Iterator[DataError]:
    """Slugs are lower case with hyphens, and an article's id is the hash of its address."""
    for table in SLUGS:
        for line, record in tables[table]:
            if not SLUG.match(record.id):
                yield DataError(f"{table}.csv", line, f"the id “{record.id}” must be lower-case letters, digits and hyphens")
    for line, article in tables["articles"]:
        if article.id != make_article_id(article.url):
            yield DataError("articles.csv", line, f"the id {article.id} does not belong to {article.url}; it must be {make_article_id(article.url)}")


def check_names(tables: Tables) -> Iterator[DataError]:
    """No spelling stands for two actors, unless it is marked as too weak to match by itself."""
    for line, name in tables["actor_names"]:
        if name.kind == "weak_alias":
            continue
        owner = tables.note("name", fold(name.name), name.actor)
        if owner != name.actor:
            yield DataError("actor_names.csv", line, f"“{name.name}” is already a name of {owner}; mark it weak_alias or merge the two actors")
