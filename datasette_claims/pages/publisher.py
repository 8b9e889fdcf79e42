"""The page of a publisher: the family it counts with, its articles, and the stances it published."""

from __future__ import annotations

import asyncio
from typing import Any

from .citing import cite_row
from .frame import open_page
from .moved import answer_missing

TABLES = ("publishers", "articles", "quotes", "stances", "stance_labels", "actors")
SHOWN = 50  # articles


async def show_publisher(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    id = request.url_vars["id"]
    row = await page.fetch_one("publisher", id=id)
    if row is None:
        return await answer_missing(page, "publishers", id)
    family, tally, articles = await asyncio.gather(
        page.fetch("publisher_family", id=id),
        page.fetch("publisher_tally", id=id),
        page.fetch("publisher_articles", id=id, limit=SHOWN),
    )
    return await page.render("claims_publisher.html", {"row": row, "family": family, "tally": tally, "articles": articles}, **await cite_row(page, "publishers", row["id"]))
