"""Checks data/: file, line and reason of every problem; exit code 1 when there is one.

With --texts FOLDER, offsets are also compared with the article texts (.txt) in that folder.
"""

from __future__ import annotations

import subprocess
import sys

from environment import LINES, ROOT, prepare


def main() -> None:
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
        return
    command = [str(prepare(LINES[0])), "-m", "datasette", "claims", "check", str(ROOT / "data"), *sys.argv[1:]]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
