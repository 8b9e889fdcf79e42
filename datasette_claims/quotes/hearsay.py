"""What is told by the way: what is “reportedly” so, and “who, officials say, is tied to the port”."""

from __future__ import annotations

import re
from itertools import islice

from ..records import Method
from .attribution import Attribution, Span, find_mode, list_places, meets
from .lexicon import read_words
from .relays import find_sentence
from .reports import KINDS, NOUNS

REPORTEDLY = re.compile(r" reportedly (?=(?P<next>[a-z]+))")
# “The troops are believed to have crossed the river”: what somebody who is not named believes of them.
SUPPOSED = re.compile(
    r" (?P<cue>(?:is|are|was|were|has been|have been) (?:(?:\w{2,15}ly|also|now|still) )?(?:reported|claimed|alleged|rumou?red|said|understood|believed|thought)) (?=to (?:have|be)\b)"
)
SUPPOSED_SCORE = 0.5  # five of ten such clauses of the annotated articles are marked
RELATIVE_SUBJECT = re.compile(r"\b(?:who|which|that)$")
GOES_ON = re.compile(r",? (?:has|have|had|is|are|was|were|will)\b|, ")  # “the man who is said to have fired is a clerk”
NO_SUBJECT = re.compile(r"(?:\b(?:and|but|or|then|what)|,)$")  # “he left and is believed to be in Lund”: who he is stands farther off
SUBORDINATE = re.compile(r".*\b(?:when|where|because|that|after|before|since) (?=(?:[\w’'-]+ ?){1,6}$)", re.S)
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
# “There are unconfirmed reports that troops crossed the river”, “amid rumours that he left”: the article tells what unnamed reports say.
WHOSE = rf"(?P<who>(?:(?:{KINDS}|conflicting|persistent|widespread|new|fresh|early|initial|multiple|numerous|growing|online) ){{0,3}}(?P<noun>{NOUNS}|allegation|accusations?|claims|speculation))"
WHAT = r"(?P<what>(?!(?:is|are|was|were|has|have|had|will|would|could|can|may|might|do|does|did|swept|question|emerged|surfaced|show|suggest|\w+ed)\b)[^.!?;\n]{8,300}?)(?=[.!?;\n]|, (?:although|though|but|while|whereas|following|despite|even (?:as|if|though))\b|$)"
WHERE = r"(?: (?:in|on|from|across|over|among) (?:[\w’'-]+ ){1,4}?| )"
REPORTS = re.compile(
    r"\b(?:(?P<there>[Tt](?:here|HERE) (?:is|are|was|were|has been|have been|had been)(?: (?:also|now|even|still|already))*)"
    r"|[Aa]mid|[Ff]ollowing|[Aa]fter|[Dd]espite|[Oo]ver|[Gg]iven|[Ww]ith|[Ss]park(?:ed|ing)|[Ff]uell?(?:ed|ing)|[Pp]rompt(?:ed|ing)|[Tt]rigger(?:ed|ing)) "
    rf"(?:(?:some|several|many|more|the) )?{WHOSE}{WHERE}"
    r"(?:(?P<that>that) (?:(?:suggest|say|claim|indicate)(?: that)? )?|(?=(?:he|she|they|it|the [a-z]+|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}) (?:is|are|was|were|has|have|had|will|would|could|may|might)\b))"
    + WHAT
)
# “Rumours surfaced that”, “speculation is rife that”, “reports are circulating on social media that”.
SPREADING = re.compile(
    rf"(?i:\b{WHOSE}) (?P<cue>(?:(?:is|are|was|were|has|have|had|began|started|been|now|also|already|soon|quickly) ){{0,3}}"
    r"(?:rife|circulat(?:e[ds]?|ing)|swirl(?:ed|s|ing)?|spread(?:s|ing)?|mount(?:s|ed|ing)?|grow(?:s|n|ing)?|grew|emerged?|surfaced?|abounded|abound|flying))"
    rf"{WHERE}that {WHAT}"
)
# “It is believed that”, “it’s rumoured he will”: nobody is named at all.
IT_IS = re.compile(
    r"\b[Ii]t(?P<is>['’]s| (?:is|was|has been|had been))(?: (?!(?:false|wrong|incorrect|erroneous|mistaken)ly)(?:\w{2,15}ly|also|now|even|still|being|since))*"
    r" (?P<verb>reported|claimed|alleged|rumou?red|said|understood|believed|thought|suggested|feared)(?: (?:last|this|on|earlier) (?:\w+ ){0,2}?| )"
    r"(?:that |(?=(?:he|she|they|it|the [a-z]+|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}) (?:is|are|was|were|has|have|had|will|would|could|may|might|\w+(?:ed|[^s]s))\b))"
    + WHAT
)
REPORTS_SCORE = 0.6  # set: the annotated articles hold three such clauses, all of them marked
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
    for match in islice(SUPPOSED.finditer(text), MOST):
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
    inner = SUBORDINATE.match(text, *who)
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


def add_reports(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what the article itself says that there are reports of, where the network saw nothing."""
    read = list_places(found)
    added: list[Attribution] = []
    for match in (*islice(SPREADING.finditer(text), MOST), *islice(REPORTS.finditer(text), MOST), *islice(IT_IS.finditer(text), MOST)):
        if meets(match.span(), (*read, *list_places(added))):
            continue
        words, cue = find_told(text, match)
        who = match.span("who") if "who" in match.groupdict() else None
        detail = f"The article tells of “{match['who']}”, and not whose they are." if who else f"“{match[0][:40]}”: who said so is not told."
        added.append(Attribution((words,), find_mode(text, (words,)), cue, who, REPORTS_SCORE, detail, method=Method.RULES.value))
    return [*found, *added]


def find_told(text: str, match: re.Match[str]) -> tuple[Span, Span]:
    """What reports say, and the words that report it: their noun, unless there is a verb."""
    groups = match.groupdict()
    if "verb" in groups:
        return match.span("what"), (match.end("is") - len(match["is"].strip()), match.end("verb"))
    if "cue" in groups:
        return match.span("what"), match.span("cue")
    if groups["there"]:
        return match.span("what"), (match.start(), match.end("that" if groups["that"] else "noun"))
    start, end = match.span("what")
    comma = text.find(", ", start, end) if match[0][0].isupper() else -1
    return (start, comma if comma > 0 else end), match.span("noun")  # “After reports that it rained, the road was shut”
