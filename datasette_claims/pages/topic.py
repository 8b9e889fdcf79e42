"""The page of a topic: its claims with counts, and who stands where as a matrix of letters."""

from __future__ import annotations

import asyncio
from typing import Any

from . import phrases
from .citing import cite_row
from .frame import open_page
from .moved import answer_missing

TABLES = ("topics", "claims", "claim_topics", "stances", "actors", "stance_labels")
ACTORS = 40  # rows of the matrix; summaries/topic_cells.sql holds no more
CLAIMS = 20  # columns of the matrix
LISTED = 200  # claims, the most discussed


async def show_topic(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    id = request.url_vars["id"]
    row = await page.fetch_one("topic", id=id)
    if row is None:
        return await answer_missing(page, "topics", id)
    below, claims, cells = await asyncio.gather(
        page.fetch("topic_below", id=id), page.fetch("topic_claims", id=id, limit=LISTED), page.fetch("topic_matrix", id=id)
    )
    texts = {claim["claim"]: claim["claim_text"] for claim in claims}
    data = {"row": row, "below": below, "claims": claims, "stances": cells}
    matrix = make_matrix(claims, cells)
    return await page.render("claims_topic.html", data, matrix=matrix, texts=texts, **await cite_row(page, "topics", id))


def make_matrix(claims: list[dict[str, Any]], cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Actors down, claims across: a row for each actor, most positions first, with a cell or None for each claim."""
    columns = [claim["claim"] for claim in claims if claim["positions"]][:CLAIMS]
    actors: dict[str, dict[str, Any]] = {}
    for cell in (cell for cell in cells if cell["claim"] in columns):
        actor = actors.setdefault(cell["actor"], {"actor": cell["actor"], "name": cell["actor_name"], "number": 0, "cells": {}})
        actor["number"] += cell["positions"]
        actor["cells"].setdefault(cell["claim"], []).append(cell)
    ranked = sorted(actors.values(), key=lambda actor: (-len(actor["cells"]), -actor["number"], actor["name"]))
    rows = [{**actor, "cells": [make_cell(actor["cells"].get(claim)) for claim in columns]} for actor in ranked[:ACTORS]]
    letters = {cell["letter"]: (cell["stance"], cell["stance_name"]) for cell in cells}
    order = list(phrases.SIDES)
    return {
        "columns": columns,
        "rows": rows,
        "letters": sorted(letters.items(), key=lambda item: order.index(item[1][0])),
        "left": max(0, cells[0]["actors_in_all"] - len(rows)) if cells else 0,
    }


def make_cell(stances: list[dict[str, Any]] | None) -> dict[str, Any] | None:
    """Letters in the order of time; the side is that of the latest."""
    if not stances:
        return None
    return {
        "letters": "".join(stance["letter"] for stance in stances),
        "words": ", then ".join(stance["stance_name"] for stance in stances),
        "side": phrases.SIDES[stances[-1]["stance"]],
    }
