"""Installs what the tests need and runs them all against the package as a user gets it.

Further arguments go to pytest, for example: python3 scripts/test.py -k denials -x
The browser tests use a Chromium found on the machine, else Playwright's own download.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from environment import LINES, ROOT, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--line", choices=LINES, default=LINES[0], help="line of Datasette to test with (default 0.65)")
    parser.add_argument("--clients", action="store_true", help="also install pandas, DuckDB and other clients, and read the site with them")
    parser.add_argument("--prepare", action="store_true", help="make the environment and stop")
    arguments, rest = parser.parse_known_args()
    clients = ("clients",) if arguments.clients else ()
    python = prepare(arguments.line, "test", "ingest", "engines", "cluster", *clients, package="built")
    install_browser(python)
    if arguments.prepare:
        return
    # From tests/, so that the installed package is imported and not the checkout beside it.
    command = [str(python), "-m", "pytest", "--import-mode=importlib", *rest]
    sys.exit(subprocess.run(command, cwd=ROOT / "tests", env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}).returncode)


def install_browser(python: object) -> None:
    """Asks Playwright for its Chromium where the machine has none; the tests say so when that fails too."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browsers import find_chromium

    if find_chromium() is None:
        print("No Chromium found; asking Playwright for its own …", flush=True)
        subprocess.run([str(python), "-m", "playwright", "install", "chromium"], capture_output=True, timeout=600)


if __name__ == "__main__":
    main()
