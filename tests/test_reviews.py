"""Fact-checks by others: every shape they come in, what is left out and why, and what a person decided stays."""

import json
import sqlite3
import sys

import pytest
from click.testing import CliRunner
from small_site import make_file, make_rows

from datasette_claims import records
from datasette_claims.cli import claims
from datasette_claims.reviews import Found, Refusal, read_reviews

REVIEW = {
    "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://www.checkers.example/bridge?utm_source=x",
    "claimReviewed": "The bridge will close on day 1.", "headline": "No, the bridge stays open", "datePublished": "2024-05-06T10:00:00+02:00",
    "author": {"@type": "Organization", "name": "The Checkers", "url": "https://checkers.example"},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "Mostly wrong"},
    "inLanguage": "en", "sdLicense": "https://creativecommons.org/licenses/by/4.0/",
}
FOUND = Found(
    where="", url="https://www.checkers.example/bridge", claim_reviewed="The bridge will close on day 1.", publisher="The Checkers",
    domain="checkers.example", title="No, the bridge stays open", published="2024-05-06", rating="Mostly wrong", language="en",
    licence="https://creativecommons.org/licenses/by/4.0/",
)
GOOGLE = {"claims": [{"text": "The bridge will close on day 1.", "claimant": "Council 1", "claimReview": [{
    "publisher": {"name": "The Checkers", "site": "checkers.example"}, "url": "https://www.checkers.example/bridge",
    "title": "No, the bridge stays open", "reviewDate": "2024-05-06T00:00:00Z", "textualRating": "Mostly wrong", "languageCode": "en"}]}]}
FEED = {"@type": "DataFeed", "license": "CC BY 4.0", "dataFeedElement": [{"@type": "DataFeedItem", "item": [{k: v for k, v in REVIEW.items() if k != "sdLicense"}]}]}
SHAPES = [
    ("one.json", json.dumps(REVIEW), FOUND.licence),
    ("list.json", json.dumps([REVIEW]), FOUND.licence),
    ("graph.json", json.dumps({"@graph": [{"@type": "WebPage"}, REVIEW]}), FOUND.licence),
    ("lines.jsonl", json.dumps(REVIEW) + "\n\n", FOUND.licence),
    ("feed.json", json.dumps(FEED), "CC BY 4.0"),
    ("google.json", json.dumps(GOOGLE), None),
    ("page.html", f'<!doctype html><html><script>var a = 1;</script><script type="application/ld+json">{json.dumps(REVIEW)}</script></html>', FOUND.licence),
    ("types.json", json.dumps({**REVIEW, "@type": ["ClaimReview", "Article"]}), FOUND.licence),
]


@pytest.mark.parametrize("name, text, licence", SHAPES, ids=[shape[0] for shape in SHAPES])
def test_every_shape_gives_the_same_review(tmp_path, name, text, licence):
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(read_reviews(tmp_path / name))
    assert [{**as_dict(item), "where": ""} for item in found] == [{**as_dict(FOUND), "licence": licence}]


def as_dict(item):
    return {name: getattr(item, name) for name in Found.__slots__}


@pytest.mark.parametrize(
    "text, reasons",
    [
        ("{not json", ["a.json:1: is not JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1)); left out"]),
        (json.dumps({**REVIEW, "url": "ftp://x"}), ["a.json: has no web address; left out"]),
        (json.dumps([REVIEW, {**REVIEW, "claimReviewed": " "}]), ["a.json review 2: says of https://www.checkers.example/bridge?utm_source=x not which claim it checks; left out"]),
        ("<p>No data here", ["a.json: the page holds no JSON-LD; save the page of the fact-check itself"]),
        (json.dumps({"@type": "Recipe"}), []),
    ],
)
def test_bad_records_get_one_line_each(tmp_path, text, reasons):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert [str(item) for item in read_reviews(tmp_path / "a.json") if isinstance(item, Refusal)] == reasons


def test_what_cannot_be_stored_or_is_nested_too_deep_costs_no_other_review(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([REVIEW, {**REVIEW, "claimReviewed": "The bridge\0 is \ud800shut."}]), encoding="utf-8")
    assert [item.claim_reviewed for item in read_reviews(tmp_path / "a.json")] == [FOUND.claim_reviewed, "The bridge is shut."]
    (tmp_path / "b.json").write_text('{"a":' * 200_000, encoding="utf-8")
    assert [type(item) for item in read_reviews(tmp_path / "b.json")] == [Refusal]


BLOCK = '<script type="application/ld+json">{}</script>'
DEEP = '{"item":' * 3_000 + "1" + "}" * 3_000


def load_deep(text, load=json.loads, **options):
    """Reads JSON as later Pythons do, which nests deeper than functions may call each other."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    try:
        return load(text, **options)
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize(
    "text, found, reason",
    [
        (f"<html>{BLOCK.format(DEEP)}{BLOCK.format(json.dumps(REVIEW))}", 1, "a.txt block 1: is nested too deep ("),
        (f"{DEEP}\n{json.dumps(REVIEW)}\n", 1, "a.txt:1: is nested too deep ("),
        (f"[{json.dumps(REVIEW)}, {DEEP}]", 1, "a.txt: is nested too deep ("),
    ],
)
def test_what_is_nested_deep_enough_to_be_json_costs_no_other_review(tmp_path, monkeypatch, text, found, reason):
    monkeypatch.setattr("json.loads", load_deep)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    items = list(read_reviews(tmp_path / "a.txt"))
    assert [str(item).startswith(reason) for item in items if isinstance(item, Refusal)] == [True]
    assert sum(isinstance(item, Found) for item in items) == found


@pytest.mark.parametrize("broken", ["<![x", "<![ CDATA[a]]>"])
def test_a_page_that_python_cannot_read_to_its_end_costs_no_other_file(tmp_path, broken):
    (tmp_path / "a.html").write_text(f"<html>{BLOCK.format(json.dumps(REVIEW))}{broken} <p>", encoding="utf-8")
    items = list(read_reviews(tmp_path / "a.html"))
    assert [item.claim_reviewed for item in items if isinstance(item, Found)] == [FOUND.claim_reviewed]
    assert all(str(item).startswith("a.html: the page cannot be read to its end") for item in items if isinstance(item, Refusal))


@pytest.mark.parametrize(
    "rating, kept",
    [
        ({"alternateName": "Faux", "ratingValue": 1}, "Faux"),
        ({"name": "Pants on fire"}, "Pants on fire"),
        ({"ratingValue": "2", "bestRating": "5"}, "2 of 5"),
        ({"ratingValue": 0}, "0"),
        ("False", "False"),
        (None, None),
    ],
)
def test_ratings_stay_as_written(tmp_path, rating, kept):
    (tmp_path / "a.json").write_text(json.dumps({**REVIEW, "reviewRating": rating}))
    assert [item.rating for item in read_reviews(tmp_path / "a.json")] == [kept]


@pytest.fixture
def database(tmp_path):
    rows = make_rows()
    rows["claims"] += [records.Claim("ferry-cancelled", "The ferry to Northland was cancelled in winter.", "ferry", method="hand", review="coded_once")]
    return make_file(tmp_path / "claims.db", rows)


def run(database, *files):
    return CliRunner().invoke(claims, ["import-reviews", database, *map(str, files), "--licence", "CC0"])


def read(database):
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute("select * from reviews order by url")]
    connection.close()
    return rows


def test_reviews_become_suggestions_with_their_publisher(database, tmp_path):
    other = {**REVIEW, "url": "https://checkers.example/ferry", "claimReviewed": "The ferry to Northland was cancelled in winter"}
    far = {**REVIEW, "url": "https://checkers.example/comets", "claimReviewed": "Comets taste of liquorice"}
    (tmp_path / "a.json").write_text(json.dumps([REVIEW, other, far, {**REVIEW, "url": None}]))
    result = run(database, tmp_path / "a.json")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "a.json review 3: “Comets taste of liquorice” is like no claim here; left out",
        "a.json review 4: has no web address; left out",
        "2 added, 0 updated, 0 kept as a person left them, 1 like no claim, 1 unreadable.",
    ]
    rows = read(database)
    assert [(row["claim"], row["publisher"], row["rating"], row["state"], row["method"]) for row in rows] == [
        ("ferry-cancelled", "the-checkers", "Mostly wrong", "suggested", "import"),
        ("bridge-01", "the-checkers", "Mostly wrong", "suggested", "import"),
    ]
    assert all(row["score"] >= 0.4 and row["detail"] for row in rows)
    publisher = sqlite3.connect(database).execute("select name, domain, kind, family from publishers where id = 'the-checkers'").fetchone()
    assert publisher == ("The Checkers", "checkers.example", "fact_checker", "the-checkers")


def test_what_a_person_decided_stays(database, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(REVIEW))
    run(database, tmp_path / "a.json")
    connection = sqlite3.connect(database)
    connection.execute("update reviews set state = 'confirmed', claim = 'bridge-00', rating = 'as read by us'")
    connection.commit()
    assert "0 added, 0 updated, 1 kept" in run(database, tmp_path / "a.json").output
    assert [(row["claim"], row["rating"]) for row in read(database)] == [("bridge-00", "as read by us")]
    connection.execute("update reviews set state = 'suggested'")
    connection.commit()
    connection.close()
    assert "0 added, 1 updated, 0 kept" in run(database, tmp_path / "a.json").output
    assert [(row["claim"], row["rating"]) for row in read(database)] == [("bridge-01", "Mostly wrong")]


@pytest.mark.asyncio
async def test_the_page_shows_how_sure_a_suggestion_is(database, tmp_path, make_site):
    (tmp_path / "a.json").write_text(json.dumps(REVIEW))
    run(database, tmp_path / "a.json")
    row = read(database)[0]
    site = make_site(database, metadata={})
    html = (await site.client.get(f"/claims/-/claim/{row['claim']}")).text
    assert f'<span class="tag">match not yet checked</span> <span class="quiet">score {row["score"]}: Shares' in html
    review = (await site.client.get(f"/claims/-/claim/{row['claim']}.json")).json()["reviews"][0]
    assert (review["state"], review["score"], review["detail"]) == ("suggested", row["score"], row["detail"])
