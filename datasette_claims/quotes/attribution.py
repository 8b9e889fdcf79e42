"""What the engine finds, before it becomes quotes; nothing here needs a library."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from ..errors import ClaimsError, MissingPart

Span = tuple[int, int]
DIRECT_SHARE = 0.9  # of the letters in quotation marks; the bar by which the annotated articles tell direct from mixed
QUOTATION = re.compile(r"“[^”\n]+”?|\"[^\"\n]+\"?|«[^»\n]+»?|„[^“”\n]+[“”]?|(?<!\w)‘[^\n]{1,500}?’(?!\w)|(?<!\w)'[^\n]{1,500}?'(?!\w)")
# A word of a name with the full stops that belong to it: “Lund. Nina Holt” is no name.
NAME_WORD = r"(?:(?:[A-Z]\.){1,3}|(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Jr|Sr)\.|[A-Z][\w’'-]{0,30})"
REACH = 5_000  # characters of a line on either side of a piece in which its quotation marks are looked for


class TextTooLong(ClaimsError):
    """A text beyond what one article can be."""


class EngineMissing(MissingPart):
    """A library, file, key or model that attribution needs is not there."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: `cue`, `speaker`, `pieces` and `relays` are str offsets into the text."""

    pieces: tuple[Span, ...]
    mode: str
    cue: Span
    speaker: Span | None
    score: float
    detail: str
    relays: tuple[Span, ...] = ()  # outlets named beside the cue: "quoted by the Herald"
    parent: int | None = None  # number, in the same list, of the attribution this one is nested in
    method: str = "model"  # how it was found: model, rules or llm

    @property
    def span(self) -> Span:
        return self.pieces[0][0], self.pieces[-1][1]


def find_line(text: str, first: int, last: int, reach: int | None = None) -> Span:
    """The line, or lines, in which two offsets stand, and no farther than `reach` characters either side."""
    reach = len(text) if reach is None else reach
    return max(text.rfind("\n", 0, first) + 1, first - reach), min(text.find("\n", last) % (len(text) + 1), last + reach)


def find_mode(text: str, pieces: Iterable[Span]) -> str:
    """Direct, mixed or indirect, by the share of the pieces' letters that stand in quotation marks."""
    letters = quoted = 0
    for start, end in pieces:
        quotations = [match.span() for match in QUOTATION.finditer(text, *find_line(text, start, end, REACH))]
        counted = [k for k in range(start, end) if text[k].isalnum()]
        letters += len(counted)
        quoted += sum(any(first <= k < last for first, last in quotations) for k in counted)
    return "indirect" if not quoted else "direct" if quoted >= DIRECT_SHARE * letters else "mixed"


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


class Taken:
    """Which stretches of a text are read already, asked for thousands of spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.reach = list(accumulate((end for _, end in ordered), max))  # the farthest end up to each start

    def meets(self, span: Span) -> bool:
        """Whether a span shares a character with one of them."""
        before = bisect_left(self.starts, span[1])
        return before > 0 and self.reach[before - 1] > span[0]


def list_places(found: list[Attribution]) -> list[Span]:
    """Where the text is read already: every passage and every cue."""
    return [span for one in found for span in (*one.pieces, one.cue)]


def drop(found: list[Attribution], numbers: set[int]) -> list[Attribution]:
    """The list without some attributions; what was nested in one of them stands by itself."""
    places = {n: place for place, n in enumerate(n for n in range(len(found)) if n not in numbers)}
    return [replace(one, parent=None if one.parent is None else places.get(one.parent)) for n, one in enumerate(found) if n in places]
