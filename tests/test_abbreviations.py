"""Full stops that end no sentence, in all the rooms that look for the ends of sentences."""

import pytest

from datasette_claims.abbreviations import ends_sentence
from datasette_claims.polarity import list_sentences


@pytest.mark.parametrize(
    "text, parts",
    [
        ("It rained. They left.", 2),
        ("Then Sen. Holt left.", 1),
        ("He met J. Holt at Ft. Marl.", 1),
        ("So did I. They left.", 2),
        ("He lives in the U.S. He votes there.", 2),
        ("The U.S. Senate voted.", 1),
        ("It begins at 5 p.m. They know.", 2),
        ("It begins at 5 p.m. Tuesday.", 1),
        ("He runs Marl Inc. It is small.", 2),
        ("He runs Marl Inc. Holdings.", 1),
        ("They fixed No. 7 of the sites.", 1),
        ("He said no. They left.", 2),
        ("No. They left.", 2),
        ("Holt v. Marl was heard.", 1),
        ("He owes a lot to ma. She knows.", 2),
        ("They won! Sen. Holt left.", 2),
        ("He said “in the U.S.” She left.", 2),
        ("It happened on Feb. 1, he said.", 1),
    ],
)
def test_full_stops_of_abbreviations_end_no_sentence(text, parts):
    assert 1 + sum(ends_sentence(text, at) for at, mark in enumerate(text[:-1]) if mark in ".!" and text[at + 1] in " ”") == parts


def test_claims_are_worded_from_whole_sentences():
    assert list_sentences("Gen. Holt came at 5 p.m. He left with Sen. Marek.") == ["Gen. Holt came at 5 p.m.", "He left with Sen. Marek."]
