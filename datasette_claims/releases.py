"""What changed between two states of the data, and a versioned release that gives the same bytes every time."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from .checks import follow_redirects, require_valid
from .downloads import FORMATS, export_database, write_checksums
from .errors import ClaimsError
from .records import RECORDS
from .store import DERIVED, build_database, open_database

# Rows with a page of their own: an id that is gone must answer with another one or with a reason.
LASTING = ("publishers", "articles", "actors", "topics", "claims", "quotes", "stances")
CHANGELOG, LICENCE = "CHANGELOG.md", "LICENSE-DATA"
VERSION = re.compile(r"\d+\.\d+\.\d+$")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip archive can hold


@dataclass(frozen=True, slots=True)
class Change:
    """One line of changes.csv: ADD, DEL or MERGE of a row, or MOD of one cell of it."""

    change: str
    table: str
    id: str
    column: str = ""
    before: str = ""
    after: str = ""
    new_id: str = ""
    reason: str = ""


@contextmanager
def open_state(path: Path) -> Iterator[sqlite3.Connection]:
    """A database, or a folder of CSV files (data/, or the csv/ of an export) as a database, read only."""
    with tempfile.TemporaryDirectory() as temporary:
        if path.is_dir():
            folder = next((f for f in (path, path / "csv", path / "data") if (f / "claims.csv").is_file()), None)
            if folder is None:
                raise ClaimsError(f"{path} holds neither claims.csv nor a folder csv or data with it; name a database or such a folder.")
            path = Path(temporary) / "claims.db"
            build_database(folder, path)
        connection = open_database(path)
        connection.execute("pragma query_only = on")
        try:
            yield connection
        finally:
            connection.close()


def diff_states(before: sqlite3.Connection, after: sqlite3.Connection) -> Iterator[Change]:
    """Every change from one state to the other, table by table in the order of the schema and then by id."""
    gone = read_redirects(after)
    for table in RECORDS:
        yield from diff_table(before, after, table, gone)


def read_redirects(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[str | None, str]]:
    return {(table, old): (new, reason) for table, old, new, reason in connection.execute("select table_name, old_id, new_id, reason from redirects")}


def diff_table(before: sqlite3.Connection, after: sqlite3.Connection, table: str, gone: dict[Any, Any]) -> Iterator[Change]:
    """Both tables are read in the order of their key, side by side, so that neither is held in memory."""
    key = list_key(after, table)
    shared = [c for c in list_columns(after, table) if c in list_columns(before, table) and not (table == "stances" and c in DERIVED)]
    old_rows, new_rows = read_rows(before, table, key, shared), read_rows(after, table, key, shared)
    old, new = next(old_rows, None), next(new_rows, None)
    while old or new:
        if new is None or (old and old[0] < new[0]):
            row_id = "/".join(old[0])
            new_id, reason = gone.get((table, row_id), (None, ""))
            yield Change("MERGE" if new_id else "DEL", table, row_id, new_id=new_id or "", reason=reason)
            old = next(old_rows, None)
        elif old is None or new[0] < old[0]:
            yield Change("ADD", table, "/".join(new[0]))
            new = next(new_rows, None)
        else:
            for column, was, now in zip(shared, old[1], new[1], strict=True):
                if was != now:
                    yield Change("MOD", table, "/".join(new[0]), column, *("" if value is None else str(value) for value in (was, now)))
            old, new = next(old_rows, None), next(new_rows, None)


def list_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]


def list_key(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in sorted(connection.execute(f"pragma table_info({table})"), key=lambda row: row[5]) if row[5]]


def read_rows(connection: sqlite3.Connection, table: str, key: list[str], columns: list[str]) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
    """Keys with the cells to compare; none where an older database has no such table."""
    if not list_columns(connection, table):
        return
    names = ", ".join([*key, *columns])
    for row in connection.execute(f"select {names} from {table} order by {', '.join(key)}"):
        yield row[: len(key)], row[len(key) :]


def check_redirects(connection: sqlite3.Connection, changes: Iterable[Change]) -> Iterator[str]:
    """What a release must not have: an id that is gone without a word, and a redirect that leads nowhere."""
    for change in changes:
        if change.change == "DEL" and change.table in LASTING and not change.reason:
            yield f"{change.table} {change.id} is gone; add a line to data/redirects.csv with the id that took its place, or with the reason it was withdrawn."
    gone = read_redirects(connection)
    merged = {key: new for key, (new, _) in gone.items()}
    for (table, old), new in merged.items():
        if has_row(connection, table, old):
            yield f"redirects.csv sends {table} {old} elsewhere, but the row is still there; remove one of them."
        end = follow_redirects(merged, table, old)  # what was merged more than once ends at the row that stands
        if end and not has_row(connection, table, end):
            yield f"redirects.csv sends {table} {old} to {new}, which does not exist; name the id that stands now."


def has_row(connection: sqlite3.Connection, table: str, row_id: str) -> bool:
    return table in RECORDS and connection.execute(f"select 1 from {table} where id = ?", [row_id]).fetchone() is not None


class Tally:
    """How many rows were added, modified, removed and merged; counted as changes pass by, so that none is held."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.last: tuple[str, str, str] | None = None

    def count(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The same changes, counted; the cells of one row come one after another."""
        for change in changes:
            row = (change.table, change.change, change.id)
            self.counts[row[:2]] += row != self.last
            self.last = row
            yield change

    def describe(self) -> str:
        """A table of the numbers."""
        kinds = ("ADD", "MOD", "DEL", "MERGE")
        lines = [f"{'table':16} {'added':>8} {'modified':>8} {'removed':>8} {'merged':>8}"]
        lines += [
            f"{table:16} " + " ".join(f"{self.counts[table, kind]:>8,}" for kind in kinds)
            for table in RECORDS
            if any(self.counts[table, kind] for kind in kinds)
        ]
        return "\n".join(lines) + "\n" if self.last else "No row differs.\n"


def write_changes(path: Path, changes: Iterable[Change]) -> Iterator[Change]:
    """The same changes, each written into the file before it is handed on."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Change)])
        for change in changes:
            writer.writerow(astuple(change))
            yield change


def count_changes(before: Path, after: Path, target: Path | None = None) -> Tally:
    """Goes through all changes from one state to the other and writes them into a file, if one is named."""
    tally = Tally()
    with open_state(before) as old, open_state(after) as new:
        changes = tally.count(diff_states(old, new))
        for _ in write_changes(target, changes) if target else changes:
            pass
    return tally


def make_release(root: Path, version: str, target: Path, previous: Path | None = None, formats: tuple[str, ...] = FORMATS) -> Path:
    """Builds data/ into a release folder and a zip file beside it; the zip file.

    The date comes from the changelog and the times in the archive are fixed, so that whoever makes the
    release again from the same files gets the same bytes.
    """
    released = read_release_date(root, version)
    if not (root / LICENCE).is_file():
        raise ClaimsError(f"{root / LICENCE} is missing: write the licence of the data into it, in words or as its address.")
    require_valid(root / "data")
    folder = target / f"datasette-claims-data-{version}"
    if folder.exists():
        raise ClaimsError(f"{folder} exists already; remove it, or choose the next version.")
    with tempfile.TemporaryDirectory() as temporary:
        database = Path(temporary) / "claims.db"
        build_database(root / "data", database)
        tally = compare_release(database, previous, Path(temporary) / "changes.csv")
        files = export_database(database, folder, formats, root, version=version, released=released)
        shutil.copyfile(Path(temporary) / "changes.csv", folder / "changes.csv")
    (folder / "SUMMARY.txt").write_text(write_summary(version, released, previous, tally), encoding="utf-8", newline="\n")
    files = [*(path for path in files if path.name != "SHA256SUMS"), folder / "changes.csv", folder / "SUMMARY.txt"]
    for name in (CHANGELOG, LICENCE):
        (folder / name).write_bytes((root / name).read_bytes())
        files.append(folder / name)
    files.append(write_checksums(folder, files))
    return write_archive(folder, files)


def compare_release(database: Path, previous: Path | None, target: Path) -> Tally:
    """Writes the changes since the previous release (none for the first) into a file; ClaimsError when an id was lost on the way."""
    tally = Tally()
    with ExitStack() as states:
        after = states.enter_context(open_state(database))
        changes = diff_states(states.enter_context(open_state(previous)), after) if previous else iter(())
        problems = list(check_redirects(after, write_changes(target, tally.count(changes))))
    if problems:
        raise ClaimsError("\n".join(problems))
    return tally


def write_summary(version: str, released: str, previous: Path | None, tally: Tally) -> str:
    since = f"Changes since {previous.name}" if previous else "The first release; there is nothing to compare with"
    return f"Release {version} of {released}. {since}.\n\n" + (tally.describe() if previous else "")


def read_release_date(root: Path, version: str) -> str:
    """The day of a release from its heading in CHANGELOG.md, such as “## 1.2.0 - 2026-11-23”."""
    if not VERSION.match(version):
        raise ClaimsError(f"“{version}” is no version; give three numbers such as 1.2.0.")
    changelog = root / CHANGELOG
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    found = re.search(rf"(?m)^## {re.escape(version)} - (\d{{4}}-\d{{2}}-\d{{2}})$", text)
    if found is None:
        raise ClaimsError(f"{changelog} has no heading “## {version} - YYYY-MM-DD”; write what is new in this release first.")
    return found[1]


def write_archive(folder: Path, files: list[Path]) -> Path:
    """A zip file with the files in order of name, without the times and owners of this machine."""
    archive = folder.with_name(folder.name + ".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            with path.open("rb") as source, made.open(entry, "w") as packed:
                while piece := source.read(1 << 20):
                    packed.write(piece)
    return archive
