"""When something was said: the day written beside the cue, counted from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..abbreviations import ends_sentence
from ..quotes import Attribution

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SHORT = {month[:3]: month for month in MONTHS} | {"Sept": "September"}
MONTH = rf"(?P<month>{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
# Words before a day that make it another day than that of speaking: "since Monday", "next Tuesday", "by Friday".
OTHER_DAY = re.compile(r"\b(?:since|until|till|by|from|before|after|next|coming|every|each|for|of|to|the) $")
DAY = re.compile(
    rf"\b(?:(?:[Oo]n )?(?:(?P<last>last )|late |early |earlier |this )?(?:on )?(?P<weekday>{'|'.join(WEEKDAYS)})(?! (?:to|through|until|and)\b)"
    rf"|(?P<near>(?:earlier |late |later )?today|yesterday|last night|this (?:morning|afternoon|evening)|tonight)\b)"
)
DATE = re.compile(
    rf"\b(?:[Oo]n )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {MONTH}|{MONTH.replace('month', 'month2')} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:))(?:,? (?P<year>(?:19|20)\d\d))?"
)
FAR = 800  # characters from the cue beyond which no day is looked for; hardly a sentence is longer
SENTENCE_END = re.compile(r"[.!?][\"”’»]*\s+(?=[\"“‘«„(]?[A-Z])")
DATELINE = re.compile(r"\([^()\n]{2,30}\) *[-–—]|^[A-Z][A-Z ,.]{2,40}[^\n]{0,30}? [-–—] ")  # "LARN, 3 March (Northwire) -" dates the article


@dataclass(frozen=True, slots=True)
class Said:
    """First and last day on which something can have been said, the words that tell so, and how they were read."""

    first: str | None
    last: str | None
    as_written: str | None
    basis: str


def find_said(text: str, attribution: Attribution, published: str | None) -> Said:
    """The day beside a cue, else that of publication; a month of publication stays a month.

    >>> find_said("It rained, he said on Monday.", Attribution(((0, 9),), "indirect", (14, 18), (11, 13), 1.0, ""), "2026-03-04")
    Said(first='2026-03-02', last='2026-03-02', as_written='on Monday', basis='weekday')
    """
    interval = read_published(published)
    if interval is None:
        return Said(None, None, None, "unknown")
    first, last = interval
    beside = read_beside(text, attribution)
    if first == last:
        for match in find_days(DAY, beside):
            day = count_back(match, last)
            return Said(day.isoformat(), day.isoformat(), match.group().strip(), "weekday")
    for match in find_days(DATE, beside):
        if (day := read_date(match, last)) and day <= last:
            return Said(day.isoformat(), day.isoformat(), match.group().strip(), "stated")
    return Said(first.isoformat(), last.isoformat(), None, "published")


def find_days(pattern: re.Pattern[str], beside: str) -> Iterator[re.Match[str]]:
    """The days of a pattern that are not days of something else."""
    return (match for match in pattern.finditer(beside) if not OTHER_DAY.search(beside, max(0, match.start() - 10), match.start()))


def read_published(published: str | None) -> tuple[date, date] | None:
    """First and last day of a publication date at the precision known."""
    parts = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
    if parts is None:
        return None
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    first, last = (month, month) if month else (1, 12)
    try:
        return date(year, first, day or 1), date(year, last, day or monthrange(year, last)[1])
    except ValueError:
        return None


def read_beside(text: str, attribution: Attribution) -> str:
    """The sentence of the cue without the words reported in it, which have dates of their own."""
    first, last = max(0, attribution.cue[0] - FAR), min(len(text), attribution.cue[1] + FAR)
    start = max(first, text.rfind("\n", first, attribution.cue[0]) + 1)
    end = text.find("\n", attribution.cue[1], last)
    end = last if end < 0 else end
    for stop in SENTENCE_END.finditer(text, start, end):
        if not ends_sentence(text, stop.start()):
            continue
        if stop.end() <= attribution.cue[0] and not is_inside(stop.start(), attribution):
            start = stop.end()
        elif stop.start() >= attribution.cue[1] and not is_inside(stop.start(), attribution):
            end = stop.start()
            break
    parts, at = [], start
    for first, last in sorted(attribution.pieces):
        parts.append(text[at : min(first, end)] if first > at else "")
        at = max(at, last)
    return DATELINE.sub("", "\0".join([*parts, text[at:end]]), count=1)


def is_inside(at: int, attribution: Attribution) -> bool:
    return any(first <= at < last for first, last in attribution.pieces)


def count_back(match: re.Match[str], published: date) -> date:
    """The latest day of that name up to publication; "last Monday" on a Monday is a week before."""
    near = match.group("near")
    if near:
        return published - timedelta(days=near in ("yesterday", "last night"))
    back = (published.weekday() - WEEKDAYS.index(match.group("weekday"))) % 7
    return published - timedelta(days=back or 7 * bool(match.group("last")))


def read_date(match: re.Match[str], published: date) -> date | None:
    """The day of a written date; without a year, the latest one up to publication."""
    name = (match.group("month") or match.group("month2")).rstrip(".")
    month = MONTHS.index(SHORT.get(name, name)) + 1
    day, year = int(match.group("day") or match.group("day2")), match.group("year")
    try:
        found = date(int(year) if year else published.year, month, day)
        return found if year or found <= published else found.replace(year=published.year - 1)
    except ValueError:
        return None
