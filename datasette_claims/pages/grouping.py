"""Many articles carry the same words: rows of one stance by one actor are shown once, with how often."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def group_rows(rows: Iterable[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    """The first row of every group, with `others` (how many more there are) and `since` (the earliest day among them)."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return [{**group[0], "others": len(group) - 1, "since": find_earliest(group)} for group in groups.values()]


def find_earliest(rows: list[dict[str, Any]]) -> str | None:
    return min((row["said_from"] for row in rows if row["said_from"]), default=None)
