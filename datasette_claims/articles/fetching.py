"""Fetching one page from the public web: politely, and never from inside somebody's network."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from urllib.parse import urljoin

from .hosts import look_up, split_address
from .refusals import Refused, require_library

MAX_BYTES = 10_000_000  # decoded
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
MAX_ROBOTS_BYTES = 500 * 1024  # the least a crawler must read of robots.txt (RFC 9309, 2.5)
MAX_CRAWL_DELAY = 30.0
CHUNK = 65_536
UNASKED = ("br", "zstd", "compress", "x-compress")  # ways to pack an answer, which some servers use for everybody
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered, decoded from its transfer form."""

    url: str
    status: int
    content_type: str
    body: bytes
    location: str | None = None


class Fetcher:
    """Gets pages one at a time; remembers each host's robots.txt and when it was last asked."""

    def __init__(
        self,
        *,
        contact: str | None = None,
        allow_private: bool = False,
        max_bytes: int = MAX_BYTES,
        max_seconds: float = MAX_SECONDS,
        delay: float = 1.0,
        resolve: Callable[..., list] = socket.getaddrinfo,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self.user_agent = f"{name_product()} (+{contact})" if contact else name_product()
        self.allow_private, self.max_bytes, self.max_seconds = allow_private, max_bytes, max_seconds
        self.delay, self.resolve, self.sleep = delay, resolve, sleep
        self.robots: dict[str, object] = {}
        self.asked: dict[str, float] = {}

    def fetch(self, url: str) -> Response:
        """The page at an address after at most five redirects; Refused with the reason otherwise."""
        for _ in range(MAX_REDIRECTS + 1):
            self.check_robots(url)
            response = self.request(url, self.max_bytes)
            if response.status not in REDIRECTS or not response.location:
                break
            url = urljoin(url, response.location)
        else:
            raise Refused(f"more than {MAX_REDIRECTS} redirects, the last one to {url[:200]}")
        if response.status != 200:
            raise Refused(f"the server answered {response.status}")
        return response

    def check_robots(self, url: str) -> None:
        """Refused when the site's robots.txt asks programs like this one to stay away."""
        site = "{0.scheme}://{0.netloc}".format(split_address(url))
        if site not in self.robots:
            self.robots[site] = None  # stays so when the request fails: a dead host is asked once
            self.robots[site] = self.read_robots(site)
        rules = self.robots[site]
        if rules is None:
            raise Refused(f"{site}/robots.txt could not be read, so nothing there is fetched (RFC 9309)")
        if not rules.can_fetch(url, self.user_agent):
            raise Refused(f"{site}/robots.txt asks programs not to read this page")

    def read_robots(self, site: str):
        """The rules of a site; None where they cannot be known, which forbids everything."""
        protego = require_library("protego")
        url = f"{site}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            response = self.request(url, MAX_ROBOTS_BYTES, cut=True)
            if response.status not in REDIRECTS or not response.location:
                break
            url = urljoin(url, response.location)
        if response.status >= 500 or response.status == 429:
            return None
        body = response.body.decode("utf-8", "replace") if response.status == 200 else ""
        return protego.Protego.parse(body)

    def wait_turn(self, site: str) -> None:
        """Sleeps until the host may be asked again: our own delay, or a longer one it asks for."""
        rules = self.robots.get(site)
        asked_for = rules.crawl_delay(self.user_agent) if rules else None
        delay = max(self.delay, min(asked_for or 0.0, MAX_CRAWL_DELAY))
        if site in self.asked and (remaining := self.asked[site] + delay - time.monotonic()) > 0:
            self.sleep(remaining)
        self.asked[site] = time.monotonic()

    def request(self, url: str, max_bytes: int, cut: bool = False) -> Response:
        """One request to one address that was checked, within the limits of size and time."""
        parts = split_address(url)
        self.wait_turn(f"{parts.scheme}://{parts.netloc}")
        urllib3 = require_library("urllib3")
        deadline = time.monotonic() + self.max_seconds
        try:
            connection = self.connect(parts, deadline)
            with closing_at(deadline, connection):
                connection.request(
                    "GET", request_target(parts.geturl()), headers=self.list_headers(parts), preload_content=False
                )
                return self.read_response(connection.getresponse(), url, max_bytes, deadline, cut)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            if time.monotonic() >= deadline:
                raise Refused(f"no complete answer within {self.max_seconds:g} seconds") from error
            raise Refused(f"the connection failed: {describe(error)}") from error

    def list_headers(self, parts) -> dict[str, str]:
        return {
            "Host": parts.netloc,
            "User-Agent": self.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        }

    def connect(self, parts, deadline: float):
        """A connection to the very address that was checked, so that a second look-up cannot answer differently."""
        from urllib3.connection import HTTPConnection, HTTPSConnection

        port = parts.port or (443 if parts.scheme == "https" else 80)
        failure: Exception | None = None
        for address in self.look_up(parts.hostname, port)[:3]:
            timeout = max(0.1, min(10.0, deadline - time.monotonic()))
            if parts.scheme == "https":
                # The name in the certificate is that of the site, although the connection goes to its address.
                connection = HTTPSConnection(
                    address, port, timeout=timeout, cert_reqs="CERT_REQUIRED", ca_certs=require_library("certifi").where(),
                    server_hostname=parts.hostname, assert_hostname=parts.hostname,
                )  # fmt: skip
            else:
                connection = HTTPConnection(address, port, timeout=timeout)
            try:
                connection.connect()
                return connection
            except OSError as error:
                failure = error
        raise failure or OSError("no address")

    def look_up(self, host: str, port: int) -> list[str]:
        return look_up(host, port, self.resolve, self.allow_private)

    def read_response(self, answer, url: str, max_bytes: int, deadline: float, cut: bool) -> Response:
        packing = answer.headers.get("Content-Encoding", "").strip().lower()
        if answer.status == 200 and packing in UNASKED and packing not in answer.CONTENT_DECODERS:
            raise Refused(f"the server packed its answer with {packing}, unasked, and it cannot be unpacked; save the page instead")
        body = bytearray()
        for chunk in read_chunks(answer, deadline) if answer.status == 200 else ():
            body += chunk
            if len(body) > max_bytes:
                if not cut:
                    raise Refused(f"the page is larger than {max_bytes:,} bytes")
                del body[max_bytes:]
                break
        content_type, location = answer.headers.get("Content-Type", ""), read_location(answer.headers.get("Location"))
        return Response(url, answer.status, content_type, bytes(body), location)


def name_product() -> str:
    try:
        return f"datasette-claims/{metadata.version('datasette-claims')}"
    except metadata.PackageNotFoundError:
        return "datasette-claims"


def request_target(url: str) -> str:
    from urllib3.util import parse_url

    return parse_url(url).request_uri


@contextmanager
def closing_at(deadline: float, connection) -> Iterator[None]:
    """Ends the connection at a moment, because a server that drips bytes never runs into a read timeout."""
    opened = connection.sock  # the connection lets go of it when an answer that ends with the connection begins

    def shut() -> None:
        try:
            opened.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # closed already

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def read_location(header: str | None) -> str | None:
    """The address a server leads to; headers are read as Latin-1, and many servers write UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8") if header else None
    except UnicodeError:
        return header


def read_chunks(answer, deadline: float) -> Iterator[bytes]:
    """The decoded body piece by piece; a compressed one is never expanded at once."""
    while chunk := answer.read(CHUNK, decode_content=True):
        yield chunk
        if time.monotonic() >= deadline:
            break
    if time.monotonic() >= deadline:  # a connection ended by the clock looks like a complete answer
        raise TimeoutError("time is up")


def describe(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
