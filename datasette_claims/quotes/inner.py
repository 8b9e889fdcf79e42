"""Others' words in single marks inside somebody's quotation: ““I hear people say, ‘It is late,’” the mayor said.”"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Method
from .attribution import Attribution, Span, meets
from .dialogue import OWN

NO_NOUN = r"(?!(?:and|or|will|would|can|could|may|might|not|never|then|to|who|that)\b)"
WHO = rf"(?P<who>(?:(?:the|an?|one|my|his|her|our|their|some|many|other) (?:{NO_NOUN}[\w’-]{{1,20}} ){{0,2}}?{NO_NOUN}[\w’-]{{2,20}}|[A-Z][\w-]{{1,20}}(?: [A-Z][\w-]{{1,20}}){{0,2}}|people|everybody|everyone|somebody|someone|he|she|they|He|She|They|People))"
CUE = r"(?P<cue>(?:said|says?|asked|asks?|shouted|wrote|writes)(?: to (?:me|us|him|her|them))?|(?:told|tells?) (?:me|us|him|her|them))"
INNER = r"[^'‘’\"“”\n]{2,300}(?:['’][a-z][^'‘’\"“”\n]{0,300}){0,5}"  # with apostrophes
WORDS = rf"(?<!\w)['‘](?P<words>{INNER})['’](?!\w)"
BEFORE = re.compile(rf"\b{WHO} {CUE}[,:]? {WORDS}")
BEHIND = re.compile(rf"{WORDS},? {WHO} {CUE}(?:, (?<!\w)['‘](?P<more>{INNER})['’](?!\w))?")
INNER_SCORE = 0.8  # set, not measured


def add_inner(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what others say in single marks inside a quotation, where nothing was read in it."""
    read: dict[int | None, list[Span]] = {}  # by the quotation in which it is nested
    for one in found:
        read.setdefault(one.parent, []).extend((*one.pieces, one.cue))
    added: list[Attribution] = []
    for number, outer in enumerate(found):
        if outer.parent is None and outer.mode in ("direct", "mixed"):
            taken = read.setdefault(number, [])
            for match in list_matches(text, outer):
                if not meets(match.span(), taken):
                    taken.append(match.span())
                    detail = f"“{match['who']}” is quoted in single marks inside another's words."
                    added.append(Attribution(list_inner(match), "direct", match.span("cue"), match.span("who"), INNER_SCORE, detail, parent=number, method=Method.RULES.value))
    return [*found, *added]


def list_matches(text: str, outer: Attribution) -> Iterator[re.Match[str]]:
    """Others and their words within the pieces of a quotation, first those whose words begin before who says them."""
    for pattern in (BEHIND, BEFORE):
        for start, end in outer.pieces:
            for match in pattern.finditer(text, start, min(len(text), end + 2)):
                if match["who"].lower() not in OWN and match.start("words") < end:
                    yield match


def list_inner(match: re.Match[str]) -> tuple[Span, ...]:
    more = match.groupdict().get("more")
    return (match.span("words"), match.span("more")) if more else (match.span("words"),)
