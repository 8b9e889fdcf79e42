"""The front page: what this is, a search box, worked questions with their answer of today, and what is new."""

from __future__ import annotations

import asyncio
from typing import Any

from ..prebuilt import format_size, list_files
from ..queries import read_questions
from .frame import Page, open_page
from .grouping import group_rows

TABLES = (
    "stances", "quotes", "claims", "actors", "articles", "publishers", "topics", "stance_labels", "position_changes",
    "independent_sources", "first_statements", "unanswered_claims", "claim_overview",
)
READ = 120  # positions read; those of one actor on one claim are shown once
SHOWN = 8


async def show_home(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    page.path = page.database_url.removeprefix(page.prefix) + "/-/home"
    fresh = page.find_fresh()
    if fresh:
        return fresh
    counts, positions, topics, changes, (answers, late) = await asyncio.gather(
        page.fetch_one("home_counts"),
        page.fetch("home_positions", limit=READ),
        page.fetch("home_topics"),
        page.fetch_in_time("home_changes", limit=SHOWN),
        answer_questions(page),
    )
    positions = group_rows(positions, "actor", "claim", "stance")[:SHOWN]
    data = {"counts": counts, "answers": answers, "positions": positions, "changes": changes, "topics": topics}
    extra = {"late": late, "groups": group_topics(topics), "prebuilt": list_files(page.config), "format_size": format_size}
    return await page.render("claims_home.html", data, questions=read_questions(), **extra)


async def answer_questions(page: Page) -> tuple[dict[str, dict[str, Any] | None], set[str]]:
    """The first row of the answer to each worked question, None where there is none; and the questions there was no time for."""
    rows: dict[str, list[dict[str, Any]] | None] = {}
    for name in ("denials", "sources", "contested", "unanswered"):
        rows[name] = await page.fetch_in_time(f"home_{name}")
    # Asked of the claim most often printed, as an example.
    claim = rows["sources"][0]["claim"] if rows["sources"] else None
    rows["first"] = await page.fetch_in_time("home_first", claim=claim) if claim else rows["sources"]
    answers = {name: next(iter(found or []), None) for name, found in rows.items()}
    return answers, {name for name, found in rows.items() if found is None}


def group_topics(topics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Topics with those below them; a wider topic without claims of its own becomes the heading of a group."""
    below = {topic["topic"]: [other for other in topics if other["parent"] == topic["topic"] and other["claims"]] for topic in topics}
    own = [{**topic, "below": below[topic["topic"]]} for topic in topics if not topic["parent"] and topic["own_claims"]]
    headed = [topic for topic in topics if not topic["own_claims"] and below[topic["topic"]]]
    return [{"topic": None, "name": None, "topics": own}] + [
        {"topic": topic["topic"], "name": topic["name"], "topics": [{**row, "below": []} for row in below[topic["topic"]]]}
        for topic in headed
    ]
