"""What the stages of judging hand on: a label with its certainty and the words it rests on."""

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
