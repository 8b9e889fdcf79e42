"""Web archives: the HTML answers in a WARC file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .refusals import Refused, require_library
from .streams import HEAD, check_text

MAX_BYTES = 10_000_000
HTML_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One captured page; the body or the reason why it could not be read."""

    url: str
    captured: str | None
    content_type: str
    body: bytes = b""
    refused: str | None = None


def read_archive(stream: BinaryIO) -> Iterator[ArchivedPage]:
    """The HTML pages of an archive, decompressed one at a time; Refused when the file breaks off."""
    warcio = require_library("warcio")
    exceptions = require_library("warcio.exceptions")
    count = 0
    try:
        for record in warcio.ArchiveIterator(stream):
            if page := read_record(record):
                count += 1
                yield page
    except (exceptions.ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, TypeError) as error:
        reason = " ".join(str(error).split())[:150] or type(error).__name__
        raise Refused(f"the archive breaks off after {count} pages: {reason}") from error


def read_record(record) -> ArchivedPage | None:
    """A captured page; None for everything an archive holds beside articles."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    content_type = (headers or record.rec_headers).get_header("Content-Type") or ""
    if not content_type.strip().lower().startswith(HTML_TYPES):
        return None
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    captured = (record.rec_headers.get_header("WARC-Date") or "")[:10] or None
    try:
        body = record.content_stream().read(MAX_BYTES + 1)
    except (OSError, EOFError, ValueError) as error:
        return ArchivedPage(url, captured, content_type, refused=f"the record is broken: {error}")
    if len(body) > MAX_BYTES:
        return ArchivedPage(url, captured, content_type, refused=f"the page is larger than {MAX_BYTES:,} bytes")
    if is_cut_off(record.raw_stream):
        return ArchivedPage(url, captured, content_type, refused="the record is cut off")
    try:
        check_text(body[:HEAD])
    except Refused as error:
        return ArchivedPage(url, captured, content_type, refused=name_packing(headers) or str(error))
    return ArchivedPage(url, captured, content_type, body)


def name_packing(headers) -> str | None:
    """Why a body is no text, where it is packed in a way not known here; some archives keep the header beside a body unpacked."""
    packing = (headers and headers.get_header("Content-Encoding") or "").strip().lower()
    known = require_library("warcio.bufferedreaders").BufferedReader.get_supported_decompressors()
    if packing in ("", "identity", *known):
        return None
    remedy = "install the library brotli" if packing == "br" else "archive it without or with gzip"
    return f"the page is packed with {packing}, which could not be unpacked: {remedy}"


def is_cut_off(raw_stream) -> bool:
    """Whether a record ends before the length it announces; half a page would make half an article."""
    return getattr(raw_stream, "limit", 0) > 0 and not raw_stream.read(1)
