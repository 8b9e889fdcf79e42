"""Datasette's own page of a question leads to ours, which has the same rows, form and SQL.

Datasette makes a page of a thousand rows with all columns each time, which takes six to eleven times as long as ours
of fifty. Its JSON and CSV, and what it shows of any other SQL, stay as they are.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils import tilde_decode
from datasette.utils.asgi import Response

from .. import compat
from ..queries import read_questions


async def show_canned(request: Any, datasette: Any) -> Any:
    """A redirect to the page of the question asked the same way; Datasette's page for visitors to whom only that one is open."""
    name = request.url_vars["table"]
    db = datasette.get_database(route=tilde_decode(request.url_vars["database"]))
    if not await compat.is_allowed(datasette, request.actor, db.name, read_questions()[name].view):
        return await compat.show_table(datasette, request)
    # What begins with an underscore is meant for Datasette, such as _hide_sql.
    asked = urlencode([(key, value) for key, value in parse_qsl(request.query_string) if not key.startswith("_")])
    return Response.redirect(f"{datasette.urls.database(db.name)}/-/question/{name}" + (f"?{asked}" if asked else ""))
