"""The records that travel between stages: frozen dataclasses whose fields are the columns.

What each column means stands once, in schema.sql. `tests/test_records.py` holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum


class Mode(str, Enum):
    """How an article renders speech."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN_VOICE = "own_voice"


class Method(str, Enum):
    """How a row was made; people, rules and models write the same records."""

    HAND = "hand"
    LOG = "log"
    RULES = "rules"
    MODEL = "model"
    LLM = "llm"
    IMPORT = "import"


class Review(str, Enum):
    """State of checking. Only what was coded or reviewed counts in headline figures."""

    PROPOSED = "proposed"
    CODED_ONCE = "coded_once"
    REVIEWED = "reviewed"
    REJECTED = "rejected"

    @property
    def is_counted(self) -> bool:
        return self in (Review.CODED_ONCE, Review.REVIEWED)


class Label(str, Enum):
    """What an actor can do with a claim; defined in words/stance_labels.csv."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    ENDORSES = "endorses"
    DENIES = "denies"
    QUALIFIES = "qualifies"
    QUESTIONS = "questions"
    CANNOT_CONFIRM = "cannot_confirm"
    DECLINES_TO_COMMENT = "declines_to_comment"
    RELAYS = "relays"
    CALLS_FOR = "calls_for"
    RETRACTS = "retracts"
    MENTIONS = "mentions"


class Certainty(str, Enum):
    """How sure the actor sounded (the scale of FactBank and PHEME)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"


def not_stored(default: object = None):
    """A field that travels between stages and has no column."""
    return field(default=default, metadata={"column": False})


@dataclass(frozen=True, slots=True)
class Publisher:
    id: str
    name: str
    domain: str | None = None
    country: str | None = None
    kind: str = "site"
    family: str | None = None
    actor: str | None = None
    wikidata: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    url: str
    title: str
    publisher: str
    author: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: str = "unknown"
    retrieved: str | None = None
    archived_url: str | None = None
    text_hash: str | None = None
    text_length: int | None = None
    syndicated_from: str | None = None
    reuse: str = "original"
    method: str = "import"
    run: str | None = None
    note: str | None = None
    text: str = not_stored("")  # the normalised text that offsets point into; never published


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    kind: str
    description: str | None = None
    country: str | None = None
    part_of: str | None = None
    wikidata: str | None = None
    wikidata_source: str | None = None
    is_public_role: int = 1
    source: str | None = None
    method: str = "rules"
    review: str = "proposed"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ActorName:
    id: str
    actor: str
    name: str
    script: str
    kind: str
    language: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ActorRole:
    id: str
    actor: str
    title: str
    body: str | None = None
    speaks_for: int = 0
    held_from: str | None = None
    held_to: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    name: str
    description: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    text: str
    topic: str
    kind: str = "occurrence"
    subject: str | None = None
    counterpart: str | None = None
    place: str | None = None
    about_from: str | None = None
    about_to: str | None = None
    source: str | None = None
    method: str = "rules"
    review: str = "proposed"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimTopic:
    claim: str
    topic: str


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    id: str
    claim: str
    relation: str
    other_claim: str
    state: str
    method: str
    score: float | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    id: str
    article: str
    mode: str
    speaker: str | None = None
    speaker_words: str | None = None
    cue: str | None = None
    section: str = "body"
    words: str | None = None
    language: str | None = None
    paraphrase: str | None = None
    start_char: int | None = None
    end_char: int | None = None
    pieces: str | None = None
    is_cut: int = 0
    words_hash: str | None = None
    said_from: str | None = None
    said_to: str | None = None
    said_as_written: str | None = None
    said_basis: str = "unknown"
    said_time_zone: str | None = None
    venue: str | None = None
    method: str = "rules"
    review: str = "proposed"
    score: float | None = None
    detail: str | None = None
    run: str | None = None
    source_key: str | None = None
    parent: str | None = not_stored()  # the quote this one is nested in: "X reported that Y said"


@dataclass(frozen=True, slots=True)
class Relay:
    id: str
    quote: str
    step: int
    actor: str
    words: str | None = None
    relayed_article: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class StanceLabel:
    id: str
    name: str
    definition: str
    polarity: int
    commitment: str
    letter: str
    sort: int
    sdqc: str | None = None
    emergent: str | None = None
    fnc: str | None = None
    cito: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    id: str
    quote: str
    claim: str
    label: str
    actor: str | None = None
    certainty: str = "underspecified"
    part: str | None = None
    method: str = "rules"
    review: str = "proposed"
    score: float | None = None
    detail: str | None = None
    topic: str | None = None
    speaker: str | None = None
    said_from: str | None = None
    is_counted: int | None = None
    steps: int | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A row of `reviews`: a fact-check by somebody else."""

    id: str
    claim: str
    publisher: str
    url: str
    title: str | None = None
    published: str | None = None
    claim_reviewed: str | None = None
    rating: str | None = None
    language: str | None = None
    licence: str | None = None
    state: str = "suggested"
    method: str = "import"
    score: float | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    id: str
    tool: str
    finished: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    id: str
    table_name: str
    row_id: str
    received: str
    kind: str
    decision: str
    note: str
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    table_name: str
    old_id: str
    reason: str
    since: str
    new_id: str | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything one article adds, in one parcel: what the stages hand to the store."""

    article: Article
    publisher: Publisher
    actors: tuple[Actor, ...] = ()
    actor_names: tuple[ActorName, ...] = ()
    topics: tuple[Topic, ...] = ()
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    relays: tuple[Relay, ...] = ()
    stances: tuple[Stance, ...] = ()


# In the order of the schema, which is also the order in which data/ is read and written.
RECORDS: dict[str, type] = {
    "publishers": Publisher,
    "articles": Article,
    "actors": Actor,
    "actor_names": ActorName,
    "actor_roles": ActorRole,
    "topics": Topic,
    "claims": Claim,
    "claim_topics": ClaimTopic,
    "claim_relations": ClaimRelation,
    "quotes": Quote,
    "relays": Relay,
    "stance_labels": StanceLabel,
    "stances": Stance,
    "reviews": FactCheck,
    "runs": Run,
    "corrections": Correction,
    "redirects": Redirect,
}


def list_columns(record: type) -> list[str]:
    """Column names of a record type, without the fields that are never stored."""
    return [f.name for f in fields(record) if f.metadata.get("column", True)]
