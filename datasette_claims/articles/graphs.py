"""JSON-LD of a page: the objects in it, and which of them is the article on this page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from ..text import fold
from .addresses import canonicalise_url, resolve_url
from .drafts import clean_title

# Also as "http://schema.org/NewsArticle" or "schema:NewsArticle".
NEWS_TYPES = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
MAX_JSON = 500_000  # characters of one JSON-LD block
MAX_OBJECTS = 2_000
MAX_NEWS = 200  # stories of which one page speaks
MAX_AUTHORS = 20


class Graph:
    """The objects of all JSON-LD blocks of a page, and what their references mean."""

    def __init__(self, tree):
        blocks = [script.text or "" for script in tree.iter("script") if is_linked_data(script)][:50]
        self.objects = [found for block in blocks for found in list_objects(parse_json(block))]
        self.news = list(islice(filter(is_news, self.objects), MAX_NEWS))
        identified = [found for found in self.objects if isinstance(found.get("@id"), str)]
        self.named = {found["@id"]: found for found in reversed(identified) if is_named(found)}

    def find_news(self, page_urls: set[str], titles: set[str], base: str | None) -> dict:
        """The article on this page: the one with its address, with its headline, or the first; related stories stand beside it."""

        def rate(news: dict) -> tuple[bool, bool]:
            urls = {canonicalise_url(resolve_url(base, url)) for url in list_addresses(news)}
            return bool(urls & page_urls), self.has_title(news, titles)

        return max(self.news, key=rate, default={})

    def has_title(self, news: dict, titles: set[str]) -> bool:
        return fold(self.read_name(news.get("headline")) or "") in titles

    def read_name(self, value: object) -> str | None:
        """The words of a string, or the name of the object or first object that stands there."""
        return next(self.list_names(value), None)

    def list_names(self, value: object) -> Iterator[str]:
        """The names in a string, an object or a list of them, as a reader sees them; references are looked up."""
        for item in value[:MAX_AUTHORS] if isinstance(value, list) else [value]:
            if isinstance(item, dict) and not is_named(item):
                reference = item.get("@id")
                item = self.named.get(reference, item) if isinstance(reference, str) else item
            if name := clean_title(read_string(item)):
                yield name


def is_linked_data(script) -> bool:
    return script.get("type", "").strip().lower().startswith("application/ld+json")


def is_named(found: dict) -> bool:
    return bool(found.get("name") or found.get("@value"))


def is_news(found: dict) -> bool:
    types = found.get("@type")
    return any(isinstance(name, str) and NEWS_TYPES.match(name) for name in (types if isinstance(types, list) else [types]))


def list_addresses(news: dict) -> Iterator[str]:
    """The addresses an article in JSON-LD gives itself."""
    for key in ("url", "mainEntityOfPage", "@id"):
        if url := read_string(news.get(key), ("@id", "url")):
            yield url


def parse_json(text: str) -> object:
    """The value of a JSON-LD block; None where it is broken."""
    text = re.sub(r"^\s*(?://\s*)?<!(?:\[CDATA\[|--)|(?://\s*)?(?:\]\]>|-->)\s*$", "", text[:MAX_JSON])
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def list_objects(value: object) -> Iterator[dict]:
    """Objects at the top, in lists and in @graph, never more than a page can mean."""
    waiting, count = [value], 0
    while waiting and count < MAX_OBJECTS:
        value, count = waiting.pop(0), count + 1
        if isinstance(value, list):
            waiting.extend(value[:MAX_OBJECTS])
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)


def read_string(value: object, keys: tuple[str, ...] = ("name", "@value")) -> str | None:
    """A string, or the one a schema.org object or list holds."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[key] for key in keys if value.get(key)), None)
    return value.strip() or None if isinstance(value, str) else None
