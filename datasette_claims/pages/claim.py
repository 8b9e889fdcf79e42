"""The page of a claim: who says what, where it comes from, when, in which wording, and how we know."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .. import jsonld
from . import phrases
from .chains import list_chains
from .citing import cite_row
from .frame import Page, open_page
from .grouping import find_earliest, group_rows, split_rows
from .moved import answer_missing
from .sections import Fetch
from .timeline import draw_timeline

TABLES = (
    "claims", "stances", "quotes", "actors", "articles", "publishers", "topics", "relays", "claim_relations", "reviews",
    "stance_labels", "runs", "corrections", "position_changes",
)
# So many are shown, and the rest counted and linked, so that a page with its assets stays under 100 kB.
TWIN = 400  # latest positions that the JSON twin holds
READ = 300  # latest positions that lines and timeline are chosen from
SHOWN = 10  # lines of the table, one for each actor and stance
CANDIDATES = 4  # latest positions of a line of which one is shown
DRAWN = 10  # actors of the timeline
CARRIED = 40  # earliest positions read for where the claim comes from
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
    id = request.url_vars["id"]
    made = await page.read(lambda fetch: read_page(fetch, page, id))
    if made is None:
        return await answer_missing(page, "claims", id)
    if page.suffix == ".json":
        return await page.render("claims_claim.html", made)
    cited = await cite_row(page, "claims", id, made.pop("cited"))
    return await page.render("claims_claim.html", {}, **made, embed_url=page.address("embed/claim", id), **cited)


def read_page(fetch: Fetch, page: Page, id: str) -> dict[str, Any] | None:
    """What the page or its twin shows; None where there is no such claim."""
    claim = next(iter(fetch("claim", id=id)), None)
    if claim is None:
        return None
    shared = [fetch(f"claim_{name}", id=id) for name in ("counts", "ladder", "reviews", "related", "sources", "making")]
    if page.suffix == ".json":
        return read_twin(fetch, claim, *shared)
    return read_claim(fetch, page, claim, *shared)


Rows = list[dict[str, Any]]


def read_twin(
    fetch: Fetch, claim: dict[str, Any], counts: Rows, ladder: Rows, reviews: Rows, related: Rows, sources: Rows, making: Rows
) -> dict[str, Any]:
    """What is recorded about a claim, as programs get it."""
    positions = fetch("claim_positions", id=claim["id"], limit=TWIN, numbers=None)
    for row in positions:
        row["relays"] = json.loads(row["relays"])
    return {
        "claim": claim, "counts": counts, "sources": sources[0], "positions": positions,
        "changes": fetch("claim_changes", id=claim["id"], limit=TWIN),
        "ladder": ladder, "reviews": reviews, "related": related, "making": making, "total": count_made(making),
    }


def count_made(making: list[dict[str, Any]]) -> int:
    return sum(row["number"] for row in making if row["kind"] == "made")


def read_claim(
    fetch: Fetch, page: Page, claim: dict[str, Any],
    counts: Rows, ladder: Rows, reviews: Rows, related: Rows, sources: Rows, making: Rows,
) -> dict[str, Any]:
    """What the page shows: of most positions only an outline is read, and all of a row only where it is shown."""
    id = claim["id"]
    changes = fetch("claim_changes", id=id, limit=CHANGES)
    carrying = fetch("claim_carried", id=id, limit=CARRIED)
    outline = fetch("claim_outline", id=id, limit=READ)
    groups = split_rows(outline, "actor", "stance", "is_counted")
    dated = [row for row in reversed(outline) if row["is_counted"] and row["said_from"]]
    strips = split_rows(dated, "actor")
    shown = choose_groups(groups)
    candidates = [row for group in shown for row in group[:CANDIDATES]]
    positions = fetch("claim_positions", id=id, limit=0, numbers=list_numbers(candidates))
    drawn = fetch("claim_timeline", numbers=list_numbers(row for strip in strips[:DRAWN] for row in strip))
    lines = group_rows(positions, "actor", "stance", "is_counted")
    repeats = {find_line(group[0]): {"others": len(group) - 1, "since": find_earliest(group)} for group in shown}
    for row in (*lines, *carrying):
        row["relays"] = json.loads(row["relays"])
    for row in lines:
        row |= repeats[find_line(row)]
        row["mode_phrase"] = MODES[row["mode"]]
    for row in related:
        row["phrase"] = RELATIONS[row["relation"], row["direction"]]
    chains, chains_left = list_chains(carrying)
    publishers = list_publishers(carrying)
    return {
        "claim": claim, "counts": counts, "ladder": ladder, "reviews": reviews, "sources": sources[0], "making": making,
        "lines": lines,
        "lines_left": len(groups) - len(lines),
        "total": count_made(making),
        "related": [row for row in related if row["state"] == "confirmed"],
        "suggested": [row for row in related if row["state"] == "suggested"],
        "summary": summarise(counts, sources[0]),
        "sources_in_words": describe_sources(sources[0]),
        "publishers": publishers[:PUBLISHERS],
        "publishers_left": sources[0]["publishers"] - len(publishers[:PUBLISHERS]),
        "moves": changes,
        "moves_left": max(0, changes[0]["total"] - CHANGES) if changes else 0,
        "chains": chains,
        "chains_left": chains_left,
        "carried": len(carrying) if len(carrying) == CARRIED else None,
        "timeline": draw_timeline(split_rows(drawn, "actor"), len(dated), len(strips), dated[-1]["said_from"] if dated else ""),
        "cited": next(iter(fetch("cite_row", table="claims", id=id)), None),
        "record": jsonld.describe_claim(claim, carrying, page.address, is_whole=len(carrying) < CARRIED),
    }


def choose_groups(groups: list[Rows]) -> list[Rows]:
    """The latest groups, and among them the latest of every side, so that a claim that was denied never seems undisputed."""
    latest: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group[0]["is_counted"]:
            latest.setdefault(phrases.SIDES[group[0]["stance"]], number)
    chosen = sorted(range(len(groups)), key=lambda number: (number not in latest.values(), number))
    return [groups[number] for number in sorted(chosen[:SHOWN])]


def list_numbers(rows: Iterable[dict[str, Any]]) -> str:
    return json.dumps([row["number"] for row in rows])


def find_line(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["actor"], row["stance"], row["is_counted"]


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
    """Publishers of these positions, with the number of their articles, most first."""
    articles: dict[tuple[str, str], set[str]] = {}
    for row in positions:
        articles.setdefault((row["publisher"], row["publisher_name"]), set()).add(row["article"])
    found = [{"id": id, "name": name, "articles": len(held)} for (id, name), held in articles.items()]
    return sorted(found, key=lambda row: (-row["articles"], row["name"]))
