"""Measures how fast the site is at 10 thousand, 100 thousand and a million positions, and writes docs/performance.md.

Makes synthetic data and databases in --folder (about 3.5 GB for a million), times every page, question, list
and GraphQL field beside Datasette's own row page and beside bare SQL, puts 32 readers on the server, times
builds and exports beside bare sqlite3, ingest with one process beside one a core, and cold starts. Takes about 45 minutes on a quiet machine, half of it
for building a million; databases that are there are used again, and parts measured before stay in the report:

    python3 scripts/benchmark.py --only building --sizes 1000000
    python3 scripts/benchmark.py --only serving,load,cold
    python3 scripts/benchmark.py --only ingest     (four minutes on two quiet cores; needs no database)
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import ROOT, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="stances in each database, separated by commas")
    parser.add_argument("--only", default="building,serving,load,ingest,cold", help="parts to measure: building, serving, load, ingest, cold")
    parser.add_argument("--rounds", type=int, default=9, help="warm requests of every address (default 9)")
    parser.add_argument("--seconds", type=int, default=60, help="length of each run under load (default 60)")
    parser.add_argument("--folder", default="/tmp/claims-bench", help="where data and databases are made; kept for the next run")
    parser.add_argument("--docs", default=str(ROOT / "docs"), help="where the report goes (default docs/)")
    parser.add_argument("--articles", help="JSONL file of articles for ingest instead of invented ones")
    parser.add_argument("--here", action="store_true", help="use this Python and its packages instead of an environment of its own")
    arguments = parser.parse_args()
    python = sys.executable if arguments.here else prepare("0.65", "benchmark", *["ingest"] * ("ingest" in arguments.only))
    options = [part for name in ("sizes", "only", "rounds", "seconds", "folder", "docs") for part in (f"--{name}", str(getattr(arguments, name)))]
    options += ["--articles", str(Path(arguments.articles).resolve())] if arguments.articles else []
    options += ["--command", " ".join(["python3 scripts/benchmark.py", *sys.argv[1:]])]
    sys.exit(subprocess.run([str(python), "-m", "benchmarking", *options], cwd=ROOT / "scripts").returncode)


if __name__ == "__main__":
    main()
