"""Shards: coded articles in Parquet files, one row an article with everything it adds, until they are loaded.

A shard holds the texts of its articles: like the file of texts beside a database it is for the desk, not for publishing.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from ..articles import Reading, Refusal
from ..errors import ClaimsError, MissingPart
from ..records import Actor, ActorName, Article, Claim, Coding, Publisher, Quote, Relay, Run, Stance, Topic
from .workers import Coded

ROWS = 64  # read at a time
ONE = {"article": Article, "publisher": Publisher}
MANY = {"actors": Actor, "actor_names": ActorName, "topics": Topic, "claims": Claim, "quotes": Quote, "relays": Relay, "stances": Stance}
RUN = b"claims.run"


def require_parquet() -> ModuleType:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPart(f"Shards need {error.name}: pip install 'datasette-claims[cluster]'") from error
    return pyarrow


@cache
def make_schema() -> Any:
    """The columns of a shard, made from the records: what became of each input, and the records of its article."""
    arrow = require_parquet()
    types = {"str": arrow.string(), "int": arrow.int64(), "float": arrow.float64()}

    def make_struct(record: type) -> Any:
        return arrow.struct([(f.name, types[str(f.type).removesuffix(" | None")]) for f in fields(record)])

    plain = [(name, arrow.string()) for name in ("source", "refused", "credit")]
    one = [(name, make_struct(record)) for name, record in ONE.items()]
    many = [(name, arrow.list_(make_struct(record))) for name, record in MANY.items()]
    return arrow.schema([*plain, *one, *many])


def write_shard(path: Path, coded: Iterable[Coded], run: Run) -> None:
    """Writes a shard that appears only when whole; of two workers that write the same one, the last one stays."""
    arrow = require_parquet()
    schema = make_schema().with_metadata({RUN: "\n".join((run.id, run.tool, run.finished or "", run.note or "")).encode()})
    table = arrow.Table.from_pylist([describe_row(item, result) for item, result in coded], schema=schema)
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        arrow.parquet.write_table(table, temporary, compression="zstd")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def describe_row(item: Reading | Refusal, result: Coding | Refusal) -> dict[str, Any]:
    if isinstance(result, Refusal):
        return {"source": make_writable(result.source), "refused": make_writable(result.reason)}
    assert isinstance(item, Reading)
    return {"source": make_writable(item.source), "credit": item.credit, **asdict(result)}


def make_writable(words: str) -> str:
    """Names of files need be no valid Unicode; Parquet's strings must."""
    return words.encode("utf-8", "replace").decode()


def read_run(path: Path) -> Run:
    run, tool, finished, note = open_shard(path).schema_arrow.metadata[RUN].decode().split("\n")
    return Run(run, tool, finished or None, note or None)


def read_shard(path: Path) -> Iterator[tuple[Coding, str | None] | Refusal]:
    """The articles of a shard, each with whom its page credits, and the inputs that were refused."""
    for batch in open_shard(path).iter_batches(ROWS):
        for row in batch.to_pylist():
            if row["refused"] is not None:
                yield Refusal(row["source"], row["refused"])
                continue
            one = {name: record(**row[name]) for name, record in ONE.items()}
            many = {name: tuple(record(**values) for values in row[name]) for name, record in MANY.items()}
            yield Coding(**one, **many), row["credit"]


def open_shard(path: Path) -> Any:
    arrow = require_parquet()
    try:
        shard = arrow.parquet.ParquetFile(path)
    except (arrow.ArrowInvalid, OSError) as error:
        raise ClaimsError(f"{path} is no whole Parquet file ({error}); delete it, and run the same “ingest --cluster” again.") from error
    if not shard.schema_arrow.equals(make_schema()) or RUN not in (shard.schema_arrow.metadata or {}):
        raise ClaimsError(f"{path} is no shard of this version of datasette-claims; code its articles again into another folder.")
    return shard


def list_shards(folder: Path) -> list[Path]:
    """The shards of a folder in the order of the inputs."""
    return sorted(folder.glob("*.parquet"))
