"""What an ingest tells of itself: its pace over the last minute, and how long the rest takes."""

import json

import pytest

from datasette_claims.articles import Meter, read_articles
from datasette_claims.cli.progress import Pace, Progress, describe_rest
from datasette_claims.ingest import Summary
from datasette_claims.ingest.run import Told


@pytest.mark.parametrize(
    "marks, rate, left",
    [
        ([(0, 0, 0.0)], 0.0, None),
        ([(0, 0, 0.0), (10, 20, 0.25)], 2.0, 30.0),
        ([(0, 0, None), (10, 20, None)], 2.0, None),
        # a thousand articles passed over in a second, then one a second: the last minute counts
        ([(0, 0, 0.0), (1, 1000, 0.5), (50, 1049, 0.55), (120, 1119, 0.6)], 1.0, 560.0),
    ],
)
def test_the_pace_is_that_of_the_last_minute(marks, rate, left):
    pace = Pace()
    for mark in marks:
        pace.add(*mark)
    assert pace.rate == rate
    assert pace.left == (None if left is None else pytest.approx(left))


@pytest.mark.parametrize(
    "share, left, expected",
    [
        (None, None, ""),
        (0.5, None, ", 50%"),
        (0.5, 30.4, ", 50%, about 30 s left"),
        (0.5, 600, ", 50%, about 10 min left"),
        (0.01, 36_000, ", 1%, about 10.0 h left"),
    ],
)
def test_the_rest_in_words(share, left, expected):
    assert describe_rest(share, left) == expected


def test_a_line_a_minute_where_there_is_no_terminal(monkeypatch, capsys):
    clock = iter(range(0, 1000, 25))
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    progress, summary = Progress(False, False), Summary(share=0.0)
    for count in range(1, 6):
        summary.articles["added"], summary.share = 10 * count, count / 10
        progress.show(summary, Told("added"))
    assert capsys.readouterr().err.splitlines() == ["30 inputs, 0 quotes, 0.4 inputs/s, 30%, about 175 s left".replace("175 s", "3 min")]


def test_bytes_are_counted_as_files_are_read(tmp_path):
    pytest.importorskip("trafilatura", reason="the ingest extra is not installed")
    rows = [json.dumps({"url": f"https://gazette.example/{n}", "text": "The mayor said nothing at all. " * 3000}) for n in range(10)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    (tmp_path / "b.txt").write_text("The mayor said that the bridge was closed.")
    meter = Meter([str(tmp_path)])
    shares = [meter.share for source in [tmp_path] for _ in read_articles(str(source), offline=True, meter=meter)]
    assert shares == sorted(shares) and len(set(shares)) > 5 and meter.share == 1.0


def test_only_files_that_are_read_count(tmp_path):
    for name in ("a.txt", "page.html", "page_files/script.js", ".git/pack", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("ten bytes.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert Meter([str(tmp_path)]).total == 20


@pytest.mark.parametrize("source, total", [("-", None), ("https://gazette.example/feed", None), ("missing.txt", 0)])
def test_where_nobody_knows_the_end(source, total):
    assert Meter([source]).total == total and Meter([source]).share is None
