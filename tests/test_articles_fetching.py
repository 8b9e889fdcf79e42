"""Fetching: politely, bounded, and never from inside a private network. Nothing here leaves the loopback device."""

import gzip
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from datasette_claims.articles import Fetcher, Reading, Refusal, read_articles
from datasette_claims.articles.fetching import name_product
from datasette_claims.articles.hosts import is_public
from datasette_claims.articles.refusals import Refused

FERRY = (Path(__file__).parent / "articles" / "ferry.html").read_bytes()
ROBOTS = b"""User-agent: *
Disallow: /private/
Disallow: /*?print
Crawl-delay: 7

User-agent: datasette-claims
Disallow: /nowhere/
Disallow: /*?print
"""
BOMB = gzip.compress(b"<p>" + bytes(40_000_000))


class Site(BaseHTTPRequestHandler):
    """A small site whose paths say how it behaves."""

    protocol_version = "HTTP/1.1"

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # the fetcher has left

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        path = self.path.split("?")[0]
        hop = re.fullmatch(r"/hop/(\d+)", path)
        if hop:
            self.answer(302, headers={"Location": f"/hop/{int(hop[1]) - 1}" if int(hop[1]) else "/ferry"})
        elif path.startswith("/drip"):
            self.drip(length=path == "/drip")
        elif path == "/half":
            self.answer(200, FERRY[:500], length=len(FERRY))
        else:
            self.answer(*self.server.pages.get(path, (404, b"gone")))

    def answer(self, status, body=b"", headers=None, length=None):
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        if length is not None:
            self.close_connection = True

    def drip(self, length: bool):
        self.send_response(200)
        if length:
            self.send_header("Content-Length", "100000")
        else:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.asked = []
    host = server.host = f"http://127.0.0.1:{server.server_port}"
    server.pages = {
        "/robots.txt": (200, ROBOTS),
        "/ferry": (200, FERRY),
        "/nowhere/ferry": (200, FERRY),
        "/private/ferry": (200, FERRY),
        "/packed": (200, gzip.compress(FERRY), {"Content-Encoding": "gzip"}),
        "/bomb": (200, BOMB, {"Content-Encoding": "gzip"}),
        "/compressed": (200, b"ferry", {"Content-Encoding": "compress"}),
        "/broken": (200, b"no gzip", {"Content-Encoding": "gzip"}),
        "/large": (200, bytes(200_000)),
        "/error": (503, b"later"),
        "/to-file": (302, b"", {"Location": "file:///etc/passwd"}),
        "/to-private": (302, b"", {"Location": "http://10.0.0.1/admin"}),
        "/to-forbidden": (301, b"", {"Location": "/nowhere/ferry"}),
        "/to-umlaut": (302, b"", {"Location": "/f\u00c3\u00a4hre im hafen"}),  # UTF-8, read as Latin-1
        "/f%C3%A4hre%20im%20hafen": (200, FERRY),
        "/no-location": (302, b""),
        "/old.txt": (200, "Fähre bleibt\n\nSie bleibt, sagte der Rat.".encode("cp1252"), {"Content-Type": "text/plain"}),
        "/photo": (200, b"\x89PNG\r\n\x1a\n", {"Content-Type": "image/png"}),
        "/rss": (200, f"<rss><channel><item><title>Ferry</title><link>{host}/ferry</link></item>"
                      f"<item><link>{host}/rss</link></item><item><link>{host}/gone</link></item></channel></rss>".encode()),
        "/index.xml": (200, b"<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>"),
        "/map.xml": (200, b"<urlset><url><loc>/ferry</loc></url></urlset>"),
        "/loop.xml": (200, b"<sitemapindex><sitemap><loc>/loop.xml</loc></sitemap></sitemapindex>"),
        "/list.csv": (200, f"url,title\n{host}/list.csv,x\n{host}/ferry,y\n".encode(), {"Content-Type": "text/csv"}),
    }  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def make_fetcher(**options):
    return Fetcher(**{"allow_private": True, "delay": 0, "sleep": lambda seconds: None, **options})


def refuse(url, **options):
    with pytest.raises(Refused) as refused:
        make_fetcher(**options).fetch(url)
    return str(refused.value)


@pytest.mark.parametrize(
    "address, expected",
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        # a private address inside a public one
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_public_addresses(address, expected):
    assert is_public(address) is expected


@pytest.mark.parametrize(
    "url, reason",
    [
        ("http://127.0.0.1/a", "127.0.0.1 is 127.0.0.1, an address inside a private network"),
        ("http://2130706433/a", "2130706433 is 127.0.0.1, an address inside a private network"),
        ("http://0x7f.1/a", "0x7f.1 is 127.0.0.1, an address inside a private network"),
        ("http://[::1]/a", "::1 is ::1, an address inside a private network"),
        ("http://[::ffff:10.0.0.1]/a", "an address inside a private network"),
        (
            "http://169.254.169.254/latest/meta-data",
            "169.254.169.254 is 169.254.169.254, an address inside a private network",
        ),
        ("file:///etc/passwd", "only http and https are fetched, not file"),
        ("gopher://a.example/", "only http and https are fetched, not gopher"),
        ("//a.example/", "only http and https are fetched, not an address without scheme"),
        ("http://user:secret@a.example/", "the address carries a user name or password; give it without"),
        ("http:///a", "not a web address: http:///a"),
        ("http://a b.example/", "not a web address: http://a b.example/"),
        ("http://a.example:99999/", "not a web address: http://a.example:99999/"),
        ("http://a.example/\r\nHost: b", "not a web address"),
    ],
)
def test_address_that_is_never_asked(url, reason):
    assert reason in refuse(url, allow_private=False)


def answer_with(*addresses):
    return lambda host, port, **_: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
    ]


def test_name_of_a_private_address_is_refused():
    reason = "a.example is 10.0.0.1, an address inside a private network"
    assert refuse("http://a.example/", allow_private=False, resolve=answer_with("10.0.0.1")) == reason
    assert refuse("http://a.example/", allow_private=False, resolve=answer_with("93.184.216.34", "10.0.0.1")) == reason


def test_connection_goes_to_the_address_that_was_checked(site):
    looked_up = []

    def resolve(host, port, **_):
        looked_up.append(host)
        return answer_with("127.0.0.1")(host, port)

    response = make_fetcher(resolve=resolve).fetch(f"http://harbourpost.example:{site.server_port}/ferry")
    assert (response.status, response.body) == (200, FERRY)
    assert looked_up == ["harbourpost.example"] * 2  # robots.txt and the page, each looked up once


def test_address_with_letters_and_spaces(site):
    assert make_fetcher().fetch(f"{site.host}/to-umlaut").url == f"{site.host}/fähre im hafen"


def test_host_in_foreign_letters(site):
    asked = []

    def resolve(host, port, **_):
        asked.append(host)
        return answer_with("127.0.0.1")(host, port)

    make_fetcher(resolve=resolve).fetch(f"http://fähre.example:{site.server_port}/ferry")
    assert asked == ["xn--fhre-loa.example"] * 2


@pytest.fixture
def certificate(tmp_path):
    """A certificate for harbourpost.example that nobody but the test trusts."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    options = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=harbourpost.example -keyout key.pem -out cert.pem"
    name = "subjectAltName=DNS:harbourpost.example"
    subprocess.run(["openssl", *options.split(), "-addext", name], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


@pytest.mark.parametrize(
    "host, is_trusted, reason",
    [
        ("harbourpost.example", True, None),
        ("harbourpost.example", False, "the connection failed: .*CERTIFICATE_VERIFY_FAILED"),
        ("other.example", True, "the connection failed: .*(CERTIFICATE_VERIFY_FAILED|doesn't match)"),
    ],
)
def test_certificate_must_be_that_of_the_site(site, certificate, monkeypatch, host, is_trusted, reason):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    site.socket = context.wrap_socket(site.socket, server_side=True)
    if is_trusted:
        monkeypatch.setattr("certifi.where", lambda: str(certificate / "cert.pem"))
    url = f"https://{host}:{site.server_port}/ferry"
    fetcher = make_fetcher(resolve=answer_with("127.0.0.1"))
    if reason:
        with pytest.raises(Refused, match=reason):
            fetcher.fetch(url)
    else:
        assert fetcher.fetch(url).body == FERRY


def test_redirect_into_a_private_network_is_refused(site):
    class Guarded(Fetcher):
        """A fetcher for which the test site is the open internet."""

        def look_up(self, host, port):
            self.allow_private = host == "127.0.0.1"
            return super().look_up(host, port)

    with pytest.raises(Refused, match="10.0.0.1 is 10.0.0.1, an address inside a private network"):
        Guarded(delay=0).fetch(f"{site.host}/to-private")


@pytest.mark.parametrize("path", ["/ferry", "/packed", "/hop/4", "/private/ferry"])
def test_page_is_fetched(site, path):
    response = make_fetcher().fetch(site.host + path)
    assert (response.status, response.body, response.content_type) == (200, FERRY, "text/html; charset=utf-8")
    assert response.url == site.host + ("/ferry" if path.startswith("/hop") else path)


@pytest.mark.parametrize(
    "path, reason",
    [
        ("/hop/5", "more than 5 redirects, the last one to HOST/ferry"),
        ("/gone", "the server answered 404"),
        ("/error", "the server answered 503"),
        ("/no-location", "the server answered 302"),
        ("/to-file", "only http and https are fetched, not file"),
        ("/nowhere/ferry", "HOST/robots.txt asks programs not to read this page"),
        ("/to-forbidden", "HOST/robots.txt asks programs not to read this page"),
        ("/ferry?print", "HOST/robots.txt asks programs not to read this page"),
        ("/bomb", "the page is larger than 10,000,000 bytes"),
        ("/compressed", "the server packed its answer with compress, unasked, and it cannot be unpacked; save the page instead"),
    ],
)
def test_page_that_is_refused(site, path, reason):
    assert refuse(site.host + path) == reason.replace("HOST", site.host)


def test_limits_can_be_set(site):
    assert refuse(f"{site.host}/large", max_bytes=100_000) == "the page is larger than 100,000 bytes"


def test_broken_answers(site):
    assert refuse(f"{site.host}/broken").startswith("the connection failed: ")
    assert refuse(f"{site.host}/half").startswith("the connection failed: ")
    assert refuse("http://127.0.0.1:1/").startswith("the connection failed: ")


@pytest.mark.parametrize("path", ["/drip", "/drip-without-length"])
def test_dripping_server_is_left_in_time(site, path):
    started = time.monotonic()
    assert refuse(f"{site.host}{path}", max_seconds=0.5) == "no complete answer within 0.5 seconds"
    assert time.monotonic() - started < 5


def test_silent_server_is_left_in_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert refuse(url, max_seconds=0.4) == "no complete answer within 0.4 seconds"
        assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "answer, reason",
    [
        ((404, b""), None),
        ((403, b""), None),
        ((200, b"\xff\xfe garbage \x00"), None),
        ((500, b""), "HOST/robots.txt could not be read, so nothing there is fetched (RFC 9309)"),
        ((200, b"User-agent: *\nDisallow: /"), "HOST/robots.txt asks programs not to read this page"),
    ],
)
def test_robots(site, answer, reason):
    site.pages["/robots.txt"] = answer
    if reason:
        assert refuse(f"{site.host}/ferry") == reason.replace("HOST", site.host)
    else:
        assert make_fetcher().fetch(f"{site.host}/ferry").status == 200


def test_robots_is_read_once_and_the_program_says_who_it_is(site):
    fetcher = make_fetcher(contact="https://desk.example/about")
    fetcher.fetch(f"{site.host}/ferry")
    fetcher.fetch(f"{site.host}/packed")
    agent = f"{name_product()} (+https://desk.example/about)"
    assert site.asked == [("/robots.txt", agent), ("/ferry", agent), ("/packed", agent)]


def test_dead_host_is_asked_once():
    fetcher = make_fetcher()
    with pytest.raises(Refused, match="the connection failed: "):
        fetcher.fetch("http://127.0.0.1:1/a")
    with pytest.raises(Refused, match="could not be read, so nothing there is fetched"):
        fetcher.fetch("http://127.0.0.1:1/b")


def test_hosts_are_asked_slowly(site):
    slept = []
    fetcher = make_fetcher(delay=2, sleep=slept.append)
    fetcher.fetch(f"{site.host}/ferry")
    fetcher.fetch(f"{site.host}/ferry")
    assert [round(seconds) for seconds in slept] == [2, 2]


def test_delay_that_a_site_asks_for_is_kept(site):
    site.pages["/robots.txt"] = (200, b"User-agent: *\nCrawl-delay: 7")
    slept = []
    make_fetcher(sleep=slept.append).fetch(f"{site.host}/ferry")
    assert [round(seconds) for seconds in slept] == [7]


def outline(items, host):
    return [
        (i.source.replace(host, ""), i.article.title if isinstance(i, Reading) else i.reason.replace(host, ""))
        for i in items
    ]


@pytest.mark.parametrize(
    "path, expected",
    [
        ("/ferry", [("/ferry", "Island council denies ferry will be cut")]),
        ("/old.txt", [("/old.txt", "Fähre bleibt")]),
        ("/photo", [("/photo", "not text but an image")]),
        (
            "/rss",
            [
                ("/rss: /ferry", "Island council denies ferry will be cut"),
                ("/rss: /rss", "it leads to another list (feed or sitemap), not to an article"),
                ("/rss: /gone", "the server answered 404"),
            ],
        ),
        ("/index.xml", [("/map.xml: /ferry", "Island council denies ferry will be cut")]),
        ("/loop.xml", [("/loop.xml", "it leads to another list (feed or sitemap), not to an article")]),
        (
            "/list.csv",
            [
                ("/list.csv:2", "it leads to another list (table), not to an article"),
                ("/list.csv:3", "Island council denies ferry will be cut"),
            ],
        ),
    ],
)
def test_source_on_the_web(site, path, expected):
    assert outline(read_articles(site.host + path, fetcher=make_fetcher()), site.host) == expected


def test_local_list_of_addresses_is_fetched(site, tmp_path):
    (tmp_path / "list.csv").write_text(f"url,published,author\n{site.host}/ferry,2020-01-01,Ben Quill\n")
    (item,) = read_articles(str(tmp_path / "list.csv"), fetcher=make_fetcher())
    # what the page says of itself comes before what the list says of it
    assert (item.article.published, item.article.author) == ("2021-05-04T09:30:00+02:00", "Ada Inkwell")


def test_default_fetcher_refuses_the_loopback_device(site):
    assert list(read_articles(f"{site.host}/ferry")) == [
        Refusal(f"{site.host}/ferry", "127.0.0.1 is 127.0.0.1, an address inside a private network")
    ]
    assert site.asked == []
