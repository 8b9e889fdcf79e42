"""“No,” she said when asked whether it was so: an answer whose claim stands in the question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..records import Label, Quote

LONGEST = 500  # characters looked back for the question
MOST_WORDS = 6  # of an answer that says nothing else
YES_OR_NO = re.compile(
    r"(?i)^[\"“”‘'’\s]*(?:(?P<silent>no comment\b|i(?: am|['’]m)? not (?:going to|commenting)\b)|(?P<unknown>no idea\b|i (?:do not|don['’]t) know\b)|(?P<no>no(?=\W*$|[,.!—–-])|never\b|not (?:at all|true|so|really)\b|absolutely not\b|certainly not\b|of course not\b|that(?:['’]s| is) (?:not|false|untrue|nonsense|a lie|wrong)\b)"
    r"|(?P<yes>yes\b|yeah\b|of course\b|certainly\b|absolutely\b|indeed\b|that(?:['’]s| is) (?:true|right|correct|so)\b))"
)
ASKED = r"\b(?:[Aa]sked|[Pp]ressed|[Qq]uizzed|[Cc]hallenged|[Qq]uestioned) (?:[^,.;:\"“”\n]{2,60}? )?(?:whether|if) (?P<what>[^.;:?!\n\"“”]{8,200}?)"
BEFORE = re.compile(ASKED + r", [^.;?!\n\"“”]{2,120}$")
BEHIND = re.compile(r"[,.]?[\"”’']*\s*[^.;:?!\n\"“”]{2,120}?" + ASKED + r"(?=[.,;?!\n]|$)")

ANSWERS = {"no": Label.DENIES, "yes": Label.CONFIRMS, "silent": Label.DECLINES_TO_COMMENT, "unknown": Label.CANNOT_CONFIRM}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and what yes, no or “no comment” does with it."""

    question: str
    label: Label
    why: str


def find_answer(quote: Quote, text: str) -> Answer | None:
    """The question that a bare yes, no or “no comment” answers in its own sentence, or None."""
    words, (start, end) = quote.words or "", (quote.start_char, quote.end_char)
    said = YES_OR_NO.match(words)
    if said is None or start is None or end is None or len(words.split()) > MOST_WORDS:
        return None
    line = max(text.rfind("\n", 0, start) + 1, start - LONGEST)
    asked = BEFORE.search(text[line:start].rstrip(" \"“‘'")) or BEHIND.match(text, end)
    if asked is None:
        return None
    label = ANSWERS[said.lastgroup]
    return Answer(asked.group("what"), label, f"“{words[:40]}” answers the question whether “{asked.group('what')[:80]}”.")
