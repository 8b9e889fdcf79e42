"""Writes the evidence log into data/: python scripts/import_evidence.py PATH

PATH is the folder with events.jsonl. What is read how stands in the tables of scripts/evidence/; rows
coded or reviewed by hand stay as they are, and running it twice changes nothing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from evidence.importing import import_log  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path, metavar="PATH", help="folder of the evidence log")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder of the CSV files (default: data/)")
    options = parser.parse_args()
    for table, rows in import_log(options.log, options.data).items():
        print(f"{rows:6d} {table}")


if __name__ == "__main__":
    main()
