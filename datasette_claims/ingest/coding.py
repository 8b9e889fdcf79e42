"""One article through all stages: the only place that knows their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ..actors import Resolution, resolve_actor
from ..articles import Reading
from ..catalogue import Catalogue
from ..quotes import Attribution, attribute_article
from ..records import (
    Actor,
    ActorName,
    Article,
    Coding,
    Method,
    Mode,
    Publisher,
    Quote,
    Review,
    Topic,
)
from ..text import find_script
from .chains import Passers, list_chains
from .days import find_said
from .positions import Scene, join, take_all_positions

Attribute = Callable[[Article], list[tuple[Quote, Attribution]]]

BODY_SCORE = 0.85  # that a state's name stands for its one body that speaks in the article
UNSORTED = Topic("unsorted", "Not yet sorted", "Claims proposed by a program that nobody has put under a topic yet.")


@dataclass(frozen=True, slots=True)
class Desk:
    """What coding an article needs besides the article: what is known already, and an attribution engine."""

    catalogue: Catalogue
    run: str
    publishers: dict[str, Publisher] = field(default_factory=dict)  # by domain
    attribute: Attribute = attribute_article


def is_coded_language(language: str | None) -> bool:
    return language is not None and language.split("-")[0] == "en"


def code_reading(reading: Reading, desk: Desk) -> Coding:
    """Everything one article adds; an article in another language than English is stored without quotes."""
    publisher = desk.publishers.get(reading.publisher.domain or "", reading.publisher)
    article = replace(reading.article, publisher=publisher.id, run=desk.run)
    if not is_coded_language(article.language):
        language = article.language or "an unknown language"
        note = f"Stored without quotes: the text is in {language}, and only English is coded."
        return Coding(replace(article, note=join(article.note, note)), publisher)
    pairs = [(date_quote(quote, attribution, article, desk.run), attribution) for quote, attribution in desk.attribute(article)]
    speakers = resolve_speakers([quote for quote, _ in pairs], article, publisher, desk.catalogue)
    quotes = tuple(replace(quote, speaker=find_id(speakers[quote.id])) for quote, _ in pairs)
    passers = Passers(article, publisher, desk.catalogue)
    relays = tuple(relay for chain in list_chains(pairs, speakers, passers) for relay in chain)
    decided = take_all_positions(quotes, Scene(article, speakers, desk.catalogue, desk.run))
    claims = {claim.id: claim for claim, _ in decided if claim.review == Review.PROPOSED.value}
    proposals = collect_proposals(speakers.values(), passers, desk.catalogue, article)
    return Coding(
        article, publisher, tuple(proposals.values()), tuple(name_actor(actor, article) for actor in proposals.values()),
        (UNSORTED,) if claims else (), tuple(claims.values()), quotes, relays, tuple(stance for _, stance in decided),
    )  # fmt: skip


def date_quote(quote: Quote, attribution: Attribution, article: Article, run: str) -> Quote:
    """The quote with the days on which it can have been said; a headline apart from the text has that of publication."""
    said = find_said(article.text if quote.start_char is not None else article.title, attribution, article.published)
    return replace(quote, said_from=said.first, said_to=said.last, said_as_written=said.as_written, said_basis=said.basis, run=run)


def resolve_speakers(quotes: list[Quote], article: Article, publisher: Publisher, catalogue: Catalogue) -> dict[str, Resolution]:
    """Who said each quote, in the order of the article, because “he” is whoever spoke before."""
    found = {quote.id: resolve_actor(quote, article, quotes[:place], catalogue) for place, quote in enumerate(quotes)}
    own = speak_as_publisher(publisher, catalogue)
    found |= {quote.id: own for quote in quotes if quote.mode == Mode.OWN_VOICE.value}
    return {quote: name_body(resolution, found) for quote, resolution in found.items()}


def speak_as_publisher(publisher: Publisher, catalogue: Catalogue) -> Resolution:
    """The outlet itself, where the catalogue knows it; an article's own words propose no actor."""
    known = catalogue.actors.get(publisher.actor or "") or next((match.actor for match in catalogue.find_actors(publisher.name) if match.actor.kind == "outlet"), None)
    return Resolution(known, None, 0.9, Method.RULES.value, "The article says it itself.", known is not None)


def name_body(resolution: Resolution, found: dict[str, Resolution]) -> Resolution:
    """“Moscow said” as the one body of that state which speaks in the same article; the state where there are several or none."""
    state = resolution.actor
    if state is None or state.kind != "state":
        return resolution
    speaking = [actor for other in found.values() for actor in (other.actor, other.on_behalf_of) if actor and actor.kind == "public_body"]
    bodies = {actor.id: actor for actor in speaking if actor.country in (state.name, state.country)}
    if len(bodies) != 1:
        return resolution
    body = next(iter(bodies.values()))
    detail = f"{resolution.detail} Of {state.name}, only the {body.name} speaks in the article."
    return replace(resolution, actor=body, score=round(resolution.score * BODY_SCORE, 3), detail=detail)


def find_id(resolution: Resolution) -> str | None:
    return resolution.actor.id if resolution.actor else None


def collect_proposals(speakers: Iterable[Resolution], passers: Passers, catalogue: Catalogue, article: Article) -> dict[str, Actor]:
    """Actors nobody knew before, by id; each is a proposal for a person to accept or merge."""
    named = [actor for resolution in speakers for actor in (resolution.actor, resolution.on_behalf_of) if actor]
    return {
        actor.id: actor if actor.source else replace(actor, source=article.url)
        for actor in (*named, *passers.proposed.values())
        if actor.id not in catalogue.actors
    }


def name_actor(actor: Actor, article: Article) -> ActorName:
    kind = "weak_alias" if actor.kind == "unnamed" else "primary"
    return ActorName(f"{actor.id}-n1", actor.id, actor.name, find_script(actor.name), kind, article.language, article.url)
