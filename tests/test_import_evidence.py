"""The import of the evidence log: dates, addresses, what it keeps, and what the published rows must show."""

import csv
import json
import re
import sqlite3
import sys

import pytest
from conftest import ROOT, SHARED

from datasette_claims.errors import ClaimsError
from datasette_claims.records import Stance
from datasette_claims.store import read_table

sys.path.insert(0, str(ROOT / "scripts"))

from evidence import reading  # noqa: E402
from evidence.copies import list_likely_copies  # noqa: E402
from evidence.dates import DateWordsRow, Said, count_back, read_words, resolve_date  # noqa: E402
from evidence.importing import import_log  # noqa: E402
from evidence.merging import keep_hand_rows, merge_tables  # noqa: E402
from evidence.reading import make_canonical_url, read_log  # noqa: E402

# A small log of an invented story, with the mapping tables it needs.
TABLES = {
    "actors": [
        "log_id,actor,name,kind,country,part_of,speaks_for,description,note",
        "ann,ann-oak,Ann Oak,person,Arland,,ministry,Spokeswoman.,",
        "bob,bob-elm,Bob Elm,person,Borland,,,Analyst on television.,",
        ",ministry,Ministry,public_body,Arland,,,The ministry.,",
        ",borland,Borland,state,Borland,,,A state.,",
        ",first-agency,First Agency,outlet,Arland,,,An agency.,",
        ",channel,Channel,outlet,Borland,,,A television channel.,",
    ],
    "names": ["actor,name,language,kind", "ann-oak,А. Оук,ru,transliteration"],
    "roles": ["actor,title,body,held_from,held_to", "ann-oak,Spokeswoman,ministry,,"],
    "speakers": ["statement,speaker,reason"],
    "publishers": [
        "log_name,publisher,name,domain,country,kind,family,actor,note",
        "Daily (First Agency),daily,Daily,daily.example,Arland,newspaper,daily,,",
        "Weekly,weekly,Weekly,weekly.example,Arland,newspaper,weekly,,",
    ],
    "articles": ["article,reuse,syndicated_from,note", "x2,reprint,x1,Same text."],
    "steps": ["step,actor,venue", "First Agency,first-agency,", "Channel,channel,television", "briefing,,briefing"],
    "labels": [
        "statement,claim,label,certainty,part,reason",
        "x1-s2,,relays,possible,,“There are reports” passes the claim on.",
        "x2-s1,boats-sent,denies,certain,,Denies the boats.",
        "x2-s1,boats-planned,denies,certain,,Denies the plan too.",
    ],
    "claims": [
        "claim,text,topic,kind,subject,counterpart,place,about_from,about_to,topics,note",
        "boats-sent,Borland has sent boats.,boats,occurrence,borland,,,,,,",
        "boats-planned,Borland plans to send boats.,boats,intention,borland,,,,,,",
    ],
    "claim_slugs": ["log_slug,claim", "boats,boats-sent"],
    "claim_topics": ["claim,topic"],
    "topics": ["topic,name,description,parent", "boats,Boats,Reports about boats.,"],
    "relations": ["claim,relation,other_claim,reason", "boats-sent,stronger_than,boats-planned,What is sent was planned."],
    "reviews": ["article,claim,claim_reviewed,rating,reason"],
    "dates": ["statement,said_from,said_to,reason"],
    "date_words": [
        "statement,url,as_written,basis,time_zone,said_from,said_to,note",
        "x2-s1,https://weekly.example/x2/,on Thursday,weekday,Europe/Oslo,,,",
    ],
    "paraphrases": ["statement,paraphrase,remark"],
    "wikidata": ["actor,wikidata,name_there,source", "borland,Q5,Borland,https://lists.example/states"],
}


def make_statement(statement: str, **given) -> dict:
    article = statement.split("-")[0]
    line = {
        "statement_id": statement, "article_id": article, "url": f"https://daily.example/{article}?utm_source=rss",
        "publisher": "Daily (First Agency)", "title": "Boats", "published": "2022-08-11", "published_basis": "page", "language": "en",
        "speaker_id": "ann", "statement_own_words": "Says that no boats were sent", "key_phrase": None, "mode": "direct",
        "stance": "denies", "claim_topic": "boats", "relayed_via": "briefing > First Agency", "date_said": "2022-08",
        "date_said_basis": "page",
    }
    return line | given


@pytest.fixture
def log(tmp_path, monkeypatch):
    """A folder with a log of three statements, and its mapping tables in place of the real ones."""
    tables = tmp_path / "tables"
    tables.mkdir()
    for name, lines in TABLES.items():
        (tables / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(reading, "TABLES", tables)
    lines = [
        make_statement("x1-s1", key_phrase="no boats", mode="indirect"),
        make_statement("x1-s2", speaker_id="bob", stance="asserts", relayed_via="Channel > First Agency"),
        make_statement("x2-s1", url="https://weekly.example/x2/", publisher="Weekly", relayed_via=None, date_said="2022-08-11"),
    ]
    (tmp_path / "events.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def read_all(data, table):
    return [record for _, record in read_table(data / f"{table}.csv", table)]


def test_a_statement_becomes_its_rows(log, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    import_log(log, data)
    quotes = {quote.source_key: quote for quote in read_all(data, "quotes")}
    said = quotes["x1-s1"]
    assert (said.mode, said.words, said.paraphrase, said.venue) == ("mixed", "no boats", "Says that no boats were sent.", "briefing")
    assert (said.said_from, said.said_to, said.said_basis) == ("2022-08-01", "2022-08-11", "page")
    other = quotes["x2-s1"]
    assert (other.said_from, other.said_as_written, other.said_basis, other.said_time_zone, other.detail) == (
        "2022-08-11", "on Thursday", "weekday", "Europe/Oslo", "Counted back from publication on 2022-08-11.")
    stances = {(s.quote, s.claim): (s.actor, s.label, s.method, s.review) for s in read_all(data, "stances")}
    assert stances == {
        (said.id, "boats-sent"): ("ministry", "denies", "log", "coded_once"),
        (quotes["x1-s2"].id, "boats-sent"): ("bob-elm", "relays", "log", "coded_once"),
        (quotes["x2-s1"].id, "boats-sent"): ("ministry", "denies", "log", "coded_once"),
        (quotes["x2-s1"].id, "boats-planned"): ("ministry", "denies", "log", "coded_once"),
    }
    assert [(r.step, r.actor) for r in read_all(data, "relays") if r.quote == quotes["x1-s2"].id] == [(1, "first-agency"), (2, "channel")]
    articles = {a.url: a for a in read_all(data, "articles")}
    origin, copy = articles["https://daily.example/x1"], articles["https://weekly.example/x2/"]
    assert (copy.reuse, copy.syndicated_from, origin.reuse) == ("reprint", origin.id, "original")
    assert [(a.id, a.wikidata, a.wikidata_source) for a in read_all(data, "actors") if a.wikidata] == [("borland", "Q5", "https://lists.example/states")]
    assert [(n.name, n.script, n.kind) for n in read_all(data, "actor_names") if n.actor == "ann-oak"] == [
        ("Ann Oak", "Latn", "primary"), ("А. Оук", "Cyrl", "transliteration")]


def test_running_twice_changes_nothing(log, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    import_log(log, data)
    first = {path.name: path.read_bytes() for path in data.iterdir()}
    import_log(log, data)
    assert {path.name: path.read_bytes() for path in data.iterdir()} == first


def test_an_article_coded_by_hand_is_left_out(log, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    import_log(log, data)
    path = data / "articles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("original,log", "original,hand"), encoding="utf-8")
    hand = next(row for row in read_all(data, "articles") if row.method == "hand")
    import_log(log, data)
    assert hand in read_all(data, "articles")
    assert {quote.source_key for quote in read_all(data, "quotes")} == {"x2-s1"}
    with (data / "left_out.csv").open(encoding="utf-8") as file:
        assert [(row["statement"], row["reason"]) for row in csv.DictReader(file)] == [
            ("x1-s1", "coded in full by hand"), ("x1-s2", "coded in full by hand")]


def test_reviewed_rows_outlive_the_import():
    tables = ("publishers articles actors actor_names actor_roles topics claims claim_topics claim_relations quotes relays stances"
              " reviews runs corrections redirects").split()
    reviewed = Stance(id="q-s1", quote="q", claim="c", actor="a", label="qualifies", method="log", review="reviewed")
    stale = Stance(id="p-s1", quote="p", claim="c", actor="a", label="denies", method="log", review="coded_once")
    rows = {table: [] for table in tables} | {"stances": [reviewed, stale]}
    made = {table: [] for table in tables} | {"stances": [
        Stance(id="q-s1", quote="q", claim="c", actor="a", label="denies", method="log", review="coded_once")]}
    assert merge_tables(keep_hand_rows(rows, "run"), made)["stances"] == [reviewed]


@pytest.mark.parametrize("other, is_suggested", [
    ({}, True),
    ({"key_phrase": "«No boats», she"}, True),  # the same words and more
    ({"key_phrase": "no ships"}, False),
    ({"relayed_via": "Channel"}, False),  # no agency in common
    ({"published": "2022-08-14"}, False),
    ({"language": "fr"}, False),
    ({"speaker_id": "bob"}, False),
    ({"statement_id": "x2-s2", "article_id": "x2"}, False),  # marked already
])
def test_likely_reprints_are_suggested(log, other, is_suggested):
    given = {"key_phrase": "no boats", "relayed_via": "briefing > Reuters", "date_said": "2022-08-11"}
    lines = [make_statement("x3-s1", **given), make_statement("x4-s1", **given | {"publisher": "Weekly"} | other)]
    (log / "events.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = list(list_likely_copies(list(read_log(log))))
    assert [line.split(" both")[0] for line in found] == (["x3 (Daily (First Agency)) and x4 (Weekly)"] if is_suggested else [])


@pytest.mark.parametrize("written, published, interval", [
    ("2022-08-11", "2022-08-11", ("2022-08-11", "2022-08-11", "page")),
    ("2022-08", "2022-08-11", ("2022-08-01", "2022-08-11", "page")),
    ("2022-08", "2022-12-23", ("2022-08-01", "2022-08-31", "page")),
    ("2022-08", "2022-08", ("2022-08-01", "2022-08-31", "page")),
    ("2024-02", None, ("2024-02-01", "2024-02-29", "page")),
    ("2024", "2025-01-12", ("2024-01-01", "2024-12-31", "page")),
    ("2022-09-22", "2022-09-21", ("2022-09-22", "2022-09-22", "page")),
    (None, "2022-09-21", (None, None, "unknown")),
])
def test_a_date_becomes_an_honest_interval(written, published, interval):
    said = resolve_date(written, "page", published)
    assert (said.said_from, said.said_to, said.basis) == interval


def test_a_day_after_publication_is_explained():
    said = resolve_date("2022-09-22", "page", "2022-09-21")
    assert "Korean time" in said.reason and said.time_zone == "Asia/Pyongyang"


@pytest.mark.parametrize("words, published, day", [
    ("on Thursday", "2022-08-11", "2022-08-11"),
    ("on Thursday", "2022-08-12", "2022-08-11"),
    ("late Friday", "2022-03-24", "2022-03-18"),
    ("pénteken", "2024-10-18", "2024-10-18"),
    ("jeudi dernier", "2021-12-24", "2021-12-23"),
    ("днес", "2022-08-11", "2022-08-11"),
    ("Ayer", "2024-03-01", "2024-02-29"),
])
def test_a_weekday_is_counted_back_from_publication(words, published, day):
    assert count_back(words, published) == day


def test_words_that_name_no_day_are_not_guessed():
    with pytest.raises(ClaimsError, match="names no weekday"):
        count_back("recently", "2022-08-11")


@pytest.mark.parametrize("zone, day, is_right", [
    (None, "2022-09-22", False),  # a Thursday, while the page appeared on a Wednesday
    ("Asia/Pyongyang", "2022-09-22", True),
    ("Asia/Pyongyang", "2022-09-23", False),
    (None, "2022-09-15", True),
])
def test_a_weekday_must_give_the_logs_day(zone, day, is_right):
    row = DateWordsRow("x1-s1", "https://daily.example/x1", "on Thursday", "weekday", zone, None, None, None)
    said = Said(day, day, "page")
    if is_right:
        assert read_words(row, said, "2022-09-21").said_from == day
    else:
        with pytest.raises(ClaimsError, match="x1-s1, published on 2022-09-21, is not"):
            read_words(row, said, "2022-09-21")


@pytest.mark.parametrize("url, canonical", [
    ("https://news.example/a/b/?amp=1", "https://news.example/a/b/"),
    ("https://news.example/a/amp", "https://news.example/a"),
    ("https://news.example/a?traffic_source=rss&id=7", "https://news.example/a?id=7"),
    ("https://news.example:443/a", "https://news.example/a"),
    ("https://news.example/?p=6197", "https://news.example/?p=6197"),
])
def test_an_address_loses_what_names_no_page(url, canonical):
    assert make_canonical_url(url) == canonical


# The published rows --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rows(database):
    connection = sqlite3.connect(database)
    yield lambda sql, *values: connection.execute(sql, values).fetchall()
    connection.close()


def test_both_answers_of_one_afternoon_are_found(rows):
    found = rows("select from_stance, to_stance, order_uncertain from position_changes where actor = 'burkina-faso-foreign-ministry'")
    assert [({before, after}, uncertain) for before, after, uncertain in found] == [({"declines_to_comment", "denies"}, 1)]


def test_higher_figures_are_no_reversals(rows):
    assert rows("select count(*) from stances where claim = 'nk-casualties'")[0][0] >= 15
    assert rows("select * from position_changes where claim in ('nk-casualties', 'nk-arms-2022') and actor = 'south-korean-nis'") == []
    assert rows("select * from position_changes where claim = 'nk-casualties'") == []


def test_one_sentence_on_television_is_not_twenty_assertions(rows):
    sql = """select count(*), sum(s.label = 'relays'), count(distinct q.article) from stances s join quotes q on q.id = s.quote
             where s.claim = 'nk-volunteers-ready' and q.speaker = 'igor-korotchenko'"""
    stances, relays, articles = rows(sql)[0]
    assert articles > 10 and relays >= 5
    chains = rows("select chain from attribution_chains where claim = 'nk-volunteers-ready' and root = 'igor-korotchenko'")
    assert ("The Independent › New York Post › Channel One Russia › Igor Korotchenko",) in chains


def test_denials_name_the_body_and_the_speaker(rows):
    found = set(rows("select actor, speaker from denials where claim = 'nk-troops-sent' and said_from between '2024-10-10' and '2024-10-21'"))
    assert {("kremlin", "dmitry-peskov"), ("north-korea", "dprk-un-delegate")} <= found


@pytest.mark.parametrize("one, other", [
    ("south-korean-nis", "kenyan-nis"), ("kim-jong-gyu", "kim-jong-un"), ("dprk-un-delegate", "kim-il-ha"),
    ("maria-zakharova", "maria-chernukhina"), ("nk-newspaper", "nk-news"),
])
def test_namesakes_stay_apart(rows, one, other):
    assert rows("select count(*) from actors where id in (?, ?)", one, other) == [(2,)]


def test_no_name_points_at_two_actors_unless_it_is_weak(rows):
    assert rows("""select a.name from actor_names a join actor_names b on lower(a.name) = lower(b.name) and a.actor < b.actor
                   where not (a.kind = 'weak_alias' and b.kind = 'weak_alias')""") == []


def test_words_are_the_pages_and_short(rows):
    assert rows("select count(*) from quotes where method = 'log' and words is null and mode = 'direct'") == [(0,)]
    assert rows("select max(length(words)) from quotes where method = 'log'")[0][0] <= 100
    assert rows("select count(*) from quotes where method = 'log' and start_char is not null") == [(0,)]


def test_every_coded_stance_has_its_reason(rows):
    assert rows("select id from stances where detail is null or detail = ''") == []


def test_copies_lead_to_originals(rows):
    assert rows("""select c.id from articles c join articles o on o.id = c.syndicated_from
                   where c.reuse = 'original' or o.syndicated_from is not null""") == []


@pytest.mark.skipif(not (SHARED / "evidence").is_dir(), reason="the evidence log is not part of the repository")
def test_the_published_rows_are_what_the_import_makes(data, tmp_path):
    for source in data.glob("*.csv"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    import_log(SHARED / "evidence", tmp_path)
    assert [path.name for path in data.glob("*.csv") if path.read_bytes() != (tmp_path / path.name).read_bytes()] == []


def test_wikidata_ids_are_those_of_the_source_that_is_named(rows):
    with (ROOT / "scripts/evidence/wikidata.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["actor"]: (row["wikidata"], row["source"]) for row in csv.DictReader(file)}
    assert {actor: (item, source) for actor, item, source in rows("select id, wikidata, wikidata_source from actors where wikidata is not null")} == listed


def test_dates_say_how_they_are_known(rows):
    assert rows("select count(*) from quotes where said_basis in ('stated', 'weekday') and method = 'log' and said_as_written is null") == [(0,)]
    assert rows("select said_from, said_as_written, said_basis, said_time_zone from quotes where source_key = 'a0018-s1'") == [
        ("2022-09-22", "Thursday", "weekday", "Asia/Pyongyang")]  # published on 21 September in America
    assert rows("select said_from, said_as_written, said_basis, said_time_zone from quotes where source_key = 'a0112-s1'") == [
        ("2024-10-21", "Monday", "weekday", "America/New_York")]  # published on 22 October in Seoul
    told = re.findall(r"^\| `(\w+)` \| (\d+) \|", (ROOT / "data/README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {basis: int(count) for basis, count in told} == dict(rows("select said_basis, count(*) from quotes where method = 'log' group by 1"))


def test_words_of_time_stand_with_the_address_they_were_read_at(rows):
    with (ROOT / "scripts/evidence/date_words.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    urls = dict(rows("select q.source_key, a.url from quotes q join articles a on a.id = q.article where q.source_key is not null"))
    assert {row["statement"] for row in read if make_canonical_url(row["url"]) != urls[row["statement"]]} == set()


def test_mapping_tables_name_only_what_exists(rows):
    claims, actors = ({row[0] for row in rows(f"select id from {table}")} for table in ("claims", "actors"))
    read = {name: list(csv.DictReader((ROOT / f"scripts/evidence/{name}.csv").open(encoding="utf-8"))) for name in ("labels", "steps", "actors")}
    assert {row["claim"] for row in read["labels"] if row["claim"]} <= claims
    assert {row["actor"] for row in read["steps"] if row["actor"]} <= actors
    statements = {row[0] for row in rows("select source_key from quotes")}
    assert {row["statement"] for row in read["labels"]} <= statements


