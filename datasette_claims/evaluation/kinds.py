"""How often a speaker whom no catalogue knows is taken for what it is: a person, an outlet, another body, somebody unnamed.

The labels stand in tests/gold/kinds.csv as article, offsets of the speaker's words and the kinds that are right; the texts are the
bodies of the Fake News Challenge's training part, which are not ours (`{"bodies": {id: text}}`, gzipped).
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from ..actors import resolve_actor
from ..quotes import extract_quotes
from ..records import Article
from .figures import average, bootstrap

BODIES = frozenset(("public_body", "armed_group"))  # counted as organisations: which of them a body is, its name does not always tell


def judge_kinds(labels: Path, bodies: Path) -> Iterator[tuple[str, bool]]:
    """Part and verdict of every label whose words the engine takes for a speaker."""
    with gzip.open(bodies, "rt", encoding="utf-8") as file:
        texts = json.load(file)["bodies"]
    with labels.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number in dict.fromkeys(row["article"] for row in rows):
        article = Article(id=f"body-{number}", url="", title="", publisher="", text=texts[number])
        quotes = extract_quotes(article)
        for row in (row for row in rows if row["article"] == number):
            words = article.text[int(row["start_char"]) : int(row["end_char"])]
            place = next((n for n, quote in enumerate(quotes) if quote.speaker_words == words), None)
            if place is not None:
                actor = resolve_actor(quotes[place], article, quotes[:place]).actor
                kind = "unnamed" if actor is None else "organisation" if actor.kind in BODIES else actor.kind
                yield row["part"], kind in row["kind"].split("|")


def print_kinds(labels: Path, bodies: Path) -> float:
    """Prints the figures of both halves and returns that of the one nobody tuned on."""
    judged = list(judge_kinds(labels, bodies))
    for part, name in (("held", "held back"), ("tune", "tuned on")):
        hits = [float(right) for half, right in judged if half == part]
        low, high = bootstrap(hits)
        print(f"{name:10} kind of a new speaker {average(hits):6.1%}  95 % interval {low:.1%} - {high:.1%}  ({len(hits)})")
    return average([float(right) for half, right in judged if half == "held"])
