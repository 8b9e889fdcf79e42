"""Whole quotations behind what somebody said in the article's words, as statements of their own: “He said it was late. “It is dark.””"""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Method
from .attribution import Attribution, Span, find_mode

# A sentence ends, and the next one stands wholly in marks.
WHOLE = re.compile(r"(?:(?<=[\w)\]\"”»’'])[.!?…]|(?<=[.!?…][\"”»’']))[ \u00a0](?=[\"“«„](?P<first>[A-Z\[(…‘'][^\"“”«»\n]{8,2000}[.!?…][)\]]?)[\"”»])")
LEAST_WORDS = 4
# “Announced the suit. “We want the law to go.””: a thing alone is no statement without the words behind it.
CLAUSE = re.compile(r"(?i)(?:that|whether|if|how|why|he|she|it|they|we|I|there|this)\b|.*?\b(?:is|are|was|were|am|be|been|has|have|had|will|would|can|cannot|could|may|might|must|shall|should|do|does|did|\w+n['’]t)\b", re.S)


def set_apart(text: str, found: list[Attribution]) -> list[Attribution]:
    """With whole quotations that follow other words of the same speaker, which are not in marks, as statements by themselves."""
    result, added = list(found), []
    parted: dict[int, tuple[int, int]] = {}  # by what was one statement: where the quotation begins, and its number
    for n, one in enumerate(found):
        at = find_whole(text, one) if one.mode == "mixed" and one.parent is None else None
        if at is None:
            continue
        before = tuple((start, min(end, at[0])) for start, end in one.pieces if start < at[0])
        behind = tuple((max(start, at[1]), end) for start, end in one.pieces if end > at[1])
        if not before or find_mode(text, before) == "direct" or one.cue[0] >= at[1] or find_mode(text, behind) != "direct" or not any(CLAUSE.match(text, *piece) for piece in before):
            continue
        result[n] = replace(one, pieces=before, mode=find_mode(text, before))
        detail = f"A whole quotation behind what “{text[slice(*(one.speaker or one.cue))]}” said."
        added.append(replace(one, pieces=behind, mode="direct", detail=detail, method=Method.RULES.value))
        parted[n] = at[1], len(found) + len(added) - 1
    for n, one in enumerate(result):
        begin, number = parted.get(one.parent, (0, None)) if one.parent is not None else (0, None)
        if number is not None and one.span[0] >= begin:
            result[n] = replace(one, parent=number)
    return [*result, *added]


def find_whole(text: str, one: Attribution) -> Span | None:
    """Where what is not in marks ends, without its full stop, and a whole quotation begins."""
    for match in WHOLE.finditer(text, *one.span):
        if len(match["first"].split()) >= LEAST_WORDS and match.end() < one.span[1]:
            return match.start(), match.end()
    return None
