"""The questions: one SQL file each, with its title, description and parameters in the leading comment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .errors import ClaimsError

QUERIES = Path(__file__).parent / "queries"
SECTIONS = Path(__file__).parent / "sections"

FIELD = re.compile(r"-- (title|description|view|param (\w+)): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked with; an empty value takes the default the SQL names."""

    name: str
    description: str


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
            parameters.append(Parameter(found[2], found[3]))
        else:
            fields[found[1]] = found[3]
    missing = {"title", "description", "view"} - fields.keys()
    if missing:
        raise ClaimsError(f"{path.name}: the leading comment lacks {', '.join(sorted(missing))}")
    return Question(re.sub(r"^\d+_", "", path.stem), parameters=tuple(parameters), sql=sql.strip(), **fields)


@cache
def read_section(name: str) -> str:
    """The SQL behind one section of a page."""
    return (SECTIONS / f"{name}.sql").read_text(encoding="utf-8")


def list_canned_queries(database_url: str) -> dict[str, dict[str, Any]]:
    """The questions as Datasette wants them; `database_url` is where the links to the views start."""
    return {
        question.name: {
            "sql": question.sql,
            "params": [parameter.name for parameter in question.parameters],
            "title": question.title,
            "description": describe(question, database_url),
        }
        for question in read_questions().values()
    }


def describe(question: Question, database_url: str) -> str:
    """The description with its parameters and the addresses of all its rows, as plain text."""
    parameters = " ".join(f"{parameter.name}: {parameter.description}" for parameter in question.parameters)
    rows = f"{database_url}/-/question/{question.name}.csv (or .excel.csv, .json, .jsonl, and .atom as a feed)"
    return f"{question.description} {parameters} All rows, without the limit of this page: {rows}".replace("  ", " ")
