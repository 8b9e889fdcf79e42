"""Whom the grammar of a sentence makes the speaker: nobody in “Holt was asked whether”, and Holt in “Noting that it was so, Holt went on”."""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Method
from .attribution import NAME_WORD, Attribution, find_mode

QUESTION_WORD = "whether|if|about|why|how|what|which|who|when|where"
# No phrase holds the word another one begins with, so that they can be told apart in one way only.
IN_BETWEEN = rf"(?: (?!(?:by|at|during|in|on|about|and|{QUESTION_WORD})\b)[^\s,.;\"“”]+)"
AGAIN = r"(?: (?:again|directly|repeatedly|later))*"  # only where no phrase goes on, which would hold it as well
ASKED = re.compile(
    rf"(?i)(?:when |if )?(?:\w+ly )?(?:asked|pressed|questioned|quizzed|challenged){AGAIN}(?: (?:(?:by|at|during|in|on){IN_BETWEEN}{{0,12}}|about{IN_BETWEEN}{{1,12}} and{AGAIN}))* (?:{QUESTION_WORD})\b"
)
UNASKED = re.compile(r"(?:^|[.!?\n\"”’]\s*|, |\b[Ww]hen |\b[Ii]f )(?:\w+ly )?$")
IS = r"(?:was|were|is|are|been|being|be|got)"
ADVERBS = r"(?: (?:\w{1,20}ly|also|first|once|then|later|often|even|not|never|already|just))"
# Behind who hears: “was also asked”, “, the owner, has been warned”.
HEARD = re.compile(
    rf"(?:,(?: [^,.;:!?\n\"“”]{{1,80}},)?)?(?: (?:who|has|have|had|will|would|could|should|may|can|might)){{0,2}}{ADVERBS}{{0,2}} {IS}{ADVERBS}{{0,2}} "
    r"(?:asked|questioned|quizzed|told|informed|briefed|warned|advised|notified|reminded|urged|ordered|instructed|criticized|criticised|rebuked|charged|blamed|praised|denounced|condemned|mocked)\b"
)
WAS_ASKED = re.compile(rf"\b{IS}{ADVERBS}{{0,2}} (?:asked|questioned|quizzed)\b[^.!?\n]{{0,20}}$")
# “Holt is said to have left”: what somebody who is not named says of Holt.
SUPPOSED = re.compile(rf"(?:is|are|was|were|be|been|being|(?:has|have|had) been){ADVERBS}{{0,2}} (?:said|reported|alleged|rumou?red|understood|believed|thought|claimed|expected|presumed|feared)$")
PHRASE = rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:[\w’'-]{{1,30}} ){{0,4}}?[\w’'-]{{1,30}}|(?:[a-z]{{3,15}} )?{NAME_WORD}(?: {NAME_WORD}){{0,3}}|he|she|they|it|we|I)"
TELLER = re.compile(rf"{ADVERBS}? by (?P<who>{PHRASE})(?= (?:{QUESTION_WORD}|for|in|on|at|during|to|that|over|not|and|as|last|this)\b|[,.;:])")
# “Holt held up a sign saying “…””: the sign says it, and whoever holds it need not.
WRITTEN_ON = re.compile(
    r"\b(?P<who>(?:an?|the|his|her|their|its|one|another|several|two|three) (?:[\w’'-]{1,20} ){0,2}?(?:signs?|banners?|posters?|placards?|headlines?|T-?shirts?|shirts?|hats?|caps?|buttons?|badges?|stickers?|plaques?|captions?|bottles?|mugs?|billboards?|"
    r"flags?|tattoos?|graffiti|inscriptions?|voice-?over|voice over|chyron|leaflets?|flyers?)) (?:(?:that|which) (?:said|says?|reads?|declared?|proclaimed?)|saying|reading|declaring|proclaiming)\W*$"
)
# “After arguing that …, Holt”: the cue has no subject of its own and stands first in its sentence.
FRONTED = re.compile(r"(?:^|[.!?\n][\"”’']* |\n)(?:(?:But|And|Yet|Now,?|Then) )?(?:(?:[Aa]fter|[Bb]efore|[Ww]hile|[Ww]hen|[Bb]y|[Ii]n|[Bb]esides|[Ss]ince|[Dd]espite|[Ii]nstead of|[Oo]n) )?$")
PARTICIPLE = re.compile(r"[A-Za-z]{2,20}ing\b")
MAIN_CLAUSE = re.compile(rf"[\"”’']{{0,2}},[\"”’']{{0,2}} (?P<who>{PHRASE})(?= (?:\w{{1,20}}ly |also |then |later )?(?:is|are|was|were|has|have|had|will|would|could|can|may|told|went|made|said|took|gave|put|began|held|[a-z]{{2,20}}(?:ed|s))\b)")


def name_subject(text: str, attribution: Attribution) -> Attribution:
    """With who speaks by the grammar of the sentence, where the network read somebody else or nobody."""
    if attribution.speaker is None:
        return name_fronted(text, attribution)
    if attribution.speaker[1] > attribution.cue[0]:
        return attribution
    thing = WRITTEN_ON.search(text, attribution.speaker[1], attribution.cue[1])
    if thing:
        return replace(attribution, speaker=thing.span("who"))
    return name_supposed(text, attribution) or name_teller(text, attribution) or attribution


def name_fronted(text: str, attribution: Attribution) -> Attribution:
    """“Noting that it was late, Holt left”: the subject of the rest of the sentence speaks."""
    cue = attribution.cue
    is_fronted = PARTICIPLE.match(text, *cue) and FRONTED.search(text, max(0, cue[0] - 30), cue[0])
    clause = MAIN_CLAUSE.match(text, attribution.span[1]) if is_fronted else None
    return replace(attribution, speaker=clause.span("who")) if clause else attribution


def name_supposed(text: str, attribution: Attribution) -> Attribution | None:
    """“Holt is said to have left”: said of Holt, by nobody who is named; None for other words."""
    speaker, cue, (first, *rest) = attribution.speaker, attribution.cue, attribution.pieces
    begin = cue[1] + 1
    is_beside = speaker is not None and speaker[1] + 1 == cue[0] and text.startswith("to ", begin) and first[0] in (begin, begin + len("to "))
    if speaker is None or not is_beside or not SUPPOSED.fullmatch(text, *cue):
        return None
    pieces = speaker, (begin, first[1]), *rest
    detail = f"“{text[slice(*cue)]} to”: who says so is not told."
    return replace(attribution, speaker=None, pieces=pieces, mode=find_mode(text, pieces), method=Method.RULES.value, detail=detail)


def name_teller(text: str, attribution: Attribution) -> Attribution | None:
    """“Holt was asked by Marek”: Marek speaks, or nobody who is named; None for other words."""
    speaker, cue = attribution.speaker, attribution.cue
    heard = HEARD.match(text, speaker[1]) if speaker else None
    if speaker is None or heard is None or not cue[0] < heard.end() <= cue[1]:
        return None
    teller = TELLER.match(text, heard.end())
    detail = f"“{text[slice(*speaker)]}” is told it, and does not say it."
    return replace(attribution, speaker=teller.span("who") if teller else None, method=Method.RULES.value, detail=detail)


def is_question_of_nobody(text: str, attribution: Attribution) -> bool:
    """“Asked whether it was so, she said”: the article does not tell who asked, so nobody takes a position."""
    if attribution.speaker is None and WAS_ASKED.search(text, max(0, attribution.cue[0] - 20), attribution.cue[1]):
        return True
    if not UNASKED.search(text[max(0, attribution.cue[0] - 20) : attribution.cue[0]]):
        return False
    asked = ASKED.match(text, attribution.cue[0])
    is_named = asked and attribution.speaker and attribution.cue[0] < attribution.speaker[0] < asked.end()  # “Asked by a reporter whether”
    return bool(asked and not is_named)
