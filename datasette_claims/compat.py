"""The only module that knows that there are two lines of Datasette, 0.65 and 1.0."""

from __future__ import annotations

from copy import copy
from typing import Any

from datasette import default_permissions
from datasette.plugins import pm
from datasette.utils import await_me_maybe
from datasette.utils.asgi import Forbidden

try:
    from datasette.resources import DatabaseResource, TableResource

    IS_1X = True
except ImportError:
    IS_1X = False


async def is_allowed(datasette: Any, actor: dict[str, Any] | None, database: str, table: str | None = None) -> bool:
    """Whether this visitor may see the database, or the table of it."""
    if IS_1X:
        resource = TableResource(database, table) if table else DatabaseResource(database)
        action = "view-table" if table else "view-database"
        return await datasette.allowed(action=action, resource=resource, actor=actor)
    chain: list[Any] = [("view-table", (database, table))] if table else []
    try:
        await datasette.ensure_permissions(actor, [*chain, ("view-database", database), "view-instance"])
    except Forbidden:
        return False
    return True


async def require_allowed(datasette: Any, request: Any, database: str, *tables: str) -> None:
    """Forbidden unless this visitor may see the database and all of these tables."""
    if not tables:
        if not await is_allowed(datasette, request.actor, database):
            raise Forbidden(f"You may not see {database}.")
        return
    allowed = await list_allowed(datasette, request.actor, database, tables)
    for table in tables:
        if table not in allowed:
            raise Forbidden(f"You may not see {table}.")


async def list_allowed(datasette: Any, actor: dict[str, Any] | None, database: str, tables: tuple[str, ...]) -> set[str]:
    """Those of the tables that this visitor may see; asked together, because one by one costs more than the page."""
    if IS_1X:
        found = await datasette.allowed_resources("view-table", actor, parent=database, limit=1000)
        return {resource.child for resource in found.resources}
    # As ensure_permissions does: what the table says counts first, then the database, then the instance.
    rules = keep_rules(datasette)
    otherwise = await ask_permission(datasette, rules, actor, "view-database", database)
    if otherwise is None:
        otherwise = await ask_permission(datasette, rules, actor, "view-instance", None)
    said = [await ask_permission(datasette, rules, actor, "view-table", (database, table)) for table in tables]
    return {table for table, says in zip(tables, said) if says or (says is None and otherwise is not False)}


async def ask_permission(datasette: Any, rules: Any, actor: dict[str, Any] | None, action: str, resource: Any) -> bool | None:
    """What permission_allowed of 0.65 answers, less its look-up of how SQLite spells the table: we name ours exactly.

    Datasette's own plugin comes first, as in the hook, and is shown `rules`; what another plugin says counts after it.
    """
    asked = {"actor": actor, "action": action, "resource": resource}
    plugins = pm.subset_hook_caller("permission_allowed", [default_permissions])
    result = None
    for answer in [default_permissions.permission_allowed(datasette=rules, **asked), *plugins(datasette=datasette, **asked)]:
        answer = await await_me_maybe(answer)
        result = result if answer is None else answer
    return result


def keep_rules(datasette: Any) -> Any:
    """The same Datasette with metadata in which tables hold nothing but who may see them.

    For every table it is asked about, 0.65 copies the metadata of all tables, each description of a column
    included; with fourteen tables to a page that took longer than all else.
    """

    def keep(config: Any) -> Any:
        if not isinstance(config, dict):
            return config
        kept = dict(config)
        if isinstance(kept.get("tables"), dict):
            tables = kept["tables"].items()
            kept["tables"] = {name: {"allow": table["allow"]} for name, table in tables if isinstance(table, dict) and "allow" in table}
        if isinstance(kept.get("databases"), dict):
            kept["databases"] = {name: keep(database) for name, database in kept["databases"].items()}
        return kept

    rules = copy(datasette)
    rules._metadata_local = keep(datasette._metadata_local)
    return rules


async def may_write_sql(datasette: Any, actor: dict[str, Any] | None, database: str) -> bool:
    """Whether this visitor may run SQL of their own on the database."""
    if IS_1X:
        return await datasette.allowed(action="execute-sql", resource=DatabaseResource(database), actor=actor)
    return bool(await datasette.permission_allowed(actor, "execute-sql", database, default=True))


async def show_table(datasette: Any, request: Any) -> Any:
    """What Datasette itself answers at the address of a table, view or canned query."""
    if IS_1X:
        from datasette.views.table import table_view

        return await table_view(datasette, request)
    from datasette.views.table import TableView

    return await TableView.as_view(datasette)(request, None)


async def register_queries(datasette: Any, database: str, queries: dict[str, dict[str, Any]]) -> None:
    """Registers canned queries on 1.0; on 0.65 the canned_queries hook hands them over instead."""
    if not hasattr(datasette, "add_query"):
        return
    for name, query in queries.items():
        rest = {key: value for key, value in query.items() if key not in ("sql", "params")}
        # Trusted: the SQL is ours, so that it also runs where visitors may not write SQL of their own.
        await datasette.add_query(
            database, name, query["sql"], parameters=query["params"], is_trusted=True, source="plugin", **rest
        )


async def read_instance_metadata(datasette: Any) -> dict[str, Any]:
    """Title, licence and source of the instance."""
    if hasattr(datasette, "get_instance_metadata"):
        return await datasette.get_instance_metadata()
    return datasette.metadata() or {}


def make_datasette(files: list[str], metadata: dict[str, Any] | None = None, **settings: Any) -> Any:
    """A Datasette over these files, with one metadata dictionary for either line."""
    from datasette.app import Datasette

    if IS_1X:
        return Datasette(files, metadata=metadata, config=metadata, **settings)
    return Datasette(files, metadata=metadata, **settings)
