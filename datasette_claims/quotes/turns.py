"""Turns of interviews and transcripts: words whose speaker is a label at the beginning of the line."""

from __future__ import annotations

import re
from collections import Counter

from ..records import Method
from .attribution import Attribution, Span

TURN = re.compile(r"^(?P<label>[A-Z](?:[\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){0,3})?): +(?P<words>[^\n]+)$", re.M)
TURN_SCORE = 0.8  # of a turn of an interview; set, not measured


def add_turns(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the turns of an interview or a transcript that the network passed over: "HOLT: It rained." and "A: It rained.".

    A label counts when it comes back with other words, or is the A of Q and A, who is whom the last full label named. Questions say
    nothing that could be true, and stay out.
    """
    turns = list(TURN.finditer(text))
    labels = Counter(label for label, _ in {turn.group("label", "words") for turn in turns})
    taken = {text.rfind("\n", 0, start) + 1 for one in found for start, _ in one.pieces}  # lines, by where they begin
    named: Span | None = None
    added = []
    for turn in turns:
        label, words = turn.group("label"), turn.span("words")
        if len(label) > 1:
            named = turn.span("label")
        speaker = named if label == "A" and labels["Q"] else turn.span("label") if len(label) > 1 and labels[label] > 1 else None
        if speaker and turn.start() not in taken and not turn.group("words").endswith("?") and len(turn.group("words").split()) > 2:
            who = text[slice(*speaker)]
            detail = f"A turn of “{who}”, by the label “{label}:” at the beginning of its line."
            added.append(Attribution((words,), "direct", (turn.end("label"), turn.end("label") + 1), speaker, TURN_SCORE, detail, method=Method.RULES.value))
    return [*found, *added]
