"""Real news of many sites: who said what, through whom, and what they do with it.

The labels stand in tests/gold/news.csv as the article's number, places in its text and answers; the texts are bodies of the Fake
News Challenge's training part (BODIES, `{"bodies": {number: text}}`, gzipped), which are not ours. Those of tests/gold/written.csv
are invented, in a folder of text files.
"""

from __future__ import annotations

import csv
import gzip
import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..actors import Catalogue
from ..articles import Reading
from ..errors import DataError
from ..ingest.coding import Desk, code_reading
from ..quotes import NamedEngine
from ..quotes.attribution import find_mode
from ..quotes.engines import DEFAULT, NAMES
from ..records import Actor, Article, Coding, Publisher
from ..text import parse_pieces
from .article import Found, compared_characters, list_found
from .attribution import predict_quotes, print_figures
from .codings import fits, split_answers
from .scoring import LEAST_OVERLAP, match_units

Row = dict[str, Any]


def read_news(labels: Path, bodies: Path, part: str) -> list[Row]:
    """The articles of one part in the format of the gold; its attributions also hold “label” and “relays”."""
    texts = read_bodies(bodies)
    articles: dict[str, Row] = {}
    with labels.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if row["part"] != part:
                continue
            if row["article"] not in texts:
                raise DataError(str(labels), number, f"{bodies.name} has no body “{row['article']}”")
            text = texts[row["article"]]
            article = articles.setdefault(row["article"], {"id": row["article"], "text": text, "attributions": []})
            if row["content"]:
                article["attributions"].append(read_label(row, text))
    return list(articles.values())


def read_bodies(bodies: Path) -> dict[str, str]:
    """The texts by their number or name."""
    if bodies.is_dir():
        return {path.stem: path.read_text(encoding="utf-8") for path in sorted(bodies.glob("*.txt"))}
    with gzip.open(bodies, "rt", encoding="utf-8") as file:
        return json.load(file)["bodies"]


def read_label(row: dict[str, str], text: str) -> Row:
    """One labelled passage as an attribution of the gold; an article without any has one empty row."""
    content, cue, source = (parse_pieces(row[name]) if row[name] else [] for name in ("content", "cue", "speaker"))
    return {"content": content, "cue": cue, "source": source, "type": find_mode(text, content), "label": row["label"], "relays": row["relays"]}


def code_news(row: Row, engine: str) -> Coding:
    """What ingest makes of a body without a catalogue."""
    article = Article(id=f"body-{row['id']}", url="", title="", publisher="", text=row["text"], language="en")
    reading = Reading(row["id"], article, Publisher(id="news", name="News"))
    return code_reading(reading, Desk(Catalogue(), "evaluation", attribute=NamedEngine(engine)))


def count_body(row: Row, found: list[Found]) -> Counter[str]:
    """Relays wanted, found and right, and stances of the passages found; what is nested counts where it is what is wanted."""
    counts: Counter[str] = Counter()
    text, wanted = row["text"], row["attributions"]
    sides = [compared_characters(text, item["content"]) for item in wanted], [other.characters for other in found]
    matched = dict(match_units(*sides, LEAST_OVERLAP))
    outer = {j for j, other in enumerate(found) if other.quote.parent is None}
    counts["relays found"] = sum(len(found[j].relays) for j in outer.union(matched.values()))
    counts["relays wanted"] = sum(len(list_relays(item)) for item in wanted)
    for i, j in matched.items():
        labels = {label for _, label, _ in found[j].positions}
        counts["relays right"] += sum(any(is_named(actor, answers) for actor in found[j].relays) for answers in list_relays(wanted[i]))
        counts["stances wanted"] += 1
        counts["stances right"] += bool(labels & set(split_answers(wanted[i]["label"])))
    return counts


def is_named(actor: Actor, answers: tuple[str, ...]) -> bool:
    """Whether an answer names an actor, also one without a name: “an Israeli channel”."""
    return fits(replace(actor, kind="outlet"), answers)


def list_relays(item: Row) -> list[tuple[str, ...]]:
    return [split_answers(relay) for relay in item["relays"].split(";") if relay]


def count_codings(gold: list[Row], engine: str) -> Iterator[Counter[str]]:
    for row in gold:
        coding = code_news(row, engine)
        yield count_body(row, list_found(coding, Catalogue()))


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("bodies", metavar="BODIES", type=Path, help="the texts: fnc_train.json.gz, or a folder of text files")
    parser.add_argument("--labels", type=Path, default=Path("tests/gold/news.csv"))
    parser.add_argument("--part", default="held", help="held (nothing was tuned or trained on it), spare, learnt or added [default: held]")
    parser.add_argument("--engine", default=DEFAULT, help=f"{NAMES} [default: {DEFAULT}]")


def run(args: Namespace) -> dict[str, float]:
    gold = read_news(args.labels, args.bodies, args.part)
    found = {row["id"]: row for row in predict_quotes(gold, args.engine)}
    figures = print_figures(gold, found)
    if args.part != "held":  # only these have stances and relays, and floors
        return {}
    counts: Counter[str] = sum(count_codings(gold, args.engine), Counter())
    for name, of in (("relays_precision", "relays found"), ("relays_recall", "relays wanted"), ("stances", "stances wanted")):
        right = counts[f"{of.split()[0]} right"]
        figures[name] = right / max(counts[of], 1)
        print(f"{name:22} {figures[name]:.1%} ({right} of {counts[of]})")
    return figures
