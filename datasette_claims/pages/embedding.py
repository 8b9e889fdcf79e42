"""A claim or an actor as a card for other sites: an iframe without script, the only pages others may frame."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from .frame import open_page
from .moved import answer_missing

TABLES = ("claims", "stances", "quotes", "actors", "articles", "publishers", "topics", "relays", "stance_labels")
ACTOR_TABLES = ("actors", "actor_names", "stances", "stance_labels")
SHOWN = 4  # latest positions on the card
NAMES = 8  # further spellings on the card of an actor
# One stylesheet from here, nothing else; anybody may frame it.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


async def show_card(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return let_frame(fresh)
    id = request.url_vars["id"]
    claim = await page.fetch_one("claim", id=id)
    if claim is None:
        return await answer_missing(page, "claims", id)
    latest = {"id": id, "limit": SHOWN * 10, "numbers": None}
    counts, positions = await page.fetch_together(("claim_counts", {"id": id}), ("claim_positions", latest))
    latest = {(row["actor_name"], row["stance"]): row for row in reversed(positions) if row["is_counted"]}
    shown = sorted(latest.values(), key=lambda row: row["said_from"] or "", reverse=True)[:SHOWN]
    return let_frame(await page.render(
        "claims_embed.html",
        {"claim": claim, "counts": counts, "positions": shown},
        card_url=page.address("claim", id),
        more=sum(row["positions"] for row in counts) - len(shown),
    ))


async def show_actor_card(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *ACTOR_TABLES)
    fresh = page.find_fresh()
    if fresh:
        return let_frame(fresh)
    id = request.url_vars["id"]
    row = await page.fetch_one("actor", id=id)
    if row is None:
        return await answer_missing(page, "actors", id)
    names, tally = await page.fetch_together(("actor_names", {"id": id}), ("actor_tally", {"id": id}))
    spoken = [line for line in tally if line["kind"] == "speaker"]
    tally = [line for line in tally if line["kind"] == "actor"]
    names = [name for name in names if name["name"] != row["name"]][:NAMES]
    return let_frame(await page.render("claims_embed_actor.html", {"row": row, "names": names, "tally": tally, "spoken": spoken}, card_url=page.address("actor", id)))


def let_frame(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
