"""Every list as a file: complete, in every format, harmless to spreadsheets and feed readers."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from crowds import FORMULA, make_crowd, plant_hostile

from datasette_claims import exports
from datasette_claims.pages import takeaway
from datasette_claims.pages.feeds import format_instant
from datasette_claims.queries import read_questions
from datasette_claims.schema import read_schema

ROWS = 3_300  # more than Datasette's 1,000 rows and more than several of our steps
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    return make_crowd(tmp_path_factory.mktemp("crowd") / "crowd.db", ROWS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return plant_hostile(tmp_path_factory.mktemp("hostile") / "hostile.db")


def read(format, text):
    """The rows of a file as dictionaries of text, and its columns."""
    if format == "json":
        body = json.loads(text)
        assert body["ok"] and body["count"] == len(body["rows"])
        return body["rows"], body["columns"]
    if format == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
        return rows, list(rows[0])
    assert text.startswith("\ufeff") == (format == "excel.csv")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return list(reader), reader.fieldnames


@pytest.mark.asyncio
@pytest.mark.parametrize("format", exports.WRITERS)
async def test_positions_are_complete(make_site, crowd, format):
    response = await make_site(crowd).client.get(f"/crowd/-/positions.{format}?review=any")
    rows, columns = read(format, response.content.decode())
    assert columns == [column.name for column in read_schema()["positions"].columns]
    assert len({row["position"] for row in rows}) == len(rows) == ROWS
    if format != "json":
        assert response.headers["content-disposition"] == f'attachment; filename="positions.{format}"'


@pytest.mark.asyncio
async def test_every_question_is_complete_in_every_format(make_site, crowd):
    site = make_site(crowd)
    everything = {"denials_of_reported_troop_deployments": "?topic=any", "contested_claims": "?min_each=0"}
    for name, question in read_questions().items():
        query = everything.get(name, "")
        sql_rows = await site.get_database("crowd").execute_fn(
            lambda c, q=question, n=name: len(c.execute(q.sql, {p.name: "" for p in q.parameters} | ({"topic": "any"} if "denials" in n else {}) | ({"min_each": "0"} if "contested" in n else {})).fetchall())
        )
        counts = set()
        for format in exports.WRITERS:
            response = await site.client.get(f"/crowd/-/question/{name}.{format}{query}")
            assert response.status_code == 200, name
            text = response.content.decode()
            counts.add(len(read(format, text)[0]) if sql_rows or format != "jsonl" else text.count("\n"))
        assert counts == {sql_rows}, name
    assert sql_rows > 1000  # the last question, what needs care, alone goes beyond Datasette's limit


@pytest.mark.asyncio
@pytest.mark.parametrize("address, says", [
    ("positions.csv?from=tomorrow", "is not a date"),
    ("positions.csv?stanse=denies", "There is no filter"),
    ("positions.csv?stance=denied", "There is no stance with the id “denied”"),
    ("positions.json?actor=ada-quill&topic=nope", "There is no topic with the id "),
    ("positions.csv?actor=ada-quill&topic=nope&claim=nor-this", "There is no topic with the id “nope”; choose among the filters, or search for the name. There is no claim with the id “nor-this”"),
    ("positions.jsonl?publisher=paper-1&publisher=paper-x", "There is no publisher with the id “paper-x”"),
    ("positions.atom?speaker=Ada+Quill", "There is no actor with the id “Ada Quill”"),
    ("cite/positions.txt?topic=nope", "There is no topic with the id “nope”"),
    ("question/contested_claims.csv?topics=x", "This question has no parameter “topics”; it has from, min_each, to, topic."),
    ("question/contested_claims.csv?min_each=abc", "min_each is a whole number such as 2, not “abc”."),
    ("question/contested_claims.json?from=foo", "is not a date"),
    ("question/what_an_actor_said.jsonl?include_spokespeople=perhaps", "include_spokespeople is no, not “perhaps”."),
    ("question/what_an_actor_said.atom?actor=xyzzy", "There is no actor “xyzzy”; try another spelling"),
    ("question/what_an_actor_said.excel.csv?actor=speaker", "“speaker” can mean several rows; give actor as an id, such as actor-"),
    ("cite/question/what_an_actor_said.txt?to=later&colour=red", "“later” is not a date; write a day as 2022-08-11, a month as 2022-08 or a year as 2022. This question has no parameter “colour”"),
])
async def test_a_file_is_refused_rather_than_wrongly_filtered(make_site, crowd, address, says):
    response = await make_site(crowd).client.get(f"/crowd/-/{address}")
    assert response.status_code == 400 and says in response.text


@pytest.mark.asyncio
async def test_a_name_means_in_a_file_whom_it_means_on_the_page(make_site, crowd):
    site = make_site(crowd)
    for address in ("question/what_an_actor_said.csv?actor={}", "question/what_an_actor_said.atom?actor={}", "cite/question/what_an_actor_said.txt?actor={}&accessed=2026-02-03"):
        named, asked = [(await site.client.get(f"/crowd/-/{address.format(actor)}")).text for actor in ("Ada++Quill", "ada-quill")]
        assert named.replace("Ada++Quill", "ada-quill") == asked and len(asked) > 100, address
    answer = (await site.client.get("/crowd/-/question/what_an_actor_said.json?actor=Ada+Quill&page=2")).json()
    assert (answer["parameters"]["actor"], "ada-quill" in {row["actor"] for row in answer["rows"]}) == ("ada-quill", True)


@pytest.mark.asyncio
async def test_unknown_questions_and_closed_views(make_site, crowd, metadata):
    site = make_site(crowd)
    assert (await site.client.get("/crowd/-/question/nonsense.csv")).status_code == 404
    closed = make_site(crowd, metadata={"databases": {"crowd": {"tables": {"positions": {"allow": {"id": "ada"}}}}}})
    assert (await closed.client.get("/crowd/-/positions.csv")).status_code == 403
    assert (await closed.client.get("/crowd/-/question/what_an_actor_said.atom")).status_code == 403


@pytest.mark.asyncio
async def test_a_list_that_takes_too_long_says_so(make_site, crowd, monkeypatch):
    monkeypatch.setattr(takeaway, "STEP_LIMITS", 0)
    response = await make_site(crowd).client.get("/crowd/-/positions.csv?sort=oldest")
    assert (response.status_code, response.text) == (503, "This list took too long to put together; narrow it with more filters.\n")


@pytest.mark.asyncio
async def test_an_unchanged_file_is_not_sent_again(make_site, crowd):
    site = make_site(crowd)
    first = await site.client.get("/crowd/-/positions.csv?stance=denies")
    again = await site.client.get("/crowd/-/positions.csv?stance=denies", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await site.client.get("/crowd/-/positions.jsonl?stance=denies", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("value, shown", [
    ("=1+1", "'=1+1"), ("+49", "'+49"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("＝1", "'＝1"),
    ("a=1", "a=1"), ("'=1", "'=1"), ("", ""), (-1, -1), (-0.5, -0.5), (None, None), ("5", "5"),
])
def test_formulas_are_disarmed_and_numbers_untouched(value, shown):
    assert exports.disarm(value) == shown


def test_rows_are_written_in_every_format():
    rows = [("a", 1, None), ('b"\n,', -2.5, "=x")]
    written = {name: "".join(exports.write_rows(writer(["x", "n", "t"], {"title": "T"}), rows, batch=1)) for name, writer in exports.WRITERS.items()}
    assert written["csv"] == 'x,n,t\r\na,1,\r\n"b""\n,",-2.5,=x\r\n'
    assert written["excel.csv"] == '\ufeffx,n,t\r\na,1,\r\n"b""\n,",-2.5,\'=x\r\n'
    assert written["jsonl"] == '{"x": "a", "n": 1, "t": null}\n{"x": "b\\"\\n,", "n": -2.5, "t": "=x"}\n'
    assert json.loads(written["json"]) == {
        "ok": True, "title": "T", "columns": ["x", "n", "t"], "count": 2,
        "rows": [{"x": "a", "n": 1, "t": None}, {"x": 'b"\n,', "n": -2.5, "t": "=x"}],
    }
    assert json.loads("".join(exports.write_rows(exports.JsonRows(["x"]), []))) == {"ok": True, "columns": ["x"], "rows": [], "count": 0}


@pytest.mark.asyncio
async def test_hostile_texts_keep_their_words_and_lose_their_power(make_site, hostile):
    site = make_site(hostile)
    plain, _ = read("csv", (await site.client.get("/hostile/-/positions.csv?review=any")).content.decode())
    excel, _ = read("excel.csv", (await site.client.get("/hostile/-/positions.excel.csv?review=any")).content.decode())
    first = {row["position"]: row for row in plain}["a000000000000-000000-s1"]
    same = {row["position"]: row for row in excel}["a000000000000-000000-s1"]
    assert (first["words"], first["paraphrase"], first["cue"]) == (FORMULA, "-1+1", "@SUM(1)")
    assert (same["words"], same["paraphrase"], same["cue"]) == ("'" + FORMULA, "'-1+1", "'@SUM(1)")
    assert not any(value.startswith(tuple("=+-@\t\r")) for row in excel for value in row.values())
    assert {len(row["claim_text"]) for row in plain if row["claim"] == "claim-1"} == {10_000}


# Feeds ------------------------------------------------------------------------------------------


def check_feed(xml):
    """What RFC 4287 asks of a feed; its entries."""
    feed = ET.fromstring(xml)
    assert feed.tag == f"{ATOM}feed"
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1 and node.find(f"{ATOM}{name}").text, name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", node.find(f"{ATOM}updated").text)
        assert re.match("https?://", node.find(f"{ATOM}id").text)
        assert node.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("http")
    assert feed.find(f"{ATOM}author/{ATOM}name").text and feed.find(f"{ATOM}link[@rel='self']") is not None
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    return entries


@pytest.mark.asyncio
async def test_the_newest_positions_are_a_feed(make_site, crowd):
    response = await make_site(crowd).client.get("/crowd/-/positions.atom?stance=denies")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    entries = check_feed(response.text)
    assert len(entries) == 50
    assert entries[0].find(f"{ATOM}title").text.startswith("Ada Quill denies: Claim ") or " denies: Claim " in entries[0].find(f"{ATOM}title").text
    days = [entry.find(f"{ATOM}updated").text for entry in entries]
    assert days[0].startswith("2024-02") and entries[0].find(f"{ATOM}link").get("href") == entries[0].find(f"{ATOM}id").text


@pytest.mark.asyncio
async def test_the_feed_holds_the_newest_from_whichever_page_it_was_asked(make_site, crowd):
    site = make_site(crowd)
    newest = [entry.find(f"{ATOM}id").text for entry in check_feed((await site.client.get("/crowd/-/positions.atom?stance=denies")).text)]
    for query in ("sort=oldest", "after=2021~x", "before=2021~x", "sort=oldest&after=2021~x"):
        response = await site.client.get(f"/crowd/-/positions.atom?stance=denies&{query}")
        assert [entry.find(f"{ATOM}id").text for entry in check_feed(response.text)] == newest, query


@pytest.mark.asyncio
async def test_every_question_has_a_feed(make_site, crowd):
    site = make_site(crowd)
    for name in read_questions():
        response = await site.client.get(f"/crowd/-/question/{name}.atom")
        assert response.status_code == 200, name
        assert len(check_feed(response.text)) <= 50


@pytest.mark.asyncio
async def test_feeds_of_hostile_rows_stay_well_formed(make_site, hostile):
    site = make_site(hostile)
    for path in ("positions.atom?review=any", "question/what_an_actor_said.atom"):
        xml = (await site.client.get(f"/hostile/-/{path}")).text
        entries = check_feed(xml)
        assert "\u202e" not in xml and 'href="javascript' not in xml
        for entry in entries:
            assert "<script" not in entry.find(f"{ATOM}content").text


@pytest.mark.parametrize("day, instant", [
    ("2022", "2022-01-01T00:00:00Z"), ("2022-08", "2022-08-01T00:00:00Z"), ("2022-08-11", "2022-08-11T00:00:00Z"),
    ("2022-08-11T10:05:00+03:00", "2022-08-11T10:05:00+03:00"), ("2022-08-11T10:05Z", "2022-08-11T10:05:00Z"),
    (None, None), ("", None), ("August", None),
])
def test_dates_become_instants(day, instant):
    assert format_instant(day) == instant
