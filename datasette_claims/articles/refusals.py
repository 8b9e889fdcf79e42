"""Why an input was not read, and what is missing when nothing can be."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from types import ModuleType

from ..errors import ClaimsError, MissingPart


class MissingLibrary(MissingPart):
    """A library of the ingest extra is not installed; no further input could be read either."""


class Refused(ClaimsError):
    """Why one input was not read."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One input that gave no article: where it stands and the reason in one sentence."""

    source: str
    reason: str

    def __str__(self) -> str:
        """One line for the terminal, also when a file's name holds line breaks or is no valid Unicode."""
        line = " ".join(f"{self.source}: {self.reason}".split())
        return line.encode("utf-8", "replace").decode()


def require_library(name: str) -> ModuleType:
    """A library of the ingest extra, imported when the first input needs it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingLibrary(
            f"Reading this needs the library {name} ({error}): pip install 'datasette-claims[ingest]'"
        ) from error
