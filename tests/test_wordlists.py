"""The word lists of words/: whole, described, and without contradictions."""

from __future__ import annotations

import re

from datasette_claims.records import Certainty, Label
from datasette_claims.wordlists import FOLDER, read_phrases, read_rows, read_words

KINDS_OF_ACTOR = {"person", "organisation", "public_body", "state", "armed_group", "outlet", "unnamed"}


def test_every_list_is_described():
    described = (FOLDER / "README.md").read_text(encoding="utf-8")
    mine = {path.name for path in FOLDER.iterdir() if path.name != "README.md"}
    missing = {name for name in mine if name not in described}
    assert missing == set()


def test_countries_have_one_name_and_one_code_each():
    rows = read_rows("countries")
    assert len({row["name"] for row in rows}) == len({row["code"] for row in rows}) == len(rows) == 197
    assert all(re.fullmatch(r"[A-Z]{2}", row["code"]) for row in rows)
    assert [row["name"] for row in rows if "|" in row["name"] or row["name"] != row["name"].strip()] == []


def test_metonyms_name_kinds_and_countries_that_exist():
    countries = {row["name"] for row in read_rows("countries")} | {""}
    rows = read_rows("metonyms")
    assert {row["kind"] for row in rows} <= KINDS_OF_ACTOR
    assert {row["country"] for row in rows} <= countries


def test_roles_are_persons_bodies_or_documents():
    rows = read_rows("roles")
    assert {row["kind"] for row in rows} == {"person", "body", "document"}
    assert len({row["word"] for row in rows}) == len(rows)
    assert {row["word"] for row in rows if row["speaks_for"] == "1"} == {
        "spokesman", "spokeswoman", "spokesperson", "spokespeople", "press secretary", "press officer", "press service",
        "representative", "mouthpiece", "communications director",
    }  # fmt: skip


def test_stance_cues_are_patterns_with_known_labels():
    for row in read_rows("stance_cues"):
        re.compile(row["pattern"])
        assert Label(row["label"]) and Certainty(row["certainty"]) and row["why"]
        assert not row["negated"] or Label(row["negated"])


def test_stance_contents_are_beginnings_with_known_labels():
    for row in read_rows("stance_contents"):
        re.compile(row["pattern"].replace("{FALSE}", "false"))
        assert Label(row["label"]) and Certainty(row["certainty"]) and row["why"]
        assert not row["pattern"].startswith("^") and row["pattern"] == row["pattern"].strip()


def test_lists_of_words_are_not_empty_and_not_doubled():
    for path in FOLDER.glob("*.txt"):
        assert read_phrases(path.stem), path.name
    for name in ("first_names_female", "first_names_male"):
        words = read_words(name)
        assert len(set(words)) == len(words), [word for word in words if words.count(word) > 1]
