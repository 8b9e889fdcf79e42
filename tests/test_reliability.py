"""The sample for a second coding, and the agreement of two coders."""

import csv
import sqlite3
import subprocess
import sys

import pytest
from conftest import ROOT

from datasette_claims.store import build_database

sys.path.insert(0, str(ROOT / "scripts"))

from evidence.agreement import (  # noqa: E402
    compute_alpha,
    compute_interval,
    compute_kappa,
    draw_sample,
    read_decisions,
    read_pairs,
    read_rows,
    write_confusion,
    write_sheet,
)

# Cohen's own example: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
PAIRS = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15


def test_kappa_and_alpha_of_a_worked_example():
    assert compute_kappa(PAIRS) == pytest.approx(0.4)
    assert compute_alpha(PAIRS) == pytest.approx(0.4)


def test_full_agreement_is_one():
    assert compute_kappa([("a", "a"), ("b", "b")]) == compute_alpha([("a", "a"), ("b", "b")]) == 1
    assert compute_kappa([("a", "a")]) == compute_alpha([("a", "a")]) == 1


def test_a_sample_is_a_tenth_and_stays_when_a_statement_is_added():
    keys = [f"x{number}" for number in range(500)]
    sample = draw_sample(keys)
    assert len(sample) == 50 and sample == draw_sample(reversed(keys))
    assert len(sample & draw_sample([*keys, "y1"])) >= 49


def test_the_sheet_is_blind_and_can_be_compared(database, tmp_path):
    connection = sqlite3.connect(database)
    path = tmp_path / "sheet.csv"
    count = write_sheet(connection, path)
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count > 80
    assert not any(row["label"] or row["certainty"] or row["actor"] for row in rows)
    assert read_pairs(connection, path) == []
    rows[0]["label"] = "denies"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    pairs = read_pairs(connection, path)
    connection.close()
    assert [(pair.quote, pair.claim, pair.second.label) for pair in pairs] == [(rows[0]["quote"], rows[0]["claim"], "denies")]


# The published second coding ---------------------------------------------------------------------

SAMPLE, DECISIONS = ROOT / "data/reliability_sample.csv", ROOT / "data/reliability_decisions.csv"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The published sheet beside the first labels, those before the differences were resolved."""
    path = tmp_path_factory.mktemp("reliability") / "claims.db"
    build_database(ROOT / "data", path)
    connection = sqlite3.connect(path)
    pairs = read_pairs(connection, SAMPLE, DECISIONS)
    stances = {row[0]: row[1:] for row in connection.execute("select id, label, certainty, review from stances")}
    sdqc = dict(connection.execute("select id, sdqc from stance_labels"))
    positions = {(quote, claim): key for key, quote, claim in connection.execute("select id, quote, claim from stances")}
    connection.close()
    return pairs, stances, sdqc, positions


def test_every_row_of_the_sample_was_coded_a_second_time(published):
    pairs, stances, _, positions = published
    rows = read_rows(SAMPLE)
    assert len(pairs) == len(rows) == 99
    assert all(row["label"] and row["certainty"] and row["actor"] and row["note"] for row in rows)
    assert {row["source"] for row in rows} == {"page", "log"}
    assert {stances[positions[pair.quote, pair.claim]][2] for pair in pairs} == {"reviewed"}


def test_every_difference_is_resolved_in_the_data_and_nothing_else_is_called_one(published):
    pairs, stances, _, positions = published
    decisions = read_decisions(DECISIONS)
    different = {positions[pair.quote, pair.claim]: pair for pair in pairs if pair.first.label != pair.second.label}
    assert decisions.keys() == different.keys()
    for key, decision in decisions.items():
        assert (decision.first, decision.second) == (different[key].first.label, different[key].second.label)
        assert decision.decided in (decision.first, decision.second) and decision.why
        assert stances[key][:2] == (decision.decided, decision.decided_certainty)


def test_the_published_figures_are_those_before_resolving(published):
    pairs, _, sdqc, _ = published
    text = (ROOT / "data/README.md").read_text(encoding="utf-8")
    labels = [(pair.first.label, pair.second.label) for pair in pairs]
    folded = [(sdqc[one], sdqc[other]) for one, other in labels]
    for coded in (labels, folded, [(pair.first.certainty, pair.second.certainty) for pair in pairs]):
        share = sum(one == other for one, other in coded) / len(coded)
        low, high = compute_interval(coded, [pair.statement for pair in pairs], compute_kappa)
        assert f"| {share:.1%}".replace("%", " %") + f" | {compute_kappa(coded):.2f} | {low:.2f}–{high:.2f} | {compute_alpha(coded):.2f} |" in text


def test_an_interval_holds_the_figure_and_is_the_same_every_time():
    low, high = compute_interval(PAIRS, [f"x{number}" for number in range(50)], compute_kappa)
    assert low < 0.4 < high and (low, high) == compute_interval(PAIRS, [f"x{number}" for number in range(50)], compute_kappa)
    assert compute_interval([("a", "a")] * 4, ["x"] * 4, compute_kappa) == (1, 1)


def test_the_confusion_table_leaves_out_what_nobody_used():
    assert write_confusion(PAIRS, ["no", "perhaps", "yes"]).splitlines() == [
        "| first \\ second | no | yes |", "| --- | ---: | ---: |", "| no | 15 | 10 |", "| yes | 5 | 20 |"]


def test_a_sheet_with_answers_is_never_drawn_anew():
    before = SAMPLE.read_bytes()
    run = subprocess.run([sys.executable, ROOT / "scripts/reliability.py", "sheet", SAMPLE], capture_output=True, text=True)
    assert run.returncode == 1 and "has answers in it" in run.stderr and SAMPLE.read_bytes() == before
