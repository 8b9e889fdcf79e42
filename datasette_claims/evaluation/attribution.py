"""Who said what, against annotated articles.

GOLD holds one article a line: {id, text, attributions: [{source, cue, content: [[start, end]..], type}], discard}.
Predictions hold {id, quotes: [{start, end, spans, type, speaker_start, speaker_end, cue_start, cue_end, score}]}; they
are read when the file is there, and made by the engine (and written) when it is not.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import DataError
from ..quotes import find_attributions, open_engine
from ..quotes.engines import DEFAULT, NAMES
from . import scoring
from .lines import find_gold_problem, find_prediction_problem, read_lines

# name of the figure: (kind, only reported speech, pieces counted singly)
FIGURES = {
    "speech": ("all", True, False),
    "speech_direct": ("direct", True, False),
    "speech_mixed": ("mixed", True, False),
    "speech_indirect": ("indirect", True, False),
    "speech_direct_pieces": ("direct", True, True),
    "all": ("all", False, False),
}


def predict_quotes(gold: list[dict[str, Any]], engine: str = DEFAULT) -> Iterator[dict[str, Any]]:
    """The engine's attributions in the scorer's format, without nested ones: the gold marks outer ones only."""
    for row in gold:
        quotes = []
        for found in find_attributions(row["text"], open_engine(engine)):
            if found.parent is None and found.mode != "own_voice":
                (start, end), speaker = found.span, found.speaker or (None, None)
                quotes.append({
                    "start": start, "end": end, "spans": found.pieces, "type": found.mode, "score": found.score,
                    "cue_start": found.cue[0], "cue_end": found.cue[1],
                    "speaker_start": speaker[0], "speaker_end": speaker[1],
                })  # fmt: skip
        yield {"id": row["id"], "quotes": quotes}


def read_or_predict(gold: list[dict[str, Any]], path: Path | None, engine: str = DEFAULT) -> dict[str, dict[str, Any]]:
    """Predictions by article id."""
    if path and path.exists():
        rows = read_predictions(path, {row["id"]: len(row["text"]) for row in gold})
    else:
        rows = list(predict_quotes(gold, engine))
        if path:
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return {row["id"]: row for row in rows}


def read_predictions(path: Path, lengths: dict[str, int]) -> list[dict[str, Any]]:
    """Predictions whose offsets lie in the texts they were made for; DataError for those that do not."""
    rows = []
    for number, row in read_lines(path, find_prediction_problem):
        if any(end > lengths.get(row["id"], end) for item in row["quotes"] for _, end in item.get("spans") or [(item["start"], item["end"])]):
            raise DataError(str(path), number, f"the offsets go beyond the text of “{row['id']}”: the predictions are of other texts, leave the file out or name another")
        rows.append(row)
    return rows


def count_articles(gold: list[dict[str, Any]], found: dict[str, dict[str, Any]], speech: bool, by_piece: bool) -> list[Counter]:
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


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD", type=Path, help="annotated articles, one JSON object a line")
    parser.add_argument("--predictions", type=Path, help="read when the file exists, written when it does not")
    parser.add_argument("--engine", default=DEFAULT, help=f"{NAMES} [default: {DEFAULT}]")


def run(args: Namespace) -> dict[str, float]:
    """Print the table of figures; return those the gold can tell something about."""
    gold = [row for _, row in read_lines(args.gold, find_gold_problem)]
    return print_figures(gold, read_or_predict(gold, args.predictions, args.engine))


def print_figures(gold: list[dict[str, Any]], found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """The table of figures, and F1 by name."""
    figures = {}
    print(f"{'end to end':22} precision recall     F1  95 % interval   found   gold   content F1")
    for name, (kind, speech, by_piece) in FIGURES.items():
        counts = count_articles(gold, found, speech, by_piece)
        total = scoring.total(counts)
        figure, overlap = scoring.figure(total, kind), scoring.figure(total, kind, "overlap")
        low, high = scoring.f1_interval(counts, kind)
        print(f"{name:22} {figure.precision:9.1%} {figure.recall:6.1%} {figure.f1:6.1%}  {low:5.1%} - {high:5.1%}"
              f"  {total['found', kind]:6} {total['gold', kind]:6} {overlap.f1:12.1%}")
        if total["gold", kind]:
            figures[name] = figure.f1
        if name == "speech":
            figures["speaker"] = scoring.speaker_accuracy(total)
    print(f"{'speaker':22} {figures['speaker']:.1%} right where the content of reported speech is")
    return figures
