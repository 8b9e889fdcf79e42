"""Dates of the log as honest intervals."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

BASES = {"page": "stated", "inferred": "inferred"}


def find_interval(written: str) -> tuple[str, str]:
    """First and last day of a date known to the year, month or day."""
    if len(written) == 4:
        return f"{written}-01-01", f"{written}-12-31"
    if len(written) == 7:
        year, month = map(int, written.split("-"))
        return f"{written}-01", date(year, month, monthrange(year, month)[1]).isoformat()
    return written, written


def find_said(written: str | None, basis: str | None, published: str | None) -> tuple[str | None, str | None, str]:
    """When something was said: first day, last day and basis.

    A month or year ends on the day of publication, because nothing is reported before it is said. A
    day after publication stays as the log has it: the log resolved it against another time zone.
    """
    if not written:
        return None, None, "unknown"
    first, last = find_interval(written)
    if published and first < last:
        last = max(first, min(last, find_interval(published)[1]))
    return first, last, BASES[basis]


def explain_date(said_from: str | None, published: str | None) -> str | None:
    """A sentence where the day said lies after the day of publication."""
    if not said_from or not published or said_from <= find_interval(published)[1]:
        return None
    return f"Said on {said_from} Korean time, which was still {published} where the article appeared."
