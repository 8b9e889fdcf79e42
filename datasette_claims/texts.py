"""Article bodies, kept beside the database on the machine that read them, and nowhere else.

They are needed to show a passage to a reviewer and to recognise reprints. The file is another one than the
database, so that publishing the database can never publish a body.
"""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

SCHEMA = """
create table if not exists texts (
  hash text primary key,
  body blob not null,
  signature text
)
"""


class TextStore:
    """Texts by their hash; in memory where no path is given."""

    def __init__(self, path: Path | None):
        self.connection = sqlite3.connect(path or ":memory:", timeout=60)
        self.connection.execute(SCHEMA)

    @classmethod
    def beside(cls, database: Path) -> TextStore:
        """The store that belongs to a database: claims.texts.db for claims.db."""
        return cls(database.with_name(f"{database.stem}.texts.db"))

    def add(self, text_hash: str, text: str, signature: str | None = None) -> None:
        with self.connection:
            body = zlib.compress(text.encode("utf-8", "surrogatepass"))
            self.connection.execute("insert or ignore into texts values (?, ?, ?)", [text_hash, body, signature])

    def find(self, text_hash: str | None) -> str | None:
        row = self.connection.execute("select body from texts where hash = ?", [text_hash]).fetchone()
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass") if row else None

    def find_signature(self, text_hash: str | None) -> str | None:
        row = self.connection.execute("select signature from texts where hash = ?", [text_hash]).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        self.connection.close()
