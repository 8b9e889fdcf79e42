"""Candidate -> reading: which words are content, which name the speaker, and how sure that is."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .attribution import DIRECT_SHARE
from .candidates import CONTENT_BEGIN, CONTENT_END, SOURCE_BEGIN, SOURCE_INSIDE, Candidate, Span
from .encoding import Sheet
from .lexicon import read_words
from .network import EngineMissing

# A speaker the likeliest labels leave out is taken when a telling word has at least this probability.
WEAK_SPEAKER = 0.2
SAME_SPEAKER = 0.4  # of the best word's probability: words beside it that belong to the name
LONGER_NAME = 0.02  # a word, at most five: between two sources the longer, more telling one
# "He said they hope to win" is speech, not a hope: F1 of speech 81.4 -> 81.6 on the held-out articles for any factor
# from 1.15 to 2.5.
SPEECH_FIRST = 1.3
CALIBRATION_FILE = "attribution_calibration.json"


@dataclass(frozen=True, slots=True)
class Reading:
    """One attribution in word numbers, with the signs its score is made of."""

    cue: Span
    window: Span  # what was looked at for content
    content: tuple[Span, ...]
    speaker: Span | None
    is_guess: bool  # the speaker comes from the weak rule
    mode: str
    signs: tuple[float, ...]
    strength: float

    def content_words(self) -> set[int]:
        return {k for first, last in self.content for k in range(first, last)}


def join_words(sheet: Sheet, words: list[int]) -> tuple[Span, ...]:
    """Ranges of the words that count; ranges with nothing but marks between them are one."""
    ranges: list[Span] = []
    for k in words:
        if not sheet.counts[k] and sheet.words[k].text[0] not in "@#$":
            continue
        if ranges and not sheet.counts[ranges[-1][1] : k].any():
            ranges[-1] = (ranges[-1][0], k + 1)
        else:
            ranges.append((k, k + 1))
    return tuple(ranges)


def read_candidate(sheet: Sheet, candidate: Candidate) -> Reading | None:
    """The likeliest reading of a cue, None when it reports nothing."""
    content = drop_agent(sheet, candidate, join_words(sheet, candidate.word_numbers(candidate.content_rows)))
    words = [k for first, last in content for k in range(first, last)]
    if not any(sheet.quoted[k] or is_telling(sheet.words[k].text) for k in words):
        return None
    speaker, is_guess = find_speaker(sheet, candidate), False
    if speaker is None:
        speaker = guess_speaker(sheet, candidate)
        is_guess = speaker is not None
    mode = find_mode(sheet, content)
    signs = weigh_signs(sheet, candidate, content, speaker, is_guess, mode)
    return Reading(candidate.cue, candidate.window, content, speaker, is_guess, mode, signs, rank(signs))


def drop_agent(sheet: Sheet, candidate: Candidate, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without "by the Herald" right behind a passive cue, when there is other content."""
    kept = tuple(
        span
        for span in content
        if not (sheet.words[span[0]].text == "by" and candidate.cue[1] <= span[0] <= candidate.cue[1] + 1)
    )
    return kept or content


def find_mode(sheet: Sheet, content: tuple[Span, ...]) -> str:
    """Direct, mixed or indirect, by the share of the words that stand in quotation marks."""
    counted = quoted = 0
    for first, last in content:
        counted += int(sheet.counts[first:last].sum())
        quoted += int((sheet.counts[first:last] & sheet.quoted[first:last]).sum())
    if not quoted:
        return "indirect"
    return "direct" if quoted >= DIRECT_SHARE * counted else "mixed"


def find_speaker(sheet: Sheet, candidate: Candidate) -> Span | None:
    """The most probable of the stretches labelled as source."""
    sources: list[Span] = []
    for k in candidate.word_numbers(candidate.source_rows):
        if candidate.labels[k - candidate.window[0]] == SOURCE_INSIDE and sources and sources[-1][1] == k:
            sources[-1] = (sources[-1][0], k + 1)
        else:
            sources.append((k, k + 1))
    sources = [span for span in sources if sheet.counts[slice(*span)].any()]
    return max(sources, key=lambda span: source_weight(candidate, span), default=None)


def source_weight(candidate: Candidate, span: Span) -> float:
    """Mean log-probability of being source, with a little for length."""
    begin = candidate.window[0]
    rows = candidate.chances[span[0] - begin : span[1] - begin]
    chance = rows[:, SOURCE_BEGIN] + rows[:, SOURCE_INSIDE]
    return float(np.log(chance + 1e-9).mean()) + LONGER_NAME * min(span[1] - span[0], 5)


def guess_speaker(sheet: Sheet, candidate: Candidate) -> Span | None:
    """The likeliest telling word that is neither cue nor content, with its neighbours."""
    begin, end = candidate.window
    chance = candidate.chances[:, SOURCE_BEGIN] + candidate.chances[:, SOURCE_INSIDE]
    chance = np.where(candidate.content_rows, 0.0, chance)
    chance[candidate.cue[0] - begin : candidate.cue[1] - begin] = 0
    best = int(chance.argmax())
    if chance[best] < WEAK_SPEAKER:
        return None
    least = SAME_SPEAKER * chance[best]
    first, last = best, best + 1
    while first > 0 and chance[first - 1] > least:
        first -= 1
    while last < len(chance) and chance[last] > least:
        last += 1
    words = [k for k in range(begin + first, begin + last) if sheet.counts[k]]
    if not any(is_telling(sheet.words[k].text) for k in words):
        return None
    return words[0], words[-1] + 1


def is_telling(word: str) -> bool:
    """Whether a word can name a speaker or be what was said; "of" and "to" by themselves cannot."""
    return word.lower() not in read_words("function_words")


SIGNS = (
    "cue", "kept", "source", "no_source", "guess", "content", "begin", "end", "elsewhere", "direct", "mixed", "speech",
    "pieces"
)  # fmt: skip


def weigh_signs(
    sheet: Sheet, candidate: Candidate, content: tuple[Span, ...], speaker: Span | None, is_guess: bool, mode: str
) -> tuple[float, ...]:
    """What speaks for and against a reading, in the order of SIGNS."""
    begin = candidate.window[0]
    source = candidate.chances[:, SOURCE_BEGIN] + candidate.chances[:, SOURCE_INSIDE]
    if speaker:
        source_sign = float(np.log(source[speaker[0] - begin : speaker[1] - begin] + 1e-6).mean())
    else:
        source_sign = float(np.log(1 - source.max() + 1e-6))
    marked = np.flatnonzero(candidate.content_rows)
    paths = candidate.chances[marked, candidate.labels[marked]]
    left_out = candidate.chances[~candidate.content_rows, CONTENT_BEGIN : CONTENT_END + 1].sum(1)
    cue_words = {sheet.words[k].text.lower() for k in range(*candidate.cue)}
    return (
        logit(candidate.cue_chance),
        logit(candidate.kept_chance),
        source_sign,
        float(speaker is None),
        float(is_guess),
        float(np.log(paths + 1e-6).mean()),
        float(np.log(paths[0] + 1e-6)),
        float(np.log(paths[-1] + 1e-6)),
        float(np.log(left_out.max(initial=0) + 1e-3)),
        float(mode == "direct"),
        float(mode == "mixed"),
        float(bool(cue_words & read_words("speech_cues"))),
        float(len(content) > 1),
    )


def logit(chance: float) -> float:
    """Log-odds, within bounds."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def rank(signs: tuple[float, ...]) -> float:
    """The order in which readings that overlap are taken: speech, sure cues and sure content first."""
    named = dict(zip(SIGNS, signs, strict=True))
    strength = (0.3 + math.exp(named["content"])) / (1 + math.exp(-(named["cue"] + named["kept"]) / 2))
    return strength * (SPEECH_FIRST if named["speech"] else 1)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Signs -> probability that content and speaker are both right, fitted on held-out articles."""

    weights: Mapping[str, float]
    bias: float

    def score(self, signs: tuple[float, ...]) -> float:
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in zip(SIGNS, signs, strict=True))
        return 1 / (1 + math.exp(-min(max(total, -30), 30)))


def read_calibration(folder: Path) -> Calibration:
    """The table beside the weights."""
    path = folder / CALIBRATION_FILE
    if not path.is_file():
        raise EngineMissing(f"{path} is missing: scripts/train_attribution.py calibrate makes it")
    table = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(table["weights"], table["bias"])
