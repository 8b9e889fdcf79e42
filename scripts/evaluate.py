"""Hold the package's decisions against annotated files, and fail below the committed floors.

    python scripts/evaluate.py attribution GOLD.jsonl [--predictions OUT.jsonl]

`attribution`: who said what. GOLD holds one article a line: {id, text, attributions: [{source, cue, content: [[s, e]..],
type}], discard}. Predictions hold {id, quotes: [{start, end, spans, type, speaker_start, speaker_end, cue_start,
cue_end, score}]}; they are read when the file is there, and made by the engine (and written) when it is not.
Exit status 1 means that a figure is below its floor in tests/floors.json.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from datasette_claims import scoring  # noqa: E402

FLOORS = ROOT / "tests" / "floors.json"
# name of the figure: (kind, only reported speech, pieces counted singly)
ATTRIBUTION_FIGURES = {
    "speech": ("all", True, False),
    "speech_direct": ("direct", True, False),
    "speech_mixed": ("mixed", True, False),
    "speech_indirect": ("indirect", True, False),
    "speech_direct_pieces": ("direct", True, True),
    "all": ("all", False, False),
}


def read_lines(path: Path) -> list[dict]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def predict_quotes(gold: list[dict]) -> Iterator[dict]:
    """The engine's attributions in the scorer's format, without nested ones: the gold marks outer ones only."""
    from datasette_claims.quotes import find_attributions

    for row in gold:
        quotes = []
        for found in find_attributions(row["text"]):
            if found.parent is None:
                start, end = found.span
                speaker = found.speaker or (None, None)
                quotes.append(
                    dict(
                        start=start, end=end, spans=found.pieces, type=found.mode, score=found.score,
                        cue_start=found.cue[0], cue_end=found.cue[1],
                        speaker_start=speaker[0], speaker_end=speaker[1],
                    )
                )  # fmt: skip
        yield {"id": row["id"], "quotes": quotes}


def count_articles(gold: list[dict], found: dict[str, dict], speech: bool, by_piece: bool) -> list[Counter]:
    """The counts of every article."""
    return [
        scoring.count_article(
            row["text"],
            scoring.read_gold(row),
            scoring.read_predictions(found.get(row["id"], {"quotes": []})),
            scoring.spans(row.get("discard", [])),
            speech=speech,
            by_piece=by_piece,
        )
        for row in gold
    ]


def evaluate_attribution(gold_path: Path, predictions: Path | None) -> dict[str, float]:
    """Print the table of attribution figures; return those the gold can tell something about."""
    gold = read_lines(gold_path)
    if predictions and predictions.exists():
        rows = read_lines(predictions)
    else:
        rows = list(predict_quotes(gold))
        if predictions:
            predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = {row["id"]: row for row in rows}
    figures = {}
    print(f"{'end to end':22} precision recall     F1  95 % interval   found   gold   content F1")
    for name, (kind, speech, by_piece) in ATTRIBUTION_FIGURES.items():
        counts = count_articles(gold, found, speech, by_piece)
        total = scoring.total(counts)
        figure, overlap = scoring.figure(total, kind), scoring.figure(total, kind, "overlap")
        low, high = scoring.f1_interval(counts, kind)
        print(
            f"{name:22} {figure.precision:9.1%} {figure.recall:6.1%} {figure.f1:6.1%}  {low:5.1%} - {high:5.1%}"
            f"  {total['found', kind]:6} {total['gold', kind]:6} {overlap.f1:12.1%}"
        )
        if total["gold", kind]:
            figures[name] = figure.f1
        if name == "speech":
            figures["speaker"] = scoring.speaker_accuracy(total)
    print(f"{'speaker':22} {figures['speaker']:.1%} right where the content of reported speech is")
    return figures


def below_floors(task: str, figures: dict[str, float]) -> list[str]:
    """A sentence for every figure below its floor; a kind the gold does not hold has none."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get(task, {})
    return [
        f"{task}: {name} is {figures[name]:.1%}, its floor is {floor:.1%} ({FLOORS.name})"
        for name, floor in floors.items()
        if figures.get(name, floor) < floor
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    attribution = tasks.add_parser("attribution", help="who said what, against annotated articles")
    attribution.add_argument("gold_path", metavar="GOLD", type=Path)
    attribution.add_argument("--predictions", type=Path, help="read when it exists, written when it does not")
    attribution.set_defaults(evaluate=evaluate_attribution)
    options = vars(parser.parse_args())
    task, evaluate = options.pop("task"), options.pop("evaluate")
    problems = below_floors(task, evaluate(**options))
    print("\n".join(problems), file=sys.stderr) if problems else print("no figure is below its floor")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
