"""The rows of data/ with their lines while they are checked: kept in a temporary file, so that memory does not grow with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from .records import RECORDS, list_columns
from .schema import HEAP, read_schema

Row = tuple[int, Any]


class Rows:
    """The records of one table, each with its line; read from the file as often as they are gone through."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self.connection, self.table = connection, table

    def __iter__(self) -> Iterator[Row]:
        record, names = RECORDS[self.table], list_columns(RECORDS[self.table])
        for line, *values in self.connection.execute(f"select _line, {', '.join(names)} from {self.table} order by _line"):
            yield line, record(**{name: value for name, value in zip(names, values) if value is not None})


class Tables:
    """Every table of a folder; to be closed, which removes the file."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("")  # SQLite's own temporary file, of which only a part is in memory
        self.connection.execute(f"pragma soft_heap_limit = {HEAP}")
        self.connection.execute("create table _unread (name text, id text, primary key (name, id)) without rowid")
        self.connection.execute("create table _noted (kind text, key text, owner text, primary key (kind, key)) without rowid")
        self.names: list[str] = []

    def load(self, table: str, rows: Iterable[Row]) -> None:
        """Keeps the rows of a table; those read before an error in the file are kept too."""
        columns = list_columns(RECORDS[table])
        self.connection.execute(f"create table {table} (_line integer primary key, {', '.join(columns)})")
        self.names.append(table)
        marks = ", ".join("?" * (len(columns) + 1))
        values = ((line, *(getattr(record, name) for name in columns)) for line, record in rows)
        try:
            self.connection.executemany(f"insert into {table} values ({marks})", values)
        finally:
            self.connection.execute(f"create index {table}_key on {table} ({', '.join(read_schema()[table].key)})")

    def add_unread(self, table: str, keys: Iterable[tuple[Any, ...]]) -> None:
        """Notes keys of rows that could not be read, so that those that name them are not found wrong as well."""
        self.connection.executemany("insert or ignore into _unread values (?, ?)", ((table, key[0]) for key in keys if len(key) == 1))

    def note(self, kind: str, key: str, owner: str) -> str:
        """Who was the first to have a key; `owner` from now on where nobody had it."""
        self.connection.execute("insert or ignore into _noted values (?, ?, ?)", (kind, key, owner))
        return self.connection.execute("select owner from _noted where kind = ? and key = ?", (kind, key)).fetchone()[0]

    def __getitem__(self, table: str) -> Rows:
        return Rows(self.connection, table)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def list_repeated(self, table: str) -> Iterator[tuple[int, int, list[Any]]]:
        """Lines whose key stands in an earlier line already, with that line and the key."""
        names = ", ".join(read_schema()[table].key)
        first = f"select {names}, min(_line) as first from {table} group by {names} having count(*) > 1"
        for line, earlier, *key in self.connection.execute(f"select _line, first, {names} from ({first}) join {table} using ({names}) where _line > first"):
            yield line, earlier, key

    def list_dangling(self, table: str, column: str, parent: str) -> Iterator[tuple[int, Any]]:
        """Lines in which a column names a row that its table does not hold, with the name."""
        key = read_schema()[parent].key[0]
        return self.connection.execute(
            f"select _line, {column} from {table} t where {column} is not null and not exists (select 1 from {parent} where {key} = t.{column})"
            f" and not exists (select 1 from _unread where name = '{parent}' and id = t.{column})"
        )

    def holds(self, table: str, id: str) -> bool:
        """Whether a table holds a row with this id, or may hold it in a line that could not be read."""
        stands = f"select 1 from {table} where id = ? union all select 1 from _unread where name = ? and id = ?"
        return self.connection.execute(stands, (id, table, id)).fetchone() is not None

    def close(self) -> None:
        self.connection.execute("pragma soft_heap_limit = 0")
        self.connection.close()
