"""He, she, they, who: which person or body named before (or just after) a pronoun stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import log

from .names import PERSONS, Entity, Mention, Reading

GENDERS = {"he": "male", "him": "male", "his": "male", "himself": "male", "she": "female", "her": "female", "hers": "female", "herself": "female"}
SINGULAR = frozenset(GENDERS)
PLURAL = frozenset("they them their theirs themselves both".split())
NEUTER = frozenset("it its itself".split())
FIRST = frozenset("i me my myself we us our ourselves".split())
RELATIVE = frozenset("who whom whose which that".split())
PRONOUNS = SINGULAR | PLURAL | NEUTER | FIRST | RELATIVE

CHAIN = 6  # speaking pronouns before one that are resolved first; longer chains changed nothing
WINDOW = 7  # sentences looked back; of 100 tuned pronouns none had its name farther away
# How much each sign speaks for a mention, tuned on the tuning half of tests/gold/actors.csv.
WEIGHTS = {
    "sentences back": -1.0,
    "paragraphs back": -0.4,
    "subject of its sentence": 1.6,
    "speaker of the last quote": 2.4,
    "speaker of an earlier quote": 0.5,
    "known to be a person": 1.5,
    "gender fits": 1.2,
    "inside a quotation": -2.2,
    "after a preposition or verb of telling": -1.3,
    "possessive": -0.7,
    "subject of the same sentence": 1.0,
    "often named": 0.5,
    "stands after the pronoun": -0.8,
    "in the title": 0.3,
    "alone in its paragraph": 3.0,
    "alone since the last quote": 1.5,
}
OBJECT = re.compile(
    r"(?:\b(?:told|tells|tell|asked|asks|ask|urged|called|calls|of|to|with|for|by|about|against|from|on|in|at|than|like|as|over|between|and|versus|"
    r"accused|attacked|blasted|criticized|criticised|praised|supports?|endorsed?|backed|beat|defeat|and|over)\s+)$"
)
SAID_BEFORE = re.compile(r"[”\"'’,]\s*(?:said|says|wrote|added|argued|asked|noted|tweeted)\s+$")
# What can stand before the name with which a sentence begins: “Her lawyer, ”, “The mate, ”, “Holt's deputy, ”, and no “Speaking with ”.
LEADS = re.compile(r"(?:(?:But|And|Yet) )?(?:(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Aa]n?|[A-Z][\w.-]{0,30}['’]s?) (?:[\w-]{1,30} ){0,4}?[\w-]{1,30},? )?(?:[A-Z][\w.]{0,20} ){0,2}")
OPENING_CLAUSE = re.compile(r"^\W*(?:as|when|while|after|before|if|although|though|because|since|in|by|despite)\b", re.I)


@dataclass(frozen=True, slots=True)
class Guess:
    """The entity a pronoun most likely stands for, its margin over the next one, and the signs for it."""

    entity: Entity
    margin: float
    signs: tuple[str, ...]


def weigh_entities(
    text: str, reading: Reading, position: int, gender: str, kinds: frozenset[str], speakers: list[tuple[int, int]]
) -> Guess | None:
    """The best of the entities named around a position; `speakers` are the speakers' words of earlier quotes, latest last."""
    best: dict[int, tuple[float, tuple[str, ...], Entity]] = {}
    layout = reading.layout
    here, paragraph = layout.sentence_at(position), layout.paragraph_at(position)
    start, end = layout.sentence_span(position)
    before = [span for span in speakers if span[0] < position]
    alone = find_alone(text, reading, position, layout.paragraphs[paragraph])
    since = find_alone(text, reading, position, layout.sentence_span(before[-1][0])[1]) if before else None
    is_cataphora = bool(OPENING_CLAUSE.match(text[start:position])) and "," in text[position:end]
    for mention, entity in list_near(reading, layout.sentences[max(0, here - WINDOW)], end):
        if entity.kind not in kinds or (gender and entity.gender and entity.gender != gender):
            continue
        is_later = mention.start > position
        if is_later and not (is_cataphora and "," in text[position : mention.start]):
            continue
        back = here - layout.sentence_at(mention.start)
        signs = {
            "sentences back": log(1 + back, 2),
            "paragraphs back": float(min(2, paragraph - layout.paragraph_at(mention.start))),
            "subject of its sentence": float(is_subject(text, mention, reading)),
            "speaker of the last quote": float(bool(before) and speaks_in(mention, before[-1])) * (1.0 if back < 2 else 0.5),
            "speaker of an earlier quote": float(any(speaks_in(mention, span) for span in before[:-1])),
            "known to be a person": float(entity.kind == "person"),
            "gender fits": float(bool(gender) and entity.gender == gender),
            "inside a quotation": float(layout.is_quoted(mention.start) and not layout.is_quoted(position)),
            "after a preposition or verb of telling": float(bool(OBJECT.search(text, max(0, mention.start - 40), find_title_start(text, mention)))),
            "possessive": float(mention.is_possessive),
            "subject of the same sentence": float(back == 0 and not is_later and is_subject(text, mention, reading)),
            "often named": log(len(entity.mentions), 10),
            "stands after the pronoun": float(is_later),
            "in the title": float(entity.mentions[0].start < 120),
            "alone in its paragraph": float(entity is alone),
            "alone since the last quote": float(entity is since),
        }
        score = sum(WEIGHTS[sign] * value for sign, value in signs.items())
        reasons = tuple(sign for sign, value in signs.items() if value > 0 and WEIGHTS[sign] > 0.4)
        if score > best.get(id(entity), (float("-inf"), (), entity))[0]:
            best[id(entity)] = (score, reasons, entity)
    ranked = sorted(best.values(), key=lambda item: -item[0])
    if not ranked:
        return None
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else ranked[0][0] - 4.0)
    return Guess(ranked[0][2], margin, ranked[0][1])


def list_near(reading: Reading, start: int, end: int) -> tuple[tuple[Mention, Entity], ...]:
    """The mentions that begin in a part of the text; a long text has thousands, and every pronoun asks."""
    first, last = (bisect_left(reading.mentions, place, key=lambda pair: pair[0].start) for place in (start, end))
    return reading.mentions[first:last]


def follow_pronouns(text: str, reading: Reading, speakers: list[tuple[int, int]], position: int) -> Reading:
    """The reading with the last few “he” and “she” that speak counted as mentions of whom they stand for."""
    recent = [span for span in speakers if span[0] < position and text[slice(*span)].lower() in GENDERS][-CHAIN:]
    earlier = [span for span in speakers if span[0] < position]
    for span in recent:
        words = text[slice(*span)]
        guess = weigh_entities(text, reading, span[0], GENDERS[words.lower()], frozenset(("person", "unknown")), [one for one in earlier if one[0] < span[0]])
        if guess:
            mention = Mention(span[0], span[1], words, is_possessive=words.lower() in ("his", "her"))
            place = bisect_right(reading.mentions, span[0], key=lambda pair: pair[0].start)
            mentions = (*reading.mentions[:place], (mention, guess.entity), *reading.mentions[place:])
            reading = Reading(reading.entities, reading.layout, mentions)
    return reading


def find_alone(text: str, reading: Reading, position: int, start: int) -> Entity | None:
    """With whom a part of a text begins, when nobody else is named in it before the pronoun: “Holt disagreed. ‘It was poor,’ she said.”

    “Brann was late, she said” speaks of Brann, and she is somebody else.
    """
    layout = reading.layout
    if layout.sentence_at(start) == layout.sentence_at(position):
        return None
    named = [pair for pair in list_near(reading, start, position) if pair[1].kind in PERSONS and not pair[0].is_possessive and not layout.is_quoted(pair[0].start)]
    is_first = named and LEADS.fullmatch(text, layout.sentence_span(start)[0], find_title_start(text, named[0][0]))
    return named[0][1] if is_first and len({id(entity) for _, entity in named}) == 1 else None


def overlaps(mention: Mention, span: tuple[int, int]) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def speaks_in(mention: Mention, span: tuple[int, int]) -> bool:
    """Whether a mention names who speaks: in “Vonn's deputy, Ilja Brenner,” and “one of Vonn's neighbours” Vonn does not."""
    return overlaps(mention, span) and not (mention.is_possessive and mention.end + len("'s ") < span[1])


def find_title_start(text: str, mention: Mention) -> int:
    """Where “President” begins in “told President Vega”."""
    title = re.search(r"(?:[A-Z][\w.]*\s+){1,3}$", text[max(0, mention.start - 40) : mention.start])
    return mention.start - len(title.group()) if title else mention.start


def is_subject(text: str, mention: Mention, reading: Reading) -> bool:
    """Whether a mention leads its sentence, or is followed or preceded at once by a verb of speech."""
    start = reading.layout.sentence_span(mention.start)[0]
    head = text[start : find_title_start(text, mention)]
    if head.strip().lower() in ("as for", "for"):
        return True
    if len(head) < 60 and not any(ch in head for ch in "“\"") and not OBJECT.search(head) and mention_is_first(mention, start, reading):
        return True
    after = text[mention.end : mention.end + 14]
    before = text[max(0, find_title_start(text, mention) - 12) : find_title_start(text, mention)]
    return bool(re.match(r",? (?:said|says|told|wrote|added|argued|asked|noted|tweeted|claimed)\b", after) or SAID_BEFORE.search(before))


def mention_is_first(mention: Mention, start: int, reading: Reading) -> bool:
    return not any(entity.kind == "person" and not other.is_possessive for other, entity in list_near(reading, start, mention.start))


CHUNK_BREAK = re.compile(r"[.;:!?“”\"\n(—]\s+|, (?=(?:said|says|told|by|and|but|to|of|from|with)\b)|\b(?:among|against|about|between|like|including|said|says|told|by)\s")
HEAD_BREAK = re.compile(r"^.*\b(?:of|by|for|to|with|from|in|on|at|and|but|is|are|was|were|has|have|prompt|as|that|than)\s+(?=\S)", re.S)


def find_relative(text: str, position: int, reading: Reading) -> tuple[int, int] | None:
    """The span of the noun phrase a “who” or “which” belongs to: “X, the deputy editor, who” gives X."""
    offset = max(0, position - 160)
    before = text[offset:position].rstrip(" ,")
    end = offset + len(before)
    for mention, _ in reading.mentions:
        if abs(mention.end - end) <= 1 and mention.end <= position:
            begin = find_title_start(text, mention)
            owner = re.search(r"(?:\b(?:[Aa]n?|[Oo]ne|[Aa]nother) )?\b(?:[a-z]+\s+)(?:to|of|for|with|from|at)\s+(?:the\s+)?$", text[max(0, begin - 60) : begin])
            return (max(0, begin - 60) + owner.start() if owner else mention.start), mention.end
    breaks = list(CHUNK_BREAK.finditer(before))
    chunk_start = breaks[-1].end() if breaks else 0
    parts = [part for part in re.split(r"(?<=, )", before[chunk_start:]) if part.strip()]
    if not parts:
        return None
    take, start = parts[-1], len(before) - len(parts[-1])
    if len(parts) > 1 and re.match(r"(?:an?|the|his|her|its|their|then|former|now|no|once|long)\b|\d+$", take) and re.search(r"[A-Z]", parts[-2]):
        start -= len(parts[-2])
        take = parts[-2].rstrip(" ,")
    elif take[-1:].isalpha():
        head = HEAD_BREAK.match(take)
        if head and not re.search(r"\b(?:of|for|to|at)\s+(?=\S*[A-Z][^ ]*$)", take):
            start += head.end()
            take = take[head.end() :]
    return offset + start, offset + start + len(take.rstrip())
