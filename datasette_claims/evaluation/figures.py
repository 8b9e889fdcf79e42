"""Averages and how far they can be trusted."""

from __future__ import annotations

import random
from collections.abc import Sequence

DRAWS, SEED = 2_000, 0


def average(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def bootstrap(values: Sequence[float], draws: int = DRAWS) -> tuple[float, float]:
    """The middle 95 % of the averages of samples drawn again from the values."""
    chance = random.Random(SEED)
    averages = sorted(average(chance.choices(values, k=len(values))) for _ in range(draws)) if values else [0.0]
    return averages[int(0.025 * len(averages))], averages[min(len(averages) - 1, int(0.975 * len(averages)))]
