"""What a page says about itself in its markup: JSON-LD, meta tags and links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from .addresses import canonicalise_url, is_same_site, is_web_address
from .dates import parse_date

NEWS_TYPES = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
MAX_JSON = 500_000  # characters of one JSON-LD block
MAX_OBJECTS = 2_000
DATE_TAGS = (
    ".//meta[@property='article:published_time']/@content",
    ".//meta[@property='og:article:published_time']/@content",
    ".//*[@itemprop='datePublished']/@datetime",
    ".//*[@itemprop='datePublished']/@content",
    ".//meta[@name='parsely-pub-date' or @name='sailthru.date' or @name='date' or @name='pubdate']/@content",
    ".//meta[@name='DC.date.issued' or @name='dcterms.issued' or @name='citation_publication_date']/@content",
    ".//time[@pubdate]/@datetime",
)
# Browsers and archives write the address into a page they save.
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """Facts read from the markup of one page."""

    headline: str | None = None
    published: str | None = None
    publisher: str | None = None
    byline: str | None = None  # as written, agencies included
    language: str | None = None
    canonical: str | None = None
    origin: str | None = None  # address that JSON-LD says the text is based on


def read_markup(tree, page_url: str | None) -> Markup:
    """The facts of a parsed page, JSON-LD before meta tags."""
    news = next(list_news(tree), {})
    dates = [read_string(news.get("datePublished")), *(value for path in DATE_TAGS for value in tree.xpath(path)[:1])]
    return Markup(
        headline=read_string(news.get("headline")),
        published=next(filter(None, map(parse_date, dates)), None),
        publisher=read_string(news.get("publisher")) or first(tree, ".//meta[@property='og:site_name']/@content"),
        byline=find_byline(tree, news),
        language=tree.get("lang")
        or first(tree, "/html/@lang | /html/@xml:lang | .//meta[@property='og:locale']/@content"),
        canonical=find_canonical(tree, page_url),
        origin=read_string(news.get("isBasedOn"), ("@id", "url")),
    )


def find_byline(tree, news: dict) -> str | None:
    """Who wrote or supplied the text; the supplier first, because it is whose report it is."""
    for key in ("sourceOrganization", "creditText", "author", "creator"):
        if name := read_string(news.get(key)):
            return name
    return first(tree, ".//meta[@name='author' or @property='article:author']/@content")


def first(tree, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0]).strip() or None if found else None


def list_news(tree) -> Iterator[dict]:
    """Objects in JSON-LD that describe an article."""
    for script in tree.xpath(".//script[@type='application/ld+json']")[:50]:
        for value in list_objects(parse_json(script.text or "")):
            types = value.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and NEWS_TYPES.match(name) for name in names):
                yield value


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


def find_canonical(tree, page_url: str | None) -> str | None:
    """The address the page calls its own: rel=canonical, og:url, or where the browser saved it from."""
    found = first(tree, ".//link[@rel='canonical']/@href") or first(tree, ".//meta[@property='og:url']/@content")
    try:
        url = urljoin(page_url or "", found or "")
    except ValueError:
        return None
    return url if is_web_address(url) else None


def find_saved_url(html: str) -> str | None:
    saved = SAVED_FROM.search(html[:2000])
    return saved[1] if saved else None


def choose_url(page_url: str | None, canonical: str | None) -> tuple[str | None, str | None]:
    """The address of an article and, where its page names an original on another site, that one.

    A canonical link counts on the same site only; one that leads to the front page is a mistake of the site's template.
    """
    if not is_web_address(page_url):
        return canonical or page_url, None
    if not canonical:
        return page_url, None
    if not is_same_site(page_url, canonical):
        return page_url, canonicalise_url(canonical)
    is_front = urlsplit(canonical).path in ("", "/") and not urlsplit(canonical).query
    return (page_url if is_front else canonical), None
