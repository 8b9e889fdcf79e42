"""What somebody was told, reads in a letter or lets others know: “she was told by the head that …”, “a letter assuring them that …”."""

from __future__ import annotations

import re

from ..records import Method
from .attribution import NAME_WORD, Attribution, Taken, find_mode, list_places

WORD = r"[\w’'-]{1,30}"
PHRASE = rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:{WORD} ){{0,4}}?{WORD}|{NAME_WORD}(?: (?:of |the )?{NAME_WORD}){{0,3}}|\w{{3,20}})"
WORDS = r"that (?P<words>[^.;!?\n]{6,250}?(?:[.,][\"”’'])?)(?=[.;!?\n]|, (?:and|but|while|although|though|which|who|after|before|adding|her|his)\b|(?<=[.,][\"”’'])|$)"
TELLS = r"(?:told|assured|informed|warned|advised|notified|promised)"
# “were assured in a memo from Holt, seen by the Herald, that”, “was told by the head that”
WAS_TOLD = re.compile(
    rf"(?P<cue>\b(?:was|were|been) (?:(?:\w{{2,15}}ly|also|then|first|later|once) )?{TELLS}) (?:by (?P<by>{PHRASE}) |in (?:an?|the|one) \w{{3,15}} (?:from|by) (?P<sender>{PHRASE})(?:, [^,.;:!?\n\"“”]{{2,60}},)? )?{WORDS}"
)
# “has been advised by counsel not to speak”
TOLD_TO = re.compile(rf"(?P<cue>\b(?:(?:has|have|had) been|was|were|been|being) (?:told|advised|ordered|instructed|asked|urged|warned)) by (?P<by>{PHRASE}) (?P<words>(?:not )?to (?:[^,.;:!?\n\"“”]|,(?=\d)){{4,150}}?)(?=[.;:!?\n]|,(?!\d)|$)")
# “Holt can be heard telling Marek that”
HEARD = re.compile(rf"(?P<by>{PHRASE}),? (?P<cue>(?:can|could|may) be (?:heard|seen) (?:saying|telling|assuring|warning|promising))(?: {PHRASE})? {WORDS}")
# “a letter, signed by the mayor, assuring them that”
LETTER = re.compile(
    rf"(?P<by>\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts) (?:{WORD} ){{0,2}}?(?:letter|memo|note|e-?mail|message|notice|leaflet|circular|telegram))(?:,? (?!(?:and|but|that|which)\b)[^.;:!?\n\"“”]{{2,120}}?)?,? (?P<cue>assuring|telling|informing|warning|promising|reminding)(?: {PHRASE}(?: of {PHRASE})?)? {WORDS}"
)
# “let it be known by way of their lawyer that”
LET_KNOW = re.compile(rf"(?P<by>{PHRASE}(?:, [^,.;:!?\n\"“”]{{2,80}}(?=,))?),? (?P<cue>(?:has |have |had )?(?:let it be known|made it known|let be known))(?: (?!that\b)[^.;:!?\n\"“”]{{2,60}}?)? {WORDS}")
# “As the Herald learned from circles of the town hall, a session is due on Thursday.”
LEARNED = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=[.!?][\"”’'] )|(?<=\n))As (?P<outlet>(?:the )?{NAME_WORD}(?: {NAME_WORD}){{0,3}}) (?P<cue>(?:has |had )?(?:learned|learnt|heard|gathered|was told|been told)) (?:from|by) (?P<by>[^,.;:!?\n\"“”]{{2,80}}), (?P<words>[^.;!?\n]{{8,250}})(?=[.;!?\n]|$)"
)
INFORMED_SCORE = 0.6  # set, not measured


def add_informed(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what somebody was told, what a letter tells, and what is let known, where the network saw nothing."""
    taken, added = Taken(list_places(found)), []
    for pattern in (WAS_TOLD, TOLD_TO, HEARD, LETTER, LET_KNOW, LEARNED):
        for match in pattern.finditer(text):
            words = match.span("words")
            if taken.meets((match.start("cue"), words[1])) or find_mode(text, (match.span("cue"),)) != "indirect":
                continue
            who = next((match.span(name) for name in ("by", "sender") if match.groupdict().get(name)), None)
            relays = (match.span("outlet"),) if pattern is LEARNED else ()
            told = f"“{text[slice(*who)]}” told it" if who else "Who told it is not said"
            added.append(Attribution((words,), find_mode(text, (words,)), match.span("cue"), who, INFORMED_SCORE, f"{told}: “{match['cue']}”.", relays, method=Method.RULES.value))
    return [*found, *added]
