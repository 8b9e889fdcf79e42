"""Actors of the log: who speaks, on whose behalf, under which names and in which posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from datasette_claims.records import Actor, ActorName, ActorRole
from datasette_claims.text import find_script

from .reading import Statement, read_mapping


@dataclass(frozen=True, slots=True)
class ActorRow:
    log_id: str | None
    actor: str
    name: str
    kind: str
    country: str | None
    part_of: str | None
    speaks_for: str | None
    description: str
    note: str | None


@dataclass(frozen=True, slots=True)
class NameRow:
    actor: str
    name: str
    language: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    actor: str
    title: str
    body: str | None
    held_from: str | None
    held_to: str | None


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A line whose speaker the log names too coarsely or not at all; two rows where it reports two speakers at once."""

    statement: str
    speaker: str
    reason: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An actor's Wikidata item, with the name beside it on a page that shows the two together."""

    actor: str
    wikidata: str
    name_there: str
    source: str


class Cast:
    """Finds the speaker of a statement and the actor on whose behalf it was said."""

    def __init__(self) -> None:
        self.rows = {row.actor: row for row in read_mapping("actors", ActorRow)}
        self.by_log_id = {row.log_id: row for row in self.rows.values() if row.log_id}
        self.corrected: dict[str, list[SpeakerRow]] = {}
        for row in read_mapping("speakers", SpeakerRow):
            self.corrected.setdefault(row.statement, []).append(row)

    def list_speakers(self, statement: Statement) -> list[tuple[str, str | None]]:
        """Speakers of a statement, one as a rule, each with the reason where the log names another."""
        rows = self.corrected.get(statement.statement_id)
        return [(row.speaker, row.reason) for row in rows] if rows else [(self.by_log_id[statement.speaker_id].actor, None)]

    def find_actor(self, speaker: str) -> str:
        """The body for a spokesperson or unnamed official, otherwise the speaker."""
        return self.rows[speaker].speaks_for or speaker


def close_over(cast: Cast, used: set[str]) -> set[str]:
    """The used actors with every body they belong to or speak for."""
    bodies: dict[str, set[str]] = {}
    for role in read_mapping("roles", RoleRow):
        if role.body:
            bodies.setdefault(role.actor, set()).add(role.body)
    reached, todo = set(), list(used)
    while todo:
        actor = todo.pop()
        if actor not in reached:
            reached.add(actor)
            row = cast.rows.get(actor)
            todo += bodies.get(actor, ())
            todo += [other for other in (row and (row.part_of, row.speaks_for)) or () if other]
    return reached


def list_actors(cast: Cast, used: set[str], sources: dict[str, str]) -> Iterator[Actor]:
    items = {row.actor: row for row in read_mapping("wikidata", ItemRow)}
    for actor in sorted(used & cast.rows.keys()):
        row, item = cast.rows[actor], items.get(actor)
        yield Actor(id=row.actor, name=row.name, kind=row.kind, description=row.description, country=row.country,
                    part_of=row.part_of, wikidata=item and item.wikidata, wikidata_source=item and item.source,
                    source=sources.get(actor), method="log", review="coded_once", note=row.note)


def list_names(cast: Cast, used: set[str], known: list[ActorName]) -> Iterator[ActorName]:
    """Names that are not yet known, numbered on from those that are; the first one is the primary name."""
    taken = {(name.actor, name.name) for name in known}
    numbers: dict[str, int] = {}
    for name in known:
        numbers[name.actor] = max(numbers.get(name.actor, 0), int(name.id.rpartition("-n")[2]))
    primary = [NameRow(row.actor, row.name, "en", "primary") for row in cast.rows.values()]
    have_primary = {name.actor for name in known if name.kind == "primary"}
    for row in [*primary, *read_mapping("names", NameRow)]:
        is_second = row.kind == "primary" and row.language == "en" and row.actor in have_primary
        if row.actor not in used or (row.actor, row.name) in taken or is_second:
            continue
        taken.add((row.actor, row.name))
        numbers[row.actor] = numbers.get(row.actor, 0) + 1
        yield ActorName(id=f"{row.actor}-n{numbers[row.actor]}", actor=row.actor, name=row.name, language=row.language,
                        script=find_script(row.name), kind=row.kind)


def list_roles(cast: Cast, used: set[str]) -> Iterator[ActorRole]:
    numbers: dict[str, int] = {}
    for row in read_mapping("roles", RoleRow):
        if row.actor in used:
            numbers[row.actor] = numbers.get(row.actor, 0) + 1
            speaks_for = int(row.body is not None and cast.rows[row.actor].speaks_for == row.body)
            yield ActorRole(id=f"{row.actor}-r{numbers[row.actor]}", actor=row.actor, title=row.title, body=row.body,
                            speaks_for=speaks_for, held_from=row.held_from, held_to=row.held_to)
