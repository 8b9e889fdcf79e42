"""For which body somebody speaks: by the catalogue, or by a spokesman's title in the article."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..records import Actor
from ..text import fold
from .bearers import can_bear, find_fields
from .entities import find_same
from .identify import find_body, find_body_kind, identify, is_outlet
from .names import PERSONS, Entity, make_mentions
from .roles import HEAD_END, Role, find_role
from .spans import read_lexicon

if TYPE_CHECKING:
    from .case import Case

BODY_NOUN = (
    r"(?:campaign|ministry|department|directorate|office|government|administration|presidency|parliament|party|army|military|navy|air force|command|agency|bureau|police|guards?|brigade|"
    r"services?|forces?|council|committee|commission|authority|authorities|board|company|firm|airline|bank|group|union|federation|association|movement|club|court|embassy|consulate|mission|"
    r"university|institute|hospital)"
)
SMALL = r"(?!(?:of|for|at|from|with|in|on|to|by|near|the|an?|and|or|who|which|that|said|says|told)\b)"
CAPITALS = r"[A-Z][\w.&’'-]*"
COMMON = rf"(?:{SMALL}[a-z][\w’'-]*\s){{0,3}}"  # “border” and “guard” of “the Velan border guard service”
BODY_AFTER = re.compile(rf"\b(?:of|for|at|from|with)\s+(?P<the>the\s+)?(?P<name>(?:{CAPITALS}\s?(?:of\s|for\s|and\s|the\s)*)+(?:{COMMON}{BODY_NOUN}\b)?)")
BODY_IN_WORDS = re.compile(rf"\b(?:of|for|at|from)\s+(?P<name>(?:the|its|their|his|her)\s+{COMMON}{BODY_NOUN}\b)")
BODY_BEFORE = re.compile(rf"(?P<name>(?:{CAPITALS}\s)+(?:{COMMON}{BODY_NOUN}\s)?)$")
REST = re.compile(rf"\s*(?:{SMALL}[a-z][\w’'-]*(?:\s+|$)){{1,3}}$")  # “rescuers” of “the Velan rescuers”
PRESS_DESK = re.compile(r"(?i)['’]s?\s+(?:\w+\s)*(?:press|information|media|communications|public affairs)\b.*$")
PRESS_HEAD = re.compile(r"(?i)\b(?:head|director|chief|deputy head|deputy director|secretary)\b.*\b(?:press|information|media|communications|public affairs)\b|\bpress (?:secretary|officer|attaché)\b|\bcommunications (?:director|chief)\b")

FOR_BODY = re.compile(r"(?i)representatives? for (?!\w*(?:district|state|county)\b)")  # “a representative for Korvix”; who sits in a parliament is one of or from somewhere
NAMELESS = frozenset("office department bureau".split())  # no actors by themselves
NATIONAL = frozenset("army police government parliament".split())  # which no acronym of the article's stands for
FREE = frozenset("company group association".split())  # what a body can be whose name tells nothing


def find_entity_body(entity: Entity, actor: Actor | None, case: Case) -> Actor | None:
    """The body a named person speaks for: by the catalogue, else by a spokesman's title in the article."""
    known = find_role_body(actor, case) if actor else None
    if known or entity.kind not in PERSONS:
        return known
    for phrase in entity.phrases:
        body = find_spoken_for(phrase, case)
        if body:
            return body
    return None


def find_role_body(actor: Actor, case: Case) -> Actor | None:
    for role in case.catalogue.roles.get(actor.id, []):
        if role.speaks_for and role.body in case.catalogue.actors:
            return case.catalogue.actors[role.body]
    return None


def find_spoken_for(phrase: str, case: Case) -> Actor | None:
    """The body for which a spokesman's title says that he speaks: “Kremlin spokesman”, “spokeswoman for the ministry”."""
    role = find_role(phrase, True) if not HEAD_END.search(phrase) else find_role(phrase)
    if not ((role and role.speaks_for and (role.family == "spokesperson" or FOR_BODY.match(phrase, role.start) and not phrase.lower().startswith("the "))) or PRESS_HEAD.search(phrase)):
        return None
    after = BODY_AFTER.search(phrase)
    start = role.start if role else 0
    before = BODY_BEFORE.search(phrase[:start])
    for name in (before["name"] if before else "", find_whole(phrase, after) if after else ""):
        name = re.sub(r"^(?:(?:The|A|An|Deputy|Former|Chief|One)(?:\s+|$))+", "", PRESS_DESK.sub("", name)).strip()
        name = re.sub(r"['’]s?$", "", name)
        person = next((known for mention in make_mentions(name, 0, len(name)) if (known := find_same(mention, case.reading)) and known.kind == "person"), None)
        if person:
            return identify(person, case.article, case.catalogue).actor
        if name:
            return find_body(name, case.article, case.catalogue)
    common = BODY_IN_WORDS.search(phrase)
    return find_common_body(common.group("name"), case) if common else None


def find_whole(phrase: str, found: re.Match[str]) -> str:
    """A name with the common nouns behind it, “Velan rescuers” and not “Velan”; empty where they are a person, as in “the Lund mayor”."""
    rest = REST.match(phrase, found.end())
    if rest is None or not found["the"]:
        return found["name"]
    whole = f"{found['name'].strip()} {rest.group().strip()}"
    role = find_role(whole)
    return "" if role and role.kind == "person" else whole


def find_common_body(words: str, case: Case) -> Actor | None:
    """“the army” as the last body named before that is one, first of those that spoke; by itself where there is none."""
    from .holders import find_government, find_owned_body  # which need the cases that are read here

    name = re.sub(r"^(?:the|its|their|his|her)\s+", "", words)
    role = find_role(name)
    government = find_government(role, replace(case, words=words)) if role else None
    if government:
        return government.actor
    before = [pair for pair in reversed(case.reading.mentions) if pair[0].start < case.position]
    spoken = [entity for span in reversed(case.speakers) for mention, entity in before if span[0] <= mention.start < span[1]]
    for entity in spoken:
        if role and (is_such(entity, role, name, case) or is_free(entity, role, case)):
            return find_body(entity.name, case.article, case.catalogue)
    for _, entity in before:
        if role and is_such(entity, role, name, case):
            return find_body(entity.name, case.article, case.catalogue)
    owned = find_owned_body(role, case) if role else None  # “a spokeswoman for the office” of the mayor
    if owned:
        return owned.actor
    if " " in name:
        return find_body(name[0].upper() + name[1:], case.article, case.catalogue)
    return None if name in NAMELESS else case.propose_unnamed(name, "").actor


def is_such(entity: Entity, role: Role, words: str, case: Case) -> bool:
    """Whether a name or what is said of it makes a body a ministry, an army, a bank; an outlet or a place is none."""
    if not is_candidate(entity, case):
        return False
    return can_bear(entity, role, words) or role.family in entity.roles and not find_fields(role, words)


def is_free(entity: Entity, role: Role, case: Case) -> bool:
    """Whether a name does not tell what its bearer is: Korvix can be “the company” and MKF “the agency”, the Red Cross no ministry."""
    if find_role(entity.name, True) or not is_candidate(entity, case):
        return False
    return entity.name.isupper() and role.family not in NATIONAL or role.family in FREE and find_body_kind(entity.name) == "organisation"


def is_candidate(entity: Entity, case: Case) -> bool:
    return entity.kind in ("body", "unknown") and fold(entity.name) not in read_lexicon()["places"] and not is_outlet(entity, case.article.text)
