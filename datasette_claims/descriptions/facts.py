"""What is known about a dataset before it is described: its title, its files and their columns, its database."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import ClaimsError
from ..schema import SCHEMA_PATH, Column, read_schema
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


def read_dataset(root: Path, database: Path, folder: str = "data", version: str | None = None) -> Dataset:
    """The dataset in a checkout or release: metadata.yml, the CSV files of its folder, and the built database."""
    import sqlite3

    import yaml

    from .. import __version__

    root = root.resolve()
    path = root / "metadata.yml"
    metadata = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    missing = {"title", "description", "license", "license_url"} - (metadata or {}).keys()
    if missing:
        raise ClaimsError(f"{path} lacks {', '.join(sorted(missing))}; write them in, they head every description of the dataset.")
    paths = [root / folder / f"{table}.csv" for table in read_schema()]
    files = [read_file(root, path) for path in paths if path.is_file()]
    if not any(file.table == "stance_labels" for file in files) and LABELS_PATH.is_relative_to(root):
        files.append(read_file(root, LABELS_PATH))
    connection = sqlite3.connect(database)
    released = connection.execute("select max(finished) from runs").fetchone()[0]
    connection.close()
    return Dataset(metadata, tuple(files), database, version or __version__, released)


def read_file(root: Path, path: Path) -> DataFile:
    content = path.read_bytes()
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file), [])
    declared = {column.name: column for column in read_schema()[path.stem].columns}
    columns = tuple(declared.get(name) or Column(name, "text", "") for name in header)
    return DataFile(path.stem, path.relative_to(root).as_posix(), columns, len(content), hashlib.sha256(content).hexdigest())


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


