"""For which body somebody speaks: by the catalogue, or by a spokesman's title in the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import Actor
from .identify import find_body
from .names import PERSONS, Entity
from .roles import HEAD_END, find_role

if TYPE_CHECKING:
    from .case import Case

BODY_AFTER = re.compile(r"\b(?:of|for|at|from|with)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w.&’'-]*\s?(?:of\s|for\s|and\s|the\s)*)+(?:campaign|ministry|department|office|government|administration|party|army|agency|police|council|committee|company)?)")
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
    name = (before or after) and (before or after).group("name").strip()
    if not name and after:
        name = after.group("name").strip()
    if not name:
        return None
    name = re.sub(r"^(?:The|A|An|Deputy|Former|Chief)\s+", "", PRESS_DESK.sub("", name)).strip()
    name = re.sub(r"['’]s?$", "", name)
    return find_body(name, case.article, case.catalogue) if name else None
