"""Old links answer: the page of the row that took over, or 410 with the reason why a row was withdrawn."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from datasette.utils.asgi import NotFound, Response

from .frame import Page
from .phrases import ROW_NAMES


@dataclass(frozen=True, slots=True)
class Redirect:
    """What became of an id; `new_id` is None where the row was withdrawn."""

    new_id: str | None
    reason: str
    since: str


async def find_redirect(page: Page, table: str, id: str) -> Redirect | None:
    """What became of an id that no longer stands: the end of the chain where it was merged more than once."""
    row = await page.fetch_one("moved_redirect", table=table, id=id)
    return Redirect(row["new_id"], row["reason"], row["since"]) if row else None


async def answer_missing(page: Page, table: str, id: str) -> Response:
    """Where a row does not stand: 301 to the one that took over, 410 if it was withdrawn; NotFound if there never was one."""
    redirect = await find_redirect(page, table, id)
    page.etag = None  # pages that are kept answer 200
    if redirect is None:
        raise NotFound(f"There is no {ROW_NAMES[table]} with the id {id}.")
    if redirect.new_id:
        address = replace_id(page, id, redirect.new_id)
        return Response("", status=301, headers={**page.headers, "Location": address})
    if page.is_json:
        body = {"ok": False, "status": 410, "error": "This row was withdrawn.", "reason": redirect.reason, "since": redirect.since}
        return Response(json.dumps(body, ensure_ascii=False), status=410, headers=page.headers, content_type="application/json; charset=utf-8")
    response = await page.render("claims_gone.html", {"table": table, "id": id, "redirect": redirect})
    response.status = 410
    return response


def replace_id(page: Page, old_id: str, new_id: str) -> str:
    """The address that was asked for, with another id: the same page, citation or comparison of the row that took over."""
    start, _, rest = (page.path + page.suffix + page.query).partition("/-/")
    rest = re.sub(rf"(?<=[/=]){re.escape(old_id)}(?![a-z0-9-])", new_id, rest)
    return str(page.datasette.urls.path(f"{start}/-/{rest}"))
