"""What our addresses answer where there is nothing, or where the address says what cannot be understood."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from datasette.utils import add_cors_headers, tilde_decode
from datasette.utils.asgi import BadRequest, NotFound, Response

from .. import compat
from ..schema import is_claims_file
from ..site import list_databases, read_config
from . import STORED
from .frame import Page, find_path

TITLES = {NotFound: "Nothing stands here", BadRequest: "This address cannot be understood"}
# Datasette takes the address /claims/-/nonsense for row “nonsense” of a table “-”: 0.65 says what SQLite says to that.
NO_TABLE = "no such table: -"
WORDLESS = {"404", "Table not found"}


async def explain(datasette: Any, request: Any, exception: Exception) -> Response | None:
    """A page in place of Datasette's for addresses of ours; None leaves the answer to Datasette: data, other databases, other errors."""
    path = find_path(datasette, request)
    is_unknown = find_unknown(path, exception)
    if is_unknown:
        exception = NotFound(f"No page has the address …/-/{request.path.partition('/-/')[2]}.")
    title = next((title for kind, title in TITLES.items() if isinstance(exception, kind)), None)
    if title is None or (PurePosixPath(request.path).suffix and not is_unknown):
        return None
    db = find_database(datasette, path)
    if db is None or not await compat.is_allowed(datasette, request.actor, db.name):
        return None
    if is_unknown and request.path.endswith(".json"):
        headers: dict[str, str] = {}
        if datasette.cors:
            add_cors_headers(headers)
        return Response.json({"ok": False, "error": str(exception), "status": 404, "title": None}, status=404, headers=headers)
    page = Page(datasette, request, db)
    said = re.findall(r"[^\W_]+", page.path.rpartition("/")[2])  # an id is made of words, so it can be searched for
    response = await page.render("claims_missing.html", {"heading": title, "message": str(exception), "words": " ".join(said)})
    response.status = exception.status
    response.headers["Cache-Control"] = "no-cache"
    return response


def find_unknown(path: str, exception: Exception) -> bool:
    """Whether no page of ours has such an address, for which Datasette has no words of its own."""
    is_wordless = str(exception) == NO_TABLE or (isinstance(exception, NotFound) and str(exception) in WORDLESS)
    return is_wordless and re.match(f"{STORED}/", path) is not None


def find_database(datasette: Any, path: str) -> Any:
    """The database whose page was asked for; where the front page is ours, any other address that leads nowhere is ours too."""
    found = re.match(f"{STORED}/", path)
    if found:
        db = datasette.databases.get(tilde_decode(found["database"]))
        return db if db and is_claims_file(db.path) else None
    return next(iter(list_databases(datasette)), None) if read_config(datasette).get("home") else None
