"""Cite a position, claim, actor or article as text, BibTeX or CSL-JSON, and report an error in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any
from urllib.parse import quote, urlencode

from datasette.utils.asgi import BadRequest, Response

from .. import compat
from .asking import find_question, require_asked
from .citations import Citation, make_csl, write_bibtex, write_text
from .frame import Page, open_page
from .moved import answer_missing
from .naming import name_list, require_selection
from .phrases import find_web_url, format_interval

PAGES = {
    "positions": "position", "claims": "claim", "actors": "actor", "articles": "article", "topics": "topic",
    "publishers": "publisher",
}
TABLES = {table: "stances" if table == "positions" else table for table in PAGES}
CONTENT_TYPES = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Report:
    """How a reader reports an error: an address that arrives prefilled, or else the text to copy."""

    url: str | None
    text: str


async def find_citation(page: Page, table: str, id: str, accessed: str | None, row: dict[str, Any] | None = None) -> Citation | None:
    """The citation of a row, whose section `cite_row` may have been read already; None where there is no such row."""
    row = row or await page.fetch_one("cite_row", table=table, id=id)
    if row is None:
        return None
    metadata = await compat.read_instance_metadata(page.datasette)
    dataset = str(metadata.get("title") or page.db.name)
    url = page.address(PAGES[table], id)
    if table == "articles":  # the article itself is cited, ours is where it was found
        archived = find_web_url(row["archived_url"])
        copy = f"Archived copy: {archived}. " if archived else ""
        return Citation(
            key=f"articles-{id}", kind="article-newspaper", title=row["title"], author=row["author"],
            container=row["container"], url=find_web_url(row["url"]) or url, issued=(row["day_from"], None), accessed=accessed,
            note=f"{copy}Recorded in {dataset}: {url}", language=row["language"],
        )
    said = f"Said {format_interval(row['day_from'], row['day_to'])}, published by " if row["day_from"] else "Published by "
    where = ", ".join(filter(None, [row["note"], find_web_url(row["url"])]))
    return Citation(
        key=f"{table}-{id}", kind="dataset", title=row["title"], author=page.config.get("cite_as"), container=dataset,
        url=url, issued=(row["finished"], None), version=find_version(page, metadata, row["finished"]), accessed=accessed,
        note=said + where if row["note"] else None,
    )


def find_version(page: Page, metadata: dict[str, Any], finished: str | None) -> str | None:
    """The release that is served, or else the day of the latest work on the data."""
    version = page.config.get("release") or metadata.get("version") or finished
    return str(version) if version else None


async def make_list_citation(page: Page, title: str, path: str, query: str, accessed: str | None) -> Citation:
    """The citation of a list or an answer: its filters are in the address, its state is that of the release."""
    metadata = await compat.read_instance_metadata(page.datasette)
    finished = (await page.fetch_one("cite_release"))["finished"]
    address = page.address(*path.split("/")) if "/" in path else page.address(path, "").rstrip("/")
    return Citation(
        key=path.replace("/", "-").replace("_", "-"), kind="dataset", title=title, author=page.config.get("cite_as"),
        container=str(metadata.get("title") or page.db.name), url=address + (f"?{query}" if query else ""),
        issued=(finished, None), version=find_version(page, metadata, finished), accessed=accessed,
    )


async def cite_list(page: Page, title: str, path: str, query: str) -> dict[str, Any]:
    """What the template _claims_cite_list.html needs; `path` is where the list stands, such as question/contested_claims."""
    if page.is_json:
        return {}
    citation = await make_list_citation(page, title, path, query, accessed=None)
    return {"citation": write_text(citation), "cite_path": page.link("cite", path), "cite_query": f"?{query}" if query else ""}


async def cite_row(page: Page, table: str, id: str, row: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the template _claims_cite.html needs; without a day of access, which a page kept in a cache would get wrong."""
    if page.is_json:
        return {}
    citation = await find_citation(page, table, id, None, row)
    return {
        "citation": write_text(citation) if citation else "",
        "cite_path": page.link("cite", f"{table}/{id}"),
        "report": make_report(page, table, id),
    }


def make_report(page: Page, table: str, id: str) -> Report:
    """From the setting `report_url`, which may name {table}, {id} and {url}; mailto: works as well as a form's address."""
    url = page.address(PAGES[table], id)
    text = f"Error in {table}/{id}\n{url}\n\nWhat is wrong:\n\nWhat shows it (address or document):\n"
    template = page.config.get("report_url")
    if not template:
        return Report(None, text)
    values = {"table": table, "id": id, "url": url, "text": text}
    filled = re.sub(r"\{(table|id|url|text)\}", lambda name: quote(values[name[1]], safe=""), template)
    return Report(filled if filled.startswith("mailto:") else find_web_url(filled), text)


def read_accessed(request: Any) -> str:
    """The day of access: as the address says, or today."""
    given = request.args.get("accessed")
    if not given:
        return datetime.now(timezone.utc).date().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise BadRequest("accessed is an ISO date such as 2026-11-23.") from None


async def citation_file(request: Any, datasette: Any) -> Response:
    table, id, format = (request.url_vars[name] for name in ("table", "id", "format"))
    page = await open_page(request, datasette, TABLES[table])
    citation = await find_citation(page, table, id, read_accessed(request))
    if citation is None:
        return await answer_missing(page, TABLES[table], id)
    return send_citation(page, citation, format, page.address(PAGES[table], id))


async def list_citation_file(request: Any, datasette: Any) -> Response:
    name, format = request.url_vars.get("name"), request.url_vars["format"]
    if name:
        question = find_question(request)
        page = await open_page(request, datasette, question.view)
        title, path, query = question.title, f"question/{question.name}", urlencode(await require_asked(page, question))
    else:
        page = await open_page(request, datasette, "positions")
        selection, names = await require_selection(page)
        title, path, query = name_list(selection, names), "positions", selection.first.query
    citation = await make_list_citation(page, title, path, query, read_accessed(request))
    return send_citation(page, citation, format, citation.url)


def send_citation(page: Page, citation: Citation, format: str, described: str) -> Response:
    if format == "json":
        body = json.dumps([make_csl(citation)], ensure_ascii=False, indent=1) + "\n"
    else:
        body = {"txt": write_text, "bib": write_bibtex}[format](citation)
        body = body if body.endswith("\n") else body + "\n"
    headers = {key: value for key, value in page.headers.items() if key not in ("ETag", "Link")}
    headers["Link"] = f'<{described}>; rel="describes"'
    return Response(body, headers=headers, content_type=CONTENT_TYPES[format])
