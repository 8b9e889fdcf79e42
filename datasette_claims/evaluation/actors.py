"""How often speaker words that are pronouns, roles or metonyms are resolved to the right actor.

The labels stand in tests/gold/actors.csv as article id, offsets and answer; the texts they point into are not ours
and are read from a gold file (`{id, text, attributions}` a line).
"""

from __future__ import annotations

import csv
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..actors import Resolution, resolve_actor
from ..actors.names import split_name
from ..records import Article, Quote
from ..text import format_pieces
from .figures import average, bootstrap
from .kinds import print_kinds
from .lines import find_gold_problem, read_lines
from .logistic import measure_reliability

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """One hand-labelled speaker: where it stands and which name (or “unnamed”) is the answer."""

    article: str
    start: int
    end: int
    kind: str
    answers: tuple[str, ...]
    part: str


def read_labels(path: Path) -> list[Label]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Label(row["article"], int(row["start_char"]), int(row["end_char"]), row["kind"], tuple(row["answer"].split("|")), row["part"])
            for row in csv.DictReader(file)
        ]


def read_articles(path: Path, wanted: set[str]) -> Iterator[dict[str, Any]]:
    for _, row in read_lines(path, find_gold_problem):
        if row["id"] in wanted:
            yield row


def make_quotes(row: dict[str, Any]) -> list[tuple[Span | None, Quote]]:
    """The gold attributions of an article as quotes in its order, each with where its speaker stands."""
    text, found = row["text"], []
    for n, item in enumerate(row["attributions"]):
        pieces = [tuple(piece) for piece in item["content"]]
        speaker = tuple(item["source"][0]) if item["source"] else None
        cue = " ".join(text[s:e] for s, e in item["cue"])
        quote = Quote(
            id=str(n), article=row["id"], mode=item["type"], speaker_words=text[slice(*speaker)] if speaker else None,
            cue=cue, start_char=pieces[0][0], end_char=pieces[-1][1], pieces=format_pieces(pieces),
            words=" … ".join(text[s:e] for s, e in pieces),
        )
        found.append((speaker, quote))
    return sorted(found, key=lambda pair: pair[0][0] if pair[0] else pair[1].start_char or 0)


def is_right(resolution: Resolution, label: Label, text: str) -> bool:
    for answer in label.answers:
        if answer == "author":
            right = resolution.actor is None or (resolution.actor.description or "").startswith("Author")
        elif answer == "unnamed":
            right = resolution.actor is None or resolution.actor.kind == "unnamed"
        else:
            start, end = map(int, answer.split("-"))
            right = resolution.actor is not None and resolution.actor.kind != "unnamed" and is_same(resolution.actor.name, text[start:end])
        if right:
            return True
    return False


def drop_suffix(name: str) -> str:
    return re.sub(r",? (?:LLC|Inc\.?|Ltd\.?|Corp\.?|Group)$", "", name)


COUNTRY_FORMS = {"u.s": "united states", "us": "united states"}


def is_same(found: str, wanted: str) -> bool:
    """Whether two names can be of one actor: same last word, and one holds all words of the other."""
    one, two = ([COUNTRY_FORMS.get(word, word) for word in split_name(name)] for name in (drop_suffix(found), drop_suffix(wanted)))
    if not one or not two:
        return False
    if " ".join(one) == " ".join(two):
        return True
    demonym = len(two) > 1 and two[-1] == "government"
    return one[-1] == two[-1] and (set(one) <= set(two) or set(two) <= set(one)) or (demonym and re.sub(r"(?:ish|an|n)$", "", two[0])[:4] == one[0][:4])


def judge_labels(labels: Iterable[Label], gold: Path) -> Iterator[tuple[Label, Resolution | None, bool]]:
    wanted: dict[str, list[Label]] = {}
    for label in labels:
        wanted.setdefault(label.article, []).append(label)
    for row in read_articles(gold, set(wanted)):
        article = Article(id=row["id"], url="", title=row.get("title", ""), publisher=row.get("publisher", ""), text=row["text"])
        quotes = make_quotes(row)
        for label in wanted[row["id"]]:
            place = next((n for n, (span, _) in enumerate(quotes) if span == (label.start, label.end)), None)
            if place is None:
                yield label, None, False
                continue
            resolution = resolve_actor(quotes[place][1], article, [quote for _, quote in quotes[:place]])
            yield label, resolution, is_right(resolution, label, row["text"])


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD", type=Path, help="articles the labels point into: polnear_train.jsonl")
    parser.add_argument("--labels", type=Path, default=Path("tests/gold/actors.csv"))
    parser.add_argument("--kinds", type=Path, default=Path("tests/gold/kinds.csv"), help="labels of what new speakers are")
    parser.add_argument("--bodies", type=Path, help="texts those point into: by default fnc_train.json.gz beside GOLD, if it is there")


def run(args: Namespace) -> dict[str, float]:
    judged = [(label, resolution, right) for label, resolution, right in judge_labels(read_labels(args.labels), args.gold)]
    held = [row for row in judged if row[0].part == "held"]
    for name, rows in (("held back", held), ("tuned on", [row for row in judged if row[0].part == "tune"])):
        for kind in ("all", "pronoun", "role", "metonym"):
            hits = [float(right) for label, _, right in rows if kind in ("all", label.kind)]
            low, high = bootstrap(hits)
            print(f"{name:10} {kind:8} {average(hits):6.1%}  95 % interval {low:.1%} - {high:.1%}  ({len(hits)})")
    print("scores of both halves:")
    pairs = [(resolution.score, right) for _, resolution, right in judged if resolution]
    for low, high, count, share in measure_reliability(pairs, (0, 0.5, 0.7, 0.8, 0.85, 0.9, 1.01)):
        print(f"  {low:.2f} - {high:.2f}  {count:4}  right {share:.0%}")
    figures = {"accuracy": average([float(right) for _, _, right in held])}
    bodies = args.bodies or args.gold.parent / "fnc_train.json.gz"
    return figures | ({"kinds": print_kinds(args.kinds, bodies)} if bodies.exists() else {})
