"""What the plugin sets up when Datasette starts: questions, the GraphQL guard, and which databases are ours."""

from __future__ import annotations

from typing import Any

from . import compat
from .guard import is_graphql, wrap_graphql
from .queries import list_canned_queries
from .schema import is_claims_file

PLUGIN = "datasette-claims"


def read_config(datasette: Any) -> dict[str, Any]:
    """The plugin's settings; the original stays untouched."""
    return dict(datasette.plugin_config(PLUGIN) or {})


def list_databases(datasette: Any) -> list[Any]:
    """The databases that datasette-claims made."""
    return [db for db in datasette.databases.values() if is_claims_file(db.path)]


def list_questions(datasette: Any, database: str) -> dict[str, dict[str, Any]]:
    """Canned queries of a database: our questions where it is ours, none in anybody else's."""
    db = datasette.databases.get(database)
    return list_canned_queries(datasette.urls.database(database)) if db and is_claims_file(db.path) else {}


def prepare_site(datasette: Any) -> Any:
    async def register() -> None:
        for db in list_databases(datasette):
            await compat.register_queries(datasette, db.name, list_questions(datasette, db.name))

    return register


def find_graphql_path(datasette: Any) -> str:
    """Where datasette-graphql answers, with the prefix of the instance."""
    config = datasette.plugin_config("datasette-graphql") or {}
    return datasette.setting("base_url").rstrip("/") + config.get("path", "/graphql")


def guard_graphql(datasette: Any) -> Any:
    return lambda app: wrap_graphql(app, find_graphql_path(datasette), read_config(datasette))


def is_claims_graphql(datasette: Any, scope: dict[str, Any]) -> bool | None:
    """Lets GraphiQL work for visitors with cookies on 0.65, where any cookie made its POST a 403.

    Only for databases of ours; GraphQL reads and never writes, so there is nothing to forge.
    """
    path, graphql_path = scope["path"], find_graphql_path(datasette)
    if not is_graphql(path, graphql_path):
        return None
    name = path[len(graphql_path) :].strip("/")
    db = datasette.databases.get(name) if name else next(iter(datasette.databases.values()), None)
    return True if db and is_claims_file(db.path) else None
