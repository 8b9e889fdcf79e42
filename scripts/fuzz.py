"""Feeds broken input to the reader of articles or to the finder of quotes until one of their promises fails.

    python3 scripts/fuzz.py articles --seconds 300
    python3 scripts/fuzz.py quotes --seconds 300

Atheris changes the input so that it reaches lines of ours not reached before. What does is kept in --corpus for the
next run; what breaks a promise, takes longer than 20 seconds or more than 1 GB is written there too, and ends the run
with an error. Linux, and Python 3.11 to 3.13, for which there is an Atheris.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import ROOT, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=("articles", "quotes"), help="what is fed")
    parser.add_argument("--seconds", type=int, default=300, help="how long (default 300)")
    parser.add_argument("--corpus", default="build/fuzz", help="folder of the inputs found (default build/fuzz)")
    arguments = parser.parse_args()
    python = prepare("0.65", "ingest", "fuzz")
    corpus = Path(arguments.corpus, arguments.target).resolve()
    corpus.mkdir(parents=True, exist_ok=True)
    command = [str(python), "-m", "fuzzing", arguments.target, str(corpus), f"-max_total_time={arguments.seconds}"]
    sys.exit(subprocess.run(command, cwd=ROOT / "scripts").returncode)


if __name__ == "__main__":
    main()
