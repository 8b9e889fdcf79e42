"""Trained weights -> two int8 ONNX files and the tokenizer."""

import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from datasette_claims.quotes.network import CUE_FILE, ROLE_FILE, TOKENIZER_FILE

from .network import WIDTH, Network, base_folder

OPSET = 17
LARGEST = 127


class SmallTable(nn.Module):
    """The word-piece table as 8-bit integers with one scale a row: half the error of one scale for all."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / LARGEST
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


def trace_cue(network: Network, path: Path) -> None:
    """Write the trunk and the cue branch for a single row without padding."""
    inputs = (torch.randint(1000, 2000, (1, 50)), torch.randint(0, 20, (1, 50)), torch.arange(30)[None])
    axes = {"ids": {1: "pieces"}, "features": {1: "pieces"}, "begins": {1: "words"}}
    axes |= {"states": {1: "words"}, "scores": {1: "words"}}
    names = {"input_names": ["ids", "features", "begins"], "output_names": ["states", "scores"]}
    torch.onnx.export(network.cue, inputs, str(path), dynamic_axes=axes, opset_version=OPSET, dynamo=False, **names)


def trace_role(network: Network, path: Path) -> None:
    """Write the role branch for a padded batch of windows."""
    inputs = (torch.randn(2, 30, WIDTH), torch.randint(1, 20, (2, 30)), torch.randint(0, 20, (2, 30)))
    both = {0: "windows", 1: "words"}
    axes = dict.fromkeys(("states", "distances", "offsets", "scores"), both)
    names = {"input_names": ["states", "distances", "offsets"], "output_names": ["scores"]}
    torch.onnx.export(network.role, inputs, str(path), dynamic_axes=axes, opset_version=OPSET, dynamo=False, **names)


def shrink(path: Path, out: Path) -> None:
    """Store the weights as 8-bit integers."""
    # Without reduce_range sums of 8-bit products overflow on processors that have AVX2 only.
    # onnxruntime's own layer fusion (optimize_model) is left out: with it the cue file takes 6 % longer.
    options = {"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT}
    quantize_dynamic(
        path,
        out,
        op_types_to_quantize=["MatMul"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options=options,
    )


def export_network(weights: Path, out: Path) -> None:
    """Write what `datasette_claims.quotes` loads."""
    warnings.filterwarnings("ignore")
    network = Network()
    network.load_state_dict(torch.load(weights / "weights.pt"))
    network.eval()
    network.cue.pieces = SmallTable(network.cue.pieces.weight)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        for trace, name in ((trace_cue, CUE_FILE), (trace_role, ROLE_FILE)):
            trace(network, Path(folder) / name)
            shrink(Path(folder) / name, out / name)
    shutil.copy(base_folder() / "tokenizer.json", out / TOKENIZER_FILE)
    for path in sorted(out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")
