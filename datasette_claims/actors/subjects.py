"""Whom a passage speaks of where it begins with “he” or “her”, so that a claim can say it by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..catalogue import Catalogue
from ..records import Actor, Article, Mode, Quote
from .case import Case, find_overlap, read_article
from .names import keep_entities
from .phrases import find_speaker
from .pronouns import GENDERS
from .references import resolve_pronoun
from .roles import find_role

SUBJECT = re.compile(r"(?i)\W*(?:(?:that|whether|if)\s+)?(?P<word>he|she|him|his|her)\b")
FIRST_PERSON = re.compile(r"(?i)\W*(?:(?:that|whether|if)\s+)?I\b")
# “It had been warned”, “it is ready”, “its troops”: a body that speaks of itself, not “it was late” or “it is clear that”.
ITSELF = re.compile(
    r"(?i)\W*(?:(?:that|whether|if)\s+)?(?:its\b|it (?:(?:had|has|would|will|did|does|could|can|may|might)(?: not|n['’]t)?(?: \w+ly| also| never| already| ever)? "
    r"(?:been \w+ed\b|(?!(?:be|been|seem|appear|take|taken|took|matter|rain|snow|happen|help|make|made)\w*\b)\w+)|(?:is|was)(?: not)?(?: \w+ly| also)? "
    r"(?:aware|unaware|ready|prepared|committed|confident|considering|investigating|reviewing|looking|working|planning|preparing|sending|cooperating|monitoring)\b|(?:expects|plans|intends|hopes|wants|believes|rejects|denies|supports|opposes|welcomes|remains|sees|stands|takes|knows|needs)\b|\w{3,}ed\b))"
)
BODIES = frozenset(("organisation", "public_body", "state", "outlet", "armed_group"))
SURE = 0.8  # of the answers' scores: only pronouns whose nearest name is far ahead of the next; the others stay pronouns


def find_voice(quote: Quote, quotes: Sequence[Quote]) -> Quote:
    """The quote whose speaker a passage calls “I”: within somebody's own words, “they said I was late” is about that speaker."""
    outer = next((other for other in quotes if other.id == quote.parent), None)
    is_own = outer is None or outer.mode != Mode.DIRECT.value or quote.mode == Mode.DIRECT.value
    return outer if outer and not is_own and FIRST_PERSON.match(quote.words or "") else quote


def is_somebody(words: str) -> bool:
    role = find_role(words)
    return role is not None and role.kind == "person" and not role.is_plural


def name_itself(quote: Quote, article: Article, speaker: Actor | None) -> str:
    """The name of a body that begins to speak of itself as “it”; empty for anybody else and for other words."""
    is_apart = (quote.speaker_words or "").lower() in ("which", "that", "who")  # “a report by Tavra, which said it was preparing a bid”: somebody else
    is_body = speaker is not None and not is_apart and speaker.kind in BODIES and quote.mode == Mode.INDIRECT.value and quote.start_char is not None
    return speaker.name if speaker and is_body and ITSELF.match(article.text, quote.start_char or 0) else ""


def is_other_gender(speaker: str, word: str) -> bool:
    """Whether who speaks as “he” is spoken of as “she”, or the other way round."""
    return GENDERS.get(speaker.lower(), GENDERS[word]) != GENDERS[word]


def name_subject(quote: Quote, article: Article, speakers: Sequence[tuple[int, int]], catalogue: Catalogue) -> str:
    """The name of the person a passage begins to speak of with a pronoun, empty where it does not or that is not sure.

    `speakers` are the places of the speakers' words of the quotes before. Nobody speaks of himself as “he” within quotation marks.
    """
    found = SUBJECT.match(article.text, quote.start_char, quote.end_char) if quote.start_char is not None and quote.end_char is not None else None
    if found is None:
        return ""
    own = find_speaker(quote, article)
    reading = read_article(article.text)
    if own and quote.mode == Mode.DIRECT.value:
        speaker = find_overlap(own, reading)
        reading = keep_entities(reading, lambda entity: speaker is None or entity is not speaker[1])
        speakers = [span for span in speakers if span != own]
    elif own and find_overlap(own, reading) is None and is_somebody(article.text[slice(*own)]):
        return ""  # “an engineer said he had seen it”: the engineer, who has no name
    elif own and own[0] < found.start("word"):
        speakers = [*speakers, own]
    words = found["word"].lower()
    if own and is_other_gender(article.text[slice(*own)], words):
        said = resolve_pronoun(Case(quote, article, article.text[slice(*own)], own, list(speakers), [], catalogue, reading))
        reading = keep_entities(reading, lambda entity: said is None or said.score < SURE or said.actor is None or entity.name != said.actor.name)
    case = Case(replace(quote, speaker_words=words), article, words, found.span("word"), list(speakers), [], catalogue, reading)
    answer = resolve_pronoun(case)
    return answer.actor.name if answer and answer.actor and answer.actor.kind == "person" and answer.score >= SURE else ""
