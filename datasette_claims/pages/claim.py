"""The page of a claim: who says what, where it comes from, when, in which wording, and how we know."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from .. import jsonld
from . import phrases
from .chains import list_chains
from .citing import cite_row
from .frame import ID, STORED, TWINS, Page, open_page
from .grouping import group_rows
from .moved import answer_missing
from .timeline import draw_timeline

TABLES = (
    "claims", "stances", "quotes", "actors", "articles", "publishers", "topics", "relays", "claim_relations", "reviews",
    "stance_labels", "runs", "corrections", "position_changes",
)
# So many are shown, and the rest counted and linked, so that a page with its assets stays under 100 kB.
READ = 400  # positions read for table, timeline and chains
SHOWN = 16  # lines of the table, one for each actor and stance
CHANGES = 8
PUBLISHERS = 16

RELATIONS = {
    ("contradicts", "from"): "contradicts",
    ("contradicts", "to"): "contradicts",
    ("stronger_than", "from"): "says more than",
    ("stronger_than", "to"): "says less than",
    ("part_of", "from"): "is part of",
    ("part_of", "to"): "includes",
    ("same_as", "from"): "same as",
    ("same_as", "to"): "same as",
    ("responds_to", "from"): "responds to",
    ("responds_to", "to"): "is answered by",
}
MODES = {
    "direct": "Quoted in the article",
    "indirect": "Reported in the article's words",
    "mixed": "Partly quoted, partly in the article's words",
    "own_voice": "Said by the article itself",
}


async def show_claim(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    claim = await page.fetch_one("claim", id=request.url_vars["id"])
    if claim is None:
        return await answer_missing(page, "claims", request.url_vars["id"])
    data = await read_claim(page, claim)
    shown = present(page, claim, data)
    embed_url = page.address("embed/claim", claim["id"])
    return await page.render("claims_claim.html", **shown, embed_url=embed_url, **await cite_row(page, "claims", claim["id"]))


async def read_claim(page: Page, claim: dict[str, Any]) -> dict[str, Any]:
    """Everything recorded about a claim, one statement for each section."""
    id = claim["id"]
    counts, positions, ladder, reviews, related, sources, changes, making = await asyncio.gather(
        page.fetch("claim_counts", id=id),
        page.fetch("claim_positions", id=id, limit=READ),
        page.fetch("claim_ladder", id=id),
        page.fetch("claim_reviews", id=id),
        page.fetch("claim_related", id=id),
        page.fetch_one("claim_sources", id=id),
        page.fetch("claim_changes", id=id, limit=READ),
        page.fetch("claim_making", id=id),
    )
    for row in positions:
        row["relays"] = json.loads(row["relays"])
    return {
        "claim": claim, "counts": counts, "sources": sources, "positions": positions, "changes": changes,
        "ladder": ladder, "reviews": reviews, "related": related, "making": making,
    }


def present(page: Page, claim: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """What the JSON twin holds (`data`) and what only the page needs."""
    positions = data["positions"]
    total = sum(row["number"] for row in data["making"] if row["kind"] == "made")
    for row in positions:
        row["mode_phrase"] = MODES[row["mode"]]
    for row in data["related"]:
        row["phrase"] = RELATIONS[row["relation"], row["direction"]]
    lines = group_rows(positions, "actor", "stance", "is_counted")
    chains, chains_left = list_chains(positions)
    publishers = list_publishers(positions)
    return {
        "data": {**data, "total": total},
        "lines": lines[:SHOWN],
        "lines_left": len(lines[SHOWN:]),
        "related": [row for row in data["related"] if row["state"] == "confirmed"],
        "suggested": [row for row in data["related"] if row["state"] == "suggested"],
        "summary": summarise(data["counts"], data["sources"]),
        "sources_in_words": describe_sources(data["sources"]),
        "publishers": publishers[:PUBLISHERS],
        "publishers_left": len(publishers[PUBLISHERS:]),
        "moves": data["changes"][:CHANGES],
        "moves_left": max(0, data["changes"][0]["total"] - CHANGES) if data["changes"] else 0,
        "chains": chains,
        "chains_left": chains_left,
        "timeline": draw_timeline(positions),
        "record": jsonld.describe_claim(claim, positions, page.address, is_whole=len(positions) < READ),
    }


def summarise(counts: list[dict[str, Any]], sources: dict[str, Any]) -> str:
    """The line of counts as plain text, for descriptions of the page elsewhere."""
    parts = [f"{phrases.PASSIVE[row['stance']]} {row['actors']}" for row in counts]
    period = phrases.format_interval(sources["first_said"], sources["last_said"])
    return f"On record: {phrases.join_words(parts)}; {period}." if parts else "Nobody on record has taken a position yet."


def describe_sources(sources: dict[str, Any]) -> str:
    """How many independent sources stand behind the claim, counted honestly and in words."""
    if not sources["articles"]:
        return "No article on record speaks for this claim or passes it on."
    articles, original = sources["articles"], sources["original_articles"]
    first_hand, named = sources["first_hand"], sources["first_hand_named"]
    copies = "" if original == articles else f", {original} of them original reporting and not a copy"
    voice = "Nobody says it first hand." if not first_hand else (
        f"{phrases.count(first_hand, 'actor says', 'actors say')} it in their own voice"
        + (", and named." if named == first_hand else f"; {named or 'none'} of them {'is' if named < 2 else 'are'} named.")
    )
    return (
        f"{phrases.count(articles, 'article', 'articles')} on record {'speaks' if articles == 1 else 'speak'} for the claim "
        f"or {'passes' if articles == 1 else 'pass'} it on{copies}, from "
        f"{phrases.count(sources['families'], 'publisher family', 'publisher families')}. {voice} "
        "Copies and relays are not counted as sources of their own."
    )


def list_publishers(positions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Publishers of the positions read, with the number of their articles, most first."""
    articles: dict[tuple[str, str], set[str]] = {}
    for row in positions:
        articles.setdefault((row["publisher"], row["publisher_name"]), set()).add(row["article"])
    found = [{"id": id, "name": name, "articles": len(held)} for (id, name), held in articles.items()]
    return sorted(found, key=lambda row: (-row["articles"], row["name"]))


ROUTES = [(rf"^{STORED}/claim/{ID}{TWINS}", show_claim)]
