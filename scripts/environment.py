"""What the scripts share: an environment of this checkout's own, with pinned packages.

Only the standard library is used, because nothing is installed yet when this runs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
LINES = ("0.65", "1.0")  # of Datasette; the first is what is served by default


def add_desk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--desk", type=find_desk, default=ROOT, help="folder of a desk of your own, made by new.py (default: this repository)")


def find_desk(name: str) -> Path:
    folder = Path(name)
    if not (folder / "data").is_dir():
        sys.exit(f"{name} holds no folder data; make a desk with: python3 scripts/new.py {name} --title \"…\"")
    return folder


def require_python() -> None:
    """One sentence and exit code 1 when this Python lacks something the project needs."""
    if sys.version_info < (3, 10):  # noqa: UP036  (run by whatever Python is there)
        sys.exit(f"Python 3.10 or newer is needed, and this is {sys.version.split()[0]}; start the script with a newer one.")
    try:
        import ensurepip  # noqa: F401
        import sqlite3
        import venv  # noqa: F401
    except ImportError as error:
        sys.exit(f"This Python was installed without {error.name}; on Debian and Ubuntu: apt install python3-venv.")
    try:
        sqlite3.connect(":memory:").execute("create virtual table t using fts5 (x)")
    except sqlite3.OperationalError:
        sys.exit("This Python's SQLite lacks full-text search (FTS5); use a Python from python.org or your system's packages.")
    if sqlite3.sqlite_version_info < (3, 35):
        sys.exit(f"SQLite 3.35 or newer is needed, and this Python has {sqlite3.sqlite_version}; use a newer Python.")


def prepare(line: str, *requirements: str, package: str = "editable") -> Path:
    """The Python of an environment with the pinned packages and ours; made or mended only when something changed.

    `package` is how ours is installed: "editable" (the checkout itself) or "built" (a copy, as a user gets it).
    """
    require_python()
    folder = ROOT / (f".venv-{line}" if package == "editable" else f".venv-test-{line}")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    files = [SCRIPTS / f"requirements-{name}.txt" for name in (line, *requirements)]
    # One stamp for each set of packages, so that serving and ingesting do not undo each other's.
    stamp, wanted = folder / f"prepared-{'-'.join(('site', *requirements))}.txt", describe_wanted(files, package)
    if stamp.is_file() and python.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print(f"Preparing {folder.name} (once; downloads packages) …", flush=True)
    stamp.unlink(missing_ok=True)
    if not python.is_file():
        run([sys.executable, "-m", "venv", str(folder)], "The environment could not be made")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    listed = [part for file in files for part in ("-r", str(file))]
    run([*pip, *listed], "The packages could not be installed; check the network connection")
    with tempfile.TemporaryDirectory() as scratch:
        ours = ["--editable", str(ROOT)] if package == "editable" else ["--force-reinstall", str(copy_source(Path(scratch)))]
        run([*pip, "--no-deps", *ours], "datasette-claims could not be installed")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def copy_source(folder: Path) -> Path:
    """A copy to build from, so that leftovers of earlier builds cannot slip in and two builds do not meet."""
    kept_out = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "*.db*", "data", "docs", "tests")
    return Path(shutil.copytree(ROOT, folder / "source", ignore=kept_out))


def describe_wanted(files: list[Path], package: str) -> str:
    """What an environment depends on, as a hash: pins and packaging, and for a built package every source file."""
    parts = [sys.version, package, str(ROOT)]
    sources = [*files, ROOT / "setup.py", ROOT / "pyproject.toml"]
    if package == "built":
        sources += sorted(p for p in (ROOT / "datasette_claims").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    digest = hashlib.sha256("\n".join(parts).encode())
    for source in sources:
        digest.update(str(source).encode() + source.read_bytes())
    return digest.hexdigest()


def run(command: list[str], failure: str, folder: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    result = subprocess.run(command, cwd=folder, env={**os.environ, **(environment or {})})
    if result.returncode:
        sys.exit(f"{failure}: “{' '.join(command)}” ended with code {result.returncode}.")
