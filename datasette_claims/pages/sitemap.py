"""Sitemaps (sitemaps.org/protocol.html): one file for each stretch of rows, and an index of them.

Own code, since datasette-sitemap 1.0 gives no dates and no index, and drops what comes after 50,000 addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from datasette.utils.asgi import NotFound, Response

from .. import compat
from ..site import list_databases
from .frame import Page, open_page

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
KINDS = {"topic": "topics", "claim": "claims", "actor": "actors", "publisher": "publishers", "article": "articles"}
TABLES = (*KINDS.values(), "stances", "runs", "corrections")
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# Addresses in one file, and in one statement. The protocol allows 50,000, but the days of so many actors take seconds
# (5 µs a position), and a file of 1,000 is small enough to be kept in memory once it is made.
STRETCH, STEP = 1_000, 250


async def show_index(request: Any, datasette: Any) -> Response:
    """The index of a database; what it lists lies below its own folder, as the protocol wants it."""
    page = await open_page(request, datasette, *TABLES)
    return unlink(page.find_fresh() or answer(page, "sitemapindex", await list_files(page)))


async def show_front_index(request: Any, datasette: Any) -> Response:
    """The index at the root: the files of every database of ours that this visitor may see."""
    listed: list[tuple[str, str | None]] = []
    for db in list_databases(datasette):
        if set(TABLES) <= await compat.list_allowed(datasette, request.actor, db.name, TABLES):
            page = Page(datasette, request, db)
            listed += await list_files(page)
    if not listed:
        raise NotFound("No database of this instance was made by datasette-claims.")
    return answer(page, "sitemapindex", listed)


async def list_files(page: Page) -> list[tuple[str, str | None]]:
    counts = await page.fetch_one("sitemap_counts")
    files = [("pages", 1)] + [(kind, n) for kind in KINDS for n in range(1, -(-counts[kind] // STRETCH) + 1)]
    return [(page.address("sitemap", f"{kind}-{n}.xml"), None) for kind, n in files]


async def show_file(request: Any, datasette: Any) -> Response:
    """The addresses of one stretch of rows, each with the day of the latest work on it where that is known."""
    if request.query_string:
        raise NotFound("A sitemap takes no parameters.")  # each would have the file made anew
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return unlink(fresh)
    kind, number = request.url_vars["kind"], int(request.url_vars["number"])
    if kind == "pages":
        if number > 1:
            raise NotFound("There is one such sitemap.")
        return answer(page, "urlset", [(page.address(name), None) for name in ("home", "about", "positions")])
    starts = range((number - 1) * STRETCH, number * STRETCH, STEP)
    rows = [row for start in starts for row in await page.fetch(f"sitemap_{kind}", limit=STEP, offset=start)]
    if not rows:
        raise NotFound(f"There are not so many pages of the kind {kind}.")
    return answer(page, "urlset", [(page.address(kind, row["id"]), find_day(row)) for row in rows])


def find_day(row: dict[str, Any]) -> str | None:
    """The later of the days on which the row was last worked on and corrected; None where none is known."""
    return max((day for day in (row["worked"], row["corrected"]) if day and DAY.fullmatch(day)), default=None)


def answer(page: Page, root: str, listed: Iterable[tuple[str, str | None]]) -> Response:
    tag = "url" if root == "urlset" else "sitemap"
    lines = [
        f"<{tag}><loc>{escape(url)}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") + f"</{tag}>"
        for url, day in listed
    ]
    text = "\n".join(['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{NAMESPACE}">', *lines, f"</{root}>", ""])
    return unlink(page.answer(text, "application/xml; charset=utf-8"))


def unlink(response: Response) -> Response:
    """A sitemap has no JSON twin that its headers could link to."""
    response.headers.pop("Link", None)
    return response
