"""The shape of JSON answers as JSON Schema: read off answers, joined, and with what the schema of the database allows."""

from __future__ import annotations

from functools import cache
from typing import Any

from datasette_claims.schema import read_schema

NAMES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def read_shape(value: Any) -> dict[str, Any]:
    """The shape of one value; of a list, that of all its items together."""
    if isinstance(value, dict):
        return {"type": ["object"], "properties": {key: read_shape(item) for key, item in value.items()}, "required": sorted(value)}
    if isinstance(value, list):
        items: dict[str, Any] | None = None
        for item in value:
            items = join_shapes(items, read_shape(item))
        return {"type": ["array"], **({"items": items} if items else {})}
    return {"type": [NAMES[type(value)]]}


def join_shapes(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    """A shape that both fit."""
    if one is None or other is None:
        return one or other
    joined: dict[str, Any] = {"type": sorted({*one["type"], *other["type"]})}
    if "properties" in one or "properties" in other:
        ours, theirs = one.get("properties", {}), other.get("properties", {})
        joined["properties"] = {key: join_shapes(ours.get(key), theirs.get(key)) for key in {**ours, **theirs}}
        needed = [set(shape["required"]) for shape in (one, other) if "required" in shape]
        joined["required"] = sorted(set.intersection(*needed))
    if "items" in one or "items" in other:
        joined["items"] = join_shapes(one.get("items"), other.get("items"))
    return joined


def settle_shape(shape: dict[str, Any], name: str = "", is_row: bool = False) -> dict[str, Any]:
    """The shape as it is written down: keys are closed, and a cell that may be empty is so even where no answer read left it empty."""
    kinds = [kind for kind in shape["type"] if not (kind == "integer" and "number" in shape["type"])]
    if is_row and kinds == ["string"] and name not in list_filled():
        kinds = ["null", "string"]
    kinds = ["null", "string"] if kinds == ["null"] else kinds  # never filled so far: a remark or an address
    settled: dict[str, Any] = {"type": kinds[0] if len(kinds) == 1 else kinds}
    if "properties" in shape:
        settled["properties"] = {key: settle_shape(item, key, is_row=bool(name)) for key, item in shape["properties"].items()}
        settled |= {"required": shape["required"], "additionalProperties": False}
    if "items" in shape:
        settled["items"] = settle_shape(shape["items"], name)
    return settled


@cache
def list_filled() -> frozenset[str]:
    """Names of text that is never empty: of columns that every table which has them requires, and of what joins bring with them."""
    tables = [table for table in read_schema().values() if table.kind == "table"]
    columns = [column for table in tables for column in table.columns]
    empty = {column.name for column in columns if not column.is_required and column.name != "id"}
    return frozenset({column.name for column in columns} - empty) | {"position", "claim_text", "stance", "stance_name", "publisher_name"}
