"""What broken input is made of, and what holds whatever the input: shared by the tests and scripts/fuzz.py."""

from __future__ import annotations

from datasette_claims.articles import Reading, Refusal
from datasette_claims.records import Quote
from datasette_claims.text import hash_text, join_pieces, make_article_id, normalise_text, parse_pieces

PARTS = [
    "<html>", "<head>", "<meta charset=utf-16>", "<title>Ferry</title>", "<body>", "<article>", "<p>The ferry stays.</p>", "</div>", "<table>",
    "<script type='application/ld+json'>", '{"@type": ["NewsArticle"], "datePublished": ["2021"], "headline": {"name": 5}}', "</script>",
    "<link rel=canonical href='//'>", "<!--", "<![CDATA[", "]]>", "\0", "\ud800", "é", "&#0;", "&#xD800;", "<?xml version='1.0'?>", "<rss>", "<item>",
    "<link>http://a.example/1</link>", "<pubDate>32 May</pubDate>", "</item>", "<urlset>", "<url><loc>/</loc></url>", "<feed>", "<entry>",
    "<link href='x'/>", "<!DOCTYPE html>", "<!DOCTYPE rss [", "url,text\n", "https://a.example/,\"x\n", '{"text": "x", "url": []}\n', "[{", "}]",
    "WARC/1.0\r\n", "WARC-Type: response\r\n", "Content-Length: 9\r\n\r\n", "Title: x\n", "URL: http://[\n", "Published: 2021-99-99\n", "“", " (Reuters) - ",
]  # fmt: skip


def check_item(item: Reading | Refusal) -> None:
    """An article that can be stored as it is, or one sentence why there is none."""
    if isinstance(item, Refusal):
        assert item.source and item.reason and "\n" not in item.reason
        return
    article = item.article
    assert article.text == normalise_text(article.text) and article.text.encode()
    assert (article.text_hash, article.text_length) == (hash_text(article.text), len(article.text))
    assert (
        article.id == make_article_id(article.url)
        and article.url
        and article.title
        and article.publisher == item.publisher.id
    )
    for cell in (article.title, article.url, article.author, article.publisher, item.publisher.name, item.credit):
        assert cell is None or (cell.encode() and "\n" not in cell and "\0" not in cell)


def check_quote(text: str, quote: Quote) -> None:
    """Offsets that rise, stay within the text and point at the words."""
    pieces = parse_pieces(quote.pieces) if quote.pieces else [(quote.start_char, quote.end_char)]
    flat = [offset for piece in pieces for offset in piece]
    assert flat == sorted(set(flat)) and 0 <= flat[0] and flat[-1] <= len(text)
    passage = join_pieces(text, pieces)
    assert passage.startswith(quote.words) if quote.is_cut else passage == quote.words
