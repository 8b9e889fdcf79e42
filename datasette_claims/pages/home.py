"""The front page: what this is, a search box, worked questions with their answer of today, and what is new."""

from __future__ import annotations

import asyncio
from typing import Any

from ..queries import read_questions
from .frame import STORED, open_page
from .grouping import group_rows

TABLES = (
    "stances", "quotes", "claims", "actors", "articles", "publishers", "topics", "stance_labels", "position_changes",
    "independent_sources", "first_statements", "unanswered_claims", "claim_overview",
)
READ = 120  # positions read; those of one actor on one claim are shown once
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
        page.fetch("home_positions", limit=READ),
        page.fetch("home_changes", limit=SHOWN),
        page.fetch("home_topics"),
    )
    positions = group_rows(positions, "actor", "claim", "stance")[:SHOWN]
    data = {"counts": counts, "answers": answers, "positions": positions, "changes": changes, "topics": topics}
    groups = group_topics(topics)
    return await page.render("claims_home.html", data, questions=read_questions(), groups=groups)


def group_topics(topics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Topics without a wider one first, then each wider topic with what belongs to it; empty ones are left out."""
    parents = {topic["parent"] for topic in topics}
    own = [topic for topic in topics if not topic["parent"] and topic["topic"] not in parents and topic["claims"]]
    groups = [{"topic": None, "name": None, "topics": own}]
    for parent in topics:
        below = [topic for topic in topics if topic["parent"] == parent["topic"] and topic["claims"]]
        if below:
            groups.append({"topic": parent["topic"], "name": parent["name"], "topics": below})
    return groups


ROUTES = [(rf"^{STORED}/home(\.json)?$", show_home)]
FRONT_ROUTES = [(r"^/$", show_home)]
