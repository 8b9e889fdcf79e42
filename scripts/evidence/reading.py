"""Reads the evidence log and the hand-written mapping tables beside this file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from datasette_claims.articles.addresses import canonicalise_url

TABLES = Path(__file__).parent
Row = TypeVar("Row")

# Parameters of single sites in the log that say how a reader came to the page, never which page it is.
TRACKING = {"redirect_to", "replytocom", "source", "src", "traffic_source"}
# Addresses that lead nowhere without the part that elsewhere only marks a variant.
KEPT = {"https://m.sstpnews.com/news/amp.html?ncode=1065572423495341"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the log: what one speaker is reported to have said in one article."""

    statement_id: str
    article_id: str
    url: str
    publisher: str
    title: str
    published: str | None
    published_basis: str | None
    language: str
    speaker_id: str
    statement_own_words: str
    key_phrase: str | None
    mode: str
    stance: str
    claim_topic: str
    relayed_via: str | None
    date_said: str | None
    date_said_basis: str | None

    @property
    def steps(self) -> list[str]:
        """The chain as the log writes it, from the speaker outwards."""
        return self.relayed_via.split(" > ") if self.relayed_via else []


def read_log(folder: Path) -> Iterator[Statement]:
    """Every statement of a log folder, in the order of the file."""
    names = [field.name for field in fields(Statement)]
    with (folder / "events.jsonl").open(encoding="utf-8") as file:
        for line in file:
            event = json.loads(line)
            yield Statement(**{name: event[name] for name in names})


def read_mapping(table: str, row: type[Row]) -> Iterator[Row]:
    """The rows of a mapping table; empty cells become None."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            yield row(**{name: cell or None for name, cell in cells.items()})


def make_canonical_url(url: str) -> str:
    """One address for all variants of a page, as ingesting it would give."""
    if url in KEPT:
        return url
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0].lower() not in TRACKING]
    changed = urlunsplit(parts._replace(query=urlencode(query))) if TRACKING & {name.lower() for name, _ in parse_qsl(parts.query)} else url
    return canonicalise_url(changed)
