"""Deeds named by a gerund, an infinitive or a noun as claims: “accused the government of sending troops” claims that it sent them."""

from __future__ import annotations

import re
from functools import cache

from ..polarity import FALSE_WORDS
from ..verbs import ADVERB, find_past, is_plural, make_third_person, read_past_forms, read_verbs
from ..wordlists import read_rows
from .finite import is_busy

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
        past = "were" if is_plural(who) else "was"
    else:
        past = find_past(verb)
    return f"{who} {found['how']}{past}{found['rest']}".strip(" ,\"“”")


# Cues behind which a noun says that something is so; who welcomes or regrets “the sale of the ferries” says nothing about whether there was one.
OF_DEEDS = re.compile(
    r"(?i)\b(?:confirm|den(?:y|ie)|reject|dismiss|refut|report|announc|acknowledg|admit|admission|alleg|reveal|disclos|verif|corroborat|doubt|question|describ|document|rul\w+ out|(?:spoke|speak\w*|talk\w*|told|warn\w*|comment\w*) (?:of|on|about))\w*"
)
PREPOSITION = r"(?:to|in|at|by|on|from|for|near|into|over|under|with|against)"
WORD_OF_NAME = rf"(?!{PREPOSITION}\b)(?:[^\s,.;:]|(?<=\d),(?=\d)){{1,40}}"
DEED_NOUN = re.compile(
    r"(?i)(?:(?:the|an?|any|its|their|reports? of|recent|alleged|reported|rumou?red|supposed|(?P<ahead>planned|possible|impending|imminent|upcoming)) )*(?P<noun>[a-z]+) of "
    rf"(?P<what>{WORD_OF_NAME}(?: {WORD_OF_NAME}){{0,7}}?)(?P<rest>(?: {PREPOSITION} [^.;:]*)?)$"
)
PRESENCE = re.compile(r"(?i)(?:the )?(?:alleged |reported )?(?:presence|existence) of (?P<what>(?!the |its |his |her |their )[^,.;:]{3,120})$|(?P<some>an? (?:\w+ )?(?:build-?up|concentration|gathering|shortage) of [^,.;:]{3,120})$")


@cache
def read_deed_nouns() -> dict[str, tuple[str, bool]]:
    """By a noun its deed, and whether it is done to what the noun is of: the deployment of troops, but the arrival of troops."""
    return {row["noun"]: (row["deed"], row["voice"] == "passive") for row in read_rows("deed_nouns")}


def word_noun(words: str, cue: str) -> str:
    """“Troops were deployed to Lund” for “the deployment of troops to Lund” that was confirmed or denied; empty for words of another form."""
    there = PRESENCE.match(words) if OF_DEEDS.search(cue) else None
    if there:
        what = there["what"] or there["some"]
        return f"There {'are' if there['what'] and is_plural(what) else 'is'} {what}"
    found = DEED_NOUN.match(words) if OF_DEEDS.search(cue) else None
    deed, is_done_to = read_deed_nouns().get(found["noun"].lower(), ("", False)) if found else ("", False)
    if found is None or not deed:
        return ""
    what = found["what"]
    if found["ahead"] and not is_done_to:
        return ""  # “a possible return of the leader”: the base of the verb is not listed
    were = "will be " if found["ahead"] else "" if not is_done_to else "were " if is_plural(what) else "was "
    return f"{what} {were}{deed}{found['rest']}"


# “Vowed to send troops”; not “responded to the charge”.
INFINITIVE = re.compile(rf"[Tt]o (?P<adverb>{ADVERB})?(?!(?:the|an?|any|all|his|her|its|their|this|that|these|those|it|him|them|us|me)\b)(?P<base>[a-z]+)\b(?P<rest>.*)")
NO_INFINITIVE = re.compile(r"(?i)\b(?:respon|react|refer|point|object|allud|repl|answer|listen|link|relat|attribut|tied|due|according|contribut|admit|confess|testif|speak|talk|look|surpris|shock|delight|pleas|happy|glad|proud|sorry|sad|apologi[sz]|amaz|astonish|stunn|reliev)\w*\b")
# “Is said to have fled” tells what is so, “vowed to flee” what will be.
REPORTEDLY = re.compile(r"(?i)\b(?:said|believed|reported|thought|alleged|rumou?red|understood|known|considered|suspected|presumed|found|deemed|claim\w*(?: on \w+day)?|appear\w*|seem\w*|profess\w*|purport\w*)$")
# “The tape … is said to be genuine”: what is said stands on both sides of the cue.
RAISING = re.compile(r"(?i)\b(?:(?:is|are|was|were|been) (?:\w+ly )?(?:said|believed|reported|thought|alleged|rumou?red|understood|known)|appear\w*|seem\w*)$")
# “Urged everyone to remain calm” says what everyone should do, the headline “Apple to reveal more” what Apple will.
REQUESTED = re.compile(r"(?P<who>(?!(?:The|An?) to\b)(?!(?i:(?:so|too|very) )?(?i:sad|glad|happy|sorry|proud|nice|good|great|hard|easy|important|ready|willing|able) to\b)(?:[\w’'.-]+ ){1,7}?)(?P<not>not )?(?P<to>to .*)")
EXPECTS = re.compile(r"(?i)\b(?:expect|predict|anticipat|forecast)\w*$")
WANTS, NOT = re.compile(r"(?i)\bwant(?:s|ed)?$"), re.compile(r"(?i)\b(?:no longer|not|never)\b|n['’]t\b")
URGES = re.compile(r"(?i)\b(?:urg|ask|order|tell|told|instruct|direct|advis|encourag|warn|implor|begg?|beseech|press|demand|request|recommend|want|persuad|invit|challeng)\w*$|\bcall\w* (?:on|for|upon)$")
TELLS = re.compile(r"(?<!was )(?<!were )(?<!been )(?<!being )\b(?:told|tells?|instruct(?:s|ed))$")
NOT_TOLD_TO = re.compile(r"To |to do with ")  # “"To be in such a place is sad," he told us”, “told us what | to do with it”
# “Demanded that she publish her diary”: the verb stands in its base.
DEMANDS = re.compile(r"(?i)\b(?:demand|urg|request|recommend|propos|ask|order|petition|requir|stipulat)\w*$")
FINITE = re.compile(r"(?i)is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|might|who|which|that")
DETERMINED = re.compile(r"(?i)the|an?|his|her|its|their|any|all|no|in|of|for|on|by|with|at|from|and|or")  # “the cut in pay”
MOST_WORDS = 8  # of whom something is demanded of
CAUTIONS = re.compile(r"(?i)(?:(?:has|have|had|also|again|then) )*(?:warn|caution|advis|recommend|demand)(?:s|es|ed|ing)?$")  # nobody is named who should do it
HEADLINE = re.compile(r"(?:[A-Z][\w’'.-]* ){1,4}$")


def word_infinitive(words: str, who: str, cue: str, is_asked: bool = False) -> str | None:
    """“The ministry will send troops” for “to send troops” that the ministry vowed, or was asked; None for words of another form."""
    found = INFINITIVE.match(words)
    wants = WANTS.search(cue) and not is_asked
    if found is None or not who or NO_INFINITIVE.search(cue) or not is_asked and CAUTIONS.match(cue) or wants and NOT.search(cue):
        return None
    who = "They" if not is_asked and TELLS.search(cue) else who  # “have told them | to go back”
    verb = f"will {found['base']}"
    if wants:
        verb = f"wants to {found['base']}"
    elif URGES.search(cue):
        verb = f"should {found['base']}"
    elif REPORTEDLY.search(cue):
        plural = "are" if found["base"] == "be" else found["base"]
        verb = plural if is_plural(who) else make_third_person(found["base"])
    return f"{who} {found['adverb'] or ''}{verb}{found['rest']}"


def word_demand(text: str, cue: str) -> str:
    """“She should publish her diary” for “she publish her diary” that was demanded; empty for words of another form."""
    words = text.split(" ")
    for place in range(1, min(MOST_WORDS, len(words) - 1) + 1) if DEMANDS.search(cue) else ():
        if words[place - 1] == "to" or FINITE.fullmatch(words[place - 1]):
            break
        if is_base(words[place]) and not DETERMINED.fullmatch(words[place - 1]) and not any(map(FINITE.fullmatch, words[place + 1 : place + 3])):
            return " ".join([*words[:place], "should", *words[place:]])
    return ""


def is_base(word: str) -> bool:
    return word in ("be", "not") or word in read_past_forms() and not word.endswith("ing") or word in read_verbs()


def word_request(words: str, cue: str) -> str | None:
    """“Everyone should remain calm” for “everyone to remain calm” that was urged, “The tape is genuine” for “the tape to be genuine” that it is said to be; None for words of another form."""
    found = REQUESTED.match(words)
    if found is None or is_busy(found["who"]) or not (URGES.search(cue) or RAISING.search(cue) or EXPECTS.search(cue) or HEADLINE.fullmatch(found["who"])):
        return None
    who = found["who"].strip()
    if who.lower() in ("me", "us"):
        return None  # nobody is named
    asked = word_infinitive(found["to"], SUBJECTS.get(who.lower(), who), cue, is_asked=True)
    if found["not"]:  # “should not leave” is asked for as it stands
        return asked.replace(" should ", " should not ", 1) if asked and URGES.search(cue) else None
    return asked
