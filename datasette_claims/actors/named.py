"""Rules for speaker words that are not pronouns: names, places that stand for states, roles, unnamed sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..catalogue import make_name_key
from ..text import fold
from .bearers import find_fields
from .bodies import find_entity_body, find_role_body
from .case import Case, cut_core, find_core_mentions, find_core_start, find_overlap
from .entities import find_same
from .holders import (
    find_government,
    find_holders,
    find_owned_body,
    guess_holder,
    is_noun,
    resolve_owned_body,
    weigh_holders,
)
from .identify import Answer, find_body
from .introduced import resolve_again, resolve_given_name, resolve_named_later, resolve_namesake, resolve_same
from .names import BODIES, PERSONS, Entity, Mention, find_kind, keep_entities, make_mentions
from .phrases import UNNAMED, read_metonyms
from .pronouns import weigh_entities
from .roles import HEAD_END, Role, find_role, seems_person
from .spans import PARTICLES, read_lexicon

LEAD_SENTENCES = 3  # in these an “a military analyst” may be named only afterwards
ROLE_SCORES = {True: 0.75, False: 0.7}  # by whether only one entity of the article holds the role
PUBLISHED = re.compile(
    r"(?i)(?:(?:an?|the|another|one|this) )?(?:[\w-]+ ){0,2}?(?:reports?|articles?|stor(?:y|ies)|columns?|editorials?|dispatch|investigation|statement|announcement)\b(?: \w+ly)? (?:in|by|from|on|published by|published in|of) "
    r"|(?:the )?[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*)*['’]s? (?:\w+ ){0,2}(?:report|article|story|column|editorial|dispatch|investigation|statement)\b"
)
# Behind the last name: what is spoken of is no name but “user”, “feed”, “accounts linked”.
COMMON_HEAD = re.compile(r" (?!(?:and|or|of|for|de|da|also|later|then|again|alone|too|now|himself|herself|itself|themselves|jr|sr)\b)[a-z][\w-]+\b")
PLACED = re.compile(r" (?:of|from|at|with|in) ")
ONE_OF = re.compile(r"(?i)one of (?:the|them|his|her|its|their|[A-Z][\w-]*['’]s?)\b")
CALLED = re.compile(r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z][\w-]* ){0,2}[a-z][\w-]*, (?:[A-Z][\w.&’'-]*(?: |$)|(?:de|van|von|der|al|el|bin|&) )+$")  # whatever a name is: “the harbour pilot, Karl Oster”
JOINT = re.compile(r" and (?:the )?")
TITLES = re.compile(r"\.? (?:[A-Z][\w.]* ){0,3}")  # between a role and a name
AGED = re.compile(r"(?i)(?:the|this) (?P<age>\d\d)-year-old(?P<more>(?: [a-z]+){1,2})?$")
FULLER_SCORE = 0.9  # that “the ministry” is the one that spoke before
RELATIVE_SCORE = 0.75  # “who” after words that name nobody


def resolve_known_words(case: Case) -> Answer | None:
    """The words as they stand are a name in the catalogue."""
    matches = [match for match in case.catalogue.find_actors(case.words) if match.kind != "weak_alias" and not match.is_respelt]
    if len(matches) != 1:
        return None
    found = find_overlap(case.span, case.reading)
    body = find_entity_body(found[1], matches[0].actor, case) if found else find_role_body(matches[0].actor, case)
    return Answer(matches[0].actor, 0.97, f"“{case.words}” is a name of {matches[0].actor.name} in the catalogue.", body)


def resolve_metonym(case: Case) -> Answer | None:
    standing = read_metonyms().get(make_name_key(case.words))
    if not standing:
        return None
    found = find_overlap(case.span, case.reading)
    if found and found[1].kind == "person":
        return None  # Washington, Jordan and Georgia are also people
    actor = find_body(standing[0], case.article, case.catalogue)
    return Answer(actor, 0.93, f"“{case.words}” stands for {standing[0]}.")


def resolve_named(case: Case) -> Answer | None:
    """The words hold a name that is their head: “President Vega”, “Vega, the envoy”, “the Foreign Ministry”."""
    core = cut_core(case.words)
    role = find_role(core)
    mentions, start = find_core_mentions(case, core), find_core_start(case, core)
    appended = find_appended(case, core, role)
    if appended:
        return case.answer(appended, 1.0, f"“{case.words[:80]}” names {appended.name} behind the role.")
    persons = [pair for pair in mentions if pair[1].kind in PERSONS]
    head_is_role = role and (not mentions or role.start >= max(pair[0].end for pair in mentions) - start - 1)
    if head_is_role and role.kind == "body" and mentions and not UNNAMED.match(core) and not (role.is_plural and core[role.start].islower()):
        return resolve_owned_body(case, core, role, mentions[-1])
    if head_is_role or role and not role.modifiers and len(mentions) == 1 and is_noun(mentions[0][1], role) and find_holders(role, case):
        return None
    if not mentions:
        return resolve_bare_name(case, core)
    if role and role.kind == "person" and re.match(r" of (?:the )?$", core[role.start + len(role.word) : mentions[0][0].start - start]):
        return None  # “Mayor of Lund”, who is not Lund
    if mentions[0][1].kind in PERSONS and mentions[0][0].words != mentions[-1][0].words and PLACED.match(core, mentions[0][0].end - start):
        mentions, persons = mentions[:1], mentions[:1]  # “Commander Ivo Marek of the harbour police's River unit”
    elif COMMON_HEAD.match(core[mentions[-1][0].end - start :]):
        return None  # “many World Bank watchers”, “one Twitter user”, “the Instagram feed”
    mention, entity = find_titled(mentions, case) or find_owned(mentions, start + len(core)) or (persons[0] if persons else mentions[-1])
    if entity.kind == "group":
        return case.propose_unnamed(case.words, f"“{entity.name}” are people, not a body.")
    if mention.is_possessive and len(core) > mention.end - start + 3:
        if entity.kind in PERSONS and re.search(r"['’]s?\s+\w", core):
            return None
    if not persons and len(mentions) > 1 and JOINT.fullmatch(core, mentions[0][0].end - start, mentions[1][0].start - start):
        return case.answer(mentions[0][1], 0.6, "The words name several bodies; this is the first.")
    several = len({id(pair[1]) for pair in persons}) > 1 and re.search(r"\band\b|,", core)
    if several:
        return case.answer(entity, 0.6, f"The words name {len(persons)} people; this is the first.")
    return case.answer(entity, 1.0, f"“{case.words[:60]}” names {entity.name}." if entity.name != case.words else "")


def find_appended(case: Case, core: str, role: Role | None) -> Entity | None:
    """Who is named behind a role and a comma: “a spokesman for the navy, Captain Edvin Roe”, “the newspaper, al Tavra”."""
    is_one = role.kind != "document" and not role.is_plural if role else CALLED.match(case.words) is not None
    after = re.match(r"[^,]{3,80}, ", case.article.text[slice(*case.span)]) if case.span else None
    if case.span is None or after is None or not is_one and not ONE_OF.match(case.words):
        return None
    start = case.span[0] + after.end()
    titled = find_core_start(case, core) + (role.start + len(role.word) if role else 0)
    if role and role.kind == "body" and not core.endswith(role.word):
        return None
    wanted = PERSONS if role and role.kind == "person" else BODIES - {"place"} if role else PERSONS | BODIES - {"place"}
    for mention, entity in case.reading.mentions:
        between = case.article.text[titled : mention.start]
        if TITLES.fullmatch(between) and case.span[0] < mention.start < start and entity.kind in PERSONS:
            return None  # “Watch expert Nina Holt of Lund, Velania”
        if start <= mention.start < case.span[1] and entity.kind in wanted:
            between = case.article.text[start : mention.start].split()
            is_all = role is None or role.kind == "person" or mention.end == case.span[1] and not HEAD_END.search(after.group()[:-2], 1)
            return entity if is_all and len(between) <= 2 and all(word[0].isupper() or word in PARTICLES or find_role(word) for word in between) else None
    return None


def find_titled(mentions: list[tuple[Mention, Entity]], case: Case) -> tuple[Mention, Entity] | None:
    """The name behind a role: “Finance minister Karl Oster”, “Coastline Ferries chief executive Petra Holm”, “Velan newspaper Ostblatt”."""
    for (before, _), (mention, entity) in zip(mentions, mentions[1:]):
        title = case.article.text[before.end : mention.start]
        role = find_role(title, True) if re.fullmatch(r"(?: [a-z][\w-]*)+ ", title) else None
        if role and role.kind != "document" and not role.is_plural and title.rstrip().endswith(role.word):
            return mention, entity
    return None


def find_owned(mentions: list[tuple[Mention, Entity]], end: int) -> tuple[Mention, Entity] | None:
    """The person at the end of “Vega's longtime manager Karl Oster”."""
    *owners, last = mentions
    is_owned = owners and all(mention.is_possessive for mention, _ in owners)
    return last if is_owned and last[1].kind in PERSONS and last[0].end == end and not last[0].is_possessive else None


def resolve_bare_name(case: Case, core: str) -> Answer | None:
    """Words that look like a name although the text around did not show it, as in a headline."""
    words = re.sub(r"^(?:the|The)\s+", "", core)
    if not words[:1].isupper() or re.fullmatch(r"\w+ \d+", words) or UNNAMED.match(words) or fold(words) in read_lexicon()["not_names"] or (len(words.split()) == 1 and words.lower().endswith("s") and not words.isupper() and case.span):
        return None
    mentions = make_mentions(words, 0, len(words))
    if not mentions or any(word[:1].islower() for word in mentions[0].words.split() if len(word) > 3):
        return None
    known = find_same(mentions[0], case.reading)
    entity = known or Entity(mentions[0].words, find_kind(mentions[0]) or "unknown", [mentions[0]], mentions[0].gender)
    entity.is_person = known.is_person if known else seems_person(entity, core)
    return case.answer(entity, 0.9, "")


def resolve_role(case: Case) -> Answer | None:
    """“the analyst”, “the Republican nominee”, “her spokesman”: somebody the article names elsewhere with that role."""
    role = find_role(case.words)
    if role is None or role.is_plural or role.kind == "document":
        return None
    lower = case.words.lower()
    is_lead = case.reading.layout.sentence_at(case.position) < LEAD_SENTENCES
    if UNNAMED.match(lower) and not is_lead:
        return None
    if not UNNAMED.match(lower) and not re.match(r"(?:the|this|that|his|her|its|their|our|my|your)\b", lower) and not is_lead:
        return None
    if UNNAMED.match(lower) and role.speaks_for:
        return None
    owned = find_owned_body(role, case) or find_government(role, case)
    if owned:
        return owned
    allowed = find_holders(role, case)
    if not allowed:
        return find_fuller(role, case) or guess_holder(role, case)
    guess = weigh_holders(case, allowed)
    if guess is None:
        return None
    score = 0.55 if UNNAMED.match(lower) else ROLE_SCORES[len(allowed) == 1]
    return case.answer(guess, score, f"“{case.words}” is most likely {guess.name}, of whom the article says so.")


def find_fuller(role: Role, case: Case) -> Answer | None:
    """“The ministry” as the last one that spoke under more words: “the Velan defence ministry”, also by its spokesman."""
    if role.kind != "body" or find_fields(role, case.words) or not case.words.lower().startswith("the "):
        return None
    fuller = re.compile(rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir) (?P<name>(?:[\w’'-]+ ){{1,4}}?{re.escape(role.word)})$")
    for start, end in reversed([span for span in case.speakers if span[0] < case.position]):
        found = fuller.search(case.article.text[start:end].split(",")[0])
        other = find_role(found["name"], True) if found else None
        if found and other and other.family == role.family and find_fields(other, found["name"]):
            if any(case.article.text[slice(*span)].lower() == case.words.lower() for span in case.speakers if span[0] < start):
                return None  # “the army” spoke before “the Velan army” did, and is another one
            same = replace(case, words=found.group(), span=(start + found.start(), start + found.end()))
            answer = next(filter(None, (rule(same) for rule in (resolve_known_words, resolve_metonym, resolve_named, resolve_role, resolve_unnamed))))
            return replace(answer, score=round(answer.score * FULLER_SCORE, 3), detail=f"“{case.words}” is “{found['name']}”, which spoke before. {answer.detail}")
    return None


def resolve_aged(case: Case) -> Answer | None:
    """“the 29-year-old”: the person whose age the article gives, or who was spoken of last."""
    found = AGED.match(case.words)
    if found is None:
        return None
    age = found["age"]
    told = re.compile(rf",? (?:aged )?\(?{age}\b(?!:)")
    aged = [entity for entity in case.reading.entities if entity.kind in PERSONS and any(told.match(case.article.text, mention.end) for mention in entity.mentions)]
    if len(aged) == 1:
        return case.answer(aged[0], 0.95, f"“{case.words}” is {aged[0].name}, whose age the article gives.")
    people = keep_entities(case.reading, lambda entity: entity.is_person and entity.kind in PERSONS)
    guess = weigh_entities(case.article.text, people, case.position, "", PERSONS, case.speakers) if not aged and not found["more"] else None
    return case.answer(guess.entity, 0.6, f"“{case.words}” is most likely {guess.entity.name}, of whom the article speaks last.") if guess else None


def resolve_unnamed(case: Case) -> Answer:
    """Whoever is left is a source the article does not name."""
    return case.propose_unnamed(case.words, f"“{case.words[:60]}” is not named in the article.")


def resolve_document(case: Case) -> Answer | None:
    """“A report in the Herald” and “the Herald's report”: the outlet or body that speaks in it."""
    role = find_role(case.words)
    if role is None or role.kind != "document" or case.span is None or not PUBLISHED.match(case.words):
        return None
    found = find_core_mentions(case, case.words)
    if len(found) != 1 or found[0][1].kind in ("place", "group", "person") and not found[0][0].is_possessive:
        return None
    return case.answer(found[0][1], 0.85, f"“{case.words[:60]}” is what {found[0][1].name} published.")


WORD_RULES: tuple[Callable[[Case], Answer | None], ...] = (
    resolve_known_words,
    resolve_metonym,
    resolve_document,
    resolve_given_name,
    resolve_namesake,
    resolve_named,
    resolve_aged,
    resolve_role,
    resolve_again,
    resolve_same,
    resolve_named_later,
    resolve_unnamed,
)
