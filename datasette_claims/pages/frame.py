"""What every page shares: finding the database, permission, freshness, headers, JSON twin, rendering."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from datasette.database import QueryInterrupted
from datasette.utils import add_cors_headers, tilde_decode
from datasette.utils.asgi import NotFound, Response

from .. import compat, jsonld
from ..schema import SCHEMA_VERSION, is_claims_file, read_file_version
from ..site import PLUGIN, list_databases, read_config
from . import phrases
from .freshness import find_held, hold, make_tag, read_build_day, read_page_version
from .pieces import Pieces
from .rendering import find_template
from .sections import Fetch, read_rows

# No inline script or style, nothing from elsewhere: whatever stands in the data cannot run.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
T = TypeVar("T")
LIFETIME = 300  # seconds a page may be reused before asking again; the answer is then usually 304


class Page:
    """One request for a page of one of our databases."""

    def __init__(self, datasette: Any, request: Any, db: Any) -> None:
        self.datasette, self.request, self.db = datasette, request, db
        self.prefix = datasette.setting("base_url").rstrip("/")  # of the instance
        self.path = find_path(datasette, request)  # within the instance, such as /claims/-/claim/nk-volunteers-sent
        self.suffix = find_suffix(request)
        self.is_json = bool(self.suffix)
        self.config = read_config(datasette)
        self.database_url = str(datasette.urls.database(db.name))
        self.etag: str | None = None

    # Addresses ---------------------------------------------------------------------------------

    def link(self, kind: str, id: str | None = None, /, **query: Any) -> str:
        """Address of a page: link("claim", "nk-volunteers-sent"), link("positions", stance="denies")."""
        query = {name: value for name, value in query.items() if value not in (None, "")}
        path = f"{self.database_url}/-/{kind}" + (f"/{id}" if id else "")
        return f"{path}?{urlencode(query)}" if query else path

    def table(self, name: str) -> str:
        """Address of a table or view in Datasette's own pages."""
        return str(self.datasette.urls.table(self.db.name, name))

    def static(self, name: str) -> str:
        return f"{self.datasette.urls.static_plugins(PLUGIN, name)}?v={read_page_version()}"

    @property
    def canonical_url(self) -> str:
        """The page's lasting address: under the setting `canonical_url` (the address of the front page) if given."""
        return self.lasting_base + self.path

    def address(self, kind: str, id: str | None = None) -> str:
        """The lasting address of another page, whichever page asks."""
        return self.lasting_base + self.link(kind, id).removeprefix(self.prefix)

    @cached_property
    def lasting_base(self) -> str:
        """What the lasting address of every page begins with."""
        base = self.config.get("canonical_url")
        if base:
            return base.rstrip("/")
        return self.datasette.absolute_url(self.request, self.datasette.urls.path(self.path)).removesuffix(self.path)

    def link_json(self) -> str:
        """Address of this page's JSON twin, for readers."""
        return str(self.datasette.urls.path(self.path)) + ".json" + self.query

    @property
    def query(self) -> str:
        return f"?{self.request.query_string}" if self.request.query_string else ""

    # Data --------------------------------------------------------------------------------------

    async def fetch(self, section: str, **parameters: Any) -> list[dict[str, Any]]:
        """All rows of a section, with control characters that could turn the text around left out."""
        return (await self.fetch_together((section, parameters)))[0]

    async def fetch_together(self, *sections: tuple[str, dict[str, Any]]) -> list[list[dict[str, Any]]]:
        """All rows of several sections, one statement each."""
        return await self.read(lambda fetch: [fetch(name, **parameters) for name, parameters in sections])

    async def read(self, work: Callable[[Fetch], T]) -> T:
        """What `work` makes of sections, all in one visit to the thread of a connection: handing over costs more than most statements."""
        limit = self.datasette.sql_time_limit_ms

        def visit(connection: Any) -> T:
            return work(lambda section, **parameters: read_rows(connection, section, parameters, limit))

        return await self.db.execute_fn(visit)

    async def fetch_one(self, section: str, **parameters: Any) -> dict[str, Any] | None:
        return next(iter(await self.fetch(section, **parameters)), None)

    async def fetch_in_time(self, section: str, **parameters: Any) -> list[dict[str, Any]] | None:
        """The same for a section that reads whole tables; None where a very large database needs longer than allowed."""
        try:
            return await self.fetch(section, **parameters)
        except QueryInterrupted:
            self.etag = None  # so that the page without it is not kept
            return None

    async def fetch_sql(self, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """All rows of a statement that is no section, such as a question's or one put together, cleaned like theirs."""
        results = await self.db.execute(sql, parameters, truncate=False)
        return [{key: phrases.clean(row[key]) for key in row.keys()} for row in results.rows]

    # Answers -----------------------------------------------------------------------------------

    @property
    def headers(self) -> dict[str, str]:
        headers = {
            "Link": f'<{self.canonical_url}{self.query}>; rel="canonical", '
            f'<{self.canonical_url}.json{self.query}>; rel="alternate"; type="application/json"',
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Cache-Control": f"max-age={LIFETIME}",
        }
        if self.etag:
            headers["ETag"] = self.etag
        if self.datasette.cors:
            add_cors_headers(headers)
        return headers

    def find_tidy(self) -> Response | None:
        """A redirect to the address without the fields of a form that were left empty; None where there are none."""
        pairs = parse_qsl(self.request.query_string, keep_blank_values=True)
        filled = [(name, value) for name, value in pairs if value.strip()]
        if self.is_json or len(filled) == len(pairs):
            return None
        return Response.redirect(str(self.datasette.urls.path(self.path)) + (f"?{urlencode(filled)}" if filled else ""))

    def find_fresh(self) -> Response | None:
        """304 where the visitor already holds this state of the page, or the page as made for somebody before."""
        tags = {tag.strip().removeprefix("W/") for tag in self.request.headers.get("if-none-match", "").split(",")}
        if self.etag and (self.etag.removeprefix("W/") in tags or "*" in tags):
            return Response("", status=304, headers=self.headers)
        held = find_held(self.etag)
        return Response(held[0], headers=self.headers, content_type=held[1]) if held else None

    def answer(self, body: str, content_type: str) -> Response:
        hold(self.etag, body, content_type)
        return Response(body, headers=self.headers, content_type=content_type)

    async def render(self, template: str, data: dict[str, Any], record: dict[str, Any] | None = None, **extra: Any) -> Response:
        """The page, or its JSON twin: `data` is in both, `extra` only helps the template. `record` is the page as linked data."""
        if self.is_json and self.suffix != ".jsonld":
            body = {"ok": True, "url": self.canonical_url + self.query, **data}
            text = json.dumps(body, ensure_ascii=False, indent=1, default=str)
            return self.answer(text, "application/json; charset=utf-8")
        metadata = await compat.read_instance_metadata(self.datasette)
        document = jsonld.make_document(record, metadata.get("license_url")) if record else None
        if self.suffix == ".jsonld":
            return self.answer(json.dumps(document, ensure_ascii=False, indent=1), jsonld.CONTENT_TYPE)
        context = {
            "page": self,
            "json_ld": jsonld.write_script(document) if document else None,
            "say": phrases,
            "show": Pieces(self.database_url),
            "database": self.db.name,
            "site": {"title": phrases.clean(metadata.get("title")) or "Claims desk", **self.describe_rights(metadata)},
            "built": phrases.format_day(read_build_day(self.db.path)),
            **data,
            **extra,
        }
        found = find_template(self.datasette, self.request, template)
        html = await self.datasette.render_template(found, context, request=self.request, view_name=template)
        return self.answer(html, "text/html; charset=utf-8")

    def describe_rights(self, metadata: dict[str, Any]) -> dict[str, Any]:
        return {
            "license": metadata.get("license"),
            "license_url": phrases.find_web_url(metadata.get("license_url")),
            "source": metadata.get("source"),
            "source_url": phrases.find_web_url(metadata.get("source_url")),
        }


async def open_page(request: Any, datasette: Any, *tables: str) -> Page:
    """The page asked for; NotFound where the database is not ours, Forbidden where a table is closed to the visitor."""
    route = request.url_vars.get("database")
    if route is None:
        ours = list_databases(datasette)
        if not ours:
            raise NotFound("No database of this instance was made by datasette-claims.")
        db = ours[0]
    else:
        try:
            db = datasette.get_database(route=tilde_decode(route))
        except KeyError:
            raise NotFound("There is no database of this name.") from None
    await compat.require_allowed(datasette, request, db.name)
    require_ours(db)
    await compat.require_allowed(datasette, request, db.name, *tables)
    page = Page(datasette, request, db)
    # What a visitor who is signed in or has a cookie sees can carry a name or a message of its own; that is
    # neither kept nor ever "unchanged".
    if not request.actor and not request.headers.get("cookie"):
        metadata = await compat.read_instance_metadata(datasette)
        shown = {name: value for name, value in metadata.items() if name != "databases"}  # no page shows what it says of tables
        page.etag = make_tag(db.path, page.database_url, page.canonical_url, page.suffix, page.query, page.config, shown)
    return page


def find_path(datasette: Any, request: Any) -> str:
    """The page's path without the prefix of the instance and the suffix of the JSON twin."""
    prefix = datasette.setting("base_url").rstrip("/")
    return request.path.removesuffix(find_suffix(request)).removeprefix(prefix)


def find_suffix(request: Any) -> str:
    return next((suffix for suffix in (".json", ".jsonld") if request.path.endswith(suffix)), "")


def require_ours(db: Any) -> None:
    if not is_claims_file(db.path):
        raise NotFound(f"The database {db.name} was not made by datasette-claims, so it has no such pages.")
    version = read_file_version(db.path)
    if version != SCHEMA_VERSION:
        raise NotFound(
            f"The database {db.name} has schema version {version}, but these pages read version {SCHEMA_VERSION}; "
            "build it again with this version of datasette-claims."
        )
