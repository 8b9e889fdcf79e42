"""Times pages, questions, lists and GraphQL of a real server, each beside a row page and beside its bare SQL."""

from __future__ import annotations

import http.client
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from datasette_claims.queries import read_questions

ROOT = Path(__file__).resolve().parents[2]
AGAIN = "_turn=again"  # in an address that is meant to come from the pages held in memory
LONGEST = 20.0  # seconds one path may take up; what is slower is measured fewer times
NESTED = "{ claims(first: 50) { nodes { text stances_list(first: 20) { nodes { label { name } actor { name } } } } } }"
FIELDS = {
    "denials_of": '{ denials_of(topic: "troop-deployments", first: 50) { nodes { said_from words claim { text } actor { name } article { title } } } }',
    "positions_of": '{ positions_of(actor: "ACTOR", first: 50) { nodes { said_from words claim { text } article { title } } } }',
    "changed_positions": '{ changed_positions(first: 50) { nodes { to_date actor { name } claim { text } } } }',
    "compare": '{ compare(a: "ACTOR", b: "OTHER", first: 50) { nodes { claim { text } stance_a { name } stance_b { name } } } }',
}


@dataclass(frozen=True, slots=True)
class Address:
    """One thing to ask for: what it is (page, question, table, GraphQL or base), its name and path."""

    kind: str
    name: str
    path: str


@contextmanager
def start_server(database: Path, **variables: str) -> Iterator[tuple[int, int]]:
    """Port and process id of a server as scripts/serve.py starts it; `variables` are added to its environment."""
    from serve import SETTINGS

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    command = [sys.executable, "-m", "datasette", "serve", str(database), "-m", str(ROOT / "metadata.yml"), "--cors", "--port", str(port), *settings]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**list_environment(), **variables})
    try:
        wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(6_000):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server did not start within a minute")


def list_environment() -> dict[str, str]:
    """That of a server of somebody's own, in which Python and the plugin keep what they compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def fetch(connection: http.client.HTTPConnection, path: str) -> tuple[int, int]:
    """Status and length of an answer."""
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, len(response.read())


def choose_rows(database: Path) -> dict[str, str]:
    """The rows asked for: the most discussed of each sort, and a claim in the middle of those with positions."""
    connection = sqlite3.connect(database)
    one = lambda sql: connection.execute(sql).fetchone()[0]  # noqa: E731
    busiest = "select row_id from tallies where kind = '{}' and label = 'any' order by positions desc, row_id limit 1 offset {}"
    spoken = one("select count(*) from claim_summaries where positions > 0")
    rows = {
        "claim": one(f"select claim from claim_summaries where positions > 0 order by positions desc, claim limit 1 offset {spoken // 2}"),
        "hot_claim": one(busiest.format("claim", 0)),
        "actor": one(busiest.format("actor", 0)),
        "other": one(busiest.format("actor", 1)),
        "publisher": one(busiest.format("publisher", 0)),
        "article": one("select article from quotes group by article order by count(*) desc limit 1"),
        "position": one("select id from stances where is_counted = 1 limit 1"),
        "topic": "troop-deployments",
    }
    connection.close()
    return rows


def list_addresses(rows: dict[str, str]) -> list[Address]:
    """Everything that is timed on one database; the row page of Datasette comes first."""
    page = lambda name, path: Address("page", name, f"/claims/-/{path}")  # noqa: E731
    found = [
        Address("base", "row page", f"/claims/claims/{rows['claim']}"),
        Address("base", "row page, most discussed claim", f"/claims/claims/{rows['hot_claim']}"),
        page("claim", f"claim/{rows['claim']}"), page("claim, most discussed", f"claim/{rows['hot_claim']}"),
        page("claim, most discussed, asked again", f"claim/{rows['hot_claim']}?{AGAIN}"),
        page("claim.json", f"claim/{rows['claim']}.json"), page("actor, most quoted", f"actor/{rows['actor']}"),
        page("article, fullest", f"article/{rows['article']}"), page("topic, largest", f"topic/{rows['topic']}"),
        page("publisher, largest", f"publisher/{rows['publisher']}"), page("position", f"position/{rows['position']}"),
        page("compare two", f"compare?a={rows['actor']}&b={rows['other']}"), page("compare", "compare"),
        page("home", "home"), page("about", "about"),
        page("search, one word", "search?q=brigade"), page("search, two words", "search?q=troops+border"), page("search, Cyrillic", f"search?q={quote('войска')}"),
        page("positions", "positions"), page("positions of an actor", f"positions?actor={rows['actor']}"),
        page("positions, three filters", "positions?topic=troop-deployments&stance=denies&from=2024-01-01"),
    ]
    for name in read_questions():
        found += [Address("question", name, f"/claims/-/question/{name}"), Address("question", f"{name}.json", f"/claims/{name}.json")]
    for name, parameters in (("what_an_actor_said", {"actor": rows["actor"]}), ("who_said_it_first", {"claim": rows["claim"]}),
                             ("where_a_report_comes_from", {"claim": rows["hot_claim"]}),
                             ("two_actors_side_by_side", {"actor_a": rows["actor"], "actor_b": rows["other"]})):
        found.append(Address("question", f"{name}, asked", f"/claims/{name}.json?{urlencode(parameters)}"))
    facets = "_facet=stance&_facet=topic_name&_facet=actor_kind"
    found += [Address("table", "positions table, three facets", f"/claims/positions?_sort_desc=said_from&{facets}"),
              Address("table", "stances table, three facets", "/claims/stances?_facet=label&_facet=topic&_facet=review")]
    for name, query in {**FIELDS, "nested query": NESTED}.items():
        text = query.replace("ACTOR", rows["actor"]).replace("OTHER", rows["other"])
        found.append(Address("GraphQL", name, f"/graphql/claims?{urlencode({'query': text})}"))
    return found


def make_fresh(path: str, turn: int) -> str:
    """The address of a page as nobody has asked for it yet, so that it is made and not taken from the pages held in memory."""
    if AGAIN in path:
        return path
    return f"{path}{'&' if '?' in path else '?'}_turn={turn}" if "/-/" in path and ".csv" not in path else path


def time_addresses(port: int, addresses: list[Address], rounds: int) -> dict[str, dict[str, float]]:
    """Median milliseconds and status by path: all paths in turn in every round, so that disturbance hits all alike."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    times: dict[str, list[float]] = {address.path: [] for address in addresses}
    answered: dict[str, tuple[int, int]] = {}
    for turn in range(rounds + 1):
        for address in addresses:
            if sum(times[address.path]) > LONGEST:
                continue
            start = time.perf_counter()
            answered[address.path] = fetch(connection, make_fresh(address.path, turn))
            if turn:  # the first round warms the caches
                times[address.path].append(time.perf_counter() - start)
    connection.close()
    return {
        path: {"ms": 1000 * statistics.median(taken), "status": answered[path][0], "bytes": answered[path][1]}
        for path, taken in times.items() if taken
    }


def time_bare(database: Path, statements: dict[str, list[tuple[str, int]]], rounds: int = 3) -> dict[str, float]:
    """Milliseconds that the statements behind each path take on one bare connection, all rows fetched."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    found = {}
    for path, listed in statements.items():
        taken = []
        for _ in range(rounds):
            start = time.perf_counter()
            for sql in listed:
                connection.execute(sql).fetchmany(1001)  # where Datasette stops too
            taken.append(time.perf_counter() - start)
            if sum(taken) > LONGEST:
                break
        found[path] = 1000 * statistics.median(taken)
    connection.close()
    return found


def measure_serving(database: Path, rounds: int) -> list[dict[str, object]]:
    """One line for every address: median, ratio to the row page, length, bare SQL, and the growing tables it reads whole."""
    from .statements import capture, find_growing, list_scans

    addresses = list_addresses(choose_rows(database))
    with start_server(database) as (port, _):
        times = time_addresses(port, addresses, rounds)
    statements = capture(database, [a.path for a in addresses])
    bare = time_bare(database, statements)
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    growing = find_growing(connection)
    scans = {path: sorted({table for sql in listed for table in list_scans(connection, sql, growing)}) for path, listed in statements.items()}
    connection.close()
    row = times[addresses[0].path]["ms"]
    return [
        {"kind": a.kind, "name": a.name, **times[a.path], "ratio": times[a.path]["ms"] / row, "bare": bare.get(a.path, 0.0), "scans": scans.get(a.path, [])}
        for a in addresses if a.path in times
    ]


def measure_cold(database: Path, starts: int = 5) -> dict[str, float]:
    """Milliseconds of the first request after a start and of a warm one, for the claim page and Datasette's own row page; and until a server answers."""
    claim = choose_rows(database)["claim"]
    found: dict[str, list[float]] = {}
    for kind, path in (("", f"/claims/-/claim/{claim}"), ("row_", f"/claims/claims/{claim}")):
        with start_server(database):
            pass  # so that every start measured comes after another one, as on a machine in use
        for _ in range(starts):
            with start_server(database) as (port, _):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                taken = []
                for turn in range(8):
                    start = time.perf_counter()
                    fetch(connection, make_fresh(path, turn))
                    taken.append(1000 * (time.perf_counter() - start))
            found.setdefault(f"{kind}first", []).append(taken[0])
            found.setdefault(f"{kind}warm", []).append(statistics.median(taken[2:]))
    for name, variables in (("ready", {}), ("ready_without", {"DATASETTE_LOAD_PLUGINS": "datasette-graphql"})):
        for _ in range(starts):
            start = time.perf_counter()
            with start_server(database, **variables):
                found.setdefault(name, []).append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(values) for name, values in found.items()}


EXTRACTION = "onnxruntime tokenizers trafilatura warcio lxml numpy pyarrow dask distributed".split()
START = """
import json, sys, time
a = time.process_time()
import datasette.app
b, before = time.process_time(), set(sys.modules)
import datasette_claims
from datasette_claims import pages, site
c = time.process_time()
print(json.dumps([b - a, c - b, [name for name in {extraction} if name in sys.modules and name not in before]]))
"""


def measure_start(times: int = 9) -> dict[str, object]:
    """Milliseconds of CPU that importing Datasette takes, and importing after it what the plugin loads at a start."""
    program = START.replace("{extraction}", str(EXTRACTION))
    command = [sys.executable, "-c", program]
    runs = [json.loads(subprocess.run(command, capture_output=True, text=True, check=True, env=list_environment()).stdout) for _ in range(times + 1)][1:]
    return {"datasette": 1000 * statistics.median(r[0] for r in runs), "plugin": 1000 * statistics.median(r[1] for r in runs), "extraction": runs[0][2]}
