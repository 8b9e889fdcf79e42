"""Clients that we did not write read the site and its files: curl, gql, code generators, pandas, DuckDB, a spreadsheet.

Each runs where it is installed; .ci/run installs all of them (scripts/requirements-clients.txt, libreoffice-calc-nogui).
"""

import json
import shutil
import sqlite3
import subprocess
import sys

import pytest
from conftest import ROOT
from crowds import FORMULA, plant_hostile

from datasette_claims.downloads import export_database, list_exported
from datasette_claims.queries import read_questions

DENIALS = "topic=troop-deployments&stance=denies"


def ask(database, sql):
    connection = sqlite3.connect(database)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


@pytest.fixture(scope="module")
def counts(database):
    """Rows of every exported table and view, as the database itself says."""
    return {table.name: ask(database, f"select count(*) from {table.name}")[0][0] for table in list_exported()}


@pytest.fixture(scope="module")
def files(database, tmp_path_factory):
    """The dataset in all formats that need no further package, and in Parquet where pyarrow is installed."""
    folder = tmp_path_factory.mktemp("files")
    try:
        import pyarrow  # noqa: F401

        more = ("parquet",)
    except ImportError:
        more = ()
    export_database(database, folder, ("csv", "excel", "jsonl", *more, "sqlite"), ROOT)
    return folder


# curl -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def curl(server):
    """What curl prints of an address, with further arguments."""
    program = shutil.which("curl") or pytest.skip("no curl on this machine")

    def curl(path, *arguments):
        return subprocess.run([program, "-sS", "--fail", *arguments, server + path], capture_output=True, check=True, timeout=60).stdout

    return curl


@pytest.mark.parametrize("path", ["/claims/-/home.json", "/claims/-/about.json", "/claims/-/positions.json", *(f"/claims/-/question/{name}.json" for name in read_questions())])
def test_curl_gets_json_of_every_list(curl, path):
    assert json.loads(curl(path))["ok"] is True


def test_curl_goes_by_tags_and_gets_a_whole_file(curl, counts, tmp_path):
    head = curl(f"/claims/-/positions.csv?{DENIALS}", "-D", "-", "-o", "/dev/null").decode()
    tag = next(line.split(": ")[1] for line in head.splitlines() if line.lower().startswith("etag"))
    again = curl(f"/claims/-/positions.csv?{DENIALS}", "-H", f"If-None-Match: {tag}", "-w", "%{http_code}", "-o", "/dev/null")
    assert again == b"304" or "gzip" in head
    curl("/claims/-/positions.jsonl?review=any", "-o", str(tmp_path / "all.jsonl"))
    assert len((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()) == counts["positions"]
    assert curl("/claims/-/claim/nk-volunteers-ready.jsonld", "-w", "%{content_type}").endswith(b"application/ld+json; charset=utf-8")
    found = json.loads(curl("/claims/-/reconcile/actors", "--data-urlencode", 'queries={"q0": {"query": "Нечаев"}}'))
    assert found["q0"]["result"][0]["id"] == "ivan-nechaev"


# GraphQL ----------------------------------------------------------------------------------------

DENIALS_PAGE = """query Denials($topic: String!, $after: String) {
  denials_of(topic: $topic, first: 40, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { position said_from actor { name } claim { text } words article { url publisher { name } } }
  }
}"""
NESTED = "query Nested { claims(first: 50) { nodes { text stances_list(first: 20) { nodes { label { name } actor { name } } } } } }"


@pytest.fixture(scope="module")
def client(server):
    """gql with the schema it asked the server for: it checks every query against it before sending."""
    gql = pytest.importorskip("gql")
    transport = pytest.importorskip("gql.transport.requests").RequestsHTTPTransport(url=f"{server}/graphql/claims", timeout=60)
    with gql.Client(transport=transport, fetch_schema_from_transport=True, execute_timeout=None) as session:
        yield lambda query, **variables: session.execute(gql.GraphQLRequest(query, variable_values=variables))


def test_gql_pages_through_all_denials(client, database):
    seen, after = [], None
    while True:
        page = client(DENIALS_PAGE, topic="troop-deployments", after=after)["denials_of"]
        seen += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    stored = ask(database, "select position from denials where claim in (select claim from topic_claims where topic = 'troop-deployments')")
    assert len(seen) == page["totalCount"] == len(stored) and {node["position"] for node in seen} == {id for (id,) in stored}
    assert all(node["claim"]["text"] and node["article"]["url"] for node in seen)


def test_gql_reads_claims_with_their_stances(client, counts):
    nodes = client(NESTED)["claims"]["nodes"]
    assert len(nodes) == min(50, counts["claims"])
    assert {stance["label"]["name"] for node in nodes for stance in node["stances_list"]["nodes"]} >= {"asserts", "denies"}


def test_gql_finds_a_mistyped_field_before_it_sends_anything(client):
    with pytest.raises(Exception, match="Cannot query field 'sayed_from'"):
        client("{ denials_of(first: 1) { nodes { sayed_from } } }")


def test_code_generators_read_the_committed_schema(tmp_path):
    graphql = pytest.importorskip("graphql")
    schema = graphql.build_schema((ROOT / "docs" / "schema.graphql").read_text(encoding="utf-8"))
    assert graphql.validate_schema(schema) == []
    for query in (DENIALS_PAGE, NESTED):
        assert graphql.validate(schema, graphql.parse(query)) == []
    pytest.importorskip("ariadne_codegen")
    (tmp_path / "queries.graphql").write_text(f"{DENIALS_PAGE}\n{NESTED}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.ariadne-codegen]\nschema_path = "{ROOT / "docs" / "schema.graphql"}"\nqueries_path = "queries.graphql"\ntarget_package_name = "claims_client"\n'
    )
    made = subprocess.run([sys.executable, "-m", "ariadne_codegen"], cwd=tmp_path, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    written = (tmp_path / "claims_client" / "denials.py").read_text(encoding="utf-8")
    assert "class DenialsDenialsOfNodes" in written
    compile(written, "denials.py", "exec")


# pandas -----------------------------------------------------------------------------------------


def test_pandas_reads_a_list_over_the_web(server, database):
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(f"{server}/claims/-/positions.csv?stance=denies&review=any")
    assert len(frame) == ask(database, "select count(*) from positions where stance = 'denies'")[0][0]
    assert set(frame.stance) == {"denies"} and frame.is_counted.dtype.kind == "i" and frame.year.dtype.kind in "if"
    lines = pandas.read_json(f"{server}/claims/-/positions.jsonl?stance=denies&review=any", lines=True)
    assert list(lines.position) == list(frame.position)
    words = dict(zip(frame.position, frame.words, strict=True))
    stored = dict(ask(database, "select position, words from positions where words is not null and stance = 'denies'"))
    assert {position: words[position] for position in stored} == stored  # every letter of every script


def test_pandas_reads_every_exported_file(files, counts):
    pandas = pytest.importorskip("pandas")
    for name, count in counts.items():
        for folder in ("csv", "excel"):
            assert len(pandas.read_csv(files / folder / f"{name}.csv")) == count, f"{folder}/{name}"
    frame = pandas.read_csv(files / "csv" / "stance_labels.csv")
    assert sorted(set(frame.polarity)) == [-1, 0, 1]


# DuckDB -----------------------------------------------------------------------------------------


def test_duckdb_reads_every_exported_file(files, counts):
    duckdb = pytest.importorskip("duckdb")
    readers = {"csv": ("csv", "read_csv('{}', header = true)"), "excel": ("csv", "read_csv('{}', header = true)"), "jsonl": ("jsonl", "read_json('{}')")}
    if (files / "parquet").is_dir():
        readers["parquet"] = ("parquet", "read_parquet('{}')")
    for name, count in counts.items():
        for folder, (suffix, reader) in readers.items():
            file = files / folder / f"{name}.{suffix}"
            found = duckdb.connect().execute(f"select count(*) from {reader.format(file)}").fetchone()[0] if file.stat().st_size else 0
            assert found == count, f"{folder}/{name}"


def test_duckdb_joins_formats_to_the_same_answer(files, database):
    duckdb = pytest.importorskip("duckdb")
    sql = "select stance, count(*) from {} where is_counted = 1 group by stance order by stance"
    stored = ask(database, sql.format("positions"))
    assert duckdb.connect().execute(sql.format(f"read_csv('{files}/csv/positions.csv')")).fetchall() == stored
    assert duckdb.connect().execute(sql.format(f"read_json('{files}/jsonl/positions.jsonl')")).fetchall() == stored
    joined = duckdb.connect().execute(f"select count(*) from read_csv('{files}/csv/stances.csv') s join read_json('{files}/jsonl/claims.jsonl') c on c.id = s.claim").fetchone()
    assert joined == ask(database, "select count(*) from stances")[0]


# A spreadsheet ----------------------------------------------------------------------------------


def open_sheet(file, folder):
    """The cells of a CSV file as LibreOffice takes them in, read from the workbook it makes of it."""
    program = shutil.which("soffice") or pytest.skip("no LibreOffice on this machine")
    openpyxl = pytest.importorskip("openpyxl")
    # Comma, double quote, UTF-8, from the first line, formulas evaluated as Excel does when a file is opened.
    options = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", options, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = next(folder.glob("*.xlsx"))
    return [list(row) for row in openpyxl.load_workbook(made).active.iter_rows()]


def test_a_spreadsheet_runs_nothing_and_keeps_numbers_and_letters(tmp_path):
    hostile = plant_hostile(tmp_path / "hostile.db")
    export_database(hostile, tmp_path, ("csv", "excel"))
    sheet = open_sheet(tmp_path / "excel" / "positions.csv", tmp_path / "sheet")
    header = [cell.value for cell in sheet[0]]
    rows = [dict(zip(header, row, strict=True)) for row in sheet[1:]]
    assert len(rows) == ask(hostile, "select count(*) from positions")[0][0]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}  # text, numbers, days: no formula, no error
    first = next(row for row in rows if row["position"].value == "a000000000000-000000-s1")
    assert (first["words"].value, first["is_counted"].value) == (f"'{FORMULA}", 1)
    stored = ask(hostile, "select position, actor_name, publisher_name from positions where actor_name not glob '[=+@-]*'")
    named = {row["position"].value: (row["actor_name"].value, row["publisher_name"].value) for row in rows}
    assert all(named[position][0] == actor for position, actor, _ in stored)
    # The same rows without protection would run: what the guard is for.
    plain = open_sheet(tmp_path / "csv" / "positions.csv", tmp_path / "plain")
    assert "f" in {cell.data_type for row in plain for cell in row}
