"""Summaries brought up to date article by article hold what a build computes anew from all rows."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

import datasette_claims
from datasette_claims import store
from datasette_claims.records import Claim, ClaimTopic, Coding, Topic
from datasette_claims.summaries import BY_CLAIM, WHOLE, fill_summaries, refresh_claims

sys.path.insert(0, str(ROOT / "scripts"))

from benchmarking.synthetic import write_synthetic

FIRST = ("publishers", "actors", "actor_names", "actor_roles", "topics", "claims", "claim_relations", "runs")


@pytest.fixture(scope="module")
def codings(tmp_path_factory):
    """The rows that are there before any article, by table; and the articles of a small made-up world, one parcel each."""
    folder = tmp_path_factory.mktemp("data")
    write_synthetic(folder, 240)
    rows = {table: [record for _, record in store.read_table(folder / f"{table}.csv", table)] for table in (*FIRST, "articles", "quotes", "relays", "stances")}
    publishers = {publisher.id: publisher for publisher in rows["publishers"]}
    parcels = []
    for article in rows["articles"]:
        quotes = tuple(quote for quote in rows["quotes"] if quote.article == article.id)
        ids = {quote.id for quote in quotes}
        relays, stances = (tuple(row for row in rows[table] if row.quote in ids) for table in ("relays", "stances"))
        parcel = Coding(replace(article, text_hash="1" * 64), publishers[article.publisher], quotes=quotes, relays=relays, stances=stances)
        parcels.append(parcel)
    return {table: rows[table] for table in FIRST}, parcels


def read_summaries(connection):
    return {table: sorted(connection.execute(f"select * from {table}"), key=repr) for table in (*BY_CLAIM, *WHOLE)}


def test_writing_articles_one_by_one_leaves_the_summaries_of_a_build(codings, tmp_path):
    before, parcels = codings
    connection = store.open_database(tmp_path / "desk.db", create=True)
    for table, records in before.items():
        store.insert_records(connection, table, records)
    connection.commit()
    fill_summaries(connection)
    connection.commit()
    assert {store.write_article(connection, parcel) for parcel in parcels} == {"added"}
    # Some texts change: their proposals go, and with them positions, relays and quotes.
    changed = [replace(parcel, article=replace(parcel.article, text_hash="2" * 64), quotes=(), relays=(), stances=()) for parcel in parcels[::3]]
    assert {store.write_article(connection, parcel) for parcel in changed} == {"changed"}
    kept = read_summaries(connection)
    fill_summaries(connection)
    anew = read_summaries(connection)
    connection.close()
    assert kept == anew
    assert sum(map(len, anew.values())) > 500 and all(anew[table] for table in anew if table != "ladder_rungs")


# Bridges lie below works, and works below stories; the sea and the coast are written down as each below the other.
TOPICS = {"stories": None, "works": "stories", "bridges": "works", "sea": "coast", "coast": "sea"}


@pytest.mark.parametrize("topic, further, held", [
    ("stories", [], [("stories", 0)]),
    ("bridges", [], [("bridges", 0), ("stories", 0), ("works", 0)]),
    ("stories", ["bridges"], [("bridges", 1), ("stories", 0), ("works", 1)]),
    ("bridges", ["works", "sea"], [("bridges", 0), ("coast", 1), ("sea", 1), ("stories", 0), ("works", 0)]),
])
def test_a_topic_holds_claims_main_or_further_and_those_of_the_topics_below_it(topic, further, held):
    connection = store.open_database(":memory:", create=True)
    connection.execute("pragma defer_foreign_keys = on")
    store.insert_records(connection, "topics", [Topic(id, id, "Made up.", parent) for id, parent in TOPICS.items()])
    store.insert_records(connection, "claims", [Claim("toll", "The bridge costs a toll.", topic), Claim("other", "The sea is cold.", "sea")])
    store.insert_records(connection, "claim_topics", [ClaimTopic("toll", other) for other in further])
    list_held = lambda: connection.execute("select topic, is_further from topic_claims where claim = 'toll' order by topic").fetchall()  # noqa: E731
    fill_summaries(connection)
    assert list_held() == held
    connection.execute("update claims set topic = 'works' where id = 'toll'")
    connection.execute("delete from claim_topics")
    refresh_claims(connection, ["toll"])
    assert list_held() == [("stories", 0), ("works", 0)]
    assert connection.execute("select topic from topic_claims where claim = 'other' order by topic").fetchall() == [("coast",), ("sea",)]
    connection.close()


def test_one_statement_alone_says_what_a_topic_holds():
    package = Path(datasette_claims.__file__).parent
    files = [path for path in package.rglob("*") if path.suffix in (".sql", ".py")]
    found = [path for path in files if "recursive" in (text := path.read_text(encoding="utf-8")).lower() and "topics" in text]
    assert [str(path.relative_to(package)) for path in found] == ["summaries/topic_claims.sql"]
