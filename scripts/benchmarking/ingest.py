"""Times the ingest of articles with one process and with one for each core, in turn in the same run."""

from __future__ import annotations

import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .vocabulary import Vocabulary

ARTICLES = 120
TURNS = 2  # of each number of processes: 1, N, N, 1
# Of news: 840 articles of seven American outlets of 2016, coded by hand, have 4,560 characters on average.
SENTENCES = 34
SPEECH = (
    '“{words},” {name} said on {day}.',
    "{name}, a spokesman for the {body} ministry, denied that {words}.",
    "According to the {body} ministry, {words}.",
    "{name} told reporters that {words}.",
    "The {body} government confirmed on {day} that {words}.",
)
BODIES = ("defence", "transport", "health", "finance", "interior")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def measure_ingest(given: Path | None = None) -> dict[str, Any]:
    """Seconds, processor time and memory for one process and for one a core; over invented articles, or those given."""
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = given or write_articles(folder / "articles.jsonl", ARTICLES)
        runs: dict[int, list[dict[str, float]]] = {1: [], cores: []}
        for turn in range(TURNS):
            for jobs in ((1, cores), (cores, 1))[turn % 2]:
                print(f"Ingesting with {jobs} process{'es' * (jobs > 1)} …", flush=True)
                runs[jobs].append(run_once(folder / f"{jobs}-{turn}.db", source, jobs))
        sizes = measure_sizes(folder / "1-0.db")
    best = {jobs: {key: statistics.median(run[key] for run in found) for key in found[0]} for jobs, found in runs.items()}
    one, many = best[1], best[cores]
    return {
        "cores": cores, "source": source.name if given else f"{ARTICLES} invented articles", "runs": {str(jobs): found for jobs, found in runs.items()},
        "ratio": many["per_s"] / one["per_s"], "whole_ratio": one["seconds"] / many["seconds"],
        "obtained": one["cpu"] / one["seconds"], "load": os.getloadavg()[0],
        "articles_per_core_hour": 3600 * one["articles"] / one["cpu"], **sizes,
    }  # fmt: skip


def run_once(database: Path, source: Path, jobs: int) -> dict[str, float]:
    """One ingest from nothing; `per_s` counts from the first article that was stored, when all processes have started."""
    command = [sys.executable, "-m", "datasette", "claims", "ingest", str(database), str(source), "--offline", "--jobs", str(jobs), "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started, marks = time.perf_counter(), []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if '"state"' in line:
                marks.append(time.perf_counter())
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"The ingest of {source} ended with code {process.returncode}.")
    return {
        "articles": len(marks), "seconds": seconds, "per_s": (len(marks) - 1) / (marks[-1] - marks[0]),
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "rss_mb": after.ru_maxrss / 1024,
    }  # fmt: skip


def measure_sizes(database: Path) -> dict[str, float]:
    """What an article becomes: characters, rows, and bytes of the database and of the texts beside it."""
    connection = sqlite3.connect(database)
    articles, characters = connection.execute("select count(*), sum(text_length) from articles").fetchone()
    counts = {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in ("quotes", "stances")}
    connection.close()
    texts = database.with_name(f"{database.stem}.texts.db")
    return {
        "characters": characters / articles, "quotes": counts["quotes"] / articles, "stances": counts["stances"] / articles,
        "bytes": database.stat().st_size / articles, "text_bytes": texts.stat().st_size / articles,
    }  # fmt: skip


def write_articles(path: Path, count: int, seed: int = 1) -> Path:
    """Invented English articles as long as news and with as much speech, as a JSONL file."""
    chance = random.Random(seed)
    vocabulary = Vocabulary(chance)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            names = [vocabulary.make_name() for _ in range(4)]
            sentences = [make_sentence(chance, vocabulary, names) for _ in range(SENTENCES)]
            text = "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, SENTENCES, 3))
            title = vocabulary.make_sentence("en", 5, 9)
            article = {"url": f"https://gazette.example/{number}", "title": title, "publisher": "The Gazette", "published": "2026-03-02", "language": "en", "text": text}
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def make_sentence(chance: random.Random, vocabulary: Vocabulary, names: list[str]) -> str:
    """A sentence, four in ten times of somebody's speech."""
    words = vocabulary.make_sentence("en", 12, 24)
    if chance.random() > 0.4:
        return words + "."
    facts = {"words": words[0].lower() + words[1:], "name": chance.choice(names), "body": chance.choice(BODIES), "day": chance.choice(DAYS)}
    return chance.choice(SPEECH).format(**facts)


def judge_ingest(found: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(f"ingest with a process for each of {found['cores']} cores at least 1.7 times as fast as with one", f"{found['ratio']:.2f}", found["ratio"] >= 1.7)]


def describe_ingest(found: dict[str, Any]) -> str:
    """The section of the report."""
    text = "\n## Ingest\n\n"
    text += f"{found['source']}, {found['characters']:,.0f} characters and {found['quotes']:.1f} quotes each; runs with one process and with {found['cores']} in turn. "
    text += "Articles a second count from the first one stored; the whole run includes starting, and making the search index at the end.\n\n"
    text += "| processes | articles | articles/s | seconds, whole | processor s | MB of the largest process |\n|---:|---:|---:|---:|---:|---:|\n"
    for jobs, runs in found["runs"].items():
        for run in runs:
            text += f"| {jobs} | {run['articles']:.0f} | {run['per_s']:.2f} | {run['seconds']:.0f} | {run['cpu']:.0f} | {run['rss_mb']:.0f} |\n"
    text += f"\n{found['cores']} processes code {found['ratio']:.2f} times as many articles a second as one, and the whole run is {found['whole_ratio']:.2f} times as fast. "
    text += f"One core codes {found['articles_per_core_hour']:,.0f} such articles an hour; each becomes {found['bytes'] / 1000:.1f} kB of database and {found['text_bytes'] / 1000:.1f} kB of texts beside it.\n"
    if found["obtained"] < 0.9:
        text += f"\nA single process got only {found['obtained']:.0%} of a core (load {found['load']:.1f}): the machine was busy with other work, and the ratio says little.\n"
    return text
