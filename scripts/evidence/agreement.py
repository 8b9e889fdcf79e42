"""A second coding of a sample: which statements, the blind sheet, and how far two coders agree."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = "datasette-claims 2026-11"
SHARE = 0.1
SHEET = ("source_key", "quote", "url", "title", "publisher", "published", "language", "speaker", "words", "paraphrase", "claim",
         "claim_text")
ANSWERS = ("source", "label", "certainty", "actor", "note")  # source: page or log, what the second coder read

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


@dataclass(frozen=True, slots=True)
class Pair:
    """What two coders made of one statement and one claim."""

    quote: str
    claim: str
    first: str
    second: str


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


def read_pairs(connection: sqlite3.Connection, path: Path) -> list[Pair]:
    """The answered rows of a sheet beside the labels in the database."""
    first = {(quote, claim): label for quote, claim, label in connection.execute("select quote, claim, label from stances")}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Pair(row["quote"], row["claim"], first[row["quote"], row["claim"]], row["label"])
                for row in csv.DictReader(file) if row["label"] and (row["quote"], row["claim"]) in first]


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
