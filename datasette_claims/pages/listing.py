"""The list of positions: filtered by the address, with what each further filter would leave."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from . import phrases
from .citing import cite_list
from .filters import BY_NAME, FILTERS, Selection, read_selection
from .frame import Page, open_page
from .freshness import read_file_state
from .naming import fetch_values, list_names, list_unknown, name_list, respell, word
from .selecting import COUNTED_ROWS, list_conditions, make_facets, make_list, make_loosened

ROWS = 40  # a page: with 50 the fullest list came to 103 kB with its assets, and 100 is the limit
KEPT = 64  # lists whose facets are kept: counting 10,000 positions takes some 150 ms, 1,000 take 8 ms
COUNTED: OrderedDict[str, list[dict[str, Any]]] = OrderedDict()


async def show_positions(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, "positions")
    early = page.find_tidy() or page.find_fresh()
    if early:
        return early
    selection, problems = read_selection(request.args)
    whole = request.args.get("all") or ""
    rows, counts, values = await asyncio.gather(
        page.fetch_sql(*make_list(selection, ROWS + 1)),
        count(page, *make_facets(selection, whole)),
        fetch_values(page, selection),
    )
    selection = respell(selection, values)
    names = list_names(values)
    totals = read_totals(counts)
    total = totals.get("list")
    proposals = next((row["number"] for row in counts if row["facet"] == "review" and row["value"] == "proposed"), 0)
    if selection.before and len(rows) <= ROWS:
        first = selection.first.query
        return Response.redirect(page.link("positions") + (f"?{first}" if first else ""))
    shown = rows[ROWS - 1 :: -1] if selection.before else rows[:ROWS]
    return await page.render("claims_positions.html", {
        "positions": shown,
        "total": total,
        "counted": COUNTED_ROWS,
        "proposals": proposals,
        "has_more_proposals": is_counted_in_part("review", totals),
        "selection": selection,
        "problems": [*problems, *list_unknown(values)],
        "chips": list_chips(selection, names),
        "facets": list_facets(selection, counts, totals, names, whole),
        "loosened": await loosen(page, selection, names) if total == 0 else [],
        "whole": whole,
        **find_neighbours(selection, shown, len(rows) > ROWS),
    }, **await cite_list(page, name_list(selection, names), "positions", selection.first.query))


async def count(page: Page, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """Facets, kept until the database changes, since every page of a list has the same; none where counting takes too long."""
    key = json.dumps([page.db.path, read_file_state(page.db.path), sql, parameters])
    if key not in COUNTED:
        try:
            rows = await page.fetch_sql(sql, parameters)
        except QueryInterrupted:
            page.etag = None  # so that the page without them is not kept
            return []
        COUNTED[key] = rows
        while len(COUNTED) > KEPT:
            COUNTED.popitem(last=False)
        return rows
    return COUNTED[key]


def list_chips(selection: Selection, names: dict[tuple[str, str], str]) -> list[dict[str, str]]:
    """The filters in use, each with the address that drops it."""
    return [
        {"title": BY_NAME[name].title, "name": names[name, value], "query": selection.toggle(name, value).query}
        for name, values in selection.values.items()
        for value in values
    ]


def list_facets(
    selection: Selection, counts: list[dict[str, Any]], totals: dict[str, int], names: dict[tuple[str, str], str], whole: str
) -> list[dict[str, Any]]:
    """Every facet that tells rows apart, with its values, their numbers, and the address that adds or drops each."""
    facets = []
    for filter_ in FILTERS:
        held = selection.values.get(filter_.name, ())
        rows = [row for row in counts if row["facet"] == filter_.name and row["kind"] == "choice"]
        is_part = is_counted_in_part(filter_.name, totals)
        choices = list_choices(filter_.name, selection, rows, names, is_part)
        more = rows[0]["choices"] - len(rows) if rows else 0
        if filter_.name == "month" and not held and len(selection.values.get("year", ())) != 1:
            continue  # twelve months mean something once the year is chosen
        if len(choices) > 1 or held:
            is_open = bool(held) or whole == filter_.name
            facets.append({
                "name": filter_.name, "title": filter_.title, "choices": choices, "number": len(rows) + more, "more": more,
                "is_open": is_open, "is_part": is_part,
            })
    return facets


def read_totals(counts: list[dict[str, Any]]) -> dict[str, int]:
    """How many rows the list and each facet in use are counted over."""
    return {row["facet"]: row["number"] for row in counts if row["kind"] == "total"}


def is_counted_in_part(facet: str, totals: dict[str, int]) -> bool:
    return totals.get(facet, totals.get("list", 0)) > COUNTED_ROWS


def list_choices(
    name: str, selection: Selection, rows: list[dict[str, Any]], names: dict[tuple[str, str], str], is_part: bool
) -> list[dict[str, Any]]:
    """The values of a facet; those in use can be dropped here too, even where they leave nothing."""
    held = selection.values.get(name, ())
    found = {row["value"]: row for row in rows}
    choices = []
    for value in [*found, *(value for value in held if value not in found)]:
        row, is_held = found.get(value), value in held
        choices.append({
            "value": value,
            "name": word(name, value, row["name"]) if row else names[name, value],
            # Counted over a part, a value in use would seem to have fewer rows than the list it makes.
            "number": row["number"] if row and not (is_held and is_part) else None,
            "is_held": is_held,
            "query": selection.toggle(name, value).query,
        })
    if name in ("year", "month"):
        choices.sort(key=lambda choice: choice["value"], reverse=True)
    return choices


async def loosen(page: Page, selection: Selection, names: dict[tuple[str, str], str]) -> list[dict[str, Any]]:
    """What dropping each filter by itself would give, most rows first."""
    if not list_conditions(selection):
        return []
    offers = []
    for row in await count(page, *make_loosened(selection)):
        held = selection.values.get(row["name"])
        if row["number"] and held:
            said = f"{BY_NAME[row['name']].title}: " + phrases.join_words([names[row["name"], value] for value in held])
            offers.append({"text": f"without “{said}”", "number": row["number"], "query": selection.change(row["name"]).query})
        elif row["number"]:
            offers.append({"text": "with unchecked proposals", "number": row["number"], "query": selection.change("review", "any").query})
    return sorted(offers, key=lambda offer: -offer["number"])


def find_neighbours(selection: Selection, shown: list[dict[str, Any]], has_more: bool) -> dict[str, str | None]:
    """The addresses of the pages before and after the rows shown; `has_more` says that the page before or after is not empty."""
    first, last = ((row["said_from"] or "", row["position"]) for row in (shown[0], shown[-1])) if shown else (None, None)
    has_previous = has_more if selection.before else bool(selection.after)
    has_next = bool(selection.before) or has_more
    return {
        "previous_query": replace(selection.first, before=first).query if first and has_previous else None,
        "next_query": replace(selection.first, after=last).query if last and has_next else None,
    }
