"""“No,” she said when asked whether it was so: an answer whose claim stands in the question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..claims import is_no_answer
from ..records import Certainty, Claim, Label, Quote
from ..stances import judge_stance

LONGEST = 500  # characters looked back for the question
MOST_WORDS = 6  # of an answer that says nothing else
YES_OR_NO = re.compile(
    r"(?i)^[\"“”‘'’\s]*(?:(?P<silent>no comment\b|i(?: am|['’]m)? not (?:going to|commenting)\b)|(?P<unknown>no idea\b|i (?:do not|don['’]t) know\b)|(?P<no>no(?=\W*$|[,.!—–-])|never\b|not (?:at all|true|so|really)\b|absolutely not\b|certainly not\b|of course not\b|that(?:['’]s| is) (?:not|false|untrue|nonsense|a lie|wrong)\b)"
    r"|(?P<yes>yes\b|yeah\b|of course\b|certainly\b|absolutely\b|indeed\b|that(?:['’]s| is) (?:true|right|correct|so)\b))"
)
WHETHER = r"(?:[^,.;:\"“”\n]{2,60}? )?(?:whether|if) (?P<what>[^.;:?!\n\"“”]{8,200}?)"
ASKED = rf"\b(?:[Aa]sked|[Pp]ressed|[Qq]uizzed|[Cc]hallenged|[Qq]uestioned) {WHETHER}"
BEFORE = re.compile(ASKED + r", [^.;?!\n\"“”]{2,120}$")
BEHIND = re.compile(r"[,.]?[\"”’']*\s*[^.;:?!\n\"“”]{2,120}?" + ASKED + r"(?=[.,;?!\n]|$)")
# “Holt was asked whether it was so.” and the beginning of the next sentence, which may open a paragraph.
SENTENCE_BEFORE = re.compile(rf"\b(?:was|were|been|is|are|got) (?:\w{{1,20}} )?asked {WHETHER}[.?][\"”’']?\s+(?:[^.;:?!\n\"“”]{{0,80}} )?[\"“‘]?$")

# Words that say what they do only together with the question: “to comment”, “it”, “he would not”, “it could not confirm this”.
EMPTY = re.compile(
    r"(?i)[\"“]?(?:to (?:\w+ly )?(?:comment|answer|respond|reply|elaborate|say|discuss (?:it|this|that)|confirm or deny (?:it|this|that))|it|this|that|so"
    r"|(?:that )?(?:I|we|he|she|it|they|there) (?:would|will|did|does|do|had|has|have|was|were|is|are|could|can)(?:(?: not|n['’]t)(?: yet)?)?"
    r"|(?:that )?(?:I|we|he|she|it|they) (?:could|would|can|will)(?: not|n['’]t|not) (?:be (?:confirmed|ruled out|verified)|(?:\w+ly )?(?:confirm|deny|comment on|rule out|discuss|say)(?: (?:it|this|that|so))?)"
    r"|(?:that )?(?:I|we|he|she|it|they) (?:had|have|has) nothing (?:more |further |else )?to (?:add|say)|(?:that )?it (?:is|was|would be) too (?:early|soon) to (?:say|tell|know|comment|speculate)"
    r"|(?:that )?(?:that|this) (?:is|was|would be) (?:a |the )?(?:matter|question|decision|issue) for [^,.;]{3,60}|(?:that )?(?:that|this) (?:is|was|would be) for [^.,;]{2,60} to (?:decide|say|answer))[.,]?[\"”]?"
)
ANSWERS = {"no": Label.DENIES, "yes": Label.CONFIRMS, "silent": Label.DECLINES_TO_COMMENT, "unknown": Label.CANNOT_CONFIRM}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and what yes, no or “no comment” does with it."""

    question: str
    label: Label
    why: str
    certainty: Certainty = Certainty.CERTAIN


def find_answer(quote: Quote, text: str) -> Answer | None:
    """The question that a bare yes, no, “no comment” or “he would not” answers in its own sentence or the one before, or None."""
    words, (start, end) = quote.words or "", (quote.start_char, quote.end_char)
    said = YES_OR_NO.match(words)
    is_empty = EMPTY.fullmatch(words) is not None or is_no_answer(words)
    if start is None or end is None or not is_empty and (said is None or len(words.split()) > MOST_WORDS):
        return None
    line = max(text.rfind("\n", 0, start) + 1, start - LONGEST)
    asked = BEFORE.search(text[line:start].rstrip(" \"“‘'")) or BEHIND.match(text, end) or SENTENCE_BEFORE.search(text[max(0, start - LONGEST) : start])
    if asked is None:
        return None
    if is_empty or said is None:
        stance = judge_stance(quote, Claim(id="", text=f"{asked.group('what')}.", topic=""))
        return Answer(asked.group("what"), Label(stance.label), f"Was asked whether “{asked.group('what')[:80]}”. {stance.detail}", Certainty(stance.certainty))
    label = ANSWERS[said.lastgroup]
    return Answer(asked.group("what"), label, f"“{words[:40]}” answers the question whether “{asked.group('what')[:80]}”.")
