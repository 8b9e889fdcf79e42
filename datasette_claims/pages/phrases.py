"""English for readers: dates as honest intervals, counts, lists, stances, and text made safe to show."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote as percent_encode

from ..text import find_web_url

__all__ = ["find_web_url"]  # templates say `say.find_web_url`

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

# Overrides and embeddings can make a name read backwards, or the text after it; marks such as U+200F,
# which Arabic and Persian need, stay.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

ROW_NAMES = {
    "claims": "claim", "actors": "actor", "articles": "article", "topics": "topic", "publishers": "publisher",
    "stances": "position",
}

# How a stance reads when the claim is the subject: "denied by 3".
PASSIVE = {
    "asserts": "asserted by",
    "confirms": "confirmed by",
    "endorses": "endorsed by",
    "denies": "denied by",
    "qualifies": "accepted in part by",
    "questions": "questioned by",
    "cannot_confirm": "could not be confirmed by",
    "declines_to_comment": "no comment from",
    "relays": "passed on by",
    "calls_for": "called for by",
    "retracts": "retracted by",
    "mentions": "mentioned by",
}

# The side a stance is drawn on: colour and tint follow it, shape and word follow the label itself.
SIDES = {
    "asserts": "for", "confirms": "for", "endorses": "for", "denies": "against", "qualifies": "between",
    "questions": "between", "cannot_confirm": "withheld", "declines_to_comment": "withheld", "relays": "passed",
    "calls_for": "between", "retracts": "between", "mentions": "passed",
}

REVIEWS = {
    "proposed": "proposed by a program, not yet checked, not counted",
    "coded_once": "coded once",
    "reviewed": "coded and reviewed",
    "rejected": "rejected",
}
METHODS = {
    "hand": "coded by hand",
    "log": "taken from a research log",
    "rules": "found by rules",
    "model": "found by a trained model",
    "llm": "found by a language model",
    "import": "imported",
}
REUSES = {
    "original": "original reporting",
    "rewrite": "retold from another outlet",
    "reprint": "reprint of an agency text",
    "mirror": "the same page at another address",
    "distorted": "an altered copy that changes the facts",
}
COPIES = {"reprint": "reprint", "mirror": "mirror", "distorted": "altered copy"}  # in a word, where there is no room
MODES = {"direct": "direct quotation", "indirect": "indirect speech", "mixed": "partly quoted", "own_voice": "the article itself"}
BASES = {
    "stated": "the article gives the date",
    "weekday": "from the weekday in the article and its date of publication",
    "page": "from a date or a weekday in the article",
    "published": "no later than publication",
    "inferred": "inferred from the article",
    "unknown": "not known",
}
ROOTS = {"named": "named source", "unnamed": "unnamed source", "outlet": "news outlet"}
LANGUAGES = {
    "ar": "Arabic", "be": "Belarusian", "de": "German", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ne": "Nepali", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}
SCRIPTS = {
    "Latn": "Latin", "Cyrl": "Cyrillic", "Arab": "Arabic", "Hang": "Hangul", "Kore": "Korean", "Hani": "Chinese characters",
    "Jpan": "Japanese", "Grek": "Greek", "Hebr": "Hebrew", "Geor": "Georgian", "Armn": "Armenian", "Deva": "Devanagari",
}


# Text and addresses ----------------------------------------------------------------------------


def clean(value: Any) -> Any:
    """A cell without the characters that turn text around; all else, markup included, is shown as it stands."""
    return TURNING.sub("", value) if isinstance(value, str) else value


def make_source_url(url: Any, words: str | None = None) -> str | None:
    """A link into an article: with a text fragment, so that the reader lands on the sentence, where words are held."""
    address = find_web_url(url)
    if address is None or not words:
        return address
    piece = words.split(" … ")[0].strip(" \"'“”„«»‘’,.;:—–-")
    tokens = piece.split()
    if len(tokens) > 11:  # a range from the first to the last words bridges small changes of the page
        parts = [" ".join(tokens[:5]), " ".join(tokens[-4:])]
    else:
        parts = [piece]
    if not piece:
        return address
    fragment = ",".join(percent_encode(part, safe="").replace("-", "%2D") for part in parts)
    return f"{address.split('#')[0]}#:~:text={fragment}"


def find_language(code: str | None) -> str:
    """The language code for an attribute `lang`; empty, which means unknown, where it is none."""
    return code if code and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else ""


def guess_language(code: str | None) -> str:
    """Readable name of a language code; the code itself where we have no name for it."""
    if not code:
        return "language unknown"
    return LANGUAGES.get(code.split("-")[0].lower(), code)


def name_script(code: str | None) -> str:
    return SCRIPTS.get(code or "", code or "")


# Dates, of which most stand on a page many times -----------------------------------------------


def split_day(day: str) -> tuple[int, ...]:
    """Year, month and day as far as an ISO date goes; a time after it is left alone, so that no zone shifts the day."""
    return tuple(int(part) for part in day[:10].split("-"))


def format_day(day: str | None) -> str:
    """A date at the precision known: 11 August 2022, August 2022 or 2022."""
    if not day:
        return "date unknown"
    try:
        parts = split_day(day)
        return " ".join([str(part) for part in parts[2:]] + [MONTHS[part - 1] for part in parts[1:2]] + [str(parts[0])])
    except (ValueError, IndexError):
        return day


@lru_cache(maxsize=4096)
def format_interval(start: str | None, end: str | None) -> str:
    """An interval of days as people write it: 1–11 Aug 2022; a whole month or year by its name."""
    if not start or not end:
        only = start or end
        return "date unknown" if not only else ("from " if start else "until ") + shorten_day(only)
    if start == end:
        return shorten_day(start)
    try:
        (y1, m1, d1), (y2, m2, d2) = split_day(start), split_day(end)
        last = calendar.monthrange(y2, m2)[1]
        if (m1, d1, m2, d2) == (1, 1, 12, 31):
            return str(y1) if y1 == y2 else f"{y1}–{y2}"
        if (d1, d2) == (1, last) and (y1, m1) == (y2, m2):
            return f"{MONTHS[m1 - 1]} {y1}"
        if (y1, m1) == (y2, m2):
            return f"{d1}–{d2} {MONTHS[m1 - 1][:3]} {y1}"
        first = f"{d1} {MONTHS[m1 - 1][:3]}" + ("" if y1 == y2 else f" {y1}")
        return f"{first} – {d2} {MONTHS[m2 - 1][:3]} {y2}"
    except ValueError:
        return f"{start} – {end}"


@lru_cache(maxsize=4096)
def shorten_day(day: str) -> str:
    """11 Aug 2022."""
    try:
        year, month, number = split_day(day)
        return f"{number} {MONTHS[month - 1][:3]} {year}"
    except (ValueError, IndexError):
        return format_day(day)


@lru_cache(maxsize=4096)
def to_ordinal(day: str) -> int:
    """Days since year 1, for drawing."""
    return date.fromisoformat(day[:10]).toordinal()


# Counts ----------------------------------------------------------------------------------------


def count(number: int, noun: str, plural: str | None = None) -> str:
    """1 article, 2 articles, 1,204 articles."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def join_words(parts: list[str]) -> str:
    """One, two and three."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def kind_word(kind: str | None) -> str:
    """public_body as "public body"."""
    return (kind or "").replace("_", " ")
