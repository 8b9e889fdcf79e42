"""GraphQL on both lines: natural, batched, paged, private where it must be, and with errors one can act on."""

import json
import sqlite3

import pytest
from small_site import ask, limit_calls, make_file, make_rows, start_site, watch_statements

NESTED = "{ claims(first: 50) { nodes { text stances_list(first: 20) { nodes { label { name } actor { name } } } } } }"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return make_file(tmp_path_factory.mktemp("small") / "claims.db", make_rows())


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return make_file(tmp_path_factory.mktemp("large") / "claims.db", make_rows(claims=60, stances=24))


FIELDS = {
    "denials_of": '{ denials_of(topic: "bridge", first: 50) { totalCount nodes { said_from words actor { name } claim { text } article { title } publisher { name } } } }',
    "positions_of": '{ positions_of(claim: "bridge-01", from: "2024-05-01") { totalCount edges { cursor node { position stance { name } speaker { name } topic { name } } } } }',
    "changed_positions": '{ changed_positions(actor: "council-00") { totalCount nodes { claim { text } from_stance { name } to_stance { name } days } } }',
    "compare": '{ compare(a: "council-00", b: "council-03") { totalCount nodes { claim { text } stance_a { name } stance_b { name } relation } } }',
    "trace": '{ trace(quote: "a0-0000") { chain steps { step words actor { name } } quote { words } article { url } speaker { name } positions { claim { text } stance { name } } } }',
}


@pytest.mark.asyncio
async def test_a_level_takes_one_statement_and_a_domain_field_one_in_all(large):
    with watch_statements() as watcher:
        datasette = await start_site(large)
        data, statements = await watcher.count(datasette, NESTED)
        assert len(watcher.statements) <= 20, watcher.statements  # with what Datasette asks about the schema
        for name, query in FIELDS.items():
            assert len((await watcher.count(datasette, query))[1]) == 1, name
    nodes = data["claims"]["nodes"]
    assert len(nodes) == 50
    assert nodes[0]["text"] == "The bridge will close on day 0."
    assert nodes[0]["stances_list"]["nodes"][:2] == [
        {"label": {"name": "asserts"}, "actor": {"name": "Council 0"}},
        {"label": {"name": "denies"}, "actor": {"name": "Council 1"}},
    ]
    assert sum(len(node["stances_list"]["nodes"]) for node in nodes) == 1000
    assert len(statements) == 4, statements  # claims, stances, stance_labels, actors


@pytest.mark.asyncio
async def test_denials_of_a_topic_are_newest_first_with_their_parents(small):
    answer = await ask(await start_site(small), FIELDS["denials_of"])
    assert answer["data"]["denials_of"]["totalCount"] == 3
    assert answer["data"]["denials_of"]["nodes"][0] == {
        "said_from": None, "words": "Words 0/1.", "actor": {"name": "Council 1"},
        "claim": {"text": "The bridge will close on day 0."}, "article": {"title": "Bridge to be closed"}, "publisher": {"name": "North Herald"},
    }


@pytest.mark.asyncio
@pytest.mark.parametrize("country, number", [("Northland", 3), ("NORTHLAND", 3), ("northland", 3), ("Southland", 0)])
async def test_a_country_is_found_in_any_capitals(small, country, number):
    answer = await ask(await start_site(small), f'{{ denials_of(country: "{country}") {{ totalCount }} }}')
    assert answer["data"] == {"denials_of": {"totalCount": number}}


def test_comparing_two_actors_gives_the_rows_of_the_view(database):
    from datasette_claims.graphql.fields import read_statement

    connection = sqlite3.connect(database)
    pairs = connection.execute("select actor_a, actor_b from shared_claims group by 1, 2 order by count(*) desc limit 20").fetchall()
    for a, b in pairs:
        view = connection.execute("select * from shared_claims where actor_a = ? and actor_b = ?", [a, b]).fetchall()
        assert sorted(connection.execute(read_statement("compare.sql"), {"a": a, "b": b})) == sorted(view)
    connection.close()
    assert len(pairs) == 20


@pytest.mark.asyncio
async def test_trace_gives_article_steps_and_positions(small):
    answer = await ask(await start_site(small), FIELDS["trace"])
    assert answer["data"]["trace"] == {
        "chain": "North Herald › Council 1 › Council 0",
        "steps": [{"step": 1, "words": "as the council heard", "actor": {"name": "Council 1"}}],
        "quote": {"words": "Words 0/0."}, "article": {"url": "https://example.org/0"}, "speaker": {"name": "Council 0"},
        "positions": [{"claim": {"text": "The bridge will close on day 0."}, "stance": {"name": "asserts"}}],
    }


PAGED = [
    ("positions_of", "(topic: \"bridge\", first: 5, after: $after)", "position"),
    ("quotes", "(first: 4, after: $after)", "id"),
    ("quotes", "(first: 4, sort: said_from, after: $after)", "id"),
    ("quotes", "(first: 4, sort_desc: said_from, after: $after)", "id"),
    ("stance_labels", "(first: 5, sort: sdqc, after: $after)", "id"),
    ("claim_overview", "(first: 4, sort_desc: first_said, after: $after)", "claim"),
]


@pytest.mark.asyncio
async def test_pages_hold_every_row_once(tmp_path):
    datasette = await start_site(make_file(tmp_path / "claims.db", make_rows(claims=7, stances=3)))
    query = "query ($after: String) { %s%s { totalCount pageInfo { hasNextPage endCursor } nodes { %s } edges { cursor } } }"
    for field, arguments, key in PAGED:
        after, found, has_next = None, [], True
        while has_next:
            page = (await ask(datasette, query % (field, arguments, key), after=after))["data"][field]
            found += [node[key] for node in page["nodes"]]
            has_next, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
            assert not has_next or page["edges"][-1]["cursor"] == after
        assert len(found) == len(set(found)) == page["totalCount"] > 5, (field, arguments)


@pytest.mark.asyncio
async def test_a_page_in_a_list_of_each_parent_goes_on_after_its_cursor(small):
    datasette = await start_site(small)
    query = "query ($after: String) { claims(first: 2) { nodes { stances_list(first: 1, after: $after) { totalCount nodes { id } pageInfo { endCursor } } } } }"
    first = [node["stances_list"] for node in (await ask(datasette, query))["data"]["claims"]["nodes"]]
    assert [(page["totalCount"], page["nodes"]) for page in first] == [(2, [{"id": "a0-0000-s1"}]), (2, [{"id": "a0-0100-s1"}])]
    second = (await ask(datasette, query, after=first[0]["pageInfo"]["endCursor"]))["data"]["claims"]["nodes"][0]["stances_list"]
    assert second == {"totalCount": 2, "nodes": [{"id": "a0-0001-s1"}], "pageInfo": {"endCursor": None}}


SAME = [
    NESTED,
    "{ claims { totalCount nodes { id topic { name parent { name } } subject { name } } } }",
    '{ stances(filter: [{label: {eq: "denies"}}, {claim: {in: ["bridge-00", "bridge-02"]}}], sort_desc: said_from) { totalCount nodes { id said_from } } }',
    '{ actors(first: 2) { nodes { id quotes_list(first: 1, filter: {said_from: {notnull: true}}) { totalCount nodes { words } } stances_list(sort_desc: id, first: 1) { nodes { id } } } } }',
    '{ claims_row(id: "bridge-01") { text topic { name } } }',
    '{ claims_row(id: "no-such-claim") { text } }',
    '{ claims(where: "id = \'bridge-02\'") { totalCount nodes { text } } }',
    '{ quotes(filter: {words: {contains: "2/"}}) { nodes { id } } }',
    "{ positions(first: 2) { totalCount nodes { position } } }",
]


@pytest.mark.asyncio
async def test_answers_are_those_of_datasette_graphql(small, tmp_path):
    """A copy without our mark in its header is answered by the stock resolvers, statement by statement."""
    copy = make_file(tmp_path / "copy.db", make_rows(), is_ours=False)
    with watch_statements("copy") as watcher:
        datasette = await start_site(small, copy)
        for query in SAME:
            ours, stock = await ask(datasette, query), await ask(datasette, query, database="copy")
            assert ours == stock, query
            assert ours["status"] == 200
        assert len((await watcher.count(datasette, NESTED))[1]) > 20


@pytest.mark.asyncio
async def test_somebody_elses_database_keeps_its_own_resolvers(small, tmp_path):
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("create table boats (id integer primary key, name text)")
    connection.execute("insert into boats (name) values ('Heron')")
    connection.commit()
    connection.close()
    datasette = await start_site(small, str(other))
    assert (await ask(datasette, "{ boats { nodes { name } } }", database="other"))["data"] == {"boats": {"nodes": [{"name": "Heron"}]}}
    assert (await ask(datasette, '{ denials_of(topic: "bridge") { totalCount } }', database="other"))["status"] == 500
    assert (await ask(datasette, '{ denials_of(topic: "bridge") { totalCount } }'))["data"] == {"denials_of": {"totalCount": 3}}


PRIVATE = {"databases": {"claims": {"tables": {"actors": {"allow": {"id": "editor"}}, "quotes": {"allow": {"id": "editor"}}}}}}
SENTENCE = "You may not see actors in claims; leave it out of the query or sign in."


PRIVATE_QUERIES = [
    (
        "{ stances(first: 1) { nodes { id actor { name } } } }",
        {"stances": {"nodes": [{"id": "a0-0000-s1", "actor": None}]}},
        {"stances": {"nodes": [{"id": "a0-0000-s1", "actor": {"name": "Council 0"}}]}},
    ),
    ("{ actors(first: 1) { nodes { name } } }", {"actors": None}, {"actors": {"nodes": [{"name": "Council 0"}]}}),
    ('{ actors_row(id: "council-00") { name } }', {"actors_row": None}, {"actors_row": {"name": "Council 0"}}),
    ('{ actors(where: "1 = 1", first: 1) { nodes { name } } }', {"actors": None}, {"actors": {"nodes": [{"name": "Council 0"}]}}),
    (
        '{ denials_of(claim: "bridge-00") { nodes { position actor { name } } } }',
        {"denials_of": {"nodes": [{"position": "a0-0001-s1", "actor": None}]}},
        {"denials_of": {"nodes": [{"position": "a0-0001-s1", "actor": {"name": "Council 1"}}]}},
    ),
]


@pytest.mark.asyncio
async def test_private_table_shows_to_nobody_but_its_readers(small):
    datasette = await start_site(small, metadata=PRIVATE)
    for query, anonymous, signed_in in PRIVATE_QUERIES:
        answer = await ask(datasette, query)
        assert (answer["status"], answer["data"]) == (200, anonymous)
        assert [error["message"] for error in answer["errors"]] == [SENTENCE]
        assert await ask(datasette, query, actor="editor") == {"status": 200, "data": signed_in}
        assert (await ask(datasette, query, actor="somebody"))["data"] == anonymous
    assert (await ask(datasette, FIELDS["trace"]))["data"] == {"trace": None}


ERRORS = [
    ('{ denials_of(topic: "bridges") { totalCount } }', 200, "No row of topics has the id “bridges”; { topics { nodes { id name } } } lists them."),
    ('{ positions_of(claim: "no") { totalCount } }', 200, "No row of claims has the id “no”; { claims { nodes { id text } } } lists them."),
    ('{ trace(quote: "no") { chain } }', 200, "No quote has the id “no”; { quotes { nodes { id words } } } lists them."),
    ("{ claims(first: -1) { totalCount } }", 200, "first is -1; it must be 0 or more."),
    ('{ claims(after: "bridge-00") { totalCount nodes { id } } }', 200, "“bridge-00” is no cursor of this list; use endCursor of the page before, with the same order."),
    ('{ claims(where: "no such column = 1") { totalCount } }', 200, "The database did not accept this filter: "),
    ("{ claims { nope } }", 400, "Cannot query field 'nope' on type 'claimsCollection'."),
    ("{ claims {", 400, "Syntax Error: Expected Name, found <EOF>."),
]


@pytest.mark.asyncio
async def test_errors_are_sentences(small):
    datasette = await start_site(small)
    for query, status, message in ERRORS:
        answer = await ask(datasette, query)
        assert (answer["status"], [error["message"][: len(message)] for error in answer["errors"]]) == (status, [message])


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "limit, message",
    [
        ({"num_queries_limit": 2}, "The request needs more than 2 SQL statements; split it into several requests."),
        ({"time_limit_ms": 1}, "The request ran longer than 1 ms; ask for fewer rows or fewer levels at a time."),
    ],
)
async def test_request_over_a_limit_of_the_site_ends_with_a_sentence(large, limit, message):
    answer = await ask(await start_site(large, metadata={"plugins": {"datasette-graphql": limit}}), NESTED)
    assert [error["message"] for error in answer["errors"]] == [message]


@pytest.mark.asyncio
@pytest.mark.parametrize("start, type_", [("denials_of", "PositionPage"), ("claims", "claimsCollection")])
async def test_fragments_that_spread_others_twice_are_followed_once_each(small, start, type_):
    datasette = await start_site(small)
    fragments = " ".join(f"fragment f{n} on {type_} {{ ...f{n + 1} ...f{n + 1} }}" for n in range(40))
    query = f"{{ {start} {{ ...f0 }} }} fragment f40 on {type_} {{ totalCount }} {fragments}"
    with limit_calls():
        assert await ask(datasette, query) == {"status": 200, "data": {start: {"totalCount": 3}}}


@pytest.mark.asyncio
async def test_introspection_and_graphiql_work_for_visitors_with_cookies(small):
    from graphql import build_client_schema, get_introspection_query

    datasette = await start_site(small)
    page = await datasette.client.get("/graphql/claims", headers={"accept": "text/html"})
    assert (page.status_code, "graphiql" in page.text) == (200, True)
    sent = {"query": get_introspection_query(), "operationName": "IntrospectionQuery"}
    response = await datasette.client.post("/graphql/claims", json=sent, cookies={"_ga": "visited-before"})
    assert response.status_code == 200, response.text
    schema = build_client_schema(response.json()["data"])
    assert schema.query_type.fields["denials_of"].description.startswith("Positions in which somebody denies a claim")
    assert schema.type_map["Position"].fields["words"].description.startswith("The article's exact words")


@pytest.mark.asyncio
async def test_template_that_runs_a_query_sees_what_everybody_sees(small, tmp_path):
    (tmp_path / "pages").mkdir()
    query = "{ stances(first: 1) { nodes { id label { name } actor { name } } } }"
    (tmp_path / "pages" / "about.html").write_text('{{ graphql("' + query + '", "claims").stances.nodes[0] }}')
    site = await start_site(small, template_dir=str(tmp_path))
    page = await site.client.get("/about", cookies={"ds_actor": site.sign({"a": {"id": "editor"}}, "actor")})
    assert page.text == "{&#39;id&#39;: &#39;a0-0000-s1&#39;, &#39;label&#39;: {&#39;name&#39;: &#39;asserts&#39;}, &#39;actor&#39;: {&#39;name&#39;: &#39;Council 0&#39;}}"


@pytest.mark.asyncio
async def test_works_under_a_prefix(small):
    datasette = await start_site(small, base_url="/desk/")
    response = await datasette.client.post("/graphql/claims", json={"query": "{ stances(first: 20) { nodes { claim { text } } } }"})
    assert response.status_code == 200
    assert len(response.json()["data"]["stances"]["nodes"]) == 6
    assert json.loads((await datasette.client.get("/graphql/claims?query={claims(first:2000){totalCount}}")).text)["data"] is None
