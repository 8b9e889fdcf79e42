"""The front page: what this is, a search box, worked questions with their answer of today, and what is new."""

from __future__ import annotations

import asyncio
from typing import Any

from ..queries import read_questions
from .frame import STORED, open_page

TABLES = (
    "stances", "quotes", "claims", "actors", "articles", "publishers", "topics", "stance_labels", "position_changes",
    "independent_sources", "first_statements", "unanswered_claims", "claim_overview",
)
SHOWN = 8


async def show_home(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    page.path = page.datasette.urls.database(page.db.name).removeprefix(datasette.setting("base_url").rstrip("/")) + "/-/home"
    fresh = page.find_fresh()
    if fresh:
        return fresh
    counts, answers, positions, changes, topics = await asyncio.gather(
        page.fetch_one("home_counts"),
        page.fetch_one("home_answers"),
        page.fetch("home_positions", limit=SHOWN),
        page.fetch("home_changes", limit=SHOWN),
        page.fetch("home_topics"),
    )
    data = {"counts": counts, "answers": answers, "positions": positions, "changes": changes, "topics": topics}
    return await page.render("claims_home.html", data, questions=read_questions())


ROUTES = [(rf"^{STORED}/home(\.json)?$", show_home)]
FRONT_ROUTES = [(r"^/$", show_home)]
