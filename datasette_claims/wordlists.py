"""Reads the word lists of words/: the rules' data, each with its origin in words/README.md."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The words of a text file in its order; lines that begin with # are remarks."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def read_phrases(name: str) -> tuple[str, ...]:
    """The lines of a text file, for lists whose entries hold more than one word."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file, each by its header."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
