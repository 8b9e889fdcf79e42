"""What the reconciliation service looks up: actors and claims, with their types and properties."""

from __future__ import annotations

from dataclasses import dataclass


class BadQuery(Exception):
    """A request that the protocol does not know, in a sentence; `status` is the HTTP status."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Service:
    """What can be looked up at one address."""

    kind: str  # as in search_index
    page: str  # kind of the page of a row
    title: str
    schema_space: str
    types: dict[str, str]
    properties: dict[str, str]
    linked: frozenset[str] = frozenset()  # properties whose value is an actor


SERVICES = {
    "actors": Service(
        "actor", "actor", "actors in any spelling or script", "https://schema.org/Thing",
        {"person": "Person", "organisation": "Organisation", "public_body": "Public body", "state": "State",
         "armed_group": "Armed group", "outlet": "Outlet", "unnamed": "Unnamed source"},
        {"name": "Name", "names": "Names in all spellings", "kind": "Kind", "country": "Country", "description": "Description",
         "part_of": "Part of", "wikidata": "Wikidata id", "positions": "Number of positions"},
        frozenset({"part_of"}),
    ),
    "claims": Service(
        "claim", "claim", "claims", "https://schema.org/Claim", {"claim": "Claim"},
        {"name": "Text", "topic": "Topic", "kind": "Kind", "subject": "Who is said to act", "counterpart": "The other party",
         "place": "Place", "about_from": "First day it is about", "about_to": "Last day it is about", "state": "State",
         "positions": "Number of positions", "denials": "Number of actors who deny it", "first_said": "First said", "last_said": "Last said"},
        frozenset({"subject", "counterpart"}),
    ),
}  # fmt: skip


def list_types(service: Service) -> list[dict[str, str]]:
    return [{"id": id, "name": name} for id, name in service.types.items()]


def list_properties(service: Service) -> list[dict[str, str]]:
    return [{"id": id, "name": name} for id, name in service.properties.items()]
