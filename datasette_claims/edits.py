"""Takes what people wrote into data/ over into the database of a desk, so that neither undoes the other.

The folder holds what people decided, the database what programs propose as well. A row of the folder replaces the
one in the database; a row that the folder lacks stays, unless redirects.csv says that it was merged or withdrawn.
Where the database has read an article's text since the folder was written, what hangs on the text stays as read.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from .checks import follow_redirects, require_valid
from .records import RECORDS, Review, list_columns
from .schema import list_tables, read_schema
from .search import index_search
from .store import BY_PEOPLE, DERIVE, DERIVED, insert_records, read_records, read_table, write_transaction
from .summaries import fill_summaries

# Made by programs before somebody wrote the same sentence down under an id of their own.
SAME_CLAIM = "select id from claims where text = ? and id <> ? and review in ('proposed', 'rejected')"

TEXT = ("text_hash", "text_length", "retrieved")
PLACE = ("start_char", "end_char", "pieces")


def take_edits(connection: sqlite3.Connection, data: Path) -> Counter[str]:
    """Rows per table that the folder changed in the database; ClaimsError with file and line where the folder is broken.

    What the database has decided since the folder was written stays: a row is never made a proposal again.
    """
    reread = list_reread(connection, data / "articles.csv")
    found = {table: list_edits(connection, data / f"{table}.csv", table, reread) for table in RECORDS if table != "stance_labels"}
    edits = {table: records for table, records in found.items() if records}
    if not edits:
        return Counter()
    require_valid(data)
    with write_transaction(connection):
        connection.execute("pragma defer_foreign_keys = on")  # rows of one folder refer to each other in any order
        for claim in edits.get("claims", ()):
            for (proposed,) in connection.execute(SAME_CLAIM, [claim.text, claim.id]).fetchall():
                connection.execute("update claims set text = id where id = ?", [proposed])
                replace_row(connection, "claims", proposed, claim.id)
        for table, records in edits.items():
            insert_records(connection, table, records, verb="insert or replace")
        # All of them: a row that the folder still holds beside its redirect was inserted again just now.
        gone = read_redirects(data / "redirects.csv")
        for table, old in gone:
            replace_row(connection, table, old, follow_redirects(gone, table, old))
        connection.execute(DERIVE)
        fill_summaries(connection)
        index_search(connection)
    return Counter({table: len(records) for table, records in edits.items()})


def list_reread(connection: sqlite3.Connection, path: Path) -> set[str]:
    """Articles whose text the database has read since the folder's row was written; on the same day, people's rows come first."""
    stored = {article.id: article for article in read_records(connection, "articles", "articles where text_hash is not null")}
    found = set()
    for _, written in read_table(path, "articles") if path.is_file() else ():
        ours = stored.get(written.id)
        if ours is None or ours.text_hash == written.text_hash:
            continue
        days = (ours.retrieved or "", written.retrieved or "")
        if days[0] > days[1] or (days[0] == days[1] and written.method not in BY_PEOPLE):
            found.add(written.id)
    return found


def read_redirects(path: Path) -> dict[tuple[str, str], str | None]:
    """Ids that no longer stand, each with the one that took its place."""
    if not path.is_file():
        return {}
    return {(redirect.table_name, redirect.old_id): redirect.new_id for _, redirect in read_table(path, "redirects")}


def list_edits(connection: sqlite3.Connection, path: Path, table: str, reread: set[str]) -> list[Any]:
    """Records of a CSV file that the database lacks or holds otherwise."""
    if not path.is_file():
        return []
    key = read_schema()[table].key
    compared = [name for name in list_columns(RECORDS[table]) if table != "stances" or name not in DERIVED]
    stored = {find_values(record, key): record for record in read_records(connection, table)}
    found = []
    for _, record in read_table(path, table):
        ours = stored.get(find_values(record, key))
        record = keep_text(ours, record, table, reread)
        if ours is None or (find_values(ours, compared) != find_values(record, compared) and not is_decided_since(ours, record)):
            found.append(record)
    return found


def keep_text(ours: Any, written: Any, table: str, reread: set[str]) -> Any:
    """The folder's record with the columns that hang on an article's text as the database read it since."""
    if table == "articles" and written.id in reread:
        names = TEXT if written.method in BY_PEOPLE else ("title", *TEXT)
    elif table == "quotes" and written.article in reread:
        names = PLACE
    else:
        return written
    return replace(written, **{name: getattr(ours, name, None) for name in names})


def find_values(record: Any, names: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


def is_decided_since(ours: Any, written: Any) -> bool:
    """Whether the database holds a decision on what the folder has as a proposal."""
    return getattr(written, "review", None) == Review.PROPOSED.value != getattr(ours, "review", None)


def replace_row(connection: sqlite3.Connection, table: str, old: str, new: str | None) -> None:
    """Points everything at the row that took the old one's place; what rests on a withdrawn row goes with it."""
    for child in list_tables():
        for column in child.columns:
            if column.references != table:
                continue
            if new is not None or not column.is_required:
                connection.execute(f"update or ignore {child.name} set {column.name} = ? where {column.name} = ?", [new, old])
            rest = f"from {child.name} where {column.name} = ?"  # what would stand there twice, or stand on nothing
            if child.key == ("id",):
                for (row,) in connection.execute(f"select id {rest}", [old]).fetchall():
                    replace_row(connection, child.name, row, None)
            connection.execute(f"delete {rest}", [old])
    connection.execute(f"delete from {table} where id = ?", [old])
