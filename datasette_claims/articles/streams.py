"""Streams of bytes: their first bytes, their kind, and gzip taken off without being filled up by it."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from .encodings import decode_bytes, find_wide
from .refusals import Refused
from .rows import JSON_SUFFIXES, TABLE_SUFFIXES, describe_columns, is_address_list, is_table

HEAD = 4096
MAX_BYTES = 10_000_000
# Measured: news 3 to 1, a sitemap of 20,000 addresses 40 to 1; a bomb is near 1,000 to 1, the most gzip can do.
MAX_RATIO = 200
FREE_BYTES = 20_000_000  # expanded without looking at the ratio
GZIP = b"\x1f\x8b"
# Formats that would pass for text in their first bytes, or that people try.
KNOWN_BINARY = {
    b"%PDF-": "a PDF; save its text first", b"PK\x03\x04": "a ZIP or Office file; unpack it or save its text first",
    b"SQLite format 3": "a database", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image", b"GIF8": "an image",
    b"{\\rtf": "an RTF file; save it as text", b"\xd0\xcf\x11\xe0": "an Office file; save it as text",
    b"BZh": "packed with bzip2; unpack it first", b"\xfd7zXZ": "packed with xz; unpack it first",
    b"\x28\xb5\x2f\xfd": "packed with zstd; unpack it first",
}  # fmt: skip
PROLOG = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?!\s+html)[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(r"<(?:\w+:)?([A-Za-z!]\w*)")
MARKUP = re.compile(
    r"<(?:!doctype html|html|head|body|meta|title|article|main|div|p|h1|section|script|span|table)\b", re.IGNORECASE
)


class Kind(str, Enum):
    """What an input is, told from its first bytes."""

    WARC = "web archive"
    FEED = "feed or sitemap"
    HTML = "page"
    CSV = "table"
    JSON = "JSON"
    ADDRESSES = "list of addresses"
    TEXT = "text"


class HeadStream(io.RawIOBase):
    """A stream whose first bytes were read for a look and are given out again; for pipes, which cannot go back."""

    def __init__(self, stream: BinaryIO):
        self.stream = stream
        self.head = read_fully(stream, HEAD)
        self.waiting = self.head
        self.count = len(self.head)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        chunk = self.waiting[: len(buffer)] or self.stream.read(len(buffer)) or b""
        if self.waiting:
            self.waiting = self.waiting[len(buffer) :]
        else:
            self.count += len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)


class UnpackedStream(io.RawIOBase):
    """The content of a gzip stream; it ends where the data is broken or expands like a bomb, and knows why."""

    def __init__(self, packed: HeadStream):
        self.packed, self.count = packed, 0
        self.unpacked = gzip.GzipFile(fileobj=io.BufferedReader(packed, 65_536))
        self.failure: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if self.failure:
            return 0
        try:
            chunk = self.unpacked.read1(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            self.failure = f"the gzip data is broken: {error}"
            return 0
        self.count += len(chunk)
        if self.count > FREE_BYTES and self.count > self.packed.count * MAX_RATIO:
            self.failure = f"the gzip data expands more than {MAX_RATIO} times, which no text does"
            return 0
        buffer[: len(chunk)] = chunk
        return len(chunk)


class Stream(io.BufferedReader):
    """What readers get: bytes, the first of them, and a check at the end that they were all there."""

    def __init__(self, raw: BinaryIO):
        outer = HeadStream(raw)
        self.unpacked = UnpackedStream(outer) if outer.head.startswith(GZIP) else None
        inner = HeadStream(self.unpacked) if self.unpacked else outer
        super().__init__(inner, 65_536)
        self.head = inner.head

    def check_complete(self) -> None:
        """Refused when the stream ended for another reason than its end."""
        if self.unpacked and self.unpacked.failure:
            raise Refused(self.unpacked.failure)

    def read_all(self, limit: int = MAX_BYTES) -> bytes:
        """The rest; Refused when it is larger than the limit, which is noticed before it is all read."""
        raw = read_fully(self, limit + 1)
        self.check_complete()
        if len(raw) > limit:
            raise Refused(f"larger than {limit:,} bytes")
        return raw


def read_fully(stream: BinaryIO, size: int) -> bytes:
    """As many bytes as asked for, or all there are."""
    chunks = []
    while size > 0 and (chunk := stream.read(size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def find_suffix(path: Path) -> str:
    """The suffix that says what a file holds, below that of gzip."""
    return Path(path.stem if path.suffix.lower() == ".gz" else path).suffix.lower()


def find_kind(head: bytes, suffix: str = "") -> Kind:
    """What an input is, from its content first and the suffix of its name last; Refused for what holds no text."""
    if head.startswith((b"WARC/", b"filedesc://")):
        return Kind.WARC
    check_text(head)
    return find_text_kind(head, suffix)


def check_text(head: bytes) -> None:
    """Refused when the first bytes are not those of a text."""
    if not head.strip():
        raise Refused("empty")
    for mark, meaning in KNOWN_BINARY.items():
        if head.startswith(mark):
            raise Refused(f"not text but {meaning}")
    if is_binary(head):
        raise Refused("not text but binary data")


def find_text_kind(head: bytes, suffix: str) -> Kind:
    text = decode_bytes(head).lstrip("\ufeff \t\r\n")
    beginning = PROLOG.sub("", text, count=1) if text.startswith("<") else text
    root = ROOT.match(beginning)
    if root and root[1].lower() in ("rss", "feed", "rdf", "urlset", "sitemapindex"):
        return Kind.FEED
    if MARKUP.match(beginning) or (suffix in (".html", ".htm", ".xhtml") and "<" in text):
        return Kind.HTML
    if re.match(r"\{\s*\"|\[\s*\{\s*\"", text):
        return Kind.JSON
    if is_table(head, suffix):
        return Kind.CSV
    if is_address_list(head):
        return Kind.ADDRESSES
    if text.startswith("<?xml"):
        raise Refused("XML that is neither a feed, a sitemap nor a page")
    if suffix in TABLE_SUFFIXES + JSON_SUFFIXES:
        raise Refused(describe_columns(head, suffix))
    return Kind.HTML if MARKUP.search(text[:1000]) and text.startswith("<") else Kind.TEXT


def is_binary(head: bytes) -> bool:
    """Whether the first bytes hold control characters that no text encoding has."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return find_wide(head) is None and controls > len(head) * 0.02 + 1
