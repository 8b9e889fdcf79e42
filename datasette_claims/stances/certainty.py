"""Hedges: what makes an assertion a probable or a possible one."""

from __future__ import annotations

import re

from ..polarity import Clause
from ..records import Certainty, Label
from .verdicts import Verdict

HEDGED = {Label.ASSERTS, Label.CONFIRMS, Label.DENIES, Label.CALLS_FOR}
POSSIBLE = re.compile(r"\b(?:(?-i:may)|might|could|perhaps|maybe|possibly|possible|alleged(?:ly)?|reportedly|purported(?:ly)?|supposed(?:ly)?)\b", re.I)
COULD_HAVE_BEEN_ABLE = re.compile(r"\bcould(?: not|n['’]t)\b", re.I)
PROBABLE = re.compile(
    r"\b(?:probably|likely|presumably|apparently|seems?|seemed|appears? to|appeared to|expected to|(?:i|we) (?:really |do |don['’]t |do not )?(?:think|believe|suspect|guess|assume|hope|feel|see how)|can only (?:assume|suppose|conclude|guess)|reason to (?:think|believe|suspect))\b",
    re.I,
)
# “Said he believed that …”
BELIEVES = re.compile(r"(?:he|she|they|it) (?:\w+ |does not |did not |do not )?(?:thinks?|thought|believe[sd]?|suspect(?:s|ed)?|assume[sd]?) (?!of\b|about\b|in\b)", re.I)
LIKELY_AS_DEGREE = re.compile(r"\b(?:more|most|less|as) likely to\b", re.I)


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
    believes = BELIEVES.match(head) and verdict.label is not Label.CALLS_FOR
    if verdict.certainty is Certainty.PROBABLE or believes or PROBABLE.search(LIKELY_AS_DEGREE.sub("", head)):
        return Certainty.PROBABLE
    return verdict.certainty
