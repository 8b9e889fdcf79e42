"""What the reporting words say by themselves: words/stance_cues.csv, and what few words of the passage add."""

from __future__ import annotations

import re
from functools import cache

from ..polarity import FALSE_WORDS, WRONG_WORDS
from ..records import Certainty, Label, Quote
from ..wordlists import read_rows
from .verdicts import NOBODY, SILENT, Rule, Verdict, read_rule

WITHHELD = {Label.QUESTIONS, Label.CANNOT_CONFIRM, Label.DECLINES_TO_COMMENT, Label.RELAYS, Label.MENTIONS}
REFUSAL = re.compile(r"(?i)\b(?:refus\w*|declin\w*|unwilling|fail(?:s|ed|ing)?|unable)$")
ASKED, ASKED_TO = re.compile(r"(?i)\bask(?:s|ed|ing)?$"), re.compile(r"(?i)(?!(?:do|does|did|is|are|was|were|will|would|can|could|have|has|should|what|why|how|who|when|where|if|whether)\b)(?:\w[\w’'-]* ){0,5}?(?:not )?(?<!have )(?<!has )(?<!need )(?<!going )to [a-z]+")
TOLD = re.compile(r"(?<!was )(?<!were )(?<!been )\b(?:told|tells?|telling|warn(?:s|ed|ing)?)$")
# “Told them not to go back”, and not “told reporters ships went to Lund”.
TOLD_TO = re.compile(r"(?:(?:him|her|them|us|me|you|it|everyone|everybody|people|staff|police|(?:the|his|her|its|their|all|any) (?:[a-z]+ )?[A-Za-z]+|(?:[A-Z][\w’'-]+ )?[a-z]{3,}s) )?(?:not )?to (?!(?:the|an?|his|her|its|their|our|my|this|that|these|those)\b)[a-z]+")
PLEADS, GUILTY = re.compile(r"(?i)\bplead\w*(?: not)?$"), re.compile(r"(?i)(?:not )?guilty\b")
COUNTERS = re.compile(r"(?i)\b(?:object|protest|counter|retort)\w*$")  # “countered that the bridge was safe” says so; “countered the claim that” does not
ADVISES, SHOULD = re.compile(r"(?i)\badvis(?:es?|ed|ing)$"), re.compile(r"\b(?:should|must|ought|needs?|be)\b")  # “was advised that his job had ended”
QUESTION_WORD = re.compile(r"(?i)(?:whether|if|how|why|what|when|where|who|which)\b")
REPORTS = re.compile(r"(?i)^(?:(?:the|these|those|some|recent|unconfirmed|intelligence|media|press|local|news|persistent|conflicting) )*(?:reports|rumou?rs?|speculation|allegations?|accusations?|claims)$")
# “The reports of troops "a complete fabrication"”, “the claims fake news”.
CALLED_FALSE = re.compile(
    r"(?i)\b(?:reports?|claims?|allegations?|accusations?|stor(?:y|ies)|rumou?rs?|information|assertions?|charges|statements?|suggestions?)\b[^.;]*?"
    r"(?: as)? [\"“'‘]*(?:an? |the |all |pure |sheer |complete(?:ly)? |total(?:ly)? |utter(?:ly)? |absolute(?:ly)? |simply |entirely |another )*"
    rf"{FALSE_WORDS}\b"
)
# “Dismissed reports that … as speculation”, “described claims that … as a provocation”: what reports are called, whatever it is.
REPORTS_FIRST = re.compile(r"(?i)(?:[\w’' -]{2,40}['’]s |(?:(?:the|these|those|such|all|any|some|recent|media|press) ){0,3})(?:reports?|rumou?rs?|claims?|allegations?|accusations?|suggestions?|speculation) (?:that|of|about|as)\b")
AS_UNTRUE = re.compile(r" as (?:an? |the |mere |pure |more |[\"“])*(?:provocations?|speculation|gossip|rumou?rs?|smears?|misleading|exaggerat\w+|attempts?)\b")
DESCRIBED = re.compile(r"(?i)\b(?:describ|denounc|condemn|brand)\w*(?: as)?$")
CALLS = re.compile(r"(?i)\b(?:call|brand|label|describ|denounc|dismiss)\w*$")
CALLED_IT = re.compile(rf"(?i)(?:this|that|it|them|these|those) (?:as )?(?:an? |all |pure |complete )?[\"“'‘]?(?:an? )?{WRONG_WORDS}\b")  # “called that a lie”
DENOUNCED_AS = re.compile(r"(?i)\b(?:denounc|condemn|reject|slam|blast|brand)\w* as$")
# “It is reported that”: nobody is named who vouches for it.
BY_NOBODY = re.compile(r"(?i)(?:\b(?:is|are|was|were|been|being)|^['’]s)(?: \w+ly| also| now| still| being)* (?:reported|claimed|alleged|understood)$")
RUMOURED = re.compile(r"(?i)^(?:\w+ ){0,2}(?:reports|rumou?rs?|speculation|allegations|accusations)\b")  # “rumours surfaced” read as a cue
HEARSAY_ADVERB = re.compile(r"(?i)\b(?:reportedly|allegedly|supposedly|purportedly) (?=\w)")
NEGATED_CUE = re.compile(r"\b(?:not|never|no longer|neither|nor|without|hardly|nobody|cannot|n['’]t)\b(?! help but)|n't\b(?! help but)", re.I)


@cache
def read_cues() -> tuple[Rule, ...]:
    """The cue classes in the order in which they are tried."""
    return tuple(read_rule(row, rf"(?:(?<!\w)|(?=n't))(?:{row['pattern']})") for row in read_rows("stance_cues"))


def judge_reporting(quote: Quote) -> Verdict:
    """What the reporting words of a quote say by themselves."""
    return judge_cue(join_cue(read_cue(quote), quote.words or ""), quote.words or "", quote.speaker_words or "")


def read_cue(quote: Quote) -> str:
    """The cue on one line; of “has reportedly denied” the denial, which is the speaker's: the hearsay is the article's."""
    cue = re.sub(r"\s+", " ", (quote.cue or "").replace("’", "'")).strip()
    return HEARSAY_ADVERB.sub("", cue) if quote.speaker_words else cue


def join_cue(cue: str, passage: str) -> str:
    """“refuses” with the first words of “to answer questions”: only both together say what is refused."""
    if re.search(r"(?i)\b(?:declin|refus)\w* to$", cue) and QUESTION_WORD.match(passage):
        return f"{cue} say"  # the reported question says what was not answered
    if ASKED.search(cue) and ASKED_TO.match(passage) or TOLD.search(cue) and TOLD_TO.match(passage):
        return f"{cue} to"
    if ASKED.search(cue) and passage.startswith("that "):
        return f"{cue} for"  # “asked that the trial be stopped”
    if (COUNTERS.search(cue) or ADVISES.search(cue) and not SHOULD.search(passage)) and passage.startswith("that "):
        return "said"
    if PLEADS.search(cue) and (plea := GUILTY.match(passage)):
        return f"{cue} {plea.group()}"
    if REFUSAL.search(cue):
        return f"{cue} {' '.join(passage.replace('’', chr(39)).split()[:4])}"
    return cue


def judge_cue(cue: str, passage: str, speaker: str) -> Verdict:
    """What the reporting words alone say."""
    if NOBODY.match(speaker) and SILENT.search(cue):
        return Verdict(Label.DECLINES_TO_COMMENT, Certainty.UNDERSPECIFIED, "cue", f"“{speaker[:40]} … {cue}”: is reported not to have answered.")
    if NOBODY.match(speaker) and re.search(r"(?i)\b(?:show|suggest|prove|indicat|support|confirm)\w*", cue):
        return Verdict(Label.CANNOT_CONFIRM, Certainty.PROBABLE, "cue", f"“{speaker[:40]} … {cue}”: has found no evidence.")
    if REPORTS_FIRST.match(passage) and (re.search(r"(?i)\b(?:dismiss|reject|mock|derid|belittl)\w*$", cue) or DESCRIBED.search(cue) and AS_UNTRUE.search(passage)):
        return Verdict(Label.DENIES, Certainty.CERTAIN, "cue", f"“{cue}”: is said of the reports, which are rejected.")
    if CALLS.search(cue) and CALLED_IT.match(passage):
        return Verdict(Label.DENIES, Certainty.CERTAIN, "cue", f"“{cue} {passage[:40]}”: calls it false.")
    if DENOUNCED_AS.search(cue) and re.match(rf"(?i)\W*(?:\w+ ){{0,2}}{FALSE_WORDS}\b", passage):
        return Verdict(Label.DENIES, Certainty.CERTAIN, "cue", f"“{cue}” and “false” or its like: calls the reports false.")
    if re.search(r"(?i)\bdismiss\w*|describ\w+|brand\w*|call(?:s|ed|ing)?$", cue) and (re.search(r"(?i)\bas$", cue) or re.search(r"(?i)\bas (?:an? |the )?[\"“'‘]?\w+|^as ", passage)):
        if re.search(rf"(?i)\b{FALSE_WORDS}\b", passage):
            return Verdict(Label.DENIES, Certainty.CERTAIN, "cue", f"“{cue}” and “false” or its like: calls the reports false.")
        return Verdict(Label.ASSERTS, Certainty.CERTAIN, "cue", f"“{cue} … as”: says that it is so.")
    if re.search(r"(?i)\b(?:brand|label|denounc|call|describ|dismiss|condemn|slam|blast)\w*$", cue) and CALLED_FALSE.search(passage):
        return Verdict(Label.DENIES, Certainty.CERTAIN, "cue", f"“{cue}” and what is said of the reports: calls them false.")
    if not speaker and BY_NOBODY.search(cue) and not NEGATED_CUE.search(cue):
        return Verdict(Label.RELAYS, Certainty.UNDERSPECIFIED, "cue", f"“{cue}”: passes on what others say, and nobody is named.")
    told = REPORTS.search(speaker) if speaker else RUMOURED.search(cue)
    if told and not NEGATED_CUE.search(cue):
        return Verdict(Label.ASSERTS, Certainty.UNDERSPECIFIED, "cue", f"“{told.group()[:40]}”: reports say it, and nobody vouches for them.")
    for rule in read_cues():
        found = rule.pattern.search(cue)
        if not found:
            continue
        before = cue[max(0, found.start() - 24) : found.start()]
        if rule.negated and (NEGATED_CUE.search(before) or NEGATED_CUE.match(found.group())):
            certainty = Certainty.UNDERSPECIFIED if rule.negated in WITHHELD else Certainty.CERTAIN
            return Verdict(rule.negated, certainty, "negation", f"“{cue}”: the negation turns what the cue says.")
        return Verdict(rule.label, rule.certainty, "cue", f"“{cue}”: {rule.why}.")
    return Verdict(Label.ASSERTS, Certainty.CERTAIN, "default", f"“{cue}” reports words without judging them." if cue else "No cue; the words are the speaker's own.")
