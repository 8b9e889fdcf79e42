"""A second coding of a sample: which statements, the blind sheet, and how far two coders agree."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = "datasette-claims 2026-11"
SHARE = 0.1
SHEET = ("source_key", "quote", "url", "title", "publisher", "published", "language", "speaker", "words", "paraphrase", "claim",
         "claim_text")
ANSWERS = ("source", "label", "certainty", "actor", "note")  # source: page or log, what the second coder read

DRAWS = 2_000  # resamples behind an interval

QUESTION = """
select q.source_key, q.id as quote, ar.url, ar.title, p.name as publisher, ar.published, ar.language, coalesce(sp.name, '') as speaker,
  coalesce(q.words, '') as words, q.paraphrase, c.id as claim, c.text as claim_text
from stances s
join quotes q on q.id = s.quote
join articles ar on ar.id = q.article
join publishers p on p.id = ar.publisher
join claims c on c.id = s.claim
left join actors sp on sp.id = q.speaker
where q.method = 'log'
order by q.source_key, q.id, c.id
"""


# What the first coder decided; the actor with every spelling on record.
CODED = """
select s.id, s.quote, s.claim, s.label, s.certainty,
  (select json_group_array(n.name) from (select name from actor_names where actor = a.id union select a.name) n) as names
from stances s
join actors a on a.id = s.actor
"""


@dataclass(frozen=True, slots=True)
class Code:
    """What a coder put down for one statement and one claim."""

    label: str
    certainty: str
    actor: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What two coders made of one statement and one claim."""

    statement: str
    quote: str
    claim: str
    source: str  # page or log, what the second coder read
    first: Code
    second: Code


@dataclass(frozen=True, slots=True)
class Decision:
    """How a disagreement was resolved; it keeps the codes that the data no longer has."""

    position: str
    first: str
    second: str
    decided: str
    first_certainty: str
    second_certainty: str
    decided_certainty: str
    why: str


def draw_sample(keys: Iterable[str], share: float = SHARE, seed: str = SEED) -> set[str]:
    """A share of the keys, by the order of their seeded hashes: the same keys give the same sample, and one more key moves few."""
    ordered = sorted(set(keys), key=lambda key: hashlib.sha256(f"{seed} {key}".encode()).hexdigest())
    return set(ordered[: round(len(ordered) * share)])


def write_sheet(connection: sqlite3.Connection, path: Path) -> int:
    """The blind sheet: everything a coder needs and no label; the number of rows."""
    rows = connection.execute(QUESTION).fetchall()
    chosen = draw_sample(row[0] for row in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*SHEET, *ANSWERS])
        sheet = [[*row, *[""] * len(ANSWERS)] for row in rows if row[0] in chosen]
        writer.writerows(sheet)
    return len(sheet)


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_decisions(path: Path) -> dict[str, Decision]:
    """The resolved disagreements by position; none where the file is missing."""
    return {row["position"]: Decision(**row) for row in read_rows(path)} if path.is_file() else {}


def read_second(sheet: Path) -> set[tuple[str, str]]:
    """Quote and claim of every row of a sheet that has an answer; none where the file is missing."""
    return {(row["quote"], row["claim"]) for row in read_rows(sheet) if row["label"]} if sheet.is_file() else set()


def read_pairs(connection: sqlite3.Connection, sheet: Path, decisions: Path | None = None) -> list[Pair]:
    """The answered rows of a sheet beside the first codes: those in the database, or those it had before a decision."""
    decided = read_decisions(decisions) if decisions else {}
    coded = {(quote, claim): (position, label, certainty, json.loads(names))
             for position, quote, claim, label, certainty, names in connection.execute(CODED)}
    pairs = []
    for row in read_rows(sheet):
        if not row["label"] or (row["quote"], row["claim"]) not in coded:
            continue
        position, label, certainty, names = coded[row["quote"], row["claim"]]
        if change := decided.get(position):
            label, certainty = change.first, change.first_certainty
        actor = row["actor"] if row["actor"] in names else names[0]
        pairs.append(Pair(row["source_key"], row["quote"], row["claim"], row["source"], Code(label, certainty, actor),
                          Code(row["label"], row["certainty"], row["actor"])))
    return pairs


def compute_kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa for two coders and unordered labels."""
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs) / count
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / count**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def compute_alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha for two coders, unordered labels and no missing values."""
    values = Counter(label for pair in pairs for label in pair)
    total = values.total()
    observed = sum(one != other for one, other in pairs) / len(pairs)
    expected = 1 - sum(n * (n - 1) for n in values.values()) / (total * (total - 1))
    return 1.0 if expected == 0 else 1 - observed / expected


def compute_interval(
    pairs: Sequence[tuple[str, str]], statements: Sequence[str], measure: Callable[[Sequence[tuple[str, str]]], float],
) -> tuple[float, float]:
    """The middle 95 % of a measure over resamples of whole statements: rows of one statement are not independent."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for statement, pair in zip(statements, pairs, strict=True):
        groups.setdefault(statement, []).append(pair)
    keys, chance = sorted(groups), random.Random(SEED)
    values = sorted(measure([pair for key in chance.choices(keys, k=len(keys)) for pair in groups[key]]) for _ in range(DRAWS))
    return values[round(0.025 * DRAWS)], values[round(0.975 * DRAWS) - 1]


def write_confusion(pairs: Sequence[tuple[str, str]], order: Sequence[str]) -> str:
    """A table of the first coder's classes down and the second's across; classes that nobody used are left out."""
    counts = Counter(pairs)
    used = [name for name in order if any(name in pair for pair in pairs)]
    lines = [["first \\ second", *used], *([one, *(str(counts[one, other] or "") for other in used)] for one in used)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], ["---", *["---:"] * len(used)], *lines[1:]])
