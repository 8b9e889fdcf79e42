"""The way from a speaker to an article: outlets become relays, places become the venue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from datasette_claims.records import Relay

from .articles import read_articles, read_publishers
from .reading import Statement, read_mapping


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the log writes it: an outlet or person that passed the words on, a venue, or both."""

    step: str
    actor: str | None
    venue: str | None


class Routes:
    """Knows for every step of the log whether it is a relay or a venue."""

    def __init__(self, ids: dict[str, str], articles: dict[str, Statement]) -> None:
        self.steps = {row.step: row for row in read_mapping("steps", StepRow)}
        self.publishers = read_publishers()
        self.origins = {row.article: row.syndicated_from for row in read_articles() if row.syndicated_from}
        self.ids, self.articles = ids, articles

    def find_venue(self, statement: Statement) -> str | None:
        return next((venue for step in statement.steps if (venue := self.steps[step].venue)), None)

    def find_outlet(self, statement: Statement) -> str | None:
        """The publisher of a statement's article, as an actor."""
        return self.publishers[statement.publisher].actor

    def list_relays(self, statement: Statement, quote: str, speakers: set[str]) -> Iterator[Relay]:
        """Relays outermost first; the publisher itself, the speaker and whom he speaks for are no steps of the way."""
        ends = {*speakers, self.find_outlet(statement)}
        steps = [actor for step in reversed(statement.steps) if (actor := self.steps[step].actor) and actor not in ends]
        for number, actor in enumerate(dict.fromkeys(steps), 1):
            yield Relay(id=f"{quote}-v{number}", quote=quote, step=number, actor=actor,
                        relayed_article=self.find_relayed(statement, actor))

    def find_relayed(self, statement: Statement, actor: str) -> str | None:
        """The article taken over, where it is in the dataset and that outlet published it."""
        origin = self.origins.get(statement.article_id)
        return self.ids[origin] if origin and self.find_outlet(self.articles[origin]) == actor else None
