"""What a page says about itself in its markup: JSON-LD, meta tags and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..text import fold
from .addresses import canonicalise_url, is_same_site, is_web_address, resolve_url
from .dates import parse_date
from .graphs import Graph, list_addresses, read_string

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
    author: str | None = None  # the persons JSON-LD names
    byline: str | None = None  # as written, agencies included
    language: str | None = None
    canonicals: tuple[str, ...] = ()  # what the page calls its own address, the best first
    origin: str | None = None  # address that JSON-LD says the text is based on


def read_markup(tree, page_url: str | None) -> Markup:
    """The facts of a parsed page, JSON-LD before meta tags."""
    graph = Graph(tree)
    linked = list_links(tree)
    base = find_base(tree, [page_url, *linked])
    canonicals = [resolve_url(base, link) for link in linked]
    page_urls = {canonicalise_url(url) for url in [page_url, *canonicals] if is_web_address(url) and not is_front_page(url)}
    titles = list_titles(tree)
    news = graph.find_news(page_urls, titles, base)
    # JSON-LD is the least sure of an address: a page that was fetched has one, and a related story has another.
    if not is_web_address(page_url) and (len(graph.news) == 1 or graph.has_title(news, titles)):
        canonicals += [resolve_url(base, link) for link in list_addresses(news)]
    dates = [read_string(news.get("datePublished")), *(value for path in DATE_TAGS for value in tree.xpath(path)[:1])]
    author = list_authors(graph, news)
    return Markup(
        headline=graph.read_name(news.get("headline")),
        published=next(filter(None, map(parse_date, dates)), None),
        publisher=graph.read_name(news.get("publisher")) or first(tree, ".//meta[@property='og:site_name']/@content"),
        author=author,
        byline=find_supplier(graph, news) or author or find_meta_author(tree),
        language=tree.get("lang")
        or first(tree, "/html/@lang | /html/@xml:lang | .//meta[@property='og:locale']/@content"),
        canonicals=tuple(filter(is_web_address, canonicals)),
        origin=read_string(news.get("isBasedOn"), ("@id", "url")),
    )


def find_supplier(graph: Graph, news: dict) -> str | None:
    """Who supplied the text, because it is whose report it is."""
    return graph.read_name(news.get("sourceOrganization")) or graph.read_name(news.get("creditText"))


def list_authors(graph: Graph, news: dict) -> str | None:
    """All who wrote an article; an author given as an address is the page of somebody without a name."""
    for key in ("author", "creator"):
        names = [name for name in graph.list_names(news.get(key)) if not is_web_address(name)]
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def find_meta_author(tree) -> str | None:
    authors = tree.xpath(".//meta[@name='author' or @property='article:author']/@content")
    return next((str(name).strip() for name in authors if name.strip() and not is_web_address(name)), None)


def first(tree, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0]).strip() or None if found else None


def list_links(tree) -> list[str]:
    """What the page calls its own address: rel=canonical and og:url, as written."""
    found = (first(tree, ".//link[@rel='canonical']/@href"), first(tree, ".//meta[@property='og:url']/@content"))
    return [link for link in found if link]


def find_base(tree, addresses: list[str | None]) -> str | None:
    """The address from which relative ones are seen: the first whole one."""
    return next(filter(is_web_address, [*addresses, first(tree, ".//base/@href")]), None)


def list_titles(tree) -> set[str]:
    """The headlines that a page shows, folded."""
    titles = [first(tree, ".//meta[@property='og:title']/@content"), first(tree, ".//title/text()")]
    titles += ["".join(heading.itertext()) for heading in tree.xpath(".//h1")[:5]]
    return {fold(title) for title in titles if title and title.strip()}


def find_saved_url(html: str) -> str | None:
    saved = SAVED_FROM.search(html[:2000])
    return saved[1] if saved else None


def is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def choose_url(page_url: str | None, *canonicals: str | None) -> tuple[str | None, str | None]:
    """The address of an article and, where its page names an original on another site, that one.

    A canonical link counts on the same site only; one that leads to the front page is a mistake of the site's template.
    """
    canonical = next((url for url in canonicals if url and not is_front_page(url)), None)
    if not is_web_address(page_url):
        return canonical or page_url, None
    if canonical and not is_same_site(page_url, canonical):
        return page_url, canonicalise_url(canonical)
    return canonical or page_url, None
