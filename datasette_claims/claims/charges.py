"""Claims of noun phrases: “blamed the rebels for the strike”, “pleaded not guilty to fraud”, “denied a rift with the chairman”."""

from __future__ import annotations

import re

from ..affirmation import affirm
from ..verbs import find_past, is_plural

BLAMES = re.compile(r"(?i)\bblam\w*$")
BLAMED = re.compile(
    r"(?P<who>[^,.;:\"“”]{2,80}?) for (?P<what>(?!now\b|fear\b)[^.;:\"“”]{3,160})$"
    r"|(?P<effect>[^,.;:\"“”]{3,120}?) on (?P<cause>(?!\w+day\b)[^.;:\"“”]{3,120})$"
)
ACCUSES = re.compile(r"(?i)\b(?:accus(?:e|es|ed|ing)|convict(?:s|ed|ing)|(?P<with>charg(?:e|es|ed|ing)))$")
ACCUSED = re.compile(r"(?P<who>[^,.;:\"“”]{2,80}?) (?P<joint>of|with) (?P<what>(?!\w+ing\b)[^.;:\"“”]{3,160})$")
CREDITS = re.compile(r"(?i)\bcredit(?:s|ed|ing)?$")
CREDITED = re.compile(r"(?P<who>[^,.;:\"“”]{2,80}?) (?:with|for) (?P<verb>[a-z]{2,20}ing)\b(?P<rest>[^.;:\"“”]*)$")
SHOWS = re.compile(r"(?i)\b(?:show(?:s|ed|ing)?|captur(?:es|ed|ing)|depict(?:s|ed|ing))$")
SHOWN = re.compile(r"(?P<who>(?!(?:that|how|what|him|her|them|it|us|no|signs?|evidence|scenes?|images?|footage|pictures?|videos?)\b)[^,.;:\"“”]{2,60}?) (?P<doing>(?!being\b|during\b|morning\b|evening\b|building\b)[a-z]{2,20}ing\b[^.;:\"“”]*)$")
NOBODY = re.compile(r"(?i)(?:him|her|it)(?:self)?$|them(?:selves)?$|me$|us$|you$|each other$|one another$")

PLEADS = re.compile(r"(?i)\bplead\w*\b")
GUILTY = re.compile(r"(?i)^(?:not )?guilty (?P<to>to|of) ")
CRIME = (
    r"(?:murder|manslaughter|homicide|fraud|theft|robbery|burglary|arson|assault|rape|kidnapping|bribery|corruption|perjury|conspiracy|treason|espionage|embezzlement|extortion|"
    r"blackmail|money laundering|tax evasion|drunk driving|dangerous driving|smuggling|stalking|harassment|trespass|vandalism|libel|contempt of court)"
)
CHARGED = re.compile(rf"(?i)(?:(?:attempted|aggravated|armed|involuntary|voluntary|wire|bank|sexual|grand) )*{CRIME}(?: and {CRIME})?\b[^.;:\"“”]{{0,120}}$|(?:\w+ ){{1,3}}(?:counts?|charges) of [^.;:\"“”]{{3,120}}$")

DENIES = re.compile(r"(?i)(?<!was )(?<!were )(?<!been )\b(?:den(?:y|ies|ied|ying)|rul\w+ out|exclud\w+)$")
FINDS = re.compile(r"(?i)\b(?:found|finds?|detect(?:ed|s)?)$")  # “found no lasting effect”
REJECTS = re.compile(r"(?i)\b(?:dismiss|reject|scoff|mock|refut|ridicul|disput)\w*(?: at)?$|\blaugh\w* off$")
HEARSAY = r"(?:reported|alleged|rumou?red|supposed|purported|so-called)"
CALLED = re.compile(r" as [\"“'‘]?[^\"“”]{2,60}[\"”'’]?$")  # what it is dismissed as
SOME = re.compile(rf"(?i)(?P<article>an? |any )?(?P<hearsay>{HEARSAY} )?(?P<what>(?!{HEARSAY}\b)[a-z][\w’'-]*(?: [^,.;:\"“”]{{1,100}})?)$")
HEAD_END = re.compile(r" (?:of|in|at|on|with|between|among|over|by|from|after|before|to|for|against|during|about|near|within|under|behind)\b")
# Who denies one of these says that he did not get or give it, and claims are worded by what they claim.
NO_THING = re.compile(
    r"(?i)\b(?:visas?|licen[cs]es?|permits?|permission|entry|bail|requests?|applications?|appeals?|loans?|motions?|access|parole|asylum|petitions?|coverage|treatment|hearing|promotion|goals?|penalty|penalties|wins?|victory|"
    r"points?|chances?|opportunit\w+|rights?|comments?|questions?|calls?|reports?|rumou?rs?|claims?|allegations?|accusations?|charges?|suggestions?|statements?|stor(?:y|ies)|assertions?|speculation|offers?|proposals?|bids?|plans?|ideas?|"
    r"evidence|one|ones|thing|things|everything|anything|that|this|it|them|some|all)\b"
)
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did)\b")
AHEAD = re.compile(r"(?i)\b(?:rul\w+ out|exclud\w+)$")


def word_charge(words: str, cue: str, speaker: str) -> str:
    """A sentence for what somebody is blamed for or pleads to; empty for words of another form."""
    return word_blame(words, cue) or word_crime(words, cue) or word_credit(words, cue) or word_shown(words, cue) or word_guilt(words, cue, speaker)


def word_blame(words: str, cue: str) -> str:
    """“The rebels are responsible for the strike” for “the rebels for the strike” that somebody blamed."""
    found = BLAMED.match(words) if BLAMES.search(cue) else None
    who, what = (found["who"] or found["cause"], found["what"] or found["effect"]) if found else ("", "")
    if not who or NOBODY.match(who):
        return ""
    return f"{who} {'are' if is_plural(who) else 'is'} responsible for {what}"


def word_crime(words: str, cue: str) -> str:
    """“The army is guilty of war crimes” for “the army of war crimes” that somebody accused it of, or “with” that somebody charged it."""
    accuses = ACCUSES.search(cue)
    found = ACCUSED.match(words) if accuses else None
    if found is None or NOBODY.match(found["who"]) or (found["joint"] == "with") != bool(accuses["with"]):
        return ""
    return f"{found['who']} {'are' if is_plural(found['who']) else 'is'} guilty of {found['what'].rstrip(' ,')}"


def word_credit(words: str, cue: str) -> str:
    """“The guards saved their lives” for “the guards with saving their lives” that somebody credited."""
    found = CREDITED.match(words) if CREDITS.search(cue) else None
    return "" if found is None or NOBODY.match(found["who"]) else f"{found['who']} {find_past(found['verb'])}{found['rest']}"


def word_shown(words: str, cue: str) -> str:
    """“Men were playing in a pool” for “men playing in a pool”, which a picture shows."""
    found = SHOWN.match(words) if SHOWS.search(cue) and not VERB.search(words) else None
    if found is None or NOBODY.match(found["who"]):
        return ""
    return f"{found['who']} {'were' if is_plural(found['who']) else 'was'} {found['doing']}"


def word_guilt(words: str, cue: str, speaker: str) -> str:
    """“Holt is guilty of fraud” for the fraud that Holt denies, or to which he pleads guilty or not."""
    pleads = PLEADS.search(cue)
    guilty = GUILTY.match(words) if pleads else None
    of = words[guilty.end() :] if guilty else re.sub("^to ", "", words) if pleads and re.search(r"(?i)\bguilty(?: to| of)?$", cue) else ""
    if not of and DENIES.search(cue) and CHARGED.match(words):
        of = words
    return f"{speaker} {'are' if is_plural(speaker) else 'is'} guilty of {of}" if of and speaker and not NOBODY.match(speaker) else ""


def word_existence(words: str, cue: str) -> str:
    """“There is a rift with the chairman” for “a rift with the chairman” that somebody denied; what is known to both sides is none."""
    if FINDS.search(cue) and (none := re.match(r"(?i)no (?=\w)", words)) and not VERB.search(words):
        return "" if NO_THING.search(HEAD_END.split(words)[0]) else affirm(f"There {'are' if is_plural(HEAD_END.split(words)[0]) else 'is'} {words[: none.end()].lower()}{words[none.end() :]}")
    rejects = REJECTS.search(cue)
    found = SOME.match(CALLED.sub("", words) if rejects else words) if rejects or DENIES.search(cue) else None
    if found is None or rejects and not found["hearsay"] or VERB.search(found["what"]):
        return ""
    head = HEAD_END.split(found["what"])[0]
    are = is_plural(head)
    if NO_THING.search(head) or not (found["article"] or are) or re.match(r"(?i)(?:the|his|her|its|their|our|my|that|this|these|those|any|all|being|having|\w+ing)\b", found["what"]):
        return ""
    article = "" if are else "an " if found["what"][0] in "aeiou" else "a "
    return f"There {'will be' if AHEAD.search(cue) else 'are' if are else 'is'} {article}{found['what']}"
