"""Dates of the log as honest intervals, with the page's own words of time where its opening was read again."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from datasette_claims.errors import ClaimsError

from .reading import Statement, read_mapping

# The log's "page" lumps a date printed with the statement and a weekday that it counted back from.
BASES = {"page": "page", "inferred": "inferred"}

# Words of time in the languages of the pages read again: the weekday they name, Monday being 0.
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "jeudi": 3, "vendredi": 4, "pénteken": 4, "hënën": 0,
}
# The same for days named by their distance from publication.
DISTANCES = {"today": 0, "днес": 0, "hours earlier": 0, "ayer": -1, "hier": -1, "un día antes": -1, "um dia após": -1}


def find_interval(written: str) -> tuple[str, str]:
    """First and last day of a date known to the year, month or day."""
    if len(written) == 4:
        return f"{written}-01-01", f"{written}-12-31"
    if len(written) == 7:
        year, month = map(int, written.split("-"))
        return f"{written}-01", date(year, month, monthrange(year, month)[1]).isoformat()
    return written, written


def count_back(words: str, published: str) -> str:
    """The day that words such as "on Thursday" or "yesterday" name, ISO: the latest one that is no later than `published`."""
    day, folded = date.fromisoformat(published), words.lower()
    for name, weekday in WEEKDAYS.items():
        if name in folded:
            return (day - timedelta((day.weekday() - weekday) % 7)).isoformat()
    for name, distance in DISTANCES.items():
        if name in folded:
            return (day + timedelta(distance)).isoformat()
    raise ClaimsError(f"“{words}” names no weekday that scripts/evidence/dates.py knows; add the word to WEEKDAYS or DISTANCES.")


def list_days(words: str, published: str, is_elsewhere: bool) -> set[str]:
    """The days that such words can name; counted by another zone's calendar, publication can fall on the day before or after."""
    shifts = (-1, 0, 1) if is_elsewhere else (0,)
    return {count_back(words, (date.fromisoformat(published) + timedelta(shift)).isoformat()) for shift in shifts}


@dataclass(frozen=True, slots=True)
class DateRow:
    """A line whose month or year other lines of the log narrow down."""

    statement: str
    said_from: str
    said_to: str
    reason: str


@dataclass(frozen=True, slots=True)
class DateWordsRow:
    """What the opening of a page, read again on 23 November 2026 in a search of stored pages, says about the time of a statement."""

    statement: str
    url: str
    as_written: str | None
    basis: str
    time_zone: str | None
    said_from: str | None
    said_to: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said, how that is known and, where it was worked out, why."""

    said_from: str | None
    said_to: str | None
    basis: str
    reason: str | None = None
    as_written: str | None = None
    time_zone: str | None = None


class Calendar:
    """Finds when a statement was made."""

    def __init__(self) -> None:
        self.narrowed = {row.statement: row for row in read_mapping("dates", DateRow)}
        self.words = {row.statement: row for row in read_mapping("date_words", DateWordsRow)}

    def find_said(self, statement: Statement) -> Said:
        if row := self.narrowed.get(statement.statement_id):
            return Said(row.said_from, row.said_to, "inferred", row.reason)
        said = resolve_date(statement.date_said, statement.date_said_basis, statement.published)
        words = self.words.get(statement.statement_id)
        return read_words(words, said, statement.published) if words else said


def read_words(row: DateWordsRow, said: Said, published: str | None) -> Said:
    """The log's day with the page's words for it; ClaimsError where a weekday on the page names another day."""
    reasons = {
        "weekday": f"Counted back from publication on {published}.",
        "published": f"No day stands with the statement; the page appeared on {published}.",
        "inferred": "The opening of the page gives no day with the statement; other articles do.",
    }
    is_dated = published is not None and len(published) == 10
    if row.basis == "weekday" and is_dated and said.said_from not in list_days(row.as_written or "", published, bool(row.time_zone)):
        raise ClaimsError(
            f"date_words.csv: “{row.as_written}” of {row.statement}, published on {published}, is not {said.said_from}; "
            "name the time zone, or the days in said_from and said_to.")
    return Said(
        row.said_from or said.said_from, row.said_to or said.said_to, row.basis,
        row.note if row.note else reasons.get(row.basis), row.as_written, row.time_zone or said.time_zone)


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
    if first <= latest:
        return Said(first, last, BASES[basis])
    reason = f"Said on {first} Korean time, which was still {published} where the article appeared."
    return Said(first, last, BASES[basis], reason, time_zone="Asia/Pyongyang")
