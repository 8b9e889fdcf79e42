"""The lasting address of one position: the words, the way they took, the source at the sentence, how it was made."""

from __future__ import annotations

import json
from typing import Any

from ..jsonld import describe_quotation
from .citing import cite_row
from .frame import open_page
from .moved import answer_missing
from .phrases import MODES

TABLES = ("positions", "stances", "quotes", "relays", "actors", "claims", "stance_labels", "runs", "corrections")


async def show_position(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    id = request.url_vars["id"]
    position = await page.fetch_one("position", id=id)
    if position is None:
        return await answer_missing(page, "stances", id)
    for name in ("relays", "others", "corrections"):
        position[name] = json.loads(position[name])
    cited = await cite_row(page, "positions", id)
    article = {**position, "id": position["article"]}
    record = describe_quotation(position, page.address, article)
    return await page.render("claims_position.html", {"position": position}, record, row=position, mode_phrase=MODES[position["mode"]], **cited)
