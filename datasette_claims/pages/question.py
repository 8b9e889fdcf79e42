"""A question with its answer for readers: a form in words, fifty rows a page, how to cite it and take all of it away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from .. import compat
from ..queries import Question
from .asking import fill_parameters, find_chosen, find_question, read_asked
from .citing import cite_list
from .frame import Page, open_page

ROWS = 50
LAST_PAGE = 20  # a thousand answers to leaf through; the files hold all of them
COUNTED = ROWS * LAST_PAGE


@dataclass(frozen=True, slots=True)
class Column:
    """A column as readers see it; `columns` are those of the statement it is made from, the first being its value."""

    title: str
    kind: str  # which macro of _claims_answers.html shows it
    columns: tuple[str, ...]


READINGS = (
    Column("When", "interval", ("said_from", "said_to")),
    Column("Denied", "interval", ("denied_from", "denied_to")),
    Column("First said", "day", ("first_said",)),
    Column("Last said", "day", ("last_said",)),
    Column("Who", "actor", ("actor_name", "actor", "speaker_name")),
    Column("First actor", "actor", ("actor_a_name", "actor_a")),
    Column("Second actor", "actor", ("actor_b_name", "actor_b")),
    Column("Said to act", "actor", ("subject_name", "subject")),
    Column("Stance", "stance", ("stance",)),
    Column("From", "stood", ("from_stance", "from_date", "from_words", "from_paraphrase", "from_position")),
    Column("To", "stood", ("to_stance", "to_date", "to_words", "to_paraphrase", "to_position", "order_uncertain")),
    Column("Stance of the first", "stood", ("stance_a", "said_a", "", "", "position_a")),
    Column("Stance of the second", "stood", ("stance_b", "said_b", "", "", "position_b")),
    Column("Claim", "claim", ("claim_text", "claim")),
    Column("In which words", "words", ("words", "paraphrase", "words_language")),
    Column("Where", "source", ("title", "url", "publisher_name", "archived_url", "article", "via", "position", "review")),
    Column("Through whom", "chain", ("chain",)),
    Column("In words", "name", ("in_words",)),
    Column("What", "row", ("summary", "table_name", "row_id", "article")),
    Column("Source", "position", ("position",)),
)
# Ids and flags that stand behind a name or a link, and are in the files.
HIDDEN = {"topic", "base", "root_kind", "is_cut", "article"}


async def show_question(request: Any, datasette: Any) -> Any:
    question = find_question(request)
    page = await open_page(request, datasette, question.view)
    early = page.find_tidy() or page.find_fresh()
    if early:
        return early
    asked, problems = read_asked(question, request.args)
    chosen, doubtful = await find_chosen(page, asked)
    if any(chosen[name]["id"] != asked[name] for name in chosen):
        asked.update((name, row["id"]) for name, row in chosen.items())
        return Response.redirect(page.link("question", question.name) + f"?{urlencode(asked)}")
    problems += [row["problem"] for row in doubtful.values() if not row["choices"]]
    number = read_number(request.args.get("page"))
    columns, rows, total = await answer(page, question, asked, number) if not doubtful else ([], [], 0)
    if number > 1 and total and not rows:
        last = {"page": str(min(-(-total // ROWS), LAST_PAGE))} if total > ROWS else {}
        return Response.redirect(page.link("question", question.name) + (f"?{urlencode({**asked, **last})}" if asked or last else ""))
    return await page.render("claims_question.html", {
        "question": question,
        "asked": asked,
        "problems": problems,
        "chosen": chosen,
        "doubtful": {name: row["choices"] for name, row in doubtful.items() if row["choices"]},
        "topics": await page.fetch("question_topics") if any(one.name == "topic" for one in question.parameters) else [],
        "columns": columns,
        "rows": rows[:ROWS],
        "total": total,
        "number": number,
        "has_next": len(rows) > ROWS and number < LAST_PAGE,
        "list_query": urlencode(asked),
        "is_open_to_sql": await compat.may_write_sql(datasette, request.actor, page.db.name),
    }, **await cite_list(page, question.title, f"question/{question.name}", urlencode(asked)))


def read_number(given: str | None) -> int:
    """The page asked for, counted from 1."""
    return min(int(given), LAST_PAGE) if re.fullmatch(r"[1-9]\d{0,3}", given or "") else 1


async def answer(page: Page, question: Question, asked: dict[str, str], number: int) -> tuple[list[Column], list[Any], int | None]:
    """The columns to show, the rows of one page and one more, and how many there are; None where counting takes too long."""
    parameters = fill_parameters(question, asked)
    window = {"page_rows": ROWS + 1, "page_skip": (number - 1) * ROWS}
    rows = await page.fetch_sql(f"{question.sql}\nlimit :page_rows offset :page_skip", {**parameters, **window})
    columns = list_columns(list(rows[0])) if rows else []
    if number == 1 and len(rows) <= ROWS:
        return columns, rows, len(rows)
    try:
        counted = await page.db.execute(f"select count(*) from ({question.sql}\nlimit {COUNTED + 1})", parameters)
        return columns, rows, counted.single_value()
    except QueryInterrupted:
        page.etag = None  # so that the page without the number is not kept
        return columns, rows, None


def list_columns(names: list[str]) -> list[Column]:
    """How the columns of a statement are shown: several of them as one where they belong together, the others as they are."""
    shown, used = [], set(HIDDEN)
    readings = {column.columns[0]: column for column in READINGS}
    for name in names:
        column = readings.get(name)
        if column and name not in used:
            shown.append(column)
            used.update(column.columns)
    shown += [Column(name.replace("_", " ").capitalize(), "plain", (name,)) for name in names if name not in used]
    place = {name: number for number, name in enumerate(names)}
    return sorted(shown, key=lambda column: (column.kind == "position", place[column.columns[0]]))
