"""The page of an article: its quotes in reading order, with their relays and stances, and its copies."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from ..jsonld import describe_article, describe_quotation
from .citing import cite_row
from .frame import Page, open_page
from .moved import answer_missing

TABLES = ("articles", "publishers", "quotes", "relays", "stances", "claims", "actors", "stance_labels")
SHOWN = 80  # quotes
EMBEDDED = 10  # positions in the linked data within the page; as .jsonld it holds those of all quotes shown


async def show_article(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    id = request.url_vars["id"]
    row = await page.fetch_one("article", id=id)
    if row is None:
        return await answer_missing(page, "articles", id)
    quotes, copies = await asyncio.gather(page.fetch("article_quotes", id=id, limit=SHOWN), page.fetch("article_copies", id=id))
    for quote in quotes:
        quote["relays"], quote["stances"] = json.loads(quote["relays"]), json.loads(quote["stances"])
        bodies = {(stance["actor"], stance["actor_name"]) for stance in quote["stances"]} - {(quote["speaker"], quote["speaker_name"])}
        # Whoever speaks for one body throughout the passage is said so once, beside the name.
        quote["for_actor"], quote["for_name"] = bodies.pop() if len(bodies) == 1 else (None, None)
    data = {"row": row, "quotes": quotes, "copies": copies}
    return await page.render("claims_article.html", data, describe(page, row, quotes), **await cite_row(page, "articles", row["id"]))


def describe(page: Page, row: dict[str, Any], quotes: list[dict[str, Any]]) -> dict[str, Any]:
    """The article as linked data, with its positions as quotations."""
    positions = [{**quote, **stance} for quote in quotes for stance in quote["stances"]]
    shown = positions if page.suffix else positions[:EMBEDDED]
    return describe_article(row, page.address, [describe_quotation(position, page.address) for position in shown])
