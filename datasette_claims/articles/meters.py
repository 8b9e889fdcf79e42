"""How far through its inputs a run is, in bytes of the files given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .folders import list_files


class Meter:
    """Counts the bytes read of some sources; of addresses and standard input nobody knows the end."""

    def __init__(self, sources: Iterable[str] = ()):
        sizes = [measure_source(source) for source in sources]
        self.total = sum(size or 0 for size in sizes) if None not in sizes else None
        self.done = 0

    @property
    def share(self) -> float | None:
        """How much of it is read, from 0 to 1; None where the end is not known."""
        return min(1.0, self.done / self.total) if self.total else None

    @contextmanager
    def count(self, file: BinaryIO) -> Iterator[BinaryIO]:
        """The file, whose bytes are counted as they are read; what is left of it counts when it is closed."""
        size, before = os.fstat(file.fileno()).st_size, self.done
        try:
            yield CountedFile(file, self)  # type: ignore[misc]
        finally:
            self.done = before + size


class CountedFile:
    """A file that tells a meter what is read of it."""

    def __init__(self, file: BinaryIO, meter: Meter):
        self.file, self.meter = file, meter

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.meter.done += len(chunk)
        return chunk


def measure_source(source: str) -> int | None:
    """Bytes of a file or of the files in a folder that are read; None for an address and standard input."""
    if source == "-" or source.startswith(("http://", "https://")):
        return None
    try:
        return sum(measure_file(path) for path in list_files(Path(source), [])) if os.path.isdir(source) else os.stat(source).st_size
    except (OSError, ValueError):
        return 0  # the reader says what is wrong with it


def measure_file(path: Path) -> int:
    return 0 if path.is_symlink() else path.stat().st_size
