"""Logistic regression small enough to read: Newton's method on a handful of features, with the standard library."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

STEPS = 12
RIDGE = 0.05  # keeps weights finite where a feature separates perfectly


def sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-35.0, min(35.0, value))))


def fit_logistic(rows: Sequence[Sequence[float]], answers: Sequence[bool], ridge: float = RIDGE) -> list[float]:
    """Weights, one for each column, that make the answers likeliest; no constant unless a column holds ones."""
    width = len(rows[0])
    weights = [0.0] * width
    for _ in range(STEPS):
        slope = [-ridge * weight for weight in weights]
        curve = [[ridge if i == j else 0.0 for j in range(width)] for i in range(width)]
        for row, answer in zip(rows, answers):
            chance = sigmoid(sum(weight * value for weight, value in zip(weights, row)))
            error, spread = answer - chance, chance * (1 - chance)
            for i, value in enumerate(row):
                slope[i] += error * value
                if value:
                    line, scaled = curve[i], spread * value
                    for j in range(i + 1):
                        line[j] += scaled * row[j]
        for i in range(width):
            for j in range(i):
                curve[j][i] = curve[i][j]
        step = solve(curve, slope)
        weights = [weight + move for weight, move in zip(weights, step)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The solution of a small system of linear equations, by elimination with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, vector)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda n: abs(rows[n][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for n in range(i + 1, size):
            factor = rows[n][i] / rows[i][i]
            for j in range(i, size + 1):
                rows[n][j] -= factor * rows[i][j]
    found = [0.0] * size
    for i in range(size - 1, -1, -1):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found


def measure_reliability(pairs: Sequence[tuple[float, bool]], edges: Sequence[float] = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)) -> list[tuple[float, float, int, float]]:
    """For each band of scores: its bounds, how many fell into it, and the share that was right."""
    table = []
    for low, high in zip(edges, edges[1:]):
        inside = [right for score, right in pairs if low <= score < high]
        if inside:
            table.append((low, min(high, 1.0), len(inside), sum(inside) / len(inside)))
    return table
