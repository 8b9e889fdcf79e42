"""Passage -> ranked claims: candidates by full text, then a weighing of what passage and claim share."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from ..catalogue import Catalogue
from ..records import Claim, Quote
from .compare import (
    FEATURES,
    Rarity,
    Sketch,
    clean_passage,
    compare,
    list_words,
    make_sketch,
    measure_length,
    read_common,
)

POOL = 40  # full-text candidates weighed anew; on checkthat2020_train 96.4 % of the right claims are among them
NOTE_WEIGHT = 1.5  # of the second field in the full-text rank; 1 and 2 rank slightly worse there
# The last two were set on the 885 paraphrases of this repository's other articles (first claim right 222 -> 228); the
# passages below tell little of them (-0.3 and -1.3 when fitted). The others were
# fitted by pairwise logistic regression on checkthat2020_train; cross-validated they give MAP@5 0.882 (0.862 - 0.900),
# full text alone 0.851 and without leaving out web addresses 0.796. `evaluate.py matching GOLD --fit` prints them.
WEIGHTS = dict(zip(FEATURES, (0.424, 5.67, 6.657, 2.864, -7.339, 25.983, -0.147, -0.869, 0.562, -0.272, -3.0, -1.3)))
# Fitted on the same passages, half of them with their claim taken out of the catalogue: constant, lead over the next
# candidate (cut off at 3), share of the claim covered, share of the passage covered, share of the names covered.
CALIBRATION = (-3.454, 0.617, 1.957, 3.607, 0.747)
MOST_LEAD = 3.0
# However much is shared, a twin of the claim may be meant: of the passages scored higher, 3 in 4 were right.
MOST_SURE, NEARLY_SURE, SAME_WORDS_SURE = 0.75, 0.96, 0.97
# "Is sending" is what happens, and no plan to send; a claim about plans needs a word for them.
INTENDED = re.compile(
    r"(?i)\b(?:plan(?:s|ned|ning)?|inten[dt]\w*|ready|readiness|prepar\w+|will(?:ing|ingness)?|would|could|may|might|offer\w*|want\w*|consider\w*"
    r"|going to|set to|about to|wish\w*|propos\w+|aim\w*|decid\w+|agree\w*|promis\w+|pledg\w+|possib\w+|to be|future|soon|discuss\w*|allow\w*)\b"
)
UNINTENDED = 3.0  # taken from the weight of such a claim where the passage has none; of the paraphrases 252 -> 255 right
LEAST_SHARED, ONE_WORD = 2, 0.4  # a passage that shares one word with a claim is not taken to be about it: "this information" shared "informs"
BAR = 0.5  # below this a quote is a proposal for a new claim


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim a quote may be about: how sure that is (0 to 1) and what speaks for it."""

    claim: Claim
    score: float
    detail: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate before its score is calibrated."""

    number: int
    total: float
    features: tuple[float, ...]
    shared: int  # words of the passage that the claim has, or is known by


class ClaimIndex:
    """The claims of a catalogue, sketched and in a full-text table in memory."""

    def __init__(self, catalogue: Catalogue):
        self.claims = catalogue.claims
        self.sketches = [make_sketch(claim.text, describe_claim(claim, catalogue)) for claim in self.claims]
        self.rarity = Rarity(self.sketches)
        self.letters = [self.rarity.weigh_grams(sketch.grams) for sketch in self.sketches]
        self.lengths = [measure_length(vector) for vector in self.letters]
        self.table = sqlite3.connect(":memory:", check_same_thread=False)
        self.table.execute("create virtual table claims using fts5 (text, more, tokenize = 'porter unicode61 remove_diacritics 2')")
        rows = ((n, " ".join(list_words(claim.text)), " ".join(list_words(describe_claim(claim, catalogue)))) for n, claim in enumerate(self.claims))
        self.table.executemany("insert into claims (rowid, text, more) values (?, ?, ?)", rows)

    def search(self, text: str) -> list[tuple[int, float]]:
        """Numbers of the claims that share a word with a text and their full-text rank, best first."""
        words = dict.fromkeys(word for word in list_words(text) if word not in read_common())
        query = " OR ".join(f'"{word}"' for word in words)
        if not query:
            return []
        found = self.table.execute(
            "select rowid, -bm25(claims, 1.0, ?) as rank from claims where claims match ? order by rank desc, rowid limit ?",
            (NOTE_WEIGHT, query, POOL),
        )
        return found.fetchall()

    def rank(self, text: str) -> tuple[Sketch, list[Ranked]]:
        """What is compared of a text, and its candidates, best first."""
        cleaned = clean_passage(text)
        passage = make_sketch(cleaned)
        found = self.search(cleaned)
        if not found:
            return passage, []
        vector = self.rarity.weigh_grams(passage.grams)
        length = measure_length(vector)
        best = max(rank for _, rank in found)
        ranked = []
        for number, rank in found:
            other = self.letters[number]
            letters = sum(value * other.get(gram, 0.0) for gram, value in vector.items()) / (length * self.lengths[number])
            features = compare(passage, self.sketches[number], self.rarity, rank, best, letters)
            is_unmeant = self.claims[number].kind == "intention" and not INTENDED.search(cleaned)
            ranked.append(Ranked(number, weigh(features) - UNINTENDED * is_unmeant, features, len(passage.stems & self.sketches[number].stems)))
        return passage, sorted(ranked, key=lambda item: (-item.total, item.number))


@lru_cache(maxsize=2)
def index_claims(catalogue: Catalogue) -> ClaimIndex:
    """The index of a catalogue, made once; a catalogue is never written, so it stays true."""
    return ClaimIndex(catalogue)


def describe_claim(claim: Claim, catalogue: Catalogue) -> str:
    """Further words by which a claim can be found: its note, its place, and every spelling of the actors it names."""
    names = [name for actor in (claim.subject, claim.counterpart) if actor for name in catalogue.names.get(actor, [])]
    return " ".join(filter(None, (claim.note, claim.place, *names)))


def weigh(features: tuple[float, ...]) -> float:
    return sum(WEIGHTS[name] * value for name, value in zip(FEATURES, features))


def calibrate(lead: float, features: tuple[float, ...]) -> float:
    """Probability that a candidate is the claim meant, supposing that every second passage has none in the catalogue."""
    named = dict(zip(FEATURES, features))
    if named["letters in common"] > 0.95:
        return SAME_WORDS_SURE
    values = (
        1.0,
        max(-MOST_LEAD, min(MOST_LEAD, lead)),
        named["share of the claim in the passage"],
        named["share of the passage in the claim"],
        named["share of the claim's names in the passage"],
    )
    return min(NEARLY_SURE, 1 / (1 + exp(-sum(weight * value for weight, value in zip(CALIBRATION, values)))))


def weigh_chance(lead: float, features: tuple[float, ...], shared: int) -> float:
    """How likely a candidate is the claim meant, which one word in common does not make it."""
    chance = calibrate(lead, features)
    return min(chance, ONE_WORD) if chance < SAME_WORDS_SURE and shared < LEAST_SHARED else chance


def cap(chance: float) -> float:
    """The score shown: however much is shared, a twin of the claim may be meant, unless the words are the same."""
    return round(chance if chance >= SAME_WORDS_SURE else min(MOST_SURE, chance), 3)


def match_claims(quote: Quote, catalogue: Catalogue, limit: int = 5) -> list[Candidate]:
    """The claims a quote may be about, surest first.

    The passage is compared as a whole: comparing each of its statements as well lowered MAP@5 on checkthat2020_train
    from 0.883 to 0.830. A caller who wants every claim of a long quotation matches its statements one by one.
    """
    index = index_claims(catalogue)
    passage, ranked = index.rank(quote.words or quote.paraphrase or "")
    scored = []
    for item in ranked[:limit]:
        rival = ranked[1] if item is ranked[0] and len(ranked) > 1 else ranked[0]
        lead = item.total - rival.total if rival is not item else MOST_LEAD
        scored.append((weigh_chance(lead, item.features, item.shared), item.number))
    return [
        Candidate(index.claims[number], cap(chance), explain(passage, index.sketches[number], index.rarity))
        for chance, number in sorted(scored, key=lambda pair: (-pair[0], pair[1]))
    ]


def explain(passage: Sketch, claim: Sketch, rarity: Rarity) -> str:
    """One sentence on what passage and claim share and what the passage lacks."""
    shared = sorted(passage.stems & claim.stems, key=lambda word: (-rarity.of_word(word), word))
    lacking = sorted(claim.names - passage.stems)
    numbers = sorted(claim.numbers - passage.numbers)
    parts = [f"Shares “{'”, “'.join(shared[:5])}”" if shared else "Shares only letters"]
    if lacking:
        parts.append(f"does not name “{'”, “'.join(lacking[:3])}”")
    if numbers:
        parts.append(f"lacks the number {', '.join(numbers[:2])}")
    return "; ".join(parts) + "."
