"""Sources: text, folders, tables, feeds, sitemaps, web archives, standard input."""

import gzip
import io
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from warcio.bufferedreaders import BufferedReader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from datasette_claims.articles import Reading, Refusal, read_articles
from datasette_claims.articles.feeds import Entry, read_entries
from datasette_claims.articles.references import ReferenceWriter
from datasette_claims.records import Article, Publisher
from datasette_claims.text import hash_text, make_article_id

PAGES = Path(__file__).parent / "articles"
FERRY = (PAGES / "ferry.html").read_bytes()
FERRY_URL = "https://www.harbourpost.example/news/2021/05/04/ferry-denied"
HOMELESS = "it has no address, and no text of 500 characters in the feed itself"
OFFLINE = "it would have to be fetched, and fetching is switched off"


def read(source, **options):
    return list(read_articles(str(source), offline=True, **options))


def outline(items):
    """Address and title of each article, source and reason of each refusal."""
    return [
        (i.article.url, i.article.title) if isinstance(i, Reading) else (Path(i.source).name, i.reason) for i in items
    ]


def test_text_with_header_lines():
    text = """Harbour office cannot confirm sale

The harbour office said on Wednesday that it could not confirm the sale of the ferry.

“We have read the same report as everybody else,” the harbour master said."""
    url = "https://www.harbourpost.example/news/sale"
    assert read(PAGES / "bulletin.txt") == [
        Reading(
            source=str(PAGES / "bulletin.txt"),
            article=Article(
                id=make_article_id(url),
                url=url,
                title="Harbour office cannot confirm sale",
                publisher="the-harbour-post",
                language="en",
                published="2021-05-05",
                published_basis="page",
                text_hash=hash_text(text),
                text_length=len(text),
                text=text,
            ),
            publisher=Publisher(
                "the-harbour-post", "The Harbour Post", "harbourpost.example", family="the-harbour-post"
            ),
        )
    ]


def test_text_without_header_lines_has_its_first_short_line_as_title():
    article = read(PAGES / "bare.txt")[0].article
    assert article.title == "Harbour office knows of no sale"
    assert article.text.startswith("The harbour office, asked about the boat")
    assert article.url == f"urn:sha256:{article.text_hash}"
    assert article.note == "Read without an address; the url is the hash of its text."


def test_text_with_address_given_by_the_caller():
    reading = read(PAGES / "bare.txt", url="https://m.harbourpost.example/a?fbclid=1")[0]
    assert (reading.article.url, reading.article.note) == ("https://harbourpost.example/a", None)
    assert reading.publisher == Publisher(
        "harbourpost-example", "harbourpost.example", "harbourpost.example", family="harbourpost-example"
    )


@pytest.mark.parametrize(
    "raw, title, text",
    [
        (b"Ferry stays\n\nIt stays.", "Ferry stays", "Ferry stays\n\nIt stays."),
        (b"# Ferry stays\n\nIt stays.", "Ferry stays", "# Ferry stays\n\nIt stays."),
        (b"Title: Ferry stays\nIt stays.", "Ferry stays", "Ferry stays\n\nIt stays."),
        (b"Title: Ferry stays\n\nFerry stays.\nIt stays.", "Ferry stays", "Ferry stays.\nIt stays."),
        (b"It stays, the council said.", "It stays, the council said.", "It stays, the council said."),
        # a line with a colon in the text is no header
        (b"Council: ferry stays\nURL of the year", "Council: ferry stays", "Council: ferry stays\nURL of the year"),
        ("\ufeffFähre bleibt\r\n\r\nSie bleibt.".encode("utf-16"), "Fähre bleibt", "Fähre bleibt\n\nSie bleibt."),
        ("Fähre bleibt\rSie bleibt.".encode("cp1252"), "Fähre bleibt", "Fähre bleibt\nSie bleibt."),
        (b"x" * 300, "x" * 120 + " \u2026", "x" * 300),
    ],
)
def test_title_and_text_of_plain_text(raw, title, text):
    article = read("-", stdin=io.BytesIO(raw))[0].article
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ferry", "file:///etc/passwd", "http://", "http://[", "http://a/" + "x" * 2000]
)
def test_text_whose_address_is_none(url):
    article = read("-", stdin=io.BytesIO(f"URL: {url}\nFerry stays\n".encode()))[0].article
    assert (article.url, article.note) == (
        f"urn:sha256:{article.text_hash}",
        "Read without an address; the url is the hash of its text.",
    )


def test_folder_is_read_in_order_and_without_links(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "ferry.html").write_bytes(FERRY)
    (tmp_path / "b" / "ferry_files").mkdir()
    (tmp_path / "b" / "ferry_files" / "menu.js").write_text("var menu = 1;")
    (tmp_path / "a.txt").write_text("Ferry stays\n\nIt stays.")
    (tmp_path / "style.css").write_text("p { color: blue }")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / ".hidden").write_text("Not to be read")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "passwords.txt").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.txt")
    link = "a link; links in folders are not followed, give the file itself"
    assert outline(read(tmp_path)) == [
        (f"urn:sha256:{hash_text('Ferry stays' + chr(10) * 2 + 'It stays.')}", "Ferry stays"),
        (FERRY_URL, "Island council denies ferry will be cut"),
        ("loop", link),
        ("empty.txt", "empty"),
        ("passwords.txt", link),
        ("photo.txt", "not text but an image"),
        ("pipe.txt", "not a regular file"),
        ("style.css", "text, but .css is no article in a folder; give the file itself to read it"),
    ]


@pytest.mark.parametrize(
    "source, refusal",
    [
        ("no/such/file.txt", Refusal("no/such/file.txt", "no such file")),
        ("a\0b", Refusal("a\0b", "no such file")),
        ("/dev/null", Refusal("/dev/null", "not a regular file")),
        ("https://harbourpost.example/a", Refusal("https://harbourpost.example/a", OFFLINE)),
        ("x" * 5000, Refusal("x" * 5000, "it could not be read: File name too long")),
    ],
)
def test_source_that_cannot_be_opened(source, refusal):
    assert read(source) == [refusal]


def test_folder_that_cannot_be_listed(tmp_path, monkeypatch):
    def scandir(place):
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(os, "scandir", scandir)
    assert read(tmp_path) == [Refusal(str(tmp_path), "it could not be read: Permission denied")]


def test_name_that_is_no_text_is_shown_on_one_line(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\nferry.txt")).write_bytes(b"")
    (refusal,) = read(tmp_path)
    assert str(refusal) == f"{tmp_path}/? ferry.txt: empty"


def test_empty_folder(tmp_path):
    assert read(tmp_path) == [Refusal(str(tmp_path), "the folder has no files")]


CSV = """URL;Headline;Text;Date
https://a.example/1?utm_source=x;Ferry stays;"It stays, the council said;
“for good.”";2021-05-04
https://a.example/2;Boat sold;;
;Bridge opens;The bridge opens.;May 2021
;;;
not an address;;;
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_table_of_articles(tmp_path, encoding):
    path = tmp_path / "export.dat"
    path.write_bytes(CSV.encode(encoding))
    items = read(path)
    bridge = hash_text("Bridge opens\n\nThe bridge opens.")
    assert outline(items) == [
        ("https://a.example/1", "Ferry stays"),
        ("export.dat:3", OFFLINE),
        (f"urn:sha256:{bridge}", "Bridge opens"),
        ("export.dat:6", "no text, and the url is no web address: not an address"),
    ]
    assert [(i.source, i.article.published) for i in items if isinstance(i, Reading)] == [
        (f"{path}:2", "2021-05-04"),
        (f"{path}:4", "2021-05"),
    ]
    assert items[0].article.text == "Ferry stays\n\nIt stays, the council said;\n“for good.”"


COLUMNS = "not a table of articles: its first line names neither a url nor a text but {}; name a column so"
NO_JSON = "not JSON of articles: it must begin with an object, or a list of objects, that has a url or a text"


@pytest.mark.parametrize(
    "name, raw, reason",
    [
        ("a.csv", b"id,Story,when\n1,It stays.,2021-05-04\n", COLUMNS.format("id, story, when")),
        ("a.tsv.gz", gzip.compress(b"id\tstory\n1\tIt stays.\n"), COLUMNS.format("id, story")),
        ("a.csv", b",,\n", COLUMNS.format("nothing")),
        ("a.json", b'["It stays."]', NO_JSON),
        ("a.jsonl", b"It stays.\n", NO_JSON),
        ("a.ndjson", b"It stays.\n", NO_JSON),
        ("a.json", b'{"ferries": [{"text": "It stays."}]}', "neither a text nor a url; its columns are ferries"),
    ],
)
def test_table_of_something_else_is_no_article(tmp_path, name, raw, reason):
    (tmp_path / name).write_bytes(raw)
    assert [item.reason for item in read(tmp_path / name)] == [reason]


@pytest.mark.parametrize(
    "raw, line",
    [
        (b"sep=;\r\nurl;title;text\r\nhttps://a.example/1;Ferry stays;It stays.\r\n", 3),
        (b'"sep=\t"\nurl\ttitle\ttext\nhttps://a.example/1\tFerry stays\tIt stays.\n', 3),
        (b"\n \nurl,title,text\nhttps://a.example/1,Ferry stays,It stays.\n", 4),
        (b"url|title|text\nhttps://a.example/1|Ferry stays|It stays.\n", 2),
        (b"url,title,text\rhttps://a.example/1,Ferry stays,It stays.\r", 2),
        ("url,title,text\rhttps://a.example/1,Ferry stays,It stays.\r".encode("utf-16"), 2),
    ],
)
def test_table_as_programs_write_it(raw, line):
    (item,) = read("-", stdin=io.BytesIO(raw))
    assert (item.source, item.article.url, item.article.text) == (f"standard input:{line}", "https://a.example/1", "Ferry stays\n\nIt stays.")


def test_table_with_old_line_ends_in_its_cells():
    rows = "".join(f'https://a.example/{n},"It stays\nhere."\r' for n in range(300))
    items = read("-", stdin=io.BytesIO(("url,text\r" + "https://a.example/x,It stays.\r" * 200 + rows).encode()))
    assert (len(items), items[-1].article.text) == (500, "It stays\nhere.")


def test_table_with_one_column_of_texts(tmp_path):
    (tmp_path / "a.csv").write_text("text\nIt stays.\n")
    assert [item.article.text for item in read(tmp_path / "a.csv")] == ["It stays."]


def test_list_of_paragraphs_is_one_text():
    paragraphs = [f"The ferry stays, {number}." for number in range(30)]
    (item,) = read("-", stdin=io.BytesIO(json.dumps({"url": "https://a.example/1", "text": paragraphs}).encode()))
    assert item.article.text == "\n\n".join(paragraphs)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_list_of_addresses(encoding):
    lines = [
        "# ferries",
        "https://a.example/1",
        "",
        " https://a.example/2 \r",
        "https://a.example/3",
        "ferry",
        "https://a.example/4",
        "",
    ]
    assert read("-", stdin=io.BytesIO("\n".join(lines).encode(encoding))) == [
        Refusal("standard input:2", OFFLINE),
        Refusal("standard input:4", OFFLINE),
        Refusal("standard input:5", OFFLINE),
        Refusal("standard input:6", "not a web address"),
        Refusal("standard input:7", OFFLINE),
    ]


def test_text_that_begins_with_an_address_is_a_text():
    article = read("-", stdin=io.BytesIO(b"https://a.example/1\nThe ferry stays, it said.\n"))[0].article
    assert article.text == "https://a.example/1\nThe ferry stays, it said."


ROW = {
    "url": "https://a.example/1",
    "title": "Ferry stays",
    "text": "It stays.",
    "authors": ["Ada Inkwell", "Ben Quill"],
    "lang": "en",
}


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps(ROW),
        json.dumps(ROW) + "\n",
        json.dumps([ROW]),
        json.dumps(ROW, indent=1),
        json.dumps({"status": "ok", "total": 1, "articles": [ROW]}),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Bay News", "items": [{"content_text" if name == "text" else name: cell for name, cell in ROW.items()}]}, indent=1),
        json.dumps({"@type": "NewsArticle", "url": ROW["url"], "headline": "Ferry stays", "articleBody": "It stays.",
                    "author": [{"name": "Ada Inkwell"}, {"name": "Ben Quill"}], "inLanguage": {"name": "en"}}, indent=1),
    ],
)  # fmt: skip
def test_json_of_articles(raw):
    items = read("-", stdin=io.BytesIO(raw.encode()))
    text = "Ferry stays\n\nIt stays."
    assert [item.article for item in items] == [
        Article(
            id=make_article_id("https://a.example/1"),
            url="https://a.example/1",
            title="Ferry stays",
            publisher="a-example",
            author="Ada Inkwell, Ben Quill",
            language="en",
            text_hash=hash_text(text),
            text_length=len(text),
            text=text,
        )
    ]


def test_broken_lines_of_json_cost_only_themselves():
    lines = [
        json.dumps(ROW),
        '{"url": ',
        "[1, 2]",
        "",
        '{"text": "\\ud800"}',
        "[" * 100_000,
        json.dumps({"title": 5}),
        json.dumps(ROW),
    ]
    items = read("-", stdin=io.BytesIO("\n".join(lines).encode()))
    assert [(i.source, i.reason[:30] if isinstance(i, Refusal) else i.article.title) for i in items] == [
        ("standard input:1", "Ferry stays"),
        ("standard input:2", "not valid JSON: Expecting valu"),
        ("standard input:3", "not an object with columns"),
        ("standard input:5", "neither a text nor a url"),
        ("standard input:6", "not valid JSON: maximum recurs"),
        ("standard input:7", "neither a text nor a url"),
        ("standard input:8", "Ferry stays"),
    ]


FRONT_MATTER = """---
title: "Ferry: it stays"
date: 2031-05-04 10:00:00 +0200
authors: [Ada Inkwell, Ben Quill]
url: https://a.example/ferry
---

"""
TOML = """+++
title = "Ferry: it stays"
date = 2031-05-04T10:00:00+02:00
draft = false
authors = ["Ada Inkwell", "Ben Quill"]
url = "https://a.example/ferry"

[params]
weight = 3
+++

"""
MARKDOWN = """# Ferry: it stays

The *council* has **denied** that
the [ferry](https://a.example/bay_(old) "Bay") will be cut.\\
It costs 2 * 3 * 4 a_b_c crowns.

> “It stays,” said
> _Vera Blum_.[^1]

![A boat](boat.jpg)

{{< figure src="x" >}}

- The [bay][1] is shut.
- So is \\*Bay Road*.

[1]: https://a.example/bay
[^1]: On the radio.
"""
SEEN = """Ferry: it stays

The council has denied that the ferry will be cut.

It costs 2 * 3 * 4 a_b_c crowns.

“It stays,” said Vera Blum.

- The bay is shut.
- So is *Bay Road*.

On the radio."""


@pytest.mark.parametrize(
    "name, raw, expected",
    [
        ("a.md", FRONT_MATTER + MARKDOWN, ("https://a.example/ferry", "Ferry: it stays", "Ada Inkwell, Ben Quill", "2031-05-04T10:00:00+02:00", SEEN)),
        ("a.txt", FRONT_MATTER + MARKDOWN, ("https://a.example/ferry", "Ferry: it stays", "Ada Inkwell, Ben Quill", "2031-05-04T10:00:00+02:00", SEEN)),
        ("a.md", TOML + MARKDOWN, ("https://a.example/ferry", "Ferry: it stays", "Ada Inkwell, Ben Quill", "2031-05-04T10:00:00+02:00", SEEN)),
        ("a.txt", (TOML + MARKDOWN).replace("\n", "\r\n"), ("https://a.example/ferry", "Ferry: it stays", "Ada Inkwell, Ben Quill", "2031-05-04T10:00:00+02:00", SEEN)),
        ("a.md", MARKDOWN.replace("\n", "\r\n"), (None, "Ferry: it stays", None, None, SEEN)),
        ("a.markdown", "Title: Bay\nAuthor: Ada Inkwell\n\nIt *is* shut.", (None, "Bay", "Ada Inkwell", None, "Bay\n\nIt is shut.")),
        ("a.md", "---\n\nThe bay is shut, and **so** is the road.\n\n---\n", (None, "---", None, None, "---\n\nThe bay is shut, and so is the road.\n\n---")),
        ("a.txt", "The *bay* is shut, and **so** is the road.", (None, None, None, None, "The *bay* is shut, and **so** is the road.")),
    ],
)
def test_markdown_is_read_as_a_reader_sees_it(tmp_path, name, raw, expected):
    (tmp_path / name).write_text(raw, encoding="utf-8")
    (item,) = read(tmp_path / name)
    article = item.article
    url, title = expected[0] or f"urn:sha256:{article.text_hash}", expected[1] or article.text
    assert (article.url, article.title, article.author, article.published, article.text) == (url, title, *expected[2:])


@pytest.mark.parametrize(
    "raw, reason",
    [
        ("---\ntitle: [Bay\n---\nIt is shut.", "its front matter is not YAML: while parsing a flow sequence"),
        ("+++\ntitle = [Bay\n+++\nIt is shut.", "its front matter is not TOML: Invalid value"),
        ("---\ntitle: Bay\n---\n", "no text stands below its front matter"),
    ],
)
def test_front_matter_that_is_none_is_refused(tmp_path, raw, reason):
    (tmp_path / "a.md").write_text(raw, encoding="utf-8")
    (item,) = read(tmp_path / "a.md")
    assert item.reason.startswith(reason)


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows():
    text = 'sep=;\nurl;text\nhttps://a.example/1;"Ferry\nstays."\nhttps://a.example/2;"Boat sold.\nhttps://a.example/3;Bay shut.\n'
    assert outline(read("-", stdin=io.BytesIO(text.encode()))) == [
        ("https://a.example/1", "Ferry"),
        (
            "standard input",
            "the table breaks off: the table ends inside a cell; look for a quotation mark that is not closed in the row that begins in line 5",
        ),
    ]


CONTENT = "<p>The council has denied that the ferry will be cut.</p>" * 12
RSS = f"""<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://feed.example/rss.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Harbour Post</title><link>https://harbourpost.example/</link><image><url>https://harbourpost.example/logo.png</url></image>
<item><media:title>A picture</media:title><title>Ferry stays</title><link>/news/1?utm_source=rss</link>
<pubDate>Tue, 04 May 2021 09:30:00 +0300</pubDate><source url="https://agency.example/rss">Agency</source>
<content:encoded><![CDATA[{CONTENT}]]></content:encoded></item>
<item><title>Boat sold</title><guid>https://harbourpost.example/news/2</guid><description>Teaser</description></item>
<item><title>Boat sold</title><guid>https://harbourpost.example/news/2</guid></item>
<item><title>No address</title><guid isPermaLink="false">77</guid></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title>
<entry><title>Ferry stays</title><link rel="self" href="https://harbourpost.example/self"/><link href="https://harbourpost.example/news/1"/>
<updated>2021-05-04T09:30:00Z</updated><author><name>Ada Inkwell</name><email>ada@harbourpost.example</email></author>
<content type="html">{CONTENT.replace("<", "&lt;")}</content></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> https://harbourpost.example/1 </loc>
<lastmod>2021-05-04</lastmod></url><url><loc>https://harbourpost.example/2</loc></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>https://harbourpost.example/sitemap1.xml</loc></sitemap></sitemapindex>"""


def test_feed_with_full_text_needs_no_page(tmp_path):
    (tmp_path / "rss.xml").write_text(RSS)
    items = read(tmp_path / "rss.xml", url="https://harbourpost.example/rss")
    assert outline(items) == [
        ("https://harbourpost.example/news/1", "Ferry stays"),
        ("2", OFFLINE),
        ("rss.xml: No address", HOMELESS),
    ]
    article = items[0].article
    assert (article.published, article.published_basis, items[0].credit) == (
        "2021-05-04T09:30:00+03:00",
        "page",
        "Agency",
    )
    assert article.note == f"Text taken from the feed: {OFFLINE}."
    assert article.text.startswith("Ferry stays\n\nThe council has denied")


def test_atom_feed():
    item = read("-", stdin=io.BytesIO(ATOM.encode()))[0]
    assert (item.article.url, item.article.author) == ("https://harbourpost.example/news/1", "Ada Inkwell")


def read_item(xml, root="<rss><channel>"):
    """The only item of a feed, around the text that all of them have."""
    content = CONTENT.replace("<", "&lt;")
    return read("-", stdin=io.BytesIO(f"{root}{xml.replace('CONTENT', content)}".encode()))[0]


ATOM_ROOT = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/news/">'
ITEM_TEXT = "<link>https://a.example/1</link><description/><encoded>CONTENT</encoded></item>"
ENTRY_TEXT = '<link href="https://a.example/1"/><content type="html">CONTENT</content></entry>'


@pytest.mark.parametrize(
    "root, xml, title, author",
    [
        ("<rss>", "<item><title>Bay &amp;amp; &lt;i>Sound&lt;/i></title><author>ed@a.example (Ada Inkwell)</author>" + ITEM_TEXT, "Bay & Sound", "Ada Inkwell"),
        ("<rss>", "<item><title>Bay</title><author>ed@a.example</author>" + ITEM_TEXT, "Bay", None),
        ("<rss>", "<item><title>Bay</title><creator>Ada Inkwell</creator><creator>Ben Quill</creator>" + ITEM_TEXT, "Bay", "Ada Inkwell, Ben Quill"),
        (ATOM_ROOT, '<entry><title type="html">Bay &lt;em>and&lt;/em> &amp;lt;b&amp;gt;Sound&amp;lt;/b&amp;gt;</title>' + ENTRY_TEXT, "Bay and Sound", None),
        (ATOM_ROOT, "<entry><title>On the tag &lt;em></title>" + ENTRY_TEXT, "On the tag <em>", None),
        (ATOM_ROOT, "<entry><title>Bay</title><author><name>Ada Inkwell</name></author><author><name>Ben Quill</name></author>" + ENTRY_TEXT,
         "Bay", "Ada Inkwell, Ben Quill"),
    ],
)  # fmt: skip
def test_title_and_authors_in_a_feed(root, xml, title, author):
    article = read_item(xml, root).article
    assert (article.title, article.author, article.text.split("\n")[0]) == (title, author, title)


@pytest.mark.parametrize(
    "title, expected",
    [
        (b"Bay & Sound", "Bay & Sound"),
        (b"Bay&nbsp;Sound &ndash; &unheard;", "Bay Sound – &unheard;"),
        (b"Bay &#xD83D;&#xDE00;", "Bay \U0001f600"),
        (b"Bay &#55357; &#56832;", "Bay"),
        (b"Bay \x01&#2;&#8217;", "Bay ’"),
        (b"Bay \xff", "Bay �"),
        (b"<![CDATA[Bay & Sound]]> &amp; Co", "Bay & Sound & Co"),
    ],
)
def test_feed_with_a_broken_title_keeps_the_markup_of_its_texts(title, expected):
    xml = f"<item><title>{title.decode('latin-1')}</title>{ITEM_TEXT}<item><title>Sound</title>{ITEM_TEXT.replace('/1', '/2')}"
    raw = f"<rss>{xml.replace('CONTENT', CONTENT.replace('<', '&lt;'))}</rss>".encode("latin-1")
    first, second = read("-", stdin=io.BytesIO(raw))
    text = second.article.text.removeprefix("Sound\n\n")
    assert (first.article.title, first.article.text) == (expected, f"{expected}\n\n{text}")
    assert text == "\n\n".join(["The council has denied that the ferry will be cut."] * 12)


@pytest.mark.parametrize(
    "xml, expected",
    [
        (
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fy"><title>Bay News</title><author><name>Ada Inkwell</name></author>'
            '<entry><link href="https://a.example/1"/><updated>2031-05-04</updated></entry>'
            '<entry xml:lang="en"><link href="https://a.example/2"/><published>2031-05-03</published><author><name>Ben Quill</name></author></entry></feed>',
            [
                Entry("https://a.example/1", updated="2031-05-04", author="Ada Inkwell", language="fy"),
                Entry("https://a.example/2", published="2031-05-03", author="Ben Quill", language="en"),
            ],
        ),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay News</title><author><name>bay news</name></author>'
            '<entry><link href="https://a.example/1"/></entry></feed>',
            [Entry("https://a.example/1")],
        ),
        (
            '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><language>fy-NL</language><itunes:author>Bay Radio</itunes:author>'
            "<item><link>https://a.example/1</link></item><item><link>https://a.example/2</link></item></channel></rss>",
            [Entry("https://a.example/1", language="fy-NL"), Entry("https://a.example/2", language="fy-NL")],
        ),
        ("<urlset><url><loc>https://a.example/1</loc><lastmod>2031-05-04</lastmod></url></urlset>", [Entry("https://a.example/1")]),
    ],
)
def test_what_a_feed_says_of_all_its_entries(xml, expected):
    assert list(read_entries(io.BytesIO(xml.encode()))) == expected


@pytest.mark.parametrize(
    "dates, address, expected",
    [
        ("<updated>2031-05-04</updated>", "/2031/05/03/ferry", ("2031-05-03", "url")),
        ("<updated>2031-05-04</updated>", "/ferry", ("2031-05-04", "inferred")),
        ("<updated>2031-05-04</updated><published>2031-05-02</published>", "/2031/05/03/ferry", ("2031-05-02", "page")),
    ],
)
def test_the_date_of_an_update_gives_way_to_every_other(dates, address, expected):
    url = f"https://a.example{address}"
    page = SimpleNamespace(url=url, content_type="", body=f"<html><body><article>{CONTENT}</article></body></html>".encode())
    xml = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bay</title><link href="{url}"/>{dates}</entry></feed>'
    (item,) = read_articles("-", stdin=io.BytesIO(xml.encode()), fetcher=SimpleNamespace(fetch=lambda url: page))
    assert (item.article.published, item.article.published_basis) == expected


def test_references_are_written_by_number_wherever_a_stream_is_cut():
    raw = b"&lt;b> & &nbsp; &#xD83D;&#xDE00; <![CDATA[&lt; & ]] &#1;]]> &gt;&#55357;"
    expected = b"&#60;b> &#38; &#160; &#128512; <![CDATA[&lt; & ]] &#1;]]> &#62;"
    for one in range(len(raw)):
        writer = ReferenceWriter()
        assert writer.write(raw[:one]) + writer.write(raw[one:]) + writer.write(b"") == expected
    writer = ReferenceWriter()
    assert b"".join(writer.write(raw[n : n + 1]) for n in range(len(raw) + 1)) == expected


@pytest.mark.parametrize(
    "root, link, expected",
    [
        (ATOM_ROOT, '<link href="1"/>', "https://a.example/news/1"),
        (ATOM_ROOT, '<link xml:base="/sport/" href="1"/>', "https://a.example/sport/1"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://a.example/feed"/>', '<link href="/1"/>', "https://a.example/1"),
        ("<rss><channel><link>https://a.example/</link>", "<link>/1</link>", "https://a.example/1"),
        ("<rss><channel><link>https://a.example/</link>", "<link>http://[broken</link>", None),
    ],
)
def test_address_in_a_feed_is_seen_from_the_feed(root, link, expected):
    tag = "entry" if root.startswith("<feed") else "item"
    article = read_item(f"<{tag}><title>Bay</title>{link}<content>CONTENT</content></{tag}>", root).article
    assert article.url == (expected or f"urn:sha256:{article.text_hash}")


def test_paragraphs_of_xhtml_in_a_feed():
    body = f'<div xmlns="http://www.w3.org/1999/xhtml">{CONTENT[:-4]} <b>It</b> stays.</p><p>That is all.</p></div>'
    xml = f'<entry><title>Bay</title><link href="1"/><content type="xhtml">{body}</content></entry>'
    assert read_item(xml, ATOM_ROOT).article.text.split("\n\n")[-2:] == [
        "The council has denied that the ferry will be cut. It stays.",
        "That is all.",
    ]


def test_item_without_address_is_read_where_the_feed_has_its_text():
    item = '<item><title>Bay</title><guid isPermaLink="false">77</guid><description>{}</description></item>'
    article = read_item(item.format("CONTENT")).article
    assert (article.url, article.title) == (f"urn:sha256:{article.text_hash}", "Bay")
    assert article.note == "Read without an address; the url is the hash of its text. Text taken from the feed."
    assert read_item(item.format("Teaser")) == Refusal("standard input: Bay", HOMELESS)
    assert read_item("<item><guid>77</guid></item>") == Refusal("standard input: 77", HOMELESS)


@pytest.mark.parametrize("raw", [SITEMAP.encode(), gzip.compress(SITEMAP.encode()), SITEMAP.encode("utf-16")])
def test_sitemap_leads_to_pages(raw):
    items = read("-", stdin=io.BytesIO(raw))
    assert items == [
        Refusal("standard input: https://harbourpost.example/1", OFFLINE),
        Refusal("standard input: https://harbourpost.example/2", OFFLINE),
    ]


def test_sitemap_longer_than_allowed_says_so(monkeypatch):
    monkeypatch.setattr("datasette_claims.articles.feeds.MAX_ENTRIES", 1)
    assert read("-", stdin=io.BytesIO(SITEMAP.encode())) == [
        Refusal("standard input: https://harbourpost.example/1", OFFLINE),
        Refusal("standard input", "more than 1 entries; the rest was not read"),
    ]


def test_sitemap_of_the_allowed_length_is_read_whole(monkeypatch):
    monkeypatch.setattr("datasette_claims.articles.feeds.MAX_ENTRIES", 2)
    assert read("-", stdin=io.BytesIO(SITEMAP.encode())) == [Refusal(f"standard input: https://harbourpost.example/{n}", OFFLINE) for n in (1, 2)]


def test_sitemap_index_leads_to_sitemaps():
    assert read("-", stdin=io.BytesIO(INDEX.encode())) == [Refusal("https://harbourpost.example/sitemap1.xml", OFFLINE)]


def build_warc(*records, packed):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, headers, body in records:
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": "2021-05-06T01:02:03Z"},
            )
        )
    return out.getvalue()


HTML = {"Content-Type": "text/html; charset=utf-8"}
RECORDS = [
    (FERRY_URL + "?utm_source=x", "200 OK", HTML, FERRY),
    ("https://www.harbourpost.example/logo.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG"),
    ("https://www.harbourpost.example/gone", "404 Not Found", HTML, FERRY),
    ("https://www.harbourpost.example/empty", "200 OK", HTML, b"<html></html>"),
    ("https://www.harbourpost.example/packed", "200 OK", {**HTML, "Content-Encoding": "gzip"}, gzip.compress(FERRY)),
    (
        "https://www.harbourpost.example/bomb",
        "200 OK",
        {**HTML, "Content-Encoding": "gzip"},
        gzip.compress(b"<p>" + bytes(30_000_000)),
    ),
    (
        "https://www.harbourpost.example/broken",
        "200 OK",
        {**HTML, "Content-Encoding": "gzip"},
        gzip.compress(FERRY)[:200],
    ),
]


@pytest.mark.parametrize("packed", [True, False])
def test_archive_gives_its_pages(tmp_path, packed):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(build_warc(*RECORDS, packed=packed))
    items = read(path, retrieved="2021-06-01")
    assert [
        (i.article.url, i.article.retrieved) if isinstance(i, Reading) else (Path(i.source).name, i.reason)
        for i in items
    ] == [
        (FERRY_URL, "2021-05-06"),
        ("empty", "no main text was found on the page"),
        (FERRY_URL, "2021-05-06"),
        ("bomb", "the page is larger than 10,000,000 bytes"),
        ("broken", "no main text was found on the page"),
    ]


@pytest.mark.parametrize(
    "packing, body, reason",
    [
        ("", b"%PDF-1.4 \xe2\xe3", "not text but a PDF; save its text first"),
        ("gzip", gzip.compress(b"%PDF-1.4 \xe2\xe3"), "not text but a PDF; save its text first"),
        ("", bytes(range(256)) * 9, "not text but binary data"),
        ("br", bytes(range(128, 256)) + bytes(range(128)), "the page is packed with br, which could not be unpacked: install the library brotli"),
        ("zstd", b"\x28\xb5\x2f\xfd ferry", "the page is packed with zstd, which could not be unpacked: archive it without or with gzip"),
    ],
)  # fmt: skip
def test_page_in_an_archive_that_is_no_text(packing, body, reason, monkeypatch):
    monkeypatch.delitem(BufferedReader.DECOMPRESSORS, "br", raising=False)  # where that library is installed
    raw = build_warc(("https://a.example/b", "200 OK", {**HTML, "Content-Encoding": packing}, body), *RECORDS[:1], packed=True)
    assert outline(read("-", stdin=io.BytesIO(raw))) == [("b", reason), (FERRY_URL, "Island council denies ferry will be cut")]


def test_archive_that_unpacked_its_pages_and_kept_the_header():
    raw = build_warc((FERRY_URL, "200 OK", {**HTML, "Content-Encoding": "zstd"}, FERRY), packed=True)
    assert outline(read("-", stdin=io.BytesIO(raw))) == [(FERRY_URL, "Island council denies ferry will be cut")]


@pytest.mark.parametrize(
    "packed, failure",
    [
        (
            True,
            [
                (
                    "standard input",
                    "the gzip data is broken: Compressed file ended before the end-of-stream marker was reached",
                )
            ],
        ),
        (False, []),
    ],
)
def test_archive_that_breaks_off_keeps_what_was_read(packed, failure):
    raw = build_warc(*RECORDS[:1], *RECORDS[:1], packed=packed)
    assert outline(read("-", stdin=io.BytesIO(raw[: len(raw) * 3 // 4]))) == [
        (FERRY_URL, "Island council denies ferry will be cut"),
        ("ferry-denied?utm_source=x", "the record is cut off"),
        *failure,
    ]


def test_pipe_that_gives_single_bytes():
    class Slow(io.RawIOBase):
        rest = FERRY

        def readable(self):
            return True

        def readinto(self, buffer):
            buffer[:1], self.rest = self.rest[:1], self.rest[1:]
            return len(buffer[:1]) if self.rest else 0

    assert outline(read("-", stdin=Slow())) == [(FERRY_URL, "Island council denies ferry will be cut")]


def test_reading_is_lazy():
    items = read_articles(
        "-", stdin=io.BytesIO(b"".join(json.dumps(ROW).encode() + b"\n" for _ in range(5000))), offline=True
    )
    assert next(items).article.url == "https://a.example/1"
