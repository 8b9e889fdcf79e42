"""What the desk already knows, held in memory: actors under every spelling, their roles, and the claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .records import Actor, ActorName, ActorRole, Claim, Review
from .text import fold
from .wordlists import read_rows

# Endings and letters in which Latin spellings of the same Slavic name differ: Nechaev and Nechayev, Zelensky and
# Zelenskyy, Oleksii and Oleksiy. Applied in this order to folded text after transliteration.
SPELLINGS = (
    (re.compile(r"(?<=[aeiou])y(?=[aeou])"), ""),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"i+"), "i"),
    (re.compile(r"i([aeo])(?=$|[^aeiou])"), r"\1"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"[^a-z0-9]"), ""),
)


@cache
def read_transliteration() -> dict[int, str]:
    return str.maketrans({row["letter"]: row["latin"] for row in read_rows("transliteration")})


def make_name_key(name: str) -> str:
    """A name as it is compared: folded, without article and possessive."""
    return re.sub(r"['’]s?$", "", re.sub(r"^the ", "", fold(name).strip(" .,\"'“”’"))).strip()


def make_spelling_key(name: str) -> str:
    """A key that transliterations of the same name share: “Нечаев”, “Nechaev” and “Nechayev”."""
    return "".join(spell_word(word) for word in make_name_key(name).split())


def spell_word(word: str) -> str:
    word = word.translate(read_transliteration())
    for pattern, replacement in SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


@dataclass(frozen=True, slots=True)
class Match:
    """One actor a name can mean: under which of its names, and whether only the spelling differs."""

    actor: Actor
    name: str
    kind: str  # the kind of that name: primary, alias, weak_alias, transliteration, former
    is_respelt: bool


class Catalogue:
    """Actors, names, roles and claims, indexed for the stages; nothing in it is ever written."""

    def __init__(
        self,
        actors: Iterable[Actor] = (),
        names: Iterable[ActorName] = (),
        roles: Iterable[ActorRole] = (),
        claims: Iterable[Claim] = (),
    ):
        self.actors = {actor.id: actor for actor in actors if actor.review != Review.REJECTED.value}
        self.claims = tuple(claim for claim in claims if claim.review != Review.REJECTED.value)
        self.roles: dict[str, list[ActorRole]] = {}
        for role in roles:
            self.roles.setdefault(role.actor, []).append(role)
        self.names: dict[str, list[str]] = {}
        self._by_name: dict[str, dict[str, Match]] = {}
        self._by_spelling: dict[str, dict[str, Match]] = {}
        for name in names:
            if name.actor in self.actors:
                self.add_name(name.actor, name.name, name.kind)
        for actor in self.actors.values():
            self.add_name(actor.id, actor.name, "primary")

    def add_name(self, actor: str, name: str, kind: str) -> None:
        self.names.setdefault(actor, []).append(name)
        match = Match(self.actors[actor], name, kind, False)
        self._by_name.setdefault(make_name_key(name), {}).setdefault(actor, match)
        respelt = Match(self.actors[actor], name, kind, True)
        self._by_spelling.setdefault(make_spelling_key(name), {}).setdefault(actor, respelt)

    def find_actors(self, name: str) -> list[Match]:
        """The actors of that name; where there is none, those whose name differs only in transliteration."""
        exact = self._by_name.get(make_name_key(name))
        if exact:
            return list(exact.values())
        key = make_spelling_key(name)
        return list(self._by_spelling.get(key, {}).values()) if len(key) > 3 else []
