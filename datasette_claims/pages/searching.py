"""The search page: names, claims, quotes, articles, publishers and topics, grouped, with what was perhaps meant."""

from __future__ import annotations

import json
from typing import Any

from ..search import (
    FEW_RESULTS,
    choose_near,
    cut_snippet,
    find_spans,
    fold_words,
    is_suggestible,
    make_match,
    match_trigrams,
    quote_word,
    split_query,
)
from .frame import Page, open_page

TABLES = ("actors", "actor_names", "claims", "quotes", "articles", "publishers", "topics", "search_index")
# Kinds in the order shown, with the heading; names first, since that is what most people look for.
KINDS = {
    "actor": "People, bodies and groups", "topic": "Topics", "claim": "Claims", "quote": "Quotes", "article": "Articles",
    "publisher": "Publishers",
}
EACH = 5  # hits of a kind on the overview
EACH_OF_ONE = 100  # where one kind was asked for
MOST = 3_000  # hits looked at: what a page can show of a word that stands in every quote, in 20 ms


async def show_search(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    query = " ".join((request.args.get("q") or "").split())[:400]
    exact = request.args.get("exact") not in (None, "", "0", "off")
    kind = request.args.get("kind") if request.args.get("kind") in KINDS else None
    match = make_match(query, exact=exact)
    hits = await find_hits(page, match, query, exact, kind)
    is_any = False
    if not hits and not exact and len(split_query(query)) > 1:
        hits = await find_hits(page, make_match(query, any_word=True), query, exact, kind, is_ranked=True)
        is_any = bool(hits)
    total = sum(group["total"] for group in hits)
    near = await find_near(page, query) if match and not exact and (is_any or total < FEW_RESULTS) else []
    return await page.render("claims_search.html", {
        "query": query, "exact": exact, "kind": kind, "any_word": is_any, "total": total, "groups": hits, "suggestions": near,
    })


async def find_hits(
    page: Page, match: str | None, query: str, exact: bool, kind: str | None, is_ranked: bool = False
) -> list[dict[str, Any]]:
    """Groups of hits, one for each kind that has any."""
    if match is None:
        return []
    each = EACH_OF_ONE if kind else EACH
    asked = {"match": match, "folded": fold_words(query), "exact": query if exact else "", "is_ranked": is_ranked}
    rows = await page.fetch("search_hits", **asked, most=MOST, each=each)
    groups = []
    for name, title in KINDS.items():
        found = [present_hit(page, row, query, exact) for row in rows if row["kind"] == name]
        if found and kind in (None, name):
            total = next(row["total"] for row in rows if row["kind"] == name)
            is_complete = rows[0]["looked_at"] < MOST
            groups.append({"kind": name, "title": title, "total": total, "is_complete": is_complete, "hits": found})
    return groups


def present_hit(page: Page, row: dict[str, Any], query: str, exact: bool) -> dict[str, Any]:
    """One hit with its address and the part of its text around the words looked for."""
    if row["kind"] == "quote":
        url = f"{page.link('article', row['article'])}#{row['row_id']}"
    else:
        url = page.link(row["kind"], row["row_id"])
    # What we wrote ourselves must not look like a quotation, although a quote is found by either.
    is_ours = row["kind"] == "quote" and not find_spans(row["words"] or "", query, exact=exact)
    text = (row["paraphrase"] if is_ours else row["words"]) if row["kind"] == "quote" else row["title"]
    pieces = [{"text": text, "hit": hit} for text, hit in cut_snippet(text or row["title"], query, exact=exact)]
    return {
        "id": row["row_id"], "url": url, "text": text or row["title"], "name": row["name"], "detail": row["detail"],
        "day": row["day"], "language": None if is_ours else row["language"], "is_ours": is_ours, "pieces": pieces,
    }


async def find_near(page: Page, query: str) -> list[dict[str, str]]:
    """What the query perhaps meant: with the words nobody holds replaced by those that look much the same."""
    spaced = split_query(query)
    words = [word.replace(" ", "") for word in spaced]
    asked = [
        {"word": word, "match": quote_word(whole, is_prefix=whole == spaced[-1]), "trigrams": match_trigrams(word)}
        for word, whole in zip(words, spaced, strict=True)
        if is_suggestible(word)
    ]
    rows = await page.fetch("search_near", words=json.dumps(asked))
    near = {row["word"]: choose_near(row["word"], json.loads(row["candidates"])) for row in rows}
    unknown = [row["word"] for row in rows if not row["is_known"] and near[row["word"]]]
    meant = [[near[word][0] if word in unknown else word for word in words]] if unknown else []
    if len(unknown) < 2:  # one doubtful word: its other readings too
        doubtful = unknown or list(near)
        meant += [[other if word == doubt else word for word in words] for doubt in doubtful for other in near[doubt]]
    queries = dict.fromkeys(" ".join(words) for words in meant)
    return [{"query": query, "url": page.link("search", q=query)} for query in list(queries)[:5]]
