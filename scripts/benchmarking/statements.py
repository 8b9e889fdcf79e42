"""The SQL statements that a request runs, taken down while a Datasette in this process answers it; and their plans."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette  # noqa: F401  (before datasette_graphql, or that registers without hooks)
from datasette.plugins import pm

from datasette_claims import compat

from .serving import make_fresh

# What Datasette asks about the file itself, not about its rows.
HOUSEKEEPING = re.compile(r"select (1|name|type|sql|\* from pragma|null)\b|.*\b(sqlite_master|sqlite_schema|pragma_\w+)\b", re.I | re.S)
COMMENT = re.compile(r"\A(\s*--[^\n]*(\n|\Z))+")


class Listener:
    """A Datasette plugin that writes down every statement of the connections it is shown."""

    __name__ = "Listener"  # Datasette lists plugins by name

    def __init__(self) -> None:
        self.heard: list[str] = []

    @hookimpl
    def prepare_connection(self, conn: sqlite3.Connection, database: str) -> None:
        if database == "claims":  # and not the one in which Datasette keeps what it knows of all
            conn.set_trace_callback(self.hear)

    def hear(self, statement: str) -> None:
        # What SQLite runs inside a statement, such as the reads of full-text search, is told with "-- " before it.
        bare = COMMENT.sub("", statement).lstrip()
        if bare[:4].lower() in ("sele", "with") and not HOUSEKEEPING.match(bare):
            self.heard.append(bare)


def capture(database: Path, paths: list[str], metadata: dict[str, Any] | None = None) -> dict[str, list[str]]:
    """The statements behind each path, with their parameters filled in; those that SQLite itself adds left out."""
    return asyncio.run(listen(database, paths, metadata))


async def listen(database: Path, paths: list[str], metadata: dict[str, Any] | None) -> dict[str, list[str]]:
    listener = Listener()
    pm.register(listener, "listener")
    try:
        from datasette_graphql.utils import _schema_cache

        _schema_cache.clear()
        site = compat.make_datasette([str(database)], metadata, settings={"suggest_facets": False})
        await site.invoke_startup()
        await site.client.get("/claims")  # what is asked once per process is asked here
        found = {}
        for path in paths:
            await site.client.get(make_fresh(path, 0))
            listener.heard.clear()
            await site.client.get(make_fresh(path, 1))
            found[path] = list(dict.fromkeys(listener.heard))
        _schema_cache.clear()
        return found
    finally:
        pm.unregister(listener)


# They grow with what is recorded; of the others there is a page at most, or they are kept for full-text search.
FEW = {"topics", "topic_cells", "topic_counts", "totals", "ladder_rungs", "actor_pairs", "stance_labels", "runs", "corrections", "redirects", "publishers"}


def find_growing(connection: sqlite3.Connection) -> set[str]:
    """The tables that grow with the positions recorded."""
    names = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    return {name for name in names - FEW if "_fts" not in name and not name.startswith("sqlite_")}


def list_scans(connection: sqlite3.Connection, statement: str, growing: set[str]) -> list[str]:
    """The growing tables that a statement reads from end to end and not in the order of an index.

    Read from SQLite's own program, because its plan in words names tables by aliases that mean several things.
    """
    roots = {root: name for name, root in connection.execute("select name, rootpage from sqlite_master where type = 'table'")}
    opened: dict[int, int] = {}
    found = set()
    for _, opcode, cursor, root, *_ in connection.execute(f"explain {statement}"):
        if opcode in ("OpenRead", "ReopenIdx"):
            opened[cursor] = root
        elif opcode in ("Rewind", "Last") and roots.get(opened.get(cursor)) in growing:
            found.add(roots[opened[cursor]])
    return sorted(found)


def count_steps(connection: sqlite3.Connection, statement: str, most: int = 1_001) -> int:
    """How many instructions of SQLite's virtual machine a statement takes, in hundreds; not a time, and the same on every machine."""
    steps = 0

    def tick() -> None:
        nonlocal steps
        steps += 1

    connection.set_progress_handler(tick, 100)
    connection.execute(statement).fetchmany(most)
    connection.set_progress_handler(None, 0)
    return steps
