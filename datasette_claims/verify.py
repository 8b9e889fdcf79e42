"""Reads sources again and tells which recorded words no longer stand there.

A local copy of the text comes first (its hash says that it is the very text); else the page is fetched,
as politely as articles/fetching.py does it. What was checked is written down at once, so that a run that
was stopped goes on where it was.
"""

from __future__ import annotations

import csv
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from .articles import Reading, read_articles
from .articles.fetching import Fetcher
from .checks import read_texts
from .errors import ClaimsError
from .text import PIECE_JOINER, fold, join_pieces, parse_pieces
from .texts import TextStore

STATES = {
    "stands": "stand where they were found",
    "moved": "stand in the article, elsewhere",
    "gone": "no longer stand there",
    "unread": "could not be compared",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: what became of the words of one quote."""

    checked: str
    article: str
    url: str
    source: str
    quote: str
    state: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a quote and where they stood."""

    quote: str
    words: str
    start_char: int | None
    end_char: int | None
    pieces: str | None


class Sources:
    """Where texts come from: a folder of texts, the store beside the database, and the web unless it is switched off."""

    def __init__(self, database: Path, texts: Path | None = None, fetcher: Fetcher | None = None):
        self.texts = read_texts(texts) if texts else {}
        beside = database.with_name(f"{database.stem}.texts.db")
        self.store = TextStore(beside) if beside.is_file() else None
        self.fetcher = fetcher

    def find(self, url: str, text_hash: str | None) -> tuple[str | None, str, str]:
        """The text of an article, where it is from, and the reason when there is none."""
        if text_hash:
            text = self.texts.get(text_hash) or (self.store.find(text_hash) if self.store else None)
            if text is not None:
                return text, "copy", ""
        if self.fetcher is None:
            return None, "", "no copy of the text is here, and fetching is switched off"
        reason = "the page holds no article"
        for item in read_articles(url, fetcher=self.fetcher):
            if isinstance(item, Reading) and item.article.text:
                return item.article.text, "page", ""
            reason = getattr(item, "reason", reason)
        return None, "page", reason


def verify_sources(
    connection: sqlite3.Connection, sources: Sources, report: Path, today: str,
    show: Callable[[Finding], None], limit: int | None = None,
) -> Counter[str]:
    """Checks every article that is not in the report yet, and adds its findings; how many words stand in which state."""
    done, counts = read_report(report)
    with report.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if report.stat().st_size == 0:
            writer.writerow([field.name for field in fields(Finding)])
        for number, (article, url, text_hash) in enumerate(list_articles(connection, done)):
            if limit is not None and number >= limit:
                break
            text, source, reason = sources.find(url, text_hash)
            findings = [
                Finding(today, article, url, source, passage.quote, *(compare_words(passage, text) if text else ("unread", passage.words, reason)))
                for passage in list_passages(connection, article)
            ]
            writer.writerows(astuple(finding) for finding in findings)
            file.flush()
            for finding in findings:
                counts[finding.state] += 1
                show(finding)
    return counts


def read_report(report: Path) -> tuple[set[str], Counter[str]]:
    """Articles that need no second look, and the states of their words; what could not be read is tried again.

    ClaimsError where the file is something else, to which nothing must be added.
    """
    if not report.is_file() or not report.stat().st_size:
        return set(), Counter()
    try:
        with report.open(encoding="utf-8-sig", newline="") as file:
            found = csv.DictReader(file)
            if found.fieldnames != [field.name for field in fields(Finding)]:
                raise ClaimsError(f"{report} is no report of findings; name another file with --report.")
            rows = [row for row in found if row["state"] in STATES and row["state"] != "unread"]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ClaimsError(f"{report} cannot be read as a report of findings ({error}); name another file with --report.") from error
    return {row["article"] for row in rows}, Counter(row["state"] for row in {row["quote"]: row for row in rows}.values())


def list_articles(connection: sqlite3.Connection, done: set[str]) -> Iterator[tuple[str, str, str | None]]:
    """Articles of which words are recorded; the list is read whole, because a run takes hours and must hold no lock."""
    sql = """
    select a.id, a.url, a.text_hash
    from articles a
    where exists (select 1 from quotes q where q.article = a.id and q.words is not null and q.review <> 'rejected')
    order by a.id
    """
    return iter([row for row in connection.execute(sql).fetchall() if row[0] not in done])


def list_passages(connection: sqlite3.Connection, article: str) -> list[Passage]:
    sql = """
    select id, words, start_char, end_char, pieces
    from quotes
    where article = ? and words is not null and review <> 'rejected'
    order by start_char, id
    """
    return [Passage(*row) for row in connection.execute(sql, [article])]


def compare_words(passage: Passage, text: str) -> tuple[str, str, str]:
    """State, words and reason: the exact place first, then anywhere in the text, whatever its punctuation."""
    if passage.start_char is not None:
        pieces = parse_pieces(passage.pieces) if passage.pieces else [(passage.start_char, passage.end_char)]
        if join_pieces(text, pieces).startswith(passage.words):
            return "stands", passage.words, ""
    folded = level(text)
    lost = [piece for piece in passage.words.split(PIECE_JOINER.strip()) if level(piece) and level(piece) not in folded]
    if lost:
        return "gone", passage.words, f"“{' '.join(lost[0].split())[:80]}” is not in the text"
    if passage.start_char is None:
        return "stands", passage.words, ""
    return "moved", passage.words, "the words are there, at another place"


def level(text: str) -> str:
    """Words without case, accents and punctuation, so that a changed quotation mark is no changed word."""
    return " ".join(re.findall(r"\w+", fold(text)))
