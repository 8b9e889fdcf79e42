"""Builds build/lite/: the whole site as static files, with Datasette running in the reader's browser (Pyodide).

Any host of static files serves it, and no server of ours answers. Pyodide comes from npm, which must be installed.
Try it with: python3 -m http.server --bind 127.0.0.1 --directory build/lite 8002
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from bundle import build_wheel, clear
from environment import LINES, ROOT, SCRIPTS, add_desk, prepare, run

PYODIDE = "314.0.7"  # the first with SQLite in its core; older ones fetch it from a server of theirs
PYODIDE_SHA256 = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# Compiled parts that speed up two packages on this machine; without them both use their Python code.
NOT_NEEDED = {".so", ".pyd", ".dylib"}
WRITE_METADATA = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1], encoding='utf-8')), open(sys.argv[2], 'w'))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", type=Path, default=ROOT / "build" / "lite", help="folder to write (default build/lite)")
    add_desk(parser)
    arguments = parser.parse_args()
    target, desk = arguments.target.resolve(), arguments.desk
    python = str(prepare(LINES[0]))
    clear(target, "desk.js")
    shutil.copytree(SCRIPTS / "browser", target)
    with tempfile.TemporaryDirectory() as name:
        add_pyodide(Path(name), target / "pyodide")
        add_packages(python, Path(name), target / "packages.zip")
    run([python, "-m", "datasette", "claims", "build", "data", str(target / "claims.db")], "The database could not be built", desk)
    run([python, "-c", WRITE_METADATA, "metadata.yml", str(target / "metadata.json")], "metadata.yml could not be read", desk)
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    print(f"Built {target}: {size / 1e6:.1f} MB.")


def add_pyodide(folder: Path, target: Path) -> None:
    """Python for the browser, as npm has it; its SHA-256 is held to the one above."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch Pyodide; install Node.js.")
    run([npm, "pack", "--silent", f"pyodide@{PYODIDE}"], "Pyodide could not be fetched", folder)
    archive = folder / f"pyodide-{PYODIDE}.tgz"
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != PYODIDE_SHA256:
        sys.exit(f"Pyodide {PYODIDE} from npm has the SHA-256 {found}, and {PYODIDE_SHA256} was expected; do not use it.")
    target.mkdir()
    with tarfile.open(archive) as files:
        for name in PYODIDE_FILES:
            (target / name).write_bytes(files.extractfile(f"package/{name}").read())


def add_packages(python: str, folder: Path, target: Path) -> None:
    """Datasette, datasette-graphql, what they need, and the plugin, as one zip file of Python code."""
    site, wheel = folder / "site", build_wheel(folder / "wheel", is_for_serving=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile", "--target", str(site)]
    run([*install, "-r", str(SCRIPTS / f"requirements-{LINES[0]}.txt"), str(wheel)], "The packages could not be installed")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(site.rglob("*")):
            if file.is_file() and file.suffix not in NOT_NEEDED and file.relative_to(site).parts[0] != "bin":
                packed.write(file, file.relative_to(site))


if __name__ == "__main__":
    main()
