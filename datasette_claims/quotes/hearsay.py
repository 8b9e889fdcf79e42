"""What is told by the way: what is “reportedly” so, what “is believed to” be so, and “who, officials say, is tied to the port”."""

from __future__ import annotations

import re
from itertools import islice

from ..records import Method
from .attribution import Attribution, Span, find_mode, list_places, meets
from .lexicon import read_words
from .relays import find_sentence
from .reports import SUPPOSED

REPORTEDLY = re.compile(r" reportedly (?=(?P<next>[a-z]+))")
# “The troops are believed to have crossed the river”: what somebody who is not named believes of them.
SUPPOSED_TO = re.compile(rf" (?P<cue>(?:is|are|was|were|has been|have been) (?:(?:\w{{2,15}}ly|also|now|still) )?(?:{SUPPOSED})) (?=to (?:have|be)\b)")
SUPPOSED_SCORE = 0.5  # five of ten such clauses of the annotated articles are marked
RELATIVE_SUBJECT = re.compile(r"\b(?:who|which|that)$")
GOES_ON = re.compile(r",? (?:has|have|had|is|are|was|were|will)\b|, ")  # “the man who is said to have fired is a clerk”
NO_SUBJECT = re.compile(r"(?:\b(?:and|but|or|then|what)|,)$")  # “he left and is believed to be in Lund”: who he is stands farther off
LEAD_IN = re.compile(r"[A-Z][^,]{1,100}, (?:as )?(?!(?:is|are|was|were|has|have|had)\b)(?=[^,]+$)")  # “In addition to Holt, Marek”
SUBORDINATE = re.compile(r".*\b(?:when|where|because|that|after|before|since) (?=(?:[\w’'-]+ ){0,5}[\w’'-]+ ?$)", re.S)
MOST = 100  # of a text that are looked at
REACH = 300  # characters of a sentence on either side
# “A man who officials say is tied to the port”: the words stand on both sides of who says them.
RELATIVE = re.compile(
    r"\b(?P<which>who|whom|which) (?P<who>(?!I\b|you\b)(?:the |his |her |some |many |most |even |an? )?(?:[\w.’'-]{1,30} ){1,4}?)"
    r"(?P<cue>(?:had |have |has )?(?:said|says?|believed?|believes|claim(?:ed|s)?|alleged?|alleges|insist(?:ed|s)?|argued?|argues)) "
    r"(?P<what>(?:is|was|are|were|has|had|have|will|would|could|may|might|did|does|can|should)\b[^\n;”]{5,200}?)"
    r"(?=(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\b[A-Z])[.;!?](?:\s|$)|[.;!?]?\n|, (?:and|but|while|was|were|is|are|will|would|has|had|could)\b| and who\b|$)"
)
RELATIVE_SCORE = 0.7  # 18 of 23 such clauses of the annotated articles are marked
# “(Her team has reportedly left)”, “In total, the hackers have reportedly left”: where the clause begins.
BEGINS = re.compile(r".*(?:[(;–—]|:(?= )|, (?:and|but|while|though|although|who|which|with)\b) ?|(?:[A-Z][\w’'-]*(?: [a-z][\w’'-]*){0,4}), (?=\w+ \w+)", re.S)
ENDS = re.compile(r"[;)–—]|, (?:leaving|but|while|although|though|according|and (?:he|she|it|they|the|a|an)\b)|\.(?=\s|$)")
OPENING, COMMA = re.compile(r"(?:With|But|And|So|Both) "), re.compile(r",")
SUBJECT = re.compile(r"(?!(?:has|have|had|is|was|are|were|will|and|but)$)[^\n\"“”„«»]+[^\n,\"“”„«»]")
REPORTEDLY_SCORE = 0.6  # 18 of 27 such clauses of the annotated articles are marked


def add_reportedly(text: str, found: list[Attribution]) -> list[Attribution]:
    """With “the hackers have … infiltrated the party” of “the hackers have reportedly infiltrated the party”, where the network saw nothing."""
    read = list_places(found)
    added = []
    for match in islice(REPORTEDLY.finditer(text), MOST):
        who, what = find_clause(text, match)
        if who is None or match["next"] in read_words("speech_cues") or meets((who[0], what[1]), read):
            continue
        mode = find_mode(text, (who, what))
        cue = match.start() + 1, match.end() - 1
        added.append(Attribution((who, what), mode, cue, None, REPORTEDLY_SCORE, "“Reportedly”: who said so is not told.", method=Method.RULES.value))
    return [*found, *added]


def add_supposed(text: str, found: list[Attribution]) -> list[Attribution]:
    """With “the troops … to have crossed the river” of “the troops are believed to have crossed the river”, where the network saw nothing."""
    read = list_places(found)
    added = []
    for match in islice(SUPPOSED_TO.finditer(text), MOST):
        who, what = find_supposed(text, match)
        if who is None or meets((who[0], what[1]), read):
            continue
        detail = f"“{match['cue']} to”: who says so is not told."
        added.append(Attribution((who, what), find_mode(text, (who, what)), match.span("cue"), None, SUPPOSED_SCORE, detail, method=Method.RULES.value))
    return [*found, *added]


def find_supposed(text: str, match: re.Match[str]) -> tuple[Span | None, Span]:
    """Of whom something is believed, None where that is too far off to tell, and what."""
    who, what = find_clause(text, match)
    relative = RELATIVE_SUBJECT.search(text, max(0, match.start() - 6), match.start())
    if relative:
        goes_on = GOES_ON.search(text, what[0] + len("to have "), what[1])
        return relative.span(), (what[0], goes_on.start() if goes_on else what[1])
    if who is None or NO_SUBJECT.search(text, *who):
        return None, what
    inner = SUBORDINATE.match(text, *who) or LEAD_IN.match(text, *who)
    return (inner.end() if inner else who[0], who[1]), what


def find_clause(text: str, match: re.Match[str]) -> tuple[Span | None, Span]:
    """What stands before “reportedly” in its clause, None where that is no subject, and what stands behind it."""
    begin, end = find_sentence(text, *match.span(), REACH)
    head = BEGINS.match(text, begin, match.start())
    start = head.end() if head else begin
    opening = OPENING.match(text, start, match.start())
    start = opening.end() if opening else start
    stop = (COMMA if opening and opening.group() == "With " else ENDS).search(text, match.end(), end)
    end = stop.start() if stop else end
    what = match.end(), match.end() + len(text[match.end() : end].rstrip(" .!?\n\"”"))
    words = text[start : match.start()]
    is_subject = len(words) <= 150 and SUBJECT.fullmatch(words) and what[1] - what[0] > 8
    return (start, match.start()) if is_subject else None, what


def add_relative(text: str, found: list[Attribution]) -> list[Attribution]:
    """With “who … is tied to the port” of “who officials say is tied to the port”, where the network saw nothing."""
    read = list_places(found)
    added = []
    for match in islice(RELATIVE.finditer(text), MOST):
        who = match.start("who"), match.end("who") - 1
        pieces = match.span("which"), match.span("what")
        if not meets(match.span("cue"), read) and not any(start <= match.start() < end for start, end in read):
            mode = find_mode(text, pieces)
            detail = f"“{match['which']}” is what “{text[slice(*who)]}” speaks of."
            added.append(Attribution(pieces, mode, match.span("cue"), who, RELATIVE_SCORE, detail, method=Method.RULES.value))
    return [*found, *added]
