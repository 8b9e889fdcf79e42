"""Tables of articles: CSV files, lines of JSON, and plain lists of addresses."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from ..spreadsheets import fold_name, read_cells, read_header, split_lines
from .addresses import is_web_address
from .dates import parse_date
from .drafts import MAX_CHARACTERS, Draft, clean_line, clean_text
from .encodings import decode_bytes, find_encoding, find_wide
from .plain import begin_with_title
from .refusals import Refused

MAX_LINE = 10_000_000  # bytes of one line
MAX_URL = 5_000  # characters looked at
# Other names under which people and newsroom exports keep our columns.
COLUMNS = {
    "url": ("url", "link", "address", "uri", "canonical_url", "article_url"),
    "title": ("title", "headline", "name"),
    "text": ("text", "body", "content", "article_text", "articlebody", "full_text", "maintext", "content_text"),
    "published": ("published", "date", "published_at", "publishedat", "datepublished", "date_published", "pubdate", "date_publish", "publication_date"),
    "publisher": ("publisher", "outlet", "site", "sitename", "site_name", "newspaper"),
    "author": ("author", "byline", "authors"),
    "language": ("language", "lang", "inlanguage"),
}
# Under which programs put the list of articles, in an object that says how many there are, or of which site (jsonfeed.org).
LISTS = ("articles", "items", "entries", "posts", "stories", "documents", "docs", "records", "rows", "results", "data")
TABLE_SUFFIXES = (".csv", ".tsv")
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
NAMES = {name for names in COLUMNS.values() for name in names}


def read_csv(stream: BinaryIO, head: bytes) -> Iterator[tuple[int, Draft | Refused]]:
    """Each row with its number, as a draft or as the reason why it is none."""
    encoding, header = find_encoding(head), read_header(decode_bytes(head))
    try:
        lines = (decode_line(line, encoding) for line in read_lines(decode_stream(stream, head)))
        for number, (_, row) in enumerate(read_cells(lines, header, MAX_CHARACTERS * 4), header.lines + 1):
            if any(cell.strip() for cell in row):
                yield number, make_draft(dict(zip(header.names, row, strict=False)))  # rows may be short
    except csv.Error as error:
        yield 0, Refused(f"the table breaks off: {error}")
    except Refused as error:
        yield 0, error


def read_addresses(stream: BinaryIO, head: bytes) -> Iterator[tuple[int, Draft | Refused]]:
    """Each line of a list of web addresses, without empty lines and those that begin with "#"."""
    encoding = find_encoding(head)
    for number, line in enumerate(read_lines(decode_stream(stream, head)), 1):
        url = decode_line(line, encoding).strip("\ufeff \t\r\n")
        if url and not url.startswith("#"):
            yield number, Draft(text="", url=url) if is_web_address(url) else Refused("not a web address")


def read_json(stream: BinaryIO, head: bytes) -> Iterator[tuple[int, Draft | Refused]]:
    """Each object of a JSONL file, of one JSON array wherever it stands, or the only one, with its number."""
    stream = decode_stream(stream, head)
    first = decode_bytes(head).lstrip("\ufeff").split("\n", 1)
    if first[0].lstrip().startswith("[") or (len(first) > 1 and not is_json(first[0])):
        yield from read_json_document(stream)
        return
    number = 0
    try:
        for number, line in enumerate(read_lines(stream), 1):
            if line.strip():
                yield from read_json_value(line, number)
    except Refused as error:
        yield number + 1, error


def is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def read_json_document(stream: BinaryIO) -> Iterator[tuple[int, Draft | Refused]]:
    raw = stream.read(MAX_LINE + 1)
    if len(raw) > MAX_LINE:
        yield 0, Refused(f"JSON of more than {MAX_LINE:,} bytes; save it as one object a line (JSONL)")
        return
    yield from read_json_value(raw, 0)


def read_json_value(raw: bytes, line: int) -> Iterator[tuple[int, Draft | Refused]]:
    """The row in a line of JSON, with its number; those of a list where the whole file (0) or its first line is one."""
    try:
        value = json.loads(decode_bytes(raw))
    except (ValueError, RecursionError) as error:
        yield line, Refused(f"not valid JSON: {error}")
        return
    rows = find_list(value) if line < 2 else None
    if rows is None:
        yield max(line, 1), read_object(value)
    else:
        yield from enumerate(map(read_object, rows), 1)


def read_object(value: object) -> Draft | Refused:
    return make_draft(value) if isinstance(value, dict) else Refused("not an object with columns")


def find_list(value: object) -> list | None:
    """A list of articles, also where an object is around it; None for a row."""
    if isinstance(value, dict) and not {*COLUMNS["url"], *COLUMNS["text"]} & set(map(fold_name, value)):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
    return value if isinstance(value, list) else None


def make_draft(row: dict[str, object]) -> Draft | Refused:
    """A draft from one row; its text is empty when there is only an address to fetch."""
    cells = {fold_name(str(name)): value for name, value in row.items()}
    found: dict[str, str] = {}
    for column, names in COLUMNS.items():
        for name in names:
            if cell := (join_paragraphs if column == "text" else flatten)(cells.get(name)):
                found[column] = cell
                break
    url, body = clean_line(found.get("url"), MAX_URL), clean_text(found.get("text", ""))
    if not body and not url:
        columns = "" if NAMES & set(cells) else ", ".join(cells)
        return Refused("neither a text nor a url" + (f"; its columns are {clean_line(columns, 200)}" if columns else ""))
    if url and not body and not is_web_address(url):
        return Refused(f"no text, and the url is no web address: {url[:200]}")
    title = clean_line(found.get("title"))
    return Draft(
        text=begin_with_title(title, body) if body else "",
        title=title,
        url=url,
        publisher=found.get("publisher"),
        author=found.get("author"),
        language=found.get("language"),
        published=parse_date(found.get("published")),
    )


def join_paragraphs(value: object) -> str:
    """A text, also where it is a list of its paragraphs."""
    return "\n\n".join(filter(None, map(flatten, value))) if isinstance(value, list) else flatten(value)


def flatten(value: object) -> str:
    """A cell as text; a list of names is joined, an object of schema.org gives its name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(filter(None, (flatten(item) if not isinstance(item, list) else "" for item in value[:20])))
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def is_table(head: bytes, suffix: str = "") -> bool:
    """Whether the first line names columns, among them one that leads to an article; a table's suffix lets one alone be enough."""
    names = set(read_header(decode_bytes(head)).names)
    wanted = {*COLUMNS["url"], *COLUMNS["text"]} & names
    return bool(wanted) and (suffix in TABLE_SUFFIXES or len(names & NAMES) > 1 or names <= set(COLUMNS["url"]))


def describe_columns(head: bytes, suffix: str) -> str:
    """Why a file with the suffix of a table is none of articles."""
    if suffix not in TABLE_SUFFIXES:
        return "not JSON of articles: it must begin with an object, or a list of objects, that has a url or a text"
    found = ", ".join(filter(None, read_header(decode_bytes(head)).names))[:200]
    return f"not a table of articles: its first line names neither a url nor a text but {found or 'nothing'}; name a column so"


def is_address_list(head: bytes) -> bool:
    """Whether the first lines are web addresses, four of five at least, as in a sitemap in plain text."""
    lines = split_lines(decode_bytes(head))
    lines = [line.strip() for line in (lines[:-1] or lines) if line.strip() and not line.startswith("#")]
    addresses = sum(is_web_address(line) and " " not in line for line in lines)
    return bool(lines) and addresses >= len(lines) * 0.8


def decode_stream(stream: BinaryIO, head: bytes) -> BinaryIO:
    """The stream in an encoding whose lines end in "\\n"; what has them otherwise is read whole, within the limit."""
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or find_wide(head)
    if not is_wide and (b"\n" in head or b"\r" not in head):
        return stream
    raw = stream.read(MAX_LINE + 1)
    if len(raw) > MAX_LINE:
        kind, remedy = ("in UTF-16", "as UTF-8") if is_wide else ("whose lines end in CR alone", "with LF")
        raise Refused(f"a table {kind} of more than {MAX_LINE:,} bytes; save it {remedy}")
    raw = decode_bytes(raw).encode("utf-8", "replace") if is_wide else raw
    return io.BytesIO(raw if b"\n" in raw[: len(head)] else raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def decode_line(line: bytes, encoding: str) -> str:
    """A line in the encoding of the first lines, or in one of its own where somebody pasted it in."""
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return decode_bytes(line)


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of bounded length."""
    while line := stream.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise Refused(f"a line of more than {MAX_LINE:,} bytes")
        yield line
