"""Runs the parts of the benchmark one after the other; started by scripts/benchmark.py."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from .building import measure_building, measure_exports
from .load import measure_load
from .report import write_report
from .serving import ROOT, measure_cold, measure_serving, measure_start
from .synthetic import write_synthetic

READERS = 32


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("sizes", "only", "rounds", "seconds", "folder", "docs"):
        parser.add_argument(f"--{name}", required=True)
    arguments = parser.parse_args()
    sizes, only, folder = arguments.sizes.split(","), arguments.only.split(","), Path(arguments.folder)
    docs = Path(arguments.docs)
    kept = docs / "performance.json"  # parts measured before stay until they are measured again
    results: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    results["about"] = describe_machine()
    for size in sizes:
        database = prepare(folder / size, int(size), results, "building" in only)
        if "building" in only:
            results.setdefault("exports", {})[size] = measure_exports(database)
        if "serving" in only:
            results.setdefault("serving", {})[size] = measure_serving(database, int(arguments.rounds))
        save(results, docs, arguments)
    if "load" in only:
        size = sizes[-1]
        about = f"{READERS} readers for {arguments.seconds} s each, {int(size):,} stances"
        results["load"] = {"about": about, **measure_load(folder / size / "claims.db", READERS, float(arguments.seconds))}
    if "cold" in only:
        results["cold"] = {"start": measure_start(), "request": measure_cold(folder / sizes[0] / "claims.db"), **weigh()}
    save(results, docs, arguments)


def save(results: dict[str, Any], docs: Path, arguments: argparse.Namespace) -> None:
    write_report(results, docs, f"python3 scripts/benchmark.py --sizes {arguments.sizes} --rounds {arguments.rounds} --seconds {arguments.seconds}")


def prepare(folder: Path, size: int, results: dict[str, Any], is_measured: bool) -> Path:
    """The database of a size; made where it is not there yet, and timed where asked for."""
    data, database = folder / "data", folder / "claims.db"
    if not (data / "whole").is_file():
        print(f"Writing synthetic data for {size:,} stances …", flush=True)
        write_synthetic(data, size)
        (data / "whole").touch()
    if is_measured or not database.is_file():
        print(f"Building {database} …", flush=True)
        results.setdefault("building", {})[str(size)] = measure_building(data, database)
    return database


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
