"""The statements behind the list of positions, put together from constant fragments: rows, facets, and what to loosen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from ..search import make_word_matches
from .filters import ANY_REVIEW, BY_NAME, FILTERS, HOLDS_WORD, Filter, Selection

COUNTED = "s.is_counted = 1"  # unless the address asks for a state of checking
JOINS = {"q": "join quotes q on q.id = s.quote", "ar": "join articles ar on ar.id = q.article", "a": "left join actors a on a.id = s.actor"}


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
    """The rows of the view `positions` that were selected, in order; all of them unless limited, backwards before a row."""
    conditions = ["s.review <> 'rejected'", *(narrow(name, sql, selection) for name, sql in list_conditions(selection).items())]
    parameters = {**make_parameters(selection), "limit": limit}
    order = (BACKWARDS if selection.before else ORDER)[selection.oldest_first]
    seen = selection.after or selection.before
    if seen:
        places = AFTER if selection.after else BEFORE
        conditions.append(places[selection.oldest_first, bool(seen[0])])
        parameters.update(seen_said=seen[0], seen_id=seen[1])
    # Ids are put in order first, so that only they are sorted; the limit keeps SQLite from undoing that.
    sql = f"""with chosen as (
  select s.id
  from stances s {write_joins(conditions)}
  where {join_conditions(conditions)}
  order by {order}
  limit :limit
)
select p.* from chosen cross join positions p on p.position = chosen.id"""
    return sql, parameters


ORDER = {False: "s.said_from desc, s.id desc", True: "s.said_from is null, s.said_from, s.id"}
BACKWARDS = {False: "s.said_from, s.id", True: "s.said_from is null desc, s.said_from desc, s.id desc"}

# Where the next page starts and the last one ends, by order and by whether the row seen was dated; undated rows come last.
AFTER = {
    (False, True): """(
    s.said_from < :seen_said or s.said_from is null or (s.said_from = :seen_said and s.id < :seen_id)
  )""",
    (False, False): "s.said_from is null and s.id < :seen_id",
    (True, True): """(
    s.said_from > :seen_said or s.said_from is null or (s.said_from = :seen_said and s.id > :seen_id)
  )""",
    (True, False): "s.said_from is null and s.id > :seen_id",
}

BEFORE = {
    (False, True): "(s.said_from > :seen_said or (s.said_from = :seen_said and s.id > :seen_id))",
    (False, False): "(s.said_from is not null or s.id > :seen_id)",
    (True, True): "(s.said_from < :seen_said or (s.said_from = :seen_said and s.id < :seen_id))",
    (True, False): "(s.said_from is not null or s.id < :seen_id)",
}

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
# Of a list, the latest: reading these of a million takes some 150 ms, reading all of them took over ten seconds.
COUNTED_ROWS = 10_000


def narrow(name: str, sql: str, selection: Selection) -> str:
    """The same condition, written so that SQLite reads in the order of an index and stops where the page ends.

    Measured on a million positions: one actor over 1,000 ms -> 4 ms, a year 2,959 -> 2, one stance on a topic 612 -> 24.
    """
    values = selection.values.get(name, ())
    many = f" in (select value from json_each(:{name}))"
    if name in ("year", "month"):  # what begins with a year begins within it
        first, last = (f"(select {choose}(value) from json_each(:{name}))" for choose in ("min", "max"))
        return f"{sql} and s.said_from >= {first} and s.said_from < {last} || '~'"
    if name == "topic" and any(len(selection.values.get(other, ())) == 1 for other in ("stance", "actor", "claim")):
        return f"+{sql}"  # looked up for the rows of the other filter, and not the other way around
    return sql.replace(many, f" = json_extract(:{name}, '$[0]')") if sql.endswith(many) and len(values) == 1 else sql


def write_joins(conditions: list[str]) -> str:
    """The tables that the conditions speak of and no others: of a million positions each costs a look-up."""
    text = " ".join(conditions)
    needed = {alias for alias in JOINS if re.search(rf"\b{alias}\.", text)}
    needed |= {"q"} if "ar" in needed else set()
    return " ".join(JOINS[alias] for alias in JOINS if alias in needed)


def make_facets(selection: Selection, whole: str = "") -> tuple[str, dict[str, Any]]:
    """The number of rows selected, and for each value of each facet those that the other filters leave; one facet whole.

    A facet in use is counted over rows of its own, selected without it; the others share the rows of the list. The row
    “total” of a facet in use tells how many its own rows are. No more than COUNTED_ROWS and one more are read of each.
    """
    conditions = list_conditions(selection)
    facets = [filter_ for filter_ in FILTERS if filter_.is_facet]
    sets = {"": [facet for facet in facets if facet.name not in conditions], **{facet.name: [facet] for facet in facets if facet.name in conditions}}
    parts, counts = [], []
    for name, counted in sets.items():
        rows = f"rows_{name}"
        others = [narrow(other, sql, selection) for other, sql in conditions.items() if other != name]
        parts.append(f"{rows} as materialized ({select_latest(others, counted)}\n)")
        counts.append(f"select '{name or 'list'}' as facet, 'total' as kind, null as value, count(*) as number from {rows}")
        for facet in counted:
            if facet.name == "topic":
                source, value = f"{rows} r cross join topic_claims c on c.claim = r.claim", "c.topic"
            else:
                source, value = rows, facet.name
            counts.append(f"select '{facet.name}', 'choice', {value}, count(*) from {source} where {value} is not null group by {value}")
    together = ",\n".join(parts)
    sql = f"""with {together},
counts as (
  {" union all ".join(counts)}
),
ranked as (
  select
    *,
    row_number() over (partition by facet, kind order by number desc, value) as nth,
    count(*) over (partition by facet, kind) as choices
  from counts
)
select n.facet, n.kind, n.value, {NAMES} as name, n.number, n.choices
from ranked n
where n.nth <= case n.facet when :whole then {ALL_CHOICES} else {CHOICES} end
order by n.facet, n.nth"""
    return sql, {**make_parameters(selection), "whole": whole}


def select_latest(conditions: list[str], facets: list[Filter]) -> str:
    """The columns of some facets, of the latest positions that fulfil the conditions."""
    conditions = ["s.review <> 'rejected'", *conditions]
    columns = [f"{facet.column} as {facet.name}" for facet in facets if facet.name != "claim"]
    return f"""
  select {", ".join(["s.claim as claim", *columns])}
  from (
    select s.id
    from stances s {write_joins(conditions)}
    where {join_conditions(conditions)}
    order by s.said_from desc
    limit {COUNTED_ROWS + 1}
  ) latest cross join stances s on s.id = latest.id {write_joins(columns)}"""


def make_loosened(selection: Selection) -> tuple[str, dict[str, Any]]:
    """For every filter in use, how many rows there would be without it; COUNTED_ROWS and one more where there are more."""
    conditions = list_conditions(selection)
    counts = []
    for name in conditions:
        others = ["s.review <> 'rejected'", *(narrow(other, sql, selection) for other, sql in conditions.items() if other != name)]
        found = f"select 1 from stances s {write_joins(others)} where {join_conditions(others)} limit {COUNTED_ROWS + 1}"
        counts.append(f"select '{name}' as name, (select count(*) from ({found})) as number")
    return " union all ".join(counts), make_parameters(selection)


def join_conditions(conditions: Iterable[str]) -> str:
    return "\n    and ".join(conditions)
