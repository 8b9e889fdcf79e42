"""The reconciliation service (reconciliation-api.github.io/specs/0.2): OpenRefine and others look up a column of names or claims.

Everything is read only. CORS is always open, as the protocol asks; it never shows more than an anonymous visitor sees.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from datasette.utils import add_cors_headers
from datasette.utils.asgi import Response

from .. import __version__
from ..reconciliation import Candidate, is_match, rank_claims, rank_names, transliterate
from ..search import choose_near, fold_words, is_suggestible, make_match, match_trigrams, quote_word, split_query
from ..text import fold
from .frame import Page, open_page

TABLES = ("actors", "actor_names", "claims", "topics", "search_index")
BATCH = 50  # queries or rows a request; OpenRefine sends 10
POOL = {"actor": 40, "claim": 20}  # candidates weighed for each query; a claim takes 1 ms, a name 0.1 ms
LIMIT, MOST = 10, 50  # candidates returned unless asked otherwise, and at most
MAX_BODY = 1_000_000  # bytes
LONGEST = 400  # characters of a query that are looked at
OTHERWISE = 0.7  # what is left of a score where a property says otherwise


class BadQuery(Exception):
    """A request that the protocol does not know, in a sentence; `status` is the HTTP status."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Service:
    """What can be looked up at one address."""

    kind: str  # as in search_index
    page: str  # kind of the page of a row
    title: str
    schema_space: str
    types: dict[str, str]
    properties: dict[str, str]
    linked: frozenset[str] = frozenset()  # properties whose value is an actor


SERVICES = {
    "actors": Service(
        "actor", "actor", "actors in any spelling or script", "https://schema.org/Thing",
        {"person": "Person", "organisation": "Organisation", "public_body": "Public body", "state": "State",
         "armed_group": "Armed group", "outlet": "Outlet", "unnamed": "Unnamed source"},
        {"name": "Name", "names": "Names in all spellings", "kind": "Kind", "country": "Country", "description": "Description",
         "part_of": "Part of", "wikidata": "Wikidata id", "positions": "Number of positions"},
        frozenset({"part_of"}),
    ),
    "claims": Service(
        "claim", "claim", "claims", "https://schema.org/Claim", {"claim": "Claim"},
        {"name": "Text", "topic": "Topic", "kind": "Kind", "subject": "Who is said to act", "counterpart": "The other party",
         "place": "Place", "about_from": "First day it is about", "about_to": "Last day it is about", "state": "State",
         "positions": "Number of positions", "denials": "Number of actors who deny it", "first_said": "First said", "last_said": "Last said"},
        frozenset({"subject", "counterpart"}),
    ),
}  # fmt: skip


async def answer_service(request: Any, datasette: Any) -> Response:
    """The manifest, or the answer to `queries` or `extend`, from the address or a form."""
    page = await open_page(request, datasette, *TABLES)
    service = SERVICES[request.url_vars["service"]]
    try:
        asked = await read_arguments(request)
        if asked.get("queries"):
            queries = read_json(asked["queries"], "queries", '{"q0": {"query": "Nechaev"}}')
            return respond(await reconcile(page, service, queries))
        if asked.get("extend"):
            return respond(await extend(page, service, read_json(asked["extend"], "extend", '{"ids": ["…"], "properties": [{"id": "country"}]}')))
    except BadQuery as error:
        return respond({"ok": False, "status": error.status, "error": str(error)}, error.status)
    return respond(make_manifest(page, service, request.url_vars["service"]))


async def read_arguments(request: Any) -> dict[str, str]:
    if request.method != "POST":
        return {name: request.args.get(name) for name in ("queries", "extend") if request.args.get(name)}
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        raise BadQuery(f"The request is larger than {MAX_BODY:,} bytes; send smaller batches.", 413)
    return await request.post_vars()


def read_json(text: str, name: str, example: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise BadQuery(f"{name} is no JSON object; send one such as {example}.")
    return value


def respond(body: dict[str, Any], status: int = 200) -> Response:
    headers: dict[str, str] = {"X-Content-Type-Options": "nosniff"}
    add_cors_headers(headers)
    return Response(json.dumps(body, ensure_ascii=False), status=status, headers=headers, content_type="application/json; charset=utf-8")


def make_manifest(page: Page, service: Service, name: str) -> dict[str, Any]:
    here = page.address("reconcile", name)
    return {
        "versions": ["0.1", "0.2"],
        "name": f"{page.db.name}: {service.title}",
        "identifierSpace": page.address(service.page, "") + "/",
        "schemaSpace": service.schema_space,
        "defaultTypes": list_types(service),
        "documentation": page.address("about", ""),
        "serviceVersion": __version__,
        "batchSize": BATCH,
        "view": {"url": page.address(service.page, "") + "/{{id}}"},
        "preview": {"url": page.address(f"embed/{service.page}", "") + "/{{id}}", "width": 430, "height": 300},
        "suggest": {
            name: {"service_url": here, "service_path": f"/suggest/{name}"} for name in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {"service_url": here, "service_path": "/extend/propose"}, "property_settings": []},
    }


def list_types(service: Service) -> list[dict[str, str]]:
    return [{"id": id, "name": name} for id, name in service.types.items()]


def list_properties(service: Service) -> list[dict[str, str]]:
    return [{"id": id, "name": name} for id, name in service.properties.items()]


# Reconciling ------------------------------------------------------------------------------------


async def reconcile(page: Page, service: Service, queries: dict[str, Any]) -> dict[str, Any]:
    """Candidates for every query of a batch, in three statements whatever its size."""
    if len(queries) > BATCH:
        raise BadQuery(f"The batch holds {len(queries)} queries, and at most {BATCH} are answered at once; send smaller batches.", 413)
    for key, query in queries.items():
        if not isinstance(query, dict) or not isinstance(query.get("query", ""), str) or not isinstance(query.get("properties") or [], list):
            raise BadQuery(f'Query {key[:40]} is no query; send an object such as {{"query": "Nechaev", "type": "person", "limit": 3}}.')
    texts = [(query.get("query") or "")[:LONGEST] for query in queries.values()]
    found = await find_candidates(page, service, texts)
    ids = list(dict.fromkeys(candidate.id for candidates in found for candidate in candidates))
    rows = await read_rows(page, service, ids)
    return {
        key: {"result": present(service, query, [item for item in candidates if item.id in rows], rows)}
        for (key, query), candidates in zip(queries.items(), found, strict=True)
    }


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
    return "; ".join(filter(None, [row["description"], found]))


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


# Extending and suggesting -----------------------------------------------------------------------


async def extend(page: Page, service: Service, asked: dict[str, Any]) -> dict[str, Any]:
    """Values of properties for rows that were reconciled before; an id we do not have gets empty lists."""
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
        raise BadQuery("extend has a list of ids and a list of properties, each with an id.")
    if len(ids) > MOST * BATCH:
        raise BadQuery(f"extend asks for {len(ids):,} rows, and at most {MOST * BATCH:,} are answered at once; send smaller batches.", 413)
    names = [str(one.get("id")) for one in wanted]
    unknown = [name for name in names if name not in service.properties]
    if unknown:
        raise BadQuery(f"There is no property {', '.join(unknown)[:80]}; there are {', '.join(service.properties)}.")
    rows = await read_rows(page, service, [str(id) for id in ids])
    return {
        "meta": [
            {"id": name, "name": service.properties[name]}
            | ({"type": {"id": "actor", "name": "Actor"}, "service": page.address("reconcile", "actors")} if name in service.linked else {})
            for name in names
        ],
        "rows": {str(id): {name: list_values(service, rows.get(str(id)), name) for name in names} for id in ids},
    }


def list_values(service: Service, row: dict[str, Any] | None, name: str) -> list[dict[str, Any]]:
    value = row[name] if row else None
    if value is None:
        return []
    if name in service.linked:
        return [{"id": value, "name": row[f"{name}_name"]}] if row else []
    if name == "names":
        return [{"str": one} for one in json.loads(value)]
    return [{"int": value} if isinstance(value, int) else {"str": value}]


async def suggest(request: Any, datasette: Any) -> Response:
    """Rows, types or properties that begin as typed."""
    page = await open_page(request, datasette, *TABLES)
    service, what = SERVICES[request.url_vars["service"]], request.url_vars["what"]
    prefix = (request.args.get("prefix") or "")[:LONGEST]
    cursor = request.args.get("cursor") or "0"
    start = int(cursor) if cursor.isdecimal() and len(cursor) < 7 else 0
    if what != "entity":
        offered = list_types(service) if what == "type" else list_properties(service)
        found = [one for one in offered if any(fold(text).startswith(fold(prefix)) for text in (one["id"], *one["name"].split()))]
        return respond({"result": found[start : start + LIMIT]})
    match = make_match(prefix)
    rows = await page.fetch("reconcile_candidates", matches=json.dumps([match]), kind=service.kind, most=POOL[service.kind]) if match else []
    pool = json.loads(rows[0]["candidates"]) if rows else []
    named = dict(reversed([(id, title) for id, title, _ in pool]))
    known = await read_rows(page, service, list(named))
    best = sorted(known.values(), key=lambda row: (-row["positions"], row["id"]))[start : start + LIMIT]
    return respond({"result": [
        {
            "id": row["id"], "name": row["name"], "description": describe(row, Candidate(row["id"], 0, named[row["id"]])),
            "notable": [{"id": row["type"], "name": service.types[row["type"]]}],
        }
        for row in best
    ]})


async def propose_properties(request: Any, datasette: Any) -> Response:
    """The properties a column can be extended with."""
    await open_page(request, datasette, *TABLES)
    properties = list_properties(SERVICES[request.url_vars["service"]])
    limit = request.args.get("limit") or ""
    body = {"properties": properties[: int(limit)] if limit.isdecimal() and int(limit) else properties}
    return respond({**body, **({"type": request.args.get("type")} if request.args.get("type") else {})})
