"""Writers of rows as text: CSV, CSV for Excel, JSON and JSON Lines, piece by piece, so that memory stays flat."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# What spreadsheets take for the start of a formula (owasp.org/www-community/attacks/CSV_Injection), and its
# full-width forms, which Excel reads alike in East Asian settings.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page; with it other programs stumble


class CsvRows:
    """Plain CSV (RFC 4180), UTF-8 without a byte order mark; an empty cell is an unknown value."""

    suffix = "csv"
    content_type = "text/csv; charset=utf-8"

    def __init__(self, columns: Sequence[str], about: dict[str, Any] | None = None) -> None:
        self.columns = list(columns)
        self.about = about or {}

    def begin(self) -> str:
        return self.format([self.columns])

    def write(self, rows: Iterable[Sequence[Any]]) -> str:
        return self.format(rows)

    def end(self) -> str:
        return ""

    def format(self, rows: Iterable[Sequence[Any]]) -> str:
        file = io.StringIO()
        csv.writer(file).writerows(rows)
        return file.getvalue()


class ExcelRows(CsvRows):
    """CSV for spreadsheets: with a byte order mark, and no text that would run as a formula; numbers stay numbers."""

    suffix = "excel.csv"

    def begin(self) -> str:
        return BOM + super().begin()

    def write(self, rows: Iterable[Sequence[Any]]) -> str:
        return self.format([disarm(value) for value in row] for row in rows)


class JsonLines(CsvRows):
    """JSON Lines: one object a line."""

    suffix = "jsonl"
    content_type = "application/jsonl; charset=utf-8"

    def begin(self) -> str:
        return ""

    def write(self, rows: Iterable[Sequence[Any]]) -> str:
        return "".join(f"{self.format_object(row)}\n" for row in rows)

    def format_object(self, row: Sequence[Any]) -> str:
        return json.dumps(dict(zip(self.columns, row, strict=True)), ensure_ascii=False)


class JsonRows(JsonLines):
    """One JSON object: what is known about the list, its rows, and at the end their number."""

    suffix = "json"
    content_type = "application/json; charset=utf-8"

    def __init__(self, columns: Sequence[str], about: dict[str, Any] | None = None) -> None:
        super().__init__(columns, about)
        self.number = 0

    def begin(self) -> str:
        about = json.dumps({"ok": True, **self.about, "columns": self.columns}, ensure_ascii=False, indent=1)
        return about.removesuffix("\n}") + ',\n "rows": ['

    def write(self, rows: Iterable[Sequence[Any]]) -> str:
        pieces = []
        for row in rows:
            pieces.append(("," if self.number else "") + "\n  " + self.format_object(row))
            self.number += 1
        return "".join(pieces)

    def end(self) -> str:
        return f'\n ],\n "count": {self.number}\n}}\n'


WRITERS: dict[str, type[CsvRows]] = {writer.suffix: writer for writer in (CsvRows, ExcelRows, JsonRows, JsonLines)}


def disarm(value: Any) -> Any:
    """A text that a spreadsheet would run gets an apostrophe in front; everything else stays as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def write_rows(writer: CsvRows, rows: Iterable[Sequence[Any]], batch: int = 500) -> Iterator[str]:
    """A whole file in pieces of so many rows."""
    yield writer.begin()
    held: list[Sequence[Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == batch:
            yield writer.write(held)
            held = []
    yield writer.write(held) + writer.end()
