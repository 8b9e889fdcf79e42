"""The questions: one SQL file each, with its title, description and parameters in the leading comment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from .errors import ClaimsError

QUERIES = Path(__file__).parent / "queries"
SECTIONS = Path(__file__).parent / "sections"

FIELD = re.compile(r"-- (title|description|view|param (\w+)(?: \[(.+?)\])?): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked with; an empty value takes the default the SQL names.

    `choices` are the only values it takes; none where any value does.
    """

    name: str
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One canned query. `view` is the view whose CSV holds every row the question selects from."""

    name: str
    title: str
    description: str
    view: str
    parameters: tuple[Parameter, ...]
    sql: str


@cache
def read_questions() -> dict[str, Question]:
    """Every question by name, in the order of the file names, whose leading number is left out."""
    questions = (read_question(path) for path in sorted(QUERIES.glob("*.sql")))
    return {question.name: question for question in questions}


def read_question(path: Path) -> Question:
    comment, _, sql = path.read_text(encoding="utf-8").partition("\n\n")
    fields: dict[str, str] = {}
    parameters = []
    for line in comment.splitlines():
        found = FIELD.match(line)
        if found is None:
            raise ClaimsError(f"{path.name}: “{line}” is not a title, description, view or param line")
        if found[2]:
            choices = tuple(found[3].split(" | ")) if found[3] else ()
            parameters.append(Parameter(found[2], found[4], choices))
        else:
            fields[found[1]] = found[4]
    missing = {"title", "description", "view"} - fields.keys()
    if missing:
        raise ClaimsError(f"{path.name}: the leading comment lacks {', '.join(sorted(missing))}")
    return Question(re.sub(r"^\d+_", "", path.stem), parameters=tuple(parameters), sql=sql.strip(), **fields)


@cache
def read_section(name: str) -> str:
    """The SQL behind one section of a page."""
    return (SECTIONS / f"{name}.sql").read_text(encoding="utf-8")


def list_canned_queries() -> dict[str, dict[str, Any]]:
    """The questions as Datasette wants them."""
    return {
        question.name: {
            "sql": question.sql,
            "hide_sql": True,  # one click away, and what readers came for stands first
            "params": [parameter.name for parameter in question.parameters],
            "title": question.title,
            "description_html": describe(question),
        }
        for question in read_questions().values()
    }


def describe(question: Question) -> str:
    """The description with its parameters as HTML."""
    parameters = "".join(f"<dt>{escape(one.name)}</dt><dd>{escape(one.description)}</dd>" for one in question.parameters)
    return f"<p>{escape(question.description)}</p><dl>{parameters}</dl>"
