"""What is known about a dataset before it is described: its title, its files and their columns, its database."""

from __future__ import annotations

import csv
import hashlib
import re
import sqlite3
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import ClaimsError
from ..schema import SCHEMA_PATH, Column, Table, read_schema
from ..store import LABELS_PATH

ALLOWED = re.compile(r"check \((\w+) in \(([^)]*)\)")
DEFAULT = re.compile(r"^\s*(\w+) \w+ not null default ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class DataFile:
    """One CSV file of a table: where it is, and its columns in the order of its header."""

    table: str
    path: str
    columns: tuple[Column, ...]
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset as described by its hand-written metadata and its files."""

    metadata: dict[str, Any]
    files: tuple[DataFile, ...]
    database: Path
    version: str
    released: str | None

    @property
    def title(self) -> str:
        return self.metadata["title"]

    @property
    def description(self) -> str:
        return self.metadata["description"]


def read_dataset(root: Path, database: Path, folder: Path | None = None, version: str | None = None, released: str | None = None) -> Dataset:
    """The dataset below `root`: metadata.yml, the CSV files of its data/ or of `folder`, and the built database."""
    from .. import __version__

    root = root.resolve()
    connection = sqlite3.connect(database)
    finished = connection.execute("select max(finished) from runs").fetchone()[0]
    base = root if folder is None else folder.resolve().parent
    paths = [(folder or root / "data").resolve() / f"{table}.csv" for table in read_schema()]
    files = [read_file(base, path, list_types(connection, read_schema()[path.stem])) for path in paths if path.is_file()]
    connection.close()
    # The checkout's own copy, also where the package is installed elsewhere (or below the checkout, in an environment).
    labels = root / "datasette_claims" / "words" / LABELS_PATH.name
    if folder is None and labels.is_file():
        files.append(read_file(root, labels, {}))
    return Dataset(read_metadata(root), tuple(files), database, version or __version__, released or finished)


def read_metadata(root: Path) -> dict[str, Any]:
    """Title, description and licence as written by hand in metadata.yml."""
    import yaml

    path = root / "metadata.yml"
    try:
        metadata = (yaml.safe_load(path.read_bytes()) if path.is_file() else None) or {}
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "nested too deep"
        raise ClaimsError(f"{path}{where} is not valid YAML ({reason}); check colons, indentation and quotation marks.") from error
    if not isinstance(metadata, dict):
        raise ClaimsError(f"{path} is not a list of names with their values; begin its lines with title:, description:, license: and license_url:.")
    missing = {"title", "description", "license", "license_url"} - metadata.keys()
    if missing:
        raise ClaimsError(f"{path} lacks {', '.join(sorted(missing))}; write them in, they head every description of the dataset.")
    return metadata


def read_file(root: Path, path: Path, types: dict[str, str]) -> DataFile:
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while piece := content.read(1 << 20):
            digest.update(piece)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file), [])
    declared = {column.name: column for column in read_schema()[path.stem].columns}
    columns = tuple(declared.get(name) or Column(name, "text", "") for name in header)
    columns = tuple(column if column.type else replace(column, type=types[column.name]) for column in columns)
    return DataFile(path.stem, path.relative_to(root).as_posix(), columns, path.stat().st_size, digest.hexdigest())


@cache
def read_rules() -> dict[tuple[str, str], tuple[str, ...] | None]:
    """Allowed words of a column, and None for a column that may be left empty because the schema fills it."""
    rules: dict[tuple[str, str], tuple[str, ...] | None] = {}
    for statement in re.split(r"(?m)^create table ", SCHEMA_PATH.read_text(encoding="utf-8"))[1:]:
        table, body = statement.split(" ", 1)
        body = body.split("\n);", 1)[0]
        for name, words in ALLOWED.findall(body):
            rules[table, name] = tuple(word.strip().strip("'") for word in words.split(","))
        for name in DEFAULT.findall(body):
            rules.setdefault((table, f"{name} default"), None)
    return rules


def list_allowed(table: str, column: Column) -> tuple[str, ...]:
    return read_rules().get((table, column.name)) or ()


def is_filled(table: str, column: Column) -> bool:
    """Whether every row of the CSV file holds a value."""
    return column.is_required and (table, f"{column.name} default") not in read_rules()


def list_types(connection: sqlite3.Connection, table: Table) -> dict[str, str]:
    """The type of every column: as declared, and for a view as found in its rows."""
    if table.kind == "table":
        return {column.name: column.type for column in table.columns}
    tests = ", ".join(f"max(typeof({c.name}) = 'text'), max(typeof({c.name}) = 'real'), max(typeof({c.name}) = 'integer')" for c in table.columns)
    found = connection.execute(f"select {tests} from {table.name}").fetchone()
    triples = [found[i : i + 3] for i in range(0, len(found), 3)]
    return {
        column.name: "text" if is_text else "real" if is_real else "integer" if is_integer else "text"
        for column, (is_text, is_real, is_integer) in zip(table.columns, triples, strict=True)
    }
