"""Broken and hostile input costs one refusal, in bounded time and memory."""

import gzip
import io
import json
import os
import subprocess
import sys
import time

import pytest
from hostile import PARTS, check_item
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from datasette_claims.articles import Reading, Refusal, read_articles

ENTITIES = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY b0 "boom">{ENTITIES}]><rss><item><title>&b9;</title><link>http://a.example/</link></item></rss>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><item><link>&f;</link></item></rss>'
ENTITY_REASON = "it declares XML entities, which are never expanded here"


def read(raw, **options):
    return list(read_articles("-", stdin=io.BytesIO(raw), offline=True, **options))


@pytest.mark.parametrize(
    "raw, reason",
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"\0" * 100, "not text but binary data"),
        (bytes(range(256)) * 20, "not text but binary data"),
        (b"%PDF-1.7 text text", "not text but a PDF; save its text first"),
        (b"PK\x03\x04docx", "not text but a ZIP or Office file; unpack it or save its text first"),
        (b"\x1f\x8b", "the gzip data is broken: "),
        (gzip.compress(b"ferry" * 100)[:-9], "the gzip data is broken: "),
        (b"\x1f\x8b" + b"x" * 100, "the gzip data is broken: "),
        (gzip.compress(gzip.compress(b"ferry")), "not text but "),
        (BOMB.encode(), ENTITY_REASON),
        (BOMB.encode("utf-16"), ENTITY_REASON),
        (gzip.compress(BOMB.encode()), ENTITY_REASON),
        (OUTSIDE.encode(), ENTITY_REASON),
        (b"<rss><item><link>", "the feed or sitemap has no entries with an address"),
        (b"<?xml version='1.0'?><invoice/>", "XML that is neither a feed, a sitemap nor a page"),
        (b"WARC/9.9\r\nbroken", "the archive breaks off after 0 pages"),
        (b"<html><body><p>", "no main text was found on the page"),
        ("“" * 10_000 + "”" * 10_000, "no text was found in it"),
        (b"!?" * 1000, "no text was found in it"),
        (b"url,text\n" + b'https://a.example/,"' + b"x" * 20_000_000, "a line of more than 10,000,000 bytes"),
        (
            b"url,text\n" + b'https://a.example/,"' + (b"x" * 999 + b"\n") * 4_100,
            "the table breaks off: field larger than field limit (4000000)",
        ),
        (b'{"text": "' + b"x" * 20_000_000, "a line of more than 10,000,000 bytes"),
        (b"[" * 200_000 + b'{"', "no text was found in it"),
    ],
)
def test_broken_input_costs_one_refusal(raw, reason):
    (item,) = read(raw if isinstance(raw, bytes) else raw.encode())
    assert isinstance(item, Refusal) and item.reason.startswith(reason), item


def test_bomb_hidden_from_the_first_look():
    xml = "<rss>" + " " * 50_000 + "</rss>" + "<!DOCTYPE rss [<!ENTITY b '1'>]>"
    assert [item.reason for item in read(xml.encode())] == [ENTITY_REASON]


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><body><article><p>" + b"<b>" * 100_000,
        b"<html><body>" + b"<div>ferry</div><p>boat</p>" * 5_000,
        b"<html><body><p>" + b"&amp;" * 200_000,
        b"<html><body><p>" + b"<" * 200_000,
        b"<html " + b"a=b " * 200_000 + b"><p>ferry",
        b"<html><!--" + b"-" * 3_000_000,
        b"<html><body><table>" + b"<tr><td>ferry</td></tr>" * 5_000,
        b"<html><body><ul>" + b"<li>ferry boat harbour</li>" * 5_000,
        b"<html><body><p>" + b"ferry<br>" * 10_000,
        b"<html><body><p>The ferry stays, the council of the island said on Tuesday.</p><p>" + b"<q>ferry</q>" * 30_000,
        b"<html><body><p>" + (b"<q>" * 190 + b"ferry" + b"</q>" * 190) * 200,
        b"<html><head><script type='application/ld+json'>"
        + b"[" * 400_000
        + b"</script></head><body><p>ferry</p></body></html>",
        b"<html><head><title>" + b"a - " * 50_000 + b"</title></head><body><p>ferry</p></body></html>",
        b"<html><head><meta name='author' content='"
        + b"by by " * 50_000
        + b"'></head><body><p>ferry</p></body></html>",
        b"<html><body><p>" + b"2021-05-04 " * 30_000,
        b"Title: " + b"x" * 900_000,
        ("“" * 10_000 + " ferry " + "«" * 10_000).encode(),
        "\u0301".encode() * 400_000 + b"ferry",
        b"ferry " * 100_000,
        b"url\n" + b"https://a.example/?" + b"&amp" * 100_000 + b"\n",
        b"<urlset>" + b"<url><loc>" * 100_000,
        b"<urlset>" + b"<url>" * 100_000 + b"<loc>https://a.example/</loc>",
    ],
    ids=lambda raw: repr(raw[:40]),
)
def test_hostile_input_is_done_in_time(raw):
    started = time.process_time()
    items = read(raw)
    assert time.process_time() - started < 10
    assert 0 < len(items) <= 2
    for item in items:
        check_item(item)


MEASURE = """
import sys
from datasette_claims.articles import read_articles
items = list(read_articles(sys.argv[1], offline=True))
status = open("/proc/self/status").read()  # getrusage would count the process this one was forked from
peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
print(len(items), peak, items[-1].reason)
"""


def write_gzip_bomb(path):
    with gzip.open(path, "wb", 9) as bomb:
        for _ in range(30):
            bomb.write(b"<rss>" + b" " * 1_000_000)


def write_large(path, beginning, line):
    with path.open("wb") as file:
        file.write(beginning)
        file.writelines([line] * (50_000_000 // len(line)))


@pytest.mark.parametrize(
    "make, reason",
    [
        (lambda path: write_large(path, b"<html><body>", b"<p>The ferry stays.</p>"), "larger than 10,000,000 bytes"),
        (lambda path: write_large(path, b"", b"The ferry stays, it said.\n"), "larger than 10,000,000 bytes"),
        (lambda path: write_large(path, b"\xff\xfe\x00\x01", os.urandom(1000)), "larger than 10,000,000 bytes"),
        (write_gzip_bomb, "the gzip data expands more than 200 times, which no text does"),
    ],
    ids=["page", "text", "noise", "bomb"],
)
def test_huge_file_costs_little(tmp_path, make, reason):
    path = tmp_path / "huge"
    make(path)
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    count, peak, said = done.stdout.strip().split(" ", 2)
    assert (count, said) == ("1", reason)
    assert int(peak) < 150  # MiB
    assert time.monotonic() - started < 60


def test_nothing_heavy_is_loaded_before_it_is_needed():
    code = "import sys, datasette_claims.articles as a; print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    heavy = ["trafilatura", "warcio", "lxml", "numpy", "py3langid", "urllib3", "protego", "charset_normalizer"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_missing_library_says_what_to_install():
    code = (
        "import sys, io; sys.modules['trafilatura'] = None; from datasette_claims.articles import *\n"
        "try: list(read_articles('-', stdin=io.BytesIO(b'<html><p>ferry')))\n"
        "except MissingLibrary as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Reading this needs the library trafilatura (")
    assert done.stdout.endswith("): pip install 'datasette-claims[ingest]'\n")


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PARTS), max_size=14), st.sampled_from(["utf-8", "utf-16", "cp1251"]), st.booleans())
@example(["<html>", "<body>", "<p>The ferry stays.</p>", "\ud800"], "utf-8", False)
def test_any_mixture_of_formats_is_read_or_refused(parts, encoding, packed):
    raw = "".join(parts).encode(encoding, "surrogatepass" if encoding != "cp1251" else "ignore")
    for item in read(gzip.compress(raw) if packed else raw):
        check_item(item)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"<html><p>", b"<rss>", b'{"', b"url,text\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0"]),
)
def test_any_bytes_are_read_or_refused(raw, beginning):
    for item in read(beginning + raw):
        check_item(item)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=3), v, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(["url", "title", "text", "published", "author", "publisher", "language", "body", "\ud800", ""])


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=3))
def test_any_json_is_read_or_refused(rows):
    raw = "\n".join(json.dumps(row) for row in rows).encode()
    for item in read(raw):
        check_item(item)
    assert len([item for item in read(raw) if isinstance(item, Reading)]) <= len(rows)
