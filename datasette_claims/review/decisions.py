"""Decisions back in: each line of a sheet in a transaction of its own."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..checks import check_claims, check_stances
from ..errors import ClaimsError
from ..records import Certainty, Label
from ..store import DERIVE, read_records, write_transaction
from ..summaries import refresh_claims, refresh_counts
from ..tables import Tables
from .reading import lift_guard, read_sheet
from .sheets import PROPOSALS, has_stamp
from .wording import change_claim, read_settled, refuse_twin, require_row

DECISIONS = ("accept", "change", "reject")
# What a reviewer may change. The other columns are there to decide by.
EDITABLE = ("speaker", "actor", "claim", "claim_text", "topic", "stance", "certainty", "part")
# A claim that a program proposed and on which nobody is left with a position: kept, and shown nowhere.
WITHOUT_POSITION = """
update claims set review = 'rejected'
where id = :claim and review = 'proposed' and not exists (select 1 from stances where claim = :claim and review <> 'rejected')
"""
# The reason of a position whose claim a reviewer changed; see change_position.
CLAIM_CHANGED = re.compile(r"Corrected in review: (?:[^.]*, )?claim \(was ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line of a sheet; `problem` is empty when it was applied, now or before."""

    line: int
    position: str
    decision: str
    problem: str = ""
    was_stored: bool = False


def apply_sheet(connection: sqlite3.Connection, path: Path) -> Iterator[Outcome]:
    """Applies each decided line in a transaction of its own; one broken line stops no other.

    The counts that many claims share follow once, after the last line or wherever the caller stops.
    """
    connection.row_factory = sqlite3.Row
    try:
        yield from apply_lines(connection, path)
    finally:
        with write_transaction(connection):
            refresh_counts(connection)


def apply_lines(connection: sqlite3.Connection, path: Path) -> Iterator[Outcome]:
    for line, row in read_sheet(path):
        decision = row["decision"].strip().lower()
        if not decision:
            continue
        try:
            with write_transaction(connection):
                is_new = decide(connection, row, decision)
            yield Outcome(line, row["position"], decision, was_stored=not is_new)
        except (ClaimsError, sqlite3.IntegrityError) as error:
            yield Outcome(line, row["position"], decision, str(error))


def count_unapplied(connection: sqlite3.Connection, path: Path) -> int:
    """Lines of a sheet that hold a decision on what is still a proposal."""
    positions = [row["position"] for _, row in read_sheet(path) if row["decision"].strip()]
    proposed = "select 1 from stances where id = ? and review = 'proposed'"
    return sum(connection.execute(proposed, [position]).fetchone() is not None for position in positions)


def decide(connection: sqlite3.Connection, row: dict[str, str], decision: str) -> bool:
    """Writes one decision, unless it is stored already: whether there was anything to do. ClaimsError when the line is stale or broken."""
    if decision not in DECISIONS:
        raise ClaimsError(f"the decision is “{row['decision']}” and must be accept, change or reject")
    stored = connection.execute(f"{PROPOSALS} where s.id = ?", [row["position"]]).fetchone()
    if stored is None:
        raise ClaimsError("there is no such position any more; export a new sheet")
    changed = {name: row[name].strip() for name in EDITABLE if row[name].strip() != lift_guard(str(stored[name] or "")).strip()}
    if is_stored(stored, decision, changed):
        return False
    if not has_stamp(stored, row["stamp"]):
        raise ClaimsError("the position has changed since the sheet was made; export a new sheet")
    if changed and decision == "accept":
        raise ClaimsError(f"{', '.join(changed)} was edited, so the decision must be change")
    if decision == "reject":
        connection.execute("update stances set review = 'rejected', is_counted = 0 where id = ?", [stored["position"]])
        connection.execute(WITHOUT_POSITION, {"claim": stored["claim"]})
        refresh_claims(connection, [stored["claim"]])
        return True
    settled = read_settled(connection)
    change_position(connection, stored, changed)
    connection.execute(WITHOUT_POSITION, {"claim": stored["claim"]})
    refuse_twin(connection, stored["position"], settled)
    accept_position(connection, stored["position"])
    require_sound(connection, stored["position"])
    now = connection.execute("select claim from stances where id = ?", [stored["position"]]).fetchone()["claim"]
    refresh_claims(connection, [stored["claim"], now])
    return True


def is_stored(stored: sqlite3.Row, decision: str, changed: dict[str, str]) -> bool:
    """Whether a position is decided as the line says; `changed` is where the line differs from it."""
    if decision == "reject":
        return stored["review"] == "rejected"
    if stored["review"] != "reviewed":
        return False
    if decision == "change" and changed.keys() == {"claim"}:  # the id was made from the sentence
        return True
    if decision == "change" and changed.keys() <= {"claim_text", "topic"} and CLAIM_CHANGED.match(stored["reason"] or ""):
        return True  # the sheet has the sentence of the claim before
    return not changed


def change_position(connection: sqlite3.Connection, stored: sqlite3.Row, changed: dict[str, str]) -> None:
    """Writes what a person corrected, after checking that it exists or is allowed."""
    require_one_of("stance", changed.get("stance"), Label)
    require_one_of("certainty", changed.get("certainty"), Certainty)
    for name, table in (("speaker", "actors"), ("actor", "actors")):
        if changed.get(name):
            require_row(connection, table, changed[name], f"add the actor “{changed[name]}” to actors.csv first")
    claim = change_claim(connection, stored, changed)
    if "speaker" in changed:
        connection.execute("update quotes set speaker = ? where id = ?", [changed["speaker"] or None, stored["quote"]])
    columns = {"actor": "actor", "stance": "label", "certainty": "certainty", "part": "part"}
    for name, column in columns.items():
        if name in changed:
            connection.execute(f"update stances set {column} = ? where id = ?", [changed[name] or None, stored["position"]])
    connection.execute("update stances set claim = ? where id = ?", [claim, stored["position"]])
    connection.execute(f"{DERIVE} where quote = ?", [stored["quote"]])
    if changed:
        was = ", ".join(f"{name} (was {stored[name] or 'empty'})" for name in changed if name != "claim_text")
        detail = f"Corrected in review: {was or 'wording of the claim'}. Found before: {stored['reason'] or 'no reason given'}"
        connection.execute("update stances set detail = ? where id = ?", [detail, stored["position"]])


def accept_position(connection: sqlite3.Connection, position: str) -> None:
    """Marks a position as reviewed, and with it the proposals it stands on."""
    connection.execute("update stances set review = 'reviewed', is_counted = 1 where id = ?", [position])
    for statement in (
        "update quotes set review = 'reviewed' where review = 'proposed' and id = (select quote from stances where id = ?)",
        "update claims set review = 'reviewed' where review in ('proposed', 'rejected') and id = (select claim from stances where id = ?)",
        "update actors set review = 'reviewed' where review = 'proposed' and id in (select actor from stances where id = ?)",
        "update actors set review = 'reviewed' where review = 'proposed'"
        " and id in (select q.speaker from quotes q join stances s on s.quote = q.id where s.id = ?)",
        "update actors set review = 'reviewed' where review = 'proposed'"
        " and id in (select r.actor from relays r join stances s on s.quote = r.quote where s.id = ?)",
    ):
        connection.execute(statement, [position])


def require_sound(connection: sqlite3.Connection, position: str) -> None:
    """Refuses what a build from data/ would refuse, while the person who decided is still at the sheet."""
    (stance,) = read_records(connection, "stances", "stances where id = ?", [position])
    with closing(Tables()) as tables:
        for table, id in (("stances", position), ("claims", stance.claim), ("actors", stance.actor)):
            tables.load(table, enumerate(read_records(connection, table, f"{table} where id = ?", [id])))
        for check in (check_claims, check_stances):
            for problem in check(tables):
                raise ClaimsError(problem.reason)


def require_one_of(name: str, value: str | None, allowed: Iterable) -> None:
    words = [word.value for word in allowed]
    if value is not None and value not in words:
        raise ClaimsError(f"{name} is “{value}” and must be one of {', '.join(words)}")
