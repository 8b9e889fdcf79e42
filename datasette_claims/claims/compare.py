"""Features of a passage and a claim: which of its words, letters, names and numbers they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from ..text import fold
from ..wordlists import read_rows, read_words

ADDRESS = re.compile(r"https?:\s?//\S+|\b(?:www|pic)\.\S+|\S+\.(?:com|co|org|net)/\S+")
TAG = re.compile(r"[#@](\w+)")
WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w'’-]+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
ENDINGS = "'s ations ation ings ing edly ed ies es s ly ers er ments ment ions ion".split()
GRAM = 4  # letters; 3 and 5 ranked worse on checkthat2020_train
LEAST_CLAIMS = 1_000  # a small catalogue counts as one of this size, so that its common words do not weigh nothing


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of one text."""

    stems: frozenset[str]  # of the text and of what else it is known by
    core: frozenset[str]  # of the text alone
    pairs: frozenset[tuple[str, str]]
    names: frozenset[str]
    numbers: frozenset[str]
    grams: dict[str, int]
    rungs: frozenset[str] = frozenset()  # how far it got: planned, ready, sent


def clean_passage(text: str) -> str:
    """A passage without web addresses, its hashtags and handles as words, and “the Pyongyang regime” as that of the country."""
    pattern, countries = read_capitals()
    text = TAG.sub(lambda tag: f" {split_tag(tag.group(1))} ", ADDRESS.sub(" ", text))
    return pattern.sub(lambda found: countries[found.group()], text)


@cache
def read_capitals() -> tuple[re.Pattern[str], dict[str, str]]:
    """Capitals where they stand for the rulers of a country, and the countries."""
    countries = {capital: row["name"] for row in read_rows("countries") for capital in row["capital"].split("|") if capital}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, countries))})(?= (?:regime|government|leadership|authorities)\b)"), countries


def split_tag(tag: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", tag)


def list_words(text: str) -> list[str]:
    """Folded words of a text without dots: “U.S.” and “US” are the same."""
    return [word.replace(".", "") for word in WORD.findall(fold(text))]


@cache
def read_common() -> frozenset[str]:
    return frozenset(read_words("common_words"))


# Forms of verbs whose endings do not tell their stem.
IRREGULAR = {form: stem for stem, forms in {
    "send": "sent", "fight": "fought", "build": "built", "buy": "bought", "sell": "sold", "take": "took taken", "give": "gave given",
    "make": "made", "leave": "left", "lose": "lost", "win": "won", "pay": "paid", "meet": "met", "lead": "led", "find": "found",
    "shoot": "shot", "hold": "held", "begin": "began begun", "go": "went gone", "die": "dead died", "man": "men", "woman": "women",
}.items() for form in forms.split()}  # fmt: skip


@cache
def read_demonyms() -> dict[str, str]:
    """“Korean” as “Korea”: the last words of the demonyms of countries and of their names."""
    rows = [(row["name"], demonym) for row in read_rows("countries") for demonym in row["demonyms"].split("|") if demonym]
    return {fold(demonym).split()[-1]: fold(name).split()[-1] for name, demonym in rows if len(demonym.split()) == len(name.split())}


def stem_word(word: str) -> str:
    word = IRREGULAR.get(word, word)
    word = read_demonyms().get(word) or read_demonyms().get(word.removesuffix("s"), word)
    if len(word) > 3:
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)]
    return word


def make_sketch(text: str, extra: str = "") -> Sketch:
    """The sketch of a text; `extra` are further words by which it can be found, such as spellings of its names."""
    stems = [stem_word(word) for word in list_words(f"{text} {extra}") if word not in read_common()]
    core = frozenset(stem_word(word) for word in list_words(text) if word not in read_common())
    names = frozenset(stem_word(re.sub(r"'s$", "", fold(name))) for name in NAME.findall(f"so, {text}")) - read_common()
    padded = f" {' '.join(list_words(f'{text} {extra}'))} "
    grams = Counter(padded[i : i + GRAM] for i in range(len(padded) - GRAM + 1))
    return Sketch(frozenset(stems), core, frozenset(zip(stems, stems[1:])), names, frozenset(NUMBER.findall(fold(text))), dict(grams), find_rungs(text))


@cache
def read_rungs() -> dict[str, str]:
    return {word: row["rung"] for row in read_rows("rungs") for word in row["words"].split()}


def find_rungs(text: str) -> frozenset[str]:
    """What stages of a matter a text names; “sent” and “planned to send” are different claims."""
    return frozenset(rung for word in list_words(text) if (rung := read_rungs().get(word)))


class Rarity:
    """How much a shared word or group of letters says: its inverse document frequency among the claims."""

    def __init__(self, sketches: Iterable[Sketch]):
        self.words: Counter[str] = Counter()
        self.grams: Counter[str] = Counter()
        count = 0
        for sketch in sketches:
            self.words.update(sketch.stems)
            self.grams.update(sketch.grams.keys())
            count += 1
        self.count = max(count, LEAST_CLAIMS)

    def of_word(self, word: str) -> float:
        return log((self.count + 1) / (self.words.get(word, 0) + 0.5))

    def of_words(self, words: Iterable[str]) -> float:
        return sum(self.of_word(word) for word in words)

    def weigh_grams(self, grams: dict[str, int]) -> dict[str, float]:
        weights = ((gram, log((self.count + 1) / (self.grams.get(gram, 0) + 0.5)), n) for gram, n in grams.items())
        return {gram: (1 + log(n)) * weight for gram, weight, n in weights if weight > 1.5}


def measure_length(vector: dict[str, float]) -> float:
    return sqrt(sum(value * value for value in vector.values())) or 1.0


def compare(passage: Sketch, claim: Sketch, rarity: Rarity, bm25: float, best: float, letters: float) -> tuple[float, ...]:
    """The features of FEATURES, in its order."""
    shared = passage.stems & claim.stems
    weight = rarity.of_words(shared)
    missing = claim.numbers - passage.numbers
    return (
        bm25 / 10,
        bm25 / best if best else 0.0,
        weight / (rarity.of_words(passage.stems) or 1),
        rarity.of_words(shared & claim.core) / (rarity.of_words(claim.core) or 1),
        weight / (rarity.of_words(claim.stems) or 1),
        letters,
        sum(min(rarity.of_word(one), rarity.of_word(two)) for one, two in passage.pairs & claim.pairs) / 10,
        float(len(missing)),
        rarity.of_words(claim.names & passage.stems) / (rarity.of_words(claim.names) or 1) if claim.names else 0.5,
        rarity.of_words(claim.names - passage.stems) / 10,
        float(len(claim.rungs - passage.rungs)),
        float(len(passage.rungs - claim.rungs)),
    )


FEATURES = (
    "full-text rank",
    "share of the best full-text rank",
    "share of the passage in the claim",
    "share of the claim in the passage",
    "share of all that is known of the claim in the passage",
    "letters in common",
    "word pairs in common",
    "numbers of the claim the passage lacks",
    "share of the claim's names in the passage",
    "weight of names the passage lacks",
    "rungs of the claim the passage lacks",
    "rungs of the passage the claim lacks",
)
