"""Article bodies, kept beside the database on the machine that read them, and nowhere else.

They are needed to show a passage to a reviewer and to recognise reprints. The file is another one than the
database, so that publishing the database can never publish a body.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
begin;
create table if not exists texts (
  number integer primary key,
  hash text not null unique,
  body blob not null,
  signature text
);
-- The smallest shingles of a text, by which near-same texts find each other without being held in memory.
create table if not exists shingles (value integer, text integer, primary key (value, text)) without rowid;
-- Texts whose articles have to be held against all others when the run ends, also one that was killed before.
create table if not exists unsettled (hash text primary key) without rowid;
-- Whom the page credits for the text, where it does.
create table if not exists credits (article text primary key, credit text not null) without rowid;
-- What a source, such as a file, last said of an article: where two sources say two things, neither undoes the other for ever.
create table if not exists readings (
  article text, source text, digest text not null, is_variant integer not null, primary key (article, source)
) without rowid;
-- Folders of coded articles are loaded shard by shard, each once.
create table if not exists shards (name text primary key) without rowid;
commit;
"""
MAX_POSTINGS = 500  # a shingle in more texts than this is boilerplate and proposes none
# Shingles. Two texts of one length that are just enough alike to be copies share six in ten of their 64, and a text of
# which six tenths stand in one ten times as long shares about 4 with it; a single one is chance or boilerplate.
LEAST_SHARED = 2
RUN = ""  # stands in the list of unsettled texts for the run that added them


class TextStore:
    """Texts by their hash; in memory where no path is given."""

    def __init__(self, path: Path | None):
        self.connection = sqlite3.connect(path or ":memory:", timeout=60)
        self.connection.executescript(SCHEMA)

    @classmethod
    def beside(cls, database: Path) -> TextStore:
        """The store that belongs to a database: claims.texts.db for claims.db."""
        return cls(database.with_name(f"{database.stem}.texts.db"))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything done in it is kept together; inside another one, with that one."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("begin immediate")
        with self.connection:
            yield

    def add(self, text_hash: str, text: str, signature: str | None = None, shingles: Iterable[int] = ()) -> None:
        """Keeps a text, and remembers that copies of it are still to be looked for."""
        with self.transaction():
            body = zlib.compress(text.encode("utf-8", "surrogatepass"))
            added = self.connection.execute("insert or ignore into texts (hash, body, signature) values (?, ?, ?)", [text_hash, body, signature])
            if added.rowcount:
                rows = ((value, added.lastrowid) for value in shingles)
                self.connection.executemany("insert or ignore into shingles values (?, ?)", rows)
            self.connection.executemany("insert or ignore into unsettled values (?)", [(text_hash,), (RUN,)])

    def add_credit(self, article: str, credit: str) -> None:
        with self.transaction():
            self.connection.execute("insert or replace into credits values (?, ?)", [article, credit])

    def add_reading(self, article: str, source: str, digest: str, is_variant: bool) -> None:
        with self.transaction():
            self.connection.execute("insert or replace into readings values (?, ?, ?, ?)", [article, source, digest, is_variant])

    def has_reading(self, article: str, source: str, digest: str) -> bool:
        """Whether this is what the source said of the article when it was read last."""
        row = self.connection.execute("select digest from readings where article = ? and source = ?", [article, source]).fetchone()
        return row is not None and row[0] == digest

    def has_page(self, article: str) -> bool:
        """Whether an article was read from its own page, not only from an AMP or print variant."""
        return self.connection.execute("select 1 from readings where article = ? and not is_variant", [article]).fetchone() is not None

    def find(self, text_hash: str | None) -> str | None:
        row = self.connection.execute("select body from texts where hash = ?", [text_hash]).fetchone()
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass") if row else None

    def find_signature(self, text_hash: str | None) -> str | None:
        row = self.connection.execute("select signature from texts where hash = ?", [text_hash]).fetchone()
        return row[0] if row else None

    def find_credit(self, article: str) -> str | None:
        row = self.connection.execute("select credit from credits where article = ?", [article]).fetchone()
        return row[0] if row else None

    def list_near(self, shingles: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Hash and signature of the texts that share some shingles, in the order of their hashes."""
        shared: dict[int, int] = {}
        for value in shingles:
            rows = self.connection.execute("select text from shingles where value = ? limit ?", [value, MAX_POSTINGS + 1]).fetchall()
            for (text,) in rows if len(rows) <= MAX_POSTINGS else ():
                shared[text] = shared.get(text, 0) + 1
        near = [text for text, count in shared.items() if count >= LEAST_SHARED]
        rows = (self.connection.execute("select hash, signature from texts where number = ?", [text]).fetchone() for text in near)
        yield from sorted(rows)

    def has_shard(self, name: str) -> bool:
        return self.connection.execute("select 1 from shards where name = ?", [name]).fetchone() is not None

    def add_shard(self, name: str) -> None:
        with self.transaction():
            self.connection.execute("insert or ignore into shards values (?)", [name])

    # What is left to do when a run ends, and after one that was killed before its end.

    def unsettle(self, text_hash: str) -> None:
        """Asks for the copies of a text to be looked for again."""
        with self.transaction():
            self.connection.executemany("insert or ignore into unsettled values (?)", [(text_hash,), (RUN,)])

    def find_unsettled(self) -> str | None:
        """A text whose copies are to be looked for."""
        return self.connection.execute("select max(hash) from unsettled where hash <> ?", [RUN]).fetchone()[0]

    def is_settled(self) -> bool:
        """Whether nothing was added since a run came to its end."""
        return self.connection.execute("select 1 from unsettled limit 1").fetchone() is None

    def settle(self, hashes: Iterable[str] = (RUN,)) -> None:
        """Strikes texts off the list, or the run itself."""
        with self.transaction():
            self.connection.executemany("delete from unsettled where hash = ?", [(text_hash,) for text_hash in hashes])

    def close(self) -> None:
        self.connection.close()
