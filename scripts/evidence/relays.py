"""The way from a speaker to an article: outlets become relays, places become the venue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from datasette_claims.records import Relay

from .articles import read_publishers
from .reading import Statement, read_mapping


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the log writes it: an outlet or person that passed the words on, a venue, or both."""

    step: str
    actor: str | None
    venue: str | None


class Routes:
    """Knows for every step of the log whether it is a relay or a venue."""

    def __init__(self) -> None:
        self.steps = {row.step: row for row in read_mapping("steps", StepRow)}
        self.publishers = read_publishers()

    def find_venue(self, statement: Statement) -> str | None:
        return next((venue for step in statement.steps if (venue := self.steps[step].venue)), None)

    def list_relays(self, statement: Statement, quote: str, speaker: str) -> Iterator[Relay]:
        """Relays outermost first; the publisher itself and the speaker are no steps of the way."""
        passed = {speaker, self.publishers[statement.publisher].actor}
        for step in reversed(statement.steps):
            actor = self.steps[step].actor
            if actor and actor not in passed:
                passed.add(actor)
                number = len(passed - {speaker, self.publishers[statement.publisher].actor})
                yield Relay(id=f"{quote}-v{number}", quote=quote, step=number, actor=actor)
