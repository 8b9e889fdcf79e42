"""Atom feeds (RFC 4287) of the newest positions and of every question.

Own code, since datasette-atom serves only one of the two lines of Datasette with each of its releases
and wants the SQL of a feed to name Atom's columns.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from datasette.utils.asgi import Response

from ..queries import Question
from .asking import fill_parameters, find_question, require_asked
from .frame import Page, open_page
from .freshness import read_build_day
from .naming import name_list, require_selection
from .phrases import clean, find_web_url, format_interval
from .selecting import make_list

ENTRIES = 50
ATOM = "http://www.w3.org/2005/Atom"
UNDATED = "1970-01-01T00:00:00Z"  # every entry must have a date; a changing one would make readers show it as new
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # w3.org/TR/xml, production Char

# A question's feed is put in order by the first of these columns it has, and an entry leads to the first row named.
DAYS = ("said_from", "to_date", "denied_from", "first_said", "said_a")
TARGETS = (("position", "position"), ("to_position", "position"), ("claim", "claim"), ("article", "article"))
IDS = ("position", "from_position", "to_position", "position_a", "position_b", "base", "claim", "actor", "table_name", "row_id", "kind")
TITLES = (("actor_name", "claim_text"), ("actor_a_name", "actor_b_name", "claim_text"), ("claim_text",), ("chain",), ("summary",))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `html` is markup whose every value was escaped."""

    id: str
    title: str
    url: str
    updated: str
    html: str
    published: str | None = None
    source: str | None = None


def write_feed(page: Page, title: str, subtitle: str, author: str, entries: Sequence[Entry]) -> str:
    """The feed as XML; it is as recent as its newest entry."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    add(feed, "id", page.canonical_url + page.query)
    add(feed, "title", title)
    add(feed, "subtitle", subtitle)
    add(feed, "updated", max((entry.updated for entry in entries), default=format_instant(read_build_day(page.db.path))))
    add(add(feed, "author"), "name", author)
    add(feed, "link", rel="self", type="application/atom+xml", href=page.canonical_url + page.query)
    add(feed, "link", rel="alternate", type="text/html", href=page.canonical_url.removesuffix(".atom") + page.query)
    for entry in entries:
        node = add(feed, "entry")
        add(node, "id", entry.id)
        add(node, "title", entry.title)
        add(node, "updated", entry.updated)
        if entry.published:
            add(node, "published", entry.published)
        add(node, "link", rel="alternate", type="text/html", href=entry.url)
        if entry.source:
            add(node, "link", rel="via", href=entry.source)
        add(node, "content", entry.html, type="html")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode")


def add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    node = ET.SubElement(parent, f"{{{ATOM}}}{name}", {key: NOT_XML.sub("", value) for key, value in attributes.items()})
    node.text = NOT_XML.sub("", clean(text)) if text is not None else None
    return node


def format_instant(day: str | None) -> str | None:
    """A date of any precision as RFC 3339 wants it; its first moment, since the format knows no intervals."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?", day or "")
    if found is None:
        return None
    year, month, date, time, zone = found.groups()
    time = (time or "T00:00:00") + (":00" if time and len(time) == 6 else "")
    return f"{year}-{month or '01'}-{date or '01'}{time}{zone or 'Z'}"


def make_position_entry(page: Page, row: dict[str, Any]) -> Entry:
    url = page.address("position", row["position"])
    words = f"<blockquote lang=\"{escape(row['words_language'] or '')}\">{escape(row['words'])}</blockquote>" if row["words"] else ""
    told = f"<p>{escape(row['paraphrase'])}</p>" if row["paraphrase"] else ""
    source = find_web_url(row["url"])
    title = escape(row["title"])
    where = f'<a href="{escape(source)}">{title}</a>' if source else title
    said = format_interval(row["said_from"], row["said_to"])
    return Entry(
        id=url,
        title=f"{row['actor_name'] or 'Unknown'} {row['stance'].replace('_', ' ')}: {row['claim_text']}",
        url=url,
        updated=format_instant(row["said_to"]) or format_instant(row["published"]) or UNDATED,
        published=format_instant(row["published"]),
        html=f"{words}{told}<p>Said {escape(said)}. {escape(row['publisher_name'])}: {where}</p>",
        source=source,
    )


def make_question_entry(page: Page, question: Question, row: dict[str, Any]) -> Entry:
    target = next(((kind, row[column]) for column, kind in TARGETS if row.get(column)), None)
    url = page.address(*target) if target else page.canonical_url.removesuffix(".atom") + page.query
    key = "/".join(str(row[column]) for column in IDS if row.get(column))
    parts = next((names for names in TITLES if all(row.get(name) for name in names)), ())
    pairs = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in row.items() if value is not None)
    days = [row[name] for name in DAYS if name in row]
    # Answers without a date of their own are as recent as the data; an undated row among dated ones comes last.
    updated = format_instant(next(filter(None, days), None)) or (UNDATED if days else read_fallback(page))
    return Entry(
        id=f"{page.address('question', question.name)}#{key}",
        title=" / ".join(str(row[name]) for name in parts) or question.title,
        url=url,
        updated=updated,
        html=f"<dl>{pairs}</dl>",
        source=find_web_url(row.get("url")),
    )


def read_fallback(page: Page) -> str:
    return format_instant(read_build_day(page.db.path))


async def read_site_title(page: Page) -> str:
    from .. import compat

    metadata = await compat.read_instance_metadata(page.datasette)
    return str(metadata.get("title") or page.db.name)


async def answer(page: Page, title: str, subtitle: str, entries: Iterable[Entry]) -> Response:
    author = await read_site_title(page)
    xml = write_feed(page, title, subtitle, author, list(entries))
    headers = {**page.headers, "Link": f'<{page.canonical_url + page.query}>; rel="canonical"'}
    return Response(xml, headers=headers, content_type="application/atom+xml; charset=utf-8")


async def positions_feed(request: Any, datasette: Any) -> Response:
    page = await open_page(request, datasette, "positions")
    selection, names = await require_selection(page)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    newest = replace(selection.first, oldest_first=False)  # whichever page of the list it was asked from, and in whatever order
    rows = await page.fetch_sql(*make_list(newest, ENTRIES))
    subtitle = f"The newest {ENTRIES} positions; a row records that somebody said something, not that it is true."
    return await answer(page, name_list(selection, names), subtitle, (make_position_entry(page, row) for row in rows))


async def question_feed(request: Any, datasette: Any) -> Response:
    question = find_question(request)
    page = await open_page(request, datasette, question.view)
    parameters = fill_parameters(question, await require_asked(page, question))
    fresh = page.find_fresh()
    if fresh:
        return fresh
    columns = await page.db.execute_fn(lambda c: [d[0] for d in c.execute(f"select * from ({question.sql}) limit 0", parameters).description])
    day = next((name for name in DAYS if name in columns), None)
    order = f"order by {day} desc" if day else ""
    rows = await page.fetch_sql(f"select * from ({question.sql}) {order} limit {ENTRIES}", parameters)
    subtitle = f"{question.description} The newest {ENTRIES} answers."
    return await answer(page, question.title, subtitle, (make_question_entry(page, question, row) for row in rows))
