"""The sheet itself: a CSV file of proposals for a person to decide about."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from pathlib import Path

from ..exports import disarm
from ..text import hash_text

LONGEST, ENDING = 8_000, 1_000  # characters of a passage, and of its end; a cell of a spreadsheet holds 32,767
CONTEXT = 160  # characters of the article shown on either side of the words
COLUMNS = (
    "position", "decision", "title", "passage", "speaker_words", "cue", "mode", "speaker", "speaker_name", "actor", "actor_name",
    "stance", "certainty", "part", "claim", "claim_text", "topic", "score", "reason", "url", "published", "stamp",
)  # fmt: skip
CONSONANTS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")

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
            cells = {**dict(row), "decision": "", "passage": passage, "stamp": make_stamp(row)}
            writer.writerow({name: disarm(cell) for name, cell in cells.items()})
            count += 1
    return count


def show_passage(row: sqlite3.Row, text: str | None) -> str:
    """The words between 【 and 】 with the text around them."""
    if text is None or row["start_char"] is None:
        return f"【{row['words']}】"
    start, end = row["start_char"], row["end_char"]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    words = text[start:end]
    if len(words) > LONGEST:
        words = f"{words[: LONGEST - ENDING]} […] {words[-ENDING:]}"
    return " ".join(f"{before}【{words}】{after}".split())


def make_stamp(row: sqlite3.Row) -> str:
    """A short hash of what a decision rests on; a sheet with another stamp is stale.

    Of consonants alone, because spreadsheets make numbers of digits such as 7245352e12, and dates of words.
    """
    return hash_position(row)[:12].translate(CONSONANTS)


def has_stamp(row: sqlite3.Row, stamp: str) -> bool:
    """Whether a stamp is the position's; older sheets have the first ten digits of the hash."""
    return stamp.strip() in (make_stamp(row), hash_position(row)[:10])


def hash_position(row: sqlite3.Row) -> str:
    return hash_text("|".join(str(row[name]) for name in ("position", "words", "speaker", "actor", "stance", "claim", "review")))
