"""Plain text with optional header lines, as somebody saves an article by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

from .dates import parse_date
from .drafts import Draft, clean_text
from .encodings import decode_bytes, repair_twice_decoded

HEADER = re.compile(r"(Title|URL|Publisher|Published|Author|Language):[ \t]*(.+)", re.IGNORECASE)
MAX_HEADERS = 10
# A headline has one line, no full stop and at most this many characters; a standfirst is longer.
MAX_HEADLINE = 120
REPAIRED = "{} characters that had been decoded twice were put right."


def read_plain(raw: bytes, url: str | None = None, strip: Callable[[str], str] = str) -> Draft:
    """A draft from a text file: header lines if there are any, otherwise the first short line is the title.

    `strip` takes markup off what stands below the header lines.
    """
    text, repaired = repair_twice_decoded(decode_bytes(raw))
    headers, body = split_headers(clean_text(text))
    body = clean_text(strip(body))
    title = headers.get("title")
    return Draft(
        text=begin_with_title(title, body),
        title=title or find_headline(body),
        url=url or headers.get("url"),
        publisher=headers.get("publisher"),
        author=headers.get("author"),
        language=headers.get("language"),
        published=parse_date(headers.get("published")),
        note=REPAIRED.format(repaired) if repaired else None,
    )


def split_headers(text: str) -> tuple[dict[str, str], str]:
    """Header lines at the top, each name once, and the text below them."""
    headers: dict[str, str] = {}
    lines = text.split("\n")
    for line in lines[:MAX_HEADERS]:
        header = HEADER.fullmatch(line)
        if not header or header[1].lower() in headers:
            break
        headers[header[1].lower()] = header[2].strip()
    return headers, "\n".join(lines[len(headers) :]).strip()


def find_headline(text: str) -> str | None:
    """The first of the opening lines that is short and is no sentence."""
    for line in [line for line in text.split("\n") if line][:3]:
        if len(line) <= MAX_HEADLINE and not line.endswith((".", "…", ":", ",", ".”", '."', "»")):
            return line.lstrip("# ") or None
    return None


def begin_with_title(title: str | None, body: str) -> str:
    """The text that offsets point into: the headline, a blank line and the body, unless the body begins with it."""
    if not title or list_words(body[: len(title) * 2 + 50]).startswith(list_words(title)):
        return body
    return f"{title}\n\n{body}"


def list_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
