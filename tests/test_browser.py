"""What a journalist does in the browser, in a real Chromium against a real server."""

import csv
import io
import os
import re
from pathlib import Path

import pytest

from datasette_claims import compat

pytestmark = pytest.mark.browser


@pytest.fixture
def keep(page):
    """Saves a screenshot under a name when the variable SCREENSHOTS names a folder."""

    def save(name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            line = "1.0" if compat.IS_1X else "0.65"
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{line}-{name}.png", full_page=True)

    return save


def follow(page, link) -> None:
    """Clicks and waits for the whole next page: its address is there before its words are."""
    with page.expect_navigation():
        link.click()


def test_from_home_along_a_denial_to_its_claim_and_into_the_table(page, server, keep):
    page.goto(server + "/")
    keep("home")
    follow(page, page.get_by_role("link", name="All denials of reported troop deployments").first)
    keep("denials")
    assert page.get_by_text("Russian Foreign Ministry").count() > 0
    page.goto(server + "/claims/-/claim/nk-volunteers-sent")
    keep("claim")
    assert page.get_by_role("heading", level=1).inner_text() == (
        "North Korean volunteers are being sent to fight in eastern Ukraine alongside the Russian army."
    )
    assert page.get_by_text("Russian Foreign Ministry").count() > 0 and page.get_by_text("denies").count() > 0


def test_the_positions_table_filters_by_name(page, server, keep):
    page.goto(server + "/claims/positions?_facet=stance")
    follow(page, page.locator("[data-facet-value=denies], .facet-info a", has_text="denies").first)
    keep("positions")
    assert "stance=denies" in page.url
    cells = page.locator("td.col-stance").all_inner_texts()
    assert cells and set(cells) == {"denies"}


def test_graphiql_runs_a_query_for_a_visitor_with_a_cookie(page, server, keep):
    page.context.add_cookies([{"name": "_ga", "value": "1", "url": server}])
    page.goto(server + "/graphql/claims?query=" + '{ claims_row(id: "nk-volunteers-sent") { text topic { name } } }')
    page.locator(".execute-button").click()
    page.locator(".result-window", has_text="Reported troop deployments").wait_for(timeout=15_000)
    keep("graphiql")


def test_a_csv_downloads_whole(page, server, database):
    import sqlite3

    connection = sqlite3.connect(database)
    expected = connection.execute("select count(*) from denials").fetchone()[0]
    connection.close()
    page.goto(server + "/claims/denials")
    with page.expect_download() as download:
        page.evaluate("location.href = '/claims/denials.csv?_stream=on&_dl=1&_size=max'")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == expected
    assert {row["stance"] for row in rows} == {"denies"}
    assert re.match(r"position,said_from,said_to,actor_name,speaker_name,stance,certainty,claim_text,words,", text)
