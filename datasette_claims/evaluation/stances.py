"""How often the stance of an attribution, and of a headline towards a claim, is judged as a person judged it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..claims import propose_claim
from ..records import Claim, Quote, Stance
from ..stances import judge_stance
from ..text import format_pieces, parse_pieces
from .actors import read_articles
from .figures import average, bootstrap
from .logistic import measure_reliability


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
    return found[0] if found else "discuss"  # the nearest sentence; "any that names a source" gave two points less


def list_stems(text: str) -> set[str]:
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in re.findall(r"[a-z0-9']+", text.lower())} - COMMON


def average_f1(pairs: Iterable[tuple[str, str]], least: int = 1) -> float:
    """The mean F1 of the labels that occur at least so often."""
    return average([f1 for _, _, f1, support in score_labels(pairs).values() if support >= least])


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD", type=Path, help="articles the labels point into: polnear_train.jsonl")
    parser.add_argument("--labels", type=Path, default=Path("tests/gold/stances.csv"))
    parser.add_argument("--headlines", type=Path, metavar="FNC.json.gz", help="also judge headlines: bodies and stances of FNC-1")
    parser.add_argument("--step", type=int, default=4, help="take every so many-th headline")


def run(args: Namespace) -> dict[str, float]:
    judged = list(judge_labels(read_labels(args.labels), args.gold))
    held = [row for row in judged if row[0].part == "held"]
    for name, rows in (("held back", held), ("tuned on", [row for row in judged if row[0].part == "tune"])):
        pairs = [(label.label, stance.label) for label, _, stance in rows]
        sure = [float(label.certainty == stance.certainty) for label, _, stance in rows]
        low, high = bootstrap([float(one == two) for one, two in pairs])
        print(f"{name}: {len(rows)}, label right {average([one == two for one, two in pairs]):.1%} (95 % interval {low:.1%} - {high:.1%}),"
              f" macro-F1 {average_f1(pairs):.1%}, of labels with 4 and more {average_f1(pairs, 4):.1%}, certainty right {average(sure):.1%}")
        for label, (precision, recall, f1, support) in score_labels(pairs).items():
            print(f"  {label:20} precision {precision:6.1%} recall {recall:6.1%} F1 {f1:6.1%}  ({support})")
    print("scores of both halves:")
    for low, high, count, share in measure_reliability([(stance.score or 0, label.label == stance.label) for label, _, stance in judged], (0, 0.72, 0.8, 0.9, 1.01)):
        print(f"  {low:.2f} - {high:.2f}  {count:4}  right {share:.0%}")
    figures = {"macro_f1": average_f1([(label.label, stance.label) for label, _, stance in held], 4)}
    figures["certainty"] = average([float(label.certainty == stance.certainty) for label, _, stance in held])
    if args.headlines:
        pairs = [(wanted, judge_headline(headline, body)) for headline, body, wanted in read_headlines(args.headlines, args.step)]
        figures["headline_accuracy"] = average([float(one == two) for one, two in pairs])
        figures["headline_macro_f1"] = average_f1(pairs)
        print(f"headlines: {len(pairs)}, right {figures['headline_accuracy']:.1%}, macro-F1 {figures['headline_macro_f1']:.1%}")
        for label, (precision, recall, f1, support) in score_labels(pairs).items():
            print(f"  {label:20} precision {precision:6.1%} recall {recall:6.1%} F1 {f1:6.1%}  ({support})")
    return figures
