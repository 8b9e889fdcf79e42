"""The site links the files of the current release, and a wrong setting is told at the start."""

import pytest
from conftest import ROOT
from datasette.utils import StartupError
from desks import make_desk

from datasette_claims.downloads import export_database, hash_file
from datasette_claims.prebuilt import find_problem, format_size, list_files


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A release as release.py leaves it: a folder, and the zip file beside it."""
    folder = tmp_path_factory.mktemp("dist") / "datasette-claims-data-0.2.0"
    export_database(make_desk(folder.parent / "desk.db"), folder, ("csv", "excel", "jsonld", "sqlite"), ROOT)
    folder.with_name(folder.name + ".zip").write_bytes(b"zip" * 500)
    return folder


def settings(folder, url, **more):
    return {"downloads_folder": str(folder), "downloads_url": url, **more}


def test_the_files_there_are_listed_with_address_size_and_checksum(release):
    files = {file["name"]: file for file in list_files(settings(release, "https://claims.example.org/r/datasette-claims-data-0.2.0/"))}
    assert list(files) == [
        "datasette-claims-data-0.2.0.zip", "claims.db", "csv/positions.csv", "excel/positions.csv", "jsonld/claims.jsonl",
        "jsonld/quotations.jsonl", "datapackage.json", "SHA256SUMS",
    ]
    assert files["csv/positions.csv"] == {
        "name": "csv/positions.csv", "title": "All positions as CSV", "bytes": (release / "csv" / "positions.csv").stat().st_size,
        "url": "https://claims.example.org/r/datasette-claims-data-0.2.0/csv/positions.csv", "sha256": hash_file(release / "csv" / "positions.csv"),
    }
    assert files["datasette-claims-data-0.2.0.zip"]["url"] == "https://claims.example.org/r/datasette-claims-data-0.2.0.zip"
    assert "datasette-claims-data-0.2.0.zip" not in {file["name"] for file in list_files(settings(release, "/files"))}  # not below that address
    assert list_files({}) == []


@pytest.mark.asyncio
async def test_pages_link_them_and_the_links_work_where_datasette_serves_the_folder(make_site, tmp_path, release):
    metadata = {"plugins": {"datasette-claims": settings(release, "/files", release="0.2.0")}}
    site = make_site(make_desk(tmp_path / "desk.db"), metadata=metadata, static_mounts=[("files", str(release))])
    await site.invoke_startup()
    for page in ("home", "about"):
        html = (await site.client.get(f"/desk/-/{page}")).text
        assert "ready made (release 0.2.0)" in html and '<a href="/files/csv/positions.csv">All positions as CSV</a>' in html
    for file in (await site.client.get("/desk/-/about.json")).json()["files"]:
        answer = await site.client.get(file["url"])
        assert (answer.status_code, len(answer.content)) == (200, file["bytes"]), file


@pytest.mark.asyncio
async def test_without_the_settings_nothing_is_linked(make_site, tmp_path):
    site = make_site(make_desk(tmp_path / "desk.db"), metadata={})
    assert "ready made" not in (await site.client.get("/desk/-/home")).text
    assert (await site.client.get("/desk/-/about.json")).json()["files"] == []


@pytest.mark.parametrize("folder, url, says", [
    ("", "/files", "go together"), ("{release}", "", "go together"), ("{release}/csv", "/files", "holds no SHA256SUMS"),
    ("{release}", "javascript:alert(1)", "begins with https://"), ("{release}", "/files", None), ("", "", None),
])  # fmt: skip
@pytest.mark.asyncio
async def test_a_wrong_setting_stops_the_start_with_a_sentence(make_site, tmp_path, release, folder, url, says):
    config = settings(folder.format(release=release), url)
    assert says in find_problem(config) if says else find_problem(config) is None
    site = make_site(make_desk(tmp_path / "desk.db"), metadata={"plugins": {"datasette-claims": config}})
    if says:
        with pytest.raises(StartupError, match=says):
            await site.invoke_startup()


@pytest.mark.parametrize("size, words", [(999, "999 bytes"), (1000, "1.0 kB"), (1_234_567, "1.2 MB"), (5_000_000_000, "5.0 GB")])
def test_sizes_are_put_into_words(size, words):
    assert format_size(size) == words
