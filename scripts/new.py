"""Makes a folder for a desk of your own: metadata.yml with its title, and an empty data/.

The other scripts work in it with --desk FOLDER; docs/tutorial.md goes through all of them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from environment import LINES, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="folder to make")
    parser.add_argument("--title", required=True, help="title of your site, shown on every page and in citations")
    arguments = parser.parse_args()
    command = [str(prepare(LINES[0])), "-m", "datasette", "claims", "new", arguments.folder, "--title", arguments.title]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
