"""Makes a release of the data: python3 scripts/release.py VERSION [--previous FOLDER_OR_DATABASE] [--format csv,sqlite]

The day comes from the heading of VERSION in CHANGELOG.md. The same files give the same bytes, so that anybody
can make the release again and compare checksums. An id that is gone without a redirect stops it.
"""

from __future__ import annotations

import subprocess
import sys

from environment import LINES, ROOT, prepare


def main() -> None:
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(__doc__)
        return
    command = [str(prepare(LINES[0], "release")), "-m", "datasette", "claims", "release", *sys.argv[1:], "--root", str(ROOT), "--target", str(ROOT / "dist")]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
