"""Opens and creates the database, and moves records in and out of its tables."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import Any

from ..errors import NotOurDatabase
from ..records import RECORDS, Review, list_columns
from ..schema import APPLICATION_ID, SCHEMA_PATH, SCHEMA_VERSION, read_schema
from .files import LABELS_PATH, read_table

BATCH = 5_000  # rows per executemany: memory stays flat, and larger batches were not faster
Progress = Callable[[str, int], None]
# Columns of stances that are in no CSV file: derived from other rows, so that the commonest questions are
# answered from one index.
DERIVED = {
    "topic": "(select c.topic from claims c where c.id = {claim})",
    "speaker": "(select q.speaker from quotes q where q.id = {quote})",
    "said_from": "(select q.said_from from quotes q where q.id = {quote})",
    "is_counted": "{review} in (" + ", ".join(f"'{state.value}'" for state in Review if state.is_counted) + ")",
    "steps": "(select count(*) from relays r where r.quote = {quote})",
}
DERIVE = "update stances set " + ", ".join(f"{name} = {value}" for name, value in DERIVED.items()).format(
    claim="stances.claim", quote="stances.quote", review="stances.review"
)


def create_database(path: str | Path) -> sqlite3.Connection:
    """A new database with every table and view and the stance labels; the caller closes it."""
    connection = sqlite3.connect(path)
    connection.executescript(f"begin;\n{SCHEMA_PATH.read_text(encoding='utf-8')}\ncommit;")  # one write to the disk, not a hundred
    insert_records(connection, "stance_labels", (record for _, record in read_table(LABELS_PATH, "stance_labels")))
    connection.commit()
    return connection


def create_whole(path: Path) -> None:
    """Makes a database that appears only when whole; of two programs that make it at once, one comes first."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    remove_database(temporary)
    try:
        create_database(temporary).close()
        os.link(temporary, path)
    except FileExistsError:
        pass  # another program made it meanwhile
    finally:
        remove_database(temporary)


def open_database(path: str | Path, *, create: bool = False) -> sqlite3.Connection:
    """An existing claims database, or a new one where `create` allows it; NotOurDatabase for any other file."""
    if create and str(path) == ":memory:":
        return create_database(path)
    if create and not Path(path).exists():
        if not Path(path).absolute().parent.is_dir():
            raise NotOurDatabase(f"There is no folder {Path(path).parent} for {Path(path).name}; make it first.")
        create_whole(Path(path))
    if not Path(path).is_file():
        raise NotOurDatabase(f"{path} does not exist; make it with “datasette claims build” or “ingest”.")
    connection = sqlite3.connect(path)
    try:
        application = connection.execute("pragma application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        connection.close()
        raise NotOurDatabase(f"{path} cannot be read as a database ({error}).") from error
    if application != APPLICATION_ID:
        connection.close()
        raise NotOurDatabase(f"{path} was not made by datasette-claims; build one with “datasette claims build”.")
    version = connection.execute("pragma user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        connection.close()
        raise NotOurDatabase(f"{path} has the tables of version {version}, and this program writes version {SCHEMA_VERSION}; build it anew.")
    connection.execute("pragma foreign_keys = on")
    return connection


def remove_database(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


@contextmanager
def write_transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction that takes the write lock at once, so that two writers wait instead of failing half-way."""
    connection.execute("pragma busy_timeout = 60000")
    connection.execute("begin immediate")
    try:
        yield connection
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def insert_records(
    connection: sqlite3.Connection,
    table: str,
    records: Iterable[Any],
    progress: Progress | None = None,
    verb: str = "insert",
    is_derived: bool = False,
) -> int:
    """Inserts records of one table in batches; the number handed over.

    With `is_derived`, the columns that the build derives are computed on the way in from what is stored already.
    """
    columns = list_columns(RECORDS[table])
    read_values = attrgetter(*columns)
    places = {name: f"?{n}" for n, name in enumerate(columns, 1)}
    values = [DERIVED[name].format(**places) if is_derived and name in DERIVED else places[name] for name in columns]
    statement = f"{verb} into {table} ({', '.join(columns)}) values ({', '.join(values)})"
    count, batch = 0, []
    for item in records:
        batch.append(read_values(item))
        if len(batch) == BATCH:
            connection.executemany(statement, batch)
            count, batch = count + len(batch), []
            if progress:
                progress(table, count)
    connection.executemany(statement, batch)
    return count + len(batch)


def read_records(connection: sqlite3.Connection, table: str, rows: str = "", values: Iterable[Any] = ()) -> Iterator[Any]:
    """The rows of a table as records, in the order of its key; `rows` is the table with a condition, all rows without."""
    record, key = RECORDS[table], read_schema()[table].key
    columns = list_columns(record)
    for row in connection.execute(f"select {', '.join(columns)} from {rows or table} order by {', '.join(key)}", tuple(values)):
        yield record(**{name: value for name, value in zip(columns, row) if value is not None})
