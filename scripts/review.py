"""Decides about the proposals in desk.db: “export SHEET.csv” writes them, “apply SHEET.csv” takes decisions back.

Put accept, change or reject into the column “decision” of the sheet. What is decided is also written to data/,
and what people wrote into data/ since the last time is taken over first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from environment import LINES, add_desk, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("export", "apply"))
    parser.add_argument("sheet", help="CSV file to write or to read")
    parser.add_argument("--overwrite", action="store_true", help="with export: write over decisions not yet applied")
    add_desk(parser)
    arguments = parser.parse_args()
    desk = arguments.desk
    if not (desk / "desk.db").exists():
        sys.exit("There is no desk.db yet; make one with scripts/ingest.py.")
    paths = [str(desk / "desk.db"), arguments.sheet, "--data", str(desk / "data")]
    paths += ["--overwrite"] if arguments.overwrite and arguments.action == "export" else []
    command = [str(prepare(LINES[0])), "-m", "datasette", "claims", "review", arguments.action, *paths]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
