"""Speech whose cue an inset keeps from its words: "the agency said, citing the mayor, that forty houses were damaged"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .encoding import Sheet
from .lexicon import read_words
from .readings import Reading
from .tokens import Place, Word

LONGEST = 25  # words of an inset
MOST_WORDS = 150  # of a sentence before and behind its cue
MOST_INSETS = 40  # in a stretch of text; each costs a second reading
SAYING = frozenset("said says claimed claims denied denies confirmed confirms insisted insists warned warns".split())
AUXILIARIES = frozenset("is are was were be been being".split())


def find_insets(sheet: Sheet, kept: Iterable[Reading]) -> Iterator[tuple[Word, tuple[int, int], list[Word]]]:
    """Sentences in which an inset keeps a cue nobody has read from its speaker or its words.

    Gives the cue, the offsets of the inset, and the words of the sentence without it.
    """
    cues = {k for reading in kept for k in range(*reading.cue)}
    for k in range(len(sheet) - 1):
        for cue, first, end in find_inset(sheet, k):
            if cue not in cues:
                before, behind = sentence_words(sheet, cue)
                inset = sheet.words[first].start, sheet.words[end].start
                yield sheet.words[cue], inset, [*sheet.words[before:first], *sheet.words[end:behind]]


def find_inset(sheet: Sheet, k: int) -> Iterator[tuple[int, int, int]]:
    """Cue and range of an inset that begins behind word k: “said, citing the mayor, that”, “According to X, citing Y,”, “A man quoted by X said”."""
    word, following = sheet.words[k].text.lower(), sheet.words[k + 1].text.lower()
    if following == "," and word in read_words("speech_cues") and (end := find_comma(sheet, k + 1)) and sheet.words[end + 1].text == "that":
        yield k, k + 1, end + 1
    elif word == "," and begins_citing(sheet, k + 1) and (end := find_comma(sheet, k)):
        start, _ = sentence_words(sheet, k)
        yield from ((cue, k, end) for cue in range(start, k) if sheet.words[cue].text.lower() == "according")
    elif following in ("quoted", "cited") and k + 3 < len(sheet) and sheet.words[k + 2].text.lower() in ("by", "in") and sheet.counts[k]:
        ends = range(k + 4, min(k + LONGEST, len(sheet) - 1))
        cue = next((n for n in ends if sheet.sentences[n] != sheet.sentences[k] or not sheet.counts[n] or sheet.words[n].text.lower() in SAYING), None)
        if cue and sheet.words[cue].text.lower() in SAYING and word not in AUXILIARIES:
            yield cue, k + 1, cue


def begins_citing(sheet: Sheet, k: int) -> bool:
    """“citing two officials”, “which cited two officials”."""
    words = [word.text.lower() for word in sheet.words[k : k + 2]]
    return words[0] in ("citing", "quoting") or words[0] == "which" and words[-1] in ("cited", "cites", "quoted", "quotes")


def find_comma(sheet: Sheet, comma: int) -> int | None:
    """The comma that closes an inset; no other mark stands in it."""
    for k in range(comma + 2, min(comma + LONGEST, len(sheet) - 1)):
        if sheet.sentences[k] != sheet.sentences[comma] or sheet.words[k].place != Place.OUTSIDE:
            return None
        if not sheet.counts[k]:
            return k if sheet.words[k].text == "," else None
    return None


def sentence_words(sheet: Sheet, at: int) -> tuple[int, int]:
    """Where the sentence of a word begins and ends, as far as it is read."""
    begin = end = at
    while begin and at - begin < MOST_WORDS and sheet.sentences[begin - 1] == sheet.sentences[at]:
        begin -= 1
    while end < len(sheet) and end - at < MOST_WORDS and sheet.sentences[end] == sheet.sentences[at]:
        end += 1
    return begin, end
