"""Reads and writes the CSV files that the database is made from."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..errors import DataError
from ..records import RECORDS
from ..schema import read_schema

LABELS_PATH = Path(__file__).parent.parent / "words" / "stance_labels.csv"
# Python would also take 1_000, nan and numbers that SQLite has no room for.
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,2})?")
LONGEST = 40  # characters of a cell that is repeated in a message
# What an empty cell of a CSV file means where a row does not say how it was made: somebody wrote it down.
BY_HAND = {"method": "hand", "review": "coded_once"}


def read_table(path: Path, table: str, problems: list[DataError] | None = None) -> Iterator[tuple[int, Any]]:
    """Line number and record for every row of a CSV file.

    DataError for the first row that is no record; with a list for `problems` such rows go there and the others are read on.
    """
    record = RECORDS[table]
    types = {column.name: column.type for column in read_schema()[table].columns}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows, [])
            unknown = [name for name in header if name not in types]
            if unknown or len(set(header)) < len(header):
                raise DataError(path.name, 1, f"unknown or repeated column {', '.join(unknown) or header}; see docs/data-dictionary.md")
            line = rows.line_num + 1
            for row in rows:
                try:
                    made = make_record(record, types, header, row, path.name, line)
                except DataError as error:
                    if problems is None:
                        raise
                    problems.append(error)
                else:
                    yield line, made
                line = rows.line_num + 1
    except UnicodeDecodeError as error:
        raise DataError(path.name, None, f"is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise DataError(path.name, rows.line_num, f"is not valid CSV ({error}); check the quotation marks") from error


def make_record(record: type, types: dict[str, str], header: list[str], row: list[str], path: str, line: int) -> Any:
    """A record from one CSV row: empty cells become None, numbers numbers, and a row without a method one made by hand."""
    if len(row) != len(header):
        raise DataError(path, line, f"has {len(row)} cells where the header has {len(header)}; check commas and quotation marks")
    values: dict[str, Any] = {}
    for name, cell in zip(header, row):
        if cell != "":
            values[name] = read_number(types[name], cell, path, line, name)
    if "method" not in values:
        values.update({name: word for name, word in BY_HAND.items() if name in types and name not in values})
    try:
        return record(**values)
    except TypeError as error:
        missing = str(error).split("argument")[-1].lstrip("s: ")
        raise DataError(path, line, f"lacks {missing}; fill it in") from error


def read_number(type_: str, cell: str, path: str, line: int, name: str) -> str | int | float:
    if type_ == "text":
        return cell
    pattern, example = (WHOLE, "12") if type_ == "integer" else (DECIMAL, "0.85")
    if not pattern.fullmatch(cell.strip()):
        raise DataError(path, line, f"{name} is “{cell[:LONGEST]}” and must be a number such as {example}")
    return int(cell) if type_ == "integer" else float(cell)


def write_table(path: Path, table: str, records: Iterable[Any]) -> int:
    """Writes records as CSV, sorted by key, one line each, so that a diff shows what changed; the number written."""
    columns = [column.name for column in read_schema()[table].columns]
    key = read_schema()[table].key
    ordered = sorted(records, key=lambda record: [str(getattr(record, name)) for name in key])
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for record in ordered:
            writer.writerow(["" if (value := getattr(record, name)) is None else value for name in columns])
    os.replace(temporary, path)
    return len(ordered)
