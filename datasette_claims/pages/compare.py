"""Two actors side by side on the claims they both took a position on."""

from __future__ import annotations

import asyncio
from typing import Any

from . import phrases
from .frame import open_page
from .moved import answer_missing

TABLES = ("actors", "stances", "quotes", "claims", "articles", "publishers", "stance_labels", "shared_claims")
CHOICES = 400  # actors to choose from, those with most positions
SHOWN = 60  # shared claims

RELATIONS = {"opposed": "one for, one against", "agree": "the same side", "apart": "at least one takes no side"}
SUMMARIES = {"opposed": "opposed on", "agree": "on the same side of", "apart": "at least one takes no side on"}


async def show_comparison(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    early = page.find_tidy() or page.find_fresh()
    if early:
        return early
    a, b = request.args.get("a"), request.args.get("b")
    sides = await asyncio.gather(*(page.fetch_one("actor", id=id) for id in (a, b) if id))
    for id in (a, b):
        if id and not any(side and side["id"] == id for side in sides):
            return await answer_missing(page, "actors", id)
    is_pair = bool(a and b and a != b)
    actors = await page.fetch("compare_actors", limit=CHOICES)
    claims = await page.fetch("compare_claims", a=a, b=b, limit=SHOWN) if is_pair else []
    pairs = [] if is_pair else await page.fetch_in_time("compare_pairs")
    data = {"a": next(iter(sides), None) if a else None, "b": sides[-1] if b else None, "claims": claims, "pairs": pairs}
    return await page.render(
        "claims_compare.html", data, actors=actors, relations=RELATIONS, is_pair=is_pair, summary=summarise(claims)
    )


def summarise(claims: list[dict[str, Any]]) -> str:
    """How often the two agree, in words."""
    found = [claim["relation"] for claim in claims]
    parts = [f"{words} {found.count(key)}" for key, words in SUMMARIES.items() if key in found]
    return f"{phrases.count(len(claims), 'claim')} in common: {phrases.join_words(parts)}." if claims else ""
