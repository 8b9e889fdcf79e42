"""Files of one JSON object a line, checked as they are read: a broken line costs one sentence with its number."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..errors import DataError

Row = dict[str, Any]


def read_lines(path: Path, find_problem: Callable[[Row], str | None]) -> Iterator[tuple[int, Row]]:
    """Number and object of every line that holds something; DataError where it is no object, or where `find_problem` says why not."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:  # of the encoding too
                raise DataError(str(path), number, f"no JSON ({error}); every line holds one article") from error
            problem = find_problem(row) if isinstance(row, dict) else "no JSON object"
            if problem:
                raise DataError(str(path), number, problem)
            yield number, row


def find_gold_problem(row: Row) -> str | None:
    """Why a line is no annotated article."""
    if problem := find_missing(row, {"id": str, "text": str, "attributions": list}):
        return problem
    end = len(row["text"])
    if not are_spans(row.get("discard", []), end):
        return "“discard” is no list of [start, end] within the text"
    for number, item in enumerate(row["attributions"]):
        if not isinstance(item, dict):
            return f"attribution {number} is no JSON object"
        for name in ("content", "cue", "source"):
            if not are_spans(item.get(name), end) or name == "content" and not item[name]:
                return f"“{name}” of attribution {number} is no list of [start, end] within the text"
        if item.get("type") not in ("direct", "indirect", "mixed"):
            return f"“type” of attribution {number} is not direct, indirect or mixed"
    return None


def find_prediction_problem(row: Row) -> str | None:
    """Why a line holds no predictions for an article."""
    if problem := find_missing(row, {"id": str, "quotes": list}):
        return problem
    for number, item in enumerate(row["quotes"]):
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            return f"quote {number} has no “type”"
        offsets = item.get("spans") or [[item.get("start"), item.get("end")]]
        for name in ("cue", "speaker"):
            if item.get(f"{name}_start") is not None:
                offsets = [*offsets, [item[f"{name}_start"], item.get(f"{name}_end")]]
        if not are_spans(offsets):
            return f"quote {number} has offsets that are no whole numbers from start to end"
    return None


def find_missing(row: Row, kinds: dict[str, type]) -> str | None:
    """The first field that is not there, or of another kind."""
    words = {str: "a text", list: "a list"}
    return next((f"“{name}” must be {words[kind]}" for name, kind in kinds.items() if not isinstance(row.get(name), kind)), None)


def are_spans(value: object, end: int | None = None) -> bool:
    """Whether a value is a list of pairs of whole numbers, each start no greater than its end."""
    if not isinstance(value, (list, tuple)):
        return False
    for pair in value:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2 or not all(type(number) is int for number in pair):
            return False
        if not 0 <= pair[0] <= pair[1] or end is not None and pair[1] > end:
            return False
    return True
