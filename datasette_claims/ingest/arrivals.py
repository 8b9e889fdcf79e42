"""What is new of the articles just read: neither what is stored nor what its source said before, and no AMP page of a page read."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from ..articles import Reading, canonicalise_url
from ..records import Publisher
from ..store import compare_stored
from ..text import hash_text
from ..texts import TextStore

ADDRESS = re.compile(r"https?://\S+")
# In an address they choose a rendering of the page where the canonical address is without them.
RENDERINGS = re.compile(r"(?<![a-z])(?:amp|ampproject|print|printable)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What decides whether an article just read is news."""

    connection: sqlite3.Connection
    texts: TextStore
    publishers: dict[str, Publisher]  # described ones, by domain

    def judge(self, reading: Reading) -> str:
        """Whether the article is "added", "changed" or "unchanged"."""
        publisher = self.publishers.get(reading.publisher.domain or "", reading.publisher)
        state = compare_stored(self.connection, reading.article, publisher)
        if state != "changed":
            return state
        if self.texts.has_reading(reading.article.id, reading.source, make_digest(reading)):
            return "unchanged"
        return "unchanged" if is_variant(reading.source) and self.texts.has_page(reading.article.id) else "changed"

    def note(self, reading: Reading) -> None:
        """Remembers what the source said, once it is stored."""
        self.texts.add_reading(reading.article.id, reading.source, make_digest(reading), is_variant(reading.source))


def make_digest(reading: Reading) -> str:
    """A short hash of everything that makes an article another one when it changes."""
    article = reading.article
    return hash_text(repr((article.text_hash, article.title, article.author, article.language, article.published, article.publisher)))[:16]


def is_variant(source: str) -> bool:
    """Whether an address or the name of a saved page is that of an AMP or print variant."""
    found = ADDRESS.search(source)
    address = found[0] if found else f"https://saved.example/{Path(source).name}"
    return len(RENDERINGS.findall(address)) > len(RENDERINGS.findall(canonicalise_url(address)))
