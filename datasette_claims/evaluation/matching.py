"""How well claims are found: mean average precision of the first five, cross-validated, and whether scores mean what they say.

GOLD is a folder with `tweets.queries.tsv`, `verified_claims.docs.tsv` and `tweet-vclaim-pairs.qrels` (CheckThat! 2020, task 2).
"""

from __future__ import annotations

import csv
import random
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..catalogue import Catalogue
from ..claims import match
from ..claims.compare import FEATURES
from ..records import Claim
from .figures import average, bootstrap
from .logistic import fit_logistic, measure_reliability

FOLDS, SEED = 5, 0
RIVALS = 15  # wrong candidates set against the right one while weights are fitted
SLICE = 5  # what MAP@5 looks at

Row = tuple[float, ...]
Item = tuple[bool, Row, int]  # whether a candidate is right, its features, and how many words it shares


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: its candidates' features in full-text order, and which of them is right."""

    group: str
    candidates: tuple[Item, ...]

    def rank(self, weights: Sequence[float]) -> list[Item]:
        return sorted(self.candidates, key=lambda item: -sum(weight * value for weight, value in zip(weights, item[1])))


def read_table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def read_passages(folder: Path) -> list[Passage]:
    claims = [Claim(id=row[0], text=row[1], topic="", note=row[2]) for row in read_table(folder / "verified_claims.docs.tsv")]
    right: dict[str, set[str]] = {}
    for line in (folder / "tweet-vclaim-pairs.qrels").read_text(encoding="utf-8").splitlines():
        passage, _, claim, _ = line.split()
        right.setdefault(passage, set()).add(claim)
    index = match.index_claims(Catalogue(claims=claims))
    passages = []
    for number, text in read_table(folder / "tweets.queries.tsv"):
        if number in right:
            found = tuple((index.claims[item.number].id in right[number], item.features, item.shared) for item in index.rank(text)[1])
            passages.append(Passage(min(right[number]), found))
    return passages


def set_against(passages: Iterable[Passage]) -> tuple[list[Row], list[bool]]:
    """Differences between the right candidate and its rivals, every second one the other way round."""
    rows, answers = [], []
    for passage in passages:
        best = next((features for is_right, features, _ in passage.candidates if is_right), None)
        rivals = [features for is_right, features, _ in passage.candidates if not is_right][:RIVALS]
        for n, rival in enumerate(rivals if best else []):
            sign = 1 if n % 2 == 0 else -1
            rows.append(tuple(sign * (one - two) for one, two in zip(best or (), rival)))
            answers.append(sign == 1)
    return rows, answers


def score_passage(passage: Passage, weights: Sequence[float]) -> float:
    """Average precision of the first five; every passage has one right claim."""
    return next((1 / place for place, (is_right, *_) in enumerate(passage.rank(weights)[:SLICE], 1) if is_right), 0.0)


def cross_validate(passages: list[Passage]) -> list[float]:
    """The score of each passage under weights fitted without it and without others about the same claim."""
    groups = sorted({passage.group for passage in passages})
    random.Random(SEED).shuffle(groups)
    place = {group: n % FOLDS for n, group in enumerate(groups)}
    scores = []
    for fold in range(FOLDS):
        weights = fit_logistic(*set_against(passage for passage in passages if place[passage.group] != fold))
        scores += [score_passage(passage, weights) for passage in passages if place[passage.group] == fold]
    return scores


def check_scores(passages: list[Passage]) -> list[tuple[float, bool]]:
    """The first candidate's score and whether it is right, every passage once as it is and once without its claim."""
    weights = list(match.WEIGHTS.values())
    pairs = []
    for passage in passages:
        for is_known in (True, False):
            ranked = [item for item in passage.rank(weights) if is_known or not item[0]]
            if ranked:
                totals = [match.weigh(features) for _, features, _ in ranked[:2]]
                lead = totals[0] - totals[1] if len(totals) > 1 else match.MOST_LEAD
                is_right, features, shared = ranked[0]
                pairs.append((match.cap(match.weigh_chance(lead, features, shared)), is_right))
    return pairs


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD", type=Path, help="folder of CheckThat! 2020, task 2")
    parser.add_argument("--fit", action="store_true", help="print the weights that all passages together give")


def run(args: Namespace) -> dict[str, float]:
    passages = read_passages(args.gold)
    plain = (1.0, *[0.0] * (len(FEATURES) - 1))
    scores = {
        "full text alone": [score_passage(passage, plain) for passage in passages],
        "cross-validated": cross_validate(passages),
        "as shipped": [score_passage(passage, list(match.WEIGHTS.values())) for passage in passages],
    }
    for name, values in scores.items():
        low, high = bootstrap(values)
        print(f"{name:16} MAP@5 {average(values):.3f}  95 % interval {low:.3f} - {high:.3f}  ({len(values)} passages)")
    print("score of the first candidate, half of the passages without their claim in the catalogue:")
    for low, high, count, share in measure_reliability(check_scores(passages)):
        print(f"  {low:.1f} - {high:.1f}  {count:5}  right {share:.0%}")
    if args.fit:
        print(dict(zip(FEATURES, (round(weight, 3) for weight in fit_logistic(*set_against(passages))))))
    return {"map5": average(scores["cross-validated"])}
