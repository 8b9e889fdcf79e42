"""The rows that a name or a sentence can mean, surest first, in a few statements for a whole batch of the reconciliation service."""

from __future__ import annotations

import asyncio
import json
import math
from typing import Any

from ..reconciliation import Candidate, is_match, rank_claims, rank_names, transliterate
from ..search import choose_near, fold_words, is_suggestible, match_trigrams, quote_word, split_query
from ..text import fold
from .frame import Page
from .services import BadQuery, Service

BATCH = 50  # queries or rows a request; OpenRefine sends 10
POOL = {"actor": 40, "claim": 20}  # candidates weighed for each query; a claim takes 1 ms, a name 0.1 ms
LIMIT, MOST = 10, 50  # candidates returned unless asked otherwise, and at most
LONGEST = 400  # characters of a query that are looked at
OTHERWISE = 0.7  # what is left of a score where a property says otherwise


async def reconcile(page: Page, service: Service, queries: dict[str, Any]) -> dict[str, Any]:
    """Candidates for every query of a batch, in three statements whatever its size."""
    if len(queries) > BATCH:
        raise BadQuery(f"The batch holds {len(queries)} queries, and at most {BATCH} are answered at once; send smaller batches.", 413)
    for key, query in queries.items():
        require_query(key, query)
    texts = [(query.get("query") or "")[:LONGEST] for query in queries.values()]
    found = await find_candidates(page, service, texts)
    ids = list(dict.fromkeys(candidate.id for candidates in found for candidate in candidates))
    rows = await read_rows(page, service, ids)
    return {
        key: {"result": present(service, query, [item for item in candidates if item.id in rows], rows)}
        for (key, query), candidates in zip(queries.items(), found, strict=True)
    }


def require_query(key: str, query: Any) -> None:
    """BadQuery where a query, or something it says, is of another kind than the protocol has it."""
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str) or not isinstance(query.get("properties") or [], list):
        raise BadQuery(f'Query {key[:40]} is no query; send an object such as {{"query": "Nechaev", "type": "person", "limit": 3}}.')
    if not isinstance(query.get("type") or [], (str, list)):
        raise BadQuery(f'The type of query {key[:40]} is no type; send one such as "person", or a list of them.')
    limit = query.get("limit")
    if isinstance(limit, float) and not math.isfinite(limit):
        raise BadQuery(f"The limit of query {key[:40]} is no whole number; send one such as 3.")
    for wanted in query.get("properties") or []:
        if isinstance(wanted, dict) and not isinstance(wanted.get("pid") or "", str):
            raise BadQuery(f'A property of query {key[:40]} has a pid that is no text; send one such as {{"pid": "country", "v": "Norway"}}.')


async def find_candidates(page: Page, service: Service, texts: list[str]) -> list[list[Candidate]]:
    """The candidates for each text, surest first: rows that hold one of its words as typed, in Latin letters, or nearly."""
    words = [dict.fromkeys([*split_query(text), *split_query(transliterate(text))]) for text in texts]
    near = await find_near(page, {word for some in words for word in some})
    expressions = [
        " OR ".join(quote_word(word) for word in dict.fromkeys([*some, *(other for word in some for other in near.get(word, ()))]))
        for some in words
    ]
    asked = {number: expression for number, expression in enumerate(expressions) if expression}
    rows = await page.fetch("reconcile_candidates", matches=json.dumps(list(asked.values())), kind=service.kind, most=POOL[service.kind])
    pools = {number: json.loads(row["candidates"]) for number, row in zip(asked, rows, strict=True)}
    ranked = []
    for number, text in enumerate(texts):
        await asyncio.sleep(0)  # weighing takes milliseconds a text; other visitors come in between
        pool = pools.get(number, [])
        ranked.append(rank_names(text, pool) if service.kind == "actor" else rank_claims(text, [(id, title) for id, title, _ in pool]) if pool else [])
    return ranked


async def find_near(page: Page, words: set[str]) -> dict[str, list[str]]:
    """For each word long enough the words of names and claims that look much the same, folded."""
    spaced = {word.replace(" ", ""): word for word in sorted(words)}
    asked = [{"word": word, "match": quote_word(whole), "trigrams": match_trigrams(word)} for word, whole in spaced.items() if is_suggestible(word)]
    rows = await page.fetch("search_near", words=json.dumps(asked))
    return {spaced[row["word"]]: [fold_words(near) for near in choose_near(row["word"], json.loads(row["candidates"]))] for row in rows}


async def read_rows(page: Page, service: Service, ids: list[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in await page.fetch(f"reconcile_{service.page}s", ids=json.dumps(ids))}


def present(service: Service, query: dict[str, Any], candidates: list[Candidate], rows: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Candidates as the protocol wants them, of the types asked for; one that a property contradicts is less sure."""
    types = query.get("type") or []
    types = {types} if isinstance(types, str) else {str(one) for one in types}
    wanted = types & set(service.types)
    weighed = [
        Candidate(item.id, round(item.score * OTHERWISE, 1) if contradicts(rows[item.id], query) else item.score, item.found)
        for item in candidates
        if not wanted or rows[item.id]["type"] in wanted
    ]
    weighed.sort(key=lambda item: -item.score)
    is_sure = is_match(weighed)
    limit = query.get("limit")
    limit = min(MOST, max(1, int(limit))) if isinstance(limit, (int, float)) else LIMIT
    return [
        {
            "id": item.id,
            "name": rows[item.id]["name"],
            "description": describe(rows[item.id], item),
            "type": [{"id": rows[item.id]["type"], "name": service.types[rows[item.id]["type"]]}],
            "score": item.score,
            "match": is_sure and place == 0,
        }
        for place, item in enumerate(weighed[:limit])
    ]


def describe(row: dict[str, Any], item: Candidate) -> str:
    """Who this is, and the spelling it was found under where that is another than the name shown."""
    found = f"also written {item.found}" if item.found != row["name"] else None
    if not found:
        return row["description"] or ""
    return "; ".join(filter(None, [(row["description"] or "").rstrip("."), found]))


def contradicts(row: dict[str, Any], query: dict[str, Any]) -> bool:
    """Whether a property asked for is known of the row and says otherwise."""
    for wanted in query.get("properties") or []:
        known = row.get(wanted.get("pid")) if isinstance(wanted, dict) else None
        if known in (None, ""):
            continue
        values = wanted.get("v")
        values = [value.get("id") or value.get("name") if isinstance(value, dict) else value for value in (values if isinstance(values, list) else [values])]
        held = {fold(str(known)), fold(str(row.get(f"{wanted['pid']}_name") or known))}
        if wanted["pid"] == "names":
            held = {fold(name) for name in json.loads(known)}
        if values and not held & {fold(str(value)) for value in values}:
            return True
    return False
