"""Score of a reading -> probability that its content and speaker are right, fitted on held-out articles."""

import json
from pathlib import Path

import numpy as np

from datasette_claims.evaluation.scoring import Unit, judge_found, read_gold, spans
from datasette_claims.quotes.encoding import read_text
from datasette_claims.quotes.engine import Engine, split_segments, to_attribution
from datasette_claims.quotes.network import load_network
from datasette_claims.quotes.readings import CALIBRATION_FILE, SIGNS, Calibration

PENALTY = 1.0  # on the squared weights of the standardised signs
STEPS = 30
EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
UNFITTED = Calibration({"cue": 0.5, "kept": 0.5, "content": 1.0}, 0.0)


def judge_articles(engine: Engine, rows: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signs and verdicts of every reading in the articles, and the number of its article."""
    signs, verdicts, articles = [], [], []
    for number, row in enumerate(rows):
        text = row["text"]
        readings, units = [], []
        for segment in split_segments(text):
            sheet = read_text(text, engine.word_pieces, *segment)
            for reading, score in engine.read_sheet(sheet):
                found = to_attribution(text, sheet, reading, score)
                readings.append(reading)
                units.append(Unit(found.pieces, found.mode, (found.cue,), (found.speaker,) if found.speaker else ()))
        judged = judge_found(text, read_gold(row), units, spans(row.get("discard", [])))
        for reading, verdict in zip(readings, judged, strict=True):
            if verdict is not None:
                signs.append(reading.signs)
                verdicts.append(verdict)
                articles.append(number)
    return np.array(signs), np.array(verdicts, dtype=float), np.array(articles)


def fit_logistic(signs: np.ndarray, verdicts: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression (Newton's method, ridge penalty)."""
    mean, scale = signs.mean(0), signs.std(0) + 1e-6
    table = np.column_stack([(signs - mean) / scale, np.ones(len(signs))])
    penalty = np.diag([PENALTY] * signs.shape[1] + [0.0])
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (verdicts - chance) - penalty @ weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + penalty
        weights += np.linalg.solve(bend, slope)
    plain = weights[:-1] / scale
    return plain, float(weights[-1] - plain @ mean)


def predict_crosswise(signs: np.ndarray, verdicts: np.ndarray, articles: np.ndarray, folds: int = 7) -> np.ndarray:
    """Probabilities of every reading by a fit that has not seen its article."""
    chance = np.zeros(len(verdicts))
    for fold in range(folds):
        out = articles % folds == fold
        weights, bias = fit_logistic(signs[~out], verdicts[~out])
        chance[out] = 1 / (1 + np.exp(-(signs[out] @ weights + bias)))
    return chance


def reliability(chance: np.ndarray, verdicts: np.ndarray) -> list[dict[str, float]]:
    """Of the readings in each band of probability: how many, what was promised, what was right."""
    table = []
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        band = (chance >= low) & ((chance < high) | (high == 1.0))
        if band.any():
            promised, right = float(chance[band].mean()), float(verdicts[band].mean())
            table.append(
                dict(low=low, high=high, count=int(band.sum()), promised=round(promised, 3), right=round(right, 3))
            )
    return table


def calibrate(gold: Path, folder: Path, only: Path | None) -> None:
    """Fit on the named articles and write the table beside the weights."""
    ids = set(only.read_text(encoding="utf-8").split()) if only else None
    with open(gold, encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if ids is None or row["id"] in ids]
    network, word_pieces = load_network(folder)
    engine = Engine(network, word_pieces, UNFITTED, least_score=0.0)
    signs, verdicts, articles = judge_articles(engine, rows)
    weights, bias = fit_logistic(signs, verdicts)
    table = reliability(predict_crosswise(signs, verdicts, articles), verdicts)
    result = {
        "weights": {name: round(float(weight), 4) for name, weight in zip(SIGNS, weights, strict=True)},
        "bias": round(bias, 4),
        "articles": len(rows),
        "reliability": table,
    }
    (folder / CALIBRATION_FILE).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for band in table:
        print("{low:.2f}-{high:.2f}  {count:5}  promised {promised:.1%}  right {right:.1%}".format(**band))
