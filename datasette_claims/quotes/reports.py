"""What reports and claims that are named inside a speaker's words say: "denied reports that Y", "repeated the ministry's claim that Y"."""

from __future__ import annotations

import re
from dataclasses import replace

from ..polarity import FALSE_WORDS, HALF_RIGHT_WORDS, RIGHT_WORDS, WRONG_WORDS
from ..records import Method
from .attribution import Attribution, Span, drop

CONTENT_RULE = "reported inside the words of another speaker"
KINDS, NOUNS = "unconfirmed|media|press|news|intelligence|recent|local|foreign", "reports?|rumou?rs?|allegations"  # of unnamed reports
ANY_KIND = f"{KINDS}|conflicting|persistent|widespread|new|fresh|early|initial|multiple|numerous|online"
SUPPOSED = "reported|claimed|alleged|rumou?red|said|understood|believed|thought"  # what is said “to be” so, by nobody who is named
# A cue that is only a noun: “reports that”, “unconfirmed rumours of”.
REPORTS = re.compile(rf"(?i)(?:(?:there )?(?:is|are|was|were|has been|have been|had been) (?:(?:also|some|many|now|several) )*)?(?P<who>(?:(?:{ANY_KIND}|earlier|false) )*(?:{NOUNS}|allegation|accusations|claims|speculation|suggestions))(?: (?:of|that|about))?")
KIND_BEFORE = re.compile(rf"(?i)\b(?:(?:{KINDS}|conflicting|multiple|earlier|initial) )+\Z")
LONGEST_KIND = 40  # characters
SOURCE = rf"(?P<who>(?:(?:{KINDS}) )*(?:{NOUNS}))"
THERE_ARE = re.compile(rf"(?i)^[\"“'‘]?(?P<cue>there (?:are|were|is|have been|has been) {SOURCE} that) ")
REPORTS_THAT = re.compile(rf"(?i)^(?:the |these |those |any |all )?{SOURCE} that ")
CUE_REPORTS = re.compile(rf"(?i)\b{SOURCE}$")
ALLEGED = re.compile(r"(?i)^(?:the |an? )?(?P<cue>alleged|reported|rumou?red|purported) ")
# "repeated the ministry's claim that no ships had left": the ministry's words.
CLAIM_NOUNS = "claims?|assertions?|allegations?|accusations?|statements?|warnings?|announcements?|denials?"
CLAIM = rf"(?P<cue>{CLAIM_NOUNS})"
CLAIM_OF = re.compile(rf"^(?P<who>(?:the |an? )?[\w’'&.-]{{1,30}}?(?: [\w’'&.-]{{1,30}}?){{0,5}}?)['’]s? (?:[a-z]{{1,20}} ){{0,2}}?{CLAIM} that ")
CLAIM_BY = re.compile(rf"(?i)^(?:an?|the|this|that) (?:[a-z]{{1,20}} ){{0,2}}?{CLAIM} (?:by|from) (?P<who>[^,.;:!?\n\"“”]{{2,80}}?) that ")
# "said he had heard from engineers that the bridge was unsafe"
HEARD_FROM = re.compile(r"(?i)^(?:that )?(?:he|she|they|it|we|i)(?:['’](?:d|ve))? (?:had |has |have )?(?:\w{1,20} )?(?P<cue>(?:heard|learned|learnt|received (?:word|information)) from) (?P<who>[^,.;:!?\n\"“”]{2,80}?) that ")
CONTENT_END = re.compile(rf"[.!?][\"”]?\s| as (?:(?:an?|the|mere|pure|\w{{1,20}}ly) ){{0,2}}[\"“'‘]?(?:{FALSE_WORDS}|provocations?|speculation|gossip|smears?|misleading)\b| [\"“'‘](?:\w+ )?{FALSE_WORDS}\b")
# “Reports that the robots are at work are not true”: the second verb is said of the reports, the only one of “that its figures were false” is not.
CALLED = re.compile(
    rf" (?:is|are|was|were) (?:\w{{1,20}}ly ){{0,2}}(?:an? )?[\"“'‘]?(?:(?!inven|fabricat(?:ed|ing)){WRONG_WORDS}|{HALF_RIGHT_WORDS}|{RIGHT_WORDS}|unconfirmed|politically motivated)\b[^.!?]{{0,80}}$"
)
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b")
MOST_CALLED = 200  # letters of the end that can call the rest false or true
TIMES = frozenset("today yesterday week month year monday tuesday wednesday thursday friday saturday sunday".split())  # “last week's claim”


def name_reports(text: str, one: Attribution) -> Attribution:
    """With the reports themselves as who speaks, where the network took them for the cue of nobody's words."""
    line = max(text.rfind("\n", 0, one.cue[0]) + 1, one.cue[0] - LONGEST_KIND)
    noun = None if one.speaker or one.mode == "own_voice" else REPORTS.fullmatch(text, *one.cue)
    if noun is None:
        return one
    kind = KIND_BEFORE.search(text, line, one.cue[0])
    return replace(one, speaker=(kind.start() if kind else noun.start("who"), noun.end("who")), cue=noun.span("who"))


def add_nested(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what unnamed reports, and others' claims, say inside the words of a speaker."""
    result = list(found)
    children: dict[int | None, list[int]] = {}
    for n, one in enumerate(found):
        children.setdefault(one.parent, []).append(n)
    replaced: set[int] = set()
    for number, one in enumerate(found):
        if number in replaced or one.parent in replaced:
            replaced.add(number)
            continue
        child = find_reports(text, one) if one.mode != "own_voice" and len(one.pieces) == 1 else None
        if child:
            result.append(replace(child, parent=number, score=one.score))
            # The network reads "there are reports that" as somebody's words too, and cannot say whose.
            replaced |= {n for n in children.get(number, []) if found[n].span[0] <= child.span[0] and child.span[1] <= found[n].span[1]}
    return drop(result, replaced)


def find_reports(text: str, outer: Attribution) -> Attribution | None:
    """Reports or claims named inside an attribution or by its cue, as the source of what follows."""
    (start, end), words = outer.pieces[0], text[slice(*outer.pieces[0])]
    in_cue = CUE_REPORTS.search(text[slice(*outer.cue)])
    is_verb = in_cue and not in_cue.start() and outer.speaker  # “the Herald reports that”
    if in_cue and not is_verb and words.startswith("that "):
        who = outer.cue[0] + in_cue.start("who"), outer.cue[0] + in_cue.end("who")
        return make_nested(text, (start + len("that "), end), who, who)
    for pattern in (THERE_ARE, REPORTS_THAT, CLAIM_OF, CLAIM_BY, HEARD_FROM):
        match = pattern.match(words)
        if match and match.group("who").split()[-1].lower() not in TIMES:
            who = start + match.start("who"), start + match.end("who")
            cue = (start + match.start("cue"), start + match.end("cue")) if "cue" in match.groupdict() else who
            return make_nested(text, (start + match.end(), end), cue, who)
    match = ALLEGED.match(words)
    if match:
        cue = start + match.start("cue"), start + match.end("cue")
        return make_nested(text, (cue[1] + 1, end), cue, None)
    return None


def make_nested(text: str, piece: Span, cue: Span, speaker: Span | None) -> Attribution:
    stop = CONTENT_END.search(text[slice(*piece)])
    piece = (piece[0], piece[0] + stop.start()) if stop else piece
    called = CALLED.search(text, max(piece[0], piece[1] - MOST_CALLED), piece[1])
    piece = (piece[0], called.start()) if called and VERB.search(text, piece[0], called.start()) else piece
    source = f"“{text[slice(*speaker)]}”" if speaker else "somebody who is not named"
    return Attribution((piece,), "indirect", cue, speaker, 0.0, f"“{text[slice(*cue)]}” names {source} as the source, {CONTENT_RULE}.", method=Method.RULES.value)
