"""Checks data/: file, line and reason of every problem; exit code 1 when there is one.

With --texts FOLDER, offsets are also compared with the article texts (.txt) in that folder.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from environment import LINES, add_desk, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_desk(parser)
    arguments, rest = parser.parse_known_args()
    command = [str(prepare(LINES[0])), "-m", "datasette", "claims", "check", str(arguments.desk / "data"), *rest]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
