"""Which bodies a common noun can mean by their names: “the defence ministry” is a Ministry of Defence, “the foreign ministry” is not."""

from __future__ import annotations

import re

from ..text import fold
from .identify import find_country, read_country_forms
from .names import Entity
from .roles import SAME, Role, find_role

# What is said of any body and makes it no other: “the new ministry”, “the country's army”, “the UN agency”.
NEUTRAL = frozenset("new same own whole entire giant embattled powerful small big leading respected country nation kingdom republic un u.n eu member troubled".split())
CENTRAL_BANK = re.compile(r"(?i)^bank of |\b(?:national|reserve|central)\b")
NO_ARMY = frozenset(("salvation",))  # armies in name only
STEM = 6  # letters at the beginning that “economy” and “economic” or “transport” and “transportation” share


def can_bear(entity: Entity, role: Role, words: str, is_later: bool = False) -> bool:
    """Whether a body's name fits a role and what stands before it; of a body named only later, all of it has to fit."""
    named = find_role(entity.name, True)
    if named is None or named.family != role.family or role.family == "army" and NO_ARMY.intersection(entity.key):
        return False
    country, own = find_country(words), find_country(" ".join((entity.name, *entity.phrases)))
    if country and country != own and (own or role.family == "army"):
        return False
    fields = find_fields(role, words)
    if role.family == "bank" and CENTRAL_BANK.search(entity.name):
        fields -= {"central"}
    told = {fold(word).strip(".") for phrase in entity.phrases for word in re.findall(r"[\w.-]+", phrase)}
    told = {SAME.get(word, word) for word in told.union(entity.key)}
    shared = {field for field in fields if any(is_alike(field, word) for word in told)}
    return shared == fields if is_later else bool(shared) or not fields


def find_fields(role: Role, words: str) -> frozenset[str]:
    """What makes “the foreign ministry” another one than “the health ministry”; the country does not."""
    places = {word for form in read_country_forms()[0].findall(fold(words)) for word in form.split()}
    based = {word for word in role.modifiers if word.endswith(("-based", "-member"))}
    return role.modifiers.union(role.word.split()[:-1]) - NEUTRAL - places - based


def is_alike(word: str, other: str) -> bool:
    return word == other or len(word) >= STEM and word[:STEM] == other[:STEM]
