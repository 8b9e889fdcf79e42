"""Holds the published descriptions against the validators of others, each in an environment of its own.

datapackage.json by Frictionless (every file, every cell), croissant.json by mlcroissant (every record of every table is
read), CITATION.cff by cffconvert. Their pins agree neither with ours nor with one another's.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from pathlib import Path

from environment import ROOT, SCRIPTS, require_python, run

FRICTIONLESS = """
import frictionless
report = frictionless.validate("datapackage.json")
if not report.valid:
    raise SystemExit("\\n".join(map(str, report.flatten(["name", "rowNumber", "fieldName", "message"])[:20])))
print(f"datapackage.json: {len(report.tasks)} resources, {sum(task.stats['rows'] for task in report.tasks):,} rows, valid.")
"""
CROISSANT = """
import mlcroissant
dataset = mlcroissant.Dataset(jsonld="croissant.json")
if dataset.metadata.ctx.issues.errors:
    raise SystemExit("\\n".join(dataset.metadata.ctx.issues.errors))
counts = {table.name: sum(1 for _ in dataset.records(table.uuid)) for table in dataset.metadata.record_sets}
print(f"croissant.json: {len(counts)} tables, {sum(counts.values()):,} records read.")
"""
CITATION = """
from pathlib import Path
from cffconvert import Citation
Citation(Path("CITATION.cff").read_text(encoding="utf-8")).validate()
print("CITATION.cff: valid.")
"""
CHECKS = (("validators", FRICTIONLESS), ("validators", CROISSANT), ("citation", CITATION))


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    require_python()
    for requirements, program in CHECKS:
        run([str(prepare(requirements)), "-W", "ignore", "-c", program], "A description was refused")


def prepare(name: str) -> Path:
    """The Python of an environment with one set of validators, made once."""
    folder, pins = ROOT / f".venv-{name}", SCRIPTS / f"requirements-{name}.txt"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = folder / "prepared.txt", hashlib.sha256(pins.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(f"Preparing {folder.name} (once; downloads packages) …", flush=True)
        run([sys.executable, "-m", "venv", str(folder)], "The environment could not be made")
        run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(pins)], "The validators could not be installed")
        stamp.write_text(wanted)
    return python


if __name__ == "__main__":
    main()
