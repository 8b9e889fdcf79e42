"""Many readers at once over a mix of everything, beside a slow query and beside a stream of all rows."""

from __future__ import annotations

import http.client
import random
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from .serving import choose_rows, fetch, list_addresses, make_fresh, start_server

# A cross join that no index helps; Datasette stops it after sql_time_limit_ms.
ABUSE = "/claims.json?sql=select+count(*)+from+stances+a,+stances+b+where+a.detail+%3C%3E+b.detail"
SHARES = {"page": 10, "question": 4, "table": 1, "GraphQL": 2}
LONGEST_STREAM = 600  # seconds that a download of everything may take
CSV = ("/claims/-/positions.csv?topic=grain&stance=retracts", "/claims/-/positions.csv?topic=aid&stance=endorses")


class Readers:
    """Threads that ask for one path after the other and write down how long each took."""

    def __init__(self, port: int, paths: list[str], weights: list[int], number: int) -> None:
        self.port, self.paths, self.weights = port, paths, weights
        self.taken: list[tuple[float, str]] = []
        self.errors: list[str] = []
        self.until = 0.0
        self.threads = [threading.Thread(target=self.read, args=(n,), daemon=True) for n in range(number)]

    def run(self, seconds: float) -> None:
        self.until = time.perf_counter() + seconds
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()

    def read(self, seed: int) -> None:
        chance, connection = random.Random(seed), http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        while time.perf_counter() < self.until:
            path = make_fresh(chance.choices(self.paths, self.weights)[0], chance.randrange(50))
            start = time.perf_counter()
            try:
                status = fetch(connection, path)[0]
            except OSError as error:
                self.errors.append(f"{path}: {error}")
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
                continue
            self.taken.append((time.perf_counter() - start, path))
            if status != 200:
                self.errors.append(f"{path}: {status}")

    def describe(self, seconds: float) -> dict[str, Any]:
        taken = sorted(t for t, _ in self.taken)
        at = lambda share: 1000 * taken[min(len(taken) - 1, int(share * len(taken)))] if taken else 0.0  # noqa: E731
        return {"requests": len(taken), "per_s": len(taken) / seconds, "errors": len(self.errors), "examples": sorted(set(self.errors))[:5],
                "p50": at(0.5), "p90": at(0.9), "p99": at(0.99)}


def read_memory(pid: int) -> float:
    """Megabytes of memory of its own that a process holds; pages of the database file, which the system shares and takes back, are not counted."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024


def measure_load(database: Path, readers: int, seconds: float) -> dict[str, Any]:
    """The mix by itself, beside an abusive query, and beside a stream of every position."""
    addresses = [a for a in list_addresses(choose_rows(database)) if a.kind in SHARES]
    paths = [a.path for a in addresses] + list(CSV)
    weights = [SHARES[a.kind] for a in addresses] + [2] * len(CSV)
    found: dict[str, Any] = {}
    with start_server(database) as (port, pid):
        Readers(port, paths, weights, readers).run(min(seconds, 30))  # so that memory is compared at the same number of readers
        found["rss_before"] = read_memory(pid)
        for name, beside in (("mix", None), ("beside a slow query", abuse), ("beside a stream of all positions", stream)):
            stop, extra = threading.Event(), {}
            other = threading.Thread(target=beside, args=(port, stop, extra), daemon=True) if beside else None
            if other:
                other.start()
            crowd = Readers(port, paths, weights, readers)
            crowd.run(seconds)
            found[name] = {**crowd.describe(seconds), "rss": read_memory(pid)}
            stop.set()
            if other:
                other.join(LONGEST_STREAM)
                found[name] |= extra
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    found["positions"] = connection.execute("select count(*) from stances where review <> 'rejected'").fetchone()[0]
    connection.close()
    return found


def abuse(port: int, stop: threading.Event, found: dict[str, Any]) -> None:
    """Asks for something costly again and again."""
    connection, found["abuses"] = http.client.HTTPConnection("127.0.0.1", port, timeout=120), 0
    while not stop.is_set():
        fetch(connection, ABUSE)
        found["abuses"] += 1


def stream(port: int, stop: threading.Event, found: dict[str, Any]) -> None:
    """Downloads every position as CSV to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    start = time.perf_counter()
    connection.request("GET", "/claims/-/positions.csv?review=any")
    response, lines = connection.getresponse(), 0
    while piece := response.read(1 << 16):
        lines += piece.count(b"\n")
    found |= {"streamed_lines": lines, "stream_s": time.perf_counter() - start}
