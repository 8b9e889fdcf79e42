"""What the stages of judging share: a verdict, and the rules that lead to one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..records import Certainty, Label

# “Nobody commented”: in the reporting words, and in an article's own.
NOBODY = re.compile(r"(?i)(?:no|none|neither|nobody|nothing|not one)\b")
SILENT = re.compile(r"(?i)\b(?:(?:had|made|gave|offered) (?:\w+ )?comments?|comment(?:ed|ing)?|respond\w*|replied|returned)\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label with its certainty and the words it rests on."""

    label: Label
    certainty: Certainty
    basis: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a list of patterns, and what the words that match it do with a claim."""

    pattern: re.Pattern[str]
    label: Label
    certainty: Certainty
    why: str
    negated: Label | None = None  # what the label becomes when the words themselves are negated


def read_rule(row: dict[str, str], pattern: str) -> Rule:
    """One row of words/stance_cues.csv or stance_contents.csv with its pattern made whole."""
    negated = Label(row["negated"]) if row.get("negated") else None
    return Rule(re.compile(pattern, re.I), Label(row["label"]), Certainty(row["certainty"]), row["why"], negated)
