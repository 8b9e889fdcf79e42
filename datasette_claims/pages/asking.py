"""What a question is asked with: how an address is read, and which rows its names mean."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import BadRequest, NotFound

from .. import compat
from ..queries import Question, read_questions
from ..search import fold_words, make_match
from . import phrases
from .filters import DAY, describe_bad_day
from .frame import Page
from .searching import TABLES as SEARCHED
from .searching import find_hits

# Parameters that hold the id of a row: readers may write its name instead, and are shown it.
NAMED = {"actor": "actor", "actor_a": "actor", "actor_b": "actor", "claim": "claim", "article": "article", "topic": "topic"}
NUMBERS = {"min_each", "max_families", "days"}
NAMESAKES = 8  # rows offered where a name fits several
OTHER = ("page", "accessed")  # what else an address of a question or of its files may say


def find_question(request: Any) -> Question:
    name = request.url_vars["name"]
    question = read_questions().get(name)
    if question is None:
        raise NotFound(f"There is no question {name}; there are {', '.join(read_questions())}.")
    return question


def read_asked(question: Question, arguments: Any) -> tuple[dict[str, str], list[str]]:
    """The parameters given, empty ones left out, and a sentence for each that was not understood."""
    asked, problems = {}, []
    for one in question.parameters:
        value = " ".join((arguments.get(one.name) or "").split())[:200]
        if value and one.choices and value not in one.choices:
            problems.append(f"{one.name} is {phrases.join_words(list(one.choices)).replace(' and ', ' or ')}, not “{value[:40]}”.")
        elif value and one.name in ("from", "to") and not DAY.fullmatch(value):
            problems.append(describe_bad_day(value))
        elif value and one.name in NUMBERS and not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            problems.append(f"{one.name} is a whole number such as 2, not “{value[:40]}”.")
        elif value:
            asked[one.name] = value
    known = [one.name for one in question.parameters]
    for name in arguments:
        if name not in (*known, *OTHER) and not name.startswith(("_", "utm_")):
            problems.append(f"This question has no parameter “{name[:40]}”; it has {', '.join(sorted(known))}.")
    return asked, problems


async def find_chosen(page: Page, asked: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The row each id or name means, by parameter; and for each that means none or several, what it could mean."""
    chosen: dict[str, Any] = {}
    doubtful: dict[str, Any] = {}
    for name, kind in NAMED.items():
        value = asked.get(name)
        if not value or (name == "topic" and value == "any"):
            continue
        row = await page.fetch_one("question_row", kind=kind, id=value)
        if row:
            chosen[name] = row
            continue
        await compat.require_allowed(page.datasette, page.request, page.db.name, *SEARCHED)
        groups = await find_hits(page, make_match(value), value, False, kind)
        hits = groups[0]["hits"] if groups else []
        whole = [hit for hit in hits if fold_words(hit["name"] or hit["text"]) == fold_words(value)]
        found = whole if len(whole) == 1 else hits
        if len(found) == 1:
            chosen[name] = {"id": found[0]["id"], "name": found[0]["name"] or found[0]["text"]}
        else:
            choices = [{**hit, "query": urlencode({**asked, name: hit["id"]})} for hit in hits[:NAMESAKES]]
            doubtful[name] = {"choices": choices, "problem": f"There is no {kind} “{value[:60]}”; try another spelling, or a part of the name."}
    return chosen, doubtful


async def require_asked(page: Page, question: Question) -> dict[str, str]:
    """The parameters given, with the ids that names mean; BadRequest where a part of it is not understood or means no row.

    On the page a warning says so; in a file nobody would see that another question was answered.
    """
    asked, problems = read_asked(question, page.request.args)
    chosen, doubtful = ({}, {}) if problems else await find_chosen(page, asked)
    problems += [row["problem"] if not row["choices"] else name_choices(name, asked[name], row["choices"]) for name, row in doubtful.items()]
    if problems:
        raise BadRequest(" ".join(problems))
    return asked | {name: row["id"] for name, row in chosen.items()}


def name_choices(name: str, value: str, choices: list[dict[str, Any]]) -> str:
    ids = phrases.join_words([hit["id"] for hit in choices]).replace(" and ", " or ")
    return f"“{value[:60]}” can mean several rows; give {name} as an id, such as {ids}."


def fill_parameters(question: Question, asked: dict[str, str]) -> dict[str, str]:
    """Every parameter of the statement, empty where it was not asked for."""
    return {one.name: asked.get(one.name, "") for one in question.parameters}
