"""English for readers: dates, counts, links into articles."""

import pytest

from datasette_claims.pages.chains import list_chains
from datasette_claims.pages.claim import choose_groups
from datasette_claims.pages.grouping import group_rows
from datasette_claims.pages.phrases import (
    clean,
    count,
    find_language,
    find_web_url,
    format_day,
    format_interval,
    join_words,
    make_source_url,
    shorten_day,
)
from datasette_claims.pages.timeline import draw_timeline, list_ticks


@pytest.mark.parametrize(
    "start, end, expected",
    [
        ("2022-08-11", "2022-08-11", "11 Aug 2022"),
        ("2022-08-01", "2022-08-11", "1–11 Aug 2022"),
        ("2022-02-24", "2022-08-11", "24 Feb – 11 Aug 2022"),
        ("2021-12-03", "2022-01-05", "3 Dec 2021 – 5 Jan 2022"),
        ("2022-08-01", "2022-08-31", "August 2022"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2020-01-01", "2022-12-31", "2020–2022"),
        ("2022-08-11", None, "from 11 Aug 2022"),
        (None, "2022-08-11", "until 11 Aug 2022"),
        (None, None, "date unknown"),
        ("soon", "later", "soon – later"),
    ],
)
def test_an_interval_reads_as_people_write_it(start, end, expected):
    assert format_interval(start, end) == expected


@pytest.mark.parametrize(
    "day, expected",
    [("2022", "2022"), ("2022-08", "August 2022"), ("2022-08-11", "11 August 2022"), ("2022-08-11T23:30-05:00", "11 August 2022"), ("", "date unknown"), ("2022-99", "2022-99")],
)
def test_a_date_keeps_its_precision_and_is_never_shifted(day, expected):
    assert format_day(day) == expected


def test_short_dates():
    assert [shorten_day(day) for day in ("2022-08-11", "2022-08", "2022")] == ["11 Aug 2022", "August 2022", "2022"]


@pytest.mark.parametrize(
    "url, words, expected",
    [
        ("https://a.example/x", None, "https://a.example/x"),
        ("https://a.example/x", '"No such talks,"', "https://a.example/x#:~:text=No%20such%20talks"),
        ("https://a.example/x#top", "well-known, and so", "https://a.example/x#:~:text=well%2Dknown%2C%20and%20so"),
        ("https://a.example/x", "one two … three four", "https://a.example/x#:~:text=one%20two"),
        (
            "https://a.example/x",
            "a b c d e f g h i j k l m",
            "https://a.example/x#:~:text=a%20b%20c%20d%20e,j%20k%20l%20m",
        ),
        ("https://a.example/x", "«»", "https://a.example/x"),
        ("javascript:alert(1)", "words", None),
        ("JaVaScRiPt:alert(1)", None, None),
        ("data:text/html,x", None, None),
        ("//a.example", None, None),
        (None, "words", None),
    ],
)
def test_a_source_opens_at_the_sentence(url, words, expected):
    assert make_source_url(url, words) == expected


def test_only_web_addresses_become_links():
    assert [find_web_url(url) for url in ("http://a.example", "HTTPS://a.example", " https://a.example", "ftp://a.example", "https:// x")] == [
        "http://a.example", "HTTPS://a.example", None, None, None,
    ]


def test_only_language_codes_become_lang():
    assert [find_language(code) for code in ("en", "zh-Hant", "", None, '"><b', "english")] == ["en", "zh-Hant", "", "", "", ""]


def test_overrides_are_left_out_and_marks_that_scripts_need_stay():
    assert clean("safe\u202egnp.exe\u2066") == "safegnp.exe"
    assert clean("می\u200cرود\u200f") == "می\u200cرود\u200f"
    assert clean(7) == 7


def test_counts_and_lists_read_naturally():
    assert [count(1, "article"), count(1204, "article"), count(2, "publisher family", "publisher families")] == [
        "1 article", "1,204 articles", "2 publisher families",
    ]
    assert [join_words(parts) for parts in ([], ["a"], ["a", "b", "c"])] == ["", "a", "a, b and c"]


def make_row(position, day, **rest):
    row = {
        "position": position, "said_from": day, "said_to": day, "actor": "ada", "actor_name": "Ada", "stance": "denies",
        "stance_name": "denies", "is_counted": 1, "reuse": "original", "words": None, "article": "a1", "relays": [],
        "speaker": "ada", "speaker_name": "Ada", "speaker_kind": "person", "speaker_words": "Ada", "publisher": "p",
        "publisher_name": "P", "published": day,
    }
    return {**row, **rest}


def test_a_group_shows_its_latest_original_and_counts_the_rest():
    rows = [
        make_row("s4", "2025-03-04", reuse="mirror"),
        make_row("s3", "2025-03-03"),
        make_row("s2", "2025-03-03", words="No."),
        make_row("s1", "2025-03-01"),
    ]
    [line] = group_rows(rows, "actor", "stance")
    assert (line["position"], line["others"], line["since"]) == ("s2", 3, "2025-03-01")


@pytest.mark.parametrize("stances, shown", [
    (["asserts"] * 12 + ["denies"], [0, 1, 2, 3, 4, 5, 6, 7, 8, 12]),
    (["asserts", "denies", "confirms"], [0, 1, 2]),
    (["asserts"] * 10 + ["denies", "denies", "relays", "questions", "cannot_confirm"], [0, 1, 2, 3, 4, 5, 10, 12, 13, 14]),
    (["asserts"] * 12 + ["denies, not counted"], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
])
def test_the_lines_of_a_claim_hold_the_latest_of_every_side(stances, shown):
    groups = [[{"stance": stance.split(",")[0], "is_counted": "," not in stance, "number": number}] for number, stance in enumerate(stances)]
    assert [group[0]["number"] for group in choose_groups(groups)] == shown


def test_who_only_passes_a_claim_on_is_a_step_of_its_source():
    rows = [
        make_row("s2", "2025-03-02", stance="relays", speaker="ada"),
        make_row("s1", "2025-03-02", stance="asserts", speaker="bo", speaker_name="Bo", actor="bo", relays=[{"actor": "ada", "name": "Ada"}]),
    ]
    chains, left = list_chains(rows)
    assert [(root["name"], [child["name"] for child in root["children"]]) for root in chains] == [("Bo", ["Ada"])]
    assert left == 0


def test_the_timeline_draws_one_strip_for_each_actor_and_bars_for_uncertain_days():
    bo = [
        make_row("s3", "2025-03-05", said_to="2025-03-09", actor="bo", actor_name="Bo", stance="asserts", stance_name="asserts", number=1),
        make_row("s2", "2025-03-11", actor="bo", actor_name="Bo", number=2),
    ]
    drawn = draw_timeline([[make_row("s1", "2025-03-01", number=1)], bo], 4, 2, "2025-03-11")
    assert [(row["name"], row["words"]) for row in drawn["rows"]] == [("Ada", "denies"), ("Bo", "asserts and denies")]
    assert [(mark["centre"], mark["width"]) for row in drawn["rows"] for mark in row["marks"]] == [(3.0, 0.0), (59.4, 37.6), (97.0, 0.0)]
    assert [mark["title"] for mark in drawn["rows"][1]["marks"]] == ["asserts, 5–9 Mar 2025", "denies, 2 times around 11 Mar 2025"]
    assert drawn["caption"] == "4 dated positions of 2 actors, 1–11 Mar 2025."
    assert draw_timeline([], 0, 0, "") is None


@pytest.mark.parametrize(
    "start, end, expected",
    [
        ((2025, 3, 1), (2025, 3, 11), ["2 Mar 2025", "4 Mar 2025", "6 Mar 2025", "8 Mar 2025", "10 Mar 2025"]),
        ((2024, 6, 1), (2025, 9, 3), ["Jul 2024", "Oct 2024", "Jan 2025", "Apr 2025", "Jul 2025"]),
        ((2014, 3, 1), (2025, 9, 3), ["2016", "2018", "2020", "2022", "2024"]),
    ],
)
def test_ticks_are_few_and_round(start, end, expected):
    from datetime import date

    assert [tick["text"] for tick in list_ticks(date(*start).toordinal(), date(*end).toordinal())] == expected
