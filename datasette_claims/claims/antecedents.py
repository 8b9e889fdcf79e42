"""“The repair, which residents said was promised to them”: what the words behind “which” are said of, so that the claim names it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Mode, Quote
from ..verbs import is_plural
from .finite import is_busy

REACH = 160  # characters looked back for what is spoken of
MOST_WORDS = 9  # of what is spoken of
# What was said begins with its verb, or with “which … was promised to them”.
HEADLESS = re.compile(r"(?:(?P<which>who|which|that),? (?:… )?)?(?P<verb>is|are|was|were|has|have|had|will|would|can|could|may|might|to (?:have|be)) ")
# … and in the text “which” stands before who says so.
WHICH = re.compile(r",? \b(?:who|which|that)\b,? [^.;:!?\n\"“”]{2,80} $")
TIME = re.compile(r" (?:(?:last|this|next) (?:week|month|year|night|\w+day)|on \w+day|yesterday|today|in \d{4})$")  # “a bill last month that would end it”
DETERMINERS = frozenset("the a an his her its their our this these those some several many two three four five six ten".split())
SINGULAR, PLURAL = frozenset(("is", "was", "has")), frozenset(("are", "were", "have"))


def name_antecedent(quote: Quote, text: str) -> Quote:
    """The quote with what its first words are said of in place of “which”; as it is where they have a subject, or that is not sure."""
    words, start = quote.words or "", quote.start_char
    headless = HEADLESS.match(words) if quote.mode != Mode.DIRECT.value else None
    if headless is None or start is None:
        return quote
    before = text[max(0, start - REACH) : start]
    which = None if headless["which"] else WHICH.search(before)
    if headless["which"] or which:
        before = before[: which.start()] if which else before.rstrip(" ,")
        named = find_last(before, headless["verb"])
        return replace(quote, words=f"{named} {words[headless.start('verb') :]}") if named else quote
    return quote


def find_last(before: str, verb: str) -> str:
    """The last noun phrase of some words that a verb can be said of, with “the” for “a”: it is known by now; empty where there is none."""
    before = TIME.sub("", before)
    words = re.split(r"[,.;:!?\"“”()\n—–](?:\s|$)", before)[-1].split()[-MOST_WORDS:]
    place = len(words)
    while place and words[place - 1][0].isupper() and words[place - 1].lower() not in DETERMINERS:
        place -= 1
    if place < len(words):
        return " ".join(words[place - 1 if place and words[place - 1].lower() == "the" else place :])
    for place in range(len(words) - 2, -1, -1):
        if words[place].lower() in DETERMINERS:
            named = " ".join(["the" if words[place].lower() in ("a", "an") else words[place], *words[place + 1 :]])
            if not is_busy(named) and (verb not in SINGULAR | PLURAL or is_plural(named) == (verb in PLURAL)):
                return named
    return ""
