"""What a larger network says of every word: soft labels that the small one learns from beside the annotated ones."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .examples import (
    CUE_BEGIN,
    CUE_INSIDE,
    IGNORED,
    Chunk,
    GoldArticle,
    Span,
    Window,
    draw_batches,
    encode_batch,
    encode_windows,
    group_windows,
    make_window,
)
from .large import LargeNetwork
from .network import CUE_LABELS, ROLE_LABELS

LIKELY_CUE = 0.05  # words with this chance of beginning a cue get a lesson in roles
TAUGHT_CUE = 0.15  # in an article nobody annotated, a word with this chance is shown to the role branch
LESSON_SHARE = 0.7  # of the lesson, in what an annotated word is held to
LOG_BATCHES = 20


@dataclass(frozen=True, slots=True)
class RoleLesson:
    """The chances of the roles of the words from `begin` on, round one cue; words x 7."""

    cue: Span
    begin: int
    chances: np.ndarray


@dataclass(frozen=True, slots=True)
class Lesson:
    """One article: the chances of O, B, I for every word, and the roles round each likely cue by its first word."""

    cues: np.ndarray
    roles: dict[int, RoleLesson]


Lessons = dict[str, Lesson]


def likely_cues(row: int, chunk: Chunk, chances: np.ndarray) -> list[Window]:
    """Windows round the annotated cues of a chunk and those the network takes for likely."""
    begin, end = chunk.words
    cues = {truth.cue[0]: truth.cue for truth in chunk.article.attributions if begin <= truth.cue[0] < end}
    inside = chances.argmax(-1) == CUE_INSIDE
    for k in np.flatnonzero(chances[:, CUE_BEGIN] > LIKELY_CUE).tolist():
        last = k + 1
        while last < len(chances) and inside[last]:
            last += 1
        cues.setdefault(begin + k, (begin + k, begin + last))
    return [make_window(row, chunk, (first, min(last, end)), None) for first, last in sorted(cues.values())]


@torch.no_grad()
def read_batch(network: LargeNetwork, batch: list[Chunk]) -> Iterator[tuple[str, Span, np.ndarray, list[RoleLesson]]]:
    """Article, words, chances of cues and lessons in roles of every chunk."""
    ids, features, begins, lengths, _ = encode_batch(batch)
    states, scores = network.cue(*map(torch.from_numpy, (ids, features, begins, lengths)))
    tables = torch.softmax(scores, -1).numpy().astype(np.float16)
    chances = [table[:length] for table, length in zip(tables, lengths, strict=True)]
    windows = [window for row, chunk in enumerate(batch) for window in likely_cues(row, chunk, chances[row])]
    roles: list[list[RoleLesson]] = [[] for _ in batch]
    for group in group_windows(windows) if windows else ():
        rows, at, distances, offsets, _ = map(torch.from_numpy, encode_windows(group))
        tables = torch.softmax(network.role(states[rows[:, None], at], distances, offsets), -1).numpy()
        for window, table in zip(group, tables, strict=True):
            begin, end = window.words
            roles[window.row].append(RoleLesson(window.cue, begin, table[: end - begin].astype(np.float16)))
    for chunk, cues, found in zip(batch, chances, roles, strict=True):
        yield chunk.article.id, chunk.words, cues, found


def write_lessons(network: LargeNetwork, articles: list[GoldArticle], pieces: int, out: Path) -> None:
    """Read every article once, in chunks of the sizes used in training."""
    lessons = {
        article.id: Lesson(np.zeros((len(article.sheet), CUE_LABELS), dtype=np.float16), {}) for article in articles
    }
    network.eval()
    batches, began = draw_batches(articles, 1, pieces), time.monotonic()
    for number, batch in enumerate(batches, 1):
        for article, words, cues, roles in read_batch(network, batch):
            lessons[article].cues[slice(*words)] = cues
            lessons[article].roles.update((role.cue[0], role) for role in roles)
        if number % LOG_BATCHES == 0:
            spent = (time.monotonic() - began) / 60
            left = spent / number * (len(batches) - number)
            print(f"batch {number}/{len(batches)} {spent:.1f} min, {left:.1f} left", flush=True)
    torch.save(lessons, out)


def load_lessons(files: Iterable[Path]) -> Lessons:
    """The lessons of all files together."""
    return {name: lesson for file in files for name, lesson in torch.load(file, weights_only=False).items()}


def spread_labels(labels: np.ndarray, count: int) -> np.ndarray:
    """Labels -> chances, all of them 0 where a word has no label."""
    return np.eye(count, dtype=np.float32)[np.maximum(labels, 0)] * (labels != IGNORED)[..., None]


def blend_chances(targets: np.ndarray, chances: np.ndarray) -> None:
    """Mix a lesson in; where nothing is annotated it alone counts."""
    known = targets.any(-1, keepdims=True)
    targets[:] = np.where(known, (1 - LESSON_SHARE) * targets + LESSON_SHARE * chances, chances)


def cue_targets(batch: list[Chunk], labels: np.ndarray, lessons: Lessons) -> np.ndarray:
    """What each word of a batch is held to as (part of) a cue; all 0 where it has neither label nor lesson."""
    targets = spread_labels(labels, CUE_LABELS)
    for row, chunk in enumerate(batch):
        if lesson := lessons.get(chunk.article.id):
            begin, end = chunk.words
            blend_chances(targets[row, : end - begin], lesson.cues[begin:end].astype(np.float32))
    return targets


def role_targets(windows: list[Window], labels: np.ndarray, lessons: Lessons) -> np.ndarray:
    """What each word of some windows is held to as source, content or cue; all 0 where it has neither."""
    targets = spread_labels(labels, ROLE_LABELS)
    for row, window in enumerate(windows):
        lesson = lessons.get(window.article.id)
        role = lesson.roles.get(window.cue[0]) if lesson else None
        if role is None:
            continue
        if not window.article.is_annotated:
            targets[row] = 0.0
        begin, end = window.words
        first, last = max(begin, role.begin), min(end, role.begin + len(role.chances))
        if first < last:
            chances = role.chances[first - role.begin : last - role.begin].astype(np.float32)
            blend_chances(targets[row, first - begin : last - begin], chances)
    return targets


def taught_cues(batch: list[Chunk], lessons: Lessons) -> list[Window]:
    """Windows round the likely cues of articles that nobody annotated."""
    windows = []
    for row, chunk in enumerate(batch):
        lesson = None if chunk.article.is_annotated else lessons.get(chunk.article.id)
        for first, role in lesson.roles.items() if lesson else ():
            if chunk.words[0] <= first < chunk.words[1] and lesson.cues[first, CUE_BEGIN] > TAUGHT_CUE:
                windows.append(make_window(row, chunk, (first, min(role.cue[1], chunk.words[1])), None))
    return windows


def cross_entropy(scores: Tensor, targets: np.ndarray, weights: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """The cross-entropy with chances as targets, summed, and the sum of the (weighted) targets."""
    wanted = torch.from_numpy(targets)
    if weights is not None:
        wanted = wanted * weights
    return -(wanted * torch.log_softmax(scores, -1)).sum(), wanted.sum()
