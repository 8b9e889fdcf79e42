"""Copies: one report under several addresses counts once."""

import random
from dataclasses import replace

import pytest

from datasette_claims.articles import (
    Copy,
    Known,
    compare_articles,
    find_copies,
    find_credit,
    format_signature,
    make_signature,
    parse_signature,
    separate_note,
)
from datasette_claims.articles.copies import estimate_overlap
from datasette_claims.articles.drafts import Draft, finish_draft
from datasette_claims.text import hash_text

WORDS = "council ferry harbour island morning boat pupils mainland bridge spring report office sale master crew storm".split()


def write_story(seed, sentences=30):
    """A text of invented sentences, the same for the same seed."""
    rng = random.Random(seed)
    return " ".join(" ".join(rng.choices(WORDS, k=9)).capitalize() + "." for _ in range(sentences))


def know(name, text, **facts):
    return Known(name, hash_text(text), make_signature(text), **facts)


STORY = write_story(1)
LONG = STORY + " " + write_story(2)


@pytest.mark.parametrize(
    "text, author, expected",
    [
        ("KYIV, Aug 11 (Reuters) - The council said nothing.", None, "Reuters"),
        ("LONG ISLAND (AP) — The council said nothing.", None, "AP"),
        ("(AFP)\nThe council said nothing.", None, "AFP"),
        ("MOSCOW, August 11. /TASS/. The council said nothing.", None, "TASS"),
        ("The council said nothing.\n— AFP", None, "AFP"),
        ("The council said nothing.\n\n© Agence France-Presse", None, "Agence France-Presse"),
        ("The council said nothing.\nSource: Reuters.", None, "Reuters"),
        ("The council said nothing.\nThe Associated Press contributed to this report.", None, "Associated Press"),
        ("The council said nothing.", "Reuters", "Reuters"),
        ("The council said nothing.", "The Associated Press", "Associated Press"),
        # an agency that is only spoken of
        ("The council told Reuters that nothing had happened.", None, None),
        ("The harbour office (AP Section) said nothing.", None, None),
        ("The council said nothing, according to Reuters, and left.", "Ada Inkwell", None),
        ("x " * 1000 + "\nKYIV (Reuters) - quoted\n" + "x " * 1000, None, None),
    ],
)
def test_credit_line(text, author, expected):
    assert find_credit(text, author) == expected


@pytest.mark.parametrize(
    "one, other, reuse, score",
    [
        (STORY, STORY, "mirror", 1.0),
        (STORY, STORY.replace("ferry", "Ferry"), "reprint", 1.0),
        (LONG, STORY, "reprint", 1.0),
        (STORY + " " + write_story(3, 8), STORY + " " + write_story(4, 8), "reprint", 0.8),
        (STORY, write_story(2), None, None),
        (STORY + " " + write_story(3, 60), STORY + " " + write_story(4, 60), None, None),
        # too short to compare otherwise than by hash
        ("The ferry stays, it said.", "The ferry stays, it says.", None, None),
        ("The ferry stays, it said.", "The ferry stays, it said.", "mirror", 1.0),
    ],
)
def test_near_same_text(one, other, reuse, score):
    copy = compare_articles(know("a2", other, publisher="inkwell"), know("a1", one, publisher="harbour-post"))
    assert (copy and copy.reuse) == reuse
    assert copy is None or copy.score == pytest.approx(score, abs=0.08)


@pytest.mark.parametrize(
    "new, known, expected",
    [
        (
            {},
            {},
            Copy("a2", "a1", "mirror", 1.0, "Same text as in a1; neither is known to be older, and the other one's id sorts first."),
        ),
        (
            {"published": "2021-05-05T08:00:00+02:00"},
            {"published": "2021-05-04"},
            Copy(
                "a2", "a1", "mirror", 1.0, "Same text as in a1; the other one is older (2021-05-04 against 2021-05-05)."
            ),
        ),
        # the earlier one comes in later: the known one turns out to be the copy
        (
            {"published": "2021-05-03"},
            {"published": "2021-05-04"},
            Copy(
                "a1", "a2", "mirror", 1.0, "Same text as in a2; the other one is older (2021-05-03 against 2021-05-04)."
            ),
        ),
        # a month is no day, and two hours without the same clock decide nothing
        (
            {"published": "2021-04"},
            {"published": "2021-05-04"},
            Copy("a2", "a1", "mirror", 1.0, "Same text as in a1; only the other one's day is known."),
        ),
        (
            {"is_coded": True},
            {"published": "2021-05-04"},
            Copy("a1", "a2", "mirror", 1.0, "Same text as in a2; the other one was coded by a person."),
        ),
        (
            {"credit": "Reuters", "published": "2021-05-03"},
            {"is_agency": True, "published": "2021-05-04"},
            Copy(
                "a2",
                "a1",
                "reprint",
                1.0,
                "Same text as in a1, credited to Reuters; the other one is the agency's own page.",
            ),
        ),
        (
            {"is_agency": True},
            {"credit": "Reuters"},
            Copy(
                "a1",
                "a2",
                "reprint",
                1.0,
                "Same text as in a2, credited to Reuters; the other one is the agency's own page.",
            ),
        ),
    ],
)
def test_which_one_is_the_original(new, known, expected):
    assert compare_articles(know("a2", STORY, **new), know("a1", STORY, **known)) == expected


def test_near_copy_says_how_near():
    copy = compare_articles(know("a2", STORY), know("a1", LONG))
    assert (
        copy.detail
        == "98% of the five-word runs of the shorter text are the same as in a1; neither is known to be older, and the other one's id sorts first."
    )


def test_follow_up_on_the_same_site_is_no_copy():
    first, second = STORY, STORY + " " + write_story(5, 60)
    assert compare_articles(know("a2", second, publisher="post"), know("a1", first, publisher="post")) is None
    assert compare_articles(know("a2", second, publisher="ink"), know("a1", first, publisher="post")).reuse == "reprint"


def test_article_is_no_copy_of_itself():
    assert compare_articles(know("a1", STORY), know("a1", STORY)) is None


def test_article_known_by_hash_only():
    assert compare_articles(know("a2", STORY), Known("a1", hash_text(STORY))).syndicated_from == "a1"
    assert compare_articles(know("a2", LONG), Known("a1", hash_text(STORY))) is None
    assert compare_articles(Known("a2", None), Known("a1", None)) is None


REPRINTS = [
    know("a1", STORY, credit="AP"),
    know("a2", LONG, credit="AP"),
    know("a3", LONG, credit="AP"),
    know("a4", write_story(9)),
    know("a5", STORY, published="2021-05-04"),
]


@pytest.mark.parametrize("seed", range(6))
def test_reprints_name_one_origin_whatever_their_order(seed):
    articles = random.Random(seed).sample(REPRINTS, len(REPRINTS))
    assert [(copy.article, copy.syndicated_from, copy.reuse) for copy in find_copies(articles)] == [
        ("a1", "a5", "reprint"),
        ("a2", "a5", "reprint"),
        ("a3", "a5", "reprint"),
    ]


@pytest.mark.parametrize(
    "articles, expected",
    [
        # what a person coded is never called a copy, and an origin named by that person stands
        ([know("a1", STORY, is_coded=True, syndicated_from="wire"), know("a2", STORY)], [("a2", "wire")]),
        ([know("a1", STORY, is_coded=True), know("a2", STORY, is_agency=True)], []),
        ([know("a1", STORY, is_coded=True, syndicated_from="a2"), know("a2", STORY)], []),
        ([], []),
    ],
)
def test_copies_beside_what_people_coded(articles, expected):
    assert [(copy.article, copy.syndicated_from) for copy in find_copies(articles)] == expected


def test_two_thousand_copies_of_one_text_take_no_time():
    story = know("a", STORY)
    copies = find_copies(replace(story, id=f"a{number:04}") for number in range(2000))
    assert len(copies) == 1999 and {copy.syndicated_from for copy in copies} == {"a0000"}


@pytest.mark.parametrize("note", [None, "Stored without quotes: the text is in fr, and only English is coded."])
def test_a_note_is_separated_from_the_reason_of_a_copy(note):
    for copy in find_copies(REPRINTS):
        assert separate_note(" ".join(filter(None, (note, copy.detail)))) == note


def test_overlap_is_estimated_within_a_tenth():
    for share in range(1, 10):
        common = write_story(1, 10 * share)
        one, other = (common + " " + write_story(seed, 100 - 10 * share) for seed in (20 + share, 40 + share))
        true = share * 10 / (200 - share * 10)
        assert estimate_overlap(make_signature(one), make_signature(other))[0] == pytest.approx(true, abs=0.1)


def test_signature_is_kept_as_text():
    signature = make_signature("The council of the island has said that the ferry stays.")
    assert format_signature(signature) == ("7:" + "".join(f"{value:08x}" for value in signature.values))
    assert parse_signature(format_signature(signature)) == signature
    assert parse_signature(format_signature(make_signature(""))) == make_signature("")


def test_an_agencys_own_page_names_the_agency():
    draft = Draft(text="KYIV, May 4 (Reuters) - " + STORY, url="https://www.reuters.com/a", publisher="Reuters", published="2021-05-04")
    reading = finish_draft(draft, "a.txt")
    assert (reading.article.published, reading.publisher.id, reading.publisher.kind, reading.credit) == ("2021-05-04", "reuters", "agency", "Reuters")


@pytest.mark.parametrize("text", ["", "one", "one two three four", "\ud800" * 10, "섬 의회는 부인했다 " * 3])
def test_signature_of_any_text(text):
    signature = make_signature(text)
    assert len(signature.values) <= signature.count
