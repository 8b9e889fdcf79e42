"""Datasette's own tables and rows over our databases: names lead to our pages, codes read as words, others' stay as they are."""

import re
import sqlite3
from urllib.parse import urljoin

import pytest
from crowds import SCRIPT, TURNED, make_crowd, plant_hostile

POSITION = "a000000000000-000000-s1"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    return make_crowd(tmp_path_factory.mktemp("crowd") / "crowd.db", 60)


@pytest.mark.asyncio
@pytest.mark.parametrize("path, cells", [
    ("positions?_sort=position", [
        f'<a href="/crowd/-/position/{POSITION}"><bdi dir="auto">{POSITION}</bdi></a>',
        '<a href="/crowd/-/actor/ada-quill"><bdi dir="auto">ada-quill</bdi></a>',
        '<bdi dir="auto">declines to comment</bdi>',
        '<a href="/crowd/-/topic/troops"><bdi dir="auto">troops</bdi></a>',
    ]),
    ("stances?_sort=id", ['<a href="/crowd/-/actor/ada-quill"><bdi dir="auto">', '<bdi dir="auto">coded once</bdi>']),
    (f"stances/{POSITION}", [f'<a href="/crowd/-/position/{POSITION}"><bdi dir="auto">{POSITION}</bdi></a>']),
    ("actors/ada-quill", ['<a href="/crowd/-/actor/ada-quill"><bdi dir="auto">ada-quill</bdi></a>']),
    ("actor_names?actor=boris-kvel&_sort=id", ['<bdi dir="auto">Борис Квёл</bdi>']),
    ("../crowd?sql=select+claim+from+positions", ['<a href="/crowd/-/claim/claim-0"><bdi dir="auto">claim-0</bdi></a>']),
])
async def test_cells_lead_to_our_pages(make_site, crowd, path, cells):
    page = (await make_site(crowd, metadata={}).client.get(urljoin("/crowd/", path), follow_redirects=True)).text
    for cell in cells:
        assert cell in page, cell
    assert "datasette-claims/tables.css" in page


@pytest.mark.asyncio
async def test_a_table_leads_to_the_list_made_for_reading(make_site, crowd):
    page = (await make_site(crowd, metadata={}).client.get("/crowd/positions")).text
    assert re.search(r'<a href="/crowd/-/positions"[^>]*>\s*Read and filter these as a list', page)


@pytest.mark.asyncio
async def test_other_databases_stay_as_they_are(make_site, tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("create table t (claim text, kind text, name text)")
        db.execute("insert into t values ('c1', 'a_b', 'Борис')")
    page = (await make_site(tmp_path / "other.db", metadata={}).client.get("/other/t")).text
    assert "/-/claim/" not in page and "a_b" in page and "<bdi" not in page and "tables.css" not in page


@pytest.mark.asyncio
async def test_a_topic_of_another_database_is_compared_as_datasette_does(make_site, tmp_path, crowd):
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.executescript("create table t (claim text, topic text); insert into t values ('c1', 'troops'), ('c2', 'war'); create view denials as select * from t;")
    site = make_site(tmp_path / "other.db", crowd, metadata={})
    await site.invoke_startup()
    for query in ("topic=troops", "topic=troops&_topic=war"):
        assert (await site.client.get(f"/other/denials.json?_shape=array&{query}")).json() == [{"claim": "c1", "topic": "troops"}]


@pytest.mark.asyncio
async def test_hostile_cells_are_text(make_site, tmp_path):
    site = make_site(plant_hostile(tmp_path / "hostile.db"), metadata={})
    for table in ("actors", "claims", "articles", "publishers", "quotes", "stances", "positions", "actor_names"):
        page = (await site.client.get(f"/hostile/{table}?_size=100")).text
        assert SCRIPT not in page and 'href="javascript:' not in page, table
        assert TURNED not in re.sub(r"<(title|option|input)[^>]*>", "", page), table
