"""Times the build of a database beside bare sqlite3 filling the same tables, each in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

from datasette_claims import checks, exports, store
from datasette_claims.schema import SCHEMA_PATH


def measure_building(data: Path, target: Path) -> dict[str, Any]:
    """Rows per second and memory of the build and of bare sqlite3, and their ratio."""
    ours, bare = run_alone("build", data, target), run_alone("bare", target, target.with_name("bare.db"))
    target.with_name("bare.db").unlink()
    checked = run_alone("check", data, target)
    return {"ours": ours, "bare": bare, "checked": checked, "ratio": ours["rows_per_s"] / bare["rows_per_s"], "bytes": target.stat().st_size}


def measure_exports(database: Path) -> dict[str, Any]:
    ours, bare = run_alone("export", database, database), run_alone("writer", database, database)
    return {"ours": ours, "bare": bare, "ratio": bare["rows_per_s"] / ours["rows_per_s"]}


def run_alone(task: str, source: Path, target: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarking.building", task, str(source), str(target)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]).stdout)


def build(source: Path, target: Path) -> int:
    store.build_database(source, target)
    connection = sqlite3.connect(target)
    rows = sum(connection.execute(f"select count(*) from {name}").fetchone()[0] for name in list_filled(connection))
    connection.close()
    return rows


def check(source: Path, _: Path) -> int:
    """The checks that the command `datasette claims build` runs before it builds; the number of problems is no matter."""
    deque(checks.check_data(source), maxlen=0)  # ids of made-up articles count up and belong to no address, which is a problem each
    return sum(sum(1 for _ in path.open(encoding="utf-8")) for path in source.glob("*.csv"))


def list_filled(connection: sqlite3.Connection) -> list[str]:
    """Ordinary tables, without what full-text search and ANALYZE keep for themselves."""
    rows = connection.execute("select name from sqlite_master where type = 'table' and name not like '%_fts%' and name not like 'sqlite_%' order by rowid")
    return [name for (name,) in rows]


def fill_bare(source: Path, target: Path) -> int:
    """Copies every row of a built database by `insert`, then makes the same indexes and full-text search."""
    target.unlink(missing_ok=True)
    read, write = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(target)
    write.executescript(f"begin;{SCHEMA_PATH.read_text(encoding='utf-8')}commit;")
    write.execute("pragma journal_mode = off")
    write.execute("pragma synchronous = off")
    indexes = write.execute("select name, sql from sqlite_master where type = 'index' and sql is not null").fetchall()
    for name, _ in indexes:
        write.execute(f"drop index {name}")
    count = 0
    for table in list_filled(write):
        rows = read.execute(f"select * from {table}")
        marks = ", ".join("?" * len(rows.description))
        count += write.executemany(f"insert into {table} values ({marks})", rows).rowcount
    for _, sql in indexes:
        write.execute(sql)
    write.execute("insert into search_index_fts (search_index_fts) values ('rebuild')")
    words = read.execute("select padded, word from _search_words_fts")
    write.executemany("insert into _search_words_fts (padded, word) values (?, ?)", words)
    write.execute("analyze")
    write.commit()
    return count


def export(source: Path, _: Path) -> int:
    """Every position through our CSV writer."""
    rows = read_positions(source)
    columns = [column[0] for column in rows.description]
    counted = CountedRows(rows)
    for piece in exports.write_rows(exports.CsvRows(columns), counted):
        len(piece.encode())
    return counted.number


def write_plain(source: Path, _: Path) -> int:
    """Every position through csv.writer over a bare cursor."""
    rows = CountedRows(read_positions(source))
    file = io.TextIOWrapper(open("/dev/null", "wb"), encoding="utf-8", newline="")
    csv.writer(file).writerows(rows)
    return rows.number


def read_positions(source: Path) -> sqlite3.Cursor:
    return sqlite3.connect(f"file:{source}?mode=ro", uri=True).execute("select * from positions")


class CountedRows:
    """Rows passed on, with their number."""

    def __init__(self, rows: Any) -> None:
        self.rows, self.number = rows, 0

    def __iter__(self) -> Any:
        for row in self.rows:
            self.number += 1
            yield row


TASKS = {"build": build, "check": check, "bare": fill_bare, "export": export, "writer": write_plain}


def measure_peak() -> float:
    """Most memory this process has held, in MB. Linux counts into ru_maxrss what the process that started this one held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024


def main() -> None:
    task, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    start, used = time.perf_counter(), time.process_time()
    rows = TASKS[task](source, target)
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    # Rows per second of processor time: the same on a busy machine, and all of this work is the processor's.
    print(json.dumps({"rows": rows, "seconds": seconds, "cpu": cpu, "rows_per_s": rows / cpu, "rss_mb": measure_peak()}))


if __name__ == "__main__":
    main()
