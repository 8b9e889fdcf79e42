"""The reconciliation service (reconciliation-api.github.io/specs/0.2): OpenRefine and others look up a column of names or claims.

Everything is read only. CORS is always open, as the protocol asks; it never shows more than an anonymous visitor sees.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from datasette.utils import add_cors_headers
from datasette.utils.asgi import Response

from .. import __version__
from ..reconciliation import Candidate
from ..search import make_match
from ..text import fold
from .candidates import BATCH, LIMIT, LONGEST, MOST, POOL, describe, read_rows, reconcile
from .frame import Page, open_page
from .services import SERVICES, BadQuery, Service, list_properties, list_types

TABLES = ("actors", "actor_names", "claims", "topics", "search_index")
MAX_BODY = 1_000_000  # bytes


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
    try:
        return dict(parse_qsl((await read_body(request.receive)).decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        raise BadQuery("The form is not in UTF-8; send its letters in that encoding, or percent-encoded.") from None


async def read_body(receive: Any) -> bytes:
    """The body of a request; BadQuery as soon as it is too large, whatever length it was said to have."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY:
            raise BadQuery(f"The request is larger than {MAX_BODY:,} bytes; send smaller batches.", 413)
    return bytes(body)


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
    # Half a letter, as JSON can hold, goes back as the escape it came as.
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(text, status=status, headers=headers, content_type="application/json; charset=utf-8")


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
    body = {"properties": properties[: int(limit)] if limit.isdecimal() and len(limit) < 7 and int(limit) else properties}
    return respond({**body, **({"type": request.args.get("type")} if request.args.get("type") else {})})
