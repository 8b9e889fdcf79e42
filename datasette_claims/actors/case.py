"""One quote's speaker words with everything the rules look at, and what they ask of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..catalogue import Catalogue
from ..records import Article, Quote
from .bodies import find_entity_body, find_spoken_for
from .entities import find_same, read_names
from .identify import Answer, find_country, identify, propose_actor
from .names import Entity, Mention, Reading, make_mentions
from .roles import HEAD_END, describe_entities

# Shares of right answers in both halves of tests/gold/actors.csv, which evaluation/actors.py prints beside the scores.
UNNAMED_SCORE = 0.85


@lru_cache(maxsize=4)
def read_article(text: str) -> Reading:
    """The names of a text with their roles; kept for the few articles at hand."""
    reading = read_names(text)
    describe_entities(text, reading)
    return reading


@dataclass(frozen=True)
class Case:
    """One quote's speaker words with everything the rules look at."""

    quote: Quote
    article: Article
    words: str
    span: tuple[int, int] | None
    speakers: list[tuple[int, int]]  # places of the speaker's words of the quotes before
    quotes_before: list[Quote]
    catalogue: Catalogue
    reading: Reading

    @property
    def position(self) -> int:
        return self.span[0] if self.span else 0

    @property
    def voices(self) -> list[tuple[int, int]]:
        """The speakers before without those whose words somebody else told: after “Holt said Vega had told her to wait” Holt spoke last."""
        if self.quote.parent:
            return self.speakers
        nested = {span for earlier, span in zip(self.quotes_before, self.speakers) if earlier.parent}
        return [span for span in self.speakers if span not in nested]

    @property
    def outer(self) -> Entity | None:
        """Who speaks in the quote that this one is nested in: “the minister”, of whom Vega says something, is not Vega."""
        for earlier, span in zip(self.quotes_before, self.speakers):
            if earlier.id == self.quote.parent:
                found = find_overlap(span, self.reading)
                return found[1] if found else None
        return None

    def propose_unnamed(self, words: str, detail: str, score: float = UNNAMED_SCORE) -> Answer:
        words = re.sub(r"(?i)^(?:the|this|that|these|those|and|but)\s+(?=\S)", "", words)
        name = re.split(r", (?:who|which|whose|for (?:its|his|her|their))\b", words)[0]
        actor = propose_actor(name, "unnamed", self.article, self.catalogue, f"Called “{words}” in the article.", find_country(words))
        body = find_spoken_for(words, self)
        return Answer(actor, score, detail, body)

    def answer(self, entity: Entity, score: float, detail: str) -> Answer:
        """The entity's actor; sure of it only as far as both the reference and the look-up are."""
        found = identify(entity, self.article, self.catalogue)
        return Answer(found.actor, round(found.score * score, 3), f"{detail} {found.detail}".strip(), find_entity_body(entity, found.actor, self))


def cut_core(words: str) -> str:
    """The words before the first comma, bracket, “who” or preposition."""
    cut = re.search(r"[,(;:]| [—–-] |\b(?:who|whom|whose|which|that)\b", words[1:])
    core = words[: cut.start() + 1] if cut else words
    for preposition in HEAD_END.finditer(core, 1):
        head = core[: preposition.start()].rstrip()
        if preposition.group() not in ("of", "for", "and"):
            return head or core
        if preposition.group() != "and" and not head.split(" ")[-1][:1].isupper():
            return head
    return core.rstrip()


def find_core_start(case: Case, core: str) -> int:
    """Where the core of the speaker's words begins in the text; 0 where the text does not hold them."""
    start = case.article.text.find(core, *case.span) if case.span and core else -1
    return start if start >= 0 else case.position


def find_core_mentions(case: Case, core: str) -> list[tuple[Mention, Entity]]:
    if not case.span:
        mentions = [mention for mention in make_mentions(core, 0, len(core))] if core[:1].isupper() else []
        return [(mention, known) for mention in mentions for known in [find_same(mention, case.reading)] if known]
    end = min(find_core_start(case, core) + len(core), case.span[1])
    return [(mention, entity) for mention, entity in case.reading.mentions if case.span[0] <= mention.start < end]


def find_overlap(span: tuple[int, int] | None, reading: Reading) -> tuple[Mention, Entity] | None:
    if not span:
        return None
    found = [pair for pair in reading.mentions if pair[0].start < span[1] and span[0] < pair[0].end]
    return found[0] if found else None


def find_last_mention(span: tuple[int, int], reading: Reading) -> tuple[Mention, Entity] | None:
    found = [pair for pair in reading.mentions if span[0] <= pair[0].start < span[1]]
    return found[-1] if found else None
