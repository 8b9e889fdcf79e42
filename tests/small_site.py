"""A made-up desk for the GraphQL tests: towns, councils and a bridge; and how many statements a request took."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.plugins import pm

from datasette_claims import records
from datasette_claims.compat import make_datasette
from datasette_claims.store import DERIVE, create_database, insert_records
from datasette_claims.summaries import fill_summaries

CODED = {"method": "hand", "review": "coded_once"}


def make_rows(claims: int = 3, stances: int = 2) -> dict[str, list[Any]]:
    """Rows in which every claim has the same number of stances, each by another council and on another day."""
    labels = ["asserts", "denies", "relays"]
    made: dict[str, list[Any]] = {
        "publishers": [records.Publisher("north-herald", "North Herald", family="north-herald")],
        "actors": [records.Actor(f"council-{i:02}", f"Council {i}", "public_body", country="Northland", **CODED) for i in range(stances)],
        "topics": [records.Topic("bridge", "The bridge", "Reports about the bridge."), records.Topic("ferry", "The ferry", "Reports about the ferry.")],
        "articles": [records.Article("a0", "https://example.org/0", "Bridge to be closed", "north-herald", published="2024-05-04")],
        "claims": [], "quotes": [], "relays": [], "stances": [],
    }
    for i in range(claims):
        made["claims"].append(records.Claim(f"bridge-{i:02}", f"The bridge will close on day {i}.", "bridge", subject="council-00", **CODED))
        for j in range(stances):
            quote = f"a0-{i:02}{j:02}"
            day = f"2024-05-{1 + (i + j) % 28:02}" if j != 1 else None  # one statement a claim has no date
            made["quotes"].append(records.Quote(quote, "a0", "direct", speaker=f"council-{j:02}", words=f"Words {i}/{j}.", said_from=day, said_to=day, **CODED))
            made["stances"].append(records.Stance(f"{quote}-s1", quote=quote, claim=f"bridge-{i:02}", actor=f"council-{j:02}", label=labels[j % 3], **CODED))
    made["relays"].append(records.Relay("a0-0000-v1", "a0-0000", 1, "council-01", words="as the council heard"))
    return made


def make_file(path: Path, rows: dict[str, list[Any]], is_ours: bool = True) -> str:
    """A database with these rows; with `is_ours` unset one that the plugin takes for somebody else's."""
    connection = create_database(path)
    for table, made in rows.items():
        insert_records(connection, table, made)
    connection.execute(DERIVE)
    fill_summaries(connection)
    connection.commit()
    if not is_ours:
        connection.execute("pragma application_id = 0")
    connection.close()
    return str(path)


async def start_site(*files: str, metadata: dict[str, Any] | None = None, template_dir: str | None = None, **settings: Any) -> Any:
    datasette = make_datasette(list(files), metadata, template_dir=template_dir, settings=settings)
    await datasette.invoke_startup()
    return datasette


async def ask(datasette: Any, query: str, actor: str | None = None, database: str = "claims", **variables: Any) -> dict[str, Any]:
    """The answer to a query, with its status, for an anonymous or a signed-in visitor."""
    cookies = {"ds_actor": datasette.sign({"a": {"id": actor}}, "actor")} if actor else {}
    response = await datasette.client.post(f"/graphql/{database}", json={"query": query, "variables": variables}, cookies=cookies)
    return {"status": response.status_code, **response.json()}


@contextmanager
def limit_calls(most: int = 2_000_000) -> Iterator[None]:
    """Ends with an error what calls functions without end; counted, since how long it takes depends on the machine."""
    calls = count()

    def note(frame: Any, event: str, argument: Any) -> None:
        if next(calls) > most:
            raise AssertionError(f"more than {most:,} calls")

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


class Watcher:
    """A plugin that notes the statements of a database; connections opened before it was registered are not seen."""

    __name__ = "statement_watcher"

    def __init__(self, database: str):
        self.database, self.statements = database, []

    @hookimpl
    def prepare_connection(self, conn: sqlite3.Connection, database: str) -> None:
        if database == self.database:
            conn.set_trace_callback(self.statements.append)

    async def count(self, datasette: Any, query: str) -> tuple[Any, list[str]]:
        """The data, and the statements it took once the GraphQL schema is there, without those about the schema or a connection just opened."""
        await ask(datasette, "{ __typename }", database=self.database)
        self.statements.clear()
        answer = await ask(datasette, query, database=self.database)
        assert "errors" not in answer, answer
        return answer["data"], [s for s in self.statements if not any(word in s.lower() for word in ("schema_version", "sqlite_master", "mmap_size"))]


@contextmanager
def watch_statements(database: str = "claims"):
    watcher = Watcher(database)
    pm.register(watcher)
    try:
        yield watcher
    finally:
        pm.unregister(watcher)
