"""Gathers what a host needs into build/site/: the database, pinned packages, the plugin as a wheel, and settings.

The wheel is built for serving: it leaves out the model that reads articles, and is 0.7 MB instead of 24.
docs/hosting.md says what to do with the folder. Each run makes it anew.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from environment import LINES, ROOT, SCRIPTS, add_desk, copy_source, prepare, run

# Datasette 0.65 and 1.0 publish on an image whose SQLite is 3.34, and search and filters need 3.35. Datasette reads
# with this package where it is installed; there are wheels for these machines only.
NEWER_SQLITE = 'pysqlite3-binary==0.5.4.post2 ; sys_platform == "linux" and platform_machine == "x86_64"'
PARTS = ("claims-desk.service", "claims-desk.nginx")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--line", choices=LINES, default=LINES[0], help="line of Datasette to serve with (default 0.65)")
    parser.add_argument("--target", type=Path, default=ROOT / "build" / "site", help="folder to write (default build/site)")
    add_desk(parser)
    arguments = parser.parse_args()
    gather(arguments.target.resolve(), arguments.line, arguments.desk)
    print(f"Gathered in {arguments.target}; docs/hosting.md says how to publish it.")


def gather(target: Path, line: str, desk: Path) -> None:
    datasette = [str(prepare(line)), "-m", "datasette"]
    clear(target, "inspect-data.json")
    # “plugins” is the one folder that Datasette's publish commands take along without serving it to everybody.
    wheel = build_wheel(target / "plugins", is_for_serving=True)
    pins = (SCRIPTS / f"requirements-{line}.txt").read_text(encoding="utf-8")
    lines = [*pins.splitlines(), NEWER_SQLITE, f"plugins/{wheel.name}", ""]
    (target / "plugins" / "requirements.txt").write_text("\n".join(lines), encoding="utf-8")
    run([*datasette, "claims", "build", "data", str(target / "claims.db")], "The database could not be built", desk)
    # From within the folder, since the file names databases by the path they were given with.
    run([*datasette, "inspect", "claims.db", "--inspect-file", "inspect-data.json"], "The tables could not be counted", target)
    for file in (desk / "metadata.yml", *(ROOT / "docs" / "hosting" / part for part in PARTS)):
        shutil.copy(file, target)


def clear(target: Path, mark: str) -> None:
    """Removes what an earlier run made there, known by a file of its own; a folder of anything else is left alone."""
    if target.exists() and any(target.iterdir()) and not (target / mark).is_file():
        sys.exit(f"{target} holds other files; name another folder with --target.")
    shutil.rmtree(target, ignore_errors=True)


def build_wheel(folder: Path, is_for_serving: bool = False) -> Path:
    """Builds our wheel into the folder; for serving without the model and with a version that says so."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(copy_source(Path(name)))]
        run(command, "The wheel could not be built", environment={"DATASETTE_CLAIMS_SITE": "1"} if is_for_serving else {})
    return next(folder.glob("*.whl"))


if __name__ == "__main__":
    main()
