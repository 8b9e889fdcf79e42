"""HTML pages: text, metadata, canonical address."""

import json
import re
from pathlib import Path

import pytest

from datasette_claims.articles import Reading, read_articles
from datasette_claims.articles.drafts import finish_draft
from datasette_claims.articles.markup import choose_url
from datasette_claims.articles.pages import read_page, strip_site_name
from datasette_claims.articles.refusals import Refused
from datasette_claims.records import Article, Publisher
from datasette_claims.text import hash_text, make_article_id

PAGES = Path(__file__).parent / "articles"
URL = "https://www.harbourpost.example/news/2021/05/04/ferry-denied"
TEXT = """Island council denies ferry will be cut

The council of Long Island has denied reports that the morning ferry to the mainland will be cut next spring.

“There is no such plan and there never was one,” the council’s spokeswoman said at a briefing on Tuesday. “The ferry \
runs, and it will run next year as well.”

Residents had read on a mainland website that the boat was to be sold. The harbour office said it could not confirm \
the report, which named no source.

The ferry carries about three hundred passengers a day, most of them pupils and fishermen, and has been in service \
since the old bridge was closed."""
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n")[1:])


def build_page(head="", body=BODY, title="Island council denies ferry will be cut"):
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


def read(html, url=URL, content_type=""):
    raw = html if isinstance(html, bytes) else html.encode()
    return finish_draft(read_page(raw, url, content_type), "page")


def test_whole_reading_of_a_page():
    assert list(read_articles(str(PAGES / "ferry.html"), retrieved="2021-05-06")) == [
        Reading(
            source=str(PAGES / "ferry.html"),
            article=Article(
                id=make_article_id(URL),
                url=URL,
                title="Island council denies ferry will be cut",
                publisher="the-harbour-post",
                author="Ada Inkwell",
                language="en",
                published="2021-05-04T09:30:00+02:00",
                published_basis="page",
                retrieved="2021-05-06",
                text_hash=hash_text(TEXT),
                text_length=len(TEXT),
                text=TEXT,
            ),
            publisher=Publisher(
                id="the-harbour-post", name="The Harbour Post", domain="harbourpost.example", family="the-harbour-post"
            ),
        )
    ]


def json_ld(**facts):
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **facts})}</script>'


@pytest.mark.parametrize(
    "head, url, expected",
    [
        # markup comes first, with its offset
        (json_ld(**{"@type": "NewsArticle", "datePublished": "2021-05-03T23:30:00-05:00"}), URL, ("2021-05-03T23:30:00-05:00", "page")),
        (json_ld(**{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "2021-05-03"}), URL, ("2021-05-03", "page")),
        (json_ld(**{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2021-05"}]}), URL, ("2021-05", "page")),
        ('<meta property="article:published_time" content="2021-05-03T08:00:00Z">', URL, ("2021-05-03T08:00:00+00:00", "page")),
        ('<meta name="date" content="2021-05-03T08:00:00">', URL, ("2021-05-03", "page")),
        # a broken block does not hide the meta tag
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script><meta name="date" content="2021-05-03">', URL, ("2021-05-03", "page")),
        # the date of another thing is not the article's
        (json_ld(**{"@type": "Event", "datePublished": "2019-01-01"}), URL, ("2021-05-04", "url")),
        ("", "https://a.example/2021/05/ferry", ("2021-05", "url")),
        ("", "https://a.example/ferry", (None, "unknown")),
        ('<meta name="copyright" content="© 2021 Harbour Post">', "https://a.example/ferry", (None, "unknown")),
        # the day of the last change can be years later than publication
        (json_ld(**{"@type": "NewsArticle", "dateModified": "2021-05-04T10:00:00Z"}), "https://a.example/ferry", (None, "unknown")),
        ('<meta property="article:modified_time" content="2021-05-04T10:00:00Z">', "https://a.example/ferry", (None, "unknown")),
        ('<meta property="og:updated_time" content="2021-05-04T10:00:00Z">', "https://a.example/ferry", (None, "unknown")),
        ('<meta http-equiv="last-modified" content="2021-05-04">', "https://a.example/ferry", (None, "unknown")),
        ('<meta name="lastmod" content="2021-05-04"><meta itemprop="dateModified" content="2021-05-04">', URL, ("2021-05-04", "url")),
    ],
)  # fmt: skip
def test_date_and_how_it_is_known(head, url, expected):
    article = read(build_page(head), url).article
    assert (article.published, article.published_basis) == expected


def test_date_standing_in_the_page_is_inferred():
    html = build_page(body='<p class="date">Published: 4 May 2021</p>' + BODY)
    article = read(html, "https://a.example/ferry").article
    assert (article.published, article.published_basis) == ("2021-05-04", "inferred")


@pytest.mark.parametrize(
    "page_url, canonical, expected",
    [
        (URL, None, (URL, None)),
        (URL + "?utm_source=x", URL, (URL, None)),
        ("https://amp.harbourpost.example/ferry", URL, (URL, None)),
        (None, URL, (URL, None)),
        ("urn:sha256:00", URL, (URL, None)),
        # an original on another site is reported, and the page keeps its own address
        (URL, "https://agency.example/a?utm_source=x", (URL, "https://agency.example/a")),
        # the front page is no article
        (URL, "https://www.harbourpost.example/", (URL, None)),
        (None, "https://www.harbourpost.example/", (None, None)),
        (None, None, (None, None)),
    ],
)
def test_canonical_link_counts_on_the_same_site(page_url, canonical, expected):
    assert choose_url(page_url, canonical) == expected


@pytest.mark.parametrize(
    "head, url, expected",
    [
        (
            '<link rel="canonical" href="/news/ferry">',
            "https://m.harbourpost.example/x",
            "https://harbourpost.example/news/ferry",
        ),
        ('<link rel="canonical" href="http://[broken">', URL, URL),
        (
            '<meta property="og:url" content="https://www.harbourpost.example/b">',
            URL,
            "https://www.harbourpost.example/b",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', URL, URL),
        # a canonical link to the front page, or one that is relative, and no address from outside: what else the page says
        ('<link rel="canonical" href="https://a.example/">', None, None),
        ('<link rel="canonical" href="https://a.example"><meta property="og:url" content="https://a.example/b">', None, "https://a.example/b"),
        ('<link rel="canonical" href="/"><meta property="og:url" content="https://a.example/b">', "https://a.example/x", "https://a.example/b"),
        ('<link rel="canonical" href="/b"><meta property="og:url" content="https://a.example/">', None, "https://a.example/b"),
        ('<link rel="canonical" href="/b"><base href="https://a.example/x/">', None, "https://a.example/b"),
        ('<link rel="canonical" href="/b">' + json_ld(**{"@type": "NewsArticle", "url": "https://a.example/b"}), None, "https://a.example/b"),
        (json_ld(**{"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://a.example/b#page"}}), None, "https://a.example/b"),
        (json_ld(**{"@type": "NewsArticle", "url": "https://a.example/"}), None, None),
        # but not the address of one of several stories of which none has the headline, nor any where the page has its own
        (json_ld(**{"@graph": [{"@type": "NewsArticle", "url": "https://a.example/b"}, {"@type": "NewsArticle", "url": "https://a.example/c"}]}), None, None),
        (json_ld(**{"@type": "NewsArticle", "url": "https://a.example/b"}), "https://a.example/x", "https://a.example/x"),
        ("<!-- saved from url=(0035)https://harbourpost.example/saved -->", None, "https://harbourpost.example/saved"),
    ],
)  # fmt: skip
def test_address_of_a_page(head, url, expected):
    article = read(build_page(head), url).article
    assert article.url == (expected or f"urn:sha256:{article.text_hash}")


STORY = {"@type": "NewsArticle", "headline": "Whale seen off Long Island", "datePublished": "2019-01-01", "author": {"name": "Wim Whaler"}}
OWN = {"@type": "NewsArticle", "headline": "Council denies cut", "datePublished": "2021-05-03", "author": {"name": "Ada Inkwell"}}


@pytest.mark.parametrize(
    "stories, url",
    [
        ([{**STORY, "url": "https://a.example/whale"}, {**OWN, "url": "https://a.example/b"}], "https://a.example/b?utm_source=x"),
        ([{**STORY, "url": "/whale"}, {**OWN, "url": "/b"}], "https://a.example/b"),
        ([STORY, {**OWN, "@id": "https://a.example/b#article"}], "https://a.example/b"),
        ([STORY, {**OWN, "mainEntityOfPage": {"@type": "WebPage", "@id": "https://a.example/b"}}], "https://a.example/b"),
        ([STORY, {**OWN, "headline": "Island council denies ferry will be cut"}], None),
        # a template that gives each story the address of the page
        ([{**STORY, "url": "/b"}, {**OWN, "url": "/b", "headline": "Island Council denies ferry will be cut"}], "https://a.example/b"),
        ([OWN, STORY], "https://a.example/b"),
    ],
)  # fmt: skip
def test_related_story_is_not_taken_for_the_article(stories, url):
    article = read(build_page(json_ld(**{"@graph": stories})), url).article
    assert (article.published, article.author) == ("2021-05-03", "Ada Inkwell")


@pytest.mark.parametrize(
    "headline, expected",
    [
        ("Mayor says &#8220;no&#8221;", "Mayor says “no”"),
        ("Mayor says &amp;#8220;no&amp;#8221;", "Mayor says “no”"),
        ("Mayor <em>says</em> no<br/>to &lt;b&gt;all&lt;/b&gt;", "Mayor says no to all"),
        ("Bay &amp;amp; Sound", "Bay & Sound"),
        # what only looks like it
        ("Fares < 3 crowns, says <Bay> & sound &copy of AT&T", "Fares < 3 crowns, says <Bay> & sound &copy of AT&T"),
    ],
)
def test_headline_is_what_a_reader_sees(headline, expected):
    head = json_ld(**{"@type": "NewsArticle", "headline": headline})
    assert read(build_page(head)).article.title == expected


PEOPLE = [
    {"@type": "Person", "@id": "#ada", "name": "Ada Inkwell"},
    {"@type": "Organization", "@id": "#group", "name": "Long Island Holding"},
    {"@type": "Organization", "@id": "#organization", "name": "Bay &amp; Sound"},
]


@pytest.mark.parametrize(
    "news, author",
    [
        ({"author": [{"@type": "Person", "name": n} for n in ("Ada Inkwell", "Ben Quill", "Cy Nib")]}, "Ada Inkwell, Ben Quill, Cy Nib"),
        ({"author": ["Ada Inkwell", "Ben Quill", "Ada Inkwell"]}, "Ada Inkwell, Ben Quill"),
        ({"author": [{"@id": "#ada"}, {"@id": "#nobody"}], "publisher": {"@id": "#organization"}}, "Ada Inkwell"),
        ({"author": "https://a.example/people/7", "creator": "Ben Quill"}, "Ben Quill"),
        ({"author": {"@id": ["#ada"]}, "creator": {"@id": 7, "name": "Ben Quill"}}, "Ben Quill"),
        ({"@type": "http://schema.org/NewsArticle", "author": "Ben Quill"}, "Ben Quill"),
        ({"@type": "https://www.schema.org/NewsArticle", "author": "Ben Quill"}, "Ben Quill"),
        ({"@type": "schema:NewsArticle", "author": "Ben Quill"}, "Ben Quill"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["application/ld+json", "application/ld+json; charset=utf-8", " Application/LD+JSON"])
def test_all_authors_of_a_page(news, author, kind):
    head = json_ld(**{"@graph": [{"@type": "NewsArticle", **news}, *PEOPLE]}).replace("application/ld+json", kind)
    assert read(build_page(head)).article.author == author


def test_publisher_that_stands_elsewhere_in_the_graph():
    head = json_ld(**{"@graph": [{"@type": "NewsArticle", "publisher": {"@id": "#organization"}}, *PEOPLE]})
    assert read(build_page(head)).publisher.name == "Bay & Sound"


def test_author_that_is_an_address_is_none():
    head = '<meta property="article:author" content="https://social.example/harbourpost">'
    assert read(build_page(head)).article.author is None
    assert read(build_page(head + '<meta name="author" content="Ada Inkwell">')).article.author == "Ada Inkwell"


def test_archived_page_keeps_both_addresses():
    link = f"https://web.archive.org/web/20210505000000/{URL}"
    article = read(build_page(), link).article
    assert (article.url, article.archived_url) == (URL, link)


def test_page_without_address_says_so():
    article = read(build_page(), None).article
    assert article.url == f"urn:sha256:{article.text_hash}"
    assert article.note == "Read without an address; the url is the hash of its text."
    assert article.publisher == "unknown-publisher"


@pytest.mark.parametrize(
    "html, content_type",
    [
        (build_page('<meta charset="utf-8">').encode(), ""),
        (build_page().encode("utf-16"), ""),
        (build_page('<meta charset="windows-1252">').encode("cp1252"), ""),
        (build_page().encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (build_page().encode("cp1252"), ""),
        (build_page().replace("ferry ", "fer\0ry\u200b ").encode(), ""),
        (build_page().encode("utf-8").decode("latin-1").encode("utf-8"), ""),
        (('<?xml version="1.0" encoding="utf-8"?>' + build_page()).encode(), ""),
    ],
)
def test_same_text_in_any_encoding(html, content_type):
    assert read(html, URL, content_type).article.text == TEXT


def test_piece_of_a_page_is_read():
    html = "<p>The council has denied that the ferry will be cut.</p>"
    assert read(html, None).article.text == "The council has denied that the ferry will be cut."


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("<q>There is no such plan</q>, she said.", "“There is no such plan”, she said."),
        ("She said: <q>He told <em>me</em> <q>no</q></q>.", "She said: “He told me ‘no’”."),
        ("“No.” <q><b>Never</b></q>, she said.", "“No.” “Never”, she said."),
        # the page has marks of its own
        ("“<q>Never</q>”, she said, <q>«never»</q>.", "“Never”, she said, «never»."),
    ],
)
def test_quotation_element_gets_its_marks(sentence, expected):
    assert expected in read(build_page(body=f"{BODY}<p>{sentence}</p>")).article.text.split("\n\n")


def test_an_embedded_post_is_one_paragraph_above_its_signature():
    post = "<blockquote class='twitter-tweet'><p lang='en'>The bridge is shut.<br><br>Nobody came.<br>Nobody.</p>&mdash; Nina Holt (@holt) <a href='https://x.example/1'>October 8, 2025</a></blockquote>"
    signed = "The bridge is shut. Nobody came. Nobody.\n\n— Nina Holt (@holt) October 8, 2025"
    assert read(build_page(body=BODY + post)).article.text == f"{TEXT}\n\n{signed}"


def test_what_no_reader_sees_is_not_read():
    hidden = "<template><p>A box said so.</p></template><div hidden><p>A ghost said so.</p></div><p hidden=''>A fog said so.</p>"
    seen = "<p hidden='until-found'>A lamp said so.</p>"
    assert read(build_page(body=BODY + hidden + seen)).article.text == f"{TEXT}\n\nA lamp said so."
    assert read(build_page(body=BODY + "<time hidden pubdate datetime='2021-05-02'></time>")).article.published == "2021-05-02"


def test_repaired_text_says_so():
    html = build_page().encode("utf-8").decode("latin-1").encode("utf-8")
    assert read(html).article.note == "5 characters that had been decoded twice were put right."


@pytest.mark.parametrize(
    "text, lang, expected",
    [
        (BODY, "de", "en"),
        ("<p>Der Rat der Insel hat Berichte zurückgewiesen, wonach die Fähre im Frühjahr eingestellt wird. „Das stimmt nicht“, sagte eine Sprecherin.</p>" * 2, "en", "de"),
        ("<p>Совет острова опроверг сообщения о том, что паром отменят весной. «Это неправда», — заявила представительница совета.</p>" * 2, None, "ru"),
        ("<p>섬 의회는 봄에 여객선이 폐지될 것이라는 보도를 부인했다. 대변인은 화요일에 그런 계획이 없다고 말했다.</p>" * 3, None, "ko"),
    ],
)  # fmt: skip
def test_language_is_the_one_of_the_text(text, lang, expected):
    html = build_page(body=text, title="Long Island").replace("<html>", f'<html lang="{lang}">' if lang else "<html>")
    assert read(html).article.language == expected


@pytest.mark.parametrize(
    "title, site, expected",
    [
        ("Ferry stays | The Harbour Post", "The Harbour Post", "Ferry stays"),
        ("Ferry stays - the harbour post", "The Harbour Post", "Ferry stays"),
        ("The Harbour Post", "The Harbour Post", "The Harbour Post"),
        ("Ferry – stays", "The Harbour Post", "Ferry – stays"),
    ],
)
def test_headline_without_the_name_of_the_site(title, site, expected):
    assert strip_site_name(title, site) == expected


@pytest.mark.parametrize(
    "head, body, credit",
    [
        (json_ld(**{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Reuters"}}), BODY, "Reuters"),
        (json_ld(**{"@type": "NewsArticle", "creditText": "AFP", "author": "Ada Inkwell"}), BODY, "AFP"),
        ('<meta name="author" content="The Associated Press">', BODY, "Associated Press"),
        ("", BODY.replace("<p>The council", "<p>LONG ISLAND (AP) — The council"), "AP"),
        (json_ld(**{"@type": "NewsArticle", "author": "Ada Inkwell"}), BODY, None),
    ],
)
def test_agency_that_a_page_credits(head, body, credit):
    assert read(build_page(head, body)).credit == credit


def test_publisher_of_an_agency_page():
    head = '<meta property="og:site_name" content="Reuters">'
    assert read(build_page(head), "https://www.reuters.com/world/ferry").publisher == Publisher(
        id="reuters", name="Reuters", domain="reuters.com", kind="agency", family="reuters"
    )


@pytest.mark.parametrize(
    "html, reason",
    [
        ("<html></html>", "no main text was found on the page"),
        ("<html><body></body></html>", "no main text was found on the page"),
        ("<html><body>" + "<div>" * 100_000, "elements are nested more than 200 deep"),
        ("<html><body>" + "<p>x</p>" * 100_000, "the page has more than 40,000 elements"),
        ("<html><body><p>" + "x" * 10_000_000, "the page is larger than 10,000,000 bytes"),
        ("<html><body><p>" + "ferry boat. " * 100_000, "the text has 1,199,999 characters; an article has at most 1,000,000"),
    ],
)  # fmt: skip
def test_page_that_is_no_article(html, reason):
    with pytest.raises(Refused, match=re.escape(reason)):
        read(html)
