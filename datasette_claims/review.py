"""Sheets for people: proposals out as CSV, decisions back in.

A decision is final for machines: a reviewed or rejected row is never overwritten by a later ingest,
and a sheet that was made before the row changed is refused line by line.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .checks import check_claims, check_stances, list_telling, share_words
from .errors import ClaimsError
from .records import Certainty, Label
from .store import DERIVE, read_records, write_transaction
from .summaries import refresh_claims, refresh_counts
from .tables import Tables
from .text import hash_text, make_slug

SAME_CLAIM = 0.9  # share of words from which two wordings are one claim; those from 0.6 on “check” suggests to look at
CONTEXT = 160  # characters of the article shown on either side of the words
DECISIONS = ("accept", "change", "reject")
# What a reviewer may change. The other columns are there to decide by.
EDITABLE = ("speaker", "actor", "claim", "claim_text", "topic", "stance", "certainty", "part")
COLUMNS = (
    "position", "decision", "title", "passage", "speaker_words", "cue", "mode", "speaker", "speaker_name", "actor", "actor_name",
    "stance", "certainty", "part", "claim", "claim_text", "topic", "score", "reason", "url", "published", "stamp",
)  # fmt: skip

PROPOSALS = """
select
  s.id as position, ar.title, q.words, q.speaker_words, q.cue, q.mode, q.speaker, sp.name as speaker_name,
  s.actor, a.name as actor_name, s.label as stance, s.certainty, s.part, s.claim, c.text as claim_text, c.topic,
  s.score, s.detail as reason, ar.url, ar.published, s.review, s.quote, q.start_char, q.end_char, ar.text_hash
from stances s
join quotes q on q.id = s.quote
join articles ar on ar.id = q.article
join claims c on c.id = s.claim
left join actors a on a.id = s.actor
left join actors sp on sp.id = q.speaker
"""
# A claim that a program proposed and on which nobody is left with a position: kept, and shown nowhere.
WITHOUT_POSITION = """
update claims set review = 'rejected'
where id = :claim and review = 'proposed' and not exists (select 1 from stances where claim = :claim and review <> 'rejected')
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line of a sheet; `problem` is empty when it was applied."""

    line: int
    position: str
    decision: str
    problem: str = ""


def export_sheet(connection: sqlite3.Connection, path: Path, find_text: Callable[[str], str | None]) -> int:
    """Writes every proposed stance with its passage, surest first; the number of lines.

    `find_text` gives an article's text by its hash, or None where only the words are held.
    """
    connection.row_factory = sqlite3.Row
    rows = connection.execute(f"{PROPOSALS} where s.review = 'proposed' order by s.score desc, s.id")
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # with a mark, because sheets are opened in Excel
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        for row in rows:
            passage = show_passage(row, find_text(row["text_hash"]) if row["text_hash"] else None)
            writer.writerow({**dict(row), "decision": "", "passage": passage, "stamp": make_stamp(row)})
            count += 1
    return count


def show_passage(row: sqlite3.Row, text: str | None) -> str:
    """The words between 【 and 】 with the text around them."""
    if text is None or row["start_char"] is None:
        return f"【{row['words']}】"
    start, end = row["start_char"], row["end_char"]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return " ".join(f"{before}【{text[start:end]}】{after}".split())


def make_stamp(row: sqlite3.Row) -> str:
    """A short hash of what a decision rests on; a sheet with another stamp is stale."""
    return hash_text("|".join(str(row[name]) for name in ("position", "words", "speaker", "actor", "stance", "claim", "review")))[:10]


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
                decide(connection, row, decision)
            yield Outcome(line, row["position"], decision)
        except (ClaimsError, sqlite3.IntegrityError) as error:
            yield Outcome(line, row["position"], decision, str(error))


def read_sheet(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in ("position", "decision", "stamp") if name not in (rows.fieldnames or ())]
            if missing:
                raise ClaimsError(f"{path.name} lacks the column {missing[0]}; use a sheet made by “review export”.")
            for row in rows:
                yield rows.line_num, {name: row.get(name) or "" for name in COLUMNS}
    except (UnicodeDecodeError, csv.Error) as error:
        raise ClaimsError(f"{path.name} cannot be read as a CSV file in UTF-8 ({error}).") from error


def decide(connection: sqlite3.Connection, row: dict[str, str], decision: str) -> None:
    """Writes one decision; ClaimsError when the line is stale or broken."""
    if decision not in DECISIONS:
        raise ClaimsError(f"the decision is “{row['decision']}” and must be accept, change or reject")
    stored = connection.execute(f"{PROPOSALS} where s.id = ?", [row["position"]]).fetchone()
    if stored is None:
        raise ClaimsError("there is no such position any more; export a new sheet")
    if row["stamp"] != make_stamp(stored):
        raise ClaimsError("the position has changed since the sheet was made; export a new sheet")
    changed = {name: row[name].strip() for name in EDITABLE if row[name].strip() != str(stored[name] or "")}
    if changed and decision == "accept":
        raise ClaimsError(f"{', '.join(changed)} was edited, so the decision must be change")
    if decision == "reject":
        connection.execute("update stances set review = 'rejected', is_counted = 0 where id = ?", [stored["position"]])
        connection.execute(WITHOUT_POSITION, {"claim": stored["claim"]})
        refresh_claims(connection, [stored["claim"]])
        return
    settled = read_settled(connection)
    change_position(connection, stored, changed)
    connection.execute(WITHOUT_POSITION, {"claim": stored["claim"]})
    refuse_twin(connection, stored["position"], settled)
    accept_position(connection, stored["position"])
    require_sound(connection, stored["position"])
    now = connection.execute("select claim from stances where id = ?", [stored["position"]]).fetchone()["claim"]
    refresh_claims(connection, [stored["claim"], now])


def read_settled(connection: sqlite3.Connection) -> dict[str, str]:
    """The wordings of the claims that people have decided on, by id."""
    rows = connection.execute("select id, text from claims where review in ('coded_once', 'reviewed')")
    return {claim: text for claim, text in rows.fetchall()}


def refuse_twin(connection: sqlite3.Connection, position: str, settled: dict[str, str]) -> None:
    """Refuses to settle a claim in nearly the words of another one: two ids for one claim would split its positions."""
    row = connection.execute("select c.id, c.text from stances s join claims c on c.id = s.claim where s.id = ?", [position]).fetchone()
    if row["id"] in settled:
        return
    words = list_telling(row["text"])
    twin = max(settled, key=lambda claim: share_words(words, list_telling(settled[claim])), default=None)
    if twin and share_words(words, list_telling(settled[twin])) >= SAME_CLAIM:
        raise ClaimsError(f"the claim “{row['text']}” says nearly what {twin} says (“{settled[twin]}”); put {twin} into claim, or word it apart")


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


def change_claim(connection: sqlite3.Connection, stored: sqlite3.Row, changed: dict[str, str]) -> str:
    """The claim the position is about after the change: the same, another one, or a new one worded on the sheet."""
    if not {"claim", "claim_text", "topic"} & changed.keys():
        return stored["claim"]
    claim, text, topic = (changed.get(name, stored[name]) for name in ("claim", "claim_text", "topic"))
    known = connection.execute("select review from claims where id = ?", [claim]).fetchone() if claim else None
    if "claim" in changed and known:
        return claim
    require_row(connection, "topics", topic, f"choose a topic of topics.csv instead of “{topic}”")
    if known and known["review"] == "proposed":  # its wording is still ours to correct
        connection.execute("update claims set text = ?, topic = ? where id = ?", [text, topic, claim])
        return claim
    new = claim if claim and not known else make_slug(text)
    if not new or not text:
        raise ClaimsError("a new claim needs claim_text, and a slug in claim when the text has no Latin letters")
    connection.execute(
        "insert into claims (id, text, topic, kind, source, method, review) values (?, ?, ?, 'other', ?, 'hand', 'reviewed')", [new, text, topic, stored["url"]]
    )
    return new


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


def require_row(connection: sqlite3.Connection, table: str, row_id: str, advice: str) -> None:
    if connection.execute(f"select 1 from {table} where id = ?", [row_id]).fetchone() is None:
        raise ClaimsError(advice)
