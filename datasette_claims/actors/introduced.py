"""People without a full name who speak more than once: “A doctor said … The doctor said”, and those who give no more than a first name."""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Mode
from ..text import fold
from .case import Case
from .identify import Answer
from .names import PERSONS, Entity
from .roles import HEAD_END, Role, find_role

ANOTHER = re.compile(r"(?i)(?:an?|one|another|a (?:second|third)|[\w’' .-]{1,60}['’]s?)\b")
AGAIN = re.compile(r"(?i)(?:the|this|that) (?:same )?")
# “A driver, who asked to be identified only as Kim”, “a clerk, giving only her first name, Ada”: the name behind what somebody is.
GIVES_NAME = re.compile(
    r"[^.!?:\n\"“”]{3,120}?[ ,](?:giv(?:es?|ing|en)|gave|identif(?:y|ies|ied|ying)|nam(?:ed|ing)|introduc(?:ed|ing)|call(?:s|ed|ing)|want(?:s|ed|ing)|ask(?:s|ed|ing)|agreed|known|goes|going|went)\b[^.!?:\n\"“”]{0,50}?"
    r"(?:(?<=identified) as |(?<=named) as |\b(?:only|just|simply|himself|herself|themselves|him|her|them|identified|named|known)(?: only| just| simply)? (?:as|by)(?: (?:his|her|their)(?: first| given)? name,? (?:of )?| )|(?:first|given) name,? (?:only )?(?:as |of |is |was )?|\bname (?:only |just )?as )"
)
FIRST_PERSON, OTHER_PERSON = re.compile(r"\b(?:I|my|me|we|our)\b"), re.compile(r"(?i)\b(?:he|she|him|her|his|they|them)\b")
# What somebody is known for. “The detective” behind what a victim told is somebody else.
FAMED = frozenset(
    "striker winger goalkeeper midfielder defender player footballer golfer swimmer boxer cyclist runner athlete skipper singer actor actress rapper musician composer conductor author writer novelist poet comedian chef model star artist painter dancer filmmaker".split()
)
MOST_BEFORE, FAR = 100, 10_000  # speakers looked back at, and characters looked ahead
INTRODUCED_SCORE = 0.75  # that “the doctor” is the doctor who spoke before; set, not measured


def resolve_given_name(case: Case) -> Answer | None:
    """The name that somebody is said to have given, in the sentence that says what he is."""
    role = find_role(case.words)
    if case.span is None or role is None or role.kind != "person" or role.is_plural:
        return None
    found = GIVES_NAME.match(case.article.text, case.span[0], case.reading.layout.sentence_span(case.span[0])[1])
    given = next(((mention, entity) for mention, entity in case.reading.mentions if found and mention.start == found.end()), None)
    if given is None or given[1].kind not in PERSONS or names_person(case, case.span[0] + role.start, given[0].start):
        return None
    person = replace(given[1], kind="person")
    return case.answer(person, 0.9, f"“{case.words[:60]}” is called {person.name}.")


def names_person(case: Case, start: int, end: int) -> bool:
    """Whether somebody else is named between what somebody is and a name: “the clerk Nina Holt, who gave her friend's name as Ada,”."""
    return any(entity.is_person and not mention.is_possessive and start <= mention.start < end for mention, entity in case.reading.mentions)


def resolve_namesake(case: Case) -> Answer | None:
    """“Thrace added” behind “Anton Thrace said”, whoever else of that name the article is about."""
    words, last = case.words.lower(), next((span for span in reversed(case.voices) if span[0] < case.position), None)
    layout = case.reading.layout
    if last is None or " " in words or layout.sentence_at(case.position) - layout.sentence_at(last[0]) > 2:
        return None
    spoke = [entity for mention, entity in case.reading.mentions if last[0] <= mention.start < last[1] and not mention.is_possessive]
    family = [entity for entity in case.reading.entities if entity.kind in PERSONS and len(entity.key) > 1 and entity.key[-1] == fold(words)]
    if len(family) < 2 or len(spoke) != 1 or spoke[0] not in family:
        return None
    return case.answer(spoke[0], 0.85, f"“{case.words}” goes on with {spoke[0].name}, who spoke before.")


def resolve_again(case: Case) -> Answer | None:
    """“The doctor” as the one doctor who spoke before without a name: “a doctor at the clinic”, “the mayor's spokesman”."""
    again = AGAIN.match(case.words)
    role = find_role(case.words) if again else None
    if again is None or role is None or role.kind != "person" or role.is_plural:
        return None
    for start, end in reversed([span for span in case.speakers if span[0] < case.position][-MOST_BEFORE:]):
        words = case.article.text[start:end].strip(" ,")
        other = find_role(words)
        if other is None or other.word != role.word or words.lower() == case.words.lower():
            continue
        if not is_introduced(words, role, other, case) or names_holder(case, start, end, other):
            return None
        return case.propose_unnamed(words, f"“{case.words}” is “{words[:60]}”, who spoke before.", INTRODUCED_SCORE)
    return None


def resolve_same(case: Case) -> Answer | None:
    """“Quillan admitted he was late. ‘I was asleep,’ the striker said”: in her own words, and of nobody else, so it is Quillan."""
    role, last = find_role(case.words), next((span for span in reversed(case.voices) if span[0] < case.position), None)
    layout, text = case.reading.layout, case.article.text
    if role is None or last is None or role.word not in FAMED or not re.fullmatch(rf"(?i)the {role.word}", case.words):
        return None
    is_beside = layout.paragraph_at(last[0]) == layout.paragraph_at(case.position) and 0 < layout.sentence_at(case.position) - layout.sentence_at(last[0]) < 3
    words = case.quote.words or ""
    if not is_beside or case.quote.mode != Mode.DIRECT.value or not FIRST_PERSON.search(words) or OTHER_PERSON.search(words):
        return None
    spoke = [entity for mention, entity in case.reading.mentions if last[0] <= mention.start < last[1] and not mention.is_possessive]
    told_of = re.search(rf"(?i)\b{re.escape(role.word)}s?\b", text[: case.position])
    if len(spoke) != 1 or not spoke[0].is_person or spoke[0].kind not in PERSONS or spoke[0].roles or told_of:
        return None
    return case.answer(spoke[0], 0.7, f"“{case.words}” goes on with {spoke[0].name}, who spoke right before.")


def resolve_named_later(case: Case) -> Answer | None:
    """“A geologist”, of whom a later sentence says “The geologist, Carmen Vidal,”, as Carmen Vidal."""
    role = find_role(case.words) if re.match(r"(?i)(?:an?|one)\b", case.words) else None
    if role is None or case.span is None or role.kind != "person" or role.is_plural:
        return None
    behind = case.article.text[case.span[1] : case.span[1] + FAR]
    another = re.search(rf"\b(?:[Aa]nother|[Oo]ther|[Aa]n?|[Oo]ne|[Ss]econd)(?: [\w-]{{1,30}}){{0,2}} {re.escape(role.word)}", behind)
    for found in re.finditer(rf"\b[Tt]he {re.escape(role.word)}, (?=[A-Z])", behind[: another.start()] if another else behind):
        at = case.span[1] + found.end()
        named = next((pair for pair in case.reading.mentions if pair[0].start == at), None)
        if named and named[1].kind in PERSONS and named[1].is_person and case.article.text[named[0].end : named[0].end + 2] == ", ":
            return case.answer(named[1], INTRODUCED_SCORE, f"“{case.words[:60]}” is {named[1].name}, who is named later.")
    return None


def is_introduced(words: str, role: Role, other: Role, case: Case) -> bool:
    """Whether words brought an unnamed person in, of whom nothing is said that does not fit: “the first doctor” is not “a second doctor”."""
    behind = HEAD_END.search(case.words, 1)
    return ANOTHER.match(words) is not None and not other.is_plural and role.modifiers - {"same", "latter"} <= other.modifiers and (behind is None or behind.group() not in ("of", "for", "at", "from", "in"))


def names_holder(case: Case, start: int, end: int, role: Role) -> bool:
    """Whether the words say who holds the role: “the chemist, Nina Holt”."""
    return any(is_holder(entity, role) and start <= mention.start < end and not mention.is_possessive for mention, entity in case.reading.mentions)


def is_holder(entity: Entity, role: Role) -> bool:
    return entity.kind in PERSONS and entity.is_person and role.family in entity.roles
