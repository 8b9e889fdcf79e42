"""Lines with a label of their own on news sites: what belongs to another article, and who is quoted under “Source:”."""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Method
from .attribution import QUOTATION, Attribution, Span, drop, find_mode, meets

# “READ MORE: Holt denies it” is the headline of another article; a correction tells what was wrong, and takes no position again.
ASIDE = re.compile(
    r"^[ \t*•>-]*(?:(?:READ|Read|SEE|See) (?:MORE|more|ALSO|also|NEXT|next)|(?:ALSO|Also) (?:READ|read)|RELATED|Related(?: (?:articles?|stor(?:y|ies)))?|(?:More|MORE) on this(?: story)?|Background reading"
    r"|CORRECTION|Correction|Corrections|CLARIFICATION|Clarification|Editor['’]s [Nn]ote)(?: \([^()\n]{1,40}\))? ?[:—–|-][^\n]*$",
    re.M,
)
# “Source: Mayor Ivo Marek on Telegram”, and below it ‘Quote: "…"’.
SOURCE_LINE = re.compile(r"^Sources?: (?P<who>[^\n,;:\"“”]{3,120}?)(?= (?:on|via|in|during|at|speaking) |[,;(]|\n|$)", re.M)
QUOTE_LINE = re.compile(r"^(?:Direct )?(?:Quote|Literally)(?: (?:from|by|of) (?P<who>[^\n:\"“”]{2,80}?))?(?P<cue>:) ?(?=[\"“«„])(?P<words>[^\n]+)$", re.M)
FAR = 2_000  # characters between the two lines
QUOTE_SCORE = 0.9  # set, not measured
# “The Herald spoke with Anna Holt”, at the head of questions and answers.
INTERVIEWED = re.compile(r"\b(?:spoke|talked|sat down|interview(?:ed)?|conversation)(?: (?:with|to|of))? (?:the \w+ )?(?P<who>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3})")
QUESTION = re.compile(r"^Q[:.] ", re.M)


def drop_asides(text: str, found: list[Attribution]) -> list[Attribution]:
    """Without what stands in lines that lead to another article or correct an earlier version."""
    lines = [match.span() for match in ASIDE.finditer(text)]
    return drop(found, {n for n, one in enumerate(found) if meets((one.cue[0], one.cue[0] + 1), lines) or meets(one.span, lines)}) if lines else found


def add_quote_lines(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the quotations under “Quote:” as those of whom the line, or the “Source:” line above it, names."""
    gone: set[int] = set()
    added = []
    for match in QUOTE_LINE.finditer(text):
        who = match.span("who") if match["who"] else find_source(text, match.start())
        pieces = tuple((max(start, match.start("words")), min(end, match.end())) for start, end in list_quoted(text, match.span("words")))
        if who is None or not pieces:
            continue
        places = {n for n, one in enumerate(found) if meets(one.span, [match.span("words")])}
        if any(found[n].speaker for n in places):
            continue
        gone |= places
        detail = f"A quotation in a line of its own, under the name of “{text[slice(*who)]}”."
        added.append(Attribution(pieces, find_mode(text, pieces), match.span("cue"), who, QUOTE_SCORE, detail, method=Method.RULES.value))
    return [*drop(found, gone), *added]


def find_source(text: str, at: int) -> Span | None:
    """Whom the last “Source:” line before an offset names."""
    lines = list(SOURCE_LINE.finditer(text, max(0, at - FAR), at))
    return lines[-1].span("who") if lines else None


def list_quoted(text: str, line: Span) -> list[Span]:
    """The words of a line that stand in quotation marks, without the marks."""
    return [(match.start() + 1, match.end() - (text[match.end() - 1] in "\"”»“")) for match in QUOTATION.finditer(text, *line)]


def find_interviewee(text: str) -> Span | None:
    """Who answers “Q:” in an interview whose opening names one person; None where there are no such questions."""
    first = QUESTION.search(text)
    named = INTERVIEWED.search(text, max(0, first.start() - FAR), first.start()) if first else None
    return named.span("who") if named else None


def name_answers(text: str, found: list[Attribution]) -> list[Attribution]:
    """“A:” as whoever is interviewed, and “Q:”, who asks, as nobody who takes a position."""
    if not QUESTION.search(text):
        return found
    who = find_interviewee(text)
    kept = drop(found, {n for n, one in enumerate(found) if one.speaker and text[slice(*one.speaker)] == "Q"})
    return [replace(one, speaker=who, method=Method.RULES.value) if one.speaker and text[slice(*one.speaker)] == "A" else one for one in kept]
