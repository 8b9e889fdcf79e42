"""Checks data/, builds it into claims.db and brings the files that describe the dataset up to date.

These are datapackage.json, croissant.json, CITATION.cff, docs/data-dictionary.md, the counts in
docs/datasheet.md and the column descriptions in metadata.yml; what is up to date is left alone.
"""

from __future__ import annotations

import subprocess
import sys

from environment import LINES, ROOT, prepare


def main() -> None:
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
        return
    claims = [str(prepare(LINES[0])), "-m", "datasette", "claims"]
    for command in (["build", "data", "claims.db"], ["describe", "."]):
        done = subprocess.run([*claims, *command], cwd=ROOT)
        if done.returncode:
            sys.exit(done.returncode)


if __name__ == "__main__":
    main()
