"""Differences between two states of the data, and releases that give the same bytes and lose no id."""

import csv
import hashlib
import shutil
import tracemalloc
import zipfile

import pytest
from click.testing import CliRunner
from small_site import make_rows

from datasette_claims import records, releases
from datasette_claims.cli import claims
from datasette_claims.errors import ClaimsError
from datasette_claims.releases import Change, Tally, diff_states, make_release, open_state, write_changes
from datasette_claims.store import write_table

METADATA = "title: The bridge\ndescription: Who said what about the bridge.\nlicense: CC BY 4.0\nlicense_url: https://creativecommons.org/licenses/by/4.0/\n"


def write_data(folder, rows):
    folder.mkdir(parents=True, exist_ok=True)
    for table, made in rows.items():
        write_table(folder / f"{table}.csv", table, made)


def change(rows):
    """The next state: one claim reworded, one merged into another, one actor withdrawn, one publisher new."""
    last = rows["claims"].pop()
    rows["claims"][0] = records.Claim("bridge-00", "The bridge will close at noon on day 0.", "bridge", subject="council-00", method="hand", review="reviewed")
    rows["stances"] = [s for s in rows["stances"] if s.claim != last.id]
    rows["publishers"].append(records.Publisher("south-post", "South Post", family="south-post"))
    rows["redirects"] = [records.Redirect("claims", last.id, new_id="bridge-01", reason="Said the same.", since="2024-06-01")]
    rows["redirects"] += [records.Redirect("stances", f"a0-020{n}-s1", new_id=None, reason="Coded twice.", since="2024-06-01") for n in range(2)]
    return rows


@pytest.fixture
def states(tmp_path):
    write_data(tmp_path / "before", make_rows())
    write_data(tmp_path / "after", change(make_rows()))
    return tmp_path / "before", tmp_path / "after"


def diff(before, after):
    with open_state(before) as old, open_state(after) as new:
        return list(diff_states(old, new))


def test_every_change_is_told_once(states):
    assert diff(*states) == [
        Change("ADD", "publishers", "south-post"),
        Change("MOD", "claims", "bridge-00", "text", "The bridge will close on day 0.", "The bridge will close at noon on day 0."),
        Change("MOD", "claims", "bridge-00", "review", "coded_once", "reviewed"),
        Change("MERGE", "claims", "bridge-02", new_id="bridge-01", reason="Said the same."),
        Change("DEL", "stances", "a0-0200-s1", reason="Coded twice."),
        Change("DEL", "stances", "a0-0201-s1", reason="Coded twice."),
        Change("ADD", "redirects", "claims/bridge-02"),
        Change("ADD", "redirects", "stances/a0-0200-s1"),
        Change("ADD", "redirects", "stances/a0-0201-s1"),
    ]
    assert diff(states[0], states[0]) == []
    assert [found.change for found in diff(states[1], states[0]) if found.table == "claims"] == ["MOD", "MOD", "ADD"]


def test_command_prints_a_summary_and_writes_every_change(states, tmp_path):
    result = CliRunner().invoke(claims, ["diff", *map(str, states), "--changes", str(tmp_path / "changes.csv")])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[:3] == [
        "table               added modified  removed   merged",
        "publishers              1        0        0        0",
        "claims                  0        1        0        1",
    ]
    with (tmp_path / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file))[0] == {"change": "ADD", "table": "publishers", "id": "south-post", "column": "", "before": "", "after": "", "new_id": "", "reason": ""}
    assert Tally().describe() == "No row differs.\n"
    result = CliRunner().invoke(claims, ["diff", str(tmp_path), str(states[0])])
    assert (result.exit_code, "holds neither claims.csv nor a folder" in result.output) == (1, True)


@pytest.mark.parametrize("name, reason", [("missing/changes.csv", "No such file or directory"), ("claims.csv/changes.csv", "Not a directory")])
def test_changes_that_cannot_be_written_get_one_sentence(states, name, reason):
    path = states[0] / name
    result = CliRunner().invoke(claims, ["diff", *map(str, states), "--changes", str(path)])
    assert (result.exit_code, result.output) == (1, f"Error: {path} can be neither read nor written ({reason}); check the name, and make its folder first.\n")


def test_changes_pass_by_without_being_held(tmp_path):
    made = (Change("MOD", "claims", f"claim-{n // 2}", "text", "before " * 20, "after " * 20) for n in range(20_000))
    tally = Tally()
    tracemalloc.start()
    passed = sum(1 for _ in write_changes(tmp_path / "changes.csv", tally.count(made)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert passed == 20_000 and (tmp_path / "changes.csv").stat().st_size > 5_000_000
    assert tally.describe().splitlines()[1] == "claims                  0   10,000        0        0"
    assert peak < 500_000, f"{peak:,} bytes"


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "require_valid", lambda data: None)  # the made-up rows have readable ids, not hashes
    folder = tmp_path / "checkout"
    write_data(folder / "data", make_rows())
    (folder / "metadata.yml").write_text(METADATA)
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## 1.1.0 - 2024-06-02\n\n- Merged.\n\n## 1.0.0 - 2024-06-01\n\n- First.\n")
    (folder / "LICENSE-DATA").write_text("CC BY 4.0\n")
    return folder


FORMATS = ("csv", "sqlite")


def test_the_same_files_give_the_same_bytes(root, tmp_path):
    first = make_release(root, "1.0.0", tmp_path / "first", formats=FORMATS)
    shutil.copytree(root, tmp_path / "elsewhere")
    second = make_release(tmp_path / "elsewhere", "1.0.0", tmp_path / "second", formats=FORMATS)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sums = archive.read("datasette-claims-data-1.0.0/SHA256SUMS").decode()
        for line in sums.splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(archive.read(f"datasette-claims-data-1.0.0/{name}")).hexdigest() == digest
        citation = archive.read("datasette-claims-data-1.0.0/CITATION.cff").decode()
    assert 'version: "1.0.0"' in citation and 'date-released: "2024-06-01"' in citation


def test_the_command_takes_formats_with_spaces_between_them(root, tmp_path):
    result = CliRunner().invoke(claims, ["release", "1.0.0", "--root", str(root), "--target", str(tmp_path / "dist"), "--format", "csv, sqlite"])
    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "dist" / "datasette-claims-data-1.0.0").iterdir()} >= {"csv", "claims.db"}


def test_a_release_tells_what_changed_since_the_one_before(root, tmp_path):
    first = make_release(root, "1.0.0", tmp_path / "dist", formats=FORMATS).with_suffix("")
    shutil.rmtree(root / "data")
    write_data(root / "data", change(make_rows()))
    second = make_release(root, "1.1.0", tmp_path / "dist", tmp_path / "dist" / "datasette-claims-data-1.0.0", FORMATS)
    folder = second.parent / "datasette-claims-data-1.1.0"
    assert first.name.startswith("datasette-claims-data-1.0")
    assert (folder / "SUMMARY.txt").read_text().startswith("Release 1.1.0 of 2024-06-02. Changes since datasette-claims-data-1.0.0.\n\ntable ")
    assert "MERGE,claims,bridge-02,,,,bridge-01,Said the same." in (folder / "changes.csv").read_text()


@pytest.mark.parametrize(
    "redirects, message",
    [
        ([], "claims bridge-02 is gone; add a line to data/redirects.csv with the id that took its place"),
        ([records.Redirect("claims", "bridge-02", new_id="bridge-99", reason="Merged.", since="2024-06-01")], "sends claims bridge-02 to bridge-99, which does not exist"),
        ([records.Redirect("claims", "bridge-01", new_id=None, reason="Withdrawn.", since="2024-06-01")], "sends claims bridge-01 elsewhere, but the row is still there"),
    ],
)
def test_a_lost_id_stops_the_release(root, tmp_path, redirects, message):
    make_release(root, "1.0.0", tmp_path / "dist", formats=FORMATS)
    rows = change(make_rows())
    rows["redirects"] = redirects + rows["redirects"][1:]
    write_data(root / "data", rows)
    with pytest.raises(ClaimsError, match=message):
        make_release(root, "1.1.0", tmp_path / "dist", tmp_path / "dist" / "datasette-claims-data-1.0.0", FORMATS)
    assert not (tmp_path / "dist" / "datasette-claims-data-1.1.0").exists()


def test_an_id_merged_more_than_once_ends_at_the_row_that_stands(root, tmp_path):
    make_release(root, "1.0.0", tmp_path / "dist", formats=FORMATS)
    rows = change(make_rows())
    chain = [("bridge-02", "bridge-98"), ("bridge-98", "bridge-01")]
    rows["redirects"] = [records.Redirect("claims", old, new_id=new, reason="Merged.", since="2024-06-01") for old, new in chain] + rows["redirects"][1:]
    write_data(root / "data", rows)
    assert make_release(root, "1.1.0", tmp_path / "dist", tmp_path / "dist" / "datasette-claims-data-1.0.0", FORMATS).is_file()


@pytest.mark.parametrize(
    "version, message",
    [("1.0", "“1.0” is no version; give three numbers such as 1.2.0."), ("2.0.0", "has no heading “## 2.0.0 - YYYY-MM-DD”; write what is new")],
)
def test_a_release_needs_a_version_and_a_changelog(root, tmp_path, version, message):
    with pytest.raises(ClaimsError, match=message):
        make_release(root, version, tmp_path / "dist", formats=FORMATS)


def test_a_release_without_a_licence_leaves_nothing_behind(root, tmp_path):
    (root / "LICENSE-DATA").unlink()
    with pytest.raises(ClaimsError, match="LICENSE-DATA is missing: write the licence"):
        make_release(root, "1.1.0", tmp_path / "dist", formats=FORMATS)
    assert not (tmp_path / "dist").exists()


def test_invalid_data_stops_the_release(root, tmp_path, monkeypatch):
    monkeypatch.undo()
    with pytest.raises(ClaimsError, match="articles.csv:2: the id a0 does not belong to https://example.org/0"):
        make_release(root, "1.0.0", tmp_path / "dist", formats=FORMATS)
