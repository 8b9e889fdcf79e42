"""Text -> words with offsets, sentence, paragraph and their place in a quotation; standard library only."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from ..abbreviations import is_abbreviation, may_end


class Place(IntEnum):
    """Where a word stands with regard to quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3


class Word(NamedTuple):
    """One word or mark; `start` and `end` are str offsets into the text."""

    start: int
    end: int
    text: str
    place: Place
    sentence: int
    paragraph: int


class Mark(NamedTuple):
    """A raw token before its sentence and place are known."""

    start: int
    end: int
    text: str


TOKEN = re.compile(
    r"""
    https?://\S+ | www\.\S+ | [@\#]\w+ |
    '' | `` |
    (?:[A-Za-z]\.){2,} |                                # U.S.
    Nos?\.(?=\s\d) |                                    # No. 7
    \$?\d+(?:[.,:]\d+)*%? |
    [A-Za-z\u00c0-\u024f]+(?=n['\u2019]t\b) |           # do|n't
    n['\u2019]t\b |
    ['\u2019](?:s|re|ve|ll|d|m|S)\b |
    [A-Za-z\u00c0-\u024f]+(?:[-\u2010][A-Za-z\u00c0-\u024f0-9]+)*(?:\.(?=[a-z]))? |
    \w+ |
    \.\.\.+ | -- | \S
    """,
    re.X,
)
LINE = re.compile(r"[^\n]+")
STOPS = frozenset({".", "!", "?", "..."})
CLOSERS = frozenset({")", "]", "\u2019", "'"})
OPENING_MARKS = frozenset({"\u201e", "\u201f", "``", "\u2039"})
STRAIGHT_MARKS = frozenset({'"', "''"})
SINGLE_MARKS = frozenset({"'", "\u2018", "\u2019"})
NEVER_QUOTED = re.compile(r"(?:\d\ds?|em|til|cause|tis|twas|n|bout|round)$", re.I)  # '08, 'em


def split_paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Lines that hold something, as offsets."""
    for match in LINE.finditer(text, start, len(text) if end is None else end):
        if not match.group().isspace():
            yield match.span()


def split_tokens(text: str, start: int, end: int) -> list[Mark]:
    """Words and marks of one paragraph; abbreviations keep their full stop."""
    tokens, at = [], start
    while match := TOKEN.search(text, at, end):
        first, last = match.span()
        word = match.group()
        if text[last : last + 1] == "." and last < end and is_abbreviation(word):
            last += 1
        if word.startswith(("http", "www.")):
            last = first + len(word.rstrip(".,)\u201d\"'"))
        tokens.append(Mark(first, last, text[first:last]))
        at = last
    return tokens


def place_tokens(tokens: list[Mark]) -> list[Place]:
    """The place of every token of one paragraph; a quotation left open ends with the paragraph."""
    singles = pair_single_marks(tokens)
    places: list[Place] = []
    inside = ""  # the mark that opened the quotation we are in
    for k, token in enumerate(tokens):
        place = Place.INSIDE if inside else Place.OUTSIDE
        word = token.text
        if inside == "'":
            if singles.get(k) == Place.CLOSING:
                place, inside = Place.CLOSING, ""
        elif word in OPENING_MARKS or word == "\u201c" and inside != "\u201e":
            place, inside = (place, inside) if inside else (Place.OPENING, word)
        elif word in ("\u201d", "\u201c", "\u203a"):
            if inside:
                place, inside = Place.CLOSING, ""
            elif opens_here(tokens, k):
                place, inside = Place.OPENING, word
        elif word in ("\u00ab", "\u00bb"):
            if inside in ("\u00ab", "\u00bb"):
                place, inside = (Place.CLOSING, "") if word != inside else (place, inside)
            elif not inside:
                place, inside = Place.OPENING, word
        elif word in STRAIGHT_MARKS:
            if inside and opens_here(tokens, k) and tokens[k + 1].text[0].isalnum():
                place = Place.OPENING  # the former one was never closed
            elif inside:
                place, inside = Place.CLOSING, ""
            elif k + 1 < len(tokens) and not is_inch_mark(tokens, k):
                place, inside = Place.OPENING, word
        elif not inside and singles.get(k) == Place.OPENING:
            place, inside = Place.OPENING, "'"
        places.append(place)
    return places


def is_inch_mark(tokens: list[Mark], k: int) -> bool:
    """Whether a straight mark stands right behind a number: 10" guns."""
    return k > 0 and tokens[k - 1].text[0].isdigit() and tokens[k - 1].end == tokens[k].start


def opens_here(tokens: list[Mark], k: int) -> bool:
    """Whether a mark leans on the word after it and not on the word before it."""
    after = k + 1 < len(tokens) and tokens[k + 1].start == tokens[k].end
    before = k > 0 and tokens[k - 1].end == tokens[k].start
    return after and not (before and tokens[k - 1].text not in "([\u2014-")


def pair_single_marks(tokens: list[Mark]) -> dict[int, Place]:
    """Single marks that open or close a quotation, by token number; apostrophes are left out."""
    marks = [k for k, token in enumerate(tokens) if token.text in SINGLE_MARKS]
    pairs: dict[int, Place] = {}
    opened: int | None = None
    possible: int | None = None  # a mark that may be a plural's apostrophe or the end: "the workers' plan"
    for k in marks:
        if single_opens(tokens, k):
            if opened is not None and possible is not None:
                pairs |= {opened: Place.OPENING, possible: Place.CLOSING}
            if opened is None or possible is not None or tokens[k].text != "\u2018":
                opened, possible = k, None
        elif opened is not None and single_closes(tokens, k):
            if looks_plural(tokens, k):
                possible = k
            else:
                pairs |= {opened: Place.OPENING, k: Place.CLOSING}
                opened = possible = None
    if opened is not None and possible is not None:
        pairs |= {opened: Place.OPENING, possible: Place.CLOSING}
    elif opened is not None and (not opened or tokens[opened - 1].text == ":") and tokens[opened + 1].text[0].isupper():
        pairs[opened] = Place.OPENING  # “He said: 'It rained.” goes on in the next paragraph
    return pairs


def single_opens(tokens: list[Mark], k: int) -> bool:
    """Whether a single mark stands where a quotation may begin."""
    if tokens[k].text == "\u2019" or k + 1 == len(tokens):
        return False
    following = tokens[k + 1]
    if following.start != tokens[k].end or not (following.text[0].isalnum() or following.text[0] in "[.$#@"):
        return False
    return opens_here(tokens, k) and not NEVER_QUOTED.match(following.text)


def single_closes(tokens: list[Mark], k: int) -> bool:
    """Whether a single mark leans on the word before it only."""
    if tokens[k].text == "\u2018" or k == 0 or tokens[k - 1].end != tokens[k].start:
        return False
    return k + 1 == len(tokens) or tokens[k + 1].start > tokens[k].end or not tokens[k + 1].text[0].isalnum()


def looks_plural(tokens: list[Mark], k: int) -> bool:
    """Whether a closing single mark may be a possessive: after "s", before a small letter."""
    return (
        tokens[k - 1].text[-1] in "sz"
        and k + 1 < len(tokens)
        and tokens[k + 1].start > tokens[k].end
        and tokens[k + 1].text[0].islower()
    )


def number_sentences(tokens: list[Mark], places: list[Place], first: int) -> list[int]:
    """The sentence number of every token; closing marks and brackets after the stop belong to the sentence."""
    numbers, number, k, count = [first] * len(tokens), first, 0, len(tokens)
    while k < count:
        numbers[k] = number
        k += 1
        if not is_stop(tokens, k - 1):
            continue
        while k < count and (places[k] == Place.CLOSING or tokens[k].text in CLOSERS or tokens[k].text in STOPS):
            numbers[k] = number
            k += 1
        if k < count and begins_sentence(tokens[k], places[k], tokens[k - 1].text.startswith("...")):
            number += 1
    return numbers


def is_stop(tokens: list[Mark], k: int) -> bool:
    """Whether the token ends a sentence if a beginning follows."""
    word = tokens[k].text
    if word in STOPS or word.startswith("..."):
        return True
    if not word.endswith(".") or len(word) == 1 or k + 1 == len(tokens):
        return False
    return may_end(word.rstrip("."), tokens[k + 1].text)


def begins_sentence(token: Mark, place: Place, after_dots: bool) -> bool:
    """Whether a sentence may begin with this token."""
    head = token.text[0]
    if head.isupper() or place == Place.OPENING:
        return True
    return not after_dots and (head.isdigit() or head in "(\u2018[\u2014-@#$\u2022*")


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """All words of the text between two offsets, paragraph by paragraph."""
    words: list[Word] = []
    sentence = 0
    for paragraph, (first, last) in enumerate(split_paragraphs(text, start, end)):
        tokens = split_tokens(text, first, last)
        places = place_tokens(tokens)
        numbers = number_sentences(tokens, places, sentence)
        words += [
            Word(token.start, token.end, token.text, place, number, paragraph)
            for token, place, number in zip(tokens, places, numbers, strict=True)
        ]
        sentence = numbers[-1] + 1 if numbers else sentence
    return words
