"""Articles of the log that may carry one agency's text without a mark: suggestions for a person to read, never counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from datasette_claims.text import fold

from .articles import ArticleRow, read_articles
from .reading import Statement

AGENCIES = re.compile(r"\b(AFP|ANSA|AP|Anadolu|BelTA|Bloomberg|dpa|EFE|Europa Press|IANS|Interfax|Kyodo|PTI|RIA|Reuters|TASS|Ukrinform|VOA|Xinhua|Yonhap)\b")


def find_agencies(statement: Statement) -> set[str]:
    """Agencies that the chain of a statement or the publisher's name in the log gives."""
    return set(AGENCIES.findall(" ".join([statement.publisher, *statement.steps])))


def list_likely_copies(statements: list[Statement]) -> Iterator[str]:
    """A sentence for each pair of unmarked articles: same speaker, day, language, agency and words, at most a day apart."""
    marked = {row.article: row for row in read_articles()}
    said: dict[tuple[str, str | None, str], list[Statement]] = {}
    for statement in statements:
        if statement.key_phrase and statement.date_said:
            said.setdefault((statement.speaker_id, statement.date_said, statement.language), []).append(statement)
    for group in said.values():
        for one, other in combinations(sorted(group, key=lambda s: s.statement_id), 2):
            shared = find_agencies(one) & find_agencies(other)
            if one.article_id != other.article_id and shared and is_open(one, other, marked) and has_same_words(one, other):
                yield (f"{one.article_id} ({one.publisher}) and {other.article_id} ({other.publisher}) both have “{one.key_phrase}” "
                       f"from {', '.join(sorted(shared))}; read both pages and mark a reprint in articles.csv")


def is_open(one: Statement, other: Statement, marked: dict[str, ArticleRow]) -> bool:
    """Whether neither article is marked as a copy and both appeared within a day."""
    if any(marked[s.article_id].reuse != "original" for s in (one, other) if s.article_id in marked):
        return False
    days = [s.published for s in (one, other) if s.published and len(s.published) == 10]
    return len(days) < 2 or abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) <= 1


def has_same_words(one: Statement, other: Statement) -> bool:
    first, second = (" ".join(re.findall(r"\w+", fold(s.key_phrase or ""))) for s in (one, other))
    return first in second or second in first
