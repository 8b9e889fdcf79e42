"""What an ingest tells of itself while it runs, and at its end."""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..articles.parts import Part
    from ..ingest import Summary
    from ..ingest.cluster import Tally
    from ..ingest.run import Told

MEMORY = 60.0  # seconds over which the pace is taken, so that what was passed over quickly does not flatter it
PAUSE = 60.0  # seconds between lines where there is no terminal


class Progress:
    """One line that tells how far a run is; refusals stay on the screen."""

    def __init__(self, is_quiet: bool, is_json: bool):
        self.is_quiet, self.is_json, self.is_terminal = is_quiet, is_json, sys.stderr.isatty()
        self.started = self.told = time.monotonic()
        self.pace = Pace()
        self.parts = [0, 0, 0]  # inputs, quotes and bytes that a cluster dealt with

    def show(self, summary: Summary, told: Told) -> None:
        """Tells of one input."""
        if self.is_json:
            click.echo(json.dumps(describe_input(told), ensure_ascii=False))
        elif told.refusal:
            click.echo(f"\r\x1b[K{told.refusal}" if self.is_terminal else str(told.refusal), err=True)
        self.tell(summary.count, summary.rows["quotes"], summary.share)

    def show_part(self, tally: Tally, part: Part, total: int | None) -> None:
        """Tells of one part that a cluster has done."""
        for place, count in enumerate((tally.articles + tally.refused, tally.quotes, part.size)):
            self.parts[place] += count
        inputs, quotes, size = self.parts
        self.tell(inputs, quotes, size / total if total else None)

    def tell(self, inputs: int, quotes: int, share: float | None) -> None:
        now = time.monotonic()
        self.pace.add(now, inputs, share)
        if self.is_quiet or self.is_json or (not self.is_terminal and now - self.told < PAUSE):
            return
        self.told = now
        line = f"{inputs:,} inputs, {quotes:,} quotes, {self.pace.rate:.1f} inputs/s{describe_rest(share, self.pace.left)}"
        click.echo(f"\r{line}\x1b[K" if self.is_terminal else line, nl=not self.is_terminal, err=True)

    def finish(self, summary: Summary, is_dry: bool = False) -> None:
        seconds = time.monotonic() - self.started
        articles = {state: count for state, count in summary.articles.items() if count}
        rows = {table: count for table, count in summary.rows.items() if count}
        if self.is_json:
            click.echo(json.dumps({"articles": articles, "rows": rows, "refused": len(summary.refusals), "seconds": round(seconds, 1)}))
        elif not self.is_quiet:
            clear = "\r\x1b[K" if self.is_terminal else ""
            would = " (dry run: nothing written)" if is_dry else ""
            click.echo(f"{clear}{describe_counts(articles) or 'no articles'}; proposed: {describe_counts(rows) or 'nothing'}; "
                       f"refused: {len(summary.refusals)}; {seconds:.1f} s{would}", err=True)  # fmt: skip


class Pace:
    """How fast inputs are dealt with, and how long the rest will take."""

    def __init__(self) -> None:
        self.marks: deque[tuple[float, int, float | None]] = deque()

    def add(self, now: float, count: int, share: float | None) -> None:
        self.marks.append((now, count, share))
        while len(self.marks) > 2 and self.marks[1][0] < now - MEMORY:
            self.marks.popleft()

    @property
    def rate(self) -> float:
        """Inputs a second."""
        (before, first, _), (now, last, _) = self.marks[0], self.marks[-1]
        return (last - first) / (now - before) if now > before else 0.0

    @property
    def left(self) -> float | None:
        """Seconds; None where the end is not known."""
        (before, _, first), (now, _, last) = self.marks[0], self.marks[-1]
        if first is None or last is None or last <= first:
            return None
        return (1 - last) / (last - first) * (now - before)


def describe_rest(share: float | None, left: float | None) -> str:
    """How much is done and how long the rest takes, where it is known: ", 43 %, about 12 min left"."""
    if share is None:
        return ""
    if left is None:
        return f", {share:.0%}"
    time_left = f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min" if left < 5400 else f"{left / 3600:.1f} h"
    return f", {share:.0%}, about {time_left} left"


def describe_input(told: Told) -> dict[str, Any]:
    line: dict[str, Any] = {"state": told.state}
    if told.source is not None:
        line["source"] = told.source
    if told.refusal:
        line["reason"] = told.refusal.reason
    if coding := told.coding:
        line |= {
            "article": coding.article.id, "url": coding.article.url, "title": coding.article.title,
            "quotes": len(coding.quotes), "stances": len(coding.stances), "note": coding.article.note,
        }  # fmt: skip
    return line


def describe_counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())
