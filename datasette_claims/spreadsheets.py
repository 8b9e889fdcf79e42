"""Tables as spreadsheets save them: with any of their delimiters, with "sep=;" above the names, or with a quotation mark too many."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r'"?sep=([^\w"\s]|\t)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first lines of a table say: its delimiter, and its columns with their names folded."""

    delimiter: str
    names: list[str]
    lines: int  # 1, and more where empty lines or Excel's "sep=;" stand before the names


def read_header(head: str) -> Header:
    """The header in the first characters of a table."""
    lines = [*split_lines(head), ""]
    place = next((place for place, line in enumerate(lines) if line.strip()), 0)
    stated = SEPARATOR.fullmatch(lines[place])
    place += 1 if stated else 0
    line = lines[place]
    delimiter = stated[1] if stated else max(DELIMITERS, key=line.count)
    try:
        names = [fold_name(name) for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        names = []
    return Header(delimiter, names, place + 1)


def split_lines(text: str) -> list[str]:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def fold_name(name: str) -> str:
    """The name of a column, however people write it: "Published at" is published_at."""
    return re.sub(r"[\s-]+", "_", name.strip().strip("\ufeff").lower())


def read_cells(lines: Iterable[str], header: Header, longest: int) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row below the header, with the line where the row ends.

    csv.Error where a cell is longer than `longest`, or where the table ends inside a quotation mark: everything behind
    the mark would be one cell, and rows be lost without a word.
    """
    # The default of 131,072 characters cuts off long cells; the limit is global, so it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), longest))
    ends: list[bool] = []

    def watch() -> Iterator[str]:
        yield from lines
        ends.append(True)

    rest = watch()
    for _ in range(header.lines):
        next(rest, "")
    rows, line = csv.reader(rest, delimiter=header.delimiter), header.lines
    try:
        for row in rows:
            if ends:  # a row that is whole is given out before the next line is asked for
                raise csv.Error("the table ends inside a cell")
            line = header.lines + rows.line_num
            yield line, row
    except csv.Error as error:
        raise csv.Error(f"{error}; look for a quotation mark that is not closed in the row that begins in line {line + 1}") from error
