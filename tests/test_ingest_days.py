"""When something was said, counted from the day of publication."""

import pytest

from datasette_claims.ingest.days import Said, find_said
from datasette_claims.quotes import Attribution

WEDNESDAY = "2026-03-04"


def attribute(text: str, words: str, cue: str = "said") -> Attribution:
    """An attribution of these words of a text."""
    start = text.index(words)
    at = text.index(cue, 0 if text.index(cue) < start else start + len(words))
    return Attribution(((start, start + len(words)),), "indirect", (at, at + len(cue)), None, 1.0, "")


@pytest.mark.parametrize(
    "text, published, first, last, as_written, basis",
    [
        # a weekday is the latest one up to publication, that day included
        ("It rained, he said on Tuesday.", WEDNESDAY, "2026-03-03", "2026-03-03", "on Tuesday", "weekday"),
        ("It rained, he said Wednesday.", WEDNESDAY, "2026-03-04", "2026-03-04", "Wednesday", "weekday"),
        ("It rained, he said on Thursday.", WEDNESDAY, "2026-02-26", "2026-02-26", "on Thursday", "weekday"),
        ("It rained, he said last Wednesday.", WEDNESDAY, "2026-02-25", "2026-02-25", "last Wednesday", "weekday"),
        ("On Monday, he said: It rained, but not much.", WEDNESDAY, "2026-03-02", "2026-03-02", "On Monday", "weekday"),
        ("It rained, he said late on Sunday.", "2026-03-01T23:30:00-05:00", "2026-03-01", "2026-03-01", "late on Sunday", "weekday"),
        ("It rained, he said yesterday.", WEDNESDAY, "2026-03-03", "2026-03-03", "yesterday", "weekday"),
        ("It rained, he said earlier today.", WEDNESDAY, "2026-03-04", "2026-03-04", "earlier today", "weekday"),
        ("On Monday, Sen. Holt of St. Marl said: It rained.", WEDNESDAY, "2026-03-02", "2026-03-02", "On Monday", "weekday"),
        # a date is what it says; without a year, the latest one
        ("It rained, he said on 3 March.", WEDNESDAY, "2026-03-03", "2026-03-03", "on 3 March", "stated"),
        ("It rained, he said on December 24.", WEDNESDAY, "2025-12-24", "2025-12-24", "on December 24", "stated"),
        ("It rained, he said on Feb. 1, 2022.", WEDNESDAY, "2022-02-01", "2022-02-01", "on Feb. 1, 2022", "stated"),
        # days of something else
        ("It rained, he said before Monday's vote.", WEDNESDAY, WEDNESDAY, WEDNESDAY, None, "published"),
        ("It rained, he said. They met on Monday.", WEDNESDAY, WEDNESDAY, WEDNESDAY, None, "published"),
        ("They met on Monday. It rained, he said.", WEDNESDAY, WEDNESDAY, WEDNESDAY, None, "published"),
        ("LARN, 2 March (Northwire) - It rained, he said.", WEDNESDAY, WEDNESDAY, WEDNESDAY, None, "published"),
        # no more precise than the publication
        ("It rained, he said on Tuesday.", "2026-02", "2026-02-01", "2026-02-28", None, "published"),
        ("It rained, he said on 3 February.", "2026-02", "2026-02-03", "2026-02-03", "on 3 February", "stated"),
        ("It rained, he said.", "2026", "2026-01-01", "2026-12-31", None, "published"),
        ("It rained, he said on Tuesday.", None, None, None, None, "unknown"),
        ("It rained, he said on 31 February.", WEDNESDAY, WEDNESDAY, WEDNESDAY, None, "published"),
    ],
)
def test_the_day_beside_the_cue(text, published, first, last, as_written, basis):
    assert find_said(text, attribute(text, "It rained"), published) == Said(first, last, as_written, basis)


def test_a_day_inside_the_reported_words_is_not_the_day_of_speaking():
    text = "He said that it rained on Monday."
    assert find_said(text, attribute(text, "that it rained on Monday"), WEDNESDAY).basis == "published"
