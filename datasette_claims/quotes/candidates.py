"""Sheet -> candidate attributions: words that may be a cue, and the roles of the words round each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .encoding import Sheet, cue_window, encode_chunk, relate_to_cue, split_chunks
from .network import Network

Span = tuple[int, int]
OUTSIDE, SOURCE_BEGIN, SOURCE_INSIDE, CONTENT_BEGIN, CONTENT_INSIDE, CONTENT_END, CUE = range(7)
# Windows a run of the role file: fewer waste time on calls, more on padding.
ROLE_BATCH = 4
WAITING = 64  # windows kept before they are read, shortest first
IMPOSSIBLE = -1e9
UNLIKELY = -3.0  # a content that began before the window, or goes on behind it
ALLOWED = {
    OUTSIDE: (OUTSIDE, SOURCE_BEGIN, CONTENT_BEGIN),
    SOURCE_BEGIN: (OUTSIDE, SOURCE_INSIDE, CONTENT_BEGIN),
    SOURCE_INSIDE: (OUTSIDE, SOURCE_INSIDE, CONTENT_BEGIN),
    CONTENT_BEGIN: (OUTSIDE, CONTENT_INSIDE, CONTENT_END, SOURCE_BEGIN),
    CONTENT_INSIDE: (CONTENT_INSIDE, CONTENT_END),
    CONTENT_END: (OUTSIDE, SOURCE_BEGIN, CONTENT_BEGIN),
}
STEPS = np.full((6, 6), IMPOSSIBLE, dtype=np.float32)
for before, afters in ALLOWED.items():
    STEPS[before, list(afters)] = 0
FIRST = np.array([0, 0, IMPOSSIBLE, 0, UNLIKELY, IMPOSSIBLE], dtype=np.float32)
LAST = np.array([0, 0, 0, 0, UNLIKELY, 0], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue with the role of every word in its window; word numbers are those of the sheet."""

    cue: Span
    cue_chance: float  # by the cue branch
    kept_chance: float  # by the role branch, which sees what the cue would report
    window: Span
    chances: np.ndarray  # role probabilities, one row a word of the window
    labels: np.ndarray  # the likeliest consistent roles; CUE is not among them

    @property
    def content_rows(self) -> np.ndarray:
        """For each word of the window whether it is content."""
        return self.labels >= CONTENT_BEGIN

    @property
    def source_rows(self) -> np.ndarray:
        """For each word of the window whether it names the speaker."""
        return (self.labels == SOURCE_BEGIN) | (self.labels == SOURCE_INSIDE)

    def word_numbers(self, rows: np.ndarray) -> list[int]:
        """Numbers in the sheet of the chosen words of the window."""
        return (np.flatnonzero(rows) + self.window[0]).tolist()


@dataclass(frozen=True, slots=True)
class View:
    """What the role branch is shown of a cue: the states of the words in its window."""

    cue: Span
    chance: float
    window: Span
    states: np.ndarray

    def __len__(self) -> int:
        return self.window[1] - self.window[0]

    @property
    def cue_rows(self) -> Span:
        """The cue's words, counted from the window's first."""
        return self.cue[0] - self.window[0], self.cue[1] - self.window[0]


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def find_cues(chances: np.ndarray, least: float) -> Iterator[tuple[int, int, float]]:
    """Stretches that begin like a cue with at least this probability, from O-B-I probabilities."""
    count = len(chances)
    inside = (chances[:, 2] >= 0.5) & (chances[:, 1] < chances[:, 2])
    begins = (chances[:, 1] >= least) | (chances[:, 1:].sum(1) >= least) & (chances[:, 1] >= chances[:, 2])
    begins |= chances[:, 2] >= max(least, 0.5)
    for k in np.flatnonzero(begins).tolist():
        if k == 0 or not inside[k] or not (begins[k - 1] or inside[k - 1]):
            end = k + 1
            while end < count and inside[end]:
                end += 1
            yield k, end, float(chances[k:end, 1:].sum(1).max())


def best_labels(windows: list[np.ndarray]) -> list[np.ndarray]:
    """Likeliest consistent labels of some tables of log-probabilities, the longest of which comes last (Viterbi)."""
    if not windows:
        return []
    scores = np.zeros((len(windows), *windows[-1].shape), dtype=np.float32)
    for row, table in enumerate(windows):
        scores[row, : len(table)] = table
    back = np.zeros(scores.shape, dtype=np.int8)
    best = FIRST + scores[:, 0]
    ends = best.copy()
    last = np.array([len(table) - 1 for table in windows])
    for k in range(1, scores.shape[1]):
        paths = best[:, :, None] + STEPS
        back[:, k] = paths.argmax(1)
        best = paths.max(1) + scores[:, k]
        ends[last == k] = best[last == k]
    goals = (ends + LAST).argmax(1)
    return [trace_back(steps[: end + 1], goal) for steps, end, goal in zip(back, last, goals, strict=True)]


def trace_back(steps: np.ndarray, label: int) -> np.ndarray:
    """The path that ends with a label, by the best step to each label of each word."""
    path = np.zeros(len(steps), dtype=np.int8)
    for k in range(len(steps) - 1, -1, -1):
        path[k] = label
        label = steps[k, label]
    return path


def find_candidates(sheet: Sheet, network: Network, least: float) -> list[Candidate]:
    """All cues of at least this probability with their roles, in the order of the text."""
    found: list[Candidate] = []
    views: list[View] = []
    for chunk in split_chunks(sheet):
        ids, features, begins = (np.array([row], dtype=np.int64) for row in encode_chunk(sheet, *chunk))
        states, scores = network.read_cues(ids, features, begins)
        for first, last, chance in find_cues(softmax(scores[0]), least):
            cue = chunk[0] + first, chunk[0] + last
            window = cue_window(sheet, chunk, cue)
            views.append(View(cue, chance, window, states[0, window[0] - chunk[0] : window[1] - chunk[0]]))
        if len(views) >= WAITING:
            found += read_views(sheet, network, views)
            views = []
    return sorted([*found, *read_views(sheet, network, views)], key=lambda candidate: candidate.cue)


def read_views(sheet: Sheet, network: Network, views: list[View]) -> list[Candidate]:
    """The candidates of some windows; those of about the same length are read together, so that little is padding."""
    views = sorted(views, key=len)
    chances = [
        softmax(scores[:count])
        for at in range(0, len(views), ROLE_BATCH)
        for scores, count in read_roles(sheet, network, views[at : at + ROLE_BATCH])
    ]
    labels = best_labels([path_scores(rows, view) for rows, view in zip(chances, views, strict=True)])
    return [
        Candidate(view.cue, view.chance, float(rows[slice(*view.cue_rows), CUE].mean()), view.window, rows, roles)
        for view, rows, roles in zip(views, chances, labels, strict=True)
    ]


def read_roles(sheet: Sheet, network: Network, views: list[View]) -> Iterator[tuple[np.ndarray, int]]:
    """The padded role scores and the number of words of each window; the last window is the longest."""
    states = np.zeros((len(views), len(views[-1]), views[0].states.shape[1]), dtype=np.float32)
    distances, offsets = (np.zeros(states.shape[:2], dtype=np.int64) for _ in range(2))
    for row, view in enumerate(views):
        states[row, : len(view)] = view.states
        distances[row, : len(view)], offsets[row, : len(view)] = relate_to_cue(sheet, view.window, view.cue)
    return zip(network.read_roles(states, distances, offsets), map(len, views), strict=True)


def path_scores(chances: np.ndarray, view: View) -> np.ndarray:
    """Log-probabilities of the six roles a word can have beside the cue; the cue's own words have none."""
    roles = chances[:, :CUE].copy()
    roles[:, OUTSIDE] += chances[:, CUE]
    scores = np.log(roles + 1e-9)
    scores[slice(*view.cue_rows)] = -30
    scores[slice(*view.cue_rows), OUTSIDE] = 0
    return scores
