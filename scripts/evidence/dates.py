"""Dates of the log as honest intervals."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .reading import Statement, read_mapping

BASES = {"page": "stated", "inferred": "inferred"}


def find_interval(written: str) -> tuple[str, str]:
    """First and last day of a date known to the year, month or day."""
    if len(written) == 4:
        return f"{written}-01-01", f"{written}-12-31"
    if len(written) == 7:
        year, month = map(int, written.split("-"))
        return f"{written}-01", date(year, month, monthrange(year, month)[1]).isoformat()
    return written, written


@dataclass(frozen=True, slots=True)
class DateRow:
    """A line whose month or year other lines of the log narrow down."""

    statement: str
    said_from: str
    said_to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said, how that is known and, where it was worked out, why."""

    said_from: str | None
    said_to: str | None
    basis: str
    reason: str | None = None


class Calendar:
    """Finds when a statement was made."""

    def __init__(self) -> None:
        self.narrowed = {row.statement: row for row in read_mapping("dates", DateRow)}

    def find_said(self, statement: Statement) -> Said:
        row = self.narrowed.get(statement.statement_id)
        if row:
            return Said(row.said_from, row.said_to, "inferred", row.reason)
        return resolve_date(statement.date_said, statement.date_said_basis, statement.published)


def resolve_date(written: str | None, basis: str | None, published: str | None) -> Said:
    """A date of the log as an interval.

    A month or year ends on the day of publication, because nothing is reported before it is said. A
    day after publication stays as the log has it: the log resolved it against another time zone.
    """
    if not written:
        return Said(None, None, "unknown")
    first, last = find_interval(written)
    if not published:
        return Said(first, last, BASES[basis])
    latest = find_interval(published)[1]
    if first < last:
        last = max(first, min(last, latest))
    reason = f"Said on {first} Korean time, which was still {published} where the article appeared." if first > latest else None
    return Said(first, last, BASES[basis], reason)
