"""Ingests articles into desk.db, a copy of this repository's data to which proposals are added.

Makes desk.db from data/ when there is none. Arguments go to “datasette claims ingest”: files, folders,
addresses, feeds, WARCs, CSV or JSONL files of articles; see its --help. Decide about the proposals with
“datasette claims review export desk.db sheet.csv” and “… review apply desk.db sheet.csv --data data”.
"""

from __future__ import annotations

import subprocess
import sys

from environment import LINES, ROOT, prepare


def main() -> None:
    if not sys.argv[1:] or {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
        return
    datasette = [str(prepare(LINES[0], "ingest")), "-m", "datasette", "claims"]
    if not (ROOT / "desk.db").exists():
        subprocess.run([*datasette, "build", str(ROOT / "data"), str(ROOT / "desk.db")], check=True, stdout=subprocess.DEVNULL)
    sys.exit(subprocess.run([*datasette, "ingest", str(ROOT / "desk.db"), *sys.argv[1:]]).returncode)


if __name__ == "__main__":
    main()
