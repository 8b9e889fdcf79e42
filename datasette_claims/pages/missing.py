"""What our addresses answer where there is nothing, or where the address says what cannot be understood."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import BadRequest, NotFound, Response

from .. import compat
from ..schema import is_claims_file
from ..site import list_databases, read_config
from . import STORED
from .frame import Page, find_path

TITLES = {NotFound: "Nothing stands here", BadRequest: "This address cannot be understood"}


async def explain(datasette: Any, request: Any, exception: Exception) -> Response | None:
    """A page in place of Datasette's for addresses of ours; None leaves the answer to Datasette: data, other databases, other errors."""
    title = next((title for kind, title in TITLES.items() if isinstance(exception, kind)), None)
    if title is None or PurePosixPath(request.path).suffix:
        return None
    db = find_database(datasette, find_path(datasette, request))
    if db is None or not await compat.is_allowed(datasette, request.actor, db.name):
        return None
    page = Page(datasette, request, db)
    said = re.findall(r"[^\W_]+", page.path.rpartition("/")[2])  # an id is made of words, so it can be searched for
    response = await page.render("claims_missing.html", {"heading": title, "message": str(exception), "words": " ".join(said)})
    response.status = exception.status
    response.headers["Cache-Control"] = "no-cache"
    return response


def find_database(datasette: Any, path: str) -> Any:
    """The database whose page was asked for; where the front page is ours, any other address that leads nowhere is ours too."""
    found = re.match(f"{STORED}/", path)
    if found:
        db = datasette.databases.get(tilde_decode(found["database"]))
        return db if db and is_claims_file(db.path) else None
    return next(iter(list_databases(datasette)), None) if read_config(datasette).get("home") else None
