"""Reads sheets as spreadsheets save them: in any of their encodings, with any of their delimiters."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from ..errors import ClaimsError
from ..exports import FORMULA_STARTS
from ..spreadsheets import read_cells, read_header
from .sheets import COLUMNS

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
WINDOWS = "cp1252"  # what Excel saves as “CSV” in western Europe and America
NEEDED = ("position", "decision", "stamp")
CHUNK = 1 << 16
LONGEST_CELL = 10_000_000  # characters; sheets of earlier versions held whole passages


def read_sheet(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line and with every column of a sheet; what spreadsheets do to a file is undone."""
    try:
        with path.open(encoding=find_encoding(path), newline="") as file:
            header = read_header(file.read(CHUNK))
            missing = [name for name in NEEDED if name not in header.names]
            if missing:
                raise ClaimsError(f"{path.name} lacks the column {missing[0]}; use a sheet made by “review export”.")
            file.seek(0)
            for line, row in read_cells(file, header, LONGEST_CELL):
                cells = dict(zip(header.names, row))
                if any(cells.values()):
                    yield line, {name: lift_guard(cells.get(name, "")) for name in COLUMNS}
    except (UnicodeError, csv.Error) as error:
        raise ClaimsError(f"{path.name} cannot be read as a CSV file ({error}); save it as CSV in UTF-8.") from error


def find_encoding(path: Path) -> str:
    """The encoding of a file: as its mark says, else UTF-8 where it is that throughout, else the one of Windows."""
    with path.open("rb") as file:
        head = file.read(4)
        for mark, name in MARKS.items():
            if head.startswith(mark):
                return name
        if b"\0" in head:
            return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            chunk = head
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return WINDOWS
    return "utf-8"


def lift_guard(cell: str) -> str:
    """A cell without the apostrophe that kept spreadsheets from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
