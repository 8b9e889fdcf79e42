"""What the words themselves do, whatever verb reports them: words/stance_contents.csv, questions, and what should be done."""

from __future__ import annotations

import re
from functools import cache

from ..polarity import FALSE_WORDS, HALF_RIGHT_WORDS, RIGHT_WORDS, WRONG_WORDS, Clause
from ..records import Certainty, Label
from ..wordlists import read_rows
from .verdicts import NOBODY, SILENT, Rule, Verdict, read_rule

DENIED_INSIDE = re.compile(
    r"\b(?:hoax(?:es)?|fake[ds]?|fals(?:e|ely)|untrue|bogus|debunk\w*|fabricat\w+|made[- ]up|satir\w+|parody|prank|fiction(?:al)?|"
    r"den(?:y|ies|ied|ying)|refut\w+|dismiss\w*|disput\w+|not true|no truth|unfounded|baseless|retract\w*|rubbish\w*|nonsense|myth|duped|fooled)\b",
    re.I,
)
CITED = re.compile(
    r"\b(?:said|says|told|according to|reported(?:ly)?|reports?|reporting|claim(?:s|ed|ing)?|alleg\w+|rumou?r\w*|sources?|announced|confirmed|tweeted|wrote|unconfirmed|unverified|"
    r"purported\w*|supposed\w*|apparently|believed to|may have|might have)\b",
    re.I,
)
# “The reports”, “the claim that ships were sold”, up to what is said of them.
REPORTED = (
    r"(?:(?:all|these|those|the|such|this|that|your|their|his|her) )?(?:\w+ ){0,2}(?:reports?|claims?|allegations?|accusations?|statements?|stor(?:y|ies)|rumou?rs?|information|news|assertions?|"
    r"charges|suggestions?|idea|notion|theory)\b(?:[^.;,]{0,60}?|[^.;,]{0,60}? that [^.;]{8,200}?)\b"
)
NORMATIVE = re.compile(
    r"^(?!.*\bwhat \w+ ha(?:ve|s|d) to\b)(?:(?!.* and )[^,.;]{1,50}? )?[\"“]?(?:should|must|ought to|(?<!n't )(?<!n’t )(?<!not )(?<!even )need to|needs to|has to|(?<!would )(?<!will )(?<!might )(?<!could )have to|(?:has|have|['’]s|['’]ve) got to|had better)\b(?! have| not have)|^let(?:['’]s| us)\b|^(?:please|don['’]t) \w+",
    re.I,
)


@cache
def read_contents() -> tuple[Rule, ...]:
    """The beginnings in the order in which they are tried; names in braces stand for what reports are called and how they are named."""
    names = {"{REPORTED}": REPORTED, "{FALSE}": FALSE_WORDS, "{WRONG}": WRONG_WORDS, "{HALF}": HALF_RIGHT_WORDS, "{RIGHT}": RIGHT_WORDS}
    return tuple(read_rule(row, re.sub(r"\{[A-Z]+\}", lambda name: names[name.group()], row["pattern"])) for row in read_rows("stance_contents"))


def judge_content(sentence: str, clause: Clause, is_own_voice: bool = False) -> Verdict | None:
    """What the words do, where the cue only says that they were said; an article's own voice relays whom it cites."""
    if is_own_voice:
        silent = NOBODY.match(sentence) and SILENT.search(sentence)
        if silent:
            return Verdict(Label.DECLINES_TO_COMMENT, Certainty.UNDERSPECIFIED, "content", f"“{silent.group()}”: nobody answered.")
        denied = DENIED_INSIDE.search(sentence)
        if denied:
            return Verdict(Label.DENIES, Certainty.CERTAIN, "content", f"“{denied.group()}”: the text calls it false.")
        cited = CITED.search(sentence)
        if cited and not clause.is_negated:
            return Verdict(Label.RELAYS, Certainty.UNDERSPECIFIED, "content", f"“{cited.group()}”: the text names a source.")
    opened = sentence.strip(" \"“”'‘’")
    for text in dict.fromkeys((opened, clause.words)):
        for rule in read_contents():
            if found := rule.pattern.match(text):
                return Verdict(rule.label, rule.certainty, "content", f"“{found.group()[:60]}”: {rule.why}.")
    if opened.endswith("?"):
        return Verdict(Label.QUESTIONS, Certainty.UNDERSPECIFIED, "content", "The words are a question.")
    found = NORMATIVE.search(clause.words)
    if found:
        return Verdict(Label.CALLS_FOR, Certainty.CERTAIN, "content", f"“{found.group()[-40:]}”: says what should be done.")
    return None
