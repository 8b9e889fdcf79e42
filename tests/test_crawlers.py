"""What machines that watch and list a site are told: health, robots.txt, sitemaps, noindex."""

import re
import sqlite3
import xml.etree.ElementTree as ET

import pytest
from datasette.utils import StartupError
from small_site import make_file, make_rows, start_site

from datasette_claims import site
from datasette_claims.pages import sitemap
from datasette_claims.schema import SCHEMA_VERSION

NAMES = {"s": sitemap.NAMESPACE}
CANONICAL = "https://desk.example.org/"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = make_file(tmp_path_factory.mktemp("small") / "claims.db", make_rows(claims=5))
    connection = sqlite3.connect(path)
    connection.executescript("""
        insert into runs values ('r1', 'hand coding', '2026-02-03', null), ('r2', 'hand coding', 'last week', null);
        update claim_origins set run = 'r1' where claim = 'bridge-00';
        update claim_origins set run = 'r2' where claim = 'bridge-02';
        insert into corrections values ('k1', 'claims', 'bridge-01', '2026-03-01', 'date', 'corrected', 'The day.', '2026-03-04');
    """)
    connection.close()
    return path


def configure(**settings):
    return {"plugins": {"datasette-claims": {"canonical_url": CANONICAL, **settings}}}


async def read_xml(served, path):
    answer = await served.client.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    assert answer.headers["content-type"].startswith("application/xml") and "link" not in answer.headers
    root = ET.fromstring(answer.text)
    entries = [(node.findtext("s:loc", None, NAMES), node.findtext("s:lastmod", None, NAMES)) for node in root]
    return root.tag.split("}")[1], entries


@pytest.mark.asyncio
async def test_every_page_worth_listing_stands_in_one_sitemap_and_answers(small, monkeypatch):
    monkeypatch.setattr(sitemap, "STRETCH", 2)
    monkeypatch.setattr(sitemap, "STEP", 1)
    served = await start_site(small, metadata=configure(cite_as="A desk"))  # so that no page held in memory is ours
    kind, files = await read_xml(served, "/claims/-/sitemap.xml")
    assert kind == "sitemapindex"
    listed = []
    for url, _ in files:
        assert url.startswith(CANONICAL + "claims/-/sitemap/")
        kind, entries = await read_xml(served, "/" + url.removeprefix(CANONICAL))
        assert kind == "urlset" and 1 <= len(entries) <= 3
        listed += entries
    paths = [url.removeprefix(CANONICAL + "claims/-/") for url, _ in listed]
    assert sorted(paths) == sorted([
        "home", "about", "positions", "topic/bridge", "publisher/north-herald", "article/a0",
        "actor/council-00", "actor/council-01", *(f"claim/bridge-0{n}" for n in range(5)),
    ])
    for path in paths:
        assert (await served.client.get(f"/claims/-/{path}")).status_code == 200, path
    days = {path: day for path, (_, day) in zip(paths, listed, strict=True)}
    # A run's day, a correction's day, a day that is none, and no day at all.
    assert [days[f"claim/bridge-0{n}"] for n in range(4)] == ["2026-02-03", "2026-03-04", None, None]


@pytest.mark.asyncio
@pytest.mark.parametrize("path, status", [
    ("/sitemap.xml", 404), ("/robots.txt", 404), ("/-/health", 404),  # a good guest: only where a setting says so
    ("/claims/-/sitemap/claim-2.xml", 404), ("/claims/-/sitemap/claim-0.xml", 404), ("/claims/-/sitemap/pages-2.xml", 404),
    ("/claims/-/sitemap/stances-1.xml", 404), ("/claims/-/sitemap/claim-1.xml?x=1", 404), ("/claims/-/health", 200), ("/claims/-/sitemap.xml", 200),
])
async def test_nothing_outside_the_prefix_answers_without_a_setting(small, path, status):
    served = await start_site(small, metadata=configure())
    assert (await served.client.get(path)).status_code == status


@pytest.mark.asyncio
async def test_the_front_sitemap_lists_the_files_of_every_database_of_ours(small, tmp_path):
    second = make_file(tmp_path / "ferries.db", make_rows(claims=1))
    other = make_file(tmp_path / "other.db", make_rows(claims=1), is_ours=False)
    served = await start_site(small, second, other, metadata=configure(robots="index"))
    _, files = await read_xml(served, "/sitemap.xml")
    assert {url.split("/")[3] for url, _ in files} == {"claims", "ferries"}
    for url, _ in files:
        await read_xml(served, "/" + url.removeprefix(CANONICAL))


@pytest.mark.asyncio
async def test_a_closed_database_is_in_no_sitemap(small, tmp_path):
    second = make_file(tmp_path / "closed.db", make_rows(claims=1))
    metadata = {**configure(robots="index", health=True), "databases": {"closed": {"allow": {"id": "root"}}}}
    served = await start_site(small, second, metadata=metadata)
    _, files = await read_xml(served, "/sitemap.xml")
    assert {url.split("/")[3] for url, _ in files} == {"claims"}
    for path in ("/closed/-/sitemap.xml", "/closed/-/sitemap/claim-1.xml", "/closed/-/health"):
        assert (await served.client.get(path)).status_code == 403
    assert (await served.client.get("/-/health")).json().keys() == {"ok", "version"}


@pytest.mark.asyncio
@pytest.mark.parametrize("base_url", ["/", "/desk/"])
async def test_robots_txt_keeps_crawlers_from_lists_without_end(small, base_url):
    served = await start_site(small, metadata=configure(robots="index"), base_url=base_url)
    text = (await served.client.get("/robots.txt")).text
    assert text.splitlines()[-1] == f"Sitemap: {CANONICAL}sitemap.xml"
    prefix = base_url.rstrip("/")
    robots = pytest.importorskip("protego", reason="the ingest extra is not installed").Protego.parse(text)
    for path, is_allowed in {
        "/": True, "/claims": True, "/claims/-/claim/bridge-00": True, "/claims/-/positions": True, "/claims/positions": True,
        "/-/static-plugins/datasette_claims/claims.css?v=1": True,
        "/claims?sql=select+1": False, "/claims/-/search": False, "/claims/-/search?q=x": False,
        "/claims/-/positions?topic=bridge": False, "/claims/stances?_facet=label": False, "/graphql/claims": False,
    }.items():
        assert robots.can_fetch("https://desk.example.org" + prefix + path, "AnyBot") is is_allowed, path


@pytest.mark.asyncio
async def test_noindex_marks_every_answer_and_lets_crawlers_read_it(small):
    served = await start_site(small, metadata=configure(robots="noindex", home=True))
    for path in ("/", "/claims/-/claim/bridge-00", "/claims/-/claim/none", "/claims/-/positions.csv", "/claims/claims", "/graphql/claims?query={claims{totalCount}}"):
        answer = await served.client.get(path)
        assert answer.headers["x-robots-tag"] == "noindex", path
    text = (await served.client.get("/robots.txt")).text
    assert "Sitemap:" not in text and "Disallow: /\n" not in text and "Disallow: /claims/*?" in text
    plain = await start_site(small, metadata=configure())
    assert "x-robots-tag" not in (await plain.client.get("/claims/-/claim/bridge-00")).headers


@pytest.mark.asyncio
async def test_a_setting_that_means_nothing_stops_the_start_with_a_sentence(small):
    with pytest.raises(StartupError, match="robots of datasette-claims is “no”; write index or noindex"):
        await start_site(small, metadata=configure(robots="no"))


@pytest.mark.asyncio
async def test_an_old_sqlite_stops_the_start_with_a_sentence(small, tmp_path, monkeypatch):
    monkeypatch.setattr(site, "sqlite_version", lambda: (3, 34, 1))
    with pytest.raises(StartupError, match=r"needs SQLite 3\.35 or newer, and this Python has 3\.34\.1; pip install pysqlite3-binary"):
        await start_site(small)
    await start_site(make_file(tmp_path / "other.db", make_rows(claims=1), is_ours=False))  # nothing of ours is served


@pytest.mark.asyncio
async def test_our_files_may_be_reused_since_their_address_changes_with_them(small):
    served = await start_site(small)
    page = (await served.client.get("/claims/-/claim/bridge-00")).text
    address = re.search(r'href="([^"]+claims\.css\?v=[^"]+)"', page)[1]
    assert (await served.client.get(address)).headers["cache-control"] == "public, max-age=86400"
    assert "cache-control" not in (await served.client.get(address.partition("?")[0])).headers


@pytest.mark.asyncio
async def test_health_tells_what_is_served(small):
    served = await start_site(small, metadata=configure(health=True))
    answer = await served.client.get("/claims/-/health")
    assert answer.json()["ok"] is True and answer.json()["database"] == "claims"
    assert answer.headers["cache-control"] == "no-store"
    assert (await served.client.head("/-/health")).status_code == 200


@pytest.mark.asyncio
async def test_health_says_why_a_database_cannot_be_served(tmp_path):
    path = make_file(tmp_path / "claims.db", make_rows(claims=1))
    served = await start_site(path, metadata=configure(health=True))
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 7")
    connection.close()
    for address in ("/claims/-/health", "/-/health"):
        answer = await served.client.get(address)
        assert (answer.status_code, answer.json()["ok"]) == (503, False)
        assert answer.json()["error"] == f"The database has schema version 7, and this version of datasette-claims reads {SCHEMA_VERSION}."
    (tmp_path / "claims.db").unlink()
    gone = [(await served.client.get(address)) for address in ("/claims/-/health", "/-/health")]
    assert [answer.status_code for answer in gone] == [503, 503]
    assert gone[0].json()["error"] == "The database file is gone."


@pytest.mark.asyncio
async def test_health_of_a_damaged_file_is_503(tmp_path):
    path = make_file(tmp_path / "claims.db", make_rows(claims=1))
    served = await start_site(path, metadata=configure(health=True))
    with open(path, "r+b") as file:
        file.truncate(2000)
    answer = await served.client.get("/-/health")
    assert (answer.status_code, answer.json()["error"]) == (503, "The database cannot be read.")


@pytest.mark.asyncio
async def test_somebody_elses_database_has_no_health_of_ours(tmp_path):
    other = make_file(tmp_path / "other.db", make_rows(claims=1), is_ours=False)
    served = await start_site(other, metadata=configure(health=True))
    assert (await served.client.get("/other/-/health")).status_code == 404
    assert (await served.client.get("/-/health")).status_code == 503


@pytest.mark.asyncio
@pytest.mark.parametrize("cookie, expected", [(None, ("public, max-age=300", None)), ("ds_actor=x", ("private, no-store", "Cookie, Authorization"))])
async def test_a_cdn_may_store_what_everybody_sees_and_nothing_else(small, cookie, expected):
    served = await start_site(small, metadata=configure(cdn=True))
    headers = {"cookie": cookie} if cookie else {}
    for path in ("/claims/-/claim/bridge-00", "/claims/-/positions.csv", "/claims/-/sitemap.xml"):
        answer = await served.client.get(path, headers=headers)
        assert (answer.headers["cache-control"], answer.headers.get("vary")) == expected, path
    assert (await served.client.get("/claims/-/health")).headers["cache-control"] in ("no-store", "private, no-store")
    missing = await served.client.get("/claims/-/claim/none", headers=headers)
    assert "public" not in missing.headers.get("cache-control", "")
    unmarked = await start_site(small, metadata=configure())
    assert (await unmarked.client.get("/claims/-/claim/bridge-00")).headers["vary"] == "Cookie, Authorization"
