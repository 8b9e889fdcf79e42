"""The pages of questions: what they answer, whom they mean by a name, how they are cited, and what addresses of ours say where nothing stands."""

import re
import sqlite3
from html import unescape

import pytest
from crowds import CLOSING, SCRIPT, make_crowd, plant_hostile

from datasette_claims.pages.question import HIDDEN, READINGS, list_columns
from datasette_claims.queries import read_questions

QUESTIONS = list(read_questions().values())
NAMES = [question.name for question in QUESTIONS]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    return make_crowd(tmp_path_factory.mktemp("crowd") / "crowd.db", 400)


@pytest.fixture
def site(make_site, crowd):
    return make_site(crowd, metadata={"title": "Made-up claims", "plugins": {"datasette-claims": {"release": "2025.1"}}})


def count_rows(crowd, question, **asked):
    with sqlite3.connect(crowd) as db:
        return len(db.execute(question.sql, {one.name: asked.get(one.name, "") for one in question.parameters}).fetchall())


@pytest.mark.asyncio
@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
async def test_every_question_shows_fifty_rows_a_page_and_says_how_many_there_are(site, crowd, question):
    page = (await site.client.get(f"/crowd/-/question/{question.name}")).text
    total = count_rows(crowd, question)
    said = "More than 1,000 answers" if total > 1000 else f"{total:,} answer{'s' if total != 1 else ''}"
    assert said in re.search(r'id="results"[^>]*>(.*?)</h2>', page)[1]
    assert page.count("<tr>") - 1 == min(total, 50) or total == 0
    assert ('rel="next"' in page) == (total > 50)
    for one in question.parameters:
        assert f'<label for="{one.name}">' in page and f'id="{one.name}-help"' in page


@pytest.mark.asyncio
async def test_the_pages_of_an_answer_hold_every_row_once(site, crowd):
    question = read_questions()["what_an_actor_said"]
    seen, path = [], "/crowd/-/question/what_an_actor_said"
    while path:
        page = (await site.client.get(path)).text
        seen += re.findall(r'href="/crowd/-/position/([a-z0-9-]+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1].replace("&amp;", "&") if following else None
    assert len(seen) == len(set(seen)) == count_rows(crowd, question)


@pytest.mark.asyncio
@pytest.mark.parametrize("query, location", [
    ("actor=&topic=&q=&from=&to=", ""),
    ("actor=Ada+Quill", "?actor=ada-quill"),
    ("actor=Ада+Квилл&from=2021", "?actor=ada-quill&from=2021"),
    ("actor=ada+quil&topic=", "?actor=ada+quil"),
])
async def test_names_lead_to_ids_and_empty_fields_out_of_the_address(site, query, location):
    response = await site.client.get(f"/crowd/-/question/what_an_actor_said?{query}")
    assert (response.status_code, response.headers["location"]) == (302, f"/crowd/-/question/what_an_actor_said{location}")


@pytest.mark.asyncio
@pytest.mark.parametrize("name, query, said", [
    ("what_an_actor_said", "actor=speaker", "Which actor do you mean by “speaker”?"),
    ("what_an_actor_said", "actor=xyzzy", "There is no actor “xyzzy”; try another spelling"),
    ("what_an_actor_said", "actor=ada-quill", "<strong><bdi>Ada Quill</bdi></strong>"),
    ("what_an_actor_said", "from=yesterday", "“yesterday” is not a date"),
    ("contested_claims", "min_each=abc", "min_each is a whole number such as 2, not “abc”."),
    ("claims_nobody_answered", "days=-3", "days is a whole number such as 2, not “-3”."),
    ("what_an_actor_said", "colour=red", "This question has no parameter “colour”"),
    ("what_an_actor_said", "include_spokespeople=perhaps", "include_spokespeople is no, not “perhaps”."),
    ("what_an_actor_said", "q=nonsense", "leave out q, or write it another way"),
    ("denials_of_reported_troop_deployments", "topic=any", '<option value="any" selected>'),
])
async def test_what_was_not_understood_is_said(site, name, query, said):
    response = await site.client.get(f"/crowd/-/question/{name}?{query}")
    assert response.status_code == 200 and said in response.text


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_no_column_is_shown_twice_and_none_is_lost(crowd, question):
    with sqlite3.connect(crowd) as db:
        names = [column[0] for column in db.execute(question.sql, {one.name: "" for one in question.parameters}).description]
    columns = list_columns(names)
    read = [name for column in columns for name in column.columns if name in names]
    assert len(read) == len(set(read)) and set(names) - set(read) <= HIDDEN
    assert len({column.title for column in columns}) == len(columns)


def test_every_reading_is_used():
    firsts = [column.columns[0] for column in READINGS]
    assert len(firsts) == len(set(firsts))
    for first in firsts:
        assert any(re.search(rf"\b{first}\b", question.sql) for question in QUESTIONS), first


@pytest.mark.asyncio
@pytest.mark.parametrize("path, parts", [
    ("question/contested_claims.txt?topic=troops", ["“Which claims are contested?”. Made-up claims. Version 2025.1", "/-/question/contested_claims?topic=troops (accessed"]),
    ("question/contested_claims.bib?topic=&accessed=2026-02-03", ["@misc{question-contested-claims,", "urldate = {2026-02-03}"]),
    ("question/contested_claims.json", ['"version": "2025.1"', '"type": "dataset"']),
    ("positions.txt?stance=denies&after=2020~x&accessed=2026-02-03", ["“Positions (stance: denies)”", "/-/positions?stance=denies (accessed 3 February 2026)"]),
    ("positions.txt", ["“Positions”", "/-/positions (accessed"]),
    ("positions.txt?topic=troops&actor=ada-quill&actor=boris-kvel&country=sealand&from=2020-03&q=brigade", [
        "“Positions (topic: Troops; on behalf of: Ada Quill or Boris Kvël; country of the actor: Sealand; said on or after: March 2020; words: “brigade”)”",
    ]),
    ("positions.json?claim=claim-2&review=any", ["Positions (claim: ", "; state of checking: checked or not)"]),
])
async def test_lists_and_answers_are_cited_with_their_filters_and_release(site, path, parts):
    response = await site.client.get(f"/crowd/-/cite/{path}")
    assert response.status_code == 200
    for part in parts:
        assert part in response.text


@pytest.mark.asyncio
@pytest.mark.parametrize("path, location", [
    ("contested_claims", "contested_claims"),
    ("contested_claims.html", "contested_claims"),
    ("what_an_actor_said?actor=ada-quill&topic=&_hide_sql=1", "what_an_actor_said?actor=ada-quill"),
    ("what_an_actor_said?q=%D0%B0%26b", "what_an_actor_said?q=%D0%B0%26b"),
])
async def test_datasettes_own_page_of_a_question_leads_to_ours(site, path, location):
    response = await site.client.get(f"/crowd/{path}")
    assert (response.status_code, response.headers["location"]) == (302, f"/crowd/-/question/{location}")


@pytest.mark.asyncio
async def test_who_may_see_a_question_but_not_its_table_has_it_from_datasette(make_site, crowd):
    site = make_site(crowd, metadata={"databases": {"crowd": {"tables": {"claim_overview": {"allow": False}}}}})
    assert (await site.client.get("/crowd/-/question/contested_claims")).status_code == 403
    page = await site.client.get("/crowd/contested_claims")
    assert page.status_code == 200 and "<dt>min_each</dt>" in page.text


@pytest.mark.asyncio
async def test_the_sql_of_a_question_runs_in_datasette_as_it_was_asked(site, crowd):
    page = (await site.client.get("/crowd/-/question/what_an_actor_said?actor=ada-quill")).text
    form = re.search(r'<form action="(/crowd)" method="get">(?:(?!</form>).)*name="sql".*?</form>', page, re.DOTALL)
    sql = re.search(r"<textarea[^>]*>(.*?)</textarea>", form[0], re.DOTALL)[1]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))
    ran = await site.client.get("/crowd", params={"sql": unescape(sql), **hidden}, follow_redirects=True)
    question = read_questions()["what_an_actor_said"]
    assert ran.status_code == 200 and ran.text.count("<tr>") - 1 == count_rows(crowd, question, actor="ada-quill") > 0


@pytest.mark.asyncio
async def test_where_visitors_may_run_no_sql_of_their_own_they_can_read_it(make_site, crowd):
    page = (await make_site(crowd, metadata={"allow_sql": False}).client.get("/crowd/-/question/contested_claims")).text
    assert "<textarea id" not in page and "from claim_overview" in re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1]


@pytest.mark.asyncio
@pytest.mark.parametrize("query, location", [
    ("page=20", "page=8"),
    ("actor=ada-quill&page=9", "actor=ada-quill&page=2"),
    ("actor=ada-quill&from=2020-08-03&to=2020-08-03&page=9", "actor=ada-quill&from=2020-08-03&to=2020-08-03"),
])
async def test_a_page_behind_the_last_leads_to_the_last(site, query, location):
    response = await site.client.get(f"/crowd/-/question/what_an_actor_said?{query}")
    assert (response.status_code, response.headers["location"]) == (302, f"/crowd/-/question/what_an_actor_said?{location}")


@pytest.mark.asyncio
@pytest.mark.parametrize("path, home, is_ours", [
    ("/crowd/-/claim/no-such-claim", False, True),
    ("/crowd/-/question/nonsense", False, True),
    ("/crowd/no_such_table", False, False),
    ("/crowd/no_such_table", True, True),
    ("/elsewhere", True, True),
    ("/elsewhere", False, False),
    ("/crowd/-/claim/no-such-claim.json", True, False),
])
async def test_where_nothing_stands_there_is_a_way_on(make_site, crowd, path, home, is_ours):
    site = make_site(crowd, metadata={"plugins": {"datasette-claims": {"home": home}}})
    response = await site.client.get(path)
    assert response.status_code == 404
    assert ("<h1>Nothing stands here</h1>" in response.text) == is_ours
    if is_ours and "claim" in path:
        assert 'value="no such claim"' in response.text and response.headers["cache-control"] == "no-cache"


@pytest.mark.asyncio
@pytest.mark.parametrize("path, address", [
    ("/crowd/-/nonsense", "…/-/nonsense"),
    ("/crowd/-/claim", "…/-/claim"),  # not taken for a row of a table “-”
    ("/crowd/-/claim/SHOUTED", "…/-/claim/SHOUTED"),
    ("/crowd/-/a/b/c", "…/-/a/b/c"),
    ("/crowd/-/positions.xlsx", "…/-/positions.xlsx"),
    ("/crowd/-/topics.json", "…/-/topics.json"),
])
async def test_an_address_that_no_page_has_is_named(make_site, crowd, path, address):
    response = await make_site(crowd).client.get(path)
    said = response.json()["error"] if path.endswith(".json") else response.text
    assert (response.status_code, f"No page has the address {address}." in said) == (404, True)


@pytest.mark.asyncio
async def test_a_closed_database_does_not_show_its_name_where_nothing_stands(make_site, crowd):
    site = make_site(crowd, metadata={"title": "Hidden desk", "databases": {"crowd": {"allow": False}}})
    response = await site.client.get("/crowd/-/question/nonsense")
    assert response.status_code in (403, 404) and "Hidden desk" not in response.text


@pytest.mark.asyncio
@pytest.mark.parametrize("name", NAMES)
async def test_hostile_data_is_shown_as_text(make_site, tmp_path, name):
    site = make_site(plant_hostile(tmp_path / "hostile.db"), metadata={})
    page = (await site.client.get(f"/hostile/-/question/{name}{'?topic=any' if 'denials' in name else ''}")).text
    assert SCRIPT not in page and CLOSING not in page and "\u202e" not in page and 'href="javascript:' not in page
