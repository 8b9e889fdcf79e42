"""The benchmark makes the same data from the same seed, and its report says what was measured and what was missed."""

import filecmp
import sqlite3
import sys

from conftest import ROOT

from datasette_claims.checks import check_data
from datasette_claims.store import build_database

sys.path.insert(0, str(ROOT / "scripts"))

from benchmarking.report import weigh_assets, write_report
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


ABOUT = {"when": "2026-11-23", "machine": "2 cores", "busy": ""}


def judge(results, folder):
    """The lines of the table of targets: what was measured and whether it is met, by target."""
    write_report({"about": ABOUT, **results}, folder, "benchmark.py")
    table = (folder / "performance.md").read_text(encoding="utf-8").partition("## Targets")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ") and not line.startswith("| target")]
    return {what: (value, verdict) for what, value, verdict in rows}


def test_the_report_says_of_serving_what_missed_its_target(tmp_path):
    line = lambda kind, name, ms, **more: {"kind": kind, "name": name, "ms": ms, "status": 200, "ratio": ms / 10, "bare": 1.0, **more}  # noqa: E731
    names = [("base", "row page"), ("base", "row page, most discussed claim"), ("page", "claim"), ("page", "claim, most discussed")]
    small = [line(kind, name, 10) for kind, name in names] + [line("question", "denials", 30)]
    large = [line(kind, name, 10) for kind, name in names[:2]] + [line("page", "claim", 12), line("page", "claim, most discussed", 40, bytes=90_000)]
    large += [line("question", "denials", 130, scans=["quotes"]), line("page", "about", 5, status=500)]
    assert judge({"serving": {"10000": small, "1000000": large}}, tmp_path) == {
        "claim within 1.5 times its row page at every size": ("1.20", "met"),
        "claim grows less than 1.3 times from 10,000 to 1,000,000": ("1.20", "met"),
        "claim, most discussed within 1.5 times its row page at every size": ("4.00", "**missed**"),
        "claim, most discussed grows less than 1.3 times from 10,000 to 1,000,000": ("4.00", "**missed**"),
        "no question, as page or JSON, above ten row pages at 1,000,000": ("13.0 (denials)", "**missed**"),
        "no page or question reads a growing table whole at 1,000,000": ("denials: quotes", "**missed**"),
        "every address answers": ("about: 500", "**missed**"),
        "the fullest claim page with its assets under 100 kB": (f"{(90_000 + weigh_assets()) / 1000:.0f} kB", "**missed**"),
    }


def test_the_report_says_of_load_building_and_starts_what_missed_its_target(tmp_path):
    run = lambda errors, per_s, rss: {"requests": 100, "per_s": per_s, "errors": errors, "examples": [], "p50": 1.0, "p90": 2.0, "p99": 3.0, "rss": rss}  # noqa: E731
    load = {"about": "32 readers", "rss_before": 100.0, "positions": 9, "mix": run(0, 50.0, 110.0), "beside a slow query": run(1, 20.0, 110.0),
            "beside a stream of all positions": {**run(0, 30.0, 120.0), "streamed_lines": 10, "stream_s": 2.0}}
    made = lambda ratio, rss: {"ours": {"rows_per_s": 1.0, "rss_mb": rss}, "bare": {"rows_per_s": 1.0, "rss_mb": 30.0}, "ratio": ratio, "bytes": 1e6}  # noqa: E731
    cold = {"start": {"datasette": 800.0, "plugin": 20.0, "extraction": ["lxml"]}, "request": {"first": 40.0, "warm": 10.0},
            "database_mb": 3.0, "gzip_mb": 1.0, "wheel_mb": 0.4}
    assert judge({"load": load, "building": {"1000000": made(0.4, 90.0), "10000": made(0.9, 40.0)}, "cold": cold}, tmp_path) == {
        "no error under load": ("1", "**missed**"),
        "flat memory under load: less than 1.25 times that after the warm-up": ("120 of 100 MB", "met"),
        "a slow query leaves the others at least half their requests": ("0.40", "**missed**"),
        "a stream of all 9 positions comes whole beside the readers": ("9 rows", "met"),
        "build at least half of bare sqlite3, 10,000": ("0.90", "met"),
        "build at least half of bare sqlite3, 1,000,000": ("0.40", "**missed**"),
        "memory of the build does not grow with the data (less than 1.5 times)": ("40 → 90 MB", "**missed**"),
        "importing the plugin adds under 50 ms": ("20 ms", "met"),
        "importing it loads no extraction library": ("lxml", "**missed**"),
        "first request within 3 times a warm one": ("4.0", "**missed**"),
    }
