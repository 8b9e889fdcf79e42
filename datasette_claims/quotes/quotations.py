"""Quotations of a text as offsets, for an engine that reads verbs: which one a verb reports, and which goes on with another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import NamedTuple

from .attribution import Span
from .tokens import Place, Word, split_words

FAR = 3_000  # characters before a cue in which its quotation begins
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


class Page:
    """A text with its quotations in order, and which of its characters belong to a report already; every look-up is a bisection."""

    def __init__(self, text: str, quotations: list[Quotation], paragraphs: list[Span]):
        self.text, self.quotations, self.paragraphs = text, quotations, paragraphs
        self.starts = [quotation.start for quotation in quotations]
        self.lines = [start for start, _ in paragraphs]
        self.taken = bytearray(len(text) + 1)

    def number(self, at: int) -> int:
        """The number of the paragraph in which an offset stands."""
        return max(0, bisect_right(self.lines, at) - 1)

    def is_marked(self, at: int) -> bool:
        """Whether an offset stands in a quotation."""
        n = bisect_right(self.starts, at) - 1
        return n >= 0 and at < self.quotations[n].end

    def take(self, pieces: tuple[Span, ...]) -> None:
        for start, end in pieces:
            self.taken[start:end] = b"\1" * (end - start)

    def is_taken(self, span: Span) -> bool:
        """Whether a report holds one of the characters."""
        return self.taken.find(1, *span) >= 0

    def list_free(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share a character with a span and belong to no report."""
        first = max(0, bisect_right(self.starts, start) - 1)
        near = self.quotations[first : bisect_left(self.starts, end)]
        return [quotation for quotation in near if quotation.end > start and not self.is_taken(quotation.span)]

    def find_before(self, start: int, cue: int, has_clause: bool) -> Quotation | None:
        """The quotation that ends in the sentence of a cue: “…,” she said. `start` is where the speaker or the cue begins."""
        begin = max(self.paragraphs[self.number(cue)][0], cue - FAR)
        last = next((one for one in reversed(self.list_free(begin, cue)) if begin <= one.start and one.end <= cue), None)
        if last is None or SENTENCE_END.search(self.text, last.end, cue):
            return None
        is_beside = not self.text[last.end : start].strip()
        if read_last(self.text, last) == "." and (has_clause or not is_beside):
            return None  # “… open.” And then he promised that …
        return last if last.words >= SHORT or is_beside else None

    def find_after(self, cue: int) -> Quotation | None:
        """The first quotation behind a cue, in its sentence; whether it is the cue's is told by `measure_gap`."""
        stop = SENTENCE_END.search(self.text, cue)
        end = min(self.paragraphs[self.number(cue)][1], stop.start() if stop else len(self.text))
        return next((one for one in self.list_free(cue, end) if one.start >= cue), None)


def read_page(text: str) -> Page:
    return Page(text, *list_quotations(text))


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


def widen(pieces: list[Span], page: Page) -> list[Span]:
    """The pieces with the rest of every quotation they stand in."""
    widened: list[Span] = []
    for start, end in pieces:
        near = page.list_free(start, end)
        span = (min(start, near[0].start), max(end, near[-1].end)) if near else (start, end)
        if span not in widened:
            widened.append(span)
    return widened


def trim(text: str, span: Span) -> Span:
    """The span without blanks and marks that belong to no quotation at its ends."""
    start, end = span
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:.":
        end -= 1
    return start, end
