"""The claim a decided position is about: the one proposed, another one, or a new one worded on the sheet."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from ..checks import list_telling, share_words
from ..checks.shape import SLUG
from ..errors import ClaimsError
from ..text import make_slug

SAME_CLAIM = 0.9  # share of words from which two wordings are one claim; those from 0.6 on “check” suggests to look at


def change_claim(connection: sqlite3.Connection, stored: sqlite3.Row, changed: dict[str, str]) -> str:
    """The claim the position is about after the change: the same, another one, or a new one worded on the sheet."""
    if not {"claim", "claim_text", "topic"} & changed.keys():
        return stored["claim"]
    claim, text, topic = (changed.get(name, stored[name]) for name in ("claim", "claim_text", "topic"))
    known = connection.execute("select review from claims where id = ?", [claim]).fetchone() if claim else None
    if "claim" in changed and known:
        return claim
    is_ours = known is not None and known["review"] == "proposed"
    refuse_taken(connection, claim, text, changed, is_ours)
    require_row(connection, "topics", topic, f"choose a topic of topics.csv instead of “{topic}”")
    if is_ours:  # its wording is still ours to correct
        connection.execute("update claims set text = ?, topic = ? where id = ?", [text, topic, claim])
        return claim
    new = claim if claim and not known else make_slug(text)
    if not new or not text:
        raise ClaimsError("a new claim needs claim_text, and a slug in claim when the text has no Latin letters")
    if other := connection.execute("select text from claims where id = ?", [new]).fetchone():
        raise ClaimsError(f"the id {new} belongs to “{other['text']}”; put another id into claim")
    connection.execute(
        "insert into claims (id, text, topic, kind, source, method, review) values (?, ?, ?, 'other', ?, 'hand', 'reviewed')", [new, text, topic, stored["url"]]
    )
    return new


def refuse_taken(connection: sqlite3.Connection, claim: str, text: str, changed: dict[str, str], is_ours: bool) -> None:
    """Refuses an id that names no claim and could be none, and a sentence that is a claim already."""
    if claim and "claim" in changed and "claim_text" not in changed:
        raise ClaimsError(f"there is no claim {claim}; put the id of a claim into claim, or word a new one in claim_text")
    if claim and "claim" in changed and not SLUG.match(claim):
        advice = f"write {make_slug(claim)}" if make_slug(claim) else "leave it empty"
        raise ClaimsError(f"the claim id “{claim}” must be lower-case letters, digits and hyphens; {advice}")
    same = connection.execute("select id from claims where text = ?", [text]).fetchone()
    if same and same["id"] != claim:
        raise ClaimsError(f"that sentence is claim {same['id']}; put {same['id']} into claim, or word it apart")
    if same and not is_ours:
        raise ClaimsError(f"{claim} is decided already; change its topic in claims.csv")


def read_settled(connection: sqlite3.Connection) -> dict[str, str]:
    """The wordings of the claims that people have decided on, by id."""
    rows = connection.execute("select id, text from claims where review in ('coded_once', 'reviewed')")
    return {claim: text for claim, text in rows.fetchall()}


@lru_cache(maxsize=20_000)  # every line of a sheet is held against the same claims
def list_words(text: str) -> set[str]:
    return list_telling(text)


def refuse_twin(connection: sqlite3.Connection, position: str, settled: dict[str, str]) -> None:
    """Refuses to settle a claim in nearly the words of another one: two ids for one claim would split its positions."""
    row = connection.execute("select c.id, c.text from stances s join claims c on c.id = s.claim where s.id = ?", [position]).fetchone()
    if row["id"] in settled:
        return
    words = list_words(row["text"])
    twin = max(settled, key=lambda claim: share_words(words, list_words(settled[claim])), default=None)
    if twin and share_words(words, list_words(settled[twin])) >= SAME_CLAIM:
        raise ClaimsError(f"the claim “{row['text']}” says nearly what {twin} says (“{settled[twin]}”); put {twin} into claim, or word it apart")


def require_row(connection: sqlite3.Connection, table: str, row_id: str, advice: str) -> None:
    if connection.execute(f"select 1 from {table} where id = ?", [row_id]).fetchone() is None:
        raise ClaimsError(advice)
