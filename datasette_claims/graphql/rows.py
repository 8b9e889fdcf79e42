"""The SQL for pages of rows: filter, order, cursor, and one page for each of many parents in one statement."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError
from graphql.language import ast

Order = tuple[tuple[str, bool], ...]  # column and whether it descends; the last ones make a row unique


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table or view, ordered and filtered; without a key (views) the cursor is a number of rows."""

    table: str
    order: Order
    conditions: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)
    size: int = 10
    after: str | None = None
    is_counted: bool = False
    is_keyed: bool = True


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


def require_first(first: int | None, most: int, default: int = 10) -> int:
    """How many rows to give; GraphQLError with the way out when it is more than a page may hold."""
    if first is None:
        return default
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
    if not rows.after or rows.is_keyed:
        return 0
    offset = read_cursor(rows.after, 1)[0]
    return offset if isinstance(offset, int) else 0


def write_order(order: Order, prefix: str = "") -> str:
    return ", ".join(f"{prefix}[{column}]{' desc' * is_descending}" for column, is_descending in order)


def write_page(rows: Rows) -> tuple[str, dict[str, Any]]:
    """One page. The count stands in the same statement, and in every row of it."""
    params = {**rows.params, "_size": rows.size + 1}
    where = list(rows.conditions)
    limit = "limit :_size"
    if rows.after and rows.is_keyed:
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
    """One page for each of the parents in :_keys, in one statement."""
    params = {**rows.params, "_size": rows.size + 1}
    after = ""
    if rows.after:
        condition, values = follow_cursor(rows.order, read_cursor(rows.after, len(rows.order)))
        after, params = f"where {condition}", params | values
    where = join_conditions([f"[{parent}] in (select value from json_each(:_keys))", *rows.conditions])
    placed = f"select *, 1 as _here, row_number() over (partition by [{parent}] order by {write_order(rows.order)}) as _place from wanted {after}"
    start = f"with wanted as (select * from [{rows.table}] {where}), placed as ({placed})"
    if not rows.is_counted:
        return f"{start} select *, [{parent}] as _parent from placed where _place <= :_size order by [{parent}], _place", params
    counted = f"select [{parent}] as _parent, count(*) as _total from wanted group by 1"
    return f"{start}, counted as ({counted}) select * from counted left join placed on [{parent}] = _parent and _place <= :_size order by _parent, _place", params


def join_conditions(conditions: Any) -> str:
    return "where " + " and ".join(f"({condition})" for condition in conditions) if conditions else ""


def list_selected(info: Any, *path: str) -> set[str]:
    """Names of the fields that a query selects below the current one, through fragments; `path` goes further down."""
    levels = [node.selection_set for node in info.field_nodes if node.selection_set]
    for name in path:
        levels = [f.selection_set for f in list_fields(levels, info.fragments) if f.name.value == name and f.selection_set]
    return {f.name.value for f in list_fields(levels, info.fragments)}


def list_fields(selections: list[Any], fragments: dict[str, Any]) -> list[ast.FieldNode]:
    found = []
    for selection in (s for level in selections for s in level.selections):
        if isinstance(selection, ast.FieldNode):
            found.append(selection)
        elif isinstance(selection, ast.InlineFragmentNode):
            found += list_fields([selection.selection_set], fragments)
        else:
            found += list_fields([fragments[selection.name.value].selection_set], fragments)
    return found
