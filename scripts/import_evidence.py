"""Writes the evidence log into data/: python scripts/import_evidence.py PATH

PATH is the folder with events.jsonl. What each line is read as stands in the tables of scripts/evidence/;
rows coded or reviewed by hand stay as they are, and running it twice changes nothing. With --copies it writes
nothing and names articles that may carry one agency's text without a mark.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import LINES, ROOT, prepare

sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path, metavar="PATH", help="folder of the evidence log")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder of the CSV files (default: data/)")
    parser.add_argument("--copies", action="store_true", help="only list likely reprints, for a person to read")
    options = parser.parse_args()
    if not (options.log / "events.jsonl").is_file():
        sys.exit(f"{options.log} holds no events.jsonl; name the folder of the evidence log.")
    try:
        from evidence.copies import list_likely_copies
        from evidence.importing import import_log
        from evidence.reading import read_log
    except ModuleNotFoundError:  # started outside the environment that holds the package's requirements
        sys.exit(subprocess.run([str(prepare(LINES[0])), *sys.argv]).returncode)
    if options.copies:
        print(*list_likely_copies(list(read_log(options.log))), sep="\n")
        return
    for table, rows in import_log(options.log, options.data).items():
        print(f"{rows:6d} {table}")


if __name__ == "__main__":
    main()
