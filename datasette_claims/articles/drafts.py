"""What one input gave: a draft from any reader, and the finished reading or the refusal made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from ..records import Article, Publisher
from ..text import fold, hash_text, make_article_id, make_slug, normalise_text
from .addresses import canonicalise_url, find_domain, find_url_date, is_web_address, read_address
from .credits import AGENCIES, find_credit
from .languages import find_language
from .refusals import Refused

# Two long novels; more is a file in the wrong place.
MAX_CHARACTERS = 1_000_000
MAX_TITLE = 500
# The elements that stand in headlines; what else stands in angle brackets is meant to be seen.
INLINE_TAG = re.compile(
    r"</?(a|abbr|b|big|br|cite|code|del|div|em|font|i|ins|mark|p|q|s|small|span|strong|sub|sup|u|wbr)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
BREAKS = ("br", "div", "p")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
WITHOUT_ADDRESS = "Read without an address; the url is the hash of its text."
UNKNOWN_PUBLISHER = Publisher(id="unknown-publisher", name="Unknown publisher", family="unknown-publisher")


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, its proposed publisher, and whom its page credits for the text."""

    source: str
    article: Article
    publisher: Publisher
    credit: str | None = None  # agency named as origin of the text, such as "Reuters"
    copied_url: str | None = None  # address on another site that the page calls the original


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found, as written there."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: str = "page"
    retrieved: str | None = None
    archived_url: str | None = None
    credit: str | None = None
    copied_url: str | None = None
    note: str | None = None


def clean_line(words: str | None, limit: int = MAX_TITLE) -> str | None:
    """One line of clean characters, or None when nothing is left."""
    line = " ".join(clean_text(words or "").split())
    return line[:limit].rstrip() or None


def clean_title(words: str | None, limit: int = MAX_TITLE) -> str | None:
    """One line as a reader sees it, of words that may hold HTML: also where it was escaped once more than meant."""
    for _ in range(2):
        words = INLINE_TAG.sub(lambda tag: " " if tag[1].lower() in BREAKS else "", words or "")
        words = ENTITY.sub(lambda entity: unescape(entity[0]), words)
    return clean_line(INLINE_TAG.sub("", words), limit)


def clean_text(raw: str) -> str:
    """The normalised text, without the halves of surrogate pairs, which no database can store."""
    return normalise_text(raw.encode("utf-8", "ignore").decode())


def finish_draft(draft: Draft, source: str, retrieved: str | None = None) -> Reading:
    """The reading a draft amounts to; Refused when there is no text or far too much."""
    text = clean_text(draft.text)
    if not any(letter.isalnum() for letter in text):
        raise Refused("no text was found in it")
    if len(text) > MAX_CHARACTERS:
        raise Refused(f"the text has {len(text):,} characters; an article has at most {MAX_CHARACTERS:,}")
    text_hash = hash_text(text)
    has_address = is_web_address(draft.url)
    address = read_address(draft.url if has_address else f"urn:sha256:{text_hash}")
    published, basis = date_draft(draft, address.url)
    publisher = propose_publisher(clean_line(draft.publisher, 100), address.url)
    article = Article(
        id=make_article_id(address.url),
        url=address.url,
        title=clean_line(draft.title) or cut_title(text),
        publisher=publisher.id,
        author=clean_line(draft.author, 200),
        language=find_language(text, draft.language),
        published=published,
        published_basis=basis,
        retrieved=draft.retrieved or retrieved,
        archived_url=draft.archived_url or address.archived_url,
        text_hash=text_hash,
        text_length=len(text),
        note=join_notes(None if has_address else WITHOUT_ADDRESS, draft.note),
        text=text,
    )
    credit = clean_line(draft.credit or find_credit(text, draft.author), 100)
    copied_url = canonicalise_url(draft.copied_url) if is_web_address(draft.copied_url) else None
    return Reading(source, article, publisher, credit, copied_url)


def join_notes(*notes: str | None) -> str | None:
    return " ".join(note for note in notes if note) or None


def date_draft(draft: Draft, url: str) -> tuple[str | None, str]:
    """The date of publication and how it is known."""
    if draft.published:
        return draft.published, draft.published_basis
    if in_url := find_url_date(url):
        return in_url, "url"
    return None, "unknown"


def cut_title(text: str) -> str:
    """The beginning of a text that has no headline."""
    first = text.split("\n", 1)[0]
    return first if len(first) <= 120 else first[:120].rsplit(" ", 1)[0] + " …"


def propose_publisher(name: str | None, url: str) -> Publisher:
    """A publisher from the name on the page and the host of its address; a person decides what it becomes."""
    domain = find_domain(url)
    slug = make_slug(name or "") or make_slug(domain or "")
    if not slug:
        return UNKNOWN_PUBLISHER
    is_agency = domain in AGENCIES.values() or fold(name or "") in {fold(agency) for agency in AGENCIES}
    kind = "agency" if is_agency else "site"
    return Publisher(id=slug, name=name or domain or slug, domain=domain, kind=kind, family=slug)
