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


# Headlines -------------------------------------------------------------------------------------

TO_FNC = {"asserts": "agree", "confirms": "agree", "endorses": "agree", "denies": "disagree"}  # all others: discuss
COMMON = frozenset("a an the of in on at to for by and or is was are were be been has have had he his her their its it with as from that this after over who will would not no".split())


def read_headlines(path: Path, step: int) -> Iterator[tuple[str, str, str]]:
    """Headline, body and label of every `step`-th related pair of a gold file of FNC-1."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    related = [row for row in data["stances"] if row["Stance"] != "unrelated"]
    for row in related[::step]:
        yield row["Headline"], data["bodies"][str(row["Body ID"])], row["Stance"]


def judge_headline(headline: str, body: str) -> str:
    """What an article's body does with a headline taken as a claim, by its sentences nearest to it."""
    claim = Claim(id="headline", text=headline, topic="")
    wanted = list_stems(headline)
    sentences = [part for part in re.split(r"(?<=[.!?])[\"”]?\s+|\n+", body) if part.strip()]
    nearest = sorted(sentences, key=lambda part: (-len(wanted & list_stems(part)), sentences.index(part)))[:3]
    found = []
    for part in nearest:
        verdict = judge_stance(Quote(id="q", article="a", mode="own_voice", words=part), claim).label
        is_near = len(wanted & list_stems(part)) >= 0.5 * len(wanted)
        found.append(TO_FNC.get(verdict, "discuss") if is_near or verdict != "denies" else "discuss")
    denied = re.search(r"(?i)\b(?:hoax|fake|false|debunk\w*|den(?:y|ies|ied)|not|no|never|untrue)\b", headline)
    if "disagree" in found:
        return "agree" if denied else "disagree"
    return "discuss" if "discuss" in found else "agree" if found else "discuss"


def list_stems(text: str) -> set[str]:
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in re.findall(r"[a-z0-9']+", text.lower())} - COMMON
