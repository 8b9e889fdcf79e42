"""Sentences that whoever says them stands in the middle of: “The ferry, she maintained, would never sail”."""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Method
from .attribution import NAME_WORD, Attribution, Span, Taken, find_mode, list_places

NOUNS = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur) (?!of\b|and\b)[\w’'-]{1,30}(?: (?!that\b|which\b|who\b)[\w’'-]{1,30}){0,4}?"
WHO = rf"(?:{NOUNS}(?:, {NAME_WORD}(?: {NAME_WORD}){{0,3}},)?|{NAME_WORD}(?: {NAME_WORD}){{0,3}}(?:, [^,.;:!?\n\"“”]{{2,60}},)?|he|she|it|they)"
VERB = (
    r"(?:said|says|say|maintain(?:ed|s)?|insist(?:ed|s)?|predict(?:ed|s)|observ(?:ed|es)|remembered|remembers|found|finds|argu(?:ed|es|e)|claim(?:ed|s)?|admit(?:ted|s)|conced(?:ed|es)|explain(?:ed|s)|warn(?:ed|s)|"
    r"not(?:ed|es)|recall(?:ed|s)|stat(?:ed|es)|add(?:ed|s)|remark(?:ed|s)|complain(?:ed|s)|suggest(?:ed|s)|stress(?:ed|es)|assert(?:ed|s)|allege[ds]?|announced|reported|reports|wrote|writes|believe[ds]?|reckon(?:ed|s)?)"
)
# What stands behind cannot begin a sentence of its own, so that what stands before is its first half.
REST = r"(?:who|which|that|but|though|although|because|unless|had|has|have|was|were|is|are|will|would|could|can|cannot|may|might|must|did|does|do|should)"
PARTED = re.compile(
    rf"(?:^|(?<=\n)|(?<=[.!?] )|(?<=[.!?][\"”’'] ))(?P<first>(?!(?:[Ii]f|[Ww]hen|[Aa]s|[Aa]fter|[Ww]hile|[Aa]sked)\b)[A-Z][^.;:!?\n\"“”]{{4,160}}?), (?:as )?"
    rf"(?:(?P<who>{WHO}) (?:(?:has|have|had|also|later|once|then|still) )?(?P<cue>{VERB})|(?P<cue_first>{VERB}) (?P<who_behind>(?:its|his|her|the) [a-z-]+ {NAME_WORD} {NAME_WORD}|{NOUNS}|{NAME_WORD}(?: {NAME_WORD}){{0,3}}))"
    rf"(?: (?!that\b|how\b|why\b)[^,.;:!?\n\"“”]{{2,50}})?, (?P<rest>[\"“]?{REST}\b[^.;!?\n]{{4,250}}?)(?=[.;!?\n]|, (?:and|but|while)\b|$)"
)
PARTED_SCORE = 0.8  # set, not measured


def add_parted(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the first halves of sentences of which the network read the second, and with those it passed over."""
    result, taken = list(found), Taken(list_places(found))
    cues = {at: n for n, one in enumerate(found) if one.parent is None for at in range(*one.cue)}
    for match in PARTED.finditer(text):
        cue, who = match.span("cue" if match["cue"] else "cue_first"), match.span("who" if match["who"] else "who_behind")
        first, rest = match.span("first"), match.span("rest")
        if taken.meets(first) or find_mode(text, (first,)) != "indirect":
            continue  # in marks it is a part of what somebody else says
        number = next((cues[at] for at in range(*cue) if at in cues), None)
        if number is None:
            if not taken.meets((who[0], rest[1])):
                result.append(make_parted(text, (first, rest), cue, who))
        elif found[number].span[0] in (rest[0], rest[0] + 1):
            pieces = (first, *found[number].pieces)
            result[number] = replace(found[number], pieces=pieces, mode=find_mode(text, pieces))
    return result


def make_parted(text: str, pieces: tuple[Span, ...], cue: Span, who: Span) -> Attribution:
    detail = f"“{text[slice(*who)]}” stands in the middle of what “{text[slice(*cue)]}” reports."
    return Attribution(pieces, find_mode(text, pieces), cue, who, PARTED_SCORE, detail, method=Method.RULES.value)
