"""Reading sources again: words that stand, that moved, that are gone; and a run that goes on where it was stopped."""

import csv
import sqlite3
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from small_site import make_file

from datasette_claims import records
from datasette_claims.articles import fetching
from datasette_claims.articles.fetching import Response
from datasette_claims.articles.refusals import Refused
from datasette_claims.cli import claims
from datasette_claims.store import open_database
from datasette_claims.text import hash_text, normalise_text
from datasette_claims.texts import TextStore
from datasette_claims.verify import Passage, Sources, compare_words, verify_sources

TEXT = normalise_text("Bridge closes\n\nThe mayor said on Monday: “The bridge will close at noon.” Others doubted it, and the council, she added, “knows nothing of it”.")
START = TEXT.index("The bridge")
CODED = {"method": "hand", "review": "coded_once"}

CASES = [
    # words, start, end, pieces, state
    ("The bridge will close at noon.", START, START + 30, None, "stands"),
    ("The bridge will close at noon.", START + 4, START + 34, None, "moved"),
    ("The bridge will close at one.", START, START + 29, None, "gone"),
    ("the bridge WILL close, at noon", None, None, None, "stands"),
    ("knows nothing", None, None, None, "stands"),
    ("Others doubted it … knows nothing of it", None, None, None, "stands"),
    ("Others doubted it … knows all of it", None, None, None, "gone"),
    ("The bridge … knows", START, TEXT.index("knows") + 5, f"{START}-{START + 10};{TEXT.index('knows')}-{TEXT.index('knows') + 5}", "stands"),
]


@pytest.mark.parametrize("words, start, end, pieces, state", CASES, ids=range(len(CASES)))
def test_words_are_compared_with_the_text(words, start, end, pieces, state):
    assert compare_words(Passage("q", words, start, end, pieces), TEXT)[0] == state


class Web:
    """Stands in for a fetcher: pages by address, and the addresses that were asked."""

    def __init__(self, **pages):
        self.pages, self.asked = {f"https://example.org/{name}": text for name, text in pages.items()}, []

    def fetch(self, url):
        self.asked.append(url)
        if url not in self.pages:
            raise Refused("the server answered 404")
        return Response(url, 200, "text/plain; charset=utf-8", self.pages[url].encode())


@pytest.fixture
def database(tmp_path):
    def article(name, **more):
        return records.Article(id=name, url=f"https://example.org/{name}", title="Bridge closes", publisher="herald", **more)

    def quote(name, place, words, **more):
        return records.Quote(id=f"{name}-{place}", article=name, mode="direct", words=words, **more, **CODED)

    rows = {
        "publishers": [records.Publisher("herald", "Herald", family="herald")],
        "articles": [article("a1", text_hash=hash_text(TEXT), text_length=len(TEXT)), article("a2"), article("a3"), article("a4")],
        "quotes": [
            quote("a1", 1, "The bridge will close at noon.", start_char=START, end_char=START + 30),
            quote("a2", 1, "The bridge will close at noon."), quote("a2", 2, "The ferry will close too."), quote("a3", 1, "Anything"),
            records.Quote(id="a4-1", article="a4", mode="indirect", paraphrase="Nothing to compare.", **CODED),
        ],
    }
    return tmp_path / make_file(tmp_path / "claims.db", rows)


def verify(database, sources, report, **more):
    connection = open_database(database)
    seen = []
    counts = verify_sources(connection, sources, report, "2024-06-01", seen.append, **more)
    connection.close()
    return [(finding.quote, finding.source, finding.state, finding.reason) for finding in seen], dict(counts)


FOUND = [
    ("a1-1", "copy", "stands", ""),
    ("a2-1", "page", "stands", ""),
    ("a2-2", "page", "gone", "“The ferry will close too.” is not in the text"),
    ("a3-1", "page", "unread", "the server answered 404"),
]


def test_local_copies_come_first_and_pages_after_them(database, tmp_path):
    pytest.importorskip("py3langid")  # pages are read with the ingest extra
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    web = Web(a1="Something else.", a2=TEXT)
    found, counts = verify(database, Sources(database, tmp_path / "texts", web), tmp_path / "report.csv")
    assert found == FOUND
    assert counts == {"stands": 2, "gone": 1, "unread": 1}
    assert web.asked == ["https://example.org/a2", "https://example.org/a3"]


def test_the_store_beside_the_database_is_a_local_copy(database, tmp_path):
    store = TextStore.beside(database)
    store.add(hash_text(TEXT), TEXT)
    store.close()
    found, _ = verify(database, Sources(database), tmp_path / "report.csv")
    assert found[0] == FOUND[0]
    assert found[1] == ("a2-1", "", "unread", "no copy of the text is here, and fetching is switched off")


def test_a_stopped_run_goes_on_where_it_was(database, tmp_path):
    pytest.importorskip("py3langid")  # pages are read with the ingest extra
    report, web = tmp_path / "report.csv", Web(a1=TEXT, a2=TEXT)
    assert verify(database, Sources(database, None, web), report, limit=1)[1] == {"stands": 1}
    found, counts = verify(database, Sources(database, None, web), report)
    assert [line[0] for line in found] == ["a2-1", "a2-2", "a3-1"]
    assert counts == {"stands": 2, "gone": 1, "unread": 1}
    assert web.asked == ["https://example.org/a1", "https://example.org/a2", "https://example.org/a3"]
    web.pages["https://example.org/a3"] = "Anything goes."
    assert verify(database, Sources(database, None, web), report) == ([("a3-1", "page", "stands", "")], {"stands": 3, "gone": 1})
    with report.open(encoding="utf-8", newline="") as file:
        assert [row["quote"] for row in csv.DictReader(file)] == ["a1-1", "a2-1", "a2-2", "a3-1", "a3-1"]


MISSING = "can be neither read nor written (No such file or directory); check the name, and make its folder first."


@pytest.mark.parametrize(
    "name, content, more, message",
    [
        ("claims.csv", b"id,text,topic\na,The bridge is closed.,t\n", [], "claims.csv is no report of findings; name another file with --report."),
        ("claims.csv", b"id,text,topic\na,The bridge is closed.,t\n", ["--again"], "claims.csv is no report of findings; name another file with --report."),
        ("desk.db", b"SQLite format 3\0\n\xff", [], "desk.db cannot be read as a report of findings ("),
        ("missing/report.csv", None, [], f"missing/report.csv {MISSING}"),
        ("missing/report.csv", None, ["--again"], f"missing/report.csv {MISSING}"),
        ("file/report.csv", None, ["--again"], "file/report.csv can be neither read nor written (Not a directory); check the name"),
    ],
)
def test_a_report_that_is_something_else_is_named_and_left_alone(database, tmp_path, name, content, more, message):
    report = tmp_path / name
    (tmp_path / "file").touch()
    if content:
        report.write_bytes(content)
    result = CliRunner().invoke(claims, ["verify", str(database), "--offline", "--report", str(report), *more])
    assert (result.exit_code, result.output.count("\n")) == (1, 1) and message in result.output
    assert not content or report.read_bytes() == content


def test_command_tells_what_is_gone(database, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    command = ["verify", str(database), "--offline", "--texts", str(tmp_path / "texts")]
    result = CliRunner().invoke(claims, command)
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == (
        "1 stand where they were found; 0 stand in the article, elsewhere; 0 no longer stand there; "
        f"3 could not be compared. Findings: {database}.verified.csv"
    )
    connection = sqlite3.connect(database)
    connection.execute("update quotes set words = 'The bridge will open.' where id = 'a1-1'")
    connection.commit()
    connection.close()
    assert CliRunner().invoke(claims, command).exit_code == 0  # it goes on, and the article is done
    result = CliRunner().invoke(claims, [*command, "--again"])
    assert result.exit_code == 1
    assert "https://example.org/a1 a1-1: gone: “The bridge will open.” is not in the text" in result.output


# A real server on loopback -----------------------------------------------------------------------


class News(BaseHTTPRequestHandler):
    """Articles at a server that keeps a log: one stands, one was changed, one is closed to programs, one never ends, one is gone."""

    def do_GET(self):
        self.server.log.append((self.path, self.headers["User-Agent"]))
        if self.path == "/robots.txt":
            return self.send(200, "text/plain", b"User-agent: *\nDisallow: /closed\n")
        if self.path == "/slow":
            return self.drip()
        words = {"/stands": "will close at noon", "/changed": "will stay open", "/closed": "will close at noon"}.get(self.path)
        if words is None:
            return self.send(404, "text/html", b"gone")
        story = f"<p>The mayor said on Monday: “The bridge {words}.” Nobody knew more, and the ferry went on as before that day.</p>" * 3
        self.send(200, "text/html; charset=utf-8", f"<html><body><article><h1>Bridge</h1>{story}</article></body></html>".encode())

    def send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"<p>")
                time.sleep(0.05)
        except OSError:
            pass  # the reader gave up, as it should

    def log_message(self, *arguments):
        pass


@pytest.fixture
def news():
    server = ThreadingHTTPServer(("127.0.0.1", 0), News)
    server.log, server.address = [], f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def published(tmp_path, news):
    """A database whose articles stand at that server."""
    names = ("changed", "closed", "missing", "slow", "stands")
    rows = {
        "publishers": [records.Publisher("herald", "Herald", family="herald")],
        "articles": [records.Article(id=name, url=f"{news.address}/{name}", title="Bridge", publisher="herald") for name in names],
        "quotes": [records.Quote(id=f"{name}-1", article=name, mode="direct", words="The bridge will close at noon.", **CODED) for name in names],
    }
    return tmp_path / make_file(tmp_path / "claims.db", rows)


DELAY = 3600  # seconds between requests to one host (one for users); waits are noted and not waited for
COMMAND = ["--contact", "desk@example.org"]
SAID = {
    "changed-1": "gone: “The bridge will close at noon.” is not in the text",
    "closed-1": "robots.txt asks programs not to read this page",
    "missing-1": "the server answered 404",
    "slow-1": "no complete answer within 2 seconds",
}


def open_loopback(monkeypatch):
    """Only here: lets the command fetch from this machine, which it refuses to users. The waits between its requests."""
    waits = []
    monkeypatch.setattr(fetching, "Fetcher", partial(fetching.Fetcher, allow_private=True, delay=DELAY, max_seconds=2, sleep=waits.append))
    return waits


def test_a_server_is_read_politely_and_every_failure_is_told(published, news, monkeypatch):
    pytest.importorskip("trafilatura")  # pages are read with the ingest extra
    waits = open_loopback(monkeypatch)
    result = CliRunner().invoke(claims, ["verify", str(published), *COMMAND])
    assert result.exit_code == 1  # words are gone
    for quote, says in SAID.items():
        assert any(quote in line and says in line for line in result.output.splitlines()), result.output
    assert "1 stand where they were found; 0 stand in the article, elsewhere; 1 no longer stand there; 3 could not be compared." in result.output
    paths, agents = zip(*news.log, strict=True)
    assert paths == ("/robots.txt", "/changed", "/missing", "/slow", "/stands")  # robots.txt once and first, the closed page never
    assert len(waits) == len(paths) - 1 and all(DELAY - 600 < wait <= DELAY for wait in waits)
    assert set(agents) == {f"{fetching.name_product()} (+desk@example.org)"}


def test_a_run_that_was_broken_off_asks_only_for_what_is_left(published, news, monkeypatch):
    pytest.importorskip("trafilatura")
    open_loopback(monkeypatch)
    wait = fetching.Fetcher.func.wait_turn

    def break_off(self, site):
        if len(news.log) == 3:
            raise KeyboardInterrupt
        wait(self, site)

    monkeypatch.setattr(fetching.Fetcher.func, "wait_turn", break_off)
    assert CliRunner().invoke(claims, ["verify", str(published)]).exit_code != 0
    monkeypatch.setattr(fetching.Fetcher.func, "wait_turn", wait)
    assert [path for path, _ in news.log] == ["/robots.txt", "/changed", "/missing"]
    news.log.clear()
    result = CliRunner().invoke(claims, ["verify", str(published)])
    # What was compared is not fetched again; what could not be read is tried once more.
    assert [path for path, _ in news.log] == ["/robots.txt", "/missing", "/slow", "/stands"]
    assert "1 stand where they were found; 0 stand in the article, elsewhere; 1 no longer stand there; 3 could" in result.output


def test_users_never_fetch_from_their_own_network(published, news):
    pytest.importorskip("trafilatura")
    result = CliRunner().invoke(claims, ["verify", str(published), "--limit", "1"])
    assert (result.exit_code, news.log) == (0, []) and "changed-1: unread" in result.output
