"""Int8 ONNX files -> weights that training can go on from, where nobody kept those they were made from."""

from pathlib import Path

import onnx
import torch
from onnx import ModelProto, numpy_helper
from torch import Tensor

from datasette_claims.quotes.network import CUE_FILE, ROLE_FILE

from .network import Network

QUANTISED, PRODUCT = "_quantized", "/MatMul_output_0_output_quantized"
TABLE_ROWS, TABLE_SCALE, TABLE = "pieces.rows", "pieces.scale", "pieces.weight"


def restore_weights(model: ModelProto) -> dict[str, Tensor]:
    """The parameters of one file by their names in the network; each is off by half a step of its scale at most."""
    kept = {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in model.graph.initializer}
    weights = {}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            stem = node.input[1].removesuffix(QUANTISED)
            steps = kept[node.input[1]].float() - kept[node.input[3]].float()
            name = node.output[0].removesuffix(PRODUCT).strip("/").replace("/", ".")
            weights[f"{name}.weight"] = (steps * kept[f"{stem}_scale"]).T.contiguous()
    if TABLE_ROWS in kept:
        weights[TABLE] = kept[TABLE_ROWS].float() * kept[TABLE_SCALE]
    return weights | {name: value for name, value in kept.items() if name.endswith((".weight", ".bias"))}


def restore_network(folder: Path, out: Path) -> None:
    """Write `out`/weights.pt from the ONNX files in `folder`."""
    network = Network()
    for branch, name in ((network.cue, CUE_FILE), (network.role, ROLE_FILE)):
        branch.load_state_dict(restore_weights(onnx.load(folder / name)))
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "weights.pt")
    print(f"wrote {out / 'weights.pt'}")
