"""Invented reports to ingest, and what a database made of them holds."""

import sqlite3
from pathlib import Path

BRIDGE = """URL: https://gazette.example/bridge
Publisher: The Gazette
Published: 2026-03-02

Bridge closed after storm

The mayor of Arden, Maria Example, said on Monday that the old bridge was closed. "There is no danger for anybody in the town," she added.

The Herald reported that the ministry of transport denied that the bridge had been unsafe before the storm.
"""
FRENCH = """URL: https://journal.example/pont
Title: Le pont est fermé

La maire a déclaré lundi que le vieux pont était fermé depuis la tempête de la semaine dernière et que personne n'avait été blessé.
"""

CRASH = "Everybody in the town of Crashville said on Monday that the machine had stopped."
# A worker's own fault cannot be had on order, so workers that run this first die of one sentence, without a word, as of a
# segmentation fault.
CRASHING = f"""
import os, signal
from datasette_claims.ingest import workers
from datasette_claims.ingest.coding import code_reading

def crash(reading, desk):
    if {CRASH!r} in reading.article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return code_reading(reading, desk)

workers.code_reading = crash
"""


def dump(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    lines = sorted(line for line in connection.iterdump() if "search_" not in line[:40])
    connection.close()
    return lines


def ask(database: Path, query: str) -> list[tuple]:
    connection = sqlite3.connect(database)
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def write_reports(folder: Path, count: int) -> None:
    """Reports that share publishers, speakers and claims, with reprints among them; written so that order would show."""
    for n in range(count):
        text = BRIDGE.replace("/bridge", f"/bridge-{n}").replace("old bridge", f"bridge number {n // 2}")
        text = text.replace("The Gazette", ("The Gazette", "THE GAZETTE")[n % 2]).replace("2026-03-02", f"2026-03-{n % 3 + 1:02}")
        (folder / f"more{n:02}.txt").write_text(text, encoding="utf-8")
    body = BRIDGE + " ".join(f"Sentence number {n} tells more about the bridge and the river below it." for n in range(40))
    for n, host in enumerate(("herald", "post", "mirror", "tide")):
        text = body.replace("gazette.example", f"{host}.example").replace("2026-03-02", f"2026-03-{9 - n // 2:02}")
        (folder / f"reprint{n}.txt").write_text(text + " More follows." * (n % 2), encoding="utf-8")
