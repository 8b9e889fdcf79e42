"""Dates of publication as pages, feeds and tables write them, at the precision they give."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
ISO_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|[+-]\d\d(?::?\d\d)?)?", re.IGNORECASE
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
    written = " ".join((written or "").split())[:80]
    if moment := ISO_MOMENT.fullmatch(written):
        return parse_moment(moment[1], moment[2], moment[3])
    if day := ISO_DAY.fullmatch(written):
        return written if is_day(day[1], day[2] or "01", day[3] or "01") else None
    return parse_mail_date(written) or parse_written_day(written)


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


def parse_mail_date(written: str) -> str | None:
    """The date of a feed, such as "Thu, 11 Aug 2022 10:00:00 +0300"."""
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    has_time = re.search(r"\d:\d\d", written)
    return moment.isoformat() if moment.tzinfo and has_time else moment.date().isoformat()


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
