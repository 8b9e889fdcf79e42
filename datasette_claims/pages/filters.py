"""The filters of the list of positions, and what an address asks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from ..search import make_word_matches


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing positions are filtered by: `column` gives a row's value, `condition` keeps the rows asked for."""

    name: str
    title: str
    column: str = ""
    condition: str = ""

    @property
    def sql(self) -> str:
        return self.condition or f"{self.column} in (select value from json_each(:{self.name}))"

    @property
    def is_facet(self) -> bool:
        return bool(self.column)


# summaries/topic_claims.sql says what a topic holds.
IN_TOPIC = "s.claim in (select claim from topic_claims where topic in (select value from json_each(:topic)))"
YEAR = "case when substr(q.said_from, 1, 4) = substr(q.said_to, 1, 4) then substr(q.said_from, 1, 4) end"
MONTH = "case when substr(q.said_from, 1, 7) = substr(q.said_to, 1, 7) then substr(q.said_from, 1, 7) end"

# A word may stand in the quote, in the claim, or in a name of the actor or the speaker. {word} is q_0, q_1, ...
HITS = """(
      select i.row_id
      from search_index_fts cross join search_index i on i.id = search_index_fts.rowid
      where search_index_fts match :{word} and i.kind = '{kind}'
    )"""
HOLDS_WORD = f"""(
    s.quote in {HITS.replace("{kind}", "quote")}
    or s.claim in {HITS.replace("{kind}", "claim")}
    or s.actor in {HITS.replace("{kind}", "actor")}
    or s.speaker in {HITS.replace("{kind}", "actor")}
  )"""

FILTERS = (
    Filter("stance", "Stance", "s.label"),
    Filter("topic", "Topic", "s.topic", IN_TOPIC),
    Filter("actor", "On behalf of", "s.actor"),
    Filter("speaker", "Said by", "s.speaker"),
    Filter("country", "Country of the actor", "a.country", "a.country collate nocase in (select value from json_each(:country))"),
    Filter("claim", "Claim", "s.claim"),
    Filter("publisher", "Published by", "ar.publisher"),
    Filter("language", "Language", "ar.language"),
    Filter("year", "Year", YEAR),
    Filter("month", "Month", MONTH),
    Filter("mode", "Kind of speech", "q.mode"),
    Filter("reuse", "Kind of article", "ar.reuse"),
    Filter("review", "State of checking", "s.review"),
    Filter("method", "How recorded", "s.method"),
    # Intervals overlap: a statement dated "August 2022" is found from 15 August on.
    Filter("from", "Said on or after", condition="q.said_to >= :from"),
    Filter("to", "Said on or before", condition="q.said_from <= :to"),
    Filter("q", "Words", condition=HOLDS_WORD),
)
BY_NAME = {filter_.name: filter_ for filter_ in FILTERS}
SINGLE = ("from", "to", "q")  # taken once, as typed
OTHER = ("sort", "after", "before", "all", "accessed")  # what else an address of the list may say

ANY_REVIEW = "any"
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MAX_VALUES = 200  # of one filter


@dataclass(frozen=True, slots=True)
class Selection:
    """What an address asks for: the values of each filter, the order, and where the last page ended or the next one begins."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    oldest_first: bool = False
    after: tuple[str, str] | None = None  # said_from, empty where undated, and id of the last row seen
    before: tuple[str, str] | None = None  # the same of the first row seen; never both

    @property
    def hides_proposals(self) -> bool:
        return "review" not in self.values

    def change(self, name: str, *values: str) -> Selection:
        """The same with other values of one filter, from the first page on; no values drop the filter."""
        rest = {key: kept for key, kept in self.values.items() if key != name}
        return replace(self.first, values={**rest, name: values} if values else rest)

    def toggle(self, name: str, value: str) -> Selection:
        held = self.values.get(name, ())
        if value in held:
            return self.change(name, *(kept for kept in held if kept != value))
        return self.change(name, *held, value)

    @property
    def first(self) -> Selection:
        """The same from the first page on."""
        return replace(self, after=None, before=None)

    @property
    def query(self) -> str:
        """The query string that says the same: filters in their order, ready to follow a “?”."""
        pairs = [(name, value) for name in BY_NAME for value in self.values.get(name, ())]
        pairs += [("sort", "oldest")] if self.oldest_first else []
        pairs += [(name, "~".join(row)) for name, row in (("after", self.after), ("before", self.before)) if row]
        return urlencode(pairs)


def describe_bad_day(given: str) -> str:
    return f"“{given[:40]}” is not a date; write a day as 2022-08-11, a month as 2022-08 or a year as 2022."


def read_selection(arguments: Any) -> tuple[Selection, list[str]]:
    """The selection an address makes, and a sentence for every part of it that was not understood."""
    values: dict[str, tuple[str, ...]] = {}
    problems = []
    for name in BY_NAME:
        given = tuple(dict.fromkeys(value.strip() for value in arguments.getlist(name) if value.strip()))
        if name in SINGLE:
            given = given[:1]
        if name == "language":
            given = tuple(map(spell_language, given))
        if name in ("from", "to") and given and not DAY.fullmatch(given[0]):
            problems.append(describe_bad_day(given[0]))
        elif name == "q" and given and not make_word_matches(given[0]):
            problems.append(f"“{given[0][:40]}” holds no letter or digit to look for.")
        elif len(given) > MAX_VALUES:
            problems.append(f"{name} is given more than {MAX_VALUES} times; ask for fewer at once.")
        elif given:
            values[name] = given
    if ANY_REVIEW in values.get("review", ()):
        values["review"] = (ANY_REVIEW,)
    for name in arguments:
        if name not in BY_NAME and name not in OTHER and not name.startswith(("_", "utm_")):
            problems.append(f"There is no filter “{name[:40]}”; there are {', '.join(BY_NAME)}.")
    sort = arguments.get("sort")
    if sort not in (None, "", "newest", "oldest"):
        problems.append("sort is newest or oldest.")
    after, before = (read_row_seen(arguments.get(name)) for name in ("after", "before"))
    return Selection(values, sort == "oldest", after, None if after else before), problems


def spell_language(code: str) -> str:
    """A language code with the capitals it is stored with, such as zh-Hant or pt-BR (RFC 5646, section 2.1.1)."""
    first, *rest = code.lower().split("-")
    return "-".join([first, *({2: part.upper(), 4: part.title()}.get(len(part), part) for part in rest)])


def read_row_seen(given: str | None) -> tuple[str, str] | None:
    said, tilde, id = (given or "").partition("~")
    return (said, id) if tilde else None
