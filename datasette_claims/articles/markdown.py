"""Markdown with or without front matter, as the makers of static sites keep their articles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from .drafts import Draft
from .encodings import decode_bytes
from .plain import read_plain
from .refusals import Refused
from .rows import make_draft

MARKDOWN_SUFFIXES = (".md", ".markdown")
# Between two lines of three hyphens, columns in YAML: title, date, author; between lines of three pluses, the same in TOML.
FRONT_MATTER = (
    re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>[\w\"'][\w \"'-]{0,60}:.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL),
    re.compile(r"\ufeff?\+\+\+[ \t]*\n(?P<toml>[\w\"'#\[].{0,20000}?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL),
)
HARD_BREAK = re.compile(r"(?:  |\\)\n")  # two spaces or a backslash break a line
# Markup and what a reader sees of it, in the order in which it is taken off; every length is bounded, so that time is too.
MARKUP = tuple(
    (re.compile(pattern, re.MULTILINE), seen)
    for pattern, seen in (
        (r"<!--[^>]{0,2000}?-->|\{\{[<%][^{}]{0,500}[>%]\}\}|\{%[^{}]{0,500}%\}", ""),  # comments, and commands to the maker of the site
        (r"^[ \t]{0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]+\S{1,2000}.{0,200}$", ""),  # where links lead
        (r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])", ""),
        (r"\[\^[^\]\n]{1,50}\]:?", ""),  # footnotes
        (r"\[([^\[\]\n]{1,500})\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\[[^\]\n]{0,200}\])", r"\1"),
        (r"^[ \t]{0,3}(?:>[ \t]?){1,5}", ""),
        (r"(?<=\S)\n(?![\s#|]|[-*+] |\d{1,3}[.)] )", " "),  # lines of one paragraph
        (r"^[ \t]{0,3}#{1,6}[ \t]+(.{0,500}?)[ \t]*#{0,6}$", r"\1"),
        (r"(?<![\w\\])(\*\*\*|\*\*|__|\*|_)(?=[^\s*_])([^\n*]{1,1000}?)(?<=[^\s\\])\1(?!\w)", r"\2"),
        (r"\\([!-/:-@\[-`{-~])", r"\1"),
    )
)


def has_front_matter(head: bytes) -> bool:
    """Whether a text begins with columns; they may go on behind its first bytes."""
    return bool(re.match(r"\ufeff?(?:---[ \t]*\r?\n[\w\"'][\w \"'-]{0,60}:|\+\+\+[ \t]*\r?\n[\w\"']{1,60}[ \t]*=)", decode_bytes(head)))


def read_markdown(raw: bytes, url: str | None = None) -> Draft:
    """A draft from a file in Markdown; Refused where its front matter is no YAML or TOML."""
    text = HARD_BREAK.sub("\n\n", decode_bytes(raw).replace("\r\n", "\n"))
    found = next((match for pattern in FRONT_MATTER if (match := pattern.match(text))), None)
    body = read_plain(text[found.end() if found else 0 :].encode("utf-8", "replace"), url, strip_markup)
    if found is None:
        return body
    parse = parse_toml if found.lastgroup == "toml" else parse_yaml
    draft = make_draft({**parse(found[1]), "text": body.text})
    if isinstance(draft, Refused):
        raise Refused("no text stands below its front matter")
    return replace(draft, url=url or draft.url, title=draft.title or body.title, note=body.note)


def parse_yaml(written: str) -> dict[str, object]:
    import yaml

    try:
        columns = yaml.load(written, Loader=yaml.BaseLoader)  # makes texts and lists of them, never objects
    except (yaml.YAMLError, RecursionError) as error:
        raise Refused(f"its front matter is not YAML: {' '.join(str(error).split())[:200]}") from error
    return columns if isinstance(columns, dict) else {}


def parse_toml(written: str) -> dict[str, object]:
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib
    try:
        columns = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(f"its front matter is not TOML: {str(error)[:200]}") from error
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}


def strip_markup(text: str) -> str:
    """What a reader sees of a text in Markdown, a paragraph a line."""
    for pattern, seen in MARKUP:
        text = pattern.sub(seen, text)
    return text
