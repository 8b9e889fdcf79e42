"""Where a passage begins and ends: without when it was said and what its speaker did besides, with the clause that belongs to it."""

from __future__ import annotations

import re
from dataclasses import replace

from .attribution import Attribution, Span, find_mode

# “said afterwards they were late”, “remembered rather that it rained”: the adverb is of the verb.
ADVERB_FIRST = re.compile(
    r"(?:(?:afterwards?|later|earlier|yesterday|today|tonight|rather|recently|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|at the time|in \d{4}|last (?:week|month|year|night)),? )"
    r"(?:that (?=[\w’'])|(?=(?:he|she|they|it|we|there|his|her|their|its|the)\b))"
)
# “acknowledged receiving one but would not release it”, “neither confirmed the date nor excluded it”, “calling them “late” and daring them to go”.
GERUND_FIRST = re.compile(r"(?!(?:nothing|something|anything|everything|during|king)\b)[a-z]{2,}ing\b")
BUT_DID = re.compile(r",? (?:(?:but|yet) (?:(?:also|still) )?(?:would|could|did|does|has|had|declined|refused|insisted|denied|said)|and (?:(?:also|still) )?(?:declined|refused|insisted|denied|said))\b")
SAYS = re.compile(r"\bsa(?:y|ys|id|ying)$")  # “said calling it off would be late”: the gerund is what is talked about
NOR_DID = re.compile(r",? nor (?:[a-z]+ed\b|(?:did|would|could) )")
AND_DOING = re.compile(r"(?<=[”\"’'»]) and (?!(?:nothing|something|anything|everything|during|king)\b)[a-z]{3,}ing (?:him|her|them|it|us|people|the|an?|his|their|that)\b")
OF_THEM = re.compile(r", (?:one|two|three|some|many|most|all|none|both|each|several|half) of them\b[^.;:!?\n\"“”]{2,120}(?<!\b[A-Z])(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)(?=[.!?](?:[\s\"”]|$))")
# “Dam is sound, governor says, as families go home”: at the head of an article the clause tells what happens meanwhile.
MEANWHILE = re.compile(r"(?:as|after|amid|ahead of|following|days after|hours after) ")
LONGEST_HEADLINE = 200
BARE = frozenset("that which as".split())


def cut_adverb(text: str, one: Attribution) -> Attribution:
    start, end = one.pieces[0]
    adverb = ADVERB_FIRST.match(text, start, end) if one.mode != "direct" and one.cue[1] <= start <= one.cue[1] + 2 else None
    return replace(one, pieces=((adverb.end(), end), *one.pieces[1:])) if adverb else one


def cut_run_on(text: str, one: Attribution) -> Attribution:
    """Without what the speaker did besides, behind “but”, “nor” or “and”."""
    start, end = one.pieces[-1]
    if one.cue[1] > start or one.mode == "direct":
        return one
    cue = text[slice(*one.cue)].lower()
    pattern = NOR_DID if "neither" in cue else BUT_DID if GERUND_FIRST.match(text, start, end) and not SAYS.search(cue) else AND_DOING if cue.endswith("ing") else None
    match = pattern.search(text, start, end) if pattern else None
    if match is None or match.start() - start < 3:
        return one
    pieces = (*one.pieces[:-1], (start, match.start()))
    return replace(one, pieces=pieces, mode=find_mode(text, pieces))


def complete_of_them(text: str, one: Attribution) -> Attribution:
    """With “, one of them in a lunch box” at the end of the sentence."""
    start, end = one.pieces[-1]
    rest = OF_THEM.match(text, end) if one.mode == "indirect" and one.cue[1] <= start else None
    return replace(one, pieces=(*one.pieces[:-1], (start, rest.end()))) if rest else one


def cut_meanwhile(text: str, one: Attribution) -> Attribution:
    """A headline without what happens while somebody says so."""
    if len(one.pieces) < 2 or len(text) > LONGEST_HEADLINE or "\n" in text.strip():
        return one
    pieces = tuple(piece for piece in one.pieces if piece[0] < one.cue[1] or not text.endswith(", ", 0, piece[0]) or not MEANWHILE.match(text, piece[0]))
    return replace(one, pieces=pieces) if pieces else one


def drop_bare(text: str, one: Attribution) -> Attribution:
    """Without “that” and “as” of “a version that the prosecutor mocked as “the most generous””, which stand alone."""
    if one.mode == "indirect":
        return one
    kept: list[Span] = [piece for piece in one.pieces if text[slice(*piece)] not in BARE]
    return replace(one, pieces=tuple(kept)) if len(kept) > 1 else one
