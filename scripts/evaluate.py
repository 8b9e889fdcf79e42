"""Hold the package's decisions against annotated files, and fail below the committed floors.

    python scripts/evaluate.py attribution GOLD.jsonl [--predictions OUT.jsonl]
    python scripts/evaluate.py actors|stance GOLD.jsonl
    python scripts/evaluate.py matching FOLDER
    python scripts/evaluate.py article [TEXT]
    python scripts/evaluate.py news BODIES.json.gz

Exit status 1 means that a figure is below its floor in tests/floors.json, or that an engine lacks a part. A kind that the
file does not hold has no figure and no floor; the floors are those of the default engine, no other is held to them.
"""

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path

from environment import LINES, prepare

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if not importlib.util.find_spec("datasette"):  # a Python that has nothing installed, such as a new clone is started with
    python = str(prepare(LINES[0], "ingest"))
    os.execv(python, [python, *sys.argv])

from datasette_claims.errors import ClaimsError  # noqa: E402
from datasette_claims.evaluation import actors, article, attribution, matching, news, stances  # noqa: E402
from datasette_claims.quotes.engines import DEFAULT  # noqa: E402

FLOORS = ROOT / "tests" / "floors.json"
TASKS = {"attribution": attribution, "actors": actors, "article": article, "matching": matching, "news": news, "stance": stances}


def below_floors(task: str, figures: dict[str, float]) -> list[str]:
    """A sentence for every figure below its floor."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get(task, {})
    return [
        f"{task}: {name} is {figures[name]:.1%}, its floor is {floor:.1%} ({FLOORS.name})"
        for name, floor in floors.items()
        if figures.get(name, floor) < floor
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    for name, module in TASKS.items():
        summary = (module.__doc__ or "").splitlines()[0]
        module.add_arguments(tasks.add_parser(name, help=summary, description=summary))
    args = parser.parse_args()
    try:
        figures = TASKS[args.task].run(args)
    except ClaimsError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
    if getattr(args, "engine", DEFAULT) != DEFAULT:
        print(f"no floor is held against the engine “{args.engine}”")
        return 0
    problems = below_floors(args.task, figures)
    print("\n".join(problems), file=sys.stderr) if problems else print("no figure is below its floor")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
