"""Checks data/ against the promises of the schema: every problem with file, line and reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import ClaimsError, DataError
from ..records import RECORDS
from ..schema import read_schema
from ..store import LABELS_PATH, read_table
from ..tables import Tables
from ..text import hash_text, normalise_text
from .meaning import (
    check_claims,
    check_offsets,
    check_redirects,
    check_reviews,
    check_stances,
    check_words,
    follow_redirects,
    list_telling,
    share_words,
    suggest_twins,
)
from .shape import check_columns, check_dates, check_keys, check_names, check_slugs, is_precise_date

__all__ = [
    "check_claims", "check_data", "check_stances", "follow_redirects", "is_precise_date", "list_telling", "read_texts", "require_valid", "share_words",
    "suggest_twins",
]  # fmt: skip


def check_data(data: Path, texts: Path | None = None) -> Iterator[DataError]:
    """Every problem in the CSV files of a folder.

    `texts` is a folder of article texts (.txt); offsets are compared with the text whose hash an
    article carries. Without it, offsets are only compared with the length of the words.
    """
    tables = Tables()
    try:
        yield from load_tables(tables, data)
        yield from check_keys(tables)
        yield from check_columns(tables)
        for check in (check_dates, check_slugs, check_names, check_words, check_reviews, check_claims, check_stances, check_redirects):
            yield from check(tables)
        yield from check_offsets(tables, read_texts(texts) if texts else {})
    finally:
        tables.close()


def load_tables(tables: Tables, data: Path) -> list[DataError]:
    """Reads every row that is a record; what is wrong with the others."""
    tables.load("stance_labels", read_table(LABELS_PATH, "stance_labels"))
    found: list[DataError] = []
    for table in RECORDS:
        path, problems = data / f"{table}.csv", []
        if table == "stance_labels":
            continue
        try:
            tables.load(table, read_table(path, table, problems) if path.is_file() else ())
        except DataError as error:  # of the file as a whole
            problems.append(error)
        if problems:
            tables.add_unread(table, list_written_keys(path, table))
        found += problems
    return found


def list_written_keys(path: Path, table: str) -> set[tuple[Any, ...]]:
    """Keys as written in a file that could not be read in full, so that its unread rows are not also missed by those that name them."""
    found = set()
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return found
            except csv.Error:
                continue  # told already, and the lines behind it hold keys too
            found.add(tuple(row.get(name) for name in read_schema()[table].key))


def read_texts(folder: Path) -> dict[str, str]:
    """The normalised texts of a folder by their hash."""
    found = (normalise_text(path.read_text(encoding="utf-8", errors="replace")) for path in sorted(folder.rglob("*.txt")))
    return {hash_text(text): text for text in found}


def require_valid(data: Path) -> None:
    """ClaimsError that lists every problem, or nothing when there is none."""
    problems = list(check_data(data))
    if problems:
        raise ClaimsError("\n".join(str(problem) for problem in problems))
