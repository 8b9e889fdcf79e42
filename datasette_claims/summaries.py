"""Fills the summaries: tables that hold what pages and questions ask for, so that they need not count.

Each has one statement in summaries/. Those in BY_CLAIM are written for one claim (`:claim`); the build
takes that condition out and runs them once for all.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

STATEMENTS = Path(__file__).parent / "summaries"
# In the order in which they need each other.
BY_CLAIM = ("topic_claims", "claim_summaries", "claim_origins", "position_steps", "latest_positions")
WHOLE = ("tallies", "ladder_rungs", "actor_pairs", "topic_cells", "topic_counts", "totals")
ONE_CLAIM = re.compile(r"\b(?:\w+\.)?(?:claim|id) = :claim\b")


@cache
def read_statement(table: str, *, for_all: bool) -> str:
    statement = (STATEMENTS / f"{table}.sql").read_text(encoding="utf-8")
    return ONE_CLAIM.sub("true", statement) if for_all else statement


def fill_summaries(connection: sqlite3.Connection) -> None:
    """Computes every summary anew."""
    for table in (*BY_CLAIM, *WHOLE):
        fill_whole(connection, table)


def fill_whole(connection: sqlite3.Connection, table: str) -> None:
    connection.execute(f"delete from {table}")
    connection.execute(f"insert into {table} {read_statement(table, for_all=True)}")


def refresh_claims(connection: sqlite3.Connection, claims: Iterable[str]) -> None:
    """Brings the summaries of these claims up to date after their positions changed."""
    for claim in sorted(set(claims)):
        for table in BY_CLAIM:
            connection.execute(f"delete from {table} where claim = :claim", {"claim": claim})
            connection.execute(f"insert into {table} {read_statement(table, for_all=False)}", {"claim": claim})


def refresh_counts(connection: sqlite3.Connection) -> None:
    """Brings the counts over all claims up to date; needed only where a position that counts was added or changed."""
    for table in WHOLE:
        fill_whole(connection, table)


def refresh_totals(connection: sqlite3.Connection) -> None:
    """Brings the figures of the front page up to date after an article came in."""
    fill_whole(connection, "totals")
