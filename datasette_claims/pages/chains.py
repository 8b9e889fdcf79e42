"""Where a claim comes from: chains of relays as a tree that starts at each source and ends with the articles."""

from __future__ import annotations

from typing import Any

from . import phrases

SHOWN = 6  # sources drawn; the rest are counted
ARTICLES = 4  # articles named below one source or relay


def list_chains(carrying: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """One tree for each source of positions that carry the claim, earliest first: the one with most articles on top; and how many are left out."""
    # Whoever only passes a claim on in an article whose real source is recorded too is a step of that
    # source's chain already.
    steps = {(row["article"], step["actor"]) for row in carrying for step in row["relays"]}
    roots: dict[Any, dict[str, Any]] = {}
    for row in carrying:
        if row["stance"] == "relays" and (row["article"], row["speaker"]) in steps:
            continue
        grow_tree(roots, row)
    found = sorted(roots.values(), key=count_articles, reverse=True)
    return [settle(root) for root in found[:SHOWN]], len(found[SHOWN:])


def grow_tree(roots: dict[Any, dict[str, Any]], row: dict[str, Any]) -> None:
    key = (row["speaker"], row["speaker_words"] if not row["speaker"] else None)
    node = roots.get(key)
    if node is None:
        node = roots[key] = make_root(row)
    node["only_passes"] = node["only_passes"] and row["stance"] == "relays"
    for step in reversed(row["relays"]):
        node = node["children"].setdefault(step["actor"], {"actor": step["actor"], "name": step["name"], "children": {}, "articles": {}})
    node["articles"].setdefault(row["article"], {
        "id": row["article"],
        "name": row["publisher_name"],
        "day": row["published"],
        "reuse": phrases.COPIES.get(row["reuse"]),
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


def count_articles(node: dict[str, Any]) -> int:
    """Articles in the node and below it."""
    return len(node["articles"]) + sum(count_articles(child) for child in node["children"].values())


def settle(node: dict[str, Any]) -> dict[str, Any]:
    """The node as the template reads it, with lists instead of dictionaries."""
    articles = list(node["articles"].values())
    for article in articles[:ARTICLES]:
        article["day"] = phrases.shorten_day(article["day"]) if article["day"] else "undated"
    children = [settle(child) for child in node["children"].values()]
    return {**node, "children": children, "articles": articles[:ARTICLES], "more": len(articles[ARTICLES:])}
