"""Reading sources again: words that stand, that moved, that are gone; and a run that goes on where it was stopped."""

import csv
import sqlite3

import pytest
from click.testing import CliRunner
from datasette_claims import records
from datasette_claims.articles.fetching import Response
from datasette_claims.articles.refusals import Refused
from datasette_claims.cli import claims
from datasette_claims.store import open_database
from datasette_claims.text import hash_text, normalise_text
from datasette_claims.texts import TextStore
from datasette_claims.verify import Passage, Sources, compare_words, verify_sources
from small_site import make_file

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
