"""Quote x claim -> stance: what the speaker does with the claim, how sure they sound, and the sentence why.

The claim is affirmative, so a passage that negates it denies it whatever the verb: “said that no troops were sent” is a
denial of “Troops were sent”, and “denied that no troops were sent” is none. The cues stand in words/stance_cues.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .polarity import FALSE_WORDS, Clause, list_statements, read_clause
from .records import Actor, Certainty, Claim, Label, Method, Mode, Quote, Review, Stance
from .text import fold
from .wordlists import read_rows

# Share of stances that were right in the held half of tests/gold/stances.csv, by what decided them and rounded down;
# evaluation/stances.py prints the present shares.
SCORES = {"content": 0.7, "cue": 0.92, "negation": 0.75, "default": 0.75}
LONG_ENOUGH = 3  # words that a sentence and a claim must share before the sentence is taken to be about it
POSITIVE = {Label.ASSERTS, Label.CONFIRMS, Label.ENDORSES}
HEDGED = {Label.ASSERTS, Label.CONFIRMS, Label.DENIES, Label.CALLS_FOR}
WITHHELD = {Label.QUESTIONS, Label.CANNOT_CONFIRM, Label.DECLINES_TO_COMMENT, Label.RELAYS, Label.MENTIONS}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label with its certainty and the words it rests on."""

    label: Label
    certainty: Certainty
    basis: str
    why: str


@dataclass(frozen=True, slots=True)
class CueRule:
    pattern: re.Pattern[str]
    label: Label
    certainty: Certainty
    negated: Label | None
    why: str


@cache
def read_cues() -> tuple[CueRule, ...]:
    """The cue classes in the order in which they are tried."""
    return tuple(
        CueRule(
            re.compile(rf"(?:(?<!\w)|(?=n't))(?:{row['pattern']})", re.I), Label(row["label"]), Certainty(row["certainty"]),
            Label(row["negated"]) if row["negated"] else None, row["why"],
        )
        for row in read_rows("stance_cues")
    )


HOPES = re.compile(r"(?i)(?:\S+ ){1,4}?(?:hope[sd]?|wish(?:es|ed)?|fear(?:s|ed)?) (?!for\b|of\b)")  # “she hoped the reports were not true”
REFUSAL = re.compile(r"(?i)\b(?:refus\w*|declin\w*|unwilling|fail(?:s|ed|ing)?|unable)$")
ASKED, ASKED_TO = re.compile(r"(?i)\bask(?:s|ed|ing)?$"), re.compile(r"(?i)(?!(?:do|does|did|is|are|was|were|will|would|can|could|have|has|should|what|why|how|who|when|where|if|whether)\b)(?:\w[\w’'-]* ){0,5}?(?:not )?(?<!have )(?<!has )(?<!need )(?<!going )to [a-z]+")
QUESTION_WORD = re.compile(r"(?i)(?:whether|if|how|why|what|when|where|who|which)\b")
REPORTS = re.compile(r"(?i)^(?:(?:the|these|those|some|recent|unconfirmed|intelligence|media|press|local|news) )*(?:reports|rumou?rs)$")
# “The reports of troops "a complete fabrication"”, “the claims fake news”.
CALLED_FALSE = re.compile(
    r"(?i)\b(?:reports?|claims?|allegations?|accusations?|stor(?:y|ies)|rumou?rs?|information|assertions?|charges|statements?|suggestions?)\b[^.;]*?"
    r"(?: as)? [\"“'‘]*(?:an? |the |all |pure |sheer |complete(?:ly)? |total(?:ly)? |utter(?:ly)? |absolute(?:ly)? |simply |entirely |another )*"
    rf"{FALSE_WORDS}\b"
)
SILENT = re.compile(r"(?i)\b(?:(?:had|made|gave|offered) (?:\w+ )?comments?|comment(?:ed|ing)?|respond\w*|replied|returned)\b")
# “We have seen reports that … These reports are inaccurate.”
PASSED_ON = re.compile(r"(?i)\b(?:reports?|rumou?rs?|claims?|allegations?|said|says|claimed)\b")
CALLED_FALSE_LATER = re.compile(rf"\b(?:These|Those|Such|The|This|That|All|They) (?:\w+ )?(?:reports?|rumou?rs?|claims?|allegations?|stor(?:y|ies)|information|statements?) (?:is|are|was|were) (?:\w+ly |just |all )?(?:{FALSE_WORDS}|inaccurate|incorrect|wrong|not (?:true|accurate|correct))\b")
NOBODY = re.compile(r"(?i)(?:no|none|neither|nobody|nothing|not one)\b")
NEGATED_CUE = re.compile(r"\b(?:not|never|no longer|neither|nor|without|hardly|nobody|cannot|n['’]t)\b(?! help but)|n't\b(?! help but)", re.I)
# What the words themselves do, whatever verb reports them. First match wins.
CONTENT_RULES: tuple[tuple[re.Pattern[str], Label, Certainty, str], ...] = tuple(
    (re.compile(pattern, re.I), label, certainty, why)
    for pattern, label, certainty, why in (
        (r"^(?:no comment|that(?:['’]s| is) (?:our|my|their) (?:own )?business|(?:it['’]s|it is|that['’]s|that is) (?:our|my) (?:own )?business|ask the |you (?:should|will have to|['’]ll have to) ask |i (?:will|['’]ll) not (?:comment|answer)|(?:i|we) (?:won['’]t|will not|do not|don['’]t|cannot|can['’]t) (?:comment|discuss|speculate|go into|get into|answer)|(?:i|we)(?: are| am|['’]re|['’]m) not going to (?:comment|confirm|discuss|speculate|go into|get into|answer|identify|talk)|next question|i(?:['’]ll| will) leave (?:it|that) to)",
         Label.DECLINES_TO_COMMENT, Certainty.UNDERSPECIFIED, "refuses to answer or points elsewhere"),
        (r"^(?:(?:i|we|they|he|she|officials) (?:have|has|had|['’]ve)?\s?(?:seen |found |got |received )?(?:no (?:\w+ )?(?:evidence|information|proof|indication|knowledge|idea(?= (?:if|whether|how|what|who|why|when|where|which)\b|[.,;]|$)|confirmation|record|way of knowing))|(?:i|we) (?:have not|haven['’]t|had not|hadn['’]t) (?:seen|heard|found|received)|there (?:is|was|are|has been) no (?:\w+ )?(?:evidence|proof|indication|information|sign|confirmation))",
         Label.CANNOT_CONFIRM, Certainty.PROBABLE, "has no evidence of it"),
        (r"^it(?: is| was|['’]s| remains| remained)(?:(?: not|n['’]t) (?:still |yet |immediately |entirely )?(?:clear|known|certain|sure)| (?:still |entirely )?un(?:clear|known|certain|sure)) (?:if|whether|how|why|what|who|when|where)\b",
         Label.CANNOT_CONFIRM, Certainty.UNDERSPECIFIED, "says it is not known"),
        (r"^(?:(?:i|we) (?:do not|don['’]t|did not|didn['’]t) (?:know|recall|remember)|(?:i|we) (?:cannot|can['’]t|could not|couldn['’]t|are unable to|am unable to|are not able to) (?:confirm|verify|say (?:if|whether|for sure|with certainty)|tell|recall|remember)|(?:i|we)(?:['’]m| am|['’]re| are) not (?:aware|familiar|in a position)|(?:i|we)(?:['’]m| am|['’]re| are) unaware|\S+(?: \S+){0,5} (?:could not|couldn['’]t|cannot|can['’]t|did not|didn['’]t|does not|doesn['’]t) (?:recall|remember|know|confirm|verify)\b)",
         Label.CANNOT_CONFIRM, Certainty.UNDERSPECIFIED, "says it does not know"),
        (r"^(?:i|we)(?:['’]m| am|['’]re| are) not (?:really |so |quite |at all )?(?:sure|certain|convinced|persuaded)|^(?:i|we) (?:really |very much |highly )?(?:doubt|wonder|question)\b",
         Label.QUESTIONS, Certainty.UNDERSPECIFIED, "doubts it"),
        (r"^(?:(?:i|we) (?:deeply |sincerely |truly )?(?:apologi[sz]e|regret|retract|withdraw|take (?:it|that) back)|(?:i|we)(?:['’]m| am| are|['’]re) (?:so |very |deeply |truly )?sorry|i (?:was wrong|misspoke|made a mistake)|on behalf of .{3,60} (?:apolog)|(?:she|he|they) (?:misspoke|regret(?:s|ted)?)\b)(?! to nobody)",
         Label.RETRACTS, Certainty.CERTAIN, "takes back what was said"),
        (rf"^(?:absolutely not|not true|that(?:['’]s| is| was) (?:simply |just |absolutely |completely |totally |only )?(?:{FALSE_WORDS}|rumou?rs|wrong|not (?:true|the case|correct|right))|(?:it['’]s|it is|this is|these are) (?:simply |just |all |a |an |complete |total |pure )*(?:not true|{FALSE_WORDS}))",
         Label.DENIES, Certainty.CERTAIN, "calls it false"),
        (rf"^(?:(?:all|these|those|the|such|this|that|your|their|his|her) )?(?:\w+ ){{0,2}}(?:reports?|claims?|allegations?|accusations?|statements?|stor(?:y|ies)|rumou?rs?|information|news|assertions?|charges|suggestions?|idea|notion|theory)\b(?:[^.;,]{{0,60}}?| that [^.;]{{8,200}}?)\b(?:is|are|was|were)\b[^.;,]{{0,30}}?\b(?:{FALSE_WORDS}|not true|wrong)\b",
         Label.DENIES, Certainty.CERTAIN, "calls the reports false"),
        (r"^(?:the |an? |its |their )?(?:alleged|reported|rumou?red|supposed|purported)\b", Label.RELAYS, Certainty.POSSIBLE, "marks it as the word of others"),
        (r"^(?:there (?:are|have been|were) (?:\w+ )?(?:reports|rumou?rs|claims|allegations|indications)|(?:more and more )?(?:i|we)(?: have|['’]ve| am|['’]m| are|['’]re)? (?:been )?(?:hear|heard|hearing|read)\b|(?:i|we)(?: have|['’]ve)? seen (?:\w+ ){0,2}(?:reports|rumou?rs|claims)\b|(?:i|we)(?: have been|['’]ve been| am| are| was| were|['’]m|['’]re) (?:being )?told\b|(?:people|they|many|some|others) (?:are saying|say|tell me|claim)|(?:it is|it['’]s|it has been|it was) (?:being )?(?:reported|said|rumou?red|alleged|claimed)|(?:the )?(?:media|press|newspapers?|tv|television) (?:report|say|are reporting)|according to )",
         Label.RELAYS, Certainty.UNDERSPECIFIED, "names others as the source"),
        (r"^(?:yes[,.]|(?:i|we) (?:can |do )?(?:confirm|admit|acknowledge)\b|(?:that|it|this)(?:['’]s| is) (?:true|right|correct)\b)",
         Label.CONFIRMS, Certainty.CERTAIN, "says it is true"),
        (r"^(?:i|we) (?:fully |completely |totally |strongly )?(?:agree|support|endorse|welcome)\b", Label.ENDORSES, Certainty.CERTAIN, "agrees with it"),
    )
)
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
NORMATIVE = re.compile(
    r"^(?:(?!.* and )[^,.;]{1,50}? )?[\"“]?(?:should|must|ought to|(?<!n't )(?<!n’t )(?<!not )(?<!even )need to|needs to|has to|(?<!would )(?<!will )(?<!might )(?<!could )have to|(?:has|have|['’]s|['’]ve) got to|had better)\b(?! have| not have)|^let(?:['’]s| us)\b|^(?:please|don['’]t) \w+",
    re.I,
)
POSSIBLE = re.compile(r"\b(?:may|might|could|perhaps|maybe|possibly|possible|alleged(?:ly)?|reportedly|purported(?:ly)?|supposed(?:ly)?)\b", re.I)
COULD_HAVE_BEEN_ABLE = re.compile(r"\bcould(?: not|n['’]t)\b", re.I)
PROBABLE = re.compile(
    r"\b(?:probably|likely|presumably|apparently|seems?|seemed|appears? to|appeared to|expected to|(?:i|we) (?:really |do |don['’]t |do not )?(?:think|believe|suspect|guess|assume|hope|feel|see how))\b",
    re.I,
)
LIKELY_AS_DEGREE = re.compile(r"\b(?:more|most|less|as) likely to\b", re.I)


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
    clause = read_clause(sentence)
    cue = judge_cue(join_cue(normalise_cue(quote.cue or ""), passage), passage, quote.speaker_words or "")
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
    negated = clause.is_negated != read_clause(claim.text).is_negated
    if inner is None or inner.label in (Label.CALLS_FOR, Label.CONFIRMS):
        verdict = flip(verdict, negated, clause)
    return Verdict(verdict.label, find_certainty(verdict, clause), verdict.basis, verdict.why)


def judge_reporting(quote: Quote) -> Verdict:
    """What the reporting words of a quote say by themselves."""
    return judge_cue(join_cue(normalise_cue(quote.cue or ""), quote.words or ""), quote.words or "", quote.speaker_words or "")


def normalise_cue(cue: str) -> str:
    return re.sub(r"\s+", " ", cue.replace("’", "'")).strip()


def join_cue(cue: str, passage: str) -> str:
    """“refuses” with the first words of “to answer questions”: only both together say what is refused."""
    if re.search(r"(?i)\b(?:declin|refus)\w* to$", cue) and QUESTION_WORD.match(passage):
        return f"{cue} say"  # the reported question says what was not answered
    if ASKED.search(cue) and ASKED_TO.match(passage):
        return f"{cue} to"
    if REFUSAL.search(cue):
        return f"{cue} {' '.join(passage.replace('’', chr(39)).split()[:4])}"
    return cue


def judge_cue(cue: str, passage: str, speaker: str) -> Verdict:
    """What the reporting words alone say."""
    if NOBODY.match(speaker) and SILENT.search(cue):
        return Verdict(Label.DECLINES_TO_COMMENT, Certainty.UNDERSPECIFIED, "cue", f"“{speaker[:40]} … {cue}”: is reported not to have answered.")
    if NOBODY.match(speaker) and re.search(r"(?i)\b(?:show|suggest|prove|indicat|support|confirm)\w*", cue):
        return Verdict(Label.CANNOT_CONFIRM, Certainty.PROBABLE, "cue", f"“{speaker[:40]} … {cue}”: has found no evidence.")
    if re.search(r"(?i)\bdismiss\w*|describ\w+|brand\w*|call(?:s|ed|ing)?$", cue) and (re.search(r"(?i)\bas$", cue) or re.search(r"(?i)\bas (?:an? |the )?[\"“'‘]?\w+|^as ", passage)):
        if re.search(rf"(?i)\b{FALSE_WORDS}\b", passage):
            return Verdict(Label.DENIES, Certainty.CERTAIN, "cue", f"“{cue}” and “false” or its like: calls the reports false.")
        return Verdict(Label.ASSERTS, Certainty.CERTAIN, "cue", f"“{cue} … as”: says that it is so.")
    if re.search(r"(?i)\b(?:brand|label|denounc|call|describ|dismiss|condemn|slam|blast)\w*$", cue) and CALLED_FALSE.search(passage):
        return Verdict(Label.DENIES, Certainty.CERTAIN, "cue", f"“{cue}” and what is said of the reports: calls them false.")
    if REPORTS.search(speaker) and not NEGATED_CUE.search(cue):
        return Verdict(Label.ASSERTS, Certainty.UNDERSPECIFIED, "cue", f"“{speaker[:40]}”: reports say it, and nobody vouches for them.")
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
        for pattern, label, certainty, why in CONTENT_RULES:
            found = pattern.search(text)
            if found:
                return Verdict(label, certainty, "content", f"“{found.group()[:60]}”: {why}.")
    if opened.endswith("?"):
        return Verdict(Label.QUESTIONS, Certainty.UNDERSPECIFIED, "content", "The words are a question.")
    found = NORMATIVE.search(clause.words)
    if found:
        return Verdict(Label.CALLS_FOR, Certainty.CERTAIN, "content", f"“{found.group()[-40:]}”: says what should be done.")
    return None


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


def find_certainty(verdict: Verdict, clause: Clause) -> Certainty:
    """How sure the actor sounded: the weaker of the cue and the hedges in the main clause."""
    if verdict.label not in HEDGED:
        return verdict.certainty
    if verdict.label is Label.DENIES and verdict.basis == "cue":
        return verdict.certainty  # “denied reports that it may be so” is no weaker a denial
    head = " ".join(clause.words.split()[:14])
    if verdict.certainty in (Certainty.POSSIBLE, Certainty.UNDERSPECIFIED):
        return verdict.certainty
    if POSSIBLE.search(COULD_HAVE_BEEN_ABLE.sub("", head)) and verdict.label is not Label.CALLS_FOR:
        return Certainty.POSSIBLE
    if verdict.certainty is Certainty.PROBABLE or PROBABLE.search(LIKELY_AS_DEGREE.sub("", head)):
        return Certainty.PROBABLE
    return verdict.certainty


def choose_sentence(passage: str, claim: str) -> str:
    """The statement of a passage that is about the claim: the first, unless a later one shares clearly more words."""
    sentences = list_statements(passage)
    if not sentences:
        return passage
    wanted = set(re.findall(r"\w{4,}", fold(claim)))
    shared = [len(wanted & set(re.findall(r"\w{4,}", fold(sentence)))) for sentence in sentences]
    best = max(range(len(sentences)), key=lambda n: (shared[n], -n))
    is_whole = shared[best] == len(wanted) > shared[0]  # a short claim that is worded like it
    return sentences[best] if is_whole or shared[best] >= max(LONG_ENOUGH, shared[0] + 2) else sentences[0]


def find_part(quote: Quote) -> str | None:
    """For “qualifies”: the words that name what is changed."""
    passage = (quote.words or quote.paraphrase or "").strip()
    return passage[:120] or None
