"""Full stops that belong to a word and end no sentence: “Sen. Holt”, “J. Marek”, “in the U.S. army”."""

from __future__ import annotations

import re
from functools import cache

from .wordlists import read_rows

LONGEST = 10  # characters before a full stop that are looked at
WORD = re.compile(r"(?:\b[A-Za-z]\.)*[A-Za-z]+$")  # “U.S” of “U.S.”
NUMBER = re.compile(r"\.\s\d")
# With such a word a sentence begins; “in the U.S. She” are two, “in the U.S. Senate” one.
OPENERS = frozenset("the he she it they in but a his her we i this that".split())
OPENER = re.compile(r"\.[\"'”’»)\]]*\s+[\"'“‘«(\[]*(?P<word>[A-Z][a-z]*)\b")


@cache
def list_abbreviations(column: str = "abbreviation") -> frozenset[str]:
    """The abbreviations, in small letters and without their last stop; those that are so marked in a column."""
    return frozenset(row["abbreviation"] for row in read_rows("abbreviations") if row[column])


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after the word belongs to it (“Sen.”, the “J.” of a name)."""
    lower = word.lower()
    if len(word) == 1 and lower not in list_abbreviations():
        return "A" <= word <= "Z" and word != "I"
    if lower in list_abbreviations("also_word"):
        return word[0].isupper() and word != "No"
    return lower in list_abbreviations()


def may_end(word: str, following: str) -> bool:
    """Whether the stop of an abbreviation ends a sentence as well, going by the word after it."""
    return word.lower() in list_abbreviations("may_end") and following[:1].isupper() and following.lower() in OPENERS


def ends_sentence(text: str, stop: int) -> bool:
    """Whether the mark at an offset can end a sentence: “.” does not behind an abbreviation, and other marks do."""
    if text[stop] != ".":
        return True
    found = WORD.search(text, max(0, stop - LONGEST), stop)
    if not found:
        return True
    word = found.group()
    if word in ("No", "Nos"):
        return not NUMBER.match(text, stop)
    if not is_abbreviation(word) and "." not in word:
        return True
    opener = OPENER.match(text, stop)
    return bool(opener) and may_end(word, opener.group("word"))
