"""Ingests articles into desk.db, where everything found is a proposal until somebody decides with review.py.

The database is made from data/ when there is none, and what people wrote into data/ since is taken over first.
All other arguments go to “datasette claims ingest”: files, folders, addresses, feeds, WARCs, CSV or JSONL files
of articles, and its options (docs/cli.md).
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from environment import LINES, add_desk, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    add_desk(parser)
    arguments, sources = parser.parse_known_args()
    if not sources:
        parser.print_help()
        return
    desk = arguments.desk
    command = [str(prepare(LINES[0], "ingest")), "-m", "datasette", "claims", "ingest", str(desk / "desk.db"), "--data", str(desk / "data"), *sources]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
