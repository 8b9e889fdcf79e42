"""What the plugin sets up when Datasette starts: questions, the GraphQL guard, and which databases are ours."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

from datasette.utils import StartupError
from datasette.utils.sqlite import sqlite_version

from . import compat
from .graphql import batch_lookups, wrap_visits
from .guard import wrap_graphql
from .headers import wrap_headers
from .prebuilt import find_problem
from .queries import list_canned_queries
from .schema import is_claims_file

PLUGIN = "datasette-claims"
ROBOTS = ("index", "noindex")
OLDEST_SQLITE = (3, 35)  # for “as materialized”; the image that “datasette publish” builds on has 3.34
MAPPED = 2**31 - 2**16  # bytes of a file; the most that SQLite maps unless it was compiled otherwise
RECONCILED = re.compile(r"/-/reconcile/(actors|claims)$")


def read_config(datasette: Any) -> dict[str, Any]:
    """The plugin's settings; the original stays untouched."""
    return dict(datasette.plugin_config(PLUGIN) or {})


def list_databases(datasette: Any) -> list[Any]:
    """The databases that datasette-claims made."""
    return [db for db in datasette.databases.values() if is_claims_file(db.path)]


def list_questions(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    """Canned queries of a database: our questions where it is ours, none in anybody else's."""
    db = datasette.databases.get(database)
    return list_canned_queries() if db and is_claims_file(db.path) else {}


def prepare_site(datasette: Any) -> Any:
    if read_config(datasette).get("robots") not in (None, *ROBOTS):
        raise StartupError(f"The setting robots of {PLUGIN} is “{read_config(datasette)['robots']}”; write index or noindex.")
    problem = find_problem(read_config(datasette))
    if problem:
        raise StartupError(problem)
    if sqlite_version() < OLDEST_SQLITE and list_databases(datasette):
        found, wanted = (".".join(map(str, version)) for version in (sqlite_version(), OLDEST_SQLITE))
        raise StartupError(f"{PLUGIN} needs SQLite {wanted} or newer, and this Python has {found}; pip install pysqlite3-binary brings a newer one.")
    batch_lookups()

    async def register() -> None:
        for db in list_databases(datasette):
            await compat.register_queries(datasette, db.name, list_questions(datasette, db.name))

    return register


def map_file(connection: Any, database: str, datasette: Any) -> None:
    """Lets SQLite read a database of ours from the memory in which the system holds the file anyway.

    Our pages pick rows from all over the file: of a million positions they take a third of the time, because
    SQLite's own cache of 2 MB holds next to nothing of it. Where mapping is not possible SQLite reads as before.
    """
    db = datasette.databases.get(database)
    if db and is_claims_file(db.path):
        connection.execute(f"pragma mmap_size = {MAPPED}")


def find_graphql_path(datasette: Any) -> str:
    """Where datasette-graphql answers, without the prefix of the instance."""
    return (datasette.plugin_config("datasette-graphql") or {}).get("path", "/graphql")


def find_graphql_database(datasette: Any, path: str) -> Any:
    """The database of ours that a GraphQL address asks; None for any other address or database."""
    base, graphql_path = datasette.setting("base_url"), find_graphql_path(datasette)
    if path.startswith(base):  # Datasette answers with and without the prefix
        path = "/" + path[len(base) :]
    if path != graphql_path and not path.startswith(graphql_path + "/"):
        return None
    name = path[len(graphql_path) :].strip("/").removesuffix(".graphql")
    try:
        db = datasette.get_database(name or None)  # as datasette-graphql does, for which 0.65's own _internal is not the first
    except (KeyError, IndexError):
        return None
    return db if is_claims_file(db.path) else None


def wrap_site(datasette: Any, warm: Callable[[Any], None]) -> Any:
    """Around every request: costly ones to GraphQL of ours are refused, and answers marked where the setting says so.

    `warm` is called beside the first ones, as soon as a server is up.
    """

    def asks_us(path: str) -> bool:
        return find_graphql_database(datasette, path) is not None

    def wrap(app: Any) -> Any:
        limits = {"max_returned_rows": datasette.max_returned_rows, **read_config(datasette)}
        guarded = wrap_graphql(wrap_visits(app, datasette, asks_us), asks_us, limits, has_cors=datasette.cors)
        return start_warm(datasette, warm, wrap_headers(guarded, read_config(datasette), datasette.urls.static_plugins(PLUGIN, "")))

    return wrap


def start_warm(datasette: Any, warm: Callable[[Any], None], app: Any) -> Any:
    """Before a server answers, and only there, does what its first visitor would have to wait for.

    `warm` loads our pages; Datasette reads what tables every database has, which it else does in its first request.
    """

    async def started(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            loading = asyncio.get_running_loop().run_in_executor(None, warm, datasette)
            # What fails here fails again, and is then told, where it is needed.
            await asyncio.gather(loading, datasette.refresh_schemas(), return_exceptions=True)
        await app(scope, receive, send)

    return started


def only_reads(datasette: Any, scope: dict[str, Any]) -> bool | None:
    """Lets GraphiQL and reconciliation work for visitors with cookies on 0.65, where any cookie made their POST a 403.

    GraphQL only of databases of ours, and reconciliation wherever its address ends as ours does: only we have such
    addresses. Both read and never write, so there is nothing to forge.
    """
    return True if find_graphql_database(datasette, scope["path"]) or RECONCILED.search(scope["path"]) else None
