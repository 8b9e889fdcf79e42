"""From any source to readings: what it is, and who reads it."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ..text import fold
from .addresses import is_web_address
from .desks import Desk, Place, guard
from .drafts import Draft, Reading, finish_draft
from .feeds import Entry, read_entries
from .fetching import Fetcher
from .folders import list_files
from .markdown import MARKDOWN_SUFFIXES, has_front_matter, read_markdown
from .meters import Meter
from .pages import read_page
from .plain import begin_with_title, read_plain
from .refusals import Refusal, Refused
from .rows import read_addresses, read_csv, read_json
from .streams import Kind, Stream, find_kind, find_suffix
from .warcs import ArchivedPage, read_archive

MAX_DEPTH = 3  # a sitemap index leads to sitemaps, and these to pages
SHORT_FEED_TEXT = 500  # characters; a shorter text in a feed is a teaser
ROW_READERS = {Kind.CSV: read_csv, Kind.JSON: read_json, Kind.ADDRESSES: read_addresses}
LISTS = (Kind.WARC, Kind.FEED, *ROW_READERS)
# In a folder, text under another name is a style sheet or a script; given by itself it is read whatever its name.
TEXT_SUFFIXES = {"", ".txt", ".text", ".asc", *MARKDOWN_SUFFIXES}


def read_articles(
    source: str,
    *,
    url: str | None = None,
    fetcher: Fetcher | None = None,
    offline: bool = False,
    retrieved: str | None = None,
    stdin: BinaryIO | None = None,
    meter: Meter | None = None,
) -> Iterator[Reading | Refusal]:
    """The articles of a file, a folder, an address or standard input ("-"), one at a time.

    `url` is the address of a single text or page. `retrieved` is today's date, which only the caller
    knows. Unless `offline`, addresses are fetched by the fetcher given, or by one with default limits.
    """
    desk = Desk(None if offline else fetcher or Fetcher(), retrieved, meter=meter or Meter())
    if source.startswith(("http://", "https://")):
        return read_url(source, desk)
    if source == "-":
        return guard(read_stream(stdin or sys.stdin.buffer, Place("standard input", url), desk), "standard input")
    path = Path(source)
    return read_folder(path, desk) if os.path.isdir(path) else guard(read_file(path, url, desk), source)


def read_folder(folder: Path, desk: Desk) -> Iterator[Reading | Refusal]:
    """All files below a folder; links are not followed, because they can lead in circles or out of it."""
    failures: list[OSError] = []
    paths = list_files(folder, failures)
    yield from (Refusal(str(error.filename), f"it could not be read: {error.strerror}") for error in failures)
    for path in paths:
        yield from read_member(path, desk)
    if not paths and not failures:
        yield Refusal(str(folder), "the folder has no files")


def read_member(path: Path, desk: Desk) -> Iterator[Reading | Refusal]:
    """One file of a folder."""
    if path.is_symlink():
        yield Refusal(str(path), "a link; links in folders are not followed, give the file itself")
    else:
        yield from guard(read_file(path, None, desk, in_folder=True), str(path))


def read_file(path: Path, url: str | None, desk: Desk, in_folder: bool = False) -> Iterator[Reading | Refusal]:
    if "\0" in str(path) or not path.exists():
        raise Refused("no such file")
    # Opening a pipe or a device could wait for ever.
    if not stat.S_ISREG(path.stat().st_mode):
        raise Refused("not a regular file")
    desk.enter(str(path))
    with path.open("rb") as file, desk.meter.count(file) as stream:
        yield from read_stream(stream, Place(str(path), url, "", find_suffix(path), in_folder), desk)


def read_stream(raw: BinaryIO, place: Place, desk: Desk) -> Iterator[Reading | Refusal]:
    """The articles in a stream of bytes, after a look at the first of them."""
    stream = Stream(raw)
    if not stream.head:
        stream.check_complete()
    kind = find_kind(stream.head, place.suffix)
    if kind in LISTS and desk.depth >= MAX_DEPTH:
        raise Refused(f"it leads to another list ({kind.value}), not to an article")
    if kind is Kind.WARC:
        yield from read_warc(stream, place.source, desk)
    elif kind is Kind.FEED:
        yield from read_feed(stream, place, desk)
    elif kind in ROW_READERS:
        yield from read_rows(ROW_READERS[kind](stream, stream.head), place.source, desk)
    elif kind is Kind.HTML:
        yield finish_draft(read_page(stream.read_all(), place.url, place.content_type), place.source, desk.retrieved)
    elif place.in_folder and place.suffix not in TEXT_SUFFIXES:
        raise Refused(f"text, but {place.suffix} is no article in a folder; give the file itself to read it")
    else:
        is_markdown = place.suffix in MARKDOWN_SUFFIXES or has_front_matter(stream.head)
        yield finish_draft((read_markdown if is_markdown else read_plain)(stream.read_all(), place.url), place.source, desk.retrieved)
    stream.check_complete()


def read_url(url: str, desk: Desk) -> Iterator[Reading | Refusal]:
    """The article at an address, or the articles a list there leads to."""

    def read() -> Iterator[Reading | Refusal]:
        if desk.fetcher is None:
            raise Refused("it would have to be fetched, and fetching is switched off")
        response = desk.fetcher.fetch(url)
        yield from read_stream(io.BytesIO(response.body), Place(url, response.url, response.content_type), desk)

    return guard(read(), url)


def read_warc(stream: BinaryIO, source: str, desk: Desk) -> Iterator[Reading | Refusal]:
    def read(page: ArchivedPage, name: str) -> Iterator[Reading]:
        desk.enter(name)
        draft = read_page(page.body, page.url, page.content_type)
        yield finish_draft(replace(draft, retrieved=page.captured), name, desk.retrieved)

    for page in read_archive(stream):
        name = f"{source}: {page.url}"
        yield from [Refusal(name, page.refused)] if page.refused else guard(read(page, name), name)


def read_rows(rows: Iterable[tuple[int, Draft | Refused]], source: str, desk: Desk) -> Iterator[Reading | Refusal]:
    """The articles of a table; a row without text is fetched."""
    for number, row in rows:
        name = f"{source}:{number}" if number else source
        if isinstance(row, Refused):
            yield Refusal(name, str(row))
        elif row.text:
            yield from guard((finish_draft(draft, name, desk.retrieved) for draft in [row]), name)
        else:
            yield from (
                complete_item(item, row, name) for item in read_url(row.url or "", replace(desk, depth=MAX_DEPTH))
            )


def read_feed(stream: Stream, place: Place, desk: Desk) -> Iterator[Reading | Refusal]:
    """The articles that a feed or sitemap leads to, each address once."""
    seen: set[str] = set()
    for entry in read_entries(stream, place.url):
        if entry.url and entry.url in seen:
            continue
        seen.add(entry.url)
        if entry.is_sitemap:
            yield from read_url(entry.url, replace(desk, depth=desk.depth + 1))
        else:
            name = f"{place.source}: {entry.url or entry.title or entry.guid or 'an item'}"
            yield from read_entry(entry, name, replace(desk, depth=MAX_DEPTH))
    stream.check_complete()
    if not seen:
        yield Refusal(place.source, "the feed or sitemap has no entries with an address")


def read_entry(entry: Entry, name: str, desk: Desk) -> Iterator[Reading | Refusal]:
    """The page behind an entry; the text in the feed itself where the page cannot be had."""
    draft = Draft(
        text="", title=entry.title, url=entry.url, publisher=entry.publisher, author=entry.author,
        language=entry.language, published=entry.published or entry.updated,
        published_basis="page" if entry.published else "inferred", credit=entry.source,
    )  # fmt: skip
    has_text = len(entry.content or "") >= SHORT_FEED_TEXT
    if not entry.url:
        refusal = Refusal(name, f"it has no address, and no text of {SHORT_FEED_TEXT} characters in the feed itself")
        note = "Text taken from the feed."
        yield from guard(read_feed_text(entry, replace(draft, note=note), name, desk), name) if has_text else [refusal]
        return
    for item in read_url(entry.url, desk):
        if isinstance(item, Refusal) and has_text:
            note = f"Text taken from the feed: {item.reason}."
            yield from guard(read_feed_text(entry, replace(draft, note=note), name, desk), name)
        else:
            yield complete_item(item, draft, name)


def read_feed_text(entry: Entry, draft: Draft, name: str, desk: Desk) -> Iterator[Reading]:
    html = f"<html><head></head><body><article>{entry.content}</article></body></html>"
    page = read_page(html.encode("utf-8", "ignore"), entry.url if is_web_address(entry.url) else None)
    title = draft.title or page.title
    text = begin_with_title(title, page.text)
    yield finish_draft(replace(draft, text=text, title=title), name, desk.retrieved)


def complete_item(item: Reading | Refusal, draft: Draft, name: str) -> Reading | Refusal:
    """What a page gave, completed by what the list that led to it says."""
    if isinstance(item, Refusal):
        return Refusal(name, item.reason)
    article = replace(item.article, author=item.article.author or draft.author)
    is_surer = article.published_basis != "page" and draft.published_basis == "page"
    if draft.published and (is_surer or not article.published):
        article = replace(article, published=draft.published, published_basis=draft.published_basis)
    # Feeds that collect from many sites name each item's own outlet as its source.
    credit = draft.credit if fold(draft.credit or "") != fold(item.publisher.name) else None
    return replace(item, source=name, article=article, credit=item.credit or credit)
