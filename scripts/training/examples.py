"""Annotated articles -> padded batches of arrays."""

import bisect
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from datasette_claims.quotes.encoding import (
    Sheet,
    WordPieces,
    cue_window,
    encode_chunk,
    pad_rows,
    read_text,
    relate_to_cue,
    split_chunks,
)
from datasette_claims.quotes.readings import join_words

Span = tuple[int, int]
IGNORED = -100
CHUNK_SIZES = (140, 180, 220, 256)
OUTSIDE, CUE_BEGIN, CUE_INSIDE = 0, 1, 2
SOURCE_BEGIN, SOURCE_INSIDE, CONTENT_BEGIN, CONTENT_INSIDE, CONTENT_END, CUE = 1, 2, 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Cue, source and content as word ranges of the sheet."""

    cue: Span
    source: list[Span]
    content: list[Span]
    is_speech: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A sheet with its attributions, and the cue label of every word; none of both if nobody annotated it."""

    id: str
    sheet: Sheet
    attributions: list[GoldAttribution]
    labels: np.ndarray
    is_annotated: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of words of an article."""

    article: GoldArticle
    words: Span
    size: int


@dataclass(frozen=True, slots=True)
class Window:
    """The words round one cue; `labels` is None for a wrong cue, which has no roles."""

    row: int
    article: GoldArticle
    chunk: Span
    words: Span
    cue: Span
    truth: GoldAttribution | None


def words_in(sheet: Sheet, starts: list[int], spans: list[list[int]]) -> list[int]:
    """The words that share a character with one of the spans."""
    found = set()
    for start, end in spans:
        k = max(0, bisect.bisect_right(starts, start) - 1)
        while k < len(sheet) and sheet.words[k].start < end:
            if sheet.words[k].end > start:
                found.add(k)
            k += 1
    return sorted(found)


def read_gold(path: Path, word_pieces: WordPieces, speech: frozenset[str]) -> list[GoldArticle]:
    """The articles of a gold file in its order."""
    with open(path, encoding="utf-8") as lines:
        return [read_article(json.loads(line), word_pieces, speech) for line in lines if line.strip()]


def read_article(row: dict, word_pieces: WordPieces, speech: frozenset[str]) -> GoldArticle:
    """One gold row; words in a discarded region have no label."""
    text = row["text"]
    sheet = read_text(text, word_pieces)
    starts = [word.start for word in sheet.words]
    is_annotated = "attributions" in row
    labels = np.full(len(sheet), OUTSIDE if is_annotated else IGNORED, dtype=np.int64)
    attributions = []
    for item in row.get("attributions", []):
        cue = words_in(sheet, starts, item["cue"])
        if not cue:
            continue
        first, last = cue[0], cue[-1] + 1
        labels[first] = CUE_BEGIN
        labels[first + 1 : last] = CUE_INSIDE
        attributions.append(
            GoldAttribution(
                cue=(first, last),
                source=list(join_words(sheet, words_in(sheet, starts, item["source"]))),
                content=list(join_words(sheet, words_in(sheet, starts, item["content"]))),
                is_speech=any(sheet.words[k].text.lower() in speech for k in range(first, last)),
            )
        )
    for k in words_in(sheet, starts, row.get("discard", [])):
        labels[k] = IGNORED
    return GoldArticle(row["id"], sheet, attributions, labels, is_annotated)


def draw_batches(articles: list[GoldArticle], seed: int, pieces: int) -> list[list[Chunk]]:
    """All chunks of one epoch, cut at random sizes, in batches of about `pieces` padded word pieces."""
    rng = random.Random(seed)
    chunks = []
    for article in articles:
        if not len(article.sheet):
            continue
        for words in split_chunks(article.sheet, rng.choice(CHUNK_SIZES)):
            size = int(article.sheet.sizes[slice(*words)].sum()) + 2
            chunks.append(Chunk(article, words, size))
    rng.shuffle(chunks)
    batches: list[list[Chunk]] = []
    for at in range(0, len(chunks), 400):
        batch: list[Chunk] = []
        for chunk in sorted(chunks[at : at + 400], key=lambda chunk: chunk.size + 25 * rng.random()):
            longest = max([chunk.size, *(other.size for other in batch)])
            if batch and longest * (len(batch) + 1) > pieces:
                batches.append(batch)
                batch = []
            batch.append(chunk)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def role_labels(window: Window) -> np.ndarray:
    """The role of every word of a window."""
    begin, end = window.words
    labels = np.zeros(end - begin, dtype=np.int64)
    if window.truth is None:
        return labels
    for first, last in window.truth.source:
        for k in range(max(first, begin), min(last, end)):
            labels[k - begin] = SOURCE_BEGIN if k == first else SOURCE_INSIDE
    for first, last in window.truth.content:
        for k in range(max(first, begin), min(last, end)):
            labels[k - begin] = CONTENT_BEGIN if k == first else CONTENT_END if k == last - 1 else CONTENT_INSIDE
    first, last = window.truth.cue
    labels[max(first - begin, 0) : max(last - begin, 0)] = CUE
    return labels


def encode_batch(batch: list[Chunk]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Piece ids, features, word beginnings, word counts and cue labels of a batch."""
    rows = [encode_chunk(chunk.article.sheet, *chunk.words) for chunk in batch]
    ids, features, begins = (pad_rows([row[k] for row in rows]) for k in range(3))
    lengths = np.array([len(row[2]) for row in rows])
    labels = np.full(begins.shape, IGNORED, dtype=np.int64)
    for k, chunk in enumerate(batch):
        labels[k, : lengths[k]] = chunk.article.labels[slice(*chunk.words)]
    return ids, features, begins, lengths, labels


def encode_windows(windows: list[Window]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Row and word numbers into the batch's states, distances, offsets and role labels of some windows."""
    width = max(window.words[1] - window.words[0] for window in windows)
    rows = np.array([window.row for window in windows])
    at, distances, offsets = (np.zeros((len(windows), width), dtype=np.int64) for _ in range(3))
    labels = np.full((len(windows), width), IGNORED, dtype=np.int64)
    for k, window in enumerate(windows):
        count = window.words[1] - window.words[0]
        at[k, :count] = np.arange(*window.words) - window.chunk[0]
        distances[k, :count], offsets[k, :count] = relate_to_cue(window.article.sheet, window.words, window.cue)
        labels[k, :count] = role_labels(window)
    return rows, at, distances, offsets, labels


def group_windows(windows: list[Window]) -> Iterator[list[Window]]:
    """Windows of about the same length together, so that little is padding."""
    ordered = sorted(windows, key=lambda window: window.words[1] - window.words[0])
    parts = 1 if len(ordered) < 12 else 2 if len(ordered) < 30 else 3
    for k in range(parts):
        yield ordered[len(ordered) * k // parts : len(ordered) * (k + 1) // parts]


def make_window(row: int, chunk: Chunk, cue: Span, truth: GoldAttribution | None) -> Window:
    """The window round a cue of a chunk."""
    words = cue_window(chunk.article.sheet, chunk.words, cue)
    return Window(row, chunk.article, chunk.words, words, cue, truth)
