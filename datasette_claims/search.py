"""Folding and full-text search over names, claims, quotes, articles, publishers and topics."""

from __future__ import annotations

import sqlite3

from .text import fold

# What is indexed, and under which text it is shown. A quote is found by its words and its paraphrase.
SOURCES = {
    "actor": "select actor, name from actor_names union select id, name from actors where review <> 'rejected'",
    "claim": "select id, text from claims where review <> 'rejected'",
    "quote": "select id, coalesce(words || ' ', '') || coalesce(paraphrase, '') from quotes where review <> 'rejected'",
    "article": "select id, title from articles",
    "publisher": "select id, name from publishers",
    "topic": "select id, name from topics",
}


def index_search(connection: sqlite3.Connection) -> int:
    """Fills search_index and its full-text index from the other tables; the number of entries."""
    connection.execute("delete from search_index")
    for kind, query in SOURCES.items():
        rows = ((kind, row_id, title, fold(title)) for row_id, title in connection.execute(f"{query} order by 1, 2"))
        connection.executemany("insert into search_index (kind, row_id, title, folded) values (?, ?, ?, ?)", rows)
    connection.execute("insert into search_index_fts (search_index_fts) values ('rebuild')")
    return connection.execute("select count(*) from search_index").fetchone()[0]
