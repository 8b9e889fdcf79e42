import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasette_claims import text


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
        ("  A\u00a0b \t c  \n   d  ", "A b c\nd"),
        ("A\n\n\n\n\nB", "A\n\nB"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("e\u0301te\u0301", "été"),
        ("right-to-left \u202eoverride\u202c", "right-to-left override"),
        ("", ""),
    ],
)
def test_normalise_text(raw, expected):
    assert text.normalise_text(raw) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(raw):
    once = text.normalise_text(raw)
    assert text.normalise_text(once) == once


@pytest.mark.parametrize(
    "spellings",
    [
        ["Королёв", "Королев", "КОРОЛЕВ"],
        ["100,000", "100000", "100 000", "100.000", "100\u202f000", "۱۰۰۰۰۰", "۱۰۰٬۰۰۰", "１００，０００"],
        ["شمالي", "شمالی"],
        ["Café", "cafe", "CAFÉ"],
        ["Łukaszenka", "lukaszenka"],
        ["“ready”", '"ready"', "„ready“"],
        ["Kim Jong‑un", "Kim Jong-un", "kim  jong–un"],
    ],
)
def test_fold_levels_spellings_readers_take_for_the_same(spellings):
    assert len({text.fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("spelling", ["3.5", "2022, 100", "1,5", "10 1000"])
def test_fold_keeps_numbers_that_are_not_grouped(spelling):
    assert text.fold(spelling) == spelling


def test_fold_keeps_neighbouring_numbers_apart():
    assert text.fold("100,000 100,000") == "100000 100000"


@pytest.mark.parametrize(
    "name, slug",
    [
        ("Ivan Example", "ivan-example"),
        ("Élysée Palace's Press Office", "elysee-palaces-press-office"),
        ("a" * 80, "a" * 60),
        ("one two three " * 10, "one-two-three-one-two-three-one-two-three-one-two-three-one"),
        ("네차예프", ""),
    ],
)
def test_make_slug(name, slug):
    assert text.make_slug(name) == slug


def test_ids_come_from_facts_and_stay():
    article = text.make_article_id("https://example.org/news/1")
    assert article == "a8ahxekgmmpyz"
    assert text.make_quote_id(article, "There are no talks.") == text.make_quote_id(article, "“There are NO talks”")
    assert text.make_quote_id(article, "There are no talks.", 2) == text.make_quote_id(article, "There are no talks.") + "-2"


@pytest.mark.parametrize(
    "words, limit, expected",
    [
        ("short", 10, ("short", False)),
        ("exactly ten", 11, ("exactly ten", False)),
        ("cut at a word", 8, ("cut at a", True)),
        ("cut at a word", 7, ("cut at", True)),
        ("unbroken" * 3, 10, ("unbrokenun", True)),
    ],
)
def test_cut_words(words, limit, expected):
    assert text.cut_words(words, limit) == expected


@pytest.mark.parametrize(
    "name, script",
    [("Nechaev", "Latn"), ("Нечаев", "Cyrl"), ("네차예프", "Hang"), ("ゲラシモフ", "Jpan"), ("林剑", "Hani"), ("بيسكوف", "Arab"), ("100", "Zyyy")],
)
def test_find_script(name, script):
    assert text.find_script(name) == script


def test_pieces_survive_their_stored_form():
    pieces = [(0, 5), (14, 18)]
    assert text.format_pieces(pieces) == "0-5;14-18"
    assert text.parse_pieces("0-5;14-18") == pieces
    assert text.join_pieces("Quite he said.sure", pieces) == "Quite … sure"
    assert text.format_pieces([(0, 5)]) is None
