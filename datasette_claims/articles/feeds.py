"""RSS and Atom feeds, sitemaps and indexes of sitemaps: lists of addresses with what they tell about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import BinaryIO

from ..text import fold
from .addresses import is_web_address, resolve_url
from .dates import parse_date
from .drafts import clean_line, clean_title
from .references import ReferenceWriter
from .refusals import Refused, require_library

MAX_BYTES = 50_000_000  # the most a sitemap may have (sitemaps.org); feeds are far smaller
MAX_ENTRIES = 50_000
ENTRY_TAGS = {"item", "entry", "url", "sitemap"}
FIELDS = {
    "published": ("pubDate", "published", "publication_date", "date"),
    "updated": ("updated",),  # not <lastmod> of a sitemap, which a new template changes on every page
    "publisher": ("name",),  # of news:publication in a sitemap
    "language": ("language",),
}
CONTENT = ("encoded", "content")
AUTHORS = ("creator", "author")
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MAILBOX = re.compile(r"[^\s@]+@[^\s@]+(?: \((?P<name>[^()]+)\))?")  # the form RSS asks for: ada@post.example (Ada Inkwell)


@dataclass(frozen=True, slots=True)
class Entry:
    """One address in a feed or sitemap."""

    url: str  # empty where an item of a feed has none
    title: str | None = None
    published: str | None = None
    updated: str | None = None  # in Atom, which asks for this date and not for that of publication
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    content: str | None = None  # HTML of the article where the feed carries it
    source: str | None = None  # RSS <source>: the outlet the item was taken from
    is_sitemap: bool = False
    guid: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says before its entries and means of all of them."""

    home: str | None = None
    author: str | None = None
    language: str | None = None


def read_entries(stream: BinaryIO, base_url: str | None = None) -> Iterator[Entry]:
    """The entries of a feed or sitemap, one at a time; Refused for documents that declare entities."""
    etree = require_library("lxml.etree")
    parser = etree.iterparse(
        LimitedStream(stream), events=("end",), tag=[f"{{*}}{tag}" for tag in ENTRY_TAGS], recover=True,
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    count, channel = 0, None
    try:
        for _, element in parser:
            channel = channel or read_channel(element.getparent(), base_url)
            if entry := make_entry(element, channel):
                if count == MAX_ENTRIES:
                    raise Refused(f"more than {MAX_ENTRIES:,} entries; the rest was not read")
                count += 1
                yield entry
            clear_element(element)
    except etree.LxmlError as error:
        raise Refused(f"the XML breaks off after {count} entries: {clean_line(str(error), 150)}") from error


class LimitedStream:
    """A stream that ends with Refused at the size limit, or where entities are declared; its references are by number."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.count, self.tail = stream, 0, b""
        self.writer = ReferenceWriter()

    def read(self, size: int = 32_768) -> bytes:
        while chunk := self.read_piece(size):
            if written := self.writer.write(chunk):
                return written
        return self.writer.write(b"")

    def read_piece(self, size: int) -> bytes:
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


def make_entry(element, channel: Channel) -> Entry | None:
    kind = local_name(element)
    is_item = kind in ("item", "entry")
    url, title = find_link(element, channel.home), find_child(element, ("title",))
    content = find_child(element, CONTENT if url else (*CONTENT, "description", "summary")) if is_item else None
    guid = find_text(element, ("guid", "id")) if is_item and not url else None
    if not url and (not is_item or (title is None and content is None and not guid)):
        return None
    found = {field: find_text(element, names) for field, names in FIELDS.items()}
    return Entry(
        url=url or "",
        title=None if title is None else read_title(title),
        published=parse_date(found["published"]),
        updated=parse_date(found["updated"]),
        author=clean_line(find_authors(element) or channel.author, 200),
        publisher=clean_line(found["publisher"], 100) if kind == "url" else None,
        language=found["language"] if kind == "url" else element.get(XML_LANGUAGE) or channel.language,
        content=None if content is None else read_content(content),
        source=find_source(element) if kind == "item" else None,
        is_sitemap=kind == "sitemap",
        guid=clean_line(guid),
    )


def local_name(element) -> str:
    """The name without its namespace; none for media elements, whose titles are those of pictures."""
    if not isinstance(element.tag, str) or "/mrss" in element.tag:
        return ""
    return element.tag.rpartition("}")[2]


def read_channel(parent, base_url: str | None) -> Channel:
    """What stands before the entries; a feed whose author is the site itself names none."""
    if parent is None:
        return Channel(base_url)
    texts = {local_name(child): (child.text or "").strip() for child in parent if local_name(child) in ("title", "language")}
    author = find_authors(parent) if parent.tag.startswith(ATOM) else None
    is_site = fold(author or "") == fold(texts.get("title", ""))
    return Channel(base_url or find_home(parent), None if is_site else author, texts.get("language") or parent.get(XML_LANGUAGE))


def find_home(parent) -> str | None:
    """The address of the site or of the feed itself, which a feed gives before its entries."""
    links = [child for child in parent if local_name(child) == "link"]
    return next(filter(is_web_address, ((link.text or link.get("href") or "").strip() for link in links)), None)


def find_link(element, base_url: str | None) -> str | None:
    """The address of an entry: <link> in RSS, <link href> in Atom, <loc> in a sitemap, a permalink <guid> as last resort."""
    guid = None
    for child in element:
        name, text = local_name(child), (child.text or "").strip()
        href = child.get("href") if name == "link" and child.get("rel", "alternate") == "alternate" else None
        if url := text if name in ("loc", "link") and text else (href or "").strip():
            return resolve_url(resolve_url(base_url, child.base or ""), url)
        if name in ("guid", "id") and text.startswith(("http://", "https://")) and child.get("isPermaLink") != "false":
            guid = text
    return guid


def find_child(element, names: tuple[str, ...]):
    """The first descendant that has text for each of these names, the names in order of preference."""
    found: dict[str, object] = {}
    for child in element.iterdescendants():
        name = local_name(child)
        if name in names and name not in found and "".join(child.itertext()).strip():
            found[name] = child
    return next((found[name] for name in names if name in found), None)


def find_text(element, names: tuple[str, ...]) -> str | None:
    child = find_child(element, names)
    return None if child is None else "".join(child.itertext()).strip()


def find_authors(element) -> str | None:
    """All who wrote an entry, by their names and not by the addresses that RSS puts before them."""
    for name in AUTHORS:
        authors = [find_text(child, ("name",)) or "".join(child.itertext()) for child in element if local_name(child) == name]
        authors = [mail["name"] if (mail := MAILBOX.fullmatch(author)) else author for author in map(clean_title, authors) if author]
        if any(authors):
            return ", ".join(dict.fromkeys(filter(None, authors)))
    return None


def read_title(title) -> str | None:
    """A title as a reader sees it; only Atom says where one is plain text."""
    text = "".join(title.itertext())
    is_plain = title.tag.startswith(ATOM) and title.get("type", "text") in ("text", "xhtml")
    return clean_line(text) if is_plain else clean_title(text)


def read_content(content) -> str:
    """The HTML of an article: escaped as text, or as elements of XHTML in the feed itself."""
    if not len(content):
        return (content.text or "").strip()
    content = deepcopy(content)
    for element in content.iter("*"):
        element.tag = local_name(element) or "div"
    content.tag = "div"
    return require_library("lxml.etree").tostring(content, method="html", encoding="unicode", with_tail=False)


def find_source(element) -> str | None:
    """The outlet that RSS <source> names as the origin of an item."""
    for child in element:
        if local_name(child) == "source":
            return clean_line(child.text, 100)
    return None
