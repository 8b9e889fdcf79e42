"""Loads shards of coded articles into a database, each once."""

from __future__ import annotations

import sqlite3
from itertools import islice
from pathlib import Path

from ..articles import Refusal
from ..errors import ClaimsError
from ..store import insert_records, open_database, write_articles, write_transaction
from ..texts import TextStore
from .run import Report, Summary, Told, count_coding, finish_run, keep_text
from .shards import list_shards, read_run, read_shard

BATCH = 100  # articles in one transaction: a shard that breaks off is loaded again, and nothing is there twice


def load_shards(database: Path, folder: Path, report: Report) -> Summary:
    """Loads the shards of a folder that were not loaded before; the database is made if it does not exist.

    Interrupted, it is resumed by running it again: which shards are in stands beside the database.
    """
    shards = list_shards(folder)
    if not shards:
        raise ClaimsError(f"{folder} holds no shards; name the folder that “ingest --cluster” wrote.")
    summary = Summary()
    connection = open_database(database, create=True)
    texts = TextStore.beside(database)
    try:
        for shard in shards:
            if not texts.has_shard(shard.name):
                load_shard(connection, texts, shard, summary, report)
                texts.add_shard(shard.name)
        finish_run(connection, texts, summary)
    finally:
        connection.close()
        texts.close()
    return summary


def load_shard(connection: sqlite3.Connection, texts: TextStore, shard: Path, summary: Summary, report: Report) -> None:
    with write_transaction(connection):
        insert_records(connection, "runs", [read_run(shard)], verb="insert or ignore")
    rows = read_shard(shard)
    while batch := list(islice(rows, BATCH)):
        coded = [row for row in batch if not isinstance(row, Refusal)]
        with texts.transaction():
            for coding, credit in coded:
                keep_text(connection, texts, coding.article, credit)
        states = write_articles(connection, [coding for coding, _ in coded])
        for (coding, _), state in zip(coded, states):
            count_coding(summary, coding, state)
            report(summary, Told(state, coding=coding))
        for refusal in batch:
            if isinstance(refusal, Refusal):
                summary.refusals.append(refusal)
                report(summary, Told("refused", refusal.source, refusal=refusal))
