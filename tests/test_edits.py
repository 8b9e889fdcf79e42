"""What people write into data/ while a desk has a database: taken over, and never undone by the next review."""

import csv
from collections import Counter

import pytest

from datasette_claims import review, store
from datasette_claims.checks import check_data
from datasette_claims.edits import take_edits
from datasette_claims.errors import ClaimsError
from datasette_claims.records import Actor, Article, Claim, Coding, Publisher, Quote, Stance, Topic
from datasette_claims.text import hash_text, make_article_id

ARTICLE = Article(make_article_id("https://example.org/1"), "https://example.org/1", "Bridge closed", "gazette", language="en", text_hash=hash_text("t"))
CODING = Coding(
    article=ARTICLE,
    publisher=Publisher("gazette", "Gazette", family="gazette"),
    actors=(Actor("mayor", "The mayor", "unnamed"), Actor("mayoress", "Mayoress", "unnamed")),
    topics=(Topic("unsorted", "Unsorted", "Not yet sorted."),),
    claims=(Claim("the-bridge-was-closed-x", "The bridge was closed.", "unsorted"),),
    quotes=(Quote("q1", ARTICLE.id, "indirect", speaker="mayoress", words="it was closed", said_basis="unknown"),),
    stances=(Stance("q1-s1", "q1", "the-bridge-was-closed-x", "asserts", "mayoress"),),
)
TOPICS = [{"id": "bridges", "name": "Bridges", "description": "About bridges."}]
CLAIMS = [{"id": "bridge-closed", "text": "The bridge was closed.", "topic": "bridges"}]


@pytest.fixture
def desk(tmp_path):
    """A database with one proposal."""
    connection = store.open_database(tmp_path / "desk.db", create=True)
    store.write_article(connection, CODING)
    yield connection
    connection.close()


@pytest.fixture
def data(tmp_path):
    """Writes a folder of CSV files as a person does, with no more columns than needed."""

    def write(**tables):
        for table, rows in {"topics": TOPICS, "claims": CLAIMS, **tables}.items():
            with (tmp_path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        return tmp_path

    return write


def ask(desk, query):
    return [tuple(row) for row in desk.execute(query)]


def test_a_row_without_a_method_was_made_by_hand(desk, data):
    assert take_edits(desk, data()) == Counter(topics=1, claims=1)
    assert ask(desk, "select id, method, review from claims where topic = 'bridges'") == [("bridge-closed", "hand", "coded_once")]
    assert take_edits(desk, data()) == Counter()


@pytest.mark.parametrize("state", ["proposed", "rejected"])
def test_a_claim_somebody_wrote_down_takes_the_place_of_the_same_sentence_proposed(desk, data, state):
    desk.execute("update claims set review = ?", [state])
    desk.execute("update stances set review = ?", [state])
    desk.commit()
    take_edits(desk, data())
    assert ask(desk, "select id from claims") == [("bridge-closed",)]
    assert ask(desk, "select claim, topic, review from stances") == [("bridge-closed", "bridges", state)]


def test_what_was_edited_in_the_folder_is_still_there_after_a_review(desk, data, tmp_path):
    folder = data()
    take_edits(desk, folder)
    review.export_sheet(desk, tmp_path / "sheet.csv", lambda _: None)
    edited = [{**CLAIMS[0], "text": "The old bridge was closed.", "note": "Reworded."}]
    take_edits(desk, data(claims=edited))
    sheet = (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig").replace("q1-s1,,", "q1-s1,accept,")
    (tmp_path / "sheet.csv").write_text(sheet, encoding="utf-8")
    outcomes = list(review.apply_sheet(desk, tmp_path / "sheet.csv"))
    desk.row_factory = None
    store.write_data(desk, folder)
    assert [outcome.problem for outcome in outcomes] == ["claim_text was edited, so the decision must be change"]
    assert [record.note for _, record in store.read_table(folder / "claims.csv", "claims")] == ["Reworded."]


def test_a_decision_is_not_undone_by_an_older_proposal_in_the_folder(desk, data, tmp_path):
    take_edits(desk, data())
    review.accept_position(desk, "q1-s1")
    desk.commit()
    quote = {"id": "q1", "article": ARTICLE.id, "mode": "indirect", "words": "it was closed", "speaker": "mayoress", "method": "rules", "review": "proposed"}
    article = {"id": ARTICLE.id, "url": ARTICLE.url, "title": "Bridge closed", "publisher": "gazette", "method": "import"}
    actor = {"id": "mayoress", "name": "Mayoress", "kind": "unnamed"}
    publisher = {"id": "gazette", "name": "Gazette", "family": "gazette"}
    take_edits(desk, data(quotes=[quote], articles=[article], actors=[actor], publishers=[publisher]))
    assert ask(desk, "select review from quotes") == [("reviewed",)]


OLD, NEW, PLACED = hash_text("The mayor said it was closed."), hash_text("On Monday the mayor said it was closed."), (25, 38)


@pytest.mark.parametrize(
    "read, method, written, article, place",
    [
        ("2026-03-02", "import", "2026-03-01", ("Bridge still closed", NEW, "2026-03-02"), PLACED),
        ("2026-03-02", "import", "2026-03-02", ("Bridge still closed", NEW, "2026-03-02"), PLACED),
        ("2026-03-02", "import", "2026-03-03", ("Bridge closed", OLD, "2026-03-03"), (15, 28)),  # read later by somebody else
        ("2026-03-02", "hand", "2026-03-01", ("Bridge closed", NEW, "2026-03-02"), PLACED),  # the headline is theirs who wrote it down
        ("2026-03-02", "hand", "2026-03-02", ("Bridge closed", OLD, "2026-03-02"), (15, 28)),
    ],
)
def test_what_hangs_on_a_text_read_since_stays_as_it_was_read(desk, data, read, method, written, article, place):
    take_edits(desk, data())
    desk.execute("update articles set title = 'Bridge still closed', text_hash = ?, text_length = 39, retrieved = ?", [NEW, read])
    desk.execute("update quotes set review = 'reviewed', start_char = 25, end_char = 38")
    desk.commit()
    quote = {"id": "q1", "article": ARTICLE.id, "mode": "indirect", "words": "it was closed", "start_char": 15, "end_char": 28, "speaker": "mayoress", "method": "rules", "review": "reviewed"}
    row = {"id": ARTICLE.id, "url": ARTICLE.url, "title": "Bridge closed", "publisher": "gazette", "retrieved": written, "text_hash": OLD, "text_length": 29, "method": method}
    actor = {"id": "mayoress", "name": "Mayoress", "kind": "unnamed"}
    folder = data(quotes=[quote], articles=[row], actors=[actor], publishers=[{"id": "gazette", "name": "Gazette", "family": "gazette"}])
    take_edits(desk, folder)
    assert ask(desk, "select title, text_hash, retrieved from articles") == [article]
    assert ask(desk, "select start_char, end_char from quotes") == [place]
    assert take_edits(desk, folder) == Counter()


@pytest.mark.parametrize(
    "redirect, actors, stances",
    [
        ({"table_name": "actors", "old_id": "mayoress", "new_id": "mayor"}, [("mayor",)], [("q1-s1", "mayor")]),
        ({"table_name": "actors", "old_id": "mayoress", "new_id": ""}, [("mayor",)], [("q1-s1", None)]),
        ({"table_name": "claims", "old_id": "the-bridge-was-closed-x", "new_id": ""}, [("mayor",), ("mayoress",)], []),
        ({"table_name": "quotes", "old_id": "q1", "new_id": ""}, [("mayor",), ("mayoress",)], []),
    ],
)
def test_what_was_merged_or_withdrawn_goes_from_the_database_too(desk, data, redirect, actors, stances):
    mayor = {"id": "mayor", "name": "The mayor", "kind": "unnamed"}
    lines = [{**redirect, "reason": "Said twice.", "since": "2026-01-01"}]
    take_edits(desk, data(claims=[{**CLAIMS[0], "text": "The new bridge was closed."}], actors=[mayor], redirects=lines))
    assert ask(desk, "select id from actors order by id") == actors
    assert ask(desk, "select id, actor from stances") == stances
    assert ask(desk, "pragma foreign_key_check") == []


MERGED = {"table_name": "actors", "reason": "Said twice.", "since": "2026-01-01"}


@pytest.mark.parametrize(
    "ids, problem",
    [
        ([("mayoress", "mayoress")], "redirects.csv:2: new_id “mayoress” leads back to mayoress; name the id that stands now"),
        ([("mayoress", "m"), ("m", "mayoress")], "redirects.csv:2: new_id “m” leads back to mayoress; name the id that stands now"),
        ([("mayoress", "mayr")], "redirects.csv:2: new_id leads to “mayr”, which actors.csv does not hold; name the id that stands now"),
        ([("mayoress", "m"), ("m", "mayr")], "redirects.csv:2: new_id leads to “mayr”, which actors.csv does not hold; name the id that stands now"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_named_and_changes_nothing(desk, data, ids, problem):
    mayor = {"id": "mayor", "name": "The mayor", "kind": "unnamed"}
    folder = data(actors=[mayor], redirects=[{**MERGED, "old_id": old, "new_id": new} for old, new in ids])
    with pytest.raises(ClaimsError, match=problem):
        take_edits(desk, folder)
    assert ask(desk, "select id, actor from stances") == [("q1-s1", "mayoress")]


@pytest.mark.parametrize("ids", [[("mayoress", "m"), ("m", "mayor")], [("m", "mayor"), ("mayoress", "m")]])
def test_what_was_merged_more_than_once_is_the_row_that_stands_whatever_the_order(desk, data, ids):
    rows = [{"id": id, "name": name, "kind": "unnamed"} for id, name in (("mayor", "The mayor"), ("m", "M"), ("mayoress", "Mayoress"))]
    folder = data(actors=rows, redirects=[{**MERGED, "old_id": old, "new_id": new} for old, new in ids])
    for _ in range(2):  # the folder still holds the rows that were merged
        take_edits(desk, folder)
        assert ask(desk, "select id from actors") == [("mayor",)]
        assert ask(desk, "select id, actor, speaker from stances") == [("q1-s1", "mayor", "mayor")]


def test_publishers_described_before_there_are_articles_of_theirs_stay_in_the_folder(desk, data):
    folder = data(publishers=[{"id": "arden-post", "name": "The Arden Post", "family": "arden-post", "country": "GB"}])
    take_edits(desk, folder)
    store.write_data(desk, folder)
    assert [record.id for _, record in store.read_table(folder / "publishers.csv", "publishers")] == ["arden-post"]


def test_what_took_a_rows_place_is_written_out_with_its_redirect(desk, data):
    rows = [{"id": "arden-gazette", "name": "Gazette", "family": "gazette"}]
    folder = data(publishers=rows, redirects=[{**MERGED, "table_name": "publishers", "old_id": "gazette", "new_id": "arden-gazette"}])
    take_edits(desk, folder)
    store.write_data(desk, folder)
    assert [record.id for _, record in store.read_table(folder / "publishers.csv", "publishers")] == ["arden-gazette"]
    assert list(check_data(folder)) == []


def test_a_broken_folder_is_named_and_changes_nothing(desk, data):
    folder = data(claims=[{**CLAIMS[0], "topic": "nowhere"}])
    with pytest.raises(ClaimsError, match="claims.csv:2: topic is “nowhere”, which topics.csv does not hold"):
        take_edits(desk, folder)
    assert ask(desk, "select id from topics") == [("unsorted",)]
