"""Filters, facets, pages and loosened filters of the list of positions."""

import re

import pytest
from crowds import make_crowd, plant_hostile

from datasette_claims.pages.filters import Selection, read_selection, spell_language


class Arguments(dict):
    """What Datasette hands over: every value of a name."""

    def getlist(self, name):
        return super().get(name, [])

    def get(self, name, default=None):
        return super().get(name, [default])[0]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    return make_crowd(tmp_path_factory.mktemp("crowd") / "crowd.db", 240)


@pytest.fixture
def get(make_site, crowd):
    site = make_site(crowd)

    async def get(query, suffix=""):
        response = await site.client.get(f"/crowd/-/positions{suffix}?{query}")
        assert response.status_code == 200, response.text
        return response.json() if suffix == ".json" else response.text

    return get


@pytest.mark.asyncio
@pytest.mark.parametrize("query, sentences", [
    ("stance=denied", ["There is no stance with the id “denied”;"]),
    ("stance=denies&actor=Ada+Quill", ["There is no actor with the id “Ada Quill”;"]),  # a name where an id stands
    ("topic=nope&claim=nor-this", ["There is no topic with the id “nope”;", "There is no claim with the id “nor-this”;"]),
    ("stance=denies&actor=ada-quill&year=2031&language=xx&country=Nowhere", []),
])
async def test_an_id_that_no_row_has_is_named(get, query, sentences):
    html = await get(query)
    assert re.findall(r"There is no \w+ with the id “[^”]+”;", html) == sentences


@pytest.mark.parametrize("arguments, query, problems", [
    ({}, "", 0),
    ({"stance": ["denies", "questions", "denies"]}, "stance=denies&stance=questions", 0),
    ({"q": ["  Ada  "], "sort": ["oldest"]}, "q=Ada&sort=oldest", 0),
    ({"from": ["2022-08"], "to": ["2022"]}, "from=2022-08&to=2022", 0),
    ({"from": ["13.08.2022"]}, "", 1),
    ({"from": ["2022-13"]}, "", 1),
    ({"q": ['"*"']}, "", 1),
    ({"stanse": ["denies"], "_x": ["1"], "utm_source": ["a"]}, "", 1),
    ({"review": ["reviewed", "any"]}, "review=any", 0),
    ({"after": ["2022-01-01~a1-s1"]}, "after=2022-01-01~a1-s1", 0),
    ({"before": ["~a1-s1"], "sort": ["oldest"]}, "sort=oldest&before=~a1-s1", 0),
    ({"before": ["2022~a1-s1"], "after": ["2022~a2-s1"]}, "after=2022~a2-s1", 0),
    ({"sort": ["upwards"]}, "", 1),
])
def test_addresses_are_read(arguments, query, problems):
    selection, found = read_selection(Arguments(arguments))
    assert (selection.query, len(found)) == (query, problems)


def test_values_are_added_and_dropped():
    selection = Selection({"stance": ("denies",)}, after=("2022", "x"))
    assert selection.toggle("stance", "questions").query == "stance=denies&stance=questions"
    assert selection.toggle("stance", "denies").query == ""
    assert selection.change("topic", "troops").query == "stance=denies&topic=troops"


@pytest.mark.asyncio
@pytest.mark.parametrize("query, keeps", [
    ("", lambda row: row["is_counted"]),
    ("review=any", lambda row: True),
    ("review=proposed", lambda row: row["review"] == "proposed"),
    ("stance=denies&stance=questions", lambda row: row["is_counted"] and row["stance"] in ("denies", "questions")),
    ("actor=ada-quill", lambda row: row["is_counted"] and row["actor"] == "ada-quill"),
    ("speaker=ada-quill", lambda row: row["is_counted"] and row["speaker"] == "ada-quill"),
    ("country=sealand", lambda row: row["is_counted"] and row["actor_country"] == "Sealand"),
    ("country=SEALAND&country=sealand&language=EN", lambda row: row["is_counted"] and row["actor_country"] == "Sealand" and row["language"] == "en"),
    ("country=Sealand&mode=direct", lambda row: row["is_counted"] and row["actor_country"] == "Sealand" and row["mode"] == "direct"),
    ("claim=claim-2&language=ru", lambda row: row["is_counted"] and row["claim"] == "claim-2" and row["language"] == "ru"),
    ("publisher=paper-1&method=hand", lambda row: row["is_counted"] and row["publisher"] == "paper-1"),
    ("year=2020&month=2020-03", lambda row: row["is_counted"] and row["month"] == "2020-03"),
    ("topic=troops", lambda row: row["is_counted"] and row["claim"] in ("claim-0", "claim-3", "claim-6", "claim-1")),
    ("topic=war", lambda row: row["is_counted"] and row["topic"] in ("troops", "war") or row["is_counted"] and row["claim"] == "claim-1"),
    ("from=2020-05-10&to=2020-05", lambda row: row["is_counted"] and row["said_to"] and row["said_to"] >= "2020-05-10" and row["said_from"] < "2020-06"),
    ("q=quill+brigade", lambda row: row["is_counted"] and "ada-quill" in (row["actor"], row["speaker"]) and "brigade" in (row["words"] or "") + row["claim_text"]),
    ("q=3000", lambda row: row["is_counted"] and row["claim"] == "claim-2"),
    ("q=%EA%B7%80%22", lambda row: False),
])
async def test_filters_keep_the_right_rows(get, query, keeps):
    everything = (await get("review=any", ".json"))["rows"]
    found = (await get(query, ".json"))["rows"]
    assert len(everything) == 240
    assert {row["position"] for row in found} == {row["position"] for row in everything if keeps(row)}
    if keeps(everything[0]):
        assert found


@pytest.mark.asyncio
async def test_every_row_is_on_exactly_one_page(get):
    for sort in ("newest", "oldest"):
        whole = [row["position"] for row in (await get(f"sort={sort}&review=any", ".json"))["rows"]]
        seen, query = [], f"sort={sort}&review=any"
        while query:
            html = await get(query)
            seen += re.findall(r'<tr id="([^"]+)"', html)
            following = re.search(r'<a rel="next" href="\?([^"]+)"', html)
            query = following[1].replace("&amp;", "&") if following else None
        assert seen == whole and len(set(seen)) == 240


@pytest.mark.asyncio
async def test_pages_lead_back_the_way_one_came(get):
    for sort in ("newest", "oldest"):
        forth, query = [], f"sort={sort}&review=any"
        while query:
            html = await get(query)
            forth.append(re.findall(r'<tr id="([^"]+)"', html))
            query = find_link(html, "next")
        back, query = [forth[-1]], find_link(html, "prev")
        while query and len(back) < len(forth) - 1:
            html = await get(query)
            back.append(re.findall(r'<tr id="([^"]+)"', html))
            assert find_link(html, "next")
            query = find_link(html, "prev")
        assert back[::-1] == forth[1:]


@pytest.mark.asyncio
async def test_the_page_before_the_second_is_the_first(make_site, crowd):
    site = make_site(crowd)
    second = find_link((await site.client.get("/crowd/-/positions?stance=denies&stance=questions&review=any")).text, "next")
    first = find_link((await site.client.get(f"/crowd/-/positions?{second}")).text, "prev")
    answer = await site.client.get(f"/crowd/-/positions?{first}")
    assert (answer.status_code, answer.headers["location"]) == (302, "/crowd/-/positions?stance=denies&stance=questions&review=any")


def find_link(html, rel):
    found = re.search(rf'<a rel="{rel}" href="\?([^"]+)"', html)
    return found[1].replace("&amp;", "&") if found else None


@pytest.mark.asyncio
async def test_newest_come_first_and_undated_last(get):
    for sort, reverse in (("newest", True), ("oldest", False)):
        days = [row["said_from"] for row in (await get(f"sort={sort}", ".json"))["rows"]]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=reverse) and days == dated + [None] * (len(days) - len(dated))


@pytest.mark.asyncio
async def test_facets_count_what_their_links_show(get):
    html = await get("stance=denies&country=Sealand")
    facets = html.split('<nav class="filters"')[1]
    offers = re.findall(r'<li><a href="\?([^"]+)"[^>]*><bdi>([^<]+)</bdi> <span class="number">([\d,]+)</span>', facets)
    assert {"denies", "Boris Kvël", "Troops", "Paper 1", "English", "indirect speech"} <= {name for _, name, _ in offers}
    for query, name, number in offers:
        if "aria-current" not in name and query.count("stance=") == 1 and query.count("country=") == 1 and "review=" not in query:
            assert f'class="count">{number} position' in await get(query.replace("&amp;", "&")), (query, name)


@pytest.mark.asyncio
async def test_a_country_or_language_in_other_capitals_is_shown_as_it_is_stored(get):
    read = lambda html: [part.split("</nav>")[0] for part in (html.split('class="chips"')[1], html.split('<nav class="filters"')[1])]  # noqa: E731
    assert read(await get("country=seaLAND&language=RU")) == read(await get("country=Sealand&language=ru"))


@pytest.mark.parametrize("given, stored", [("RU", "ru"), ("zh-hant", "zh-Hant"), ("PT-br", "pt-BR"), ("sr-LATN-rs", "sr-Latn-RS"), ("xx-", "xx-")])
def test_a_language_code_has_the_capitals_of_its_standard(given, stored):
    assert spell_language(given) == stored


@pytest.mark.asyncio
async def test_filters_in_use_can_be_removed(get):
    html = await get("stance=denies&actor=ada-quill&q=brigade")
    assert 'aria-label="Remove On behalf of: Ada Quill"' in html
    assert 'href="?stance=denies&amp;q=brigade" aria-label="Remove On behalf of: Ada Quill"' in html


@pytest.mark.asyncio
async def test_proposals_are_hidden_and_said_to_be(get):
    html = await get("")
    assert "160 positions" in html
    assert '80 proposals by programs, which nobody has checked yet, are left out. <a href="?review=any">Show them too</a>' in html
    assert 'class="tag">not yet checked' not in html
    assert 'class="tag">not yet checked' in await get("review=any")


@pytest.mark.asyncio
async def test_an_empty_result_says_what_to_loosen(get):
    html = await get("stance=denies&actor=boris-kvel&year=2031")
    assert "No position fits all of these filters. There would be:" in html
    number = len((await get("stance=denies&actor=boris-kvel", ".json"))["rows"])
    assert f'<a href="?stance=denies&amp;actor=boris-kvel">{number} position' in html
    assert "without “Year: 2031”" in html
    assert "0 positions" in html and "start from all positions" in await get("year=2031&month=1999-01")


@pytest.mark.asyncio
async def test_what_was_not_understood_is_said(get):
    html = await get("from=13.8.22&stanse=denies")
    assert "“13.8.22” is not a date" in html and "There is no filter “stanse”" in html


@pytest.mark.asyncio
async def test_hostile_rows_are_text(make_site, tmp_path):
    site = make_site(plant_hostile(tmp_path / "hostile.db"))
    for path in ("positions?review=any", "search?q=script", "search?q=hyperlink", "position/a000000000000-000000-s1", "embed/claim/claim-0"):
        html = (await site.client.get(f"/hostile/-/{path}")).text
        assert "<script>alert" not in html and "javascript:" not in html and "\u202e" not in html, path
        assert "alert(1)" in html or "HYPERLINK" in html, path


@pytest.mark.asyncio
async def test_a_list_too_long_to_count_is_shown_all_the_same(make_site, crowd, monkeypatch):
    from datasette.database import QueryInterrupted

    from datasette_claims.pages import listing

    async def give_up(page, sql, parameters):
        if "counts as" in sql:
            raise QueryInterrupted(None, sql, parameters)
        return await fetch_sql(page, sql, parameters)

    fetch_sql = listing.Page.fetch_sql
    listing.COUNTED.clear()
    monkeypatch.setattr(listing.Page, "fetch_sql", give_up)
    response = await make_site(crowd).client.get("/crowd/-/positions?_=uncounted")
    html = response.text
    assert "etag" not in response.headers
    assert "Positions, too many to count at once" in html
    assert html.count("<tr id=") == 40


@pytest.mark.parametrize("query, said, not_said", [
    ("", ["More than 50 positions", "Among the latest 50", "All positions of this list", "At least "], ["160 positions", "The 51"]),
    ("review=any", ["More than 50 positions", "At least "], ["240 positions"]),
    ("stance=denies", ["Among the latest 50", ' class="held" aria-current="true"><bdi>denies</bdi> <span class="hidden">'], []),
    ("actor=ada-quill", [">12 positions</h2>", "Among the latest 50"], ["More than", "At least"]),
    ("from=2020-08-03", [">16 positions</h2>"], ["More than", "Among the latest", "At least"]),
    ("year=2031", ["No position fits", "More than 50 positions</a> without “Year: 2031”"], []),
])
@pytest.mark.asyncio
async def test_a_long_list_is_counted_in_part_and_says_so(get, monkeypatch, query, said, not_said):
    from datasette_claims.pages import listing, selecting

    for module in (listing, selecting):
        monkeypatch.setattr(module, "COUNTED_ROWS", 50)
    html = await get(f"{query}&_=part")
    assert [words for words in said if words not in html] == []
    assert [words for words in not_said if words in html] == []


@pytest.mark.asyncio
async def test_one_facet_can_be_shown_whole(make_site, tmp_path):
    site = make_site(make_crowd(tmp_path / "many.db", 120, actors=30))
    html = (await site.client.get("/many/-/positions?stance=denies")).text
    assert html.count("&amp;actor=") == 8 and '<a href="?stance=denies&amp;all=actor#actor-choices">All ' in html
    assert (await site.client.get("/many/-/positions?stance=denies&all=actor")).text.count("&amp;actor=") > 12


def test_every_filter_and_format_is_documented():
    from pathlib import Path

    from datasette_claims.exports import WRITERS
    from datasette_claims.pages.filters import BY_NAME

    text = (Path(__file__).parent.parent / "docs" / "addresses.md").read_text(encoding="utf-8")
    assert [name for name in BY_NAME if f"`{name}`" not in text] == []
    assert [suffix for suffix in (*WRITERS, "atom") if f"positions.{suffix}" not in text] == []
