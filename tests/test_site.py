"""The plugin is a good guest: in a Datasette with other databases nothing else changes."""

import json
import sqlite3

import pytest
from datasette.utils import PrefixedUrlString

from datasette_claims import compat
from datasette_claims.guard import wrap_graphql

COSTLY = "{ claims(first: 1000) { nodes { stances_list(first: 1000) { nodes { id } } } } }"


@pytest.fixture
def other(tmp_path):
    """Somebody else's database, with a table that happens to be called claims."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.executescript("create table claims (id integer primary key, text text); insert into claims values (1, 'Insurance claim');")
    connection.close()
    return path


@pytest.mark.asyncio
async def test_somebody_elses_pages_stay_as_they_are(make_site, other, database):
    site = make_site(other, database, metadata={})
    await site.invoke_startup()
    for path, expected in (("/", "other"), ("/other", "claims"), ("/other/claims", "Insurance claim"), ("/other/claims/1", "Insurance claim")):
        answer = await site.client.get(path)
        assert answer.status_code == 200 and expected in answer.text, path
        assert "denials_of_reported" not in (await site.client.get("/other.json")).text
    assert (await site.client.get("/other/denials_of_reported_troop_deployments")).status_code == 404


@pytest.mark.asyncio
async def test_the_questions_are_listed_where_the_database_is_ours(make_site, other, database):
    site = make_site(other, database, metadata={})
    await site.invoke_startup()
    page = (await site.client.get("/claims")).text
    assert "All denials of reported troop deployments" in page or "denials_of_reported_troop_deployments" in page


@pytest.mark.asyncio
@pytest.mark.parametrize("name, status", [("claims", 200), ("other", 403)])
async def test_graphql_with_a_cookie_is_let_through_for_our_databases_only(make_site, other, database, name, status):
    if compat.IS_1X:
        status = 200  # 1.0 has no such check of cookies
    site = make_site(database, other, metadata={})
    await site.invoke_startup()
    answer = await site.client.post(f"/graphql/{name}", json={"query": "{ claims { totalCount } }"}, cookies={"_ga": "1"})
    assert answer.status_code == status


@pytest.mark.asyncio
async def test_what_is_no_graphql_request_passes_the_guard_untouched():
    seen = []

    async def app(scope, receive, send):
        seen.append((scope["path"], await receive()))

    async def receive():
        return {"type": "http.request", "body": b"x" * 200_000}

    guarded = wrap_graphql(app, lambda path: path.startswith("/graphql"), {})
    await guarded({"type": "http", "path": "/other/-/insert", "method": "POST"}, receive, None)
    assert seen == [("/other/-/insert", {"type": "http.request", "body": b"x" * 200_000})]


@pytest.mark.asyncio
async def test_the_abusive_query_of_the_study_is_refused_with_a_sentence(site):
    await site.invoke_startup()
    fields = " ".join(f"a{n}: stances(first: 1000) {{ nodes {{ actor {{ name }} quote {{ article {{ title }} }} }} }}" for n in range(20))
    answer = await site.client.post("/graphql/claims", json={"query": f"{{ {fields} }}"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"].startswith("The query may produce more than 20,000 objects; lower `first`")


@pytest.mark.asyncio
@pytest.mark.parametrize("base_url", ["/", "/desk/"])
@pytest.mark.parametrize("address", ["graphql", "graphql/claims"])
async def test_every_address_at_which_graphql_answers_is_guarded(make_site, database, base_url, address):
    site = make_site(database, settings={"base_url": base_url})
    await site.invoke_startup()
    for path in {f"/{address}", f"{base_url}{address}"}:  # Datasette answers at both
        answer = await site.client.post(PrefixedUrlString(path), json={"query": COSTLY}, cookies={"_ga": "1"})
        assert (answer.status_code, answer.text[:70]) == (400, '{"data": null, "errors": [{"message": "The query may produce more than'), path
        answer = await site.client.post(PrefixedUrlString(path), json={"query": "{ claims { totalCount } }"}, cookies={"_ga": "1"})
        assert answer.status_code == 200, path


@pytest.mark.asyncio
async def test_the_address_without_a_name_asks_the_first_database(make_site, database, other):
    site = make_site(other, database, metadata={})
    await site.invoke_startup()
    assert (await site.client.post("/graphql", json={"query": COSTLY.replace("1000", "100")})).text.count("Cannot query field") > 0
    assert (await site.client.post("/graphql/nowhere", json={"query": COSTLY})).status_code == 404


@pytest.mark.asyncio
async def test_the_honest_nested_query_passes(site):
    await site.invoke_startup()
    query = "{ claims(first: 50) { nodes { text stances_list(first: 20) { nodes { label { name } actor { name } } } } } }"
    answer = await site.client.post("/graphql/claims", json={"query": query})
    assert answer.status_code == 200, json.dumps(answer.json())[:300]
    nodes = answer.json()["data"]["claims"]["nodes"]
    assert any(stance["label"]["name"] == "denies" for node in nodes for stance in node["stances_list"]["nodes"])


@pytest.mark.asyncio
async def test_a_claims_page_of_another_database_says_why_there_is_none(make_site, other):
    site = make_site(other, metadata={})
    await site.invoke_startup()
    answer = await site.client.get("/other/-/claim/nk-volunteers-ready")
    assert answer.status_code == 404
    assert "was not made by datasette-claims" in answer.text


@pytest.mark.asyncio
async def test_only_databases_of_ours_are_read_from_mapped_memory(make_site, database, other):
    site = make_site(database, other)
    await site.invoke_startup()
    mapped = {name: (await site.get_database(name).execute("pragma mmap_size")).first()[0] for name in (database.stem, "other")}
    assert mapped[database.stem] > mapped["other"]
