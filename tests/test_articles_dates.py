"""Dates of publication at the precision given."""

import pytest

from datasette_claims.articles.dates import parse_date


@pytest.mark.parametrize(
    "written, expected",
    [
        # as precise as written, never more
        ("2031", "2031"),
        ("2031-05", "2031-05"),
        ("2031-05-04", "2031-05-04"),
        # a time is kept with its offset, and never moved to another one
        ("2031-05-04T09:30:00+02:00", "2031-05-04T09:30:00+02:00"),
        ("2031-05-04T09:30:00.123Z", "2031-05-04T09:30:00+00:00"),
        ("2031-05-04T23:30:00-0500", "2031-05-04T23:30:00-05:00"),
        ("2031-05-04 09:30 +02", "2031-05-04T09:30:00+02:00"),
        # without offset it is a day, and stays that day
        ("2031-05-04T23:59:59", "2031-05-04"),
        ("2031-05-04 00:00:00", "2031-05-04"),
        # feeds
        ("Sun, 04 May 2031 09:30:00 +0300", "2031-05-04T09:30:00+03:00"),
        ("Sun, 04 May 2031 09:30:00 GMT", "2031-05-04T09:30:00+00:00"),
        ("Sun, 04 May 2031 09:30:00 -0000", "2031-05-04"),
        # people
        ("4 May 2031", "2031-05-04"),
        ("May 4, 2031", "2031-05-04"),
        ("Sunday, May 4th, 2031", "2031-05-04"),
        ("04.05.2031", "2031-05-04"),
        ("2031/05/04", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("May 2031", "2031-05"),
        # what is no date, or could be two
        ("05/04/2031", None),
        ("yesterday", None),
        ("2031-02-30", None),
        ("2031-13", None),
        ("0000-00-00", None),
        ("0001-01-01T00:00:00Z", None),
        ("2031-05-04T99:00:00Z", "2031-05-04"),
        ("", None),
        (None, None),
        ("9" * 5000, None),
        ("12345678", None),
    ],
)
def test_date_is_as_precise_as_written(written, expected):
    assert parse_date(written) == expected
