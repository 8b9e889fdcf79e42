"""The page of an actor: names, posts, stances, changes of position, and claims about it."""

from __future__ import annotations

import asyncio
from typing import Any

from .citing import cite_row
from .frame import open_page
from .grouping import group_rows
from .moved import answer_missing

TABLES = (
    "actors", "actor_names", "actor_roles", "stances", "quotes", "claims", "articles", "publishers", "stance_labels", "position_changes",
)
READ = 300  # positions read; the list has all of them
SHOWN = 20  # lines of the table, one for each claim and stance
CHANGES = 60
CLAIMS = 20  # claims about it


async def show_actor(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    id = request.url_vars["id"]
    row = await page.fetch_one("actor", id=id)
    if row is None:
        return await answer_missing(page, "actors", id)
    names, roles, tally, positions, changes, claims = await asyncio.gather(
        page.fetch("actor_names", id=id),
        page.fetch("actor_roles", id=id),
        page.fetch("actor_tally", id=id),
        page.fetch("actor_positions", id=id, limit=READ),
        page.fetch("actor_changes", id=id, limit=CHANGES),
        page.fetch("actor_claims", id=id, limit=CLAIMS),
    )
    spoken = [line for line in tally if line["kind"] == "speaker"]
    tally = [line for line in tally if line["kind"] == "actor"]
    # The word "actor" is taken in templates: there it is the visitor who is signed in.
    data = {"row": row, "names": names, "roles": roles, "tally": tally, "spoken": spoken, "positions": positions, "changes": changes, "claims": claims}
    lines = group_rows(positions, "claim", "stance", "actor", "is_counted")
    total = sum(line["positions"] for line in tally)
    return await page.render(
        "claims_actor.html", data, lines=lines[:SHOWN], claims_shown=claims[:CLAIMS], lines_left=len(lines[SHOWN:]), total=total, **await cite_row(page, "actors", id)
    )
