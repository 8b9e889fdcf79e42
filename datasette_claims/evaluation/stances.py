"""How often the stance of an attribution, and of a headline towards a claim, is judged as a person judged it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..claims import propose_claim
from ..records import Claim, Label, Quote, Stance
from ..stances import judge_stance
from ..text import format_pieces, parse_pieces
from .actors import read_articles


@dataclass(frozen=True, slots=True)
class StanceLabel:
    article: str
    speaker: str
    cue: str
    content: str
    mode: str
    label: str
    certainty: str
    part: str


def read_labels(path: Path) -> list[StanceLabel]:
    with path.open(encoding="utf-8", newline="") as file:
        return [StanceLabel(**row) for row in csv.DictReader(file)]


def cut(text: str, offsets: str) -> str:
    return " … ".join(text[start:end] for start, end in parse_pieces(offsets)) if offsets else ""


def judge_labels(labels: Iterable[StanceLabel], gold: Path) -> Iterator[tuple[StanceLabel, Quote, Stance]]:
    wanted: dict[str, list[StanceLabel]] = {}
    for label in labels:
        wanted.setdefault(label.article, []).append(label)
    for row in read_articles(gold, set(wanted)):
        text = row["text"]
        for n, label in enumerate(wanted[row["id"]]):
            pieces = parse_pieces(label.content)
            quote = Quote(
                id=str(n), article=row["id"], mode=label.mode, speaker_words=cut(text, label.speaker) or None, cue=cut(text, label.cue),
                words=cut(text, label.content), start_char=pieces[0][0], end_char=pieces[-1][1], pieces=format_pieces(pieces),
            )
            claim = propose_claim(quote) or Claim(id="none", text="", topic="")
            yield label, quote, judge_stance(quote, claim)


def score_labels(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and support by label, from pairs of wanted and found."""
    counts = Counter(pairs)
    figures = {}
    for label in sorted({wanted for wanted, _ in counts}):
        right = counts[(label, label)]
        found = sum(n for (_, given), n in counts.items() if given == label)
        support = sum(n for (wanted, _), n in counts.items() if wanted == label)
        precision, recall = right / found if found else 0.0, right / support
        figures[label] = (precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0, support)
    return figures
