"""The filters of the list of positions: read from the address, and turned into SQL from constant fragments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
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


# A topic holds the claims whose main or further topic it is, and those of the topics below it.
IN_TOPIC = """s.claim in (
    with recursive below(id) as (
      select value from json_each(:topic)
      union
      select t.id from topics t join below on t.parent = below.id
    )
    select id from claims where topic in (select id from below)
    union
    select claim from claim_topics where topic in (select id from below)
  )"""
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
    or q.speaker in {HITS.replace("{kind}", "actor")}
  )"""

FILTERS = (
    Filter("stance", "Stance", "s.label"),
    Filter("topic", "Topic", "s.topic", IN_TOPIC),
    Filter("actor", "On behalf of", "s.actor"),
    Filter("speaker", "Said by", "q.speaker"),
    Filter("country", "Country of the actor", "a.country"),
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
OTHER = ("sort", "after", "all", "accessed")  # what else an address of the list may say

COUNTED = "s.is_counted = 1"  # unless the address asks for a state of checking
ANY_REVIEW = "any"
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MAX_VALUES = 200  # of one filter

FROM = """from stances s
join quotes q on q.id = s.quote
join articles ar on ar.id = q.article
left join actors a on a.id = s.actor"""


@dataclass(frozen=True, slots=True)
class Selection:
    """What an address asks for: the values of each filter, the order, and where the last page ended."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    oldest_first: bool = False
    after: tuple[str, str] | None = None  # said_from, empty where undated, and id of the last row seen

    @property
    def hides_proposals(self) -> bool:
        return "review" not in self.values

    def change(self, name: str, *values: str) -> Selection:
        """The same with other values of one filter, from the first page on; no values drop the filter."""
        rest = {key: kept for key, kept in self.values.items() if key != name}
        return replace(self, values={**rest, name: values} if values else rest, after=None)

    def toggle(self, name: str, value: str) -> Selection:
        held = self.values.get(name, ())
        if value in held:
            return self.change(name, *(kept for kept in held if kept != value))
        return self.change(name, *held, value)

    @property
    def first(self) -> Selection:
        """The same from the first page on."""
        return replace(self, after=None)

    @property
    def query(self) -> str:
        """The query string that says the same: filters in their order, ready to follow a “?”."""
        pairs = [(name, value) for name in BY_NAME for value in self.values.get(name, ())]
        pairs += [("sort", "oldest")] if self.oldest_first else []
        pairs += [("after", "~".join(self.after))] if self.after else []
        return urlencode(pairs)


def read_selection(arguments: Any) -> tuple[Selection, list[str]]:
    """The selection an address makes, and a sentence for every part of it that was not understood."""
    values: dict[str, tuple[str, ...]] = {}
    problems = []
    for name in BY_NAME:
        given = tuple(dict.fromkeys(value.strip() for value in arguments.getlist(name) if value.strip()))
        if name in SINGLE:
            given = given[:1]
        if name in ("from", "to") and given and not DAY.fullmatch(given[0]):
            problems.append(f"“{given[0][:40]}” is not a date; write a day as 2022-08-11, a month as 2022-08 or a year as 2022.")
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
    said, tilde, id = (arguments.get("after") or "").partition("~")
    return Selection(values, sort == "oldest", (said, id) if tilde else None), problems


# Putting SQL together ---------------------------------------------------------------------------


def list_conditions(selection: Selection) -> dict[str, str]:
    """The condition of every filter in use, by its name."""
    conditions = {}
    for name in BY_NAME:
        values = selection.values.get(name)
        if name == "q" and values:
            words = range(len(make_word_matches(values[0])))
            conditions[name] = " and ".join(HOLDS_WORD.replace("{word}", f"q_{n}") for n in words)
        elif name == "review" and values != (ANY_REVIEW,):
            conditions[name] = BY_NAME[name].sql if values else COUNTED
        elif name != "review" and values:
            conditions[name] = BY_NAME[name].sql
    return conditions


def make_parameters(selection: Selection) -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    for name, values in selection.values.items():
        if name == "q":
            parameters.update((f"q_{n}", word) for n, word in enumerate(make_word_matches(values[0])))
        elif name == "to":
            parameters[name] = values[0] + "~"  # sorts behind every day of a month or year given without one
        elif name == "from":
            parameters[name] = values[0]
        else:
            parameters[name] = json.dumps(values)
    return parameters


def make_list(selection: Selection, limit: int = -1) -> tuple[str, dict[str, Any]]:
    """The rows of the view `positions` that were selected, in order; all of them unless limited."""
    conditions = ["s.review <> 'rejected'", *list_conditions(selection).values()]
    parameters = {**make_parameters(selection), "limit": limit}
    if selection.after:
        conditions.append(AFTER[selection.oldest_first, bool(selection.after[0])])
        parameters.update(after_said=selection.after[0], after_id=selection.after[1])
    # Ids are put in order first, so that only they are sorted; the limit keeps SQLite from undoing that.
    sql = f"""with chosen as (
  select s.id
  {FROM}
  where {join_conditions(conditions)}
  order by {ORDER[selection.oldest_first]}
  limit :limit
)
select p.* from chosen cross join positions p on p.position = chosen.id"""
    return sql, parameters


ORDER = {False: "s.said_from desc, s.id desc", True: "s.said_from is null, s.said_from, s.id"}

# Where the next page starts, by order and by whether the last row seen was dated; undated rows come last in both.
AFTER = {
    (False, True): """(
    s.said_from < :after_said or s.said_from is null or (s.said_from = :after_said and s.id < :after_id)
  )""",
    (False, False): "s.said_from is null and s.id < :after_id",
    (True, True): """(
    s.said_from > :after_said or s.said_from is null or (s.said_from = :after_said and s.id > :after_id)
  )""",
    (True, False): "s.said_from is null and s.id > :after_id",
}

# Every topic a claim belongs to, the wider ones included.
CLAIM_TOPIC = """claim_topic(claim, topic) as (
  select id, topic from claims
  union
  select claim, topic from claim_topics
  union
  select n.claim, t.parent from claim_topic n join topics t on t.id = n.topic where t.parent is not null
)"""

NAMES = """case n.facet
    when 'topic' then (select name from topics where id = n.value)
    when 'actor' then (select name from actors where id = n.value)
    when 'speaker' then (select name from actors where id = n.value)
    when 'claim' then (select text from claims where id = n.value)
    when 'publisher' then (select name from publishers where id = n.value)
    when 'stance' then (select name from stance_labels where id = n.value)
  end"""
CHOICES = 8  # of a facet: the commonest, so that a page stays small; one facet can be asked for whole
ALL_CHOICES = 2_000


def make_facets(selection: Selection, whole: str = "") -> tuple[str, dict[str, Any]]:
    """The number of rows in all, and for each value of each facet those that the other filters leave; one facet whole."""
    conditions = list_conditions(selection)
    flagged = {name: sql for name, sql in conditions.items() if BY_NAME[name].is_facet}
    fixed = ["s.review <> 'rejected'", *(sql for name, sql in conditions.items() if name not in flagged)]
    facets = [filter_ for filter_ in FILTERS if filter_.is_facet]
    columns = [f"{facet.column} as {facet.name}" for facet in facets]
    columns += [f"{sql} as has_{name}" for name, sql in flagged.items()]
    counts = [f"select 'total' as facet, null as value, count(*) as number from rows {keep(flagged)}"]
    for facet in facets:
        others = [name for name in flagged if name != facet.name]
        if facet.name == "topic":
            source, value = "rows r join claim_topic c on c.claim = r.claim", "c.topic"
        else:
            source, value = "rows r", f"r.{facet.name}"
        counts.append(f"select '{facet.name}', {value}, count(*) from {source} {keep(others)} group by {value}")
    sql = f"""with recursive {CLAIM_TOPIC},
rows as materialized (
  select {", ".join(columns)}
  {FROM}
  where {join_conditions(fixed)}
),
counts as (
  {" union all ".join(counts)}
),
ranked as (
  select
    *,
    row_number() over (partition by facet order by number desc, value) as nth,
    count(*) over (partition by facet) as choices
  from counts
  where value is not null or facet = 'total'
)
select n.facet, n.value, {NAMES} as name, n.number, n.choices
from ranked n
where n.nth <= case n.facet when :whole then {ALL_CHOICES} else {CHOICES} end
order by n.facet, n.nth"""
    return sql, {**make_parameters(selection), "whole": whole}


def make_loosened(selection: Selection) -> tuple[str, dict[str, Any]]:
    """For every filter in use, how many rows there would be without it."""
    conditions = list_conditions(selection)
    counts = []
    for name in conditions:
        others = ["s.review <> 'rejected'", *(sql for other, sql in conditions.items() if other != name)]
        counts.append(f"select '{name}' as name, count(*) as number {FROM} where {join_conditions(others)}")
    return " union all ".join(counts), make_parameters(selection)


def keep(flags: Iterable[str]) -> str:
    wanted = " and ".join(f"has_{name}" for name in flags)
    return f"where {wanted}" if wanted else ""


def join_conditions(conditions: Iterable[str]) -> str:
    return "\n    and ".join(conditions)
