"""The SQL for pages of rows: filter, order, cursor, and one page for each of many parents in one statement."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError
from graphql.language import ast

DEFAULT_FIRST = 10  # rows of a page where `first` is not given, as datasette-graphql has it
Order = tuple[tuple[str, bool], ...]  # column and whether it descends; the last ones make a row unique


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table or view, ordered and filtered; without a key (views) the cursor is a number of rows."""

    table: str
    key: tuple[str, ...]
    order: Order
    conditions: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)
    size: int = DEFAULT_FIRST
    after: str | None = None
    is_counted: bool = False


def write_cursor(values: list[Any]) -> str:
    """An opaque cursor that holds the ordering values of the row it stands after."""
    return urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def read_cursor(cursor: str, length: int) -> list[Any]:
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != length or any(isinstance(v, (list, dict)) for v in values):
        raise GraphQLError(f"“{cursor}” is no cursor of this list; use endCursor of the page before, with the same order.")
    return values


def require_first(first: int | None, most: int) -> int:
    """How many rows to give; GraphQLError with the way out when it is more than a page may hold."""
    if first is None:
        return DEFAULT_FIRST
    if first < 0:
        raise GraphQLError(f"first is {first}; it must be 0 or more.")
    if first > most:
        raise GraphQLError(f"first is {first:,}, and a page holds at most {most:,} rows; use after with endCursor, or the CSV.")
    return first


def follow_cursor(order: Order, values: list[Any], prefix: str = "") -> tuple[str, dict[str, Any]]:
    """The condition for rows after a cursor. SQLite sorts null first, and last when descending."""
    params = {f"_after{i}": value for i, value in enumerate(values)}
    choices, same = [], []
    for i, (column, is_descending) in enumerate(order):
        name = f"{prefix}[{column}]"
        if values[i] is None:
            later = None if is_descending else f"{name} is not null"
        else:
            later = f"({name} < :_after{i} or {name} is null)" if is_descending else f"{name} > :_after{i}"
        if later:
            choices.append(" and ".join([*same, later]))
        same.append(f"{name} is :_after{i}")
    return "(" + " or ".join(f"({choice})" for choice in choices) + ")", params


def read_offset(rows: Rows) -> int:
    """How many rows come before a page of rows that have no key."""
    if not rows.after or rows.key:
        return 0
    offset = read_cursor(rows.after, 1)[0]
    return offset if isinstance(offset, int) else 0


def write_order(order: Order) -> str:
    return ", ".join(f"[{column}]{' desc' * is_descending}" for column, is_descending in order)


def write_page(rows: Rows) -> tuple[str, dict[str, Any]]:
    """One page. The count stands in the same statement, and in every row of it."""
    params = {**rows.params, "_size": rows.size + 1}
    where = list(rows.conditions)
    limit = "limit :_size"
    if rows.after and rows.key:
        condition, values = follow_cursor(rows.order, read_cursor(rows.after, len(rows.order)))
        where.append(condition)
        params |= values
    elif rows.after:
        limit, params["_skip"] = "limit :_size offset :_skip", read_offset(rows)
    order = f"order by {write_order(rows.order)}" if rows.order else ""
    page = f"select *, 1 as _here from [{rows.table}] {join_conditions(where)} {order} {limit}"
    if not rows.is_counted:
        return page, params
    count = f"select count(*) as _total from [{rows.table}] {join_conditions(rows.conditions)}"
    return f"with page as materialized ({page}) select * from ({count}) left join page on true", params


def write_pages(rows: Rows, parent: str) -> tuple[str, dict[str, Any]]:
    """One page for each of the parents in :_keys, in one statement.

    Only keys are numbered, so that whole rows are read only for those that are shown and none goes through the sort.
    """
    params = {**rows.params, "_size": rows.size + 1}
    wanted = [f"[{parent}] in (select value from json_each(:_keys))", *rows.conditions]
    later = wanted
    if rows.after:
        condition, values = follow_cursor(rows.order, read_cursor(rows.after, len(rows.order)))
        later, params = [*wanted, condition], params | values
    names = ", ".join(f"[{name}]" for name in dict.fromkeys([*rows.key, parent]))
    order = write_order(rows.order)
    numbered = f"select {names}, row_number() over (partition by [{parent}] order by {order}) as _place from [{rows.table}] {join_conditions(later)}"
    same = " and ".join(f"t.[{name}] = n.[{name}]" for name in rows.key)
    placed = f"select t.*, t.[{parent}] as _parent, n._place, 1 as _here from numbered n cross join [{rows.table}] t on {same} where n._place <= :_size"
    start = f"with numbered as ({numbered})"
    if not rows.is_counted:
        return f"{start} {placed} order by _parent, n._place", params
    counted = f"select [{parent}] as _parent, count(*) as _total from [{rows.table}] {join_conditions(wanted)} group by 1"
    return f"{start}, placed as ({placed}), counted as ({counted}) select placed.*, counted._parent as _parent, counted._total from counted left join placed on placed._parent = counted._parent order by counted._parent, _place", params


def join_conditions(conditions: Any) -> str:
    return "where " + " and ".join(f"({condition})" for condition in conditions) if conditions else ""


def list_selected(info: Any, *path: str) -> set[str]:
    """Names of the fields that a query selects below the current one, through fragments; `path` goes further down."""
    levels = [node.selection_set for node in info.field_nodes if node.selection_set]
    for name in path:
        levels = [f.selection_set for f in list_fields(levels, info.fragments) if f.name.value == name and f.selection_set]
    return {f.name.value for f in list_fields(levels, info.fragments)}


def list_fields(selections: list[Any], fragments: dict[str, Any], seen: set[str] | None = None) -> list[ast.FieldNode]:
    """The fields of these selections, through fragments; each fragment once, as the same fields come of it again."""
    found, seen = [], set() if seen is None else seen
    for selection in (s for level in selections for s in level.selections):
        if isinstance(selection, ast.FieldNode):
            found.append(selection)
        elif isinstance(selection, ast.InlineFragmentNode):
            found += list_fields([selection.selection_set], fragments, seen)
        elif selection.name.value not in seen:
            seen.add(selection.name.value)
            found += list_fields([fragments[selection.name.value].selection_set], fragments, seen)
    return found
