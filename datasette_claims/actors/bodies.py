"""For which body somebody speaks: by the catalogue, or by a spokesman's title in the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import Actor
from .entities import find_same
from .identify import find_body, identify
from .names import PERSONS, Entity, make_mentions
from .roles import HEAD_END, find_role

if TYPE_CHECKING:
    from .case import Case

BODY_AFTER = re.compile(r"\b(?:of|for|at|from|with)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w.&’'-]*\s?(?:of\s|for\s|and\s|the\s)*)+(?:campaign|ministry|department|office|government|administration|party|army|agency|police|council|committee|company)?)")
BODY_IN_WORDS = re.compile(
    r"\b(?:of|for|at|from)\s+(?P<name>(?:the|its|their|his|her)\s+(?:[a-z][\w’'-]*\s){0,3}(?:ministry|department|office|government|administration|party|army|navy|"
    r"agency|police|council|committee|company|group|union|federation|bank|club|court|university|hospital|airline|firm|movement))\b"
)
BODY_BEFORE = re.compile(r"(?P<name>(?:[A-Z][\w.&’'-]*\s)+(?:campaign\s|ministry\s|department\s|office\s|government\s|administration\s|army\s|police\s)?)$")
PRESS_DESK = re.compile(r"(?i)['’]s?\s+(?:[\w]+\s(?:and\s)?)*(?:press|information|media|communications|public affairs)\b.*$")
PRESS_HEAD = re.compile(r"(?i)\b(?:head|director|chief|deputy head|deputy director|secretary)\b.*\b(?:press|information|media|communications|public affairs)\b|\bpress (?:secretary|officer|attaché)\b|\bcommunications (?:director|chief)\b")


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
    if not ((role and role.speaks_for and role.family == "spokesperson") or PRESS_HEAD.search(phrase)):
        return None
    after = BODY_AFTER.search(phrase)
    start = role.start if role else 0
    before = BODY_BEFORE.search(phrase[:start])
    for name in (found.group("name") for found in (before, after) if found):
        name = re.sub(r"^(?:(?:The|A|An|Deputy|Former|Chief|One)(?:\s+|$))+", "", PRESS_DESK.sub("", name)).strip()
        name = re.sub(r"['’]s?$", "", name)
        person = next((known for mention in make_mentions(name, 0, len(name)) if (known := find_same(mention, case.reading)) and known.kind == "person"), None)
        if person:
            return identify(person, case.article, case.catalogue).actor
        if name:
            return find_body(name, case.article, case.catalogue)
    common = BODY_IN_WORDS.search(phrase)
    return find_common_body(common.group("name"), case) if common else None


def find_common_body(words: str, case: Case) -> Actor | None:
    """“the agriculture department” by itself; “the company” as the last body that spoke before."""
    name = re.sub(r"^(?:the|its|their|his|her)\s+", "", words)
    if " " in name:
        return find_body(name[0].upper() + name[1:], case.article, case.catalogue)
    for span in reversed([span for span in case.speakers if span[0] < case.position]):
        for mention, entity in case.reading.mentions:
            if entity.kind in ("body", "unknown") and span[0] <= mention.start < span[1]:
                return find_body(entity.name, case.article, case.catalogue)
    return None
