"""Many articles carry the same words: rows of one stance by one actor are shown once, with how often."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from ..jsonld import COPIES


def group_rows(rows: Iterable[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    """One row for every group, latest first, with `others` (how many more there are) and `since` (the earliest day among them).

    Shown is the latest that is no copy of another article, and among those of one day one with the words.
    """
    shown = [{**pick_row(group), "others": len(group) - 1, "since": find_earliest(group)} for group in split_rows(rows, *keys)]
    return sorted(shown, key=lambda row: row["said_from"] or "", reverse=True)


def split_rows(rows: Iterable[dict[str, Any]], *keys: str) -> list[list[dict[str, Any]]]:
    """The rows of every group, groups and rows in the order in which they come."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    find_group = itemgetter(*keys)
    for row in rows:
        groups.setdefault(find_group(row), []).append(row)
    return list(groups.values())


def pick_row(group: list[dict[str, Any]]) -> dict[str, Any]:
    return max(group, key=lambda row: (row["reuse"] not in COPIES, row["said_from"] or "", row["words"] is not None))


def find_earliest(group: list[dict[str, Any]]) -> str | None:
    return min((row["said_from"] for row in group if row["said_from"]), default=None)
