"""Decides about the proposals in desk.db: “export SHEET.csv” writes them, “apply SHEET.csv” takes decisions back.

Put accept, change or reject into the column “decision” of the sheet. What is accepted is also written to data/.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from environment import LINES, ROOT, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("export", "apply"))
    parser.add_argument("sheet", help="CSV file to write or to read")
    arguments = parser.parse_args()
    if not (ROOT / "desk.db").exists():
        sys.exit("There is no desk.db yet; make one with scripts/ingest.py.")
    data = ["--data", str(ROOT / "data")] if arguments.action == "apply" else []
    command = [str(prepare(LINES[0])), "-m", "datasette", "claims", "review", arguments.action, str(ROOT / "desk.db"), arguments.sheet, *data]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
