"""Quote x claim -> stance: what the speaker does with the claim, how sure they sound, and the sentence why.

The claim is affirmative, so a passage that negates it denies it whatever the verb: “said that no troops were sent” is a
denial of “Troops were sent”, and “denied that no troops were sent” is none. The cue comes first (`cues`), then the words
themselves where the cue only says that they were said (`contents`), then negation, then hedges (`certainty`).
"""

from __future__ import annotations

import re

from ..polarity import FALSE_WORDS, Clause, list_statements, read_clause
from ..records import Actor, Certainty, Claim, Label, Method, Mode, Quote, Review, Stance
from ..text import fold
from .certainty import find_certainty
from .contents import DENIED_INSIDE, judge_content
from .cues import NEGATED_CUE, join_cue, judge_cue, judge_reporting, read_cue, read_cues
from .verdicts import Verdict

__all__ = ["DENIED_INSIDE", "NEGATED_CUE", "POSITIVE", "judge_reporting", "judge_stance", "read_cues"]

# Share of stances that were right in the held half of tests/gold/stances.csv, by what decided them and rounded down;
# evaluation/stances.py prints the present shares.
SCORES = {"content": 0.7, "cue": 0.92, "negation": 0.75, "default": 0.75}
LONG_ENOUGH = 3  # words that a sentence and a claim must share before the sentence is taken to be about it
SOMEBODY = {"somebody", "someone", "something", "some", "anybody", "anyone", "anything", "somewhere", "anywhere", "ever", "either"}  # in a claim for “nobody” in the words
POSITIVE = {Label.ASSERTS, Label.CONFIRMS, Label.ENDORSES}
HOPES = re.compile(r"(?i)(?:\S+ ){1,4}?(?:hope[sd]?|wish(?:es|ed)?|fear(?:s|ed)?) (?!for\b|of\b)")  # “she hoped the reports were not true”
OPPOSES = re.compile(r"(?i)\b(?:disagree|object|protest|counter|retort)\w*:?$|\b(?:shot|hit|fired|pushed) back:?$")
NOT_GUILTY = re.compile(r"(?i)^not (?=guilty (?:to|of)\b)")  # “pleaded | not guilty to fraud”: the cue tells it
SHOULD_NOT, NOT_TO = re.compile(r"(?i)\bshould not\b"), re.compile(r"(?i)\bnot to \w")  # “told them not to leave” calls for just that
# “We have seen reports that … These reports are inaccurate.”
PASSED_ON = re.compile(r"(?i)\b(?:reports?|rumou?rs?|claims?|allegations?|said|says|claimed)\b")
CALLED_FALSE_LATER = re.compile(rf"\b(?:These|Those|Such|The|This|That|All|They) (?:\w+ )?(?:reports?|rumou?rs?|claims?|allegations?|stor(?:y|ies)|information|statements?) (?:is|are|was|were) (?:\w+ly |just |all )?(?:{FALSE_WORDS}|inaccurate|incorrect|wrong|not (?:true|accurate|correct))\b")


def judge_stance(quote: Quote, claim: Claim, actor: Actor | None = None, on_behalf_of: Actor | None = None, number: int = 1) -> Stance:
    """The stance of a quote on a claim; `actor` is its speaker, `on_behalf_of` the body a spokesperson speaks for."""
    verdict = find_verdict(quote, claim)
    holder = on_behalf_of or actor
    detail = verdict.why
    if on_behalf_of and actor and on_behalf_of.id != actor.id:
        detail += f" {actor.name} speaks for {on_behalf_of.name}."
    return Stance(
        id=f"{quote.id}-s{number}", quote=quote.id, claim=claim.id, actor=holder.id if holder else None, label=verdict.label.value,
        certainty=verdict.certainty.value, method=Method.RULES.value, review=Review.PROPOSED.value, score=SCORES[verdict.basis], detail=detail,
        part=find_part(quote) if verdict.label is Label.QUALIFIES else None,
    )


def find_verdict(quote: Quote, claim: Claim) -> Verdict:
    """Cue first, then the words themselves where the cue only says that they were said, then negation."""
    passage = quote.words or quote.paraphrase or ""
    sentence = choose_sentence(passage, claim.text)
    clause = read_clause(NOT_GUILTY.sub("", sentence))
    cue = judge_cue(join_cue(name_cue(quote), passage), passage, quote.speaker_words or "")
    inner = None
    if HOPES.match(clause.words) and not HOPES.match(claim.text) and cue.label is Label.ASSERTS:
        return Verdict(Label.MENTIONS, Certainty.UNDERSPECIFIED, "content", f"“{clause.words[:40]}”: says what is hoped or feared, and not that it is so.")
    false = CALLED_FALSE_LATER.search(passage) if cue.label is Label.ASSERTS and PASSED_ON.search(sentence) else None
    if false and sentence[:20] in passage[: false.start()]:
        return Verdict(Label.DENIES, Certainty.CERTAIN, "content", f"“{false.group()[:60]}”: calls the reports false.")
    if cue.label is Label.ASSERTS and cue.certainty is not Certainty.POSSIBLE:
        inner = judge_content(sentence, clause, quote.mode == Mode.OWN_VOICE.value)
    if inner and inner.label is Label.DENIES and quote.mode != Mode.OWN_VOICE.value:
        about = judge_content(claim.text, read_clause(claim.text))
        inner = None if about and about.label is Label.DENIES else inner  # the claim itself is that the reports are false
    verdict = inner or cue
    negated = clause.is_negated != read_clause(claim.text).is_negated and not (SHOULD_NOT.search(claim.text) and NOT_TO.search(clause.words))
    if inner is None or inner.label in (Label.CALLS_FOR, Label.CONFIRMS):
        verdict = flip(verdict, negated, clause)
    return Verdict(verdict.label, find_certainty(verdict, clause), verdict.basis, verdict.why)


def name_cue(quote: Quote) -> str:
    """The reporting words; “disagreed: “The boat will be sold”” says the quoted words, and what they oppose stands elsewhere."""
    cue = read_cue(quote)
    return "said" if quote.mode == Mode.DIRECT.value and OPPOSES.search(cue) else cue


def flip(verdict: Verdict, negated: bool, clause: Clause) -> Verdict:
    """The verdict when the words negate the claim: saying becomes denying, and denying a negation becomes saying."""
    if not negated:
        return verdict
    because = f" The words negate the claim (“{clause.negation}”)."
    if verdict.label in POSITIVE:
        return Verdict(Label.DENIES, verdict.certainty, "negation", verdict.why + because)
    if verdict.label is Label.DENIES:
        return Verdict(Label.ASSERTS, verdict.certainty, "negation", verdict.why + because)
    return verdict


def choose_sentence(passage: str, claim: str) -> str:
    """The statement of a passage that is about the claim: the first, unless a later one shares clearly more words."""
    sentences = list_statements(passage)
    if not sentences:
        return passage
    wanted = set(re.findall(r"\w{4,}", fold(claim))) - SOMEBODY
    shared = [len(wanted & set(re.findall(r"\w{4,}", fold(sentence)))) for sentence in sentences]
    best = max(range(len(sentences)), key=lambda n: (shared[n], -n))
    is_whole = shared[best] == len(wanted) > shared[0]  # a short claim that is worded like it
    return sentences[best] if is_whole or shared[best] >= max(LONG_ENOUGH, shared[0] + 2) else sentences[0]


def find_part(quote: Quote) -> str | None:
    """For “qualifies”: the words that name what is changed."""
    passage = (quote.words or quote.paraphrase or "").strip()
    return passage[:120] or None
