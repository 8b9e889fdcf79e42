"""Speaker words -> actor, with the reason: names, roles, pronouns, places that stand for states, unnamed sources.

`resolve_actor` is what the pipeline calls, once for each quote in the order of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..catalogue import Catalogue
from ..records import Actor, Article, Method, Quote
from .case import Case, read_article
from .named import WORD_RULES
from .phrases import clean_words, find_speaker
from .references import resolve_pronoun
from .subjects import find_voice, name_itself, name_subject

REMEMBERED = 40  # earlier quotes that the rules look back at; nobody is meant who spoke before them
RULES = (resolve_pronoun, *WORD_RULES)  # in the order in which they are tried

__all__ = ["Catalogue", "Resolution", "find_subject", "find_voice", "resolve_actor"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who spoke, for whom, how sure that is, and why.

    `actor` is one of the catalogue or a proposal (review "proposed"); it is None where nobody is named or where two
    actors of the catalogue fit equally well. `on_behalf_of` is the body a spokesperson speaks for.
    """

    actor: Actor | None
    on_behalf_of: Actor | None
    score: float
    method: str
    detail: str
    is_known: bool = False  # the actor is in the catalogue


def resolve_actor(
    quote: Quote, article: Article, quotes_before: Sequence[Quote] = (), catalogue: Catalogue | None = None
) -> Resolution:
    """The actor the speaker's words of a quote name; `quotes_before` are the article's earlier quotes in its order."""
    words = clean_words(quote.speaker_words or "")
    if not words:
        return Resolution(None, None, 0.0, Method.RULES.value, "The article names no speaker here.")
    span = find_speaker(quote, article)
    placed = place_speakers(quotes_before, article)
    before, speakers = [earlier for earlier, _ in placed], [found for _, found in placed]
    case = Case(quote, article, words, span, speakers, before, catalogue or Catalogue(), read_article(article.text))
    for rule in RULES:
        answer = rule(case)
        if answer:
            known = answer.actor is not None and answer.actor.id in case.catalogue.actors
            return Resolution(answer.actor, answer.body, answer.score, Method.RULES.value, answer.detail, known)
    raise AssertionError("the last rule always answers")


def find_subject(
    quote: Quote, article: Article, speaker: Actor | None = None, quotes_before: Sequence[Quote] = (), catalogue: Catalogue | None = None
) -> str:
    """The name of whom a passage speaks of when it begins with “he” or “its”; empty where that is not sure."""
    itself = name_itself(quote, article, speaker)
    return itself or name_subject(quote, article, [span for _, span in place_speakers(quotes_before, article)], catalogue or Catalogue())


def place_speakers(quotes: Sequence[Quote], article: Article) -> list[tuple[Quote, tuple[int, int]]]:
    """The last quotes with the places of their speakers' words."""
    return [(quote, span) for quote in quotes[-REMEMBERED:] if (span := find_speaker(quote, article))]
