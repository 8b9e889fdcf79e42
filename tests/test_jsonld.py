"""Linked data: a JSON-LD processor reads all of it without loss, nothing in it is a rating, and a denial is no appearance."""

import json
import re
import sqlite3

import pytest
from conftest import ROOT
from desks import make_desk, plant_hostile

from datasette_claims import jsonld
from datasette_claims.downloads import export_database

SCHEMA = "http://schema.org/"
# What schema.org (release 29) lets each type have, of the terms we use, and which values are addresses or dates. Written
# out, so that a term that schema.org does not have, or not there, is dropped by the processor and found missing.
THING = {"identifier", "name", "url"}
WORK = THING | {"abstract", "about", "author", "creativeWorkStatus", "creditText", "dateCreated", "datePublished", "hasPart",
                "headline", "archivedAt", "inLanguage", "isBasedOn", "keywords", "publisher", "sdLicense", "text"}
PROPERTIES = {
    "Claim": WORK | {"appearance", "firstAppearance"}, "Quotation": WORK | {"spokenByCharacter"}, "NewsArticle": WORK,
    "DefinedTerm": THING | {"termCode", "inDefinedTermSet"}, "Thing": THING, "Person": THING, "Organization": THING,
    "GovernmentOrganization": THING, "NewsMediaOrganization": THING,
}
ADDRESSES = {"url", "archivedAt", "sdLicense", "inDefinedTermSet", "isBasedOn"}
DATES = {"datePublished", "dateCreated"}
CONTEXT = {"@context": {kind: SCHEMA + kind for kind in [*PROPERTIES, "Date"]} | {
    term: {"@id": SCHEMA + term} | ({"@type": "@id"} if term in ADDRESSES else {"@type": SCHEMA + "Date"} if term in DATES else {})
    for term in set().union(*PROPERTIES.values())
}}  # fmt: skip


def load_context(url, options):
    """schema.org's context from here: no test needs the network."""
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def read_back(document):
    """The document as a processor understands it, written in our terms again."""
    processor = pytest.importorskip("pyld.jsonld")
    options = {"documentLoader": load_context}
    return processor.compact(processor.expand(document, options), "https://schema.org", options)


def settle(value):
    """A list of one and its only item are the same in JSON-LD, and the order of keys says nothing."""
    if isinstance(value, list):
        return settle(value[0]) if len(value) == 1 else [settle(item) for item in value]
    return {key: settle(item) for key, item in value.items()} if isinstance(value, dict) else value


def list_nodes(value):
    if isinstance(value, list):
        for item in value:
            yield from list_nodes(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from list_nodes(item)


def check(document):
    """What holds of every document of ours."""
    assert document["@context"] == "https://schema.org"
    assert settle(read_back(document)) == settle(document)
    for node in list_nodes(document):
        assert set(node) <= {"@context", "@graph"} or set(node) - {"@context", "@type", "@id"} <= PROPERTIES[node["@type"]], node
        assert not {"reviewRating", "claimReviewed", "aggregateRating", "ratingValue"} & set(node)
        assert all(re.match("https?://", node[key]) for key in ("@id", "url", "archivedAt", "sdLicense") if key in node), node
    return document


def test_a_made_up_term_or_a_term_in_the_wrong_place_is_found():
    document = {"@context": "https://schema.org", "@type": "Claim", "text": "x", "stance": "denies"}
    assert "stance" not in read_back(document)
    with pytest.raises(AssertionError):
        check(document)
    with pytest.raises(AssertionError):
        check({"@context": "https://schema.org", "@type": "Claim", "text": "x", "spokenByCharacter": {"@type": "Person", "name": "A"}})


async def fetch(site, path):
    """The linked data of a page: as its own document, and the same within the page."""
    document = await site.client.get(path + ".jsonld")
    assert (document.status_code, document.headers["content-type"]) == (200, "application/ld+json; charset=utf-8"), path
    html = (await site.client.get(path)).text
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    embedded, whole = json.loads(blocks[0]), document.json()
    assert len(blocks) == 1 and {**embedded, "hasPart": 0} == {**whole, "hasPart": 0} if "hasPart" in whole else embedded == whole
    return check(whole)


@pytest.fixture
def desk(tmp_path):
    return make_desk(tmp_path / "desk.db")


@pytest.mark.asyncio
async def test_a_claim_has_the_articles_that_carry_it(make_site, desk):
    document = await fetch(make_site(desk), "/desk/-/claim/brigade-sent")
    assert {**document, "appearance": [article["url"] for article in document["appearance"]]} == {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": "http://localhost/desk/-/claim/brigade-sent",
        "url": "http://localhost/desk/-/claim/brigade-sent",
        "identifier": "brigade-sent",
        "text": "Northland has sent a brigade to Sealand.",
        "inLanguage": "en",
        "about": {"@type": "Thing", "@id": "http://localhost/desk/-/topic/troop-deployments", "name": "Reported troop deployments"},
        "firstAppearance": {
            "@type": "NewsArticle", "@id": "http://localhost/desk/-/article/atide00000001", "identifier": "atide00000001",
            "url": "https://tide.example/one", "headline": "Officials: Northland sends brigade", "inLanguage": "en",
            "publisher": {"@type": "Organization", "name": "Daily Tide"}, "datePublished": "2025-01-05",
            "archivedAt": "https://archive.example/one",
        },
        # Not https://wire.example/two, where the ministry denies it.
        "appearance": ["https://tide.example/one", "https://evening.example/one", "https://wire.example/three"],
        "sdLicense": "https://creativecommons.org/licenses/by/4.0/",
    }


@pytest.mark.asyncio
async def test_a_denial_is_a_quotation_about_the_claim(make_site, desk):
    document = await fetch(make_site(desk), "/desk/-/position/awire00000001-bbbbbb-s1")
    assert document == {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": "http://localhost/desk/-/position/awire00000001-bbbbbb-s1",
        "url": "http://localhost/desk/-/position/awire00000001-bbbbbb-s1",
        "identifier": "awire00000001-bbbbbb-s1",
        "text": "that any brigade had left",
        "inLanguage": "en",
        "spokenByCharacter": {"@type": "Person", "@id": "http://localhost/desk/-/actor/ada-quill", "identifier": "ada-quill", "name": "Ada Quill"},
        "author": {
            "@type": "GovernmentOrganization", "@id": "http://localhost/desk/-/actor/northland-ministry", "identifier": "northland-ministry",
            "name": "Northland Defence Ministry",
        },
        "dateCreated": "2025-01-07",
        "about": {
            "@type": "Claim", "@id": "http://localhost/desk/-/claim/brigade-sent", "identifier": "brigade-sent",
            "text": "Northland has sent a brigade to Sealand.",
        },
        "keywords": {"@type": "DefinedTerm", "termCode": "denies", "name": "denies", "inDefinedTermSet": "http://localhost/desk/-/about"},
        "isBasedOn": {
            "@type": "NewsArticle", "@id": "http://localhost/desk/-/article/awire00000001", "identifier": "awire00000001",
            "url": "https://wire.example/two", "headline": "Ministry rejects report", "publisher": {"@type": "Organization", "name": "North Wire"},
            "datePublished": "2025-01-07", "inLanguage": "en",
        },
        "sdLicense": "https://creativecommons.org/licenses/by/4.0/",
    }


@pytest.mark.asyncio
@pytest.mark.parametrize("position, says", [
    ("awire00000002-dddddd-s1", {"creativeWorkStatus": "Draft", "abstract": "Said it had no information."}),  # a proposal, nothing quoted
    ("atide00000001-aaaaaa-s1", {"author": None, "dateCreated": None}),  # in its own name, on a day not exactly known
])  # fmt: skip
async def test_what_is_not_known_is_not_said(make_site, desk, position, says):
    document = await fetch(make_site(desk), f"/desk/-/position/{position}")
    assert {key: document.get(key) for key in says} == says


@pytest.mark.asyncio
async def test_an_article_holds_its_quotations_and_says_what_it_copies(make_site, desk):
    site = make_site(desk)
    document = await fetch(site, "/desk/-/article/atide00000002")
    assert (document["@type"], document["isBasedOn"]["identifier"]) == ("NewsArticle", "atide00000001")
    document = await fetch(site, "/desk/-/article/awire00000002")
    assert [(part["keywords"]["name"], part["about"]["identifier"]) for part in document["hasPart"]] == [
        ("confirms", "brigade-sent"), ("denies", "brigade-planned"), ("cannot confirm", "brigade-sent"),
    ]


@pytest.mark.asyncio
async def test_hostile_texts_pass_through_the_processor_and_end_no_script(make_site, tmp_path):
    site = make_site(plant_hostile(tmp_path / "desk.db"))
    for path in ("claim/brigade-sent", "article/atide00000001", "article/awire00000001", "position/atide00000001-aaaaaa-s1"):
        html = (await site.client.get(f"/desk/-/{path}")).text
        script = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
        assert not re.search("[<>&]", script)
        document = await fetch(site, f"/desk/-/{path}")
        assert document == json.loads(script) or "hasPart" in document
    assert document["text"] == "<script>alert(1)</script>"
    assert "url" not in document["isBasedOn"] and document["isBasedOn"]["publisher"]["name"].startswith("</script>")


@pytest.mark.asyncio
async def test_an_id_that_moved_leads_to_the_linked_data_of_the_one_that_took_over(make_site, desk):
    connection = sqlite3.connect(desk)
    connection.execute("insert into redirects values ('claims', 'brigade-gone', 'brigade-sent', 'merged', '2025-02-01')")
    connection.commit()
    connection.close()
    site = make_site(desk)
    answer = await site.client.get("/desk/-/claim/brigade-gone.jsonld")
    assert (answer.status_code, answer.headers["location"]) == (301, "/desk/-/claim/brigade-sent.jsonld")
    assert (await site.client.get("/desk/-/claim/nobody.jsonld")).status_code == 404


@pytest.mark.asyncio
async def test_of_a_claim_read_in_part_nobody_knows_where_it_first_appeared():
    row = {"is_counted": 1, "stance": "asserts", "url": "https://tide.example/1", "article": "a1", "title": "T", "publisher_name": "P", "published": "2025", "reuse": "original"}
    claim = {"id": "c", "text": "T.", "topic": "t", "topic_name": "T"}
    assert "firstAppearance" in jsonld.describe_claim(claim, [row], lambda kind, id: None)
    assert "firstAppearance" not in jsonld.describe_claim(claim, [row], lambda kind, id: None, is_whole=False)
    assert "firstAppearance" not in jsonld.describe_claim(claim, [{**row, "published": None}], lambda kind, id: None)


# As files --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(database, tmp_path_factory):
    """The dataset as linked data, by file."""
    folder = tmp_path_factory.mktemp("linked")
    export_database(database, folder, ("jsonld",), ROOT, url="http://localhost/claims")
    return {path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (folder / "jsonld").iterdir()}


@pytest.mark.parametrize("kind, sql", [
    ("claims", "select id from claims where review <> 'rejected' order by id"),
    ("quotations", "select position from positions order by position"),
    ("articles", "select id from articles order by id"),
])  # fmt: skip
def test_the_whole_dataset_is_read_without_loss(files, database, kind, sql):
    connection = sqlite3.connect(database)
    assert [document["identifier"] for document in files[kind]] == [id for (id,) in connection.execute(sql)]
    connection.close()
    records = [{key: value for key, value in document.items() if key != "@context"} for document in files[kind]]
    check({"@context": "https://schema.org", "@graph": records})


@pytest.mark.asyncio
@pytest.mark.parametrize("kind, page", [("claims", "claim"), ("quotations", "position"), ("articles", "article")])
async def test_a_file_holds_what_the_page_says(make_site, database, files, kind, page):
    site = make_site(database)
    for document in files[kind][:: len(files[kind]) // 4]:
        shown = await fetch(site, f"/claims/-/{page}/{document['identifier']}")
        shown = {key: value for key, value in shown.items() if key != "hasPart"}
        assert shown == {**document, "isBasedOn": shown.get("isBasedOn")} if "isBasedOn" in shown else document


def test_without_an_address_linked_data_leads_nowhere_of_ours(desk, tmp_path):
    export_database(desk, tmp_path / "out", ("jsonld",))
    for path in (tmp_path / "out" / "jsonld").iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            assert not any("@id" in node for node in list_nodes(document)) and "sdLicense" not in document
            assert settle(read_back(document)) == settle(document)
