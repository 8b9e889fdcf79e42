"""ClaimReview in pages or JSON, and fact-check feeds -> reviews as found, each with its place in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ..articles.addresses import canonicalise_url, find_domain, find_host
from ..checks import is_precise_date
from ..text import cut_words


@dataclass(frozen=True, slots=True)
class Found:
    """One review as found in a file, before its publisher and claim are known."""

    where: str
    url: str
    claim_reviewed: str
    publisher: str
    domain: str | None
    title: str | None = None
    published: str | None = None
    rating: str | None = None
    language: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that is no review we can keep, with the reason."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


class Scripts(HTMLParser):
    """The JSON-LD blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").split(";")[0].strip().lower()
        self.is_inside = tag == "script" and kind == "application/ld+json"
        if self.is_inside:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.blocks[-1] += data


def read_reviews(path: Path) -> Iterator[Found | Refusal]:
    """Every review in a file: a page with ClaimReview, JSON, JSON Lines, a Data Commons feed or a Google fact-check answer."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] == "<":
        yield from read_page(text, path.name)
        return
    try:
        json.loads(text)
        yield from read_block(text, path.name)
    except RecursionError as error:
        yield Refusal(path.name, f"is nested too deep ({error}); left out")
    except ValueError:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield from read_block(line, f"{path.name}:{number}")


def read_page(text: str, name: str) -> Iterator[Found | Refusal]:
    page = Scripts()
    try:
        page.feed(text)
    except AssertionError as error:  # of Python's reader of HTML, at a “<![” that opens no section it knows
        yield Refusal(name, f"the page cannot be read to its end ({error}); the rest was left out")
    else:
        if not page.blocks:
            yield Refusal(name, "the page holds no JSON-LD; save the page of the fact-check itself")
    for number, block in enumerate(page.blocks, 1):
        yield from read_block(block, f"{name} block {number}")


def read_block(text: str, where: str) -> Iterator[Found | Refusal]:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        yield Refusal(where, f"is not JSON ({error}); left out")
        return
    try:
        for number, (review, licence) in enumerate(list_reviews(value, None), 1):
            yield make_found(review, licence, where if number == 1 else f"{where} review {number}")
    except RecursionError as error:
        yield Refusal(where, f"is nested too deep ({error}); the rest was left out")


def list_reviews(value: Any, licence: str | None) -> Iterator[tuple[dict[str, Any], str | None]]:
    """ClaimReview objects wherever they stand, each with the licence of the feed around it."""
    if isinstance(value, list):
        for item in value:
            yield from list_reviews(item, licence)
        return
    if not isinstance(value, dict):
        return
    licence = read_name(value.get("sdLicense") or value.get("license")) or licence
    kinds = value.get("@type")
    if "ClaimReview" in (kinds if isinstance(kinds, list) else [kinds]):
        yield value, licence
        return
    for review in value["claimReview"] if isinstance(value.get("claimReview"), list) else []:  # Google's Fact Check Tools API
        if isinstance(review, dict):
            yield translate_answer(review, value), licence
    for key in ("@graph", "dataFeedElement", "item", "claims", "itemListElement", "mainEntity"):
        if key in value:
            yield from list_reviews(value[key], licence)


def translate_answer(review: dict[str, Any], claim: dict[str, Any]) -> dict[str, Any]:
    """A review of the Fact Check Tools API under the names of schema.org."""
    publisher = review.get("publisher") if isinstance(review.get("publisher"), dict) else {}
    return {
        "url": review.get("url"), "headline": review.get("title"), "datePublished": review.get("reviewDate"),
        "claimReviewed": claim.get("text"), "inLanguage": review.get("languageCode"),
        "reviewRating": {"alternateName": review.get("textualRating")},
        "author": {"name": publisher.get("name") or publisher.get("site"), "url": publisher.get("site")},
    }


def make_found(review: dict[str, Any], licence: str | None, where: str) -> Found | Refusal:
    url, words = read_name(review.get("url")), read_name(review.get("claimReviewed"))
    if not url or not url.startswith(("http://", "https://")) or not find_host(url):
        return Refusal(where, "has no web address; left out")
    if not words:
        return Refusal(where, f"says of {url} not which claim it checks; left out")
    author = review.get("author") or review.get("publisher")
    author = author[0] if isinstance(author, list) and author else author
    site = author.get("url") if isinstance(author, dict) else None
    domain = read_domain(url) or read_domain(site)
    published = str(review.get("datePublished") or "").replace(" ", "T").split("T")[0]
    return Found(
        where=where, url=canonicalise_url(url), claim_reviewed=cut_words(" ".join(words.split()))[0],
        publisher=read_name(author) or domain or url, domain=domain,
        title=read_name(review.get("headline") or review.get("name")),
        published=published if is_precise_date(published) else None,
        rating=read_rating(review.get("reviewRating")), language=read_name(review.get("inLanguage")), licence=licence,
    )


def read_name(value: Any) -> str | None:
    """A text, or the name or address of an object that stands for one."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("url") or value.get("@id")
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    # Neither NUL nor half of a surrogate pair can be stored, and one review must not cost the others.
    return str(value).encode("utf-8", "ignore").decode().replace("\0", "").strip() or None


def read_rating(value: Any) -> str | None:
    """The rating in its publisher's words; a bare number with its scale, because without it it says nothing."""
    value = value[0] if isinstance(value, list) and value else value
    if not isinstance(value, dict):
        return read_name(value)
    words = read_name(value.get("alternateName")) or read_name(value.get("name"))
    number, best = read_name(value.get("ratingValue")), read_name(value.get("bestRating"))
    return words or (f"{number} of {best}" if number and best else number)


def read_domain(url: Any) -> str | None:
    if not isinstance(url, str):
        return None
    return find_domain(canonicalise_url(url if "//" in url else f"https://{url}"))  # as articles of the site have it
