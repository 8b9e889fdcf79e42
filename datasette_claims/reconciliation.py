"""How much a name, or a sentence, is like a name or claim we hold: what the reconciliation service answers with.

Own code, since datasette-reconcile 0.6.3 looks for the words as they are spelt (it finds “Dmitri Peskov”, which is
listed, but neither “ДМИТРИЙ ПЕСКОВ” nor “Putin Vladimir”), names one actor once for each spelling, and stops on
Datasette 1.0, where permission_allowed is gone.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .catalogue import Catalogue, make_name_key, read_transliteration, spell_word
from .records import Claim, Quote

# Scores go from 0 to 100, as reconciliation clients expect. From SURE on a candidate is a match, if it is the only one.
SAME, RESPELT, TURNED = 100.0, 97.0, 95.0  # the same name; in another spelling; with its words in another order
SURE = 95.0
ALIKE = 90.0  # the most that words which are only alike can give
WEAK = 80.0  # the most a name can give that is too common to match by itself
CLOSE = 0.7  # difflib ratio below which two words are not the same word misspelt
INITIAL = 0.8  # what an initial says of the word it stands for


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row a text may mean: how sure, and under which of its names."""

    id: str
    score: float
    found: str


def transliterate(text: str) -> str:
    """A name in Latin letters as far as the table goes (Cyrillic and Greek), so that it is near to its Latin spellings."""
    return make_name_key(text).translate(read_transliteration())


def list_words(name: str) -> list[str]:
    """The words of a name as they are compared: “Нечаев” and “Nechayev” give the same."""
    return [word for word in map(spell_word, make_name_key(name).replace("-", " ").replace(",", " ").split()) if word]


@lru_cache(maxsize=64)  # one query is held against many names
def read_query(query: str) -> tuple[str, list[str]]:
    return make_name_key(query), list_words(query)


def score_name(query: str, name: str) -> float:
    """0 to 100: how sure a name as typed is the name of an actor."""
    key, asked = read_query(query)
    if key == make_name_key(name):
        return SAME
    held = list_words(name)
    if asked == held and asked and len("".join(asked)) > 3:
        return RESPELT
    if sorted(asked) == sorted(held) and len(asked) > 1:
        return TURNED
    there, back = cover(asked, held), cover(held, asked)
    return round(ALIKE * 2 * there * back / (there + back), 1) if there and back else 0.0


def cover(words: list[str], others: list[str]) -> float:
    """The share of the letters of these words that the others hold."""
    letters = sum(map(len, words))
    return sum(len(word) * max((compare_words(word, other) for other in others), default=0.0) for word in words) / letters if letters else 0.0


def compare_words(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    ratio = difflib.SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= CLOSE else 0.0


def rank_names(query: str, names: Iterable[tuple[str, str, str | None]]) -> list[Candidate]:
    """Actors by their best name, surest first; `names` are (actor, name, kind of name)."""
    best: dict[str, Candidate] = {}
    for actor, name, kind in names:
        score = score_name(query, name)
        candidate = Candidate(actor, min(score, WEAK) if kind == "weak_alias" else score, name)
        if score and (actor not in best or best[actor].score < candidate.score):
            best[actor] = candidate
    return sorted(best.values(), key=lambda candidate: (-candidate.score, candidate.id))


def rank_claims(query: str, claims: Iterable[tuple[str, str]]) -> list[Candidate]:
    """Claims by how sure it is that a sentence says the same, which is what claims.match was fitted for; `claims` are (id, text)."""
    from .claims import match_claims  # only where it is used: nobody who reads pages needs it

    held = Catalogue(claims=[Claim(id, text, "", method="hand", review="reviewed") for id, text in claims])
    found = match_claims(Quote(id="", article="", mode="indirect", words=query), held, limit=len(held.claims))
    return [Candidate(item.claim.id, round(100 * item.score, 1), item.claim.text) for item in found]


def is_match(candidates: list[Candidate]) -> bool:
    """Whether the first candidate is meant beyond doubt: sure, and no other one is."""
    return bool(candidates) and candidates[0].score >= SURE and (len(candidates) < 2 or candidates[1].score < SURE)
