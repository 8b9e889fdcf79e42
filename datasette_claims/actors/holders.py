"""Who in an article holds a role: “the analyst”, “the campaign”, “the government”."""

from __future__ import annotations

import re

from ..catalogue import make_name_key
from ..text import fold
from .bearers import can_bear
from .case import Case
from .identify import Answer, find_body, find_country, find_main_country, is_outlet
from .names import BODIES, PERSONS, Entity, Mention, Reading
from .phrases import read_metonyms
from .pronouns import weigh_entities
from .roles import Role, find_role
from .spans import read_lexicon

PROMINENT = frozenset("candidate senator governor president premier minister representative mayor chancellor leader incumbent".split())
NOUNS = frozenset("ministry commission committee council department agency board authority embassy union association federation fund institute university company mission".split())
GOVERNMENT_WINDOW = 1500  # characters looked back for the country of “the government”
NEWSPAPER = re.compile(r"(?i)\b(?:times|post|journal|herald|tribune|gazette|advocate|news|globe|inquirer|telegraph|guardian|today|independent|chronicle|sentinel|examiner|register|dispatch|courier|mirror|standard|express|ledger|republic|pravda|bee|star|sun|mail)\b")


def resolve_owned_body(case: Case, core: str, role: Role, owner: tuple[Mention, Entity]) -> Answer:
    """“the Vega campaign” and “Vega's office”: the body is named after its owner's full name."""
    mention, entity = owner
    if role.family in ("newspaper", "magazine", "website", "network") and not mention.is_possessive and entity.kind in BODIES and not is_place(entity):
        return case.answer(entity, 0.97, f"“{core}” names {entity.name}.")
    if entity.kind in PERSONS and role.family in ("campaign", "office", "administration", "company", "group", "newspaper", "website", "government"):
        ending = core[role.start :].strip()
        joint = "" if role.family in ("campaign", "administration", "government") else "'s"
        name = f"{entity.name}{joint} {re.sub(r'[’]', chr(39), ending)}"
    else:
        name = re.sub(r"^(?:the|a|an)\s+", "", core, flags=re.I)
    standing = read_metonyms().get(make_name_key(name))
    actor = find_body(name, case.article, case.catalogue)
    return Answer(actor, 0.88, f"“{core}” names the body{' ' + standing[0] if standing else ''}.")


def is_place(entity: Entity) -> bool:
    """Whether a name is that of a place: “New York magazine” is no other name of New York."""
    return entity.kind == "place" or fold(entity.name) in read_lexicon()["places"]


def find_owned_body(role: Role, case: Case) -> Answer | None:
    """The campaign or office last spoken of with its owner's name: “the Vega campaign”, then “the campaign”."""
    if role.kind != "body" or role.modifiers:
        return None
    text, best = case.article.text, None
    for mention, entity in case.reading.mentions:
        after = re.match(rf"(?:['’]s?)? (?:\w+ )?{re.escape(role.word)}\b", text[mention.end : mention.end + len(role.word) + 16])
        if entity.kind == "person" and after and (best is None or mention.start < case.position):
            best = (mention, entity, text[mention.start : mention.end + after.end()])
    if best is None:
        return None
    core = best[2]
    place = find_role(core)
    return resolve_owned_body(case, core, place, best[:2]) if place else None


def find_government(role: Role, case: Case) -> Answer | None:
    """“the government” without a country's name: the state most spoken of before."""
    if role.family != "government" or role.modifiers - {"central", "federal", "new", "current"}:
        return None
    of = re.search(r"\bof (?=[A-Z])", case.words)
    if of:  # “the government of Ilja Brenner” is named after whom it is of, whatever country is spoken of
        name = re.sub(r"^(?:the|a|an)\s+", "", case.words, flags=re.I)
        return Answer(find_body(find_country(case.words[of.end() :]) or name, case.article, case.catalogue), 0.7, f"“{case.words}” says whose government it is.")
    country = find_main_country(case.article.text[max(0, case.position - GOVERNMENT_WINDOW) : case.position])
    if country is None:
        return None
    return Answer(find_body(country, case.article, case.catalogue), 0.7, f"“{case.words}” is most likely that of {country}, the country most spoken of.")


def guess_holder(role: Role, case: Case) -> Answer | None:
    """“The candidate”, where no name has that role written beside it: whoever is spoken of and is nothing else."""
    if role.family not in PROMINENT or re.match(r"(?i)(?:an?|one|another|some)\b", case.words):
        return None
    outer = case.outer
    allowed = [entity for entity in case.reading.entities if entity.kind == "person" and entity is not outer and not set(entity.roles) - {role.family}]
    keep = {id(entity) for entity in allowed}
    part = Reading(tuple(allowed), case.reading.layout, tuple(pair for pair in case.reading.mentions if id(pair[1]) in keep))
    guess = weigh_entities(case.article.text, part, case.position, "", PERSONS, case.speakers)
    if guess is None:
        return None
    return case.answer(guess.entity, 0.5, f"“{case.words}” may be {guess.entity.name}, the nearest name without another role.")


def find_holders(role: Role, case: Case) -> dict[int, float]:
    """The entities of the article that hold a role, each with how well the other words fit."""
    fits: dict[int, float] = {}
    outer = case.outer
    for entity in case.reading.entities:
        if entity is outer or is_noun(entity, role) or role.kind == "person" and is_outlet(entity, case.article.text):
            continue  # “the source told the agency” is not the agency that cited him
        held = entity.roles.get(role.family)
        if held is None and role.family in ("newspaper", "magazine", "website") and entity.kind in ("body", "unknown") and NEWSPAPER.search(entity.name):
            held = set()
        if held is None and role.kind == "body" and can_bear(entity, role, case.words, entity.mentions[0].start > case.position):
            held = set()
        if held is None:
            continue
        shared = role.modifiers & (held | set(entity.key))
        fits[id(entity)] = 1.5 * len(shared) - (1.0 if role.modifiers and not shared and held else 0.0)
    return fits


def is_noun(entity: Entity, role: Role) -> bool:
    """Whether a name is no more than a body's noun with a capital: “The Ministry” of an official statement, not “the Senate”."""
    return role.word in NOUNS and entity.key == (role.word,)


def weigh_holders(case: Case, fits: dict[int, float]) -> Entity | None:
    entities = tuple(entity for entity in case.reading.entities if id(entity) in fits)
    mentions = tuple(pair for pair in case.reading.mentions if id(pair[1]) in fits)
    if len(entities) == 1:
        return entities[0]
    best = max(fits.values())
    top = [entity for entity in entities if fits[id(entity)] == best]
    if len(top) == 1:
        return top[0]
    keep = {id(entity) for entity in top}
    part = Reading(tuple(top), case.reading.layout, tuple(pair for pair in mentions if id(pair[1]) in keep))
    guess = weigh_entities(case.article.text, part, case.position, "", frozenset(("person", "body", "place", "unknown")), case.speakers)
    return guess.entity if guess else max(top, key=lambda entity: len(entity.mentions))
