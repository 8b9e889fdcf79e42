"""Web addresses: the canonical one of an article, its host, and the date it may contain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from .dates import is_day

DEFAULT_PORTS = {"http": 80, "https": 443}

# Query parameters that say how a reader came to the page, never which page it is.
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "hsa_", "at_", "ns_", "vero_", "oly_", "_hs", "mc_", "guce_", "fb_", "stm_")
TRACKING = frozenset(
    "fbclid gclid gclsrc dclid msclkid twclid yclid ttclid wbraid gbraid li_fat_id igshid _ga _gl cmp cmpid icid ncid"
    " ocid srnd smid smtyp ito xtor spm share partner taid guccounter ref ref_src ref_url referrer feature rss from_rss"
    " tracking trackingid __twitter_impression amp_js_v usqp gad_source srsltid mkt_tok replytocom".split()
)
# The same page drawn for another device or for paper.
VARIANT_PARAMETERS = frozenset({"amp", "outputtype", "print", "printable", "mobile", "m"})
VARIANT_VALUES = frozenset({"", "1", "true", "yes", "amp", "print", "printable", "mobile", "all"})
OUTPUTS = frozenset({"output", "view", "mode", "format", "layout", "displaymode"})
OUTPUT_VALUES = frozenset({"amp", "print", "printable", "mobile"})
VARIANT_SEGMENTS = frozenset({"amp", "print", "printable", "amp.html", "print.html"})
VARIANT_HOSTS = re.compile(r"^(?:(?:m|amp|mobile|print)\.(?=[^.]+\.)|([a-z-]+\.)m\.(?=[^.]+\.))")
SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)  # Java servers write the visit into the path
VARIANT_SUFFIX = re.compile(r"[.-](?:amp|print)(?=(?:\.html?)?$)", re.IGNORECASE)

SAFE_IN_PATH = "/%:@!$&'()*+,;=~"

ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(https?://.+)$", re.IGNORECASE)
AMP_CACHE = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[vci]/|(?:www\.)?google\.[a-z.]+/amp/)(s/)?(.+)$", re.IGNORECASE
)
HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|(?=.*:)[0-9a-f:.]+")
MAX_LENGTH = 2000  # characters; browsers and archives stop near it
MAX_LAYERS = 50  # a variant may hide another one, such as an archived copy of an AMP cache
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|(?<=[-/_])[1-9])(?!\d)")
URL_MONTH = re.compile(r"/((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?=/)")


@dataclass(frozen=True, slots=True)
class Address:
    """A canonical address, and the archived copy it was taken from if there was one."""

    url: str
    archived_url: str | None = None


def read_address(url: str) -> Address:
    """The canonical address of an article, and the archive link it was wrapped in."""
    url = url.strip()
    archived = ARCHIVE.match(url)
    return Address(canonicalise_url(url), url if archived else None)


def canonicalise_url(url: str) -> str:
    """One address for all variants of a page; what is not an http address comes back as it is.

    Running it on its own result changes nothing.
    """
    url = re.sub(r"[\x00-\x20\x7f]+", "", url)
    for _ in range(MAX_LAYERS):
        shorter = strip_variants(unwrap_address(url))
        if shorter == url:
            break
        url = shorter
    return url


def unwrap_address(url: str) -> str:
    """The address inside a link to a web archive or to an AMP cache."""
    if archived := ARCHIVE.match(url):
        return archived[1]
    if cached := AMP_CACHE.match(url):
        return f"http{'s' if cached[1] else ''}://{cached[2]}"
    return url


def strip_variants(url: str) -> str:
    host = find_host(url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        return url
    host = VARIANT_HOSTS.sub(lambda label: label[1] or "", host)
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[scheme]:
        netloc = f"{netloc}:{port}"
    return urlunsplit(SplitResult(scheme, netloc, strip_path(parts.path), strip_query(parts.query), ""))


def find_host(url: str) -> str | None:
    """The host of an address in lower case and ASCII, so that a name and its punycode are one; None when it is none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode().lower()
    except ValueError:
        return None
    return host if HOST.fullmatch(host) else None


def strip_path(path: str) -> str:
    """A path without the first or last segment that only chooses a rendering; "amp" may stand anywhere."""
    segments = re.sub(r"/{2,}", "/", SESSION.sub("", path)).split("/")
    last = len(segments) - (2 if not segments[-1] else 1)
    kept = [
        segment
        for place, segment in enumerate(segments)
        if not (segment.lower() == "amp" or (place in (1, last) and segment.lower() in VARIANT_SEGMENTS))
    ]
    path = VARIANT_SUFFIX.sub("", "/".join(kept))
    return level_escapes(path, SAFE_IN_PATH) or "/"


def strip_query(query: str) -> str:
    """A query without tracking and rendering parameters, the others untouched and in their order."""
    pairs = [pair for pair in query.split("&") if pair and not is_variant(*pair.partition("=")[::2])]
    return level_escapes("&".join(pairs), SAFE_IN_PATH + "?")


def is_variant(name: str, value: str) -> bool:
    name, value = unquote(name).lower(), unquote(value).lower()
    if name in TRACKING or name.startswith(TRACKING_PREFIXES):
        return True
    if name in VARIANT_PARAMETERS:
        return value in VARIANT_VALUES
    return name in OUTPUTS and value in OUTPUT_VALUES


def level_escapes(part: str, safe: str) -> str:
    """One spelling of percent signs: only letters, digits and "-._~" are decoded (RFC 3986, 6.2.2)."""

    def level(escape: re.Match[str]) -> str:
        letter = chr(int(escape[1], 16))
        return letter if re.fullmatch(r"[A-Za-z0-9._~-]", letter) else escape[0].upper()

    return quote(re.sub(r"%([0-9A-Fa-f]{2})", level, part), safe=safe, errors="replace")


def resolve_url(base: str | None, url: str) -> str:
    """An address seen from the page it stands on; one that is broken comes back as it is."""
    try:
        return urljoin(base or "", url)
    except ValueError:
        return url


def is_web_address(url: str | None) -> bool:
    """Whether a string is an address a reader can follow; "javascript:" and its like never enter the data."""
    url = (url or "").strip()
    return url.lower().startswith(("http://", "https://")) and len(url) <= MAX_LENGTH and find_host(url) is not None


def find_domain(url: str) -> str | None:
    """The host of an address without "www."."""
    host = find_host(url)
    return re.sub(r"^www\d?\.(?=.)", "", host) if host else None


def is_same_site(url: str, other_url: str) -> bool:
    """Whether two addresses have one domain, or one of them lies below the other's."""
    one, other = find_domain(canonicalise_url(url)), find_domain(canonicalise_url(other_url))
    if not one or not other:
        return False
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def find_url_date(url: str) -> str | None:
    """The date in an address as an ISO date of the precision found, such as 2022-08-11 or 2022-08; days that do not exist are numbers."""
    path = urlsplit(url).path if "://" in url else ""
    for day in URL_DAY.finditer(path):
        if is_day(day[1], day[3], day[4]):
            return f"{day[1]}-{int(day[3]):02}-{int(day[4]):02}"
    if month := URL_MONTH.search(path):
        return f"{month[1]}-{month[2]}"
    return None
