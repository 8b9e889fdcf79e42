"""Runs the parts of the benchmark one after the other; started by scripts/benchmark.py."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from datasette_claims.store import create_database

from .building import measure_building, measure_exports
from .ingest import measure_ingest
from .load import measure_load
from .report import write_report
from .serving import ROOT, measure_cold, measure_serving, measure_start
from .synthetic import write_synthetic

READERS = 32


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("sizes", "only", "rounds", "seconds", "folder", "docs", "command"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--articles")
    arguments = parser.parse_args()
    sizes, only, folder = arguments.sizes.split(","), arguments.only.split(","), Path(arguments.folder)
    docs = Path(arguments.docs)
    kept = docs / "performance.json"  # parts measured before stay until they are measured again
    results: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    results["about"] = describe_machine()
    for size in sizes if only != ["ingest"] else ():
        database = prepare(folder / size, int(size), "building" in only)
        made = folder / size / "building.json"
        if made.is_file():  # also where the database was made by a run before
            results.setdefault("building", {})[size] = json.loads(made.read_text(encoding="utf-8"))
        if "serving" in only:
            print(f"Timing every page, question and query at {int(size):,} stances …", flush=True)
            results.setdefault("serving", {})[size] = measure_serving(database, int(arguments.rounds))
        save(results, docs, arguments)
    if "load" in only:
        size = sizes[-1]
        print(f"Putting {READERS} readers on {int(size):,} stances …", flush=True)
        about = f"{READERS} readers for {arguments.seconds} s each, {int(size):,} stances"
        results["load"] = {"about": about, **measure_load(folder / size / "claims.db", READERS, float(arguments.seconds))}
    if "ingest" in only:
        results["ingest"] = measure_ingest(Path(arguments.articles) if arguments.articles else None)
    if "cold" in only:
        print("Starting cold …", flush=True)
        results["cold"] = {"start": measure_start(), "request": measure_cold(folder / sizes[0] / "claims.db"), **weigh()}
    save(results, docs, arguments)
    print((docs / "performance.md").read_text(encoding="utf-8").partition("## Targets")[2].partition("##")[0].strip())


def save(results: dict[str, Any], docs: Path, arguments: argparse.Namespace) -> None:
    write_report(results, docs, arguments.command)


def prepare(folder: Path, size: int, is_measured: bool) -> Path:
    """The database of a size; made, and its making timed, where asked for, or where there is none or one with other tables."""
    data, database = folder / "data", folder / "claims.db"
    if not (data / "whole").is_file():
        print(f"Writing synthetic data for {size:,} stances …", flush=True)
        write_synthetic(data, size)
        (data / "whole").touch()
    if is_measured or not is_current(database):
        print(f"Building {database} …", flush=True)
        found = {**measure_building(data, database), "exports": measure_exports(database)}
        (folder / "building.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    return database


def is_current(database: Path) -> bool:
    """Whether a database is there and has the tables, views and indexes of the schema as it is now."""
    if not database.is_file():
        return False
    statement = "select name, sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by name"
    found, wanted = sqlite3.connect(database), create_database(":memory:")
    try:
        return found.execute(statement).fetchall() == wanted.execute(statement).fetchall()
    finally:
        found.close()
        wanted.close()


def describe_machine() -> dict[str, str]:
    load = os.getloadavg()[0]
    busy = f"The machine was shared while this ran (load {load:.1f} on {os.cpu_count()} cores), so times are longer than alone." if load > 1.5 else ""
    return {"when": date.today().isoformat(), "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}", "busy": busy}


def weigh() -> dict[str, float]:
    """Megabytes of the repository's database and of the wheel."""
    from datasette_claims.store import build_database

    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "claims.db"
        build_database(ROOT / "data", database)
        raw = database.read_bytes()
        found = {"database_mb": len(raw) / 1e6, "gzip_mb": len(gzip.compress(raw)) / 1e6}
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", name, str(ROOT)]
        subprocess.run(command, check=True, capture_output=True)
        return found | {"wheel_mb": next(Path(name).glob("*.whl")).stat().st_size / 1e6}


if __name__ == "__main__":
    main()
