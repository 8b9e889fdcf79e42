"""Exports: the same rows in every format, described, with checksums, and in little memory."""

import csv
import hashlib
import json
import sqlite3
import sys
import tracemalloc

import pytest
from click.testing import CliRunner
from conftest import ROOT
from small_site import make_file, make_rows

from datasette_claims import downloads, records
from datasette_claims.cli import claims
from datasette_claims.downloads import export_database, list_exported
from datasette_claims.errors import ClaimsError
from datasette_claims.schema import read_schema
from datasette_claims.store import create_database, insert_records


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    rows = make_rows()
    rows["publishers"].append(records.Publisher("formula", "=1+1", family="formula", note="-5"))
    return make_file(tmp_path_factory.mktemp("small") / "claims.db", rows)


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_format_holds_the_same_rows(small, tmp_path):
    files = export_database(small, tmp_path, ("csv", "excel", "jsonl", "sqlite"))
    plain = read_csv(tmp_path / "csv" / "positions.csv")
    lines = [json.loads(line) for line in (tmp_path / "jsonl" / "positions.jsonl").read_text(encoding="utf-8").splitlines()]
    stored = sqlite3.connect(tmp_path / "claims.db").execute("select position, words from positions order by position").fetchall()
    assert [(row["position"], row["words"]) for row in plain] == [(row["position"], row["words"]) for row in lines] == stored
    assert read_csv(tmp_path / "excel" / "positions.csv") == plain
    assert list(plain[0]) == [column.name for column in read_schema()["positions"].columns]
    assert not list(tmp_path.rglob("*.part")) and not list(tmp_path.rglob("search_index*"))
    assert len(files) == 3 * len(list_exported()) + 2


def test_spreadsheets_get_a_byte_order_mark_and_no_formula(small, tmp_path):
    export_database(small, tmp_path, ("csv", "excel"))
    assert (tmp_path / "excel" / "publishers.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (tmp_path / "csv" / "publishers.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [(row["name"], row["note"]) for row in read_csv(tmp_path / "excel" / "publishers.csv")][0] == ("'=1+1", "'-5")
    assert [(row["name"], row["note"]) for row in read_csv(tmp_path / "csv" / "publishers.csv")][0] == ("=1+1", "-5")
    assert {row["polarity"] for row in read_csv(tmp_path / "excel" / "stance_labels.csv")} == {"-1", "0", "1"}


def test_the_same_database_gives_the_same_bytes_and_right_checksums(small, tmp_path):
    for name in ("a", "b"):
        export_database(small, tmp_path / name, ("csv", "jsonl", "sqlite"), ROOT)
    sums = (tmp_path / "a" / "SHA256SUMS").read_text()
    assert sums == (tmp_path / "b" / "SHA256SUMS").read_text()
    for line in sums.splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "a" / name).read_bytes()).hexdigest() == digest
    package = json.loads((tmp_path / "a" / "datapackage.json").read_text(encoding="utf-8"))
    positions = next(resource for resource in package["resources"] if resource["name"] == "positions")
    assert positions["path"] == "csv/positions.csv"
    assert {f["name"]: f["type"] for f in positions["schema"]["fields"]}["is_counted"] == "integer"


def test_parquet_keeps_types_and_meanings(small, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    export_database(small, tmp_path, ("parquet",))
    table = parquet.read_table(tmp_path / "parquet" / "positions.parquet")
    assert table.num_rows == 6
    assert {name: str(table.schema.field(name).type) for name in ("position", "is_counted")} == {"position": "string", "is_counted": "int64"}
    assert table.schema.field("words").metadata[b"description"].startswith(b"The article's exact words")


def test_parquet_without_pyarrow_gets_a_sentence(small, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ClaimsError, match=r"Parquet needs pyarrow; install it with: pip install 'datasette-claims\[parquet\]'"):
        export_database(small, tmp_path / "out", ("csv", "parquet"))
    assert not (tmp_path / "out").exists()


def test_memory_stays_flat(tmp_path, monkeypatch):
    path = tmp_path / "claims.db"
    connection = create_database(path)
    insert_records(connection, "publishers", (records.Publisher(f"p{i:06}", f"Publisher {i} " + "x" * 200, family="p") for i in range(20_000)))
    connection.commit()
    connection.close()
    monkeypatch.setattr(downloads, "read_schema", lambda: {"publishers": read_schema()["publishers"]})
    tracemalloc.start()
    export_database(path, tmp_path / "out", ("csv", "jsonl"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "out" / "csv" / "publishers.csv").stat().st_size > 4_000_000
    assert peak < 2_500_000, f"{peak:,} bytes"


def test_command_writes_files_and_refuses_unknown_formats(small, tmp_path):
    result = CliRunner().invoke(claims, ["export", small, str(tmp_path / "out"), "--format", "csv,jsonl"])
    assert (result.exit_code, result.output) == (0, f"Wrote {2 * len(list_exported()) + 1} files into {tmp_path / 'out'}; check them with: sha256sum -c SHA256SUMS\n")
    result = CliRunner().invoke(claims, ["export", small, str(tmp_path / "out"), "--format", "xls"])
    assert (result.exit_code, result.output) == (1, "Error: “xls” is no format; choose from csv, excel, jsonl, jsonld, parquet, sqlite.\n")
