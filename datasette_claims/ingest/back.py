"""“The police deny this”, “rejected the accusation”: a position on what was said before, by somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..polarity import FALSE_WORDS, RIGHT_WORDS, WRONG_WORDS
from ..records import Claim, Label, Quote
from ..stances import NEGATED_CUE

NEAR = 400  # characters between what was said and who denies “this”
LEAST = 3  # letters of who is asked
FAR = 1500  # … and who denies “the mayor's claim”, which names its speaker
NAMED_SCORE, ASKED_SCORE = 0.7, 0.5  # that who gave no answer was asked about a claim that names him, or about the last one
JUDGED = rf"(?:,? (?:as )?(?:(?:is|are|was|were) )?(?:\w+ly )?(?:an? )?[\"“'‘]?(?:{WRONG_WORDS}|{RIGHT_WORDS}|(?:not )?(?:the case|so)))?[.,\"”'’]*"
# “Called this "a fantasy for the evening news"”: a false word in a name that goes on.
NAMED_FALSE = rf" (?:as )?[\"“'‘](?:(?:an?|pure|sheer|complete|total|utter) )*{FALSE_WORDS} (?:for|of|from|by|with|about) [^.,;:\"“”]{{1,60}}[.,]?[\"”'’]?"
BACK = re.compile(rf"(?i)[\"“]?(?:that |which )?(?:this|that|it)(?:{JUDGED}|{NAMED_FALSE})")
# What is said is named: “the accusation”, “their account”, “the mayor's claim”.
NAMED = re.compile(
    r"(?i)[\"“]?(?:that )?(?:(?:I|we|they|he|she|it) [^,.;:\"“”]{2,40}? (?:verify|confirm|corroborate|deny|comment on|aware of) )?"
    r"(?:the|this|that|these|those|such|any such|all|both|his|her|its|their|(?P<owner>(?:the |an? )?(?:[\w.&-]+ ){0,4}?(?-i:(?!(?:is|was|to|had|has|not|that)\b)[\w.&-]+))['’]s?)"
    r" (?P<noun>accusations?|allegations?|charges|claims?|reports?|rumou?rs|stor(?:y|ies)|suggestions?|assertions?|account|version)(?: of events)?" + JUDGED
)
# Who “was wrong”, takes “it” back or withdraws “the explanation” speaks of what he said before.
OWN_ERROR = re.compile(
    r"(?i)[\"“'‘]?(?:that )?(?:(?:I|we) (?:was|were|had been|have been) (?:\w+ly |badly |so )?(?:wrong|mistaken)\b|(?:he|she|they|it) had been (?:\w+ly |badly |so )?(?:wrong|mistaken)\b|(?:I|we) misspoke\b"
    r"|(?:I|we)(?:['’](?:ll|d)| will| must| have to| would like to)? (?:take (?:it|that|this|those words|what I said) back|take back (?:what|every|that)|withdraw (?:it|that|what|my|the (?:remark|claim|statement))|stand corrected))"
)
WITHDRAWS = re.compile(r"(?i)\b(?:withdr[ae]w\w*|retract\w*|recant\w*|took back|tak(?:es?|ing) back|disown\w*|apologi[sz]\w* for|regret\w*|walk\w* back|back\w* (?:away|down) from)$")
OWN_WORDS = re.compile(r"(?i)(?:the|his|her|its|their|that|this|these|those) (?:\w+ )?(?:explanations?|claims?|statements?|remarks?|comments?|accusations?|allegations?|assertions?|words|suggestions?|estimates?|figures?|forecasts?|predictions?)[.,]?")
# What nobody asks about: what was called for, and what was only mentioned.
WANTED = frozenset((Label.CALLS_FOR.value, Label.MENTIONS.value))
# Who would not be named, or not say how old he was, was asked about himself.
OF_SELF = re.compile(r"(?i)\b(?:named?|identif\w+|identity|age|address)\b")
# “Would not comment”, and not “did not dispute the figures”, “did not describe it”: what is not done is an answer.
GIVES_NONE = re.compile(r"(?i)\b(?:declin|refus)\w*|\b(?:would|will|could|can|wo|ca)(?: not|n['’]t)\b.*\b(?:say|comment|answer|respond|reply|discuss|elaborate|speak|talk|drawn)|\b(?:not|never|n['’]t|yet to)\b.*\b(?:comment|answer|respond|reply|replied|return|elaborat)\w*|\b(?:no|nothing)\b|\b(?:had|has|have|made|offered|gave|said|says|there (?:was|is|were))$")
OWN_TOPIC = re.compile(r"(?i)(?:to (?!(?:\w+ly )?(?:comment|answer|respond|reply|elaborate|speak|talk|be|discuss|say)\b)\w+ |(?:what|who|which|how|why|when|where)\b|.*\b(?:whether|if|(?:on|about) (?:what|who|how|why|when|where))\b)")  # “what he would support” is none that was said
REQUEST = re.compile(r"(?i)(?:to )?(?:the|this|that|his|her|its|their) (?:request|demand|call|appeal|petition|letter|plea)s?[.,]?")
OWNED = re.compile(r"(?P<owner>[A-Z][\w.-]+|the [a-z]+)['’]s? (?:[a-z]+ )?(?:remarks?|comments?|criticisms?|claims?|allegations?|accusations?|statements?|speech|report|account)\b")
# “The allegations” that somebody denies are often older than the last thing said: only what was alleged, claimed or reported is taken for them.
SEVERAL = re.compile(r"(?i).*(?:[^s]s|ies)$")
ALLEGES = re.compile(r"(?i)\b(?:accus|alleg|claim|charg|suspect|blam|assert|insist|report)\w*")
OF_REPORTS, REPORTS = re.compile(r"(?i)(?:report|rumou?r|stor)"), re.compile(r"(?i)\b(?:report|rumou?r|wrote|publish|broadcast|carried)\w*")
# What can be done with a claim in these few words; who “said this” has said nothing about it.
TAKEN = frozenset((Label.DENIES.value, Label.CONFIRMS.value, Label.QUESTIONS.value, Label.DECLINES_TO_COMMENT.value, Label.CANNOT_CONFIRM.value))
# What can be called a claim or an account: not what was only called for, or not answered.
SAYS = frozenset((Label.ASSERTS.value, Label.CONFIRMS.value, Label.ENDORSES.value, Label.DENIES.value, Label.RELAYS.value, Label.QUALIFIES.value))
# Who calls a denial a lie says that it is so, and who confirms it denies with it.
TURNED = {Label.DENIES.value: Label.ASSERTS.value, Label.CONFIRMS.value: Label.DENIES.value}


@dataclass(frozen=True, slots=True)
class Said:
    """A quote that had claims, who spoke, and the claims with what was done with each."""

    quote: Quote
    actor: str | None
    claims: tuple[tuple[Claim, str], ...]


@dataclass
class Spoken:
    """The quotes so far that had claims; it goes on with every quote."""

    said: list[Said] = field(default_factory=list)

    def keep(self, quote: Quote, actor: str | None, claims: Iterable[tuple[Claim, str]]) -> None:
        kept = tuple(claims)
        if kept and not BACK.fullmatch(quote.words or "") and not NAMED.fullmatch(quote.words or ""):
            self.said.append(Said(quote, actor, kept))

    def find(self, quote: Quote, actor: str | None) -> list[tuple[Claim, str]]:
        """The claims that “this” or “the accusation” stands for, with what was done with them; none where nobody else said so before."""
        words = quote.words or ""
        named = None if BACK.fullmatch(words) else NAMED.fullmatch(words)
        if not self.said or not named and not BACK.fullmatch(words):
            return []
        owner = named and named["owner"]
        said = self.find_last(owner) if owner else self.said[-1]
        if said is None or said.actor == actor or not 0 <= count_between(said.quote, quote) <= (FAR if owner else NEAR):
            return []
        if named is None:
            return list(said.claims)
        return [(claim, label) for claim, label in said.claims if label in SAYS] if owner or is_named(said, named["noun"]) else []

    def find_last(self, owner: str) -> Said | None:
        """The last quote of “the mayor's”, be she called so there or only before."""
        known = {one.actor for one in self.said if one.actor and is_by(one, owner)}
        return next((one for one in reversed(self.said) if (one.actor in known or is_by(one, owner)) and any(label in SAYS for _, label in one.claims)), None)

    def find_own(self, quote: Quote, actor: str | None) -> Claim | None:
        """The last claim of who takes back now what he said; None where these are no such words, or he said nothing yet."""
        words = quote.words or ""
        if actor is None or not (OWN_ERROR.match(words) or WITHDRAWS.search(quote.cue or "") and not NEGATED_CUE.search((quote.cue or "").replace("’", "'")) and OWN_WORDS.fullmatch(words)):
            return None
        own = (claim for one in reversed(self.said) if one.actor == actor for claim, label in one.claims if label in SAYS)
        return next(own, None)

    def find_asked(self, quote: Quote, actor: str | None) -> tuple[Claim | None, float]:
        """The claim that who gives no answer was asked about, and how sure that is: what “the mayor's criticism” says, the last one that names him, else the last one others made."""
        words, who = quote.words or "", re.split(r",| of | for | who | in |['’]s$", quote.speaker_words or "")[0]
        asked = REQUEST.fullmatch(words) is not None
        others = [
            (claim, count_between(one.quote, quote))
            for one in reversed(self.said)
            if one.actor != actor
            for claim, label in reversed(one.claims)
            if (label == Label.CALLS_FOR.value if asked else label not in WANTED)
        ]
        owner = OWNED.search(words)
        if owner and (said := self.find_last(owner["owner"])) and said.actor != actor:
            return said.claims[-1][0], NAMED_SCORE
        if names := list_names(who):
            wanted = re.compile(rf"(?i)\b(?:{'|'.join(names)})\b")
            if claim := next((claim for claim, far in others if 0 <= far <= FAR and wanted.search(claim.text)), None):
                return claim, NAMED_SCORE
        return next(((claim, ASKED_SCORE) for claim, far in others if 0 <= far <= NEAR), (None, 0.0))


def list_names(who: str) -> list[str]:
    """The names in some words, or else their last word, where it is long enough to be looked for."""
    words = re.sub(r"['’]s?(?=\s|$)", "", who).split()
    names = [word for word in words if word[0].isupper() and word.isalpha() and len(word) > LEAST]
    return names or [word for word in words[-1:] if word.isalpha() and len(word) >= LEAST]


def count_between(earlier: Quote, later: Quote) -> int:
    """The characters between two quotes; -1 where one has no place in the text."""
    return -1 if earlier.end_char is None or later.start_char is None else later.start_char - earlier.end_char


def is_by(said: Said, owner: str) -> bool:
    """Whether “the mayor's” are the words of who spoke."""
    return re.search(rf"(?i)\b{re.escape(owner.split()[-1])}(?:['’]s?)?$", re.split(r",| of | who ", said.quote.speaker_words or "")[0].strip()) is not None


def is_named(said: Said, noun: str) -> bool:
    """Whether what was said can be called an accusation, a report, or whatever the noun is."""
    by = f"{said.quote.speaker_words} {said.quote.cue}"
    if OF_REPORTS.match(noun):
        return REPORTS.search(by) is not None
    return not SEVERAL.match(noun) or ALLEGES.search(by) is not None
