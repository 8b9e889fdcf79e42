"""Old ids answer: merged rows lead to the one that took over, withdrawn ones say why."""

import sqlite3

import pytest
from crowds import make_crowd

REDIRECTS = [
    ("claims", "claim-old", "claim-2", "Same as another.", "2025-02-01"),
    ("claims", "claim-older", "claim-old", "Same.", "2024-02-01"),
    ("claims", "claim-gone", None, "Nobody had <b>said</b> it.", "2025-03-01"),
    ("claims", "loop-a", "loop-b", "Loop.", "2025-03-01"),
    ("claims", "loop-b", "loop-a", "Loop.", "2025-03-01"),
    ("actors", "quill", "ada-quill", "One person.", "2025-02-01"),
    ("stances", "a1-s1", "a000000000000-000000-s1", "Recoded.", "2025-02-01"),
    ("articles", "a-dead", None, "Taken down on request.", "2025-02-01"),
]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    path = make_crowd(tmp_path_factory.mktemp("crowd") / "crowd.db", 12)
    db = sqlite3.connect(path)
    db.executemany("insert into redirects values (?, ?, ?, ?, ?)", REDIRECTS)
    db.commit()
    db.close()
    return path


@pytest.mark.asyncio
@pytest.mark.parametrize("asked, answered", [
    ("claim/claim-old", "claim/claim-2"),
    ("claim/claim-old.json", "claim/claim-2.json"),
    ("claim/claim-older?x=1", "claim/claim-2?x=1"),
    ("actor/quill.json", "actor/ada-quill.json"),
    ("position/a1-s1", "position/a000000000000-000000-s1"),
    ("cite/positions/a1-s1.bib", "cite/positions/a000000000000-000000-s1.bib"),
    ("cite/claims/claim-old.json?accessed=2026-01-01", "cite/claims/claim-2.json?accessed=2026-01-01"),
    ("embed/claim/claim-old", "embed/claim/claim-2"),
    ("compare?a=quill&b=boris-kvel", "compare?a=ada-quill&b=boris-kvel"),
])
async def test_merged_rows_lead_on(make_site, crowd, asked, answered):
    for base_url in ("/", "/desk/"):
        site = make_site(crowd, settings={"base_url": base_url})
        response = await site.client.get(f"/crowd/-/{asked}")
        assert (response.status_code, response.headers["location"]) == (301, f"{base_url}crowd/-/{answered}")


@pytest.mark.asyncio
async def test_withdrawn_rows_say_why(make_site, crowd):
    site = make_site(crowd)
    for _ in range(2):  # kept nowhere on the way
        page = await site.client.get("/crowd/-/claim/claim-gone")
        assert page.status_code == 410 and "etag" not in page.headers
    assert "Nobody had &lt;b&gt;said&lt;/b&gt; it." in page.text and "1 March 2025" in page.text
    twin = await site.client.get("/crowd/-/claim/claim-gone.json")
    assert (twin.status_code, twin.json()) == (410, {
        "ok": False, "status": 410, "error": "This row was withdrawn.", "reason": "Nobody had <b>said</b> it.", "since": "2025-03-01",
    })
    assert (await site.client.get("/crowd/-/article/a-dead")).status_code == 410
    assert (await site.client.get("/crowd/-/cite/articles/a-dead.txt")).status_code == 410


@pytest.mark.asyncio
async def test_ids_that_never_stood_are_missing(make_site, crowd):
    site = make_site(crowd)
    for path in ("claim/none", "actor/none.json", "position/none", "actor/claim-old"):
        assert (await site.client.get(f"/crowd/-/{path}")).status_code == 404, path


@pytest.mark.asyncio
async def test_redirects_that_run_in_a_circle_end(make_site, crowd):
    assert (await make_site(crowd).client.get("/crowd/-/claim/loop-a")).status_code == 404
