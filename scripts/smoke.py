"""Installs the wheel into a fresh environment in another folder and uses it there as a stranger would.

Nothing of the checkout is on the path: what a page, a question or a word list needs must be in the wheel.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bundle import build_wheel
from environment import LINES, ROOT, SCRIPTS, require_python

PAGES = {
    "/": "datasette",
    "/claims/-/claim/nk-volunteers-ready": "North Korean volunteers",
    "/claims/-/actor/ivan-nechaev.json": "ivan-nechaev",
    "/claims/denials_of_reported_troop_deployments.json?_shape=array": "Russian Foreign Ministry",
    "/claims/positions.csv?_stream=on": "nk-volunteers-ready",
    "/-/static-plugins/datasette_claims/claims.css": "{",
    "/graphql/claims?query={claims_row(id:%22nk-volunteers-ready%22){text}}": "North Korean volunteers",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--line", choices=LINES, default=LINES[0], help="line of Datasette to install with (default 0.65)")
    line = parser.parse_args().line
    require_python()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder / "dist")
        datasette = install(wheel, folder, line)
        shutil.copytree(ROOT / "data", folder / "data")
        call(datasette, folder, "claims", "build", "data", "claims.db")
        plugins = json.loads(call(datasette, folder, "plugins"))
        assert "datasette-claims" in [plugin["name"] for plugin in plugins], plugins
        for path, expected in PAGES.items():
            answer = call(datasette, folder, "claims.db", "--get", path)
            assert expected in answer.lower() or expected in answer, f"{path} does not hold “{expected}”"
        print(f"The wheel works on Datasette {line}: {wheel.name}, {wheel.stat().st_size / 1e6:.2f} MB, {len(PAGES)} addresses tried.")


def install(wheel: Path, folder: Path, line: str) -> str:
    """The datasette command of a fresh environment with the wheel and the pinned packages."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    pins = str(SCRIPTS / f"requirements-{line}.txt")
    subprocess.run([str(scripts / "python"), "-m", "pip", "install", "--quiet", "-r", pins, str(wheel)], check=True, cwd=folder)
    return str(scripts / "datasette")


def call(datasette: str, folder: Path, *arguments: str) -> str:
    result = subprocess.run([datasette, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    if result.returncode:
        sys.exit(f"datasette {' '.join(arguments)} ended with code {result.returncode}:\n{result.stdout}{result.stderr}")
    return result.stdout


if __name__ == "__main__":
    main()
