"""Deeds named by a gerund as claims: “accused the government of sending troops” claims that it sent them."""

from __future__ import annotations

import re

from ..polarity import FALSE_WORDS
from ..verbs import find_past

# Cues whose words are who is accused and of what; who denies an accusation is given the same words.
ACCUSES = re.compile(r"(?i)\b(?:accus|suspect|den(?:y|ie)|reject|dismiss|refut|disput)\w*\b")
# “as "nonsense"” and “as baseless” tell what somebody thinks of an accusation.
WHAT = rf" of (?P<how>(?:[a-z]{{1,20}}ly )?)(?P<verb>[a-z]{{2,20}}ing)\b(?P<rest>[^.!?;]*?)(?: as (?:[\"“'‘]|(?:\w+ )?{FALSE_WORDS}\b)[^.!?;]*)?(?=[.!?;]|$)"
# “denied accusations of sending troops”: it is the speaker who is accused.
CHARGE = re.compile(rf"(?i)(?:(?:the|all|any|these|those|such|its|his|her|their|repeated) )*(?:accusations?|allegations?|charges?|claims?|suspicions?){WHAT}")
# Words before “of” that name nobody: “the possibility of sending troops”, “any knowledge of planning it”.
THING = re.compile(
    r"(?i)\b(?:accusations?|allegations?|charges?|claims?|reports?|rumou?rs?|suspicions?|suggestions?|idea|notion|possibility|prospect|option|risk|threat|"
    r"knowledge|part|role|involvement|responsibility|intentions?|plans?|way|means|use|talk|policy|practice|purpose|point|hope|chance|cost|offer|proposal|"
    r"danger|fear|instances?|cases?|acts?|attempts?|campaign|history|habit|crimes?|counts?|evidence)$"
)
ACCUSED = re.compile(
    rf"(?i)(?P<who>(?:(?:the|an?|his|her|its|their|our) )?[\w’'&.-]{{1,30}}(?: [\w’'&.-]{{1,30}}){{0,7}}?)(?: …)?{WHAT}"
)
SUBJECTS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}
PLURAL = re.compile(r"(?i)(?:[^s’']s|\b(?:they|we|you|people|police|troops|media)|\band\b.*)$")


def word_accusation(passage: str, speaker: str) -> str | None:
    """“The government sent troops” for “the government of sending troops”, empty where nobody is named; None for words of another form."""
    charge = CHARGE.match(passage)
    found = charge or ACCUSED.match(passage)
    if found is None:
        return None
    who = speaker if charge else found["who"]
    if not charge and THING.search(who):
        return None
    if not who or who.lower() in ("the", "a", "an", "its", "their", "our", "his"):
        return ""
    who = SUBJECTS.get(who.lower(), who)
    verb = found["verb"].lower()
    if verb == "having":
        past = "had"
    elif verb == "being":
        past = "were" if PLURAL.search(who) else "was"
    else:
        past = find_past(verb)
    return f"{who} {found['how']}{past}{found['rest']}".strip(" ,\"“”")
