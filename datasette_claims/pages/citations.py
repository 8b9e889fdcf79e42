"""A citation as text, BibTeX and CSL-JSON; plain functions, no clock and no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .phrases import clean, format_day, format_interval

# Every character that means something to TeX (The TeXbook, chapter 7); the rest is UTF-8, which biber and
# current BibTeX styles read.
TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}
LONG = 300  # characters of a title in a citation


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: one row of the dataset under its lasting address, or the article a row describes."""

    key: str  # table and id, such as claims-nk-volunteers-sent
    kind: str  # CSL type: dataset for a row of ours, article-newspaper for somebody else's article
    title: str
    author: str | None
    container: str  # the dataset, or the publisher of the article
    url: str
    issued: tuple[str | None, str | None] = (None, None)  # first and last day
    version: str | None = None
    accessed: str | None = None
    note: str | None = None
    language: str | None = None


def write_text(citation: Citation) -> str:
    """One line as it stands in a footnote."""
    start, end = citation.issued
    dated = format_interval(start, end) if start and end and start != end else format_day(start) if start else None
    title = f"“{level(citation.title).rstrip('.')}”"
    parts = [citation.author, title, citation.container, citation.version and f"Version {citation.version}", dated, citation.note]
    text = ". ".join([*(level(part).rstrip(".") for part in parts if part), clean(citation.url)])
    return text + (f" (accessed {format_day(citation.accessed)})." if citation.accessed else ".")


def write_bibtex(citation: Citation) -> str:
    """One BibTeX entry; @misc, because that is what every style knows."""
    year, month = (split_date(citation.issued[0]) + [None, None])[:2] if citation.issued[0] else (None, None)
    fields = {
        "author": citation.author and "{" + escape_tex(citation.author) + "}",
        # Braces within keep the capitals of names.
        "title": "{" + escape_tex(citation.title) + "}",
        "howpublished": escape_tex(citation.container),
        "edition": citation.version and escape_tex(f"Version {citation.version}"),
        "year": year and f"{year:04}",
        "month": month and str(month),
        "url": escape_url(citation.url),
        "urldate": citation.accessed,
        "note": citation.note and escape_tex(citation.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9-]', '', citation.key)},\n{lines}}}\n"


def make_csl(citation: Citation) -> dict[str, Any]:
    """One item of CSL-JSON (github.com/citation-style-language/schema, csl-data.json)."""
    days = [split_date(day) for day in dict.fromkeys(citation.issued) if day]
    item = {
        "id": citation.key,
        "type": citation.kind,
        "title": level(citation.title),
        "author": [{"literal": level(citation.author)}] if citation.author else None,
        "container-title": level(citation.container),
        "version": citation.version,
        "issued": {"date-parts": days} if days else None,
        "accessed": {"date-parts": [split_date(citation.accessed)]} if citation.accessed else None,
        "URL": clean(citation.url),
        "language": citation.language,
        "note": citation.note and level(citation.note),
    }
    return {name: value for name, value in item.items() if value}


def split_date(day: str) -> list[int]:
    """[2022, 8, 11] from an ISO date, as far as it goes."""
    return [int(part) for part in day[:10].split("-")]


def level(text: str) -> str:
    """A text on one line, without characters that turn the text around it, and cut where it is endless."""
    line = " ".join(clean(text).split())
    return line if len(line) <= LONG else line[: LONG - 1].rstrip() + "…"


def escape_tex(text: str) -> str:
    return "".join(TEX.get(letter, letter) for letter in level(text))


def escape_url(url: str) -> str:
    r"""A URL that neither closes the field nor starts a TeX command; \url takes the rest as it is."""
    return quote(clean(url), safe=":/?#[]@!$&'()*+,;=%-._~")
