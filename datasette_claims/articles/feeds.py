"""RSS and Atom feeds, sitemaps and indexes of sitemaps: lists of addresses with what they tell about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urljoin

from .dates import parse_date
from .drafts import clean_line
from .refusals import Refused, require_library

MAX_BYTES = 50_000_000  # the most a sitemap may have (sitemaps.org); feeds are far smaller
MAX_ENTRIES = 50_000
ENTRY_TAGS = {"item", "entry", "url", "sitemap"}
FIELDS = {
    "title": ("title",),
    "published": ("pubDate", "published", "publication_date", "date", "updated", "lastmod"),
    "author": ("creator", "author"),
    "publisher": ("name",),  # of news:publication in a sitemap
    "language": ("language",),
    "content": ("encoded", "content"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One address in a feed or sitemap."""

    url: str
    title: str | None = None
    published: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    content: str | None = None  # HTML of the article where the feed carries it
    source: str | None = None  # RSS <source>: the outlet the item was taken from
    is_sitemap: bool = False


def read_entries(stream: BinaryIO, base_url: str | None = None) -> Iterator[Entry]:
    """The entries of a feed or sitemap, one at a time; Refused for documents that declare entities."""
    etree = require_library("lxml.etree")
    parser = etree.iterparse(
        LimitedStream(stream), events=("end",), tag=[f"{{*}}{tag}" for tag in ENTRY_TAGS], recover=True,
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    count = 0
    try:
        for _, element in parser:
            if entry := make_entry(element, base_url):
                count += 1
                yield entry
            if count >= MAX_ENTRIES:
                raise Refused(f"more than {MAX_ENTRIES:,} entries; the rest was not read")
            clear_element(element)
    except etree.LxmlError as error:
        raise Refused(f"the XML breaks off after {count} entries: {clean_line(str(error), 150)}") from error


class LimitedStream:
    """A stream that ends with Refused at the size limit, or where entities are declared."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.count, self.tail = stream, 0, b""

    def read(self, size: int = 32_768) -> bytes:
        chunk = self.stream.read(size)
        self.count += len(chunk)
        if self.count > MAX_BYTES:
            raise Refused(f"more than {MAX_BYTES:,} bytes")
        # Entities that name each other make a page of a thousand bytes fill the memory; no feed needs them.
        if re.search(rb"<!ENTITY", (self.tail + chunk).replace(b"\0", b""), re.IGNORECASE):
            raise Refused("it declares XML entities, which are never expanded here")
        self.tail = chunk[-20:]
        return chunk


def clear_element(element) -> None:
    """Frees an entry and those before it, so that memory does not grow with the file."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]


def make_entry(element, base_url: str | None) -> Entry | None:
    kind = local_name(element)
    url = find_link(element)
    if not url:
        return None
    found = {field: find_text(element, names) for field, names in FIELDS.items()}
    return Entry(
        url=urljoin(base_url or "", url),
        title=clean_line(found["title"]),
        published=parse_date(found["published"]),
        author=clean_line(found["author"], 200),
        publisher=clean_line(found["publisher"], 100) if kind == "url" else None,
        language=found["language"] if kind == "url" else None,
        content=found["content"],
        source=find_source(element) if kind == "item" else None,
        is_sitemap=kind == "sitemap",
    )


def local_name(element) -> str:
    """The name without its namespace; none for media elements, whose titles are those of pictures."""
    if not isinstance(element.tag, str) or "/mrss" in element.tag:
        return ""
    return element.tag.rpartition("}")[2]


def find_link(element) -> str | None:
    """The address of an entry: <link> in RSS, <link href> in Atom, <loc> in a sitemap, a permalink <guid> as last resort."""
    guid = None
    for child in element:
        name, text = local_name(child), (child.text or "").strip()
        if name == "loc" or (name == "link" and text):
            return text
        if name == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return child.get("href").strip()
        if name in ("guid", "id") and text.startswith(("http://", "https://")) and child.get("isPermaLink") != "false":
            guid = text
    return guid


def find_text(element, names: tuple[str, ...]) -> str | None:
    """The text of the first child of one of these names, the names in order of preference."""
    found: dict[str, str] = {}
    for child in element.iterdescendants():
        name = local_name(child)
        if name in names and name not in found:
            named = next((inner for inner in child if local_name(inner) == "name"), child)  # Atom: <author><name>
            text = "".join(named.itertext()).strip()
            if text:
                found[name] = text
    return next((found[name] for name in names if name in found), None)


def find_source(element) -> str | None:
    """The outlet that RSS <source> names as the origin of an item."""
    for child in element:
        if local_name(child) == "source":
            return clean_line(child.text, 100)
    return None
