"""A database as files to take away: CSV, CSV for Excel, JSON Lines, JSON-LD, Parquet and SQLite, described and with checksums."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from . import jsonld
from .descriptions import describe_package, list_types, read_dataset, read_metadata
from .errors import ClaimsError
from .exports import WRITERS, write_rows
from .records import RECORDS
from .schema import Column, Table, read_schema
from .store import open_database

FOLDERS = {"csv": "csv", "excel": "excel.csv", "jsonl": "jsonl"}  # folder, and the writer that fills it
FORMATS = (*FOLDERS, "jsonld", "parquet", "sqlite")
BATCH = 10_000  # rows a Parquet group: readers skip whole groups, and smaller ones compress worse
FOR_EDITORS = ("review_queue",)  # a view that is no part of the dataset

# What linked data is made from; each statement gives its rows in the order of the key, and holds none of them.
CLAIMS = "select c.*, t.name as topic_name from claims c join topics t on t.id = c.topic where c.review <> 'rejected' order by c.id"
APPEARANCES = """
select ar.*, ar.id as article, p.name as publisher_name, s.label as stance, s.is_counted
from stances s
join quotes q on q.id = s.quote
join articles ar on ar.id = q.article
join publishers p on p.id = ar.publisher
where s.claim = :claim and s.is_counted and s.label in (select value from json_each(:carrying))
group by ar.id
order by ar.published is null, ar.published, ar.reuse in (select value from json_each(:copies)), ar.id
limit :limit
"""
POSITIONS = """
select ps.*, sp.kind as speaker_kind, l.name as stance_name
from positions ps
join stance_labels l on l.id = ps.stance
left join actors sp on sp.id = ps.speaker
order by ps.position
"""
ARTICLES = "select ar.*, p.name as publisher_name from articles ar join publishers p on p.id = ar.publisher order by ar.id"

T = TypeVar("T")
Progress = Callable[[str, int], None]


def export_database(
    database: Path, folder: Path, formats: tuple[str, ...] = FORMATS, metadata: Path | None = None,
    progress: Progress | None = None, version: str | None = None, released: str | None = None, url: str | None = None,
) -> list[Path]:
    """Writes a database in these formats, a row at a time; the files written, the checksums last.

    The same database gives the same bytes. A file takes its name only when it is whole. `metadata` is the
    folder of the metadata.yml with title and licence; without it the files are not described. `url` is the address
    of the database on a site, such as https://claims.example.org/claims: linked data then leads to its pages.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ClaimsError(f"“{', '.join(unknown)}” is no format; choose from {', '.join(FORMATS)}.")
    if "parquet" in formats:
        require_pyarrow()
    folder.mkdir(parents=True, exist_ok=True)
    connection = open_database(database)
    try:
        connection.execute("begin")  # one state of the data in all files
        tables = list_exported()
        files = []
        for name in formats:
            if name == "sqlite":
                continue
            (folder / name).mkdir(exist_ok=True)
            if name == "jsonld":
                licence = read_metadata(metadata)["license_url"] if metadata else None
                files += [write_documents(connection, folder / name, kind, licence, url, progress) for kind in DOCUMENTS]
                continue
            files += [write_file(connection, table, folder / name, name, progress) for table in tables]
        connection.rollback()
        if "sqlite" in formats:
            files.append(copy_database(connection, folder / "claims.db"))
    finally:
        connection.close()
    if "csv" in formats and metadata:
        dataset = read_dataset(metadata, database, folder / "csv", version, released)
        for name, text in describe_package(dataset).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            files.append(folder / name)
    return [*files, write_checksums(folder, files)]


def list_exported() -> list[Table]:
    """What belongs to the dataset: tables of records and views, not the summaries and indexes that the build fills."""
    return [t for t in read_schema().values() if t.name in RECORDS or (t.kind == "view" and t.name not in FOR_EDITORS)]


def write_file(connection: sqlite3.Connection, table: Table, folder: Path, name: str, progress: Progress | None) -> Path:
    """One table or view as one file, in the order of its key."""
    target = folder / f"{table.name}.{'csv' if name == 'excel' else name}"
    temporary = target.with_name(target.name + ".part")
    rows = count_rows(read_rows(connection, table), f"{folder.name}/{table.name}", progress)
    if name == "parquet":
        write_parquet(temporary, table, list_types(connection, table), rows)
    else:
        writer = WRITERS[FOLDERS[name]]([column.name for column in table.columns])
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.writelines(write_rows(writer, rows))
    os.replace(temporary, target)
    return target


def read_rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Rows as they come from the database. A view that is not one row per position is ordered by all of its columns."""
    names = [column.name for column in table.columns]
    columns = ", ".join(names)
    order = ", ".join(table.key) if table.kind == "table" else "position" if "position" in names else columns
    return iter(connection.execute(f"select {columns} from {table.name} order by {order}"))


def count_rows(rows: Iterator[T], name: str, progress: Progress | None) -> Iterator[T]:
    number = 0
    for number, row in enumerate(rows, 1):
        if progress and number % BATCH == 0:
            progress(name, number)
        yield row
    if progress:
        progress(name, number)


def list_claims(connection: sqlite3.Connection, address: jsonld.Address) -> Iterator[dict[str, Any]]:
    asked = {"carrying": json.dumps(jsonld.CARRYING), "copies": json.dumps(jsonld.COPIES), "limit": jsonld.APPEARANCES}
    for claim in read_records(connection, CLAIMS):
        yield jsonld.describe_claim(claim, read_records(connection, APPEARANCES, claim=claim["id"], **asked), address)


def list_quotations(connection: sqlite3.Connection, address: jsonld.Address) -> Iterator[dict[str, Any]]:
    for row in read_records(connection, POSITIONS):
        yield jsonld.describe_quotation(row, address, {**row, "id": row["article"]})


def list_articles(connection: sqlite3.Connection, address: jsonld.Address) -> Iterator[dict[str, Any]]:
    for row in read_records(connection, ARTICLES):
        yield jsonld.describe_article(row, address)


DOCUMENTS = {"claims": list_claims, "quotations": list_quotations, "articles": list_articles}


def read_records(connection: sqlite3.Connection, sql: str, **parameters: Any) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def write_documents(
    connection: sqlite3.Connection, folder: Path, kind: str, licence: str | None, url: str | None, progress: Progress | None
) -> Path:
    """Linked data of one kind, one JSON-LD document a line."""

    def address(page: str, id: str) -> str | None:
        return f"{url.rstrip('/')}/-/{page}" + (f"/{id}" if id else "") if url else None

    target = folder / f"{kind}.jsonl"
    temporary = target.with_name(target.name + ".part")
    records = count_rows(DOCUMENTS[kind](connection, address), f"jsonld/{kind}", progress)
    with temporary.open("w", encoding="utf-8", newline="") as file:
        file.writelines(json.dumps(jsonld.make_document(record, licence), ensure_ascii=False) + "\n" for record in records)
    os.replace(temporary, target)
    return target


def require_pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise ClaimsError("Parquet needs pyarrow; install it with: pip install 'datasette-claims[parquet]', or leave parquet out of --format.") from None
    return pyarrow


def write_parquet(path: Path, table: Table, types: dict[str, str], rows: Iterator[tuple[Any, ...]]) -> None:
    """One Parquet file whose columns carry their meaning."""
    pyarrow = require_pyarrow()
    arrow = {"text": pyarrow.string(), "integer": pyarrow.int64(), "real": pyarrow.float64()}

    def describe(column: Column) -> Any:
        return pyarrow.field(column.name, arrow[types[column.name]], metadata={"description": column.description})

    schema = pyarrow.schema([describe(column) for column in table.columns], metadata={"description": table.description})
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        held: list[tuple[Any, ...]] = []
        for row in rows:
            held.append(row)
            if len(held) == BATCH:
                writer.write_batch(make_batch(pyarrow, schema, held))
                held = []
        if held:
            writer.write_batch(make_batch(pyarrow, schema, held))


def make_batch(pyarrow: Any, schema: Any, rows: list[tuple[Any, ...]]) -> Any:
    return pyarrow.record_batch([pyarrow.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)], schema=schema)


def copy_database(connection: sqlite3.Connection, target: Path) -> Path:
    """The database itself, compacted."""
    temporary = target.with_name(target.name + ".part")
    temporary.unlink(missing_ok=True)
    connection.execute("vacuum into ?", [str(temporary)])
    os.replace(temporary, target)
    return target


def write_checksums(folder: Path, files: list[Path]) -> Path:
    """SHA256SUMS in the form that “sha256sum -c” reads."""
    names = sorted(path.relative_to(folder).as_posix() for path in files)
    target = folder / "SHA256SUMS"
    target.write_text("".join(f"{hash_file(folder / name)}  {name}\n" for name in names), encoding="utf-8", newline="\n")
    return target


def hash_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
