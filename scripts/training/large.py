"""A larger network of the same form on MPNet: too slow and too big to ship, it teaches the small one."""

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from datasette_claims.quotes.encoding import DISTANCES, FEATURES, MASK, SENTENCE_OFFSETS

from .network import BRANCH_LAYERS, CUE_LABELS, HEADS, ROLE_LABELS, Layer, attend, begin_with, hide_padding

WIDTH, VOCABULARY, POSITIONS = 768, 30527, 514
TRUNK_LAYERS = 10
FROZEN_LAYERS = 4  # of the trunk: a third of the time and of the memory, and 756 articles do not fill them
BUCKETS, FARTHEST = 32, 128  # of distances between two words, as T5 and MPNet count them
FIRST_POSITION = 2
# BERT's ids of padding, [CLS], [SEP] and [UNK] and MPNet's; all other word pieces are the same, four places on.
SPECIAL_IDS = {0: 1, 101: 0, 102: 2, 100: 3, MASK: 30526}


class LargeLayer(Layer):
    """One layer of MPNet: what it adds to the attention's scores depends on the distance of two words."""

    EPSILON = 1e-5
    NAMES = Layer.NAMES | {
        "qkv": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
        "merge": ("attention.attn.o",),
        "norm1": ("attention.LayerNorm",),
    }

    def __init__(self) -> None:
        super().__init__(WIDTH)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is what `make_mask` returns."""
        return self.finish(x, attend(self.qkv(x), mask))


def bucket_distances(length: int) -> Tensor:
    """The bucket of the distance of any two of `length` positions: one each for the near ones, wider ones farther off."""
    at = torch.arange(length)
    distance = at[:, None] - at[None, :]
    half = BUCKETS // 2
    exact = half // 2
    wide = torch.log(distance.abs().clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)
    bucket = torch.where(distance.abs() < exact, distance.abs(), (exact + wide.long()).clamp(max=half - 1))
    return bucket + (distance < 0) * half


def make_mask(bias: Tensor, keep: Tensor | None, length: int) -> Tensor:
    """What is added to the attention's scores of each head: by distance, and so that padding does not count."""
    mask = F.embedding(bucket_distances(length), bias).permute(2, 0, 1)[None]
    return mask if keep is None else mask + hide_padding(keep)


def translate_ids(ids: Tensor) -> Tensor:
    """BERT's ids -> MPNet's of the same word pieces."""
    theirs = ids + 4
    for ours, own in SPECIAL_IDS.items():
        theirs = theirs.masked_fill(ids == ours, own)
    return theirs


class LargeCueNetwork(nn.Module):
    """The same arrays in and out as CueNetwork's, but for wider states."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=LargeLayer.EPSILON)
        self.bias = nn.Parameter(torch.zeros(BUCKETS, HEADS))
        self.trunk = nn.ModuleList(LargeLayer() for _ in range(TRUNK_LAYERS))
        self.branch = nn.ModuleList(LargeLayer() for _ in range(BRANCH_LAYERS))
        self.out = nn.Linear(WIDTH, CUE_LABELS)

    def forward(
        self, ids: Tensor, features: Tensor, begins: Tensor, lengths: Tensor, dropout: float = 0.0
    ) -> tuple[Tensor, Tensor]:
        """`lengths` counts the words of each row."""
        length = ids.shape[1]
        mask = make_mask(self.bias, ids != 0, length)
        with torch.no_grad():
            positions = self.positions(torch.arange(FIRST_POSITION, FIRST_POSITION + length))
            x = self.norm(self.pieces(translate_ids(ids)) + positions)
            for layer in self.trunk[:FROZEN_LAYERS]:
                x = layer(x, mask)
        x = x + self.features(features)
        if dropout:
            x = F.dropout(x, dropout)
        for layer in self.trunk[FROZEN_LAYERS:]:
            x = layer(x, mask)
        states = torch.gather(x, 1, begins[:, :, None].expand(-1, -1, WIDTH))
        if dropout:
            states = F.dropout(states, dropout)
        keep = torch.arange(begins.shape[1])[None] < lengths[:, None]
        y, mask = states, make_mask(self.bias, keep, begins.shape[1])
        for layer in self.branch:
            y = layer(y, mask)
        return states, self.out(y)


class LargeRoleNetwork(nn.Module):
    """The same arrays in and out as RoleNetwork's, but for wider states."""

    def __init__(self) -> None:
        super().__init__()
        self.distances = nn.Embedding(DISTANCES, WIDTH)
        self.offsets = nn.Embedding(SENTENCE_OFFSETS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=LargeLayer.EPSILON)
        self.bias = nn.Parameter(torch.zeros(BUCKETS, HEADS))
        self.layers = nn.ModuleList(LargeLayer() for _ in range(BRANCH_LAYERS))
        self.out = nn.Linear(WIDTH, ROLE_LABELS)

    def forward(self, states: Tensor, distances: Tensor, offsets: Tensor) -> Tensor:
        """A distance of 0 marks padding."""
        mask = make_mask(self.bias, distances != 0, states.shape[1])
        x = self.norm(states + self.distances(distances) + self.offsets(offsets))
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(x)


class LargeNetwork(nn.Module):
    """Both branches, saved and averaged together."""

    def __init__(self) -> None:
        super().__init__()
        self.cue = LargeCueNetwork()
        self.role = LargeRoleNetwork()


def build_large(folder: Path) -> LargeNetwork:
    """A network that begins with MPNet's weights in `folder`."""
    base = load_file(folder / "model.safetensors")
    network = LargeNetwork()
    begin_with(network, base, (0.02, 0.02))
    cue = network.cue
    for part in (cue, network.role):
        part.bias.data = base["encoder.relative_attention_bias.weight"].clone()
    for part in (cue.pieces, cue.positions, cue.norm, *cue.trunk[:FROZEN_LAYERS]):
        for weight in part.parameters():
            weight.requires_grad_(False)
    cue.bias.requires_grad_(False)
    return network
