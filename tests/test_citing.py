"""Citations as text, BibTeX and CSL-JSON, the page of one position, the card, and prefilled error reports."""

import json
import re
from datetime import datetime, timezone

import pytest
from crowds import make_crowd, plant_hostile

from datasette_claims.pages.citations import Citation, escape_tex, escape_url, make_csl, write_bibtex, write_text

CITATION = Citation(
    key="claims-brigade-sent", kind="dataset", title="Who said what about the claim: 100% of A_B & C.", author="Desk",
    container="Claims {about} troops", url="https://desk.example/claims/-/claim/brigade-sent", issued=("2025-01-31", None),
    version="2025.1", accessed="2026-02-03", note="Said 1–5 Jan 2025",
)
POSITION = "a000000000000-000000-s1"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    return make_crowd(tmp_path_factory.mktemp("crowd") / "crowd.db", 60)


@pytest.fixture
def site(make_site, crowd):
    metadata = {"title": "Troop claims", "plugins": {"datasette-claims": {"release": "2025.1", "canonical_url": "https://desk.example"}}}
    return make_site(crowd, metadata=metadata)


def test_text():
    assert write_text(CITATION) == (
        "Desk. “Who said what about the claim: 100% of A_B & C”. Claims {about} troops. Version 2025.1. 31 January 2025. "
        "Said 1–5 Jan 2025. https://desk.example/claims/-/claim/brigade-sent (accessed 3 February 2026)."
    )


def test_bibtex():
    assert write_bibtex(CITATION) == r"""@misc{claims-brigade-sent,
  author = {{Desk}},
  title = {{Who said what about the claim: 100\% of A\_B \& C.}},
  howpublished = {Claims \{about\} troops},
  edition = {Version 2025.1},
  year = {2025},
  month = {1},
  url = {https://desk.example/claims/-/claim/brigade-sent},
  urldate = {2026-02-03},
  note = {Said 1–5 Jan 2025},
}
"""


def test_csl():
    assert make_csl(CITATION) == {
        "id": "claims-brigade-sent",
        "type": "dataset",
        "title": "Who said what about the claim: 100% of A_B & C.",
        "author": [{"literal": "Desk"}],
        "container-title": "Claims {about} troops",
        "version": "2025.1",
        "issued": {"date-parts": [[2025, 1, 31]]},
        "accessed": {"date-parts": [[2026, 2, 3]]},
        "URL": "https://desk.example/claims/-/claim/brigade-sent",
        "note": "Said 1–5 Jan 2025",
    }


@pytest.mark.parametrize("text, escaped", [
    ("a_b^c~d", r"a\_b\textasciicircum{}c\textasciitilde{}d"),
    ("\\input{x}", r"\textbackslash{}input\{x\}"),
    ("100% & #1 $2", r"100\% \& \#1 \$2"),
    ("line\nbreak\t\u202eturned", "line break turned"),
    ("Квёл 佩斯科夫", "Квёл 佩斯科夫"),
])
def test_nothing_in_a_text_means_anything_to_tex(text, escaped):
    assert escape_tex(text) == escaped


def test_an_address_cannot_close_its_field():
    assert escape_url("https://x.example/a}b{c\\d e?f=%20&g#:~:text=h") == "https://x.example/a%7Db%7Bc%5Cd%20e?f=%20&g#:~:text=h"


@pytest.mark.asyncio
@pytest.mark.parametrize("address, start", [
    (f"positions/{POSITION}", "“Ada Quill asserts: Claim 0: 1,000 harbour have been sent”. Troop claims. Version 2025.1. 31 January 2025. Said 1 Jan 2020, published by Paper 0, 2020-01-01, https://paper.example/0. https://desk.example/crowd/-/position/"),
    ("claims/claim-2", "“Who said what about the claim: Claim 2: 3,000 volunteers have been sent”. Troop claims. Version 2025.1. 31 January 2025. https://desk.example/crowd/-/claim/claim-2 (acc"),
    ("actors/boris-kvel", "“What Boris Kvël is reported to have said”. Troop claims."),
    ("articles/a000000000001", "“Article 4”. Paper 1. 5 January 2020. Recorded in Troop claims: https://desk.example/crowd/-/article/a000000000001. https://paper.example/4 (acc"),
    ("topics/troops", "“Positions on Troops”. Troop claims."),
    ("publishers/paper-1", "“What Paper 1 published”. Troop claims."),
])
async def test_every_kind_of_row_can_be_cited(site, address, start):
    response = await site.client.get(f"/crowd/-/cite/{address}.txt")
    assert response.text.startswith(start) and response.headers["content-type"] == "text/plain; charset=utf-8"
    bib = (await site.client.get(f"/crowd/-/cite/{address}.bib")).text
    assert bib.startswith(f"@misc{{{address.replace('/', '-')},") and bib.count("{") == bib.count("}")
    (item,) = json.loads((await site.client.get(f"/crowd/-/cite/{address}.json")).text)
    assert item["type"] in ("dataset", "article-newspaper") and item["title"] in response.text.replace("”", ".") + response.text
    for date in (item.get("issued"), item["accessed"]):
        assert all(1 <= len(part) <= 3 and all(isinstance(number, int) for number in part) for part in date["date-parts"])


@pytest.mark.asyncio
async def test_the_day_of_access_is_as_asked_or_today(site):
    assert "(accessed 2 January 2026)" in (await site.client.get("/crowd/-/cite/claims/claim-1.txt?accessed=2026-01-02")).text
    before = datetime.now(timezone.utc).date()
    (item,) = json.loads((await site.client.get("/crowd/-/cite/claims/claim-1.json")).text)
    after = datetime.now(timezone.utc).date()
    assert item["accessed"]["date-parts"][0] in [[day.year, day.month, day.day] for day in (before, after)]
    assert (await site.client.get("/crowd/-/cite/claims/claim-1.txt?accessed=yesterday")).status_code == 400
    assert (await site.client.get("/crowd/-/cite/claims/none.txt")).status_code == 404


@pytest.mark.asyncio
async def test_hostile_rows_are_cited_as_text(make_site, tmp_path):
    site = make_site(plant_hostile(tmp_path / "hostile.db"))
    for address in (f"positions/{POSITION}", "claims/claim-0", "claims/claim-1", "actors/ada-quill", "actors/boris-kvel", "articles/a000000000000"):
        bib = (await site.client.get(f"/hostile/-/cite/{address}.bib")).text
        assert re.sub(r"\\[{}]", "", bib).count("{") == re.sub(r"\\[{}]", "", bib).count("}")
        assert "\\input" not in bib.replace("\\textbackslash{}input", "") and "javascript:" not in bib and "\u202e" not in bib and len(bib) < 2500
        (item,) = json.loads((await site.client.get(f"/hostile/-/cite/{address}.json")).text)
        assert len(item["title"]) <= 300 and "javascript:" not in item["URL"]


@pytest.mark.asyncio
async def test_a_position_has_a_page(site):
    html = (await site.client.get(f"/crowd/-/position/{POSITION}")).text
    assert "“Ada Quill asserts: Claim 0: 1,000 harbour have been sent”" in html
    assert "Told of thing 0." in html and "coded by hand" in html
    assert f"positions/{POSITION}.bib" in html
    data = (await site.client.get(f"/crowd/-/position/{POSITION}.json")).json()["position"]
    assert (data["actor"], data["stance"], data["relays"], data["is_counted"]) == ("ada-quill", "asserts", [], 1)
    assert (await site.client.get("/crowd/-/position/none")).status_code == 404


@pytest.mark.asyncio
@pytest.mark.parametrize("template, address", [
    ("https://desk.example/new?title={table}/{id}&body={url}", "https://desk.example/new?title=positions/a000000000000-000000-s1&amp;body=http%3A%2F%2Flocalhost%2Fcrowd%2F-%2Fposition%2Fa000000000000-000000-s1"),
    ("mailto:desk@desk.example?subject=Error%20in%20{id}", "mailto:desk@desk.example?subject=Error%20in%20a000000000000-000000-s1"),
])
async def test_an_error_report_arrives_prefilled(make_site, crowd, template, address):
    site = make_site(crowd, metadata={"plugins": {"datasette-claims": {"report_url": template}}})
    assert f'<a href="{address}"' in (await site.client.get(f"/crowd/-/position/{POSITION}")).text


@pytest.mark.asyncio
async def test_without_an_address_the_report_is_a_text_to_copy(make_site, crowd):
    for settings in ({}, {"report_url": "javascript:alert(1)"}):
        html = (await make_site(crowd, metadata={"plugins": {"datasette-claims": settings}}).client.get(f"/crowd/-/position/{POSITION}")).text
        assert f"Error in positions/{POSITION}\nhttp://localhost/crowd/-/position/{POSITION}" in html and "javascript:" not in html


@pytest.mark.asyncio
async def test_only_the_card_may_be_framed(site):
    card = await site.client.get("/crowd/-/embed/claim/claim-0")
    assert card.headers["content-security-policy"].endswith("frame-ancestors *") and "script" not in card.headers["content-security-policy"]
    assert "<script" not in card.text and "<form" not in card.text and 'href="https://desk.example/crowd/-/claim/claim-0"' in card.text
    for path in ("positions", "search?q=a", f"position/{POSITION}"):
        assert (await site.client.get(f"/crowd/-/{path}")).headers["content-security-policy"].endswith("frame-ancestors 'self'")
    again = await site.client.get("/crowd/-/embed/claim/claim-0", headers={"If-None-Match": card.headers["etag"]})
    assert again.status_code == 304 and again.headers["content-security-policy"].endswith("frame-ancestors *")
