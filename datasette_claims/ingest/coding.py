"""One article through all stages: the only place that knows their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..actors import Resolution, resolve_actor
from ..articles import Reading
from ..catalogue import Catalogue
from ..claims import BAR, match_claims, propose_claim
from ..polarity import list_statements
from ..quotes import Attribution, attribute_article
from ..records import Actor, ActorName, Article, Claim, Coding, Label, Quote, Relay, Review, Stance, Topic
from ..stances import judge_stance
from ..text import find_script, make_slug

Attribute = Callable[[Article], list[tuple[Quote, Attribution]]]

MAX_STATEMENTS = 6  # of one passage that are matched one by one

UNSORTED = Topic("unsorted", "Not yet sorted", "Claims proposed by a program that nobody has put under a topic yet.")


@dataclass(frozen=True, slots=True)
class Desk:
    """What coding an article needs besides the article: what is known already, and an attribution engine."""

    catalogue: Catalogue
    run: str
    publishers: dict[str, str] = field(default_factory=dict)  # id by domain
    attribute: Attribute = attribute_article


def is_coded_language(language: str | None) -> bool:
    return language is not None and language.split("-")[0] == "en"


def code_reading(reading: Reading, desk: Desk) -> Coding:
    """Everything one article adds; an article in another language than English is stored without quotes."""
    publisher = replace(reading.publisher, id=desk.publishers.get(reading.publisher.domain or "", reading.publisher.id))
    article = replace(reading.article, publisher=publisher.id, run=desk.run)
    if not is_coded_language(article.language):
        language = article.language or "an unknown language"
        note = f"Stored without quotes: the text is in {language}, and only English is coded."
        return Coding(replace(article, note=join(article.note, note)), publisher)
    pairs = [(date_quote(quote, article, desk.run), attribution) for quote, attribution in desk.attribute(article)]
    speakers = resolve_speakers([quote for quote, _ in pairs], article, desk.catalogue)
    quotes = tuple(replace(quote, speaker=find_id(speakers[quote.id])) for quote, _ in pairs)
    passers = Passers(article, desk.catalogue)
    relays = tuple(relay for chain in list_chains(pairs, speakers, passers) for relay in chain)
    decided = [pair for quote in quotes for pair in take_positions(quote, speakers[quote.id], list_inner(quote, quotes), article, desk)]
    claims = {claim.id: claim for claim, _ in decided if claim.review == Review.PROPOSED.value}
    proposals = collect_proposals(speakers.values(), passers, desk.catalogue, article)
    return Coding(
        article, publisher, tuple(proposals.values()), tuple(name_actor(actor, article) for actor in proposals.values()),
        (UNSORTED,) if claims else (), tuple(claims.values()), quotes, relays, tuple(stance for _, stance in decided),
    )  # fmt: skip


def join(*notes: str | None) -> str | None:
    return " ".join(note for note in notes if note) or None


def date_quote(quote: Quote, article: Article, run: str) -> Quote:
    """The quote with the latest day on which it can have been said: that of publication, where it is known."""
    day = article.published[:10] if article.published and len(article.published) >= 10 else None
    return replace(quote, said_from=day, said_to=day, said_basis="published" if day else "unknown", run=run)


def resolve_speakers(quotes: list[Quote], article: Article, catalogue: Catalogue) -> dict[str, Resolution]:
    """Who said each quote, in the order of the article, because “he” is whoever spoke before."""
    return {quote.id: resolve_actor(quote, article, quotes[:place], catalogue) for place, quote in enumerate(quotes)}


def find_id(resolution: Resolution) -> str | None:
    return resolution.actor.id if resolution.actor else None


def list_inner(quote: Quote, quotes: Iterable[Quote]) -> list[Quote]:
    """The quotes nested in this one."""
    return [inner for inner in quotes if inner.parent == quote.id]


# Relays ----------------------------------------------------------------------------------------


class Passers:
    """Finds the outlets that passed words on, known ones or proposals."""

    def __init__(self, article: Article, catalogue: Catalogue):
        self.article, self.catalogue = article, catalogue
        self.proposed: dict[str, Actor] = {}

    def find(self, words: str) -> Actor | None:
        """The actor these words name; a name nobody knows is proposed as an outlet."""
        known = [match.actor for match in self.catalogue.find_actors(words) if match.kind != "weak_alias"]
        if len(known) == 1:
            return known[0]
        slug = make_slug(words.removeprefix("the "))
        if not slug or known:
            return None
        detail = f"Passed words on in “{self.article.title}”."
        return self.proposed.setdefault(slug, Actor(slug, words, "outlet", detail, source=self.article.url))


def list_chains(pairs: list[tuple[Quote, Attribution]], speakers: dict[str, Resolution], passers: Passers) -> Iterator[list[Relay]]:
    """The relays of each quote, outermost first: what encloses it, and then who is named beside its own cue."""
    by_id = {quote.id: (quote, attribution) for quote, attribution in pairs}
    text = passers.article.text
    for quote, attribution in pairs:
        steps: list[tuple[str, str]] = []
        for outer in list_outer(quote, by_id):
            steps += list_outlets(by_id[outer.id][1], outer, text, passers)
            if actor := speakers[outer.id].actor:
                steps.append((actor.id, " ".join(filter(None, (outer.speaker_words, outer.cue)))))
        steps += list_outlets(attribution, quote, text, passers)
        unique = [step for n, step in enumerate(steps) if step[0] not in {earlier for earlier, _ in steps[:n]}]
        own = find_id(speakers[quote.id])
        yield [
            Relay(f"{quote.id}-v{n}", quote.id, n, actor, words)
            for n, (actor, words) in enumerate((step for step in unique if step[0] != own), 1)
        ]


def list_outer(quote: Quote, by_id: dict[str, tuple[Quote, Attribution]]) -> list[Quote]:
    """The quotes that enclose this one, outermost first."""
    outer: list[Quote] = []
    while quote.parent in by_id and quote.parent not in {seen.id for seen in outer}:
        quote = by_id[quote.parent][0]
        outer.insert(0, quote)
    return outer


def list_outlets(attribution: Attribution, quote: Quote, text: str, passers: Passers) -> Iterator[tuple[str, str]]:
    # The offsets of a headline apart from the text are those of the title, and headlines name no relays.
    for start, end in attribution.relays if quote.start_char is not None else ():
        if actor := passers.find(text[start:end]):
            yield actor.id, text[start:end]


# Positions -------------------------------------------------------------------------------------


def take_positions(quote: Quote, speaker: Resolution, inner: list[Quote], article: Article, desk: Desk) -> list[tuple[Claim, Stance]]:
    """The claims a quote is about, known or proposed, and what its speaker does with each.

    A passage of several statements can deny one claim and assert another, so that each is matched by itself; only
    a passage that matches nothing becomes a proposal, as a whole.
    """
    about = inner[0] if inner else quote  # “X reported that Y denied Z” is about Z, and X passes it on
    found: dict[str, tuple[Claim, Stance]] = {}
    for statement in dict.fromkeys([about.words or "", *list_statements(about.words or "")[:MAX_STATEMENTS]]):
        part = replace(about, words=statement)
        candidates = match_claims(part, desk.catalogue, limit=1)
        if candidates and candidates[0].score >= BAR:
            claim = candidates[0].claim
            decided = decide(quote, replace(quote, words=statement), claim, speaker, inner, len(found) + 1, desk.run)
            found.setdefault(claim.id, (claim, weigh(decided, candidates[0].score, candidates[0].detail)))
    if found:
        return list(found.values())
    proposed = propose_claim(about)
    if proposed is None:
        return []
    claim = replace(proposed, source=article.url)
    decided = decide(quote, quote, claim, speaker, inner, 1, desk.run)
    return [(claim, weigh(decided, 1.0, "No known claim is close enough, so this one is proposed."))]


def decide(quote: Quote, part: Quote, claim: Claim, speaker: Resolution, inner: list[Quote], number: int, run: str) -> Stance:
    """What the speaker of a quote does with a claim, going by one part of the words."""
    stance = judge_stance(part, claim, speaker.actor, speaker.on_behalf_of, number)
    if inner and stance.label in (Label.ASSERTS.value, Label.CONFIRMS.value):
        stance = replace(stance, label=Label.RELAYS.value, detail=f"Passes on what “{inner[0].speaker_words or 'somebody'}” is reported to have said.")
    sure = (quote.score or 1.0) * speaker.score * (stance.score or 1.0)
    return replace(stance, score=sure, detail=join(stance.detail, speaker.detail), run=run)


def weigh(stance: Stance, sure: float, why: str) -> Stance:
    """The stance with how sure the match of the claim is, and why; every step must be right for the row to be."""
    return replace(stance, score=round((stance.score or 0.0) * sure, 3), detail=join(stance.detail, why))


# Proposals -------------------------------------------------------------------------------------


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
