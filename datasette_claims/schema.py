"""Reads schema.sql: the one place where tables, views and columns are declared and described."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SCHEMA_PATH = Path(__file__).with_name("schema.sql")
APPLICATION_ID = 1129071955  # the pragma of schema.sql, held to it by a test
SCHEMA_VERSION = 3
HEAP = 8_000_000  # bytes that SQLite holds for a build or a check before it writes sorts and pages to temporary files; for the whole process

CREATE = re.compile(r"create (table|view) (\w+)")
TABLE_COLUMN = re.compile(r"(\w+) (text|integer|real)\b(.*)")
VIEW_COLUMN = re.compile(r"(?:^| )as (\w+),?$")
REFERENCE = re.compile(r"references (\w+) \((\w+)\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as declared; `type` is empty for a column of a view."""

    name: str
    type: str
    description: str
    references: str | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, view or summary (a table that the build fills from others) as declared."""

    name: str
    kind: str
    description: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that identify a row: `id` where there is one, else the first two."""
        names = tuple(column.name for column in self.columns)
        return ("id",) if "id" in names else names[:2]


@cache
def read_schema() -> dict[str, Table]:
    """Every table and view of schema.sql by name, in the order of the file."""
    tables: dict[str, Table] = {}
    table_comment = column_comment = ""
    open_table: tuple[str, str, str] | None = None
    columns: list[Column] = []
    depth = 0  # of brackets within the column being read, so that a subquery's names are not taken for its own
    for raw in SCHEMA_PATH.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("---"):
            column_comment, depth = line[3:].strip(), 0
        elif line.startswith("--!"):
            table_comment = line[3:].strip()
        elif created := CREATE.match(line):
            open_table, columns = (created[2], created[1], table_comment), []
        elif open_table and column_comment:
            depth += line.count("(") - line.count(")")
            column = read_column(open_table[1], line, column_comment, depth)
            if column:
                columns.append(column)
                column_comment = ""
        if open_table and line.endswith(";"):
            name, kind, description = open_table
            inherited = re.search(r"select \* from (\w+)", line)
            found = tables[inherited[1]].columns if inherited else tuple(columns)
            tables[name] = Table(name, "summary" if description.startswith("Summary: ") else kind, description, found)
            open_table = None
    return tables


def read_column(kind: str, line: str, description: str, depth: int) -> Column | None:
    """The column declared on this line; None while an expression of a view is still going on."""
    if kind == "view":
        named = VIEW_COLUMN.search(line) if depth == 0 else None
        return Column(named[1], "", description) if named else None
    declared = TABLE_COLUMN.match(line)
    if declared is None:
        return None
    name, type_, rest = declared.groups()
    reference = REFERENCE.search(rest)
    is_required = "not null" in rest or "primary key" in rest
    return Column(name, type_, description, reference[1] if reference else None, is_required)


def is_claims_file(path: str | Path | None) -> bool:
    """Whether a file is one of our databases, told from its header (sqlite.org/fileformat.html, offset 68)."""
    if path is None:
        return False
    try:
        with open(path, "rb") as file:
            header = file.read(72)
    except OSError:
        return False
    return header[:15] == b"SQLite format 3" and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def read_file_version(path: str | Path) -> int:
    """The schema version a database file was built with, from its header (offset 60)."""
    with open(path, "rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")


def list_tables() -> list[Table]:
    return [table for table in read_schema().values() if table.kind == "table"]


def list_views() -> list[Table]:
    return [table for table in read_schema().values() if table.kind == "view"]


def list_topical() -> list[str]:
    """The views whose rows are about a claim and give its topic."""
    return [view.name for view in list_views() if {"claim", "topic"} <= {column.name for column in view.columns}]
