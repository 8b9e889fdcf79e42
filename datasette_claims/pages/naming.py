"""What the values of filters are called: names of rows, words for codes, and a sentence for what no row is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from datasette.utils.asgi import BadRequest

from . import phrases
from .filters import ANY_REVIEW, BY_NAME, Selection, read_selection
from .frame import Page

# Values that are no row of a table are put into words here; the others bring their name with them.
WORDS: dict[str, Callable[[str], str]] = {
    "language": phrases.guess_language,
    "month": phrases.format_day,
    "from": phrases.format_day,
    "to": phrases.format_day,
    "mode": lambda value: phrases.MODES.get(value, value),
    "reuse": lambda value: phrases.REUSES.get(value, value),
    "review": lambda value: "checked or not" if value == ANY_REVIEW else phrases.REVIEWS.get(value, value),
    "method": lambda value: phrases.METHODS.get(value, value),
    "q": lambda value: f"“{value}”",
}
# Filters whose values are ids of rows, by what a row is called.
ROWS_OF = {"stance": "stance", "topic": "topic", "actor": "actor", "speaker": "actor", "claim": "claim", "publisher": "publisher"}


async def fetch_values(page: Page, selection: Selection) -> list[dict[str, Any]]:
    """The values in use with the name of the row each is the id of; without a name where there is no such row."""
    pairs = [{"filter": name, "value": value} for name, values in selection.values.items() for value in values]
    return await page.fetch("positions_names", values=json.dumps(pairs))


def list_unknown(values: list[dict[str, Any]]) -> list[str]:
    """A sentence for every id in the filters that no row has, so that an empty list is not taken for an answer."""
    unknown = [row for row in values if row["filter"] in ROWS_OF and not row["name"]]
    return [f"There is no {ROWS_OF[row['filter']]} with the id “{row['value'][:60]}”; choose among the filters, or search for the name." for row in unknown]


def respell(selection: Selection, values: list[dict[str, Any]]) -> Selection:
    """The same with countries in the capitals they are stored with, so that the one in use is told from the others."""
    stored = {row["value"]: row["name"] for row in values if row["filter"] == "country" and row["name"]}
    return replace(selection, values={
        name: tuple(dict.fromkeys(stored.get(value, value) for value in held)) if name == "country" else held for name, held in selection.values.items()
    })


def list_names(values: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """How each value in use reads, by filter and value."""
    names = {(row["filter"], row["value"]): word(row["filter"], row["value"], row["name"]) for row in values}
    return names | {(row["filter"], row["name"]): row["name"] for row in values if row["filter"] == "country" and row["name"]}


def word(filter_: str, value: str, name: str | None) -> str:
    return name or WORDS.get(filter_, str)(value)


def name_list(selection: Selection, names: dict[tuple[str, str], str]) -> str:
    """What a list is called in a citation or feed: “Positions (stance: denies; topic: Reported troop deployments)”."""
    said = []
    for name, values in selection.values.items():
        title = BY_NAME[name].title
        said.append(f"{title[0].lower()}{title[1:]}: " + " or ".join(names[name, value].rstrip(".") for value in values))
    return f"Positions ({'; '.join(said)})" if said else "Positions"


async def require_selection(page: Page) -> tuple[Selection, dict[tuple[str, str], str]]:
    """The selection an address makes and how its values read; BadRequest where a part of it is not understood or names no row.

    On the page a warning says so; in a file nobody would see that a filter was ignored or could keep nothing.
    """
    selection, problems = read_selection(page.request.args)
    values = [] if problems else await fetch_values(page, selection)
    problems += list_unknown(values)
    if problems:
        raise BadRequest(" ".join(problems))
    return respell(selection, values), list_names(values)
