"""What a sentence has somebody say beside what the network saw: a second verb, a figure, “in her view”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Method
from ..text import NUMBER
from .attribution import NAME_WORD, Attribution, Span, Taken, find_mode, list_places

END = r"(?=[.;!?\n]|, (?:and|but|while|although|though|which|who|after|before|adding|saying)\b|$)"
# “said the road was open but denied that troops had used it”: the second verb has the subject of the first.
SECOND = re.compile(
    r"[\"”’']?,? (?:and|but|yet|then) (?:(?:also|later|then|again|still|now|even|has|have|had|\w{3,20}ly) ){0,3}"
    r"(?P<cue>(?:den(?:ied|ies)|confirm(?:ed|s)|add(?:ed|s)|insist(?:ed|s)|warn(?:ed|s)|stress(?:ed|es)|acknowledg(?:ed|es)|admit(?:ted|s)|conced(?:ed|es)|claim(?:ed|s)|argu(?:ed|es)|not(?:ed|es)"
    r"|maintain(?:ed|s)|predict(?:ed|s)|alleg(?:ed|es)|suggest(?:ed|s)|hint(?:ed|s)|complain(?:ed|s)|assert(?:ed|s)|declar(?:ed|es)|sa(?:id|ys)))"
    rf"(?:(?: (?:in|on|at|to|during|after|when|before|later|yesterday|today)\b[^.,;:!?\n\"“”]{{0,60}}?)? (?P<words>that [^.;!?\n]{{6,250}}?)| (?P<deed>(?<=denied )(?:any|having|all|[a-z]{{2,20}}ing)\b[^.;!?\n]{{4,200}}?|(?<=denies )(?:any|having|all|[a-z]{{2,20}}ing)\b[^.;!?\n]{{4,200}}?)){END}"
)
WHO = rf"(?!(?:And|But|So|Or|That|This|It|Which|Then)\b)(?:(?:[Tt]he |[Aa]n? |[Ii]ts |[Hh]is |[Hh]er |[Tt]heir )[\w’'&.-]{{1,30}}(?: [\w’'&-]{{1,30}}){{0,8}}?|{NAME_WORD}(?: [\w’'&-]{{1,30}}){{0,4}}?)"
# “Kessland put its losses at eleven dead”
FIGURE = re.compile(
    rf"(?:^|(?<=[.!?;:] )|(?<=[.!?][\"”’'] )|(?<=\n)|(?<=, and )|(?<=, but )|(?<=, while ))(?P<who>{WHO}) (?P<cue>(?:(?:has|have|had|later|now|initially) )?(?:puts?|estimate[sd]?)) "
    r"(?P<words>(?:the|its|his|her|their|it|them|that|this) (?:[\w’'-]{1,30} ){0,8}?at "
    rf"{NUMBER}[^.;!?\n]{{0,100}}?)(?:{END}|(?= but\b))"
)
# “He was ready for talks, he said, and appealed to the mediators to return.”
APPEAL = re.compile(
    r"[\"”’']?,? (?:and|but|then) (?:(?:also|later|then|again|has|have|had) ){0,2}(?P<cue>(?:appeal(?:ed|s) (?:to|for)|call(?:ed|s) (?:on|for|upon)|urge[ds]|plead(?:ed|s) (?:with|for)|demand(?:ed|s)))"
    rf" (?P<words>[^.;:!?\n]{{6,200}}?){END}"
)
SENSE = r"(?:view|opinion|words|version|telling|account|estimation|estimate|judge?ment|reading|phrase|eyes)"
OWNER = r"(?:(?P<who>[Hh]is|[Hh]er|[Tt]heir)|(?P<owner>(?:the |an? )?(?:[\w’-]{1,30} ){0,3}?[\w-]{1,30})['’]s?)"
# “The real cause, in her view, is a three-year drought.”, “In Holt's view, the town is dying.”
VIEW_WITHIN = re.compile(rf"(?:^|(?<=[.!?] )|(?<=[.!?][\"”’'] )|(?<=\n))(?P<first>[A-Z][^,.;:!?\n]{{1,150}}), (?P<cue>in) {OWNER} {SENSE},? (?P<words>[^.;!?\n]{{3,250}}?)(?=[.;!?\n]|$)")
VIEW_FIRST = re.compile(rf"(?:^|(?<=[.!?] )|(?<=[.!?][\"”’'] )|(?<=\n))(?P<cue>In) {OWNER} {SENSE}, (?P<words>[^.;!?\n]{{8,250}}?)(?=[.;!?\n]|$)")
SECOND_SCORE = 0.8  # set, not measured: where the network saw the first verb and passed over the second
CLAUSE_SCORE = 0.5  # set, not measured


def add_clauses(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the second verbs, figures and views of somebody that the network passed over."""
    found = [*found, *find_second(text, found)]
    taken = Taken(list_places(found))
    return [*found, *(one for one in (*find_figures(text), *find_views(text)) if not taken.meets((one.span[0], max(one.span[1], one.cue[1]))))]


def find_second(text: str, found: list[Attribution]) -> Iterator[Attribution]:
    """What somebody said with another verb, right behind words of theirs."""
    taken = Taken(list_places(found))
    for one in found:
        if one.speaker is None or one.parent is not None or one.speaker[1] > one.cue[0]:
            continue
        behind = max(one.span[1], one.cue[1])
        match = SECOND.match(text, behind) or APPEAL.match(text, behind)
        if match is None or taken.meets((match.start("cue"), match.end())):
            continue
        words = match.span("deed" if match.groupdict().get("deed") else "words")
        detail = f"“{match['cue']}” goes on with what “{text[slice(*one.speaker)]}” said."
        yield Attribution((words,), find_mode(text, (words,)), match.span("cue"), one.speaker, min(SECOND_SCORE, one.score), detail, method=Method.RULES.value)


def find_figures(text: str) -> Iterator[Attribution]:
    """At what somebody puts a number."""
    for match in FIGURE.finditer(text):
        yield make_clause(text, match, match.span("who"), (match.span("words"),), "puts a figure on it")


def find_views(text: str) -> Iterator[Attribution]:
    """What is so in somebody's view."""
    for pattern in (VIEW_WITHIN, VIEW_FIRST):
        for match in pattern.finditer(text):
            who = match.span("owner" if match["owner"] else "who")
            pieces = (match.span("first"), match.span("words")) if pattern is VIEW_WITHIN else (match.span("words"),)
            yield make_clause(text, match, who, pieces, "is named as whose view it is")


def make_clause(text: str, match: re.Match[str], who: Span, pieces: tuple[Span, ...], reason: str) -> Attribution:
    detail = f"“{text[slice(*who)]}” {reason}."
    return Attribution(pieces, find_mode(text, pieces), match.span("cue"), who, CLAUSE_SCORE, detail, method=Method.RULES.value)
