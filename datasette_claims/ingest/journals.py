"""Journals: which input a worker is at, written down before it begins, so that one that crashes it is known."""

from __future__ import annotations

import os
import uuid
from collections import Counter
from pathlib import Path

from ..articles.refusals import Refused
from .workers import CRASHED, TRIES


class Journal:
    """The journal of one attempt at a part, beside those of the attempts that died.

    An input at which a worker died twice is set aside; the first death may have come from outside.
    """

    def __init__(self, folder: Path, name: str):
        self.pattern = f"{name}.*.doing"
        self.deaths = Counter(filter(None, map(read_last, folder.glob(self.pattern))))
        self.path = folder / self.pattern.replace("*", uuid.uuid4().hex)

    def enter(self, source: str) -> None:
        """Notes that an input is next; Refused where workers died of it."""
        name = source.encode("utf-8", "replace").decode().replace("\n", " ")
        if self.deaths[name] >= TRIES:
            raise Refused(CRASHED)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())  # another machine must see it when this one is gone

    def close(self) -> None:
        """Forgets all attempts, because one of them succeeded."""
        for path in self.path.parent.glob(self.pattern):
            path.unlink(missing_ok=True)


def read_last(path: Path) -> str:
    """The input at which an attempt ended."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    return lines[-1] if lines else ""
