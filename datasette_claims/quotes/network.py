"""The two ONNX files, run by onnxruntime; the `ingest` extra brings what they need."""

from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np

from .attribution import EngineMissing
from .encoding import WordPieces

CUE_FILE, ROLE_FILE, TOKENIZER_FILE = "attribution_cue.onnx", "attribution_role.onnx", "attribution_tokenizer.json"

# onnxruntime's fused node for adding and normalising takes seven times as long as the two apart: without it the
# cue file is 1.06 and the role file 1.17 times as fast.
SLOW_FUSIONS = ["SkipLayerNormFusion"]


class Network(Protocol):
    """What decoding needs of a trained network; arrays in, arrays out."""

    def read_cues(self, ids: np.ndarray, features: np.ndarray, begins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """States and O-B-I scores of the words of one chunk."""

    def read_roles(self, states: np.ndarray, distances: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """Role scores of the words of some windows."""


class OnnxNetwork:
    """The shipped weights."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = True
        self.cue, self.role = (
            onnxruntime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
            )
            for name in (CUE_FILE, ROLE_FILE)
        )

    def read_cues(self, ids: np.ndarray, features: np.ndarray, begins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        states, scores = self.cue.run(None, {"ids": ids, "features": features, "begins": begins})
        return states, scores

    def read_roles(self, states: np.ndarray, distances: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        return self.role.run(None, {"states": states, "distances": distances, "offsets": offsets})[0]


def models_folder() -> Path:
    """Where the weights lie in the installed package."""
    return Path(str(files("datasette_claims").joinpath("models")))


def load_network(folder: Path | None = None, threads: int = 1) -> tuple[OnnxNetwork, WordPieces]:
    """The network and its word pieces; EngineMissing says what to install."""
    folder = folder or models_folder()
    try:
        import onnxruntime  # noqa: F401
        from tokenizers import Tokenizer
    except ImportError as error:
        raise EngineMissing(
            f"Finding quotes needs {error.name}: pip install 'datasette-claims[ingest]'"
        ) from error
    missing = [name for name in (CUE_FILE, ROLE_FILE, TOKENIZER_FILE) if not (folder / name).is_file()]
    if missing:
        raise EngineMissing(f"{folder / missing[0]} is missing: reinstall datasette-claims, or name a folder with weights")
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return OnnxNetwork(folder, threads), WordPieces(tokenizer)
