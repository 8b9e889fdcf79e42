"""The benchmark makes the same data from the same seed, and its report says what was measured and what was missed."""

import filecmp
import sqlite3
import sys

from conftest import ROOT
from datasette_claims.checks import check_data
from datasette_claims.store import build_database

sys.path.insert(0, str(ROOT / "scripts"))

from benchmarking.report import write_report
from benchmarking.serving import choose_rows, list_addresses
from benchmarking.synthetic import write_synthetic


def test_the_same_seed_gives_the_same_data(tmp_path):
    counts = [write_synthetic(tmp_path / name, 300, seed) for name, seed in (("one", 1), ("two", 1), ("other", 2))]
    names = sorted(path.name for path in (tmp_path / "one").glob("*.csv"))
    assert counts[0] == counts[1] and counts[0]["stances"] == 300
    assert filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", names, shallow=False)[0] == names
    assert "stances.csv" in filecmp.cmpfiles(tmp_path / "one", tmp_path / "other", names, shallow=False)[1]


def test_synthetic_data_keeps_the_promises_of_the_schema(tmp_path):
    write_synthetic(tmp_path, 300)
    # Ids of articles count up, so that rows can be written in the order of ids as they are drawn.
    assert [str(problem) for problem in check_data(tmp_path) if "does not belong to https://" not in str(problem)] == []


def test_a_few_claims_hold_most_positions_and_every_row_is_found(tmp_path):
    write_synthetic(tmp_path / "data", 2_000)
    build_database(tmp_path / "data", tmp_path / "claims.db")
    connection = sqlite3.connect(tmp_path / "claims.db")
    numbers = [row[0] for row in connection.execute("select count(*) from stances group by claim order by 1 desc")]
    assert sum(numbers[: len(numbers) // 10]) > sum(numbers) / 4
    assert len({row[0] for row in connection.execute("select script from actor_names")}) == 3
    connection.close()
    rows = choose_rows(tmp_path / "claims.db")
    addresses = list_addresses(rows)
    assert len({address.path for address in addresses}) == len(addresses)
    assert {address.kind for address in addresses} == {"base", "page", "question", "table", "GraphQL"}


def test_the_report_says_what_missed_its_target(tmp_path):
    line = lambda kind, name, ms: {"kind": kind, "name": name, "ms": ms, "status": 200, "ratio": ms / 10, "bare": 1.0}  # noqa: E731
    names = [("base", "row page"), ("base", "row page, most discussed claim"), ("page", "claim"), ("page", "claim, most discussed")]
    small = [line(kind, name, 10) for kind, name in names] + [line("question", "denials", 30)]
    large = [line(kind, name, 10) for kind, name in names[:2]] + [line("page", "claim", 12), line("page", "claim, most discussed", 40), line("question", "denials", 130)]
    about = {"when": "2026-11-23", "machine": "2 cores", "busy": ""}
    write_report({"about": about, "serving": {"10000": small, "1000000": large}}, tmp_path, "benchmark.py")
    report = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "| claim within 1.5 times its row page at every size | 1.20 | met |" in report
    assert "| claim, most discussed within 1.5 times its row page at every size | 4.00 | **missed** |" in report
    assert "| no question above ten row pages at 1,000,000 | 13.0 (denials) | **missed** |" in report
