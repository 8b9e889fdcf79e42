"""What an article itself tells of unnamed reports, and of who said nothing: “there are reports that”, “it is believed that”, “there was no comment from”."""

from __future__ import annotations

import re
from itertools import chain, islice

from ..records import Method
from .attribution import Attribution, find_mode, list_places, meets
from .reports import ANY_KIND, NOUNS, SUPPOSED

MOST = 100  # of each kind that are looked at in a text
SCORE = 0.6  # set: the annotated articles hold six such clauses, all of them marked

WHOSE = (
    rf"(?P<who>(?:(?:{ANY_KIND}|growing) ){{0,3}}"
    rf"(?P<noun>{NOUNS}|allegation|accusations?|claims|speculation))"
)
SOME = r"(?:(?:some|several|many|more|the) )?"
WHERE = r"(?: (?:in|on|from|across|over|among) (?:[\w’'-]+ ){1,4}?| )"
SUBJECT = r"(?:he|she|they|it|the [a-z]+|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})"
AUXILIARY = "is|are|was|were|has|have|had|will|would|could|may|might"
# “That” may be left out where a clause can be told from what else follows: “rumours he has left”.
CLAUSE = rf"(?={SUBJECT} (?:{AUXILIARY})\b)"
THEY_SAY = r"(?:(?:suggest|say|claim|indicate)(?: that)? )?"
WHAT = (
    r"(?P<what>(?!(?:is|are|was|were|has|have|had|will|would|could|can|may|might|do|does|did|swept|question|emerged|surfaced|show|suggest|\w+ed)\b)"
    r"[^.!?;\n]{8,300}?)(?=[.!?;\n]|, (?:although|though|but|while|whereas|following|despite|even (?:as|if|though))\b|$)"
)
THERE_ARE = re.compile(
    r"\b(?P<cue>[Tt](?:here|HERE) (?:is|are|was|were|has been|have been|had been)(?: (?:also|now|even|still|already))* "
    rf"{SOME}{WHOSE}(?:{WHERE}that\b)?) (?:(?<=that ){THEY_SAY}|{CLAUSE}){WHAT}"
)
# “The road was shut amid rumours that he left”, “Twitter is abuzz with rumours that he left”: the noun is the cue.
AMID = re.compile(
    r"\b(?:[Aa]mid|[Ff]ollowing|[Aa]fter|[Dd]espite|[Oo]ver|[Gg]iven|[Ww]ith|[Ss]park(?:ed|ing)|[Ff]uell?(?:ed|ing)|[Pp]rompt(?:ed|ing)|[Tt]rigger(?:ed|ing)) "
    rf"{SOME}{WHOSE}{WHERE}(?:that {THEY_SAY}|{CLAUSE}){WHAT}"
)
# “Reports are circulating on social media that”, “speculation is rife that”.
SPREADING = re.compile(
    rf"(?i:\b{WHOSE}) (?P<cue>(?:(?:is|are|was|were|has|have|had|began|started|been|now|also|already|soon|quickly) ){{0,3}}"
    r"(?:rife|circulat(?:e[ds]?|ing)|swirl(?:ed|s|ing)?|spread(?:s|ing)?|mount(?:s|ed|ing)?|grow(?:s|n|ing)?|grew|emerged?|surfaced?|abounded|abound|flying))"
    rf"{WHERE}that {WHAT}"
)
# “It’s rumoured he will”: nobody is named at all; what was “falsely reported” is no report.
IT_IS = re.compile(
    r"\b[Ii]t ?(?P<cue>(?:['’]s|(?<= )(?:is|was|has been|had been))(?: (?!(?:false|wrong|incorrect|erroneous|mistaken)ly)(?:\w{2,15}ly|also|now|even|still|being|since))*"
    rf" (?:{SUPPOSED}|suggested|feared))(?: (?:last|this|on|earlier) (?:\w+ ){{0,2}}?| )"
    rf"(?:that |(?={SUBJECT} (?:{AUXILIARY}|\w+(?:ed|[^s]s))\b)){WHAT}"
)

# “There was no immediate comment from the ministry”, “the ministry had no comment”, “Tarn would not be drawn on names”.
NAMES = r"(?:(?!(?:that|who|which|said|says|there|and|but|or|it|this)\b)[\w’'&.-]+ ){1,7}?"
NOTHING = r"(?P<what>no (?:(?:immediate|further|official|public|additional) ){0,2}(?:comment|response|reaction|reply))\b"
NO_COMMENT = (
    re.compile(rf"\b(?P<cue>[Tt]here (?:was|is|were|has been|had been)) {NOTHING} from (?P<who>(?!there\b)[^,.;:!?\n\"“”]{{2,80}}?)(?=[,.;!?\n]| (?:on|to|about|when|after|as)\b|$)"),
    re.compile(rf"(?:(?<=[.!?]\s)|(?<=\n)|(?<=; )|(?<=, but )|(?<=, and )|(?<=, while ))(?P<who>{NAMES})(?P<cue>had|has|have|made|offered|gave) {NOTHING}"),
    re.compile(rf"(?:(?<=[.!?]\s)|(?<=\n)|(?<=; )|(?<=, but )|(?<=, and )|(?<=, while ))(?P<who>{NAMES})(?P<cue>(?:would|will) not be drawn|(?:refused|declined) to be drawn) on (?P<what>[^,.;:!?\n\"“”]{{3,120}})"),
)


def add_reports(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what the article itself says that there are reports of, where the network saw nothing."""
    read, added = list_places(found), []
    for match in chain.from_iterable(islice(pattern.finditer(text), MOST) for pattern in (SPREADING, THERE_ARE, AMID, IT_IS)):
        if not meets(match.span(), read):
            added.append(read_report(text, match))
            read += list_places(added[-1:])
    for match in chain.from_iterable(islice(pattern.finditer(text), MOST) for pattern in NO_COMMENT):
        if not meets(match.span(), read):
            added.append(read_silence(match))
            read += list_places(added[-1:])
    return [*found, *added]


def read_report(text: str, match: re.Match[str]) -> Attribution:
    """What reports say, as theirs, or as nobody's where none are named."""
    start, end = match.span("what")
    who = match.span("who") if "who" in match.re.groupindex else None
    detail = f"The article tells of “{match['who']}”, and not whose they are." if who else f"“{match['cue']}”: who said so is not told."
    cue = match.span("cue" if "cue" in match.re.groupindex else "noun")
    comma = text.find(", ", start, end) if match.re is AMID and match[0][0].isupper() else -1
    words = start, comma if comma > 0 else end  # “After reports that it rained, the road was shut”
    return Attribution((words,), find_mode(text, (words,)), cue, who, SCORE, detail, method=Method.RULES.value)


def read_silence(match: re.Match[str]) -> Attribution:
    """That somebody made no comment, as what he had to say."""
    who = match.start("who"), match.start("who") + len(match["who"].rstrip())
    detail = f"The article says that “{match['who'].strip()}” had nothing to say."
    return Attribution((match.span("what"),), "indirect", match.span("cue"), who, SCORE, detail, method=Method.RULES.value)
