"""Found attributions against annotated ones: precision, recall and F1 with intervals.

One unit is one attribution, all its pieces together. Only letters and digits count, so quotation marks and
punctuation at the edges never matter. Two units are the same when their characters overlap by 80 % (intersection
over union), matched one to one. A speaker is right when the heads of both names share a word; where the gold names
nobody, nobody must be named. "end to end" asks for both. With `speech` only gold whose cue holds a speech word is
wanted; the rest (wants, supports, polls show) is neither wanted nor wrong. With `by_piece` the pieces of a split
quotation count one by one.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..quotes.lexicon import read_words

Span = tuple[int, int]
LEAST_OVERLAP = 0.8
LOOSE_OVERLAP = 0.3  # from here on a prediction is about an unwanted gold attribution
KINDS = ("direct", "mixed", "indirect")
WORD = re.compile(r"\w+(?:[.'\u2019-]\w+)*")
HEAD_END = re.compile(
    r"[,(\u2014:;]|--|\s[\u2013-]\s|\b(?:who|whom|whose|which|that|of|from|at|for|in|with)\b"
)
NOT_IN_HEAD = frozenset(
    "the a an of and his her their its our my this that these those mr mrs ms dr sen rep gov".split()
)
CUE_WORD = re.compile(r"[\w-]+|:")


@dataclass(frozen=True, slots=True)
class Unit:
    """One attribution, annotated or found."""

    pieces: tuple[Span, ...]
    kind: str
    cue: tuple[Span, ...]
    speakers: tuple[Span, ...]  # gold may name several


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def spans(rows: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((row[0], row[1]) for row in rows)


def read_gold(row: Mapping) -> list[Unit]:
    """The units of one line of a gold file."""
    return [
        Unit(spans(item["content"]), item["type"], spans(item["cue"]), spans(item["source"]))
        for item in row["attributions"]
    ]


def read_predictions(row: Mapping) -> list[Unit]:
    """The units of one line of a prediction file."""
    units = []
    for item in row["quotes"]:
        pieces = spans(item.get("spans") or [(item["start"], item["end"])])
        cue = () if item.get("cue_start") is None else ((item["cue_start"], item["cue_end"]),)
        speaker = () if item.get("speaker_start") is None else ((item["speaker_start"], item["speaker_end"]),)
        units.append(Unit(pieces, item["type"], cue, speaker))
    return units


def is_speech(text: str, cue: tuple[Span, ...]) -> bool:
    return any(word in read_words("speech_cues") for span in cue for word in CUE_WORD.findall(text[slice(*span)].lower()))


def counted_characters(text: str, pieces: Iterable[Span]) -> frozenset[int]:
    return frozenset(k for start, end in pieces for k in range(start, end) if text[k].isalnum())


def head_characters(text: str, span: Span) -> set[int]:
    """The words of the leading part of a name, articles and titles aside."""
    start, part = span[0], text[slice(*span)]
    end = HEAD_END.search(part, 1)
    if end and end.start() > 1 and WORD.search(part[: end.start()]):
        part = part[: end.start()]
    words = list(WORD.finditer(part))
    telling = [word for word in words if word.group().lower() not in NOT_IN_HEAD]
    return {start + k for word in telling or words for k in range(*word.span())}


def is_speaker_right(text: str, found: tuple[Span, ...], wanted: tuple[Span, ...]) -> bool:
    if not wanted or not found:
        return not wanted and not found
    head = head_characters(text, found[0])
    return any(head & head_characters(text, span) for span in wanted)


def match_units(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]], least: float
) -> list[tuple[int, int]]:
    """One-to-one pairs of numbers, those that overlap most first."""
    pairs = []
    for i, wanted in enumerate(gold):
        for j, other in enumerate(found):
            if common := len(wanted & other):
                share = common / (len(wanted) + len(other) - common)
                if share >= least:
                    pairs.append((share, -i, -j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for _, i, j in sorted(pairs, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matched.append((-i, -j))
    return matched


def split_pieces(units: list[Unit]) -> list[Unit]:
    return [Unit((piece,), unit.kind, unit.cue, unit.speakers) for unit in units for piece in unit.pieces]


def count_article(
    text: str,
    gold: list[Unit],
    found: list[Unit],
    discard: tuple[Span, ...] = (),
    *,
    speech: bool = False,
    by_piece: bool = False,
) -> Counter[tuple[str, str]]:
    """What of one article is wanted, found and right: counts by (what, kind)."""
    if by_piece:
        gold, found = split_pieces(gold), split_pieces(found)
    dropped = counted_characters(text, discard)
    pairs = [(unit, counted_characters(text, unit.pieces)) for unit in found]
    pairs = [(unit, characters) for unit, characters in pairs if characters and not characters & dropped]
    wanted = [(unit, counted_characters(text, unit.pieces)) for unit in gold]
    if speech:
        wanted, pairs = leave_out_attitudes(text, wanted, pairs)
    counts: Counter[tuple[str, str]] = Counter()
    for name, side in (("gold", wanted), ("found", pairs)):
        for unit, _ in side:
            counts[name, "all"] += 1
            counts[name, unit.kind] += 1
    for i, j in match_units([c for _, c in wanted], [c for _, c in pairs], LEAST_OVERLAP):
        count_pair(counts, text, wanted[i][0], pairs[j][0])
    return counts


Measured = list[tuple[Unit, frozenset[int]]]


def leave_out_attitudes(text: str, wanted: Measured, found: Measured) -> tuple[Measured, Measured]:
    """Both sides without what is not reported speech.

    A found unit does not count when it is about unwanted gold, or about no gold and has a cue that is not speech.
    """
    unwanted = {i for i, (unit, _) in enumerate(wanted) if not is_speech(text, unit.cue)}
    about = {j: i for i, j in match_units([c for _, c in wanted], [c for _, c in found], LOOSE_OVERLAP)}
    kept = []
    for j, (unit, characters) in enumerate(found):
        if j in about:
            if about[j] in unwanted:
                continue
        elif unit.cue and not is_speech(text, unit.cue):
            continue
        kept.append((unit, characters))
    return [pair for i, pair in enumerate(wanted) if i not in unwanted], kept


def count_pair(counts: Counter[tuple[str, str]], text: str, gold: Unit, found: Unit) -> None:
    """Add one match to the counts."""
    is_right = is_speaker_right(text, found.speakers, gold.speakers)
    for side, kind in (("gold", gold.kind), ("found", found.kind)):
        for name in ("all", kind):
            counts[f"overlap of {side}", name] += 1
            counts[f"right of {side}", name] += is_right
    if gold.speakers:
        counts["speaker", "named"] += 1
        counts["speaker", "right"] += is_right


def judge_found(text: str, gold: list[Unit], found: list[Unit], discard: tuple[Span, ...] = ()) -> list[bool | None]:
    """For every found unit whether its content and speaker are right; None where the gold says nothing."""
    dropped = counted_characters(text, discard)
    characters = [counted_characters(text, unit.pieces) for unit in found]
    wanted = [counted_characters(text, unit.pieces) for unit in gold]
    verdicts: list[bool | None] = [None if not some or some & dropped else False for some in characters]
    live = [frozenset() if verdict is None else some for some, verdict in zip(characters, verdicts, strict=True)]
    for i, j in match_units(wanted, live, LEAST_OVERLAP):
        verdicts[j] = is_speaker_right(text, found[j].speakers, gold[i].speakers)
    return verdicts


def figure(counts: Mapping[tuple[str, str], int], kind: str, what: str = "right") -> Figure:
    """End-to-end ("right") or content ("overlap") figure of one kind."""
    gold, found = counts["gold", kind], counts["found", kind]
    precision = counts[f"{what} of found", kind] / found if found else 0.0
    recall = counts[f"{what} of gold", kind] / gold if gold else 0.0
    return Figure(precision, recall)


def speaker_accuracy(counts: Mapping[tuple[str, str], int]) -> float:
    """Share of matched attributions with a named speaker whose speaker is right."""
    return counts["speaker", "right"] / max(counts["speaker", "named"], 1)


def total(counts: Iterable[Counter[tuple[str, str]]]) -> Counter[tuple[str, str]]:
    result: Counter[tuple[str, str]] = Counter()
    for one in counts:
        result.update(one)
    return result


def f1_interval(
    counts: Sequence[Counter[tuple[str, str]]], kind: str, draws: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """95 % interval of the end-to-end F1 over articles drawn with replacement."""
    keys = [(what, kind) for what in ("gold", "found", "right of gold", "right of found")]
    rows = [tuple(one[key] for key in keys) for one in counts]
    rng, values = random.Random(seed), []
    for _ in range(draws):
        sums = [sum(column) for column in zip(*rng.choices(rows, k=len(rows)), strict=True)]
        values.append(figure(dict(zip(keys, sums, strict=True)), kind).f1)
    values.sort()
    return values[int(0.025 * draws)], values[int(0.975 * draws)]
