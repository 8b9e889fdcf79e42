"""Every page and question has the JSON shape that docs/pages.schema.json says, on either line of Datasette.

When a shape changed, “pytest --rewrite-examples tests/test_shapes.py” reads it off every answer again; read the diff.
"""

import json
import sqlite3

import pytest
from conftest import ROOT
from desks import make_desk, plant_hostile
from shapes import join_shapes, read_shape, settle_shape

from datasette_claims.downloads import export_database
from datasette_claims.queries import read_questions

WRITTEN = ROOT / "docs" / "pages.schema.json"
PAGES = {"claim": "claims", "actor": "actors", "article": "articles", "topic": "topics", "publisher": "publishers", "position": "positions"}
PLAIN = [
    ("home", "home"), ("about", "about"), ("compare", "compare"), ("compare", "compare?a={actor}&b={other}"), ("compare", "compare?a={actor}"),
    ("search", "search?q={word}"), ("search", "search?q=ministri"), ("search", "search?q=&kind=quote"), ("search", "search?q=zzzzz"),
    ("positions", "positions?review=any"), ("positions", "positions?stance=denies"), ("positions", "positions?q=zzzzz"),
    *((f"question/{name}", f"question/{name}") for name in read_questions()),
    ("question/denials_of_reported_troop_deployments", "question/denials_of_reported_troop_deployments?topic=any"),
    ("question/contested_claims", "question/contested_claims?min_each=0"),
]  # fmt: skip
# Objects whose keys are not fixed: the filters in use.
OPEN = {"filters": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}}
SOME = 6  # pages of a kind that are read; all of them where the schema is written


def list_addresses(database, number):
    """Kind and address, below /{database}/-/, of answers of every kind."""
    connection = sqlite3.connect(database)
    for kind, table in PAGES.items():
        where = " where review <> 'rejected'" if kind in ("claim", "actor") else ""
        ids = [id for (id,) in connection.execute(f"select {'position' if kind == 'position' else 'id'} from {table}{where} order by 1")]
        for id in ids[:: max(1, len(ids) // number)] if number else ids:
            yield kind, f"{kind}/{id}"
    actor, other = [row[0] for row in connection.execute("select row_id from tallies where kind = 'actor' and label = 'any' order by positions desc limit 2")]
    connection.close()
    for kind, address in PLAIN:
        yield kind, address.format(actor=actor, other=other, word="brigade")


async def read_answers(site, database, number):
    for kind, address in list_addresses(database, number):
        path, _, query = address.partition("?")
        answer = await site.client.get(f"/{database.stem}/-/{path}.json?{query}")
        assert answer.status_code == 200, address
        yield kind, address, answer.json()


def plant_correction(path):
    """What the dataset has no example of yet."""
    connection = sqlite3.connect(path)
    connection.execute("insert into corrections values ('k1', 'stances', 'atide00000001-aaaaaa-s1', '2025-02-01', 'date', 'corrected', 'The day was wrong.', null)")
    connection.commit()
    connection.close()
    return path


def make_schema(shapes):
    """The shapes of all kinds as one JSON Schema document."""
    kinds = {kind: settle_shape(shape) for kind, shape in sorted(shapes.items())}
    for shape in kinds.values():
        shape["properties"] |= {name: open_ for name, open_ in OPEN.items() if name in shape["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "JSON answers of the pages and questions of datasette-claims",
        "description": "One definition for each kind of page: below /{database}/-/ its address with .json, such as claim/{id}.json.",
        "$defs": kinds,
    }


@pytest.mark.asyncio
async def test_every_answer_has_the_shape_written_down(make_site, database, tmp_path, request):
    jsonschema = pytest.importorskip("jsonschema")
    is_rewriting = request.config.getoption("--rewrite-examples")
    shapes, answers = {}, []
    export_database(make_desk(tmp_path / "exported.db"), tmp_path / "files", ("csv",))
    metadata = {"plugins": {"datasette-claims": {"downloads_folder": str(tmp_path / "files"), "downloads_url": "/files"}}}
    for file in (database, plant_correction(make_desk(tmp_path / "desk.db")), plant_hostile(tmp_path / "hostile.db")):
        site = make_site(file, metadata=metadata)
        async for kind, address, answer in read_answers(site, file, 0 if is_rewriting else SOME):
            shapes[kind] = join_shapes(shapes.get(kind), read_shape(answer))
            answers.append((kind, address, answer))
    if is_rewriting:
        WRITTEN.write_text(json.dumps(make_schema(shapes), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    schema = json.loads(WRITTEN.read_text(encoding="utf-8"))
    assert set(schema["$defs"]) == set(shapes)
    for kind, address, answer in answers:
        problem = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{kind.replace('/', '~1')}"}).iter_errors(answer))
        assert problem is None, f"{address} at {problem.json_path}: {problem.message[:300]}; if it is meant: pytest --rewrite-examples tests/test_shapes.py"


@pytest.mark.asyncio
@pytest.mark.parametrize("name", read_questions())
async def test_a_question_in_datasettes_own_json_has_the_same_rows(site, name):
    await site.invoke_startup()
    ours = (await site.client.get(f"/claims/-/question/{name}.json")).json()
    theirs = await site.client.get(f"/claims/{name}.json?_shape=array")
    assert theirs.status_code == 200 and theirs.json() == ours["rows"][:1000]
    assert list(ours) == ["ok", "title", "description", "url", "parameters", "columns", "rows", "count"]
    assert all(list(row) == ours["columns"] for row in ours["rows"])


@pytest.mark.parametrize("values, shape", [
    ([{"a": 1, "b": "x"}, {"a": 1.5}], {"type": "object", "properties": {"a": {"type": "number"}, "b": {"type": "string"}}, "required": ["a"], "additionalProperties": False}),
    ([[], [{"a": True}, {"a": None}]], {"type": "array", "items": {"type": "object", "properties": {"a": {"type": ["boolean", "null"]}}, "required": ["a"], "additionalProperties": False}}),
    ([{"note": "x"}], {"type": "object", "properties": {"note": {"type": "string"}}, "required": ["note"], "additionalProperties": False}),
    ([[{"note": "x"}]], {"type": "array", "items": {"type": "object", "properties": {"note": {"type": ["null", "string"]}}, "required": ["note"], "additionalProperties": False}}),
    ([None, None], {"type": ["null", "string"]}),
    ([None, {"a": "x"}], {"type": ["null", "object"], "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}),
])  # fmt: skip
def test_shapes_are_read_off_answers(values, shape):
    joined = None
    for value in values:
        joined = join_shapes(joined, read_shape(value))
    assert settle_shape(joined, "rows" if isinstance(values[0], list) else "") == shape
