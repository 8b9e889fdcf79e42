"""Dates of publication as pages, feeds and tables write them, at the precision they give."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime

ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
ISO_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|[+-]\d\d(?::?\d\d)?)?", re.IGNORECASE
)
SHORT_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?=Z|[+-]|$)", re.IGNORECASE)
# What programs write behind an offset: Java the name of its zone in brackets, Go the name alone.
ZONE_NAME = re.compile(r"(?<=[\dZz])\[[\w/+-]+\]$|(?<=[+-]\d{4}) [A-Z]{2,5}$")
UNIX_SECONDS = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")  # the latter with milliseconds
UNIX_END = 2_000_000_000  # in May 2033; a larger number could as well be 2031050410, a day with its hour
TIME_OF_DAY = re.compile(
    r"(?P<day>\S.*?)(?:,? at|,)? (?P<time>\d\d?:\d\d(?::\d\d)?)(?: ?(?:(?P<half>[ap]\.?m\.?)|(?P<offset>Z|[+-]\d\d:?\d\d)))?",
    re.IGNORECASE,
)
BESIDE_THE_DATE = re.compile(
    r"(?<=\d)(?:st|nd|rd|th)\b|,|^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
)
WRITTEN_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
WRITTEN_MONTHS = ("%B %Y", "%b %Y")


def parse_date(written: str | None) -> str | None:
    """An ISO date at the precision written; the time is kept only together with its offset.

    A time without offset is no moment: it says the day and nothing more, and is not shifted.
    """
    written = ZONE_NAME.sub("", " ".join((written or "").split())[:80])
    written = SHORT_MOMENT.sub(lambda m: f"{m[1]}-{m[2]}-{m[3]}T{m[4]}:{m[5]}:{m[6] or '00'}", written)
    if moment := ISO_MOMENT.fullmatch(written):
        return parse_moment(moment[1], moment[2], moment[3])
    if day := ISO_DAY.fullmatch(written):
        return written if is_day(day[1], day[2] or "01", day[3] or "01") else None
    return parse_unix_seconds(written) or parse_mail_date(written) or parse_written_moment(written)


def parse_moment(day: str, time: str, offset: str | None) -> str | None:
    if not is_day(*day.split("-")):
        return None
    if not offset:
        return day
    hours = "+00:00" if offset in "Zz" else f"{offset[:3]}:{offset[3:].lstrip(':') or '00'}"
    try:
        return datetime.fromisoformat(f"{day}T{time}{hours}").isoformat()
    except ValueError:
        return day


def parse_unix_seconds(written: str) -> str | None:
    """The moment so many seconds after the beginning of 1970, as databases export it."""
    found = UNIX_SECONDS.fullmatch(written)
    seconds = int(found[1]) if found else UNIX_END
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat() if seconds < UNIX_END else None


def parse_mail_date(written: str) -> str | None:
    """The date of a feed, such as "Thu, 11 Aug 2022 10:00:00 +0300"."""
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    has_time = re.search(r"\d:\d\d", written)
    return moment.isoformat() if moment.tzinfo and has_time else moment.date().isoformat()


def parse_written_moment(written: str) -> str | None:
    """A day as people write it, with its time where an offset stands beside it."""
    found = TIME_OF_DAY.fullmatch(written)
    if not found:
        return parse_written_day(written)
    day = parse_written_day(found["day"])
    if not day or len(day) < len("2031-05-04"):
        return None
    return day if found["half"] else parse_moment(day, found["time"].rjust(5, "0"), found["offset"])


def parse_written_day(written: str) -> str | None:
    words = " ".join(BESIDE_THE_DATE.sub("", written).split())
    for form in WRITTEN_DAYS + WRITTEN_MONTHS:
        try:
            day = datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
        return day[:7] if form in WRITTEN_MONTHS else day
    return None


def is_day(year: str, month: str, day: str) -> bool:
    try:
        return date(int(year), int(month), int(day)).year >= 1600
    except ValueError:
        return False
