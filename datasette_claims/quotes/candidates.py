"""Sheet -> candidate attributions: words that may be a cue, and the roles of the words round each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .encoding import Sheet, cue_window, encode_chunk, relate_to_cue, split_chunks
from .network import Network

Span = tuple[int, int]
OUTSIDE, SOURCE_BEGIN, SOURCE_INSIDE, CONTENT_BEGIN, CONTENT_INSIDE, CONTENT_END, CUE = range(7)
CONTENT = (CONTENT_BEGIN, CONTENT_INSIDE, CONTENT_END)
# Windows a run of the role file: fewer waste time on calls, more on padding.
ROLE_BATCH = 8
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
    labels: np.ndarray  # the likeliest consistent roles

    def words_of(self, *roles: int) -> list[int]:
        """Word numbers that have one of the roles."""
        return (np.flatnonzero(np.isin(self.labels, roles)) + self.window[0]).tolist()


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def find_cues(chances: np.ndarray, least: float) -> Iterator[tuple[int, int, float]]:
    """Stretches that begin like a cue with at least this probability, from O-B-I probabilities."""
    k, count = 0, len(chances)
    inside = (chances[:, 2] >= 0.5) & (chances[:, 1] < chances[:, 2])
    begins = (chances[:, 1] >= least) | (chances[:, 1:].sum(1) >= least) & (chances[:, 1] >= chances[:, 2])
    begins |= chances[:, 2] >= max(least, 0.5)
    for k in np.flatnonzero(begins).tolist():
        if k < count and (k == 0 or not inside[k] or not (begins[k - 1] or inside[k - 1])):
            end = k + 1
            while end < count and inside[end]:
                end += 1
            yield k, end, float(chances[k:end, 1:].sum(1).max())


def best_labels(scores: np.ndarray, lengths: list[int]) -> np.ndarray:
    """Likeliest consistent labels of a batch of log-probabilities (Viterbi)."""
    batch, width, labels = scores.shape
    back = np.zeros((batch, width, labels), dtype=np.int8)
    best = FIRST + scores[:, 0]
    ends = np.zeros((batch, labels), dtype=np.float32)
    done = np.array(lengths) - 1
    ends[done == 0] = best[done == 0]
    for k in range(1, width):
        paths = best[:, :, None] + STEPS
        back[:, k] = paths.argmax(1)
        best = paths.max(1) + scores[:, k]
        ends[done == k] = best[done == k]
    result = np.zeros((batch, width), dtype=np.int8)
    at = (ends + LAST).argmax(1)
    for row in range(batch):
        label = at[row]
        for k in range(done[row], -1, -1):
            result[row, k] = label
            label = back[row, k, label]
    return result


def find_candidates(sheet: Sheet, network: Network, least: float) -> list[Candidate]:
    """All cues of at least this probability with their roles, in the order of the text."""
    found: list[Candidate] = []
    for chunk in split_chunks(sheet):
        ids, features, begins = (np.array([row], dtype=np.int64) for row in encode_chunk(sheet, *chunk))
        states, scores = network.read_cues(ids, features, begins)
        cues = [
            (chunk[0] + first, chunk[0] + last, chance)
            for first, last, chance in find_cues(softmax(scores[0]), least)
        ]
        found += read_windows(sheet, network, chunk, states[0], cues)
    return sorted(found, key=lambda candidate: candidate.cue)


def read_windows(
    sheet: Sheet, network: Network, chunk: Span, states: np.ndarray, cues: list[tuple[int, int, float]]
) -> Iterator[Candidate]:
    """The candidates of one chunk; windows of about the same length are read together."""
    windows = [(cue_window(sheet, chunk, cue[:2]), cue) for cue in cues]
    windows.sort(key=lambda item: item[0][1] - item[0][0])
    for at in range(0, len(windows), ROLE_BATCH):
        part = windows[at : at + ROLE_BATCH]
        lengths = [end - begin for (begin, end), _ in part]
        inputs = np.zeros((len(part), lengths[-1], states.shape[1]), dtype=np.float32)
        distances, offsets = (np.zeros((len(part), lengths[-1]), dtype=np.int64) for _ in range(2))
        for row, (window, cue) in enumerate(part):
            inputs[row, : lengths[row]] = states[window[0] - chunk[0] : window[1] - chunk[0]]
            related = relate_to_cue(sheet, window, cue[:2])
            distances[row, : lengths[row]], offsets[row, : lengths[row]] = related
        chances = softmax(network.read_roles(inputs, distances, offsets))
        labels = best_labels(path_scores(chances, [(w, c[:2]) for w, c in part]), lengths)
        for row, (window, cue) in enumerate(part):
            count = lengths[row]
            kept = chances[row, cue[0] - window[0] : cue[1] - window[0], CUE].mean()
            yield Candidate(cue[:2], cue[2], float(kept), window, chances[row, :count], labels[row, :count])


def path_scores(chances: np.ndarray, windows: list[tuple[Span, Span]]) -> np.ndarray:
    """Log-probabilities of the six roles a word can have beside the cue; the cue's own words have none."""
    roles = chances[:, :, :CUE].copy()
    roles[:, :, OUTSIDE] += chances[:, :, CUE]
    scores = np.log(roles + 1e-9)
    for row, (window, cue) in enumerate(windows):
        scores[row, cue[0] - window[0] : cue[1] - window[0], 1:] = -30
        scores[row, cue[0] - window[0] : cue[1] - window[0], OUTSIDE] = 0
    return scores
