"""Web addresses: one for all variants of a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasette_claims.articles.addresses import (
    canonicalise_url,
    find_domain,
    find_url_date,
    is_same_site,
    read_address,
)

PAGE = "https://www.harbourpost.example/news/ferry"


@pytest.mark.parametrize(
    "url, expected",
    [
        # nothing to do
        (PAGE, PAGE),
        ("https://harbourpost.example/", "https://harbourpost.example/"),
        ("https://harbourpost.example/story?id=7&page=2", "https://harbourpost.example/story?id=7&page=2"),
        ("urn:sha256:00ff", "urn:sha256:00ff"),
        ("no address at all", "noaddressatall"),
        # case, default ports, fragments, dots and double slashes
        ("HTTPS://WWW.HarbourPost.example/news/ferry", PAGE),
        ("https://www.harbourpost.example:443/news/ferry", PAGE),
        ("http://harbourpost.example:80/a", "http://harbourpost.example/a"),
        ("https://harbourpost.example:8443/a", "https://harbourpost.example:8443/a"),
        (PAGE + "#comments", PAGE),
        (PAGE + "#:~:text=ferry", PAGE),
        ("https://www.harbourpost.example./news//ferry", PAGE),
        ("https://harbourpost.example", "https://harbourpost.example/"),
        ("  https://www.harbourpost.example/news/\nferry ", PAGE),
        # tracking
        (PAGE + "?utm_source=mail&utm_medium=x&utm_campaign=spring", PAGE),
        (PAGE + "?fbclid=abc&gclid=def&igshid=1", PAGE),
        (PAGE + "?UTM_Source=mail", PAGE),
        (PAGE + "?id=3&utm_source=mail&lang=en", PAGE + "?id=3&lang=en"),
        (PAGE + "?ref=home&smid=tw-share&at_medium=rss&ns_mchannel=social", PAGE),
        (PAGE + "?gad_source=1&srsltid=AfmB&mkt_tok=Nzc3&replytocom=41", PAGE),
        (PAGE + ";jsessionid=0A1B.node2?id=3", PAGE + "?id=3"),
        ("https://harbourpost.example/news;JSESSIONID=0A1B/ferry;part=2", "https://harbourpost.example/news/ferry;part=2"),
        # a parameter that only looks like tracking
        (PAGE + "?reference=12&fbid=7&model=amp", PAGE + "?reference=12&fbid=7&model=amp"),
        # AMP, mobile and print
        ("https://amp.harbourpost.example/news/ferry", "https://harbourpost.example/news/ferry"),
        ("https://m.harbourpost.example/news/ferry", "https://harbourpost.example/news/ferry"),
        ("https://en.m.harbourwiki.example/wiki/Ferry", "https://en.harbourwiki.example/wiki/Ferry"),
        (PAGE + "/amp", PAGE),
        (PAGE + "/amp/", PAGE + "/"),
        ("https://www.harbourpost.example/amp/news/ferry", PAGE),
        (PAGE + "?outputType=amp", PAGE),
        (PAGE + "?output=amp&id=4", PAGE + "?id=4"),
        (PAGE + "?amp", PAGE),
        (PAGE + "?m=1", PAGE),
        (PAGE + ".amp.html", PAGE + ".html"),
        (PAGE + "/print", PAGE),
        (PAGE + "/print/", PAGE + "/"),
        (PAGE + "?print=true", PAGE),
        (PAGE + "?view=print", PAGE),
        # words that only contain them
        ("https://harbourpost.example/news/lamp/camp", "https://harbourpost.example/news/lamp/camp"),
        ("https://harbourpost.example/art/print/ink", "https://harbourpost.example/art/print/ink"),
        ("https://m.example/news", "https://m.example/news"),
        (PAGE + "?m=203105", PAGE + "?m=203105"),
        # links into caches and archives
        ("https://www-harbourpost-example.cdn.ampproject.org/c/s/www.harbourpost.example/news/ferry", PAGE),
        ("https://www.google.com/amp/s/www.harbourpost.example/news/ferry/amp", PAGE),
        ("https://web.archive.org/web/20310504120000/https://www.harbourpost.example/news/ferry?utm_source=x", PAGE),
        (
            "https://web.archive.org/web/20310504120000id_/https://amp.harbourpost.example/a",
            "https://harbourpost.example/a",
        ),
        # one spelling of percent signs and of foreign hosts
        ("https://harbourpost.example/f%65rry%2fboat", "https://harbourpost.example/ferry%2Fboat"),
        ("https://harbourpost.example/fähre", "https://harbourpost.example/f%C3%A4hre"),
        ("https://fähre.example/a", "https://xn--fhre-loa.example/a"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        # broken ones come back as they are
        ("https://harbourpost.example:port/a", "https://harbourpost.example:port/a"),
        ("https://[::1/a", "https://[::1/a"),
        ("https://\uffff!doctype html>/a", "https://\uffff!doctypehtml>/a"),
    ],
)
def test_one_address_for_all_variants(url, expected):
    assert canonicalise_url(url) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                [
                    "https://",
                    "http://",
                    "amp.",
                    "m.",
                    "www.",
                    "a.example",
                    "/amp",
                    "/print",
                    "//",
                    "%41",
                    "%2",
                    "é",
                    "?amp=1",
                ]
                + [
                    "&utm_x=1",
                    "#x",
                    ".amp",
                    ":443",
                    "[::1]",
                    "web.archive.org/web/2031/",
                    "google.com/amp/s/",
                    "\ud800",
                    " ",
                ]
            ),
            max_size=12,
        ).map("".join),
    )
)
def test_canonical_address_is_its_own_canonical_address(url):
    assert canonicalise_url(canonicalise_url(url)) == canonicalise_url(url)


def test_archived_copy_is_kept_beside_the_address():
    link = "https://web.archive.org/web/20310504120000/https://www.harbourpost.example/news/ferry"
    address = read_address(link)
    assert (address.url, address.archived_url) == (PAGE, link)


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://www.harbourpost.example/a", "harbourpost.example"),
        ("https://News.HarbourPost.example:81/a", "news.harbourpost.example"),
        ("urn:sha256:00", None),
        ("https://[::1/a", None),
    ],
)
def test_domain(url, expected):
    assert find_domain(url) == expected


@pytest.mark.parametrize(
    "url, other, expected",
    [
        (PAGE, "http://harbourpost.example/x", True),
        (PAGE, "https://news.harbourpost.example/x", True),
        (PAGE, "https://harbourpost.example.evil.example/x", False),
        (PAGE, "https://notharbourpost.example/x", False),
        (PAGE, "/x", False),
    ],
)
def test_same_site(url, other, expected):
    assert is_same_site(url, other) is expected


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://a.example/2031/05/04/ferry", "2031-05-04"),
        ("https://a.example/news/2031-05-04-ferry", "2031-05-04"),
        ("https://a.example/news/20310504/ferry", "2031-05-04"),
        ("https://a.example/2031/5/4/ferry", "2031-05-04"),
        ("https://a.example/2031/05/ferry", "2031-05"),
        ("https://a.example/2031/ferry", None),
        ("https://a.example/story-203105041234", None),
        ("https://a.example/2031/13/40/ferry", None),
        ("https://a.example/2031/02/30/ferry", "2031-02"),
        ("https://a.example/2031-02-30-ferry", None),
        ("https://a.example/20310230/2031-05-04-ferry", "2031-05-04"),
        ("urn:sha256:20310504", None),
    ],
)
def test_date_in_address(url, expected):
    assert find_url_date(url) == expected
