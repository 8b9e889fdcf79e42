"""Every question runs, shows rows with its defaults, and has a complete CSV behind it."""

import csv
import io
import json
import sqlite3

import pytest

from datasette_claims.errors import ClaimsError
from datasette_claims.queries import read_question, read_questions
from datasette_claims.schema import read_schema

QUESTIONS = list(read_questions().values())
# Questions whose answer may honestly be empty.
MAY_BE_EMPTY = {"changed_positions"}


def test_the_first_question_is_the_founding_one():
    assert QUESTIONS[0].title == "All denials of reported troop deployments"
    assert len(QUESTIONS) >= 12


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_question_is_described(question):
    assert question.description.endswith(".")
    assert question.view in read_schema()
    assert question.name not in read_schema(), "a table or view would be found at the same address"
    assert all(f":{parameter.name}" in question.sql and parameter.description.endswith(".") for parameter in question.parameters)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
@pytest.mark.asyncio
async def test_a_question_answers_as_page_json_and_csv(site, question):
    await site.invoke_startup()
    path = f"/claims/{question.name}"
    page = await site.client.get(path, follow_redirects=True)
    assert page.status_code == 200 and question.title in page.text
    rows = (await site.client.get(f"{path}.json?_shape=array")).json()
    assert rows or question.name in MAY_BE_EMPTY
    table = list(csv.DictReader(io.StringIO((await site.client.get(f"{path}.csv")).text)))
    assert len(table) == len(rows)
    assert not rows or list(table[0]) == list(rows[0])
    columns = {column.name for column in read_schema()[question.view].columns}
    assert not rows or set(rows[0]) <= columns


@pytest.mark.parametrize("view", sorted({question.view for question in QUESTIONS}))
@pytest.mark.asyncio
async def test_the_csv_of_a_view_is_complete(site, database, view):
    connection = sqlite3.connect(database)
    count = connection.execute(f"select count(*) from {view}").fetchone()[0]
    connection.close()
    await site.invoke_startup()
    response = await site.client.get(f"/claims/{view}.csv?_stream=on&_size=max")
    assert len(list(csv.DictReader(io.StringIO(response.text)))) == count


@pytest.mark.asyncio
async def test_parameters_narrow_the_denials(site):
    await site.invoke_startup()
    name = "denials_of_reported_troop_deployments"
    ask = lambda query: site.client.get(f"/claims/{name}.json?_shape=array&{query}")  # noqa: E731
    default = (await ask("")).json()
    assert default == (await ask("topic=troop-deployments")).json()
    assert len((await ask("topic=any")).json()) > len(default)
    august = (await ask("country=Russia&from=2022-08-11&to=2022-08-11&actor_kind=public_body")).json()
    assert "Russian Foreign Ministry" in {row["actor_name"] for row in august}
    assert all(row["said_from"] <= "2022-08-11" <= row["said_to"] for row in august)
    assert {row["position"] for row in august} < {row["position"] for row in default}
    assert august == (await ask("country=RUSSIA&from=2022-08-11&to=2022-08-11&actor_kind=public_body")).json()
    assert (await ask("from=2099-01-01")).json() == []
    ask = lambda country: site.client.get(f"/claims/claims_nobody_answered.json?_shape=array&days=0&country={country}")  # noqa: E731
    assert (await ask("north+korea")).json() == (await ask("North+Korea")).json() != []


@pytest.mark.asyncio
@pytest.mark.parametrize("question", [one for one in QUESTIONS if ":topic" in one.sql], ids=lambda q: q.name)
async def test_a_topic_keeps_what_the_list_of_positions_keeps(site, question):
    asked = "&days=0" if ":days" in question.sql else ""
    every = "any" if question is QUESTIONS[0] else ""

    async def find_claims(address):
        return {row["claim"] for row in (await site.client.get(f"/claims/-/{address}")).json()["rows"]}

    everything = await find_claims(f"question/{question.name}.json?topic={every}{asked}")
    for topic in ("casualties", "troop-deployments", "north-korea-russia", "stories"):  # below another, above some, only further, only above
        listed = await find_claims(f"positions.json?topic={topic}")
        assert await find_claims(f"question/{question.name}.json?topic={topic}{asked}") == everything & listed, topic


# Every door at which the denials of a topic can be asked for; {} is the topic.
NODES = "first: 1000) { totalCount nodes { position } }"
DOORS = (
    "-/positions.json?stance=denies&topic={}",
    "-/positions.csv?stance=denies&topic={}",
    "-/positions.jsonl?stance=denies&topic={}",
    "-/question/denials_of_reported_troop_deployments.json?topic={}",
    "-/question/denials_of_reported_troop_deployments.csv?topic={}",
    "denials_of_reported_troop_deployments.json?_shape=objects&topic={}",
    "denials_of_reported_troop_deployments.csv?topic={}",
    "denials.json?_shape=objects&_size=max&topic={}",
    "denials.csv?_stream=on&topic={}",
    "positions.json?_shape=objects&_size=max&stance=denies&topic={}",
    f'{{ denials_of(topic: "{{}}", {NODES} }}',
    f'{{ positions_of(topic: "{{}}", stance: "denies", {NODES} }}',
)


async def list_denials(site, door, topic):
    """The ids of the positions that a door gives."""
    if door.startswith("{"):
        answer = await site.client.post("/graphql/claims", json={"query": door.replace("{}", topic)})
        (field,) = answer.json()["data"].values()
        assert field["totalCount"] == len(field["nodes"])
        return [node["position"] for node in field["nodes"]]
    answer = await site.client.get("/claims/" + door.format(topic))
    if ".csv" in door:
        rows = csv.DictReader(io.StringIO(answer.text))
    else:
        rows = map(json.loads, answer.text.splitlines()) if ".jsonl" in door else answer.json()["rows"]
    return [row["position"] for row in rows]


@pytest.mark.asyncio
async def test_every_door_gives_the_same_denials_of_a_topic(site, database):
    await site.invoke_startup()
    connection = sqlite3.connect(database)
    counted = dict(connection.execute("select row_id, positions from tallies where kind = 'topic' and label = 'denies'"))
    topics = [topic for (topic,) in connection.execute("select id from topics")]
    mains = dict(connection.execute("select topic, count(*) from denials group by topic"))
    connection.close()
    assert counted["troop-deployments"] > mains["troop-deployments"]  # or nothing would tell a further topic from a main one
    for topic in topics:
        found = {door: await list_denials(site, door, topic) for door in DOORS}
        numbers = {door: len(positions) for door, positions in found.items()}
        assert set(numbers.values()) == {counted.get(topic, 0)}, (topic, numbers)
        assert len({frozenset(positions) for positions in found.values()}) == 1, topic
    answer = (await site.client.get("/claims/-/home.json")).json()["answers"]["denials"]
    assert (answer["topic"], answer["positions"]) == ("troop-deployments", counted["troop-deployments"])
    page = (await site.client.get("/claims/-/positions?stance=denies&topic=troop-deployments")).text
    assert f">{counted['troop-deployments']} positions</h2>" in page


@pytest.mark.asyncio
async def test_every_door_gives_the_same_claims_of_a_topic(site):
    await site.invoke_startup()
    topics = (await site.client.get("/claims/-/home.json")).json()["topics"]
    for topic in topics:
        page = (await site.client.get(f"/claims/-/topic/{topic['topic']}.json")).json()["claims"]
        table = (await site.client.get(f"/claims/claim_overview.json?_shape=objects&_size=max&topic={topic['topic']}")).json()["rows"]
        assert {row["claim"] for row in page} == {row["claim"] for row in table}, topic
        assert len(page) == (page[0]["total"] if page else 0) == topic["claims"]
        assert sum(row["positions"] for row in page) == sum(row["positions"] for row in table) == topic["positions"]
    assert any(topic["claims"] > topic["own_claims"] > 0 for topic in topics) and len(topics) > 20


@pytest.mark.asyncio
async def test_a_view_can_be_asked_for_the_main_topic_alone_and_for_several_at_once(site):
    await site.invoke_startup()

    async def find_rows(query):
        rows = (await site.client.get(f"/claims/denials.json?_shape=objects&_size=max&{query}")).json()["rows"]
        return {row["position"]: row["topic"] for row in rows}

    mains, held, others = [await find_rows(query) for query in ("topic__exact=troop-deployments", "topic=troop-deployments", "topic=casualties")]
    assert set(mains.values()) == {"troop-deployments"} and mains.items() < held.items()
    assert await find_rows("topic=troop-deployments&topic=casualties") == {id: held[id] for id in held.keys() & others.keys()}
    assert len(await find_rows("topic=")) > len(held)
    html = (await site.client.get("/claims/denials?topic=troop-deployments&_size=5")).text
    assert "where the topic “troop-deployments” holds the claim" in html
    assert "_topic=troop-deployments&amp;_size=5&amp;_next=5" in html  # the next page keeps it


def test_a_question_without_title_is_refused(tmp_path):
    path = tmp_path / "01_bad.sql"
    path.write_text("-- description: No title.\n-- view: positions\n\nselect 1\n")
    with pytest.raises(ClaimsError, match="01_bad.sql: the leading comment lacks title"):
        read_question(path)
