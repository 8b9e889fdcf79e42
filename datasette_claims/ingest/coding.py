"""One article through all stages: the only place that knows their order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..actors import Resolution, find_subject, find_voice, resolve_actor
from ..articles import Reading
from ..catalogue import Catalogue
from ..claims import BAR, match_claims, propose_claim
from ..polarity import list_statements
from ..quotes import Attribution, attribute_article
from ..records import (
    Actor,
    ActorName,
    Article,
    Certainty,
    Claim,
    Coding,
    Label,
    Method,
    Mode,
    Publisher,
    Quote,
    Review,
    Stance,
    Topic,
)
from ..stances import judge_stance
from ..text import find_script
from .answers import Answer, find_answer
from .chains import Passers, list_chains, passes_on
from .days import find_said

Attribute = Callable[[Article], list[tuple[Quote, Attribution]]]

BODY_SCORE = 0.85  # that a state's name stands for its one body that speaks in the article
MAX_STATEMENTS = 6  # of one passage that are matched one by one

REPORTED_SCORE = 0.7  # that “these reports” are the last ones spoken of
REPORTS = re.compile(r"(?i)\b(?:reports?|rumou?rs?|allegations?)\b")
SAME_REPORTS = re.compile(r"(?i)\b(?:these|those|such|the|this|that|all) (?:same )?(?:reports?|rumou?rs|allegations|accusations|information|stor(?:y|ies))\b")
HOLDS_TRUE = re.compile(r"(?i)\b(?:true|accurate|correct|right|genuine|authentic|credible|reliable|confirmed|well-founded|well founded)\b")
THE_SAME = re.compile(r"(?i)(?:that |just |much )?the same\b")

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
    decided = take_all_positions(quotes, speakers, article, desk)
    claims = {claim.id: claim for claim, _ in decided if claim.review == Review.PROPOSED.value}
    proposals = collect_proposals(speakers.values(), passers, desk.catalogue, article)
    return Coding(
        article, publisher, tuple(proposals.values()), tuple(name_actor(actor, article) for actor in proposals.values()),
        (UNSORTED,) if claims else (), tuple(claims.values()), quotes, relays, tuple(stance for _, stance in decided),
    )  # fmt: skip


def join(*notes: str | None) -> str | None:
    return " ".join(note for note in notes if note) or None


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


def find_name(resolution: Resolution) -> str:
    """The name of who speaks; empty where the article gives none."""
    return resolution.actor.name if resolution.actor and resolution.actor.kind != "unnamed" else ""


# Positions -------------------------------------------------------------------------------------


def take_all_positions(quotes: tuple[Quote, ...], speakers: dict[str, Resolution], article: Article, desk: Desk) -> list[tuple[Claim, Stance]]:
    """The positions of all quotes in the order of the article, because “these reports” are those of before."""
    decided: list[tuple[Claim, Stance]] = []
    reported: list[Claim] = []
    nested: defaultdict[str | None, list[Quote]] = defaultdict(list)
    for quote in quotes:
        nested[quote.parent].append(quote)
    for place, quote in enumerate(quotes):
        taken = take_positions(quote, speakers, nested[quote.id], quotes[:place], article, desk, reported)
        decided += repeat_labels(quote, taken, decided)
        if REPORTS.search(" ".join(filter(None, (quote.speaker_words, quote.cue, quote.words)))) and taken:
            reported = [claim for claim, _ in taken]
    return decided


def repeat_labels(quote: Quote, taken: list[tuple[Claim, Stance]], before: list[tuple[Claim, Stance]]) -> list[tuple[Claim, Stance]]:
    """Who says “the same” does with a claim what he did with it before: a report passed on once is passed on again."""
    if not THE_SAME.match(quote.words or ""):
        return taken
    labels = {(stance.actor, claim.id): stance.label for claim, stance in before}
    return [(claim, replace(stance, label=labels.get((stance.actor, claim.id), stance.label))) for claim, stance in taken]


def take_positions(
    quote: Quote, speakers: dict[str, Resolution], inner: list[Quote], before: Sequence[Quote], article: Article, desk: Desk, reported: list[Claim]
) -> list[tuple[Claim, Stance]]:
    """The claims a quote is about, known or proposed, and what its speaker does with each.

    A passage of several statements can deny one claim and assert another, so that each is matched by itself; the
    whole is matched only when none of them is. “These reports” are about the claims reported before. Only a passage
    that matches nothing becomes a proposal, as a whole.
    """
    speaker = speakers[quote.id]
    inner = inner if inner and not is_about_itself(quote, inner[0], desk.catalogue) else []
    about = inner[0] if inner else quote  # “X reported that Y denied Z” is about Z, and X passes it on
    answer = find_answer(quote, article.text)
    if answer:
        about = replace(quote, words=answer.question)
    found: dict[str, tuple[Claim, Stance]] = {}
    for statement in list_parts(about.words or ""):
        if statement == about.words and found:
            continue
        for claim, sure, why in find_claims(replace(about, words=statement), desk.catalogue, reported):
            decided = decide(quote, replace(quote, words=statement), claim, speaker, inner, answer, len(found) + 1, desk.run)
            if sure == REPORTED_SCORE and decided.label == Label.ASSERTS.value and not HOLDS_TRUE.search(statement):
                decided = replace(decided, label=Label.MENTIONS.value)  # who “received the reports” says nothing about them
            found.setdefault(claim.id, (claim, weigh(decided, sure, why)))
    if found:
        return list(found.values())
    for one in dict.fromkeys((about, quote)) if quote.mode != Mode.OWN_VOICE.value else ():
        subject = find_subject(one, article, speakers[one.id].actor, before, desk.catalogue)
        voice = find_voice(one, (*before, quote))
        proposed = propose_claim(replace(one, speaker_words=voice.speaker_words), find_name(speakers[voice.id]), subject)
        if proposed:
            for claim, sure, shared in find_claims(replace(one, words=proposed.text), desk.catalogue, []):
                # “The dispatch of volunteers” shares less with a known claim than “Volunteers were sent”.
                decided = decide(quote, quote, claim, speaker, inner, answer, 1, desk.run)
                return [(claim, weigh(decided, sure, f"Worded as “{proposed.text}” it is a known claim. {shared}"))]
            claim = replace(proposed, source=article.url)
            decided = decide(quote, quote, claim, speaker, inner, answer, 1, desk.run)
            why = f"The pronoun it begins with is taken for {subject}. " if subject and proposed.text.startswith(subject) else ""
            return [(claim, weigh(decided, 1.0, f"{why}No known claim is close enough, so this one is proposed."))]
    return []


def is_about_itself(quote: Quote, inner: Quote, catalogue: Catalogue) -> bool:
    """Whether a known claim is nearer to all a quote says than to what is nested in it: “that Y has told Z so”."""
    whole, part = (next(iter(match_claims(one, catalogue, limit=1)), None) for one in (quote, inner))
    return bool(whole and whole.score >= BAR and (part is None or whole.claim.id != part.claim.id and whole.score >= part.score))


def list_parts(words: str) -> list[str]:
    """The statements of a passage without brackets that explain names, and at last the passage itself."""
    statements = list_statements(re.sub(r" \([^()]*\)", "", words))[:MAX_STATEMENTS]
    return list(dict.fromkeys([*statements, words]))


def find_claims(part: Quote, catalogue: Catalogue, reported: list[Claim]) -> list[tuple[Claim, float, str]]:
    """The known claims one statement is about, how sure that is, and why."""
    best = next(iter(match_claims(part, catalogue, limit=1)), None)
    if best and best.score >= BAR:
        return [(best.claim, best.score, best.detail)]
    back = SAME_REPORTS.search(part.words or "")
    return [(claim, REPORTED_SCORE, f"“{back.group()}” are those spoken of before.") for claim in reported] if back else []


def decide(quote: Quote, part: Quote, claim: Claim, speaker: Resolution, inner: list[Quote], answer: Answer | None, number: int, run: str) -> Stance:
    """What the speaker of a quote does with a claim, going by one part of the words."""
    stance = judge_stance(part, claim, speaker.actor, speaker.on_behalf_of, number)
    if inner and (stance.label in (Label.ASSERTS.value, Label.CONFIRMS.value) or passes_on(quote, inner[0])):
        stance = replace(stance, label=Label.RELAYS.value, detail=f"Passes on what “{inner[0].speaker_words or 'somebody'}” is reported to have said.")
    if answer:
        stance = replace(stance, label=answer.label.value, certainty=Certainty.CERTAIN.value, detail=answer.why)
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
