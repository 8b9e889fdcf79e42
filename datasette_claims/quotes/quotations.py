"""Quotations of a text as offsets, for an engine that reads verbs: which one a verb reports, and which goes on with another."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from .attribution import Span, meets
from .tokens import Place, Word, split_words

SHORT = 3  # words; a shorter quotation is a nickname or a term more often than a statement
SENTENCE_END = re.compile(r"[.!?;\n]")
# Between a cue and its quotation: “said: “…””, “called him a “…””, “told reporters that “…””.
GAP = re.compile(
    r"[\s,:]*(?:(?:\w+ly|that|him|her|them|us|me|it|reporters|journalists|supporters|too|also|an?|the|as|simply|this|in part|of|about|to|on|at|against|for)[\s,:]+){0,3}"
)
NEW_SENTENCE = re.compile(r"[.!?][\"”’']* ")
PLAIN = str.maketrans("“”„‘’«»\u00a0", "\"\"\"''\"\" ")
MARKS = "\"'”’»“« "


def simplify(text: str) -> str:
    """The text with plain quotation marks in the same places: parsers were trained on those."""
    return re.sub(r"''", '" ', re.sub(r"''(?=\w)", ' "', text.translate(PLAIN)))


class Quotation(NamedTuple):
    """Words in quotation marks, with the marks: offsets, number of the paragraph, whether it is all of it, and how many words."""

    start: int
    end: int
    paragraph: int
    is_whole: bool
    words: int

    @property
    def span(self) -> Span:
        return self.start, self.end


def list_quotations(text: str) -> tuple[list[Quotation], list[Span]]:
    """The quotations of a text, in its order, and its paragraphs."""
    quotations: list[Quotation] = []
    paragraphs: list[Span] = []
    for number, group in groupby(split_words(text), key=lambda word: word.paragraph):
        words = list(group)
        paragraphs.append((words[0].start, words[-1].end))
        is_whole = not any(word.place == Place.OUTSIDE and word.text[0].isalnum() for word in words)
        for run in split_runs(words):
            count = sum(word.text[0].isalnum() for word in run)
            quotations.append(Quotation(run[0].start, run[-1].end, number, is_whole, count))
    return quotations, paragraphs


def split_runs(words: list[Word]) -> list[list[Word]]:
    """The words of one paragraph that stand in quotation marks, one list for each quotation."""
    runs: list[list[Word]] = []
    is_open = False
    for word in words:
        if word.place == Place.OPENING:
            runs.append([word])
        elif is_open and word.place != Place.OUTSIDE:
            runs[-1].append(word)
        is_open = word.place == Place.OPENING or is_open and word.place == Place.INSIDE
    return runs


def find_before(text: str, free: list[Quotation], start: int, cue: int, paragraph: Span, has_clause: bool) -> Quotation | None:
    """The quotation that ends in the sentence of a cue: “…,” she said. `start` is where the speaker or the cue begins."""
    before = [one for one in free if paragraph[0] <= one.start and one.end <= cue]
    if not before or SENTENCE_END.search(text, before[-1].end, cue):
        return None
    last = before[-1]
    is_beside = not text[last.end : start].strip()
    if read_last(text, last) == "." and (has_clause or not is_beside):
        return None  # “… open.” And then he promised that …
    return last if last.words >= SHORT or is_beside else None


def find_after(text: str, free: list[Quotation], cue: int, paragraph: Span) -> Quotation | None:
    """The first quotation behind a cue, in its sentence; whether it is the cue's is told by `measure_gap`."""
    after = [one for one in free if cue <= one.start < paragraph[1]]
    return after[0] if after and not SENTENCE_END.search(text, cue, after[0].start) else None


def measure_gap(text: str, end: int, quotation: Quotation) -> str:
    """How a cue that ends somewhere leads to a quotation: "beside", "colon", "comma" (other words between), or "words"."""
    if GAP.fullmatch(text, end, quotation.start):
        return "beside"
    before = text[quotation.start - 2 : quotation.start]
    return "colon" if before == ": " else "comma" if before == ", " else "words"


def read_last(text: str, quotation: Quotation) -> str:
    """The last letter or mark inside a quotation."""
    return text[slice(*quotation.span)].rstrip(MARKS)[-1:]


def begins_new(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two offsets."""
    return NEW_SENTENCE.search(text, start, end) is not None


def widen(pieces: list[Span], quotations: list[Quotation]) -> list[Span]:
    """The pieces with the rest of every quotation they stand in."""
    widened: list[Span] = []
    for start, end in pieces:
        for quotation in quotations:
            if meets(quotation.span, [(start, end)]):
                start, end = min(start, quotation.start), max(end, quotation.end)
        if (start, end) not in widened:
            widened.append((start, end))
    return widened


def trim(text: str, span: Span) -> Span:
    """The span without blanks and marks that belong to no quotation at its ends."""
    start, end = span
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:.":
        end -= 1
    return start, end
