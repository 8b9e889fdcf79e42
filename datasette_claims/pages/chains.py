"""Where a claim comes from: chains of relays as a tree that starts at each source and ends with the articles."""

from __future__ import annotations

from typing import Any

from . import phrases

SHOWN = 8  # sources drawn; the rest are counted
ARTICLES = 5  # articles named below one source or relay

COPIES = {"reprint": "reprint", "mirror": "mirror", "distorted": "altered copy"}


def list_chains(positions: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """One tree for each source that speaks for the claim or passes it on, the one with most articles first; and how many are left out."""
    carrying = [row for row in positions if row["is_counted"] and (phrases.SIDES[row["stance"]] == "for" or row["stance"] == "relays")]
    # Whoever only passes a claim on in an article whose real source is recorded too is a step of that
    # source's chain already.
    steps = {(row["article"], step["actor"]) for row in carrying for step in row["relays"]}
    roots: dict[Any, dict[str, Any]] = {}
    for row in reversed(carrying):  # earliest first
        if row["stance"] == "relays" and (row["article"], row["speaker"]) in steps:
            continue
        grow_tree(roots, row)
    found = sorted((settle(root) for root in roots.values()), key=lambda root: -root["size"])
    return found[:SHOWN], len(found[SHOWN:])


def grow_tree(roots: dict[Any, dict[str, Any]], row: dict[str, Any]) -> None:
    node = roots.setdefault((row["speaker"], row["speaker_words"] if not row["speaker"] else None), make_root(row))
    node["only_passes"] = node["only_passes"] and row["stance"] == "relays"
    for step in reversed(row["relays"]):
        node = node["children"].setdefault(step["actor"], {"actor": step["actor"], "name": step["name"], "children": {}, "articles": {}})
    node["articles"].setdefault(row["article"], {
        "id": row["article"],
        "name": row["publisher_name"],
        "day": phrases.shorten_day(row["published"]) if row["published"] else "undated",
        "reuse": COPIES.get(row["reuse"]),
    })


def make_root(row: dict[str, Any]) -> dict[str, Any]:
    is_for = row["speaker"] and row["actor"] and row["actor"] != row["speaker"]
    return {
        "actor": row["speaker"],
        "name": row["speaker_name"] or row["speaker_words"] or "not identified",
        "root": {"unnamed": "unnamed", "outlet": "outlet"}.get(row["speaker_kind"], "named" if row["speaker"] else "unnamed"),
        "for_actor": row["actor"] if is_for else None,
        "for_name": row["actor_name"] if is_for else None,
        "only_passes": row["stance"] == "relays",
        "children": {},
        "articles": {},
    }


def settle(node: dict[str, Any]) -> dict[str, Any]:
    """The node with lists instead of dictionaries, and the number of articles in and below it."""
    children = [settle(child) for child in node["children"].values()]
    articles = list(node["articles"].values())
    return {
        **node, "children": children, "articles": articles[:ARTICLES], "more": len(articles[ARTICLES:]),
        "size": len(articles) + sum(child["size"] for child in children),
    }
