"""docs/: every block of every page is run or checked here, or by the test registered for its page.

console: against a real server, or in a clone of the checkout. python: run. sql and graphql: asked. json, yaml and csv:
read. text marks output. A block of any other kind fails, and so does a link that leads nowhere.
"""

import csv
import importlib.util
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
import yaml
from blocks import read_blocks, run_command
from conftest import ROOT
from test_reviews import REVIEW

from datasette_claims import compat, releases
from datasette_claims.pages import FRONT_ROUTES
from datasette_claims.schema import list_tables

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
# Pages and folders whose blocks another test runs, which names them. Register here what has a test of its own.
RUN_BY = {
    "tutorial.md": "test_tutorial.py",
    "graphql": "test_examples.py",
    "hosting.md": "test_hosting.py",
    "operating.md": "test_hosting.py",
}
# Pages with commands that no test can run, and why.
UNTRIED = {
    "model-card.md": "training takes 40 minutes and texts that are not ours to pass on",
    "scale.md": "its programs run on several machines until they are stopped; test_cluster.py runs the same on this one",
    "engines.md": "its engines need a model of several hundred MB or a key; test_engines.py runs them with stand-ins",
}
CHECKED = {"console", "python", "sql", "graphql", "json", "yaml", "csv", "text"}
PACKAGES = ("pandas", "duckdb", "gql", "requests_toolbelt")
LOCAL = "http://127.0.0.1:8001"
TUTORIAL = DOCS / "tutorial.md"


def find_runner(page) -> str | None:
    inside = page.relative_to(DOCS)
    return RUN_BY.get(inside.as_posix()) or RUN_BY.get(inside.parts[0])


BLOCKS = [block for page in PAGES if not find_runner(page) and page.name not in UNTRIED for block in read_blocks(page)]
WITH_COMMANDS = sorted({block.page for block in BLOCKS if block.language == "console"})


def choose(*languages: str):
    return pytest.mark.parametrize("block", [b for b in BLOCKS if b.language in languages], ids=lambda b: f"{b.page.stem}:{b.line}")


def ask(database, query, **values):
    connection = sqlite3.connect(database)
    rows = connection.execute(query, values).fetchall()
    connection.close()
    return rows


# Nothing goes unrun -----------------------------------------------------------------------------


def test_every_block_is_of_a_kind_that_is_run_or_checked():
    unknown = [f"{block.page.name}:{block.line}: {block.language or 'no language'}" for block in BLOCKS if block.language not in CHECKED]
    assert unknown == [], "say what it is: text for output, or a kind that this test runs"
    assert all(json.loads(block.text) for block in BLOCKS if block.language == "json")


@pytest.mark.parametrize("page, test", RUN_BY.items())
def test_a_page_that_another_test_runs_is_named_in_it(page, test):
    assert (DOCS / page).exists() and page in (ROOT / "tests" / test).read_text(encoding="utf-8")


# Files and settings -----------------------------------------------------------------------------


@choose("csv")
def test_a_csv_file_has_columns_of_ours_and_whole_rows(block):
    header, *rows = csv.reader(io.StringIO(block.text), strict=True)
    known = [{column.name for column in table.columns} for table in list_tables()] + [{"url", "title", "publisher", "published", "text"}]
    assert any(set(header) <= columns for columns in known) and rows and {len(row) for row in rows} == {len(header)}


def find_settings() -> set[str]:
    """The settings that the code asks for."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "datasette_claims").rglob("*.py"))
    asked = set(re.findall(r"(?:config|limits|read_config\(\w+\))\.get\(\"(\w+)\"", code)) | FRONT_ROUTES.keys()
    return asked - {"path", "max_returned_rows"}  # settings of datasette-graphql and of Datasette


def test_the_table_of_settings_in_the_readme_is_complete():
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| setting | meaning | default |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == find_settings()


@choose("yaml")
def test_a_settings_file_can_be_read_and_names_settings_that_exist(block):
    written = yaml.safe_load(block.text)["plugins"]["datasette-claims"]
    assert written and written.keys() <= find_settings()


# Questions --------------------------------------------------------------------------------------


@choose("sql")
def test_sql_gives_rows(block, database):
    assert ask(database, block.text)


@choose("graphql")
def test_graphql_gives_data(block, server):
    request = urllib.request.Request(f"{server}/graphql/claims", json.dumps({"query": block.text}).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        data = json.load(answer)
    assert "errors" not in data and all(data["data"].values())


@choose("python")
def test_python_runs(block, server, database, tmp_path):
    for package in PACKAGES:
        is_used = re.search(rf"\b{package}\b", block.text) or (package == "requests_toolbelt" and "transport.requests" in block.text)
        if is_used and importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed (scripts/requirements-clients.txt)")
    (tmp_path / "data").symlink_to(ROOT / "data")
    shutil.copy(database, tmp_path / "claims.db")
    with urllib.request.urlopen(f"{server}/claims/-/positions.csv?stance=denies", timeout=60) as answer:
        (tmp_path / "denials.csv").write_bytes(answer.read())
    done = subprocess.run([sys.executable, "-c", block.text.replace(LOCAL, server)], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0 and done.stdout.strip(), done.stderr


# Commands ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bench(origin, database, tmp_path_factory):
    """A clone with everything lying about that the pages speak of: databases, a desk, sources, the release before."""
    folder = tmp_path_factory.mktemp("bench") / "claims-desk"
    subprocess.run(["git", "clone", "--quiet", str(origin), str(folder)], check=True)
    for name in ("claims.db", "before.db", "after.db"):
        shutil.copy(database, folder / name)
    (folder / "page.html").write_text(f'<!doctype html><script type="application/ld+json">{json.dumps(REVIEW)}</script>', encoding="utf-8")
    (folder / "feed.json").write_text(json.dumps([REVIEW]), encoding="utf-8")
    changelog = folder / "CHANGELOG.md"
    changelog.write_text(changelog.read_text(encoding="utf-8").replace("## 0.1.0", "## 0.2.0 - 2026-12-01\n\n- More.\n\n## 0.1.0"), encoding="utf-8")
    releases.make_release(folder, "0.1.0", folder / "dist", None, ("csv",))
    run_command('python3 scripts/new.py harbour --title "The Grey Heron file"', folder, is_prepared=True)
    (folder / "harbour" / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 - 2026-12-01\n\n- The first.\n", encoding="utf-8")
    (folder / "harbour" / "LICENSE-DATA").write_text("The data are licensed under CC BY 4.0.\n", encoding="utf-8")
    for block in read_blocks(TUTORIAL):
        if block.rest:
            (folder / block.rest).write_text(block.text, encoding="utf-8")
    place_sources(folder)
    return folder


def place_sources(folder) -> None:
    """The sources of the publishers' page: its own table of articles, and two of the tutorial's articles as archive and feed."""
    table = next(block.text for block in BLOCKS if block.page.name == "howto-publishers.md" and block.language == "csv")
    (folder / "articles.csv").write_text(table, encoding="utf-8")
    articles = DOCS / "tutorial" / "articles"
    text = (articles / "04-denial.txt").read_text(encoding="utf-8").split("\n\n", 1)[1].strip()
    (folder / "feed.xml").write_text(
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Quillhaven Post</title>'
        "<item><title>Mayor denies sale</title><link>https://quillhaven-post.example/feed/1</link>"
        f"<content:encoded><![CDATA[{text * 3}]]></content:encoded></item></channel></rss>", encoding="utf-8",
    )  # fmt: skip
    warcwriter = pytest.importorskip("warcio.warcwriter", reason="the ingest extra is not installed")
    from warcio.statusandheaders import StatusAndHeaders

    with (folder / "archive.warc.gz").open("wb") as file:
        writer = warcwriter.WARCWriter(file)
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = io.BytesIO((articles / "03-radio.html").read_bytes())
        writer.write_record(writer.create_warc_record("https://marrow-radio.example/bulletin/1", "response", payload=page, http_headers=http))


@pytest.mark.skipif(os.name == "nt", reason="the pages are written for a Unix shell")
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.stem)
def test_every_command_of_a_page_works(page, bench, server):
    if compat.IS_1X and page.stem in ("exports-and-releases", "howto-publishers"):
        pytest.skip("half a minute of work that serves nothing: once, on the default line, is enough")
    if page.stem == "howto-publishers":
        pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")
    for block in (block for block in BLOCKS if block.page == page and block.language == "console"):
        for command, shown in block.commands:
            assert not shown.strip(), f"{page.name}:{block.line}: output belongs into a text block or into a page with a test of its own"
            done = run_command(adapt(command, server), bench, is_prepared=True)
            assert done.returncode == 0, f"{page.name}:{block.line}: {command}: {done.stdout}{done.stderr}"
            if command.startswith("curl"):
                written = re.search(r" -o (\S+)", command)
                check_answer(command, (bench / written[1]).read_text(encoding="utf-8-sig") if written else done.stdout)


def adapt(command: str, server: str) -> str:
    """The command as it can be run here: against our server, without other people's sites, and with what is installed."""
    if "parquet" in command and importlib.util.find_spec("pyarrow") is None:
        command = command.replace(",parquet", "")
    if command.startswith("python3 scripts/release.py"):
        command += " --format csv,sqlite"
    if command.startswith("datasette claims verify") and "--offline" not in command:
        command += " --offline"
    return command.replace(LOCAL, server)


def check_answer(command: str, answer: str) -> None:
    """An answer with content, in the form that the address asks for."""
    path = re.search(r"https?://[^\s\"?]+", command)[0]
    if path.endswith(".csv"):
        assert len(list(csv.DictReader(io.StringIO(answer)))) > 0, command
    elif path.endswith((".json", ".jsonld")) or "reconcile" in path:
        data = json.loads(answer)
        assert data and not (isinstance(data, dict) and (data.get("ok") is False or "error" in data)), command
    elif path.endswith(".jsonl"):
        assert [json.loads(line) for line in answer.splitlines()], command
    else:
        assert len(answer) > 40 and not re.search(r"\b404\b", answer[:200]), command  # a port may hold these digits


# Links ------------------------------------------------------------------------------------------


def list_headings(page) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_links_lead_to_pages_and_headings_that_exist(page):
    for target in re.findall(r"\]\(((?!https?:|mailto:)[^)]+)\)", page.read_text(encoding="utf-8")):
        path, _, heading = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        assert not heading or found.suffix != ".md" or heading in list_headings(found), target


LOCAL_LINKS = sorted({link for page in PAGES if page != TUTORIAL for link in re.findall(rf"\]\(({LOCAL}[^)]*)\)", page.read_text(encoding="utf-8"))})


def test_addresses_on_the_site_answer(server):
    assert len(LOCAL_LINKS) > 20
    gone = []
    for link in LOCAL_LINKS:
        address = re.sub(r"[^\x00-\x7f]+", lambda found: urllib.request.quote(found[0]), link.partition("#")[0])
        try:
            urllib.request.urlopen(address.replace(LOCAL, server), timeout=60).close()
        except urllib.error.HTTPError as error:
            gone.append(f"{link}: {error.code}")
    assert gone == []


EXAMPLES = re.findall(r"^\| ([a-z ]+) \| .*/-/position/([\w-]+)\) \|$", (DOCS / "explanation.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_label_is_explained_with_a_position_that_has_it(database):
    labels = {name for (name,) in ask(database, "select name from stance_labels")}
    assert {name for name, _ in EXAMPLES} == labels
    stored = dict(ask(database, "select s.id, l.name from stances s join stance_labels l on l.id = s.label where s.is_counted = 1"))
    assert [(name, stored.get(position)) for name, position in EXAMPLES] == [(name, name) for name, _ in EXAMPLES]


QUOTED = [found for page in PAGES for found in re.findall(r'\["([^"\]]+)"\]\([^)]*/-/position/([\w-]+)\)', page.read_text(encoding="utf-8"))]


def test_what_a_page_quotes_stands_in_the_position_it_links_to(database):
    words = dict(ask(database, "select position, words from positions"))
    assert len(QUOTED) >= 8
    assert [said for said, position in QUOTED if said.lower() not in (words.get(position) or "").lower()] == []


def test_the_example_of_a_travelled_sentence_holds(database):
    articles, original, families, first_hand = ask(
        database, "select articles, original_articles, families, first_hand from independent_sources where claim = 'nk-volunteers-ready'"
    )[0]
    assert articles > 10 and original < articles and first_hand <= 5 and families < articles
