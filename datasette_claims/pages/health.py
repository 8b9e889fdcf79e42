"""Whether the instance can answer, for load balancers and whoever watches it: 200, or 503 with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Response
from datasette.utils.sqlite import sqlite3

from .. import __version__, compat
from ..schema import SCHEMA_VERSION, is_claims_file, read_file_version
from ..site import list_databases
from .frame import require_ours
from .freshness import read_build_day


async def show_database(request: Any, datasette: Any) -> Response:
    """The state of one database, for whoever may see it."""
    try:
        db = datasette.get_database(route=tilde_decode(request.url_vars["database"]))
    except KeyError:
        raise NotFound("There is no database of this name.") from None
    await compat.require_allowed(datasette, request, db.name)
    problem = await find_problem(db)
    if not problem:
        require_ours(db)
    return answer(problem, {} if problem else {"version": __version__, "database": db.name, "built": read_build_day(db.path)})


async def show_instance(request: Any, datasette: Any) -> Response:
    """The state of all databases of ours; it names none of them, so that it can answer without permission."""
    ours = list_databases(datasette)
    problems = [problem for db in ours if (problem := await find_problem(db))]
    if not ours:
        problems = ["No database made by datasette-claims can be read."]
    return answer(next(iter(problems), None), {"version": __version__})


async def find_problem(db: Any) -> str | None:
    """Why a database cannot be served, in one sentence; None where a statement is answered within the time limit."""
    try:
        if is_claims_file(db.path) and (version := read_file_version(db.path)) != SCHEMA_VERSION:
            return f"The database has schema version {version}, and this version of datasette-claims reads {SCHEMA_VERSION}."
        if db.path and not Path(db.path).is_file():
            return "The database file is gone."
        await db.execute("select count(*) from sqlite_master")
    except (OSError, sqlite3.DatabaseError, QueryInterrupted):
        return "The database cannot be read."
    return None


def answer(problem: str | None, facts: dict[str, Any]) -> Response:
    body = {"ok": False, "status": 503, "error": problem} if problem else {"ok": True, **facts}
    headers = {"Cache-Control": "no-store"}
    return Response(json.dumps(body), status=503 if problem else 200, headers=headers, content_type="application/json; charset=utf-8")
