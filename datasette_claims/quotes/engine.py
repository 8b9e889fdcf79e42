"""Text -> attributions with offsets: the engine that is loaded once and asked for every article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from .attribution import Attribution, TextTooLong, drop, meets
from .candidates import find_candidates
from .encoding import Sheet, WordPieces, read_text, read_words
from .insets import MOST_INSETS, find_insets
from .nested import find_nested
from .network import Network, load_network, models_folder
from .readings import Calibration, Reading, read_calibration, read_candidate
from .relays import find_relays
from .resolve import resolve_readings
from .tokens import Place, Word, split_paragraphs

Span = tuple[int, int]
# The roles of a cue are looked up when the cue branch gives it this much; 0.3 finds nothing that the score keeps.
LEAST_CUE = 0.5
# Attributions below this probability are dropped. F1 of reported speech on the held-out articles is the same, within
# chance, from 0.32 to 0.4.
LEAST_SCORE = 0.4
# Words that were reported already are read again with less to go by: no capital where a name stood, no paragraph around them.
LEAST_NESTED = 0.3
SEGMENT_CHARS = 20_000  # read at a time, so that memory does not grow with the text
MAX_CHARS = 500_000  # about a minute of one core; the longest live blogs have half of it
TAIL = 4  # marks behind a piece that may belong to it
SENTENCE_ENDS = frozenset(".?!\u2026")


@dataclass(frozen=True, slots=True)
class Engine:
    """Network, word pieces and calibration, with the two bars."""

    network: Network
    word_pieces: WordPieces
    calibration: Calibration
    least_cue: float = LEAST_CUE
    least_score: float = LEAST_SCORE

    def find_attributions(self, text: str) -> list[Attribution]:
        """All attributions of a text, each parent before its children."""
        if len(text) > MAX_CHARS:
            raise TextTooLong(
                f"The text has {len(text):,} characters, more than the {MAX_CHARS:,} read for quotes; split it into articles."
            )
        found: list[Attribution] = []
        for start, end in split_segments(text):
            sheet = read_text(text, self.word_pieces, start, end)
            kept = self.read_sheet(sheet)
            for reading, score in kept:
                self.add_attribution(found, text, sheet, reading, score, None)
            for cue, inset, words in islice(find_insets(sheet, [reading for reading, _ in kept]), MOST_INSETS):
                found = self.add_cut_off(found, text, cue, inset, words)
        return found

    def add_cut_off(self, found: list[Attribution], text: str, cue: Word, inset: Span, words: list[Word]) -> list[Attribution]:
        """With what a cue reports in a sentence without its inset, in place of what was read into the inset itself."""
        sheet, kept = self.read_words_of(words)
        kept = [
            (reading, score) for reading, score in kept
            if score >= self.least_score and any(sheet.words[k].start == cue.start for k in range(*reading.cue))
        ]  # fmt: skip
        rivals = {n for n, one in enumerate(found) if inset[0] <= one.cue[0] < inset[1]}
        for n, one in enumerate(found):  # each parent stands before its children
            if one.parent in rivals:
                rivals.add(n)
        taken = [piece for n, one in enumerate(found) if n not in rivals for piece in one.pieces]
        own = [(sheet.words[first].start, sheet.words[last - 1].end) for reading, _ in kept for first, last in reading.content]
        if not own or any(meets(span, taken) for span in own):
            return found
        found = drop(found, rivals)
        for reading, score in kept:
            self.add_attribution(found, text, sheet, reading, score, None)
        return found

    def add_attribution(
        self, found: list[Attribution], text: str, sheet: Sheet, reading: Reading, score: float, parent: int | None
    ) -> None:
        """Append a reading, and what is nested in it; what is reported gets shorter each time, so this ends."""
        found.append(replace(to_attribution(text, sheet, reading, score), parent=parent))
        number = len(found) - 1
        for inner, child, child_score in find_nested(sheet, reading, self.read_words_of):
            self.add_attribution(found, text, inner, child, child_score, number)

    def read_words_of(self, words: list[Word]) -> tuple[Sheet, list[tuple[Reading, float]]]:
        """A sheet of some words, and its kept readings."""
        sheet = read_words(words, self.word_pieces)
        return sheet, self.read_sheet(sheet, min(LEAST_NESTED, self.least_score))

    def read_sheet(self, sheet: Sheet, least: float | None = None) -> list[tuple[Reading, float]]:
        """The kept readings of one sheet."""
        if not len(sheet):
            return []
        candidates = find_candidates(sheet, self.network, self.least_cue)
        readings = [reading for candidate in candidates if (reading := read_candidate(sheet, candidate))]
        return resolve_readings(sheet, readings, self.calibration, self.least_score if least is None else least)


def load_engine(folder: Path | None = None, threads: int = 1) -> Engine:
    """The shipped engine, or one with the weights of another folder."""
    network, word_pieces = load_network(folder, threads)
    return Engine(network, word_pieces, read_calibration(folder or models_folder()))


def split_segments(text: str) -> Iterator[Span]:
    """Stretches of whole paragraphs; a paragraph beyond the limit is a stretch of its own."""
    start = end = None
    for first, last in split_paragraphs(text):
        if start is not None and last - start > SEGMENT_CHARS:
            yield start, end
            start = None
        start, end = first if start is None else start, last
    if start is not None:
        yield start, end


def to_attribution(text: str, sheet: Sheet, reading: Reading, score: float) -> Attribution:
    """Word numbers -> offsets, with the reason in words."""
    pieces = tuple(piece_offsets(sheet, first, last) for first, last in reading.content)
    cue = sheet.words[reading.cue[0]].start, sheet.words[reading.cue[1] - 1].end
    speaker = None
    if reading.speaker:
        speaker = sheet.words[reading.speaker[0]].start, sheet.words[reading.speaker[1] - 1].end
    reason = explain(text, cue, speaker, reading)
    relays = find_relays(text, sheet, reading)
    return Attribution(pieces, reading.mode, cue, speaker, round(score, 4), reason, relays)


def piece_offsets(sheet: Sheet, first: int, last: int) -> Span:
    """Offsets of a piece, with the stop of a quoted sentence and the other half of its quotation marks and brackets."""
    places = [word.place for word in sheet.words[first:last]]
    marks = places.count(Place.OPENING) - places.count(Place.CLOSING)
    brackets = sum((word.text in "([") - (word.text in ")]") for word in sheet.words[first:last])
    begins_inside = places[0] == Place.INSIDE
    if brackets < 0 and first and sheet.words[first - 1].text in "([":
        first, brackets = first - 1, brackets + 1
    if marks < 0 and first and sheet.words[first - 1].place == Place.OPENING:
        first -= 1
    end = last
    for k in range(last, min(last + TAIL, len(sheet))):
        word = sheet.words[k]
        if sheet.counts[k] or word.paragraph != sheet.words[last - 1].paragraph:
            break
        if word.text in ")]" and brackets > 0:
            brackets, end = brackets - 1, k + 1
        elif word.place == Place.CLOSING and marks > 0 and not begins_inside:
            marks, end = marks - 1, k + 1
        elif word.place == Place.INSIDE and word.text[0] in SENTENCE_ENDS:
            end = k + 1
    return sheet.words[first].start, sheet.words[end - 1].end


def explain(text: str, cue: Span, speaker: Span | None, reading: Reading) -> str:
    """One sentence on why these words are this speaker's."""
    said_by = f"names \u201c{text[slice(*speaker)]}\u201d as its speaker" if speaker else "names no speaker"
    if reading.is_guess:
        said_by += " (the likeliest name near the cue)"
    count = len(reading.content)
    parts = f", in {count} pieces" if count > 1 else ""
    return f"The cue \u201c{text[slice(*cue)]}\u201d reports {reading.mode} speech{parts}, and {said_by}."
