"""The pages: what they say, how they answer, and that nothing written into the data gets the better of them."""

import json
import re
import shutil
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest
from crowds import make_crowd
from datasette.database import QueryInterrupted
from desks import LONG, make_desk, plant_hostile

from datasette_claims.descriptions import make_desk as make_desk_folder
from datasette_claims.pages import frame, freshness
from datasette_claims.queries import SECTIONS, read_section
from datasette_claims.schema import SCHEMA_VERSION
from datasette_claims.store import DERIVE, build_database
from datasette_claims.summaries import fill_summaries

DOCUMENT = Path(__file__).parent.parent / "docs" / "pages.md"
PAGES = [
    "home",
    "claim/brigade-sent",
    "actor/ada-quill",
    "actor/northland-ministry",
    "actor/unnamed-officials",
    "actor/sealand-staff",
    "article/atide00000001",
    "article/awire00000002",
    "topic/troop-deployments",
    "publisher/daily-tide",
    "compare",
    "compare?a=northland-ministry&b=unnamed-officials",
    "about",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return make_desk(tmp_path_factory.mktemp("desk") / "desk.db")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return plant_hostile(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture
def get(make_site, desk):
    """Asks a site over the made-up database, or over another file, with any metadata and settings."""

    async def get(path, file=desk, headers=None, metadata=None, **settings):
        site = make_site(file, metadata=metadata or {}, **settings)
        await site.invoke_startup()
        return await site.client.get(path, headers=headers)

    return get


BLOCKS = {"td", "th", "li", "p", "dd", "h2", "span", "strong", "ol", "ul", "div", "tr", "h1"}


class Markup(HTMLParser):
    """Reads a page: its elements with their attributes, and the text a reader sees."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self.inside = [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.inside.append(tag)
        self.text += " " * (tag in BLOCKS)

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        if "script" not in self.inside:
            self.text += data

    @property
    def words(self):
        return " ".join(self.text.split())


# What they say ---------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_every_page_and_its_twin_answer(make_site, desk):
    site = make_site(desk, metadata={})
    await site.invoke_startup()
    for path in PAGES:
        assert (await site.client.get(f"/desk/-/{path}")).status_code == 200, path
        path, _, query = path.partition("?")
        twin = await site.client.get(f"/desk/-/{path}.json?{query}")
        assert (twin.status_code, twin.headers["content-type"]) == (200, "application/json; charset=utf-8"), path
        described = DOCUMENT.read_text(encoding="utf-8")
        documented = re.search(rf"^\| `{path.split('/')[0]}[^|]*\| (.*) \|$", described, re.MULTILINE)[1]
        assert list(twin.json()) == ["ok", "url", *re.findall(r"`(\w+)`", documented)], path


@pytest.mark.asyncio
async def test_claim_page_counts_in_words_and_leaves_out_what_nobody_checked(get):
    words = Markup((await get("/desk/-/claim/brigade-sent")).text).words
    assert "On record: asserted by 1, confirmed by 1, denied by 1 · 4 articles · 1–20 Jan 2025" in words
    assert "not yet checked" in words
    assert (
        "3 articles on record speak for the claim or pass it on, 2 of them original reporting and not a copy, from 2 publisher "
        "families. 2 actors say it in their own voice; 1 of them is named. Copies and relays are not counted as sources of their own."
    ) in words


@pytest.mark.asyncio
async def test_claim_page_follows_the_order_a_reader_needs(get):
    html = (await get("/desk/-/claim/brigade-sent")).text
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", html)
    assert headings == [
        "Who says what", "Where it comes from", "Timeline", "How the wording grew", "Fact-checks by others",
        "Related claims", "Sources", "How we know", "Cite and take away",
    ]


@pytest.mark.asyncio
async def test_claim_chain_begins_with_the_source_and_ends_with_the_publisher(get):
    words = Markup((await get("/desk/-/claim/brigade-sent")).text).words
    assert (
        "Unnamed officials unnamed source published by Evening Tide, 5 Jan 2025 (reprint) "
        "passed on by Radio Reef published by Daily Tide, 5 Jan 2025"
    ) in words
    assert "Ada Quill named source for Northland Defence Ministry published by North Wire, 20 Jan 2025" in words


@pytest.mark.asyncio
async def test_claim_twin_holds_the_counts(get):
    twin = (await get("/desk/-/claim/brigade-sent.json")).json()
    assert [(row["stance"], row["actors"], row["positions"]) for row in twin["counts"]] == [
        ("asserts", 1, 2), ("confirms", 1, 1), ("denies", 1, 1),
    ]
    assert [(row["from_stance"], row["to_stance"], row["days"]) for row in twin["changes"]] == [("denies", "confirms", 13)]
    assert twin["total"] == 5 and len(twin["positions"]) == 5
    assert [rung["claim"] for rung in twin["ladder"]] == ["brigade-planned", "brigade-sent"]


@pytest.mark.asyncio
async def test_a_denial_is_no_appearance_of_the_claim(get):
    html = (await get("/desk/-/claim/brigade-sent")).text
    record = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert record["@type"] == "Claim" and "reviewRating" not in record
    assert record["text"] == "Northland has sent a brigade to Sealand."
    assert record["firstAppearance"]["url"] == "https://tide.example/one"
    assert [article["url"] for article in record["appearance"]] == [
        "https://tide.example/one", "https://evening.example/one", "https://wire.example/three",
    ]


@pytest.mark.asyncio
async def test_words_open_their_source_at_the_sentence(get):
    html = (await get("/desk/-/claim/brigade-sent")).text
    assert "https://tide.example/one#:~:text=A%20brigade%20has%20crossed%20the,Sealand%20in%20the%20night" in html
    assert "https://archive.example/one" in html


@pytest.mark.asyncio
async def test_words_of_others_carry_their_language_and_ours_are_marked(get):
    html = (await get("/desk/-/claim/brigade-sent")).text
    assert '<blockquote class="words direct" lang="ru" dir="auto">«Бригада на месте»</blockquote>' in html
    assert '<span class="tag">in our words</span> Said that the brigade was in place.' in html


@pytest.mark.asyncio
async def test_actor_page_shows_every_spelling_and_links_each_bar_to_its_rows(get):
    html = (await get("/desk/-/actor/ada-quill")).text
    assert '<bdi lang="ru">Ада Квилл</bdi>' in html and '<bdi lang="fa">آدا کوئیل</bdi>' in html
    assert "Spokeswoman, Northland Defence Ministry speaks for it from March 2024" in Markup(html).words
    html = (await get("/desk/-/actor/northland-ministry")).text
    assert 'href="/desk/-/positions?actor=northland-ministry&amp;stance=confirms"' in html
    assert "denies (7 Jan 2025) → , then confirms (20 Jan 2025)" in Markup(html).words


@pytest.mark.asyncio
async def test_a_spokesperson_has_a_tally_of_what_was_said_for_others(get, database):
    page = (await get("/claims/-/actor/dmitry-peskov.json", file=database)).json()
    with sqlite3.connect(database) as db:
        said = db.execute(
            "select s.label, count(*) from stances s join quotes q on q.id = s.quote"
            " where q.speaker = 'dmitry-peskov' and s.actor <> q.speaker and s.is_counted group by s.label"
        ).fetchall()
    assert {line["stance"]: line["positions"] for line in page["spoken"]} == dict(said) and dict(said)["denies"] > 10


@pytest.mark.asyncio
async def test_the_card_of_a_spokesperson_counts_what_was_said_for_others(make_site, tmp_path):
    site = make_site(make_crowd(tmp_path / "crowd.db", 240))
    for actor, said in (("actor-3", "Said for others: denies 20"), ("ada-quill", "Said for others: asserts 17")):
        card = (await site.client.get(f"/crowd/-/embed/actor/{actor}")).text
        assert said in card and "No checked position" not in card


@pytest.mark.asyncio
async def test_claims_about_an_actor_show_the_answer_of_its_bodies(get):
    twin = (await get("/desk/-/actor/northland.json")).json()
    assert [(row["claim"], row["stance"], row["actor"]) for row in twin["claims"]] == [
        ("brigade-sent", "confirms", "northland-ministry"), ("brigade-planned", "denies", "northland-ministry"),
    ]


@pytest.mark.asyncio
async def test_article_page_lists_quotes_in_reading_order_with_their_copies(get):
    twin = (await get("/desk/-/article/awire00000002.json")).json()
    assert [quote["start_char"] for quote in twin["quotes"]] == [5, 40]
    assert [stance["stance"] for stance in twin["quotes"][0]["stances"]] == ["confirms", "denies"]
    twin = (await get("/desk/-/article/atide00000001.json")).json()
    assert [(copy["article"], copy["reuse"]) for copy in twin["copies"]] == [("atide00000002", "reprint")]
    assert twin["quotes"][0]["relays"] == [{"actor": "radio-reef", "name": "Radio Reef", "words": "Radio Reef reported"}]


@pytest.mark.asyncio
async def test_topic_matrix_shows_letters_in_the_order_of_time(get):
    words = Markup((await get("/desk/-/topic/troop-deployments")).text).words
    assert "Northland Defence Ministry DC D" in words
    assert "Unnamed officials A A" in words
    assert "Sealand General Staff" not in words  # only a program says so


@pytest.mark.asyncio
async def test_publisher_page_names_its_family(get):
    words = Markup((await get("/desk/-/publisher/daily-tide")).text).words
    assert "Counts as one source with Evening Tide Sealand" in words


@pytest.mark.asyncio
async def test_comparison_shows_where_two_actors_differ(get):
    page = Markup((await get("/desk/-/compare?a=northland-ministry&b=unnamed-officials")).text)
    assert "2 claims in common: opposed on 1 and on the same side of 1." in page.words
    assert (await get("/desk/-/compare?a=northland-ministry&b=nobody")).status_code == 404


@pytest.mark.parametrize("name", sorted(path.stem for path in SECTIONS.glob("*.sql")))
def test_every_section_says_what_it_is_and_selects_something(name):
    sql = read_section(name)
    assert sql.startswith("-- ") and "select" in sql


@pytest.mark.asyncio
async def test_home_answers_questions_and_counts_only_what_was_checked(get):
    words = Markup((await get("/desk/-/home")).text).words
    assert "6 positions of 2 actors on 3 claims" in words
    assert "2 denials by 1 actor, of 2 claims; the latest 20 Jan 2025." in words
    assert "1 change by 1 actor" in words


@pytest.mark.asyncio
async def test_every_worked_question_has_its_answer_in_a_line(get, database):
    answers = (await get("/claims/-/home.json", file=database)).json()["answers"]
    assert answers.keys() == {"denials", "sources", "contested", "unanswered", "first"} and all(answers.values())


@pytest.mark.asyncio
async def test_home_counts_the_denials_that_its_link_lists(get, database):
    answer = (await get("/claims/-/home.json", file=database)).json()["answers"]["denials"]
    listed = (await get("/claims/-/positions.json?topic=troop-deployments&stance=denies", file=database)).json()["rows"]
    found = [len(listed), len({row["actor"] for row in listed}), len({row["claim"] for row in listed}), listed[0]["said_from"]]
    assert found == [answer["positions"], answer["actors"], answer["claims"], answer["last_said"]]


@pytest.mark.asyncio
async def test_home_of_a_desk_with_other_topics_names_the_one_most_denied(get, tmp_path):
    path = make_desk(tmp_path / "desk.db")
    connection = sqlite3.connect(path)
    connection.executescript("""
        insert into topics select 'brigades', name, description, parent from topics where id = 'troop-deployments';
        update claims set topic = 'brigades' where topic = 'troop-deployments';
        delete from topics where id = 'troop-deployments';
    """)
    connection.execute(DERIVE)
    fill_summaries(connection)
    connection.commit()
    connection.close()
    page = await get("/desk/-/home", file=path)
    assert "All denials: Reported troop deployments 2 denials by 1 actor, of 2 claims" in Markup(page.text).words
    assert "/desk/-/positions?topic=brigades&amp;stance=denies" in page.text
    make_desk_folder(tmp_path / "new", "New")
    build_database(tmp_path / "new" / "data", tmp_path / "empty.db")
    empty = await get("/empty/-/home", file=tmp_path / "empty.db")
    words = Markup(empty.text).words
    assert "All denials None on record." in words
    for question in ("Who said it first, and through whom?", "How many independent sources are there?", "Which claims are contested?", "Which claims has nobody answered?"):
        assert f"{question} None on record." in words


@pytest.mark.asyncio
async def test_home_names_one_year_once(get, tmp_path):
    path = make_desk(tmp_path / "desk.db")
    connection = sqlite3.connect(path)
    connection.execute("update quotes set said_from = '2025-01-20', said_to = '2025-01-20' where said_from is not null")
    connection.execute(DERIVE)
    fill_summaries(connection)
    connection.commit()
    connection.close()
    assert "(2025). Nothing" in Markup((await get("/desk/-/home", file=path)).text).words


# How they answer -------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_an_unknown_id_is_not_found(make_site, desk):
    site = make_site(desk, metadata={})
    await site.invoke_startup()
    for kind in ("claim", "actor", "article", "topic", "publisher"):
        page = await site.client.get(f"/desk/-/{kind}/nobody")
        assert page.status_code == 404 and f"There is no {kind} with the id nobody." in page.text
        twin = await site.client.get(f"/desk/-/{kind}/nobody.json")
        assert twin.status_code == 404 and twin.json()["error"] == f"There is no {kind} with the id nobody."


@pytest.mark.asyncio
async def test_another_database_says_that_it_is_not_ours(get, tmp_path):
    path = tmp_path / "other.db"
    sqlite3.connect(path).execute("create table claims (id text)").connection.close()
    page = await get("/other/-/claim/brigade-sent", file=path)
    assert page.status_code == 404 and "was not made by datasette-claims" in page.text


@pytest.mark.asyncio
async def test_a_database_of_another_schema_version_says_so(get, tmp_path):
    path = make_desk(tmp_path / "old.db")
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 9")
    connection.close()
    page = await get("/old/-/home", file=path)
    assert page.status_code == 404 and f"has schema version 9, but these pages read version {SCHEMA_VERSION}" in page.text
    view = await get("/old/denials.json?topic=troop-deployments", file=path)
    assert view.status_code == 404 and f"has schema version 9, but these pages read version {SCHEMA_VERSION}" in view.json()["error"]
    assert (await get("/old/denials.json", file=path)).status_code == 200


@pytest.mark.parametrize("changed", ["jsonld.py", "search.py", "pages/claim.py", "sections/claim.sql", "queries/06_contested_claims.sql", "templates/claims_claim.html", "static/claims.css"])
def test_whatever_a_page_is_made_from_makes_another_page_when_it_changes(tmp_path, monkeypatch, changed):
    before = freshness.read_page_version.__wrapped__()
    shutil.copytree(freshness.PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("models", "words", "__pycache__"))
    monkeypatch.setattr(freshness, "PACKAGE", tmp_path / "package")
    assert freshness.read_page_version.__wrapped__() == before
    with open(tmp_path / "package" / changed, "a") as file:
        file.write(" ")
    assert freshness.read_page_version.__wrapped__() != before


@pytest.mark.asyncio
async def test_a_page_that_did_not_change_is_not_sent_again(get, tmp_path):
    path = make_desk(tmp_path / "desk.db")
    first = await get("/desk/-/claim/brigade-sent", file=path)
    tag = first.headers["etag"]
    again = await get("/desk/-/claim/brigade-sent", file=path, headers={"If-None-Match": tag})
    assert (again.status_code, again.text) == (304, "")
    assert (await get("/desk/-/claim/brigade-sent.json", file=path, headers={"If-None-Match": tag})).status_code == 200
    connection = sqlite3.connect(path)
    connection.execute("update claims set note = 'Another remark that is longer.' where id = 'brigade-sent'")
    connection.commit()
    connection.close()
    assert (await get("/desk/-/claim/brigade-sent", file=path, headers={"If-None-Match": tag})).status_code == 200


@pytest.mark.asyncio
async def test_a_visitor_with_a_cookie_never_gets_an_unchanged_page(get):
    answer = await get("/desk/-/home", headers={"If-None-Match": "*", "Cookie": "a=b"})
    assert answer.status_code == 200 and "etag" not in answer.headers


@pytest.mark.asyncio
async def test_headers_name_the_page_its_twin_and_the_policy(get):
    page = await get("/desk/-/claim/brigade-sent")
    assert page.headers["link"] == (
        '<http://localhost/desk/-/claim/brigade-sent>; rel="canonical", '
        '<http://localhost/desk/-/claim/brigade-sent.json>; rel="alternate"; type="application/json"'
    )
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "max-age=300"
    assert "access-control-allow-origin" not in page.headers


@pytest.mark.asyncio
async def test_cors_is_on_where_the_instance_says_so(get):
    assert (await get("/desk/-/claim/brigade-sent.json", cors=True)).headers["access-control-allow-origin"] == "*"


@pytest.mark.asyncio
async def test_pages_work_under_a_prefix(get):
    page = await get("/desk/-/claim/brigade-sent", settings={"base_url": "/data/"})
    assert page.status_code == 200
    links = [value["href"] for tag, value in Markup(page.text).elements if tag in ("a", "link") and "href" in value]
    assert [link for link in links if link.startswith("/") and not link.startswith("/data/")] == []
    assert "<http://localhost/data/desk/-/claim/brigade-sent>; rel=\"canonical\"" in page.headers["link"]
    assert "/data//" not in page.text
    front = await get("/", settings={"base_url": "/data/"}, metadata={"plugins": {"datasette-claims": {"home": True}}})
    assert "<http://localhost/data/desk/-/home>; rel=\"canonical\"" in front.headers["link"]


@pytest.mark.asyncio
async def test_the_canonical_address_is_a_setting(get):
    metadata = {"plugins": {"datasette-claims": {"canonical_url": "https://claims.example/"}}}
    page = await get("/desk/-/topic/harbours", metadata=metadata)
    assert '<link rel="canonical" href="https://claims.example/desk/-/topic/harbours">' in page.text


@pytest.mark.asyncio
async def test_the_front_page_is_ours_only_where_a_setting_says_so(get):
    assert "Who said what about which claim" not in (await get("/")).text
    front = await get("/", metadata={"plugins": {"datasette-claims": {"home": True}}})
    assert "Who said what about which claim" in front.text
    assert '<http://localhost/desk/-/home>; rel="canonical"' in front.headers["link"]


@pytest.mark.asyncio
@pytest.mark.parametrize("closed", ["quotes", "claims", "position_changes"])
async def test_a_closed_table_closes_the_pages_that_read_it(get, closed):
    metadata = {"databases": {"desk": {"tables": {closed: {"allow": False}}}}}
    assert (await get("/desk/-/claim/brigade-sent", metadata=metadata)).status_code == 403
    assert (await get("/desk/-/claim/brigade-sent.json", metadata=metadata)).status_code == 403


@pytest.mark.asyncio
async def test_a_closed_database_does_not_tell_what_it_holds(get):
    metadata = {"databases": {"desk": {"allow": False}}}
    assert (await get("/desk/-/claim/nobody", metadata=metadata)).status_code == 403


# Hostile data ----------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_hostile_texts_are_shown_as_text(make_site, hostile):
    site = make_site(hostile, metadata={})
    await site.invoke_startup()
    for path in PAGES:
        page = await site.client.get(f"/hostile/-/{path}")
        assert page.status_code == 200, path
        elements = Markup(page.text).elements
        scripts = [value for tag, value in elements if tag == "script"]
        assert all(set(value) == {"src", "defer"} or value == {"type": "application/ld+json"} for value in scripts), path
        assert not [value for _, value in elements if any(name.startswith("on") or name == "style" for name in value)], path
        assert not [tag for tag, _ in elements if tag in ("img", "iframe", "style", "object", "base")], path
        addresses = [value[name] for _, value in elements for name in ("href", "src", "action", "cite") if name in value]
        assert [address for address in addresses if not re.match(r"(https?://|/|#)", address)] == [], path
        assert "\u202e" not in page.text, path
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL):
            assert json.loads(block)["@type"] in ("Claim", "NewsArticle", "Quotation")


@pytest.mark.asyncio
async def test_hostile_texts_stay_readable(get, hostile):
    claim = Markup((await get("/hostile/-/claim/brigade-sent", file=hostile)).text)
    assert "<script>alert(1)</script>safegnp.exe" in claim.text
    assert LONG in Markup((await get("/hostile/-/actor/sealand-staff", file=hostile)).text).text


@pytest.mark.asyncio
async def test_the_page_about_the_data_names_the_runs_where_there_is_no_time_to_count_what_they_made(get, monkeypatch):
    read_rows = frame.read_rows

    def give_up(connection, section, parameters, limit):
        if section == "about_runs" and not parameters["uncounted"]:
            raise QueryInterrupted(None, section, parameters)
        return read_rows(connection, section, parameters, limit)

    monkeypatch.setattr(frame, "read_rows", give_up)
    response = await get("/desk/-/about?_=uncounted")
    runs = response.text.split('id="runs"')[1].split("</section>")[0]
    assert "<strong>" in runs and "position" not in runs
    assert "etag" not in response.headers


# Speed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(path.stem for path in SECTIONS.glob("*.sql") if path.stem.startswith(("claim", "actor", "article", "publisher", "compare_claims"))))
def test_sections_about_one_row_read_no_large_table_whole(desk, name):
    connection = sqlite3.connect(desk)
    sql = read_section(name)
    parameters = {key: "x" if key not in ("limit", "positions") else 10 if key == "limit" else '["x"]' for key in re.findall(r":(\w+)", sql)}
    plan = [row[3] for row in connection.execute(f"explain query plan {sql}", parameters)]
    connection.close()
    assert [step for step in plan if re.match(r"SCAN (stances|quotes|articles|s|q|ar|relays|r)\b(?!.*INDEX)", step)] == []




@pytest.mark.asyncio
async def test_a_page_made_before_is_not_made_again_until_the_data_changes(make_site, tmp_path):
    path = make_desk(tmp_path / "desk.db")
    site = make_site(path, metadata={})
    await site.invoke_startup()
    asked = []
    database = site.get_database("desk")
    execute_fn = database.execute_fn

    async def watch(read):
        def listen(connection):
            connection.set_trace_callback(asked.append)
            return read(connection)

        return await execute_fn(listen)

    database.execute_fn = watch
    first = await site.client.get("/desk/-/claim/brigade-sent")
    assert any("claim_positions" in sql or "Who says what" in sql for sql in asked)
    asked.clear()
    again = await site.client.get("/desk/-/claim/brigade-sent")
    assert again.text == first.text and not [sql for sql in asked if "Who says what" in sql]


@pytest.mark.asyncio
async def test_a_page_made_before_stays_closed_to_those_who_may_not_see_it(make_site, desk):
    metadata = {"databases": {"desk": {"tables": {"quotes": {"allow": {"id": "editor"}}}}}}
    site = make_site(desk, metadata=metadata)
    await site.invoke_startup()
    cookies = {"ds_actor": site.sign({"a": {"id": "editor"}}, "actor")}
    assert (await site.client.get("/desk/-/claim/brigade-sent", cookies=cookies)).status_code == 200
    assert (await site.client.get("/desk/-/claim/brigade-sent")).status_code == 403
