"""Reads the rows of a section of a page: one statement of `datasette_claims/sections`, within the server's time limit."""

from __future__ import annotations

from typing import Any, Protocol

from datasette.database import QueryInterrupted
from datasette.utils import sqlite3, sqlite_timelimit

from ..queries import read_section
from . import phrases


class Fetch(Protocol):
    """Reads all rows of a section: fetch("claim", id="nk-volunteers-sent")."""

    def __call__(self, section: str, /, **parameters: Any) -> list[dict[str, Any]]: ...


def read_rows(connection: Any, section: str, parameters: dict[str, Any], time_limit_ms: int) -> list[dict[str, Any]]:
    """The rows of a section's statement within the server's time limit, QueryInterrupted beyond it; cleaned for readers."""
    sql = read_section(section)
    try:
        with sqlite_timelimit(connection, time_limit_ms):
            cursor = connection.execute(sql, parameters)
            rows = cursor.fetchall()
    except sqlite3.OperationalError as error:
        if error.args == ("interrupted",):
            raise QueryInterrupted(error, sql, parameters) from error
        raise
    names = [column[0] for column in cursor.description or ()]  # None where there is no row
    found = [dict(zip(names, row)) for row in rows]
    for row in found:
        # Nearly every cell is printable, which is cheap to know; only the others are looked at.
        for name in [name for name, value in row.items() if type(value) is str and not value.isprintable()]:
            row[name] = phrases.clean(row[name])
    return found
