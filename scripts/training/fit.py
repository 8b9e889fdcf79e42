"""The training loop: AdamW, linear decay, averaged weights, checkpoints one can resume from."""

import itertools
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from datasette_claims.quotes.encoding import MASK, SEP, WordPieces
from datasette_claims.quotes.lexicon import read_words

from .examples import (
    CUE_BEGIN,
    IGNORED,
    Chunk,
    GoldArticle,
    Window,
    draw_batches,
    encode_batch,
    encode_windows,
    group_windows,
    make_window,
    read_gold,
)
from .large import build_large
from .lessons import Lessons, cross_entropy, cue_targets, load_lessons, role_targets, taught_cues, write_lessons
from .network import Network, base_folder, build_network

BATCH_PIECES = 1900
WARM_UP = 60
HEAD_FACTOR = 5.0
DECAY = 0.01
AVERAGE = 0.996  # of the running average of the weights: about the last 250 steps
DROPOUT = 0.1  # at two places only: dropout in every layer halves the speed on a CPU
MASKED_PIECES = 0.08
CUE_WEIGHTS = (1.0, 1.5, 1.2)
CUE_SHARE = 6.0
JITTER = 0.15  # cues whose edge is moved by one word: at run time edges are not always right either
KEEP_ATTITUDE = 0.6  # of the windows of wants, hopes, supports...: reported speech is what counts
WRONG_CUE = 0.2  # a word the network takes for a cue with this probability, and is not one, becomes a negative
WRONG_CUE_LIMIT = 8  # a batch
CHECKPOINT_STEPS = 100
LOG_STEPS = 20


def load_articles(files: Iterable[Path], without: Path | None) -> list[GoldArticle]:
    """The articles of the files but those left out."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    left_out = set(without.read_text(encoding="utf-8").split()) if without else set()
    word_pieces, speech = WordPieces(tokenizer), read_words("speech_cues")
    articles = [article for file in files for article in read_gold(file, word_pieces, speech)]
    return [article for article in articles if article.id not in left_out]


def make_optimizer(network: Network, rate: float) -> torch.optim.AdamW:
    """Higher rates for what begins from nothing, weight decay for matrices only."""
    heads = [network.cue.out, network.role.out, network.cue.features, network.role.distances, network.role.offsets]
    new = {id(weight) for head in heads for weight in head.parameters()}
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    groups = [
        {"params": [w for w in trained if id(w) not in new and w.dim() > 1], "lr": rate, "weight_decay": DECAY},
        {"params": [w for w in trained if id(w) not in new and w.dim() == 1], "lr": rate, "weight_decay": 0.0},
        {"params": [w for w in trained if id(w) in new], "lr": rate * HEAD_FACTOR, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def wrong_cues(batch: list[Chunk], labels: np.ndarray, scores: Tensor) -> list[Window]:
    """Windows round words that the network takes for a cue though they are none."""
    chance = torch.softmax(scores.detach(), -1)[:, :, CUE_BEGIN].numpy()
    found = [(chance[row, k], row, k) for row, k in np.argwhere((chance > WRONG_CUE) & (labels == 0))]
    windows = []
    for _, row, k in sorted(found, reverse=True)[:WRONG_CUE_LIMIT]:
        first = batch[row].words[0] + int(k)
        windows.append(make_window(int(row), batch[row], (first, first + 1), None))
    return windows


def right_cues(batch: list[Chunk], rng: random.Random) -> list[Window]:
    """Windows round the annotated cues of a batch."""
    windows = []
    for row, chunk in enumerate(batch):
        for truth in chunk.article.attributions:
            first, last = truth.cue[0], min(truth.cue[1], chunk.words[1])
            if not chunk.words[0] <= first < chunk.words[1] or chunk.article.labels[first] == IGNORED:
                continue
            if not truth.is_speech and rng.random() > KEEP_ATTITUDE:
                continue
            if rng.random() < JITTER:
                last = max(first + 1, last - 1) if rng.random() < 0.5 else min(chunk.words[1], last + 1)
            windows.append(make_window(row, chunk, (first, last), truth))
    return windows


def batch_loss(network: Network, batch: list[Chunk], rng: random.Random, lessons: Lessons) -> tuple[Tensor, Tensor]:
    """The cue loss and the role loss of a batch."""
    ids, features, begins, lengths, labels = encode_batch(batch)
    pieces = torch.from_numpy(ids)
    hidden = (torch.rand(pieces.shape) < MASKED_PIECES) & (pieces > SEP + 1)
    pieces = pieces.masked_fill(hidden, MASK)
    arrays = (torch.from_numpy(array) for array in (features, begins, lengths))
    states, scores = network.cue(pieces, *arrays, dropout=DROPOUT)
    cue_loss, weight = cross_entropy(scores, cue_targets(batch, labels, lessons), torch.tensor(CUE_WEIGHTS))
    windows = right_cues(batch, rng) + wrong_cues(batch, labels, scores) + taught_cues(batch, lessons)
    role_loss, total = torch.zeros(()), sum(window.words[1] - window.words[0] for window in windows)
    for group in group_windows(windows) if windows else ():
        *arrays, roles = encode_windows(group)
        rows, at, distances, offsets = map(torch.from_numpy, arrays)
        role_scores = network.role(states[rows[:, None], at], distances, offsets)
        role_loss = role_loss + cross_entropy(role_scores, role_targets(group, roles, lessons))[0] / total
    return cue_loss / weight, role_loss


def rate_factor(step: int, steps: int, last: float) -> float:
    """Warm-up, then a straight line down to `last`, a share of the highest rate."""
    return min(1.0, (step + 1) / WARM_UP) * (1 - (1 - last) * step / steps)


@dataclass
class Progress:
    """What a checkpoint holds, and a resumed run goes on with."""

    network: Network
    optimizer: torch.optim.AdamW
    average: dict[str, Tensor]
    step: int = 0

    def load(self, path: Path, seed: int) -> None:
        """Go on from a checkpoint if there is one."""
        if not path.exists():
            return
        state = torch.load(path)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]
        torch.manual_seed(seed + self.step)

    def save(self, path: Path) -> None:
        """Write a checkpoint whole or not at all."""
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}
        torch.save(state | {"average": self.average, "step": self.step}, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def take_step(self, loss: Tensor) -> None:
        """Follow the gradient, and let the average follow the weights."""
        loss.backward()
        trained = {name: weight for name, weight in self.network.named_parameters() if weight.requires_grad}
        torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        kept = min(AVERAGE, (self.step + 1) / (self.step + 10))
        weights = [weight.detach() for weight in trained.values()]
        torch._foreach_lerp_([self.average[name] for name in trained], weights, 1 - kept)


class Log:
    """Prints smoothed losses and the time that is left."""

    def __init__(self, first: int, steps: int) -> None:
        self.first, self.steps, self.began = first, steps, time.monotonic()
        self.means = [0.0, 0.0]

    def add(self, step: int, losses: tuple[Tensor, Tensor]) -> None:
        self.means = [0.98 * mean + 0.02 * loss.item() for mean, loss in zip(self.means, losses, strict=True)]
        if step % LOG_STEPS:
            return
        cue, role = (mean / (1 - 0.98 ** (step - self.first)) for mean in self.means)
        spent = (time.monotonic() - self.began) / 60
        left = spent / (step - self.first) * (self.steps - step)
        print(f"step {step}/{self.steps} cue {cue:.4f} role {role:.4f} {spent:.1f} min, {left:.1f} left", flush=True)


def endless_batches(articles: list[GoldArticle], seed: int) -> Iterator[list[Chunk]]:
    """Epoch after epoch, each cut and shuffled anew."""
    epoch = 0
    while True:
        yield from draw_batches(articles, seed * 1000 + epoch, BATCH_PIECES)
        epoch += 1


def average_weights(first: Path, second: Path, share: float, out: Path) -> None:
    """Mix the weights of two stages of one run; the mix is often better than either."""
    ours, theirs = (torch.load(folder / "weights.pt") for folder in (first, second))
    out.mkdir(parents=True, exist_ok=True)
    torch.save({name: torch.lerp(ours[name], theirs[name], share) for name in ours}, out / "weights.pt")


def teach(texts: list[Path], weights: Path, large: Path | None, out: Path, threads: int) -> None:
    """Write what the network in `weights` says of the articles in `texts`."""
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    network = build_large(large) if large else build_network()
    network.load_state_dict(torch.load(weights / "weights.pt"))
    write_lessons(network, load_articles(texts, None), BATCH_PIECES, out)


def fit_network(
    gold: list[Path],
    out: Path,
    without: Path | None,
    epochs: float,
    seed: int,
    threads: int,
    begin: Path | None,
    rate: float,
    last: float,
    large: Path | None,
    lessons: list[Path],
) -> None:
    """Train, and leave the averaged weights in `out`/weights.pt."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    out.mkdir(parents=True, exist_ok=True)
    articles, taught = load_articles(gold, without), load_lessons(lessons)
    network = build_large(large) if large else build_network()
    if begin:
        network.load_state_dict(torch.load(begin / "weights.pt"))
    average = {name: value.clone() for name, value in network.state_dict().items()}
    progress = Progress(network, make_optimizer(network, rate), average)
    rates = [group["lr"] for group in progress.optimizer.param_groups]
    progress.load(out / "checkpoint.pt", seed)
    steps = round(epochs * len(draw_batches(articles, seed * 1000, BATCH_PIECES)))
    print(f"{len(articles)} articles, {steps} steps", flush=True)
    log = Log(progress.step, steps)
    for batch in itertools.islice(endless_batches(articles, seed), progress.step, steps):
        for group, highest in zip(progress.optimizer.param_groups, rates, strict=True):
            group["lr"] = highest * rate_factor(progress.step, steps, last)
        losses = batch_loss(network, batch, random.Random(seed * 10**6 + progress.step), taught)
        progress.take_step(CUE_SHARE * losses[0] + losses[1])
        log.add(progress.step, losses)
        if progress.step % CHECKPOINT_STEPS == 0:
            progress.save(out / "checkpoint.pt")
    torch.save(progress.average, out / "weights.pt")
    print(f"wrote {out / 'weights.pt'}", flush=True)
