"""Splits sources into parts that several machines read side by side: files of a folder, records of a web archive."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from .desks import Desk, Enter, Place, guard, pass_by
from .drafts import Reading
from .fetching import Fetcher
from .folders import list_files
from .refusals import Refusal, Refused
from .sources import LISTS, read_articles, read_member, read_stream
from .streams import GZIP, Kind, Stream, find_kind, find_suffix

FILES = 25  # of a part; about a quarter of a minute of one core
READINGS = 25
RECORDS = 200  # of an archive, of which a third to all are pages
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the inputs. What only this machine can read, such as an address, is read already."""

    paths: tuple[str, ...] = ()
    start: int | None = None  # bytes of the one file, at the beginning of a record
    end: int | None = None
    readings: tuple[Reading | Refusal, ...] = ()

    @property
    def key(self) -> str:
        """Says which inputs these are, in which state; the same for the same inputs."""
        facts = [f"{path} {os.stat(path).st_size} {os.stat(path).st_mtime_ns}" for path in self.paths if os.path.exists(path)]
        facts += [f"{self.start} {self.end}"]
        facts += [f"{r.source} {r.article.id} {r.article.text_hash}" if isinstance(r, Reading) else str(r) for r in self.readings]
        return hashlib.sha256("\n".join(facts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def size(self) -> int:
        """Bytes of its files."""
        if self.start is not None and self.end is not None:
            return self.end - self.start
        return sum(os.path.getsize(path) for path in self.paths if os.path.isfile(path))


def split_sources(sources: Iterable[str], *, url: str | None = None, offline: bool = False, retrieved: str | None = None) -> Iterator[Part]:
    """The parts of all sources in their order; together they give what `read_articles` gives."""
    fetcher = Fetcher()
    for source in sources:
        path = Path(source)
        if os.path.isdir(source):
            yield from split_folder(path, Desk(None if offline else fetcher, retrieved))
        elif find_file_kind(path) is Kind.WARC:
            yield from split_archive(path)
        else:
            yield from gather(read_articles(source, url=url, fetcher=fetcher, offline=offline, retrieved=retrieved))


def split_folder(folder: Path, desk: Desk) -> Iterator[Part]:
    failures: list[OSError] = []
    paths = list_files(folder, failures)
    yield from gather(Refusal(str(error.filename), f"it could not be read: {error.strerror}") for error in failures)
    waiting: list[str] = []
    for path in paths:
        kind = find_file_kind(path)
        if kind not in LISTS:
            waiting.append(str(path))
            if len(waiting) < FILES:
                continue
        if waiting:
            yield Part(tuple(waiting))
            waiting = []
        if kind is Kind.WARC:
            yield from split_archive(path)
        elif kind in LISTS:
            yield from gather(read_member(path, desk))
    if waiting:
        yield Part(tuple(waiting))
    if not paths and not failures:
        yield Part(readings=(Refusal(str(folder), "the folder has no files"),))


def gather(readings: Iterable[Reading | Refusal]) -> Iterator[Part]:
    """What is read here, in parts."""
    found = iter(readings)
    while batch := tuple(islice(found, READINGS)):
        yield Part(readings=batch)


def find_file_kind(path: Path) -> Kind | None:
    """What a file is; None for what cannot be read, of which the reader says why."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return find_kind(Stream(file).head, find_suffix(path))
    except (OSError, ValueError, Refused):
        return None


def split_archive(path: Path) -> Iterator[Part]:
    """Stretches of whole records; an archive packed as one piece is one part."""
    with path.open("rb") as file:
        is_packed = file.read(2) == GZIP
        file.seek(0)
        starts = list_members(file) if is_packed else list_records(file)
        bounds = [start for n, start in enumerate(starts) if n % RECORDS == 0]
    size = path.stat().st_size
    for start, end in zip(bounds, [*bounds[1:], size]):
        yield Part((str(path),), start, end)


def list_members(file: BinaryIO) -> Iterator[int]:
    """Where the gzip members of a file begin, which in an archive are its records; ends where the data is broken."""
    place, waiting = 0, b""
    while waiting or (waiting := file.read(CHUNK)):
        if not waiting.startswith(GZIP[: len(waiting)]):
            return
        yield place
        member = zlib.decompressobj(31)
        try:
            while not member.eof:
                if not (waiting or (waiting := file.read(CHUNK))):
                    return
                member.decompress(waiting)
                place += len(waiting) - len(member.unused_data)
                waiting = member.unused_data
        except zlib.error:
            return


def list_records(file: BinaryIO) -> Iterator[int]:
    """Where the records of an unpacked archive begin; ends where a head is broken."""
    while True:
        place = file.tell()
        if not file.readline(CHUNK).startswith(b"WARC/"):
            return
        yield place
        length = None
        while (line := file.readline(CHUNK)) not in (b"\r\n", b"\n", b""):
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length" and value.strip().isdigit():
                length = int(value)
        if length is None:
            return
        file.seek(length, os.SEEK_CUR)
        while (end := file.read(1)) in (b"\r", b"\n"):
            pass
        if end:
            file.seek(-1, os.SEEK_CUR)


def read_part(part: Part, *, retrieved: str | None = None, enter: Enter = pass_by) -> Iterator[Reading | Refusal]:
    """The articles of a part, read on the machine that asks; `enter` hears of each input before it is read."""
    desk = Desk(None, retrieved, enter=enter)
    for item in part.readings:
        yield from guard(let_in(item, enter), item.source)
    if part.start is not None:
        yield from guard(read_stretch(part, desk), part.paths[0])
        return
    for path in part.paths:
        yield from read_member(Path(path), desk)


def let_in(item: Reading | Refusal, enter: Enter) -> Iterator[Reading | Refusal]:
    enter(item.source)
    yield item


def read_stretch(part: Part, desk: Desk) -> Iterator[Reading | Refusal]:
    path, start, end = Path(part.paths[0]), part.start or 0, part.end or 0
    with path.open("rb") as file:
        file.seek(start)
        yield from read_stream(Stretch(file, end - start), Place(str(path), suffix=find_suffix(path)), desk)  # type: ignore[arg-type]


class Stretch:
    """So many bytes of a file."""

    def __init__(self, file: BinaryIO, left: int):
        self.file, self.left = file, left

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(chunk)
        return chunk
