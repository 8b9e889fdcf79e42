"""Which hosts may be asked: addresses on the open internet, looked up once."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from .addresses import find_host
from .refusals import Refused

# Addresses that stand for others behind a translator (RFC 6052): the address inside decides.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also when it is wrapped in another one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def look_up(host: str, port: int, resolve: Callable[..., list], allow_private: bool = False) -> list[str]:
    """The IP addresses of a host; Refused when any of them is not public."""
    try:
        found = resolve(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"the host {host} was not found") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise Refused(f"{host} is {address}, an address inside a private network")
    return addresses


def split_address(url: str) -> SplitResult:
    """The parts of an http address; Refused when it is anything else."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise Refused(f"not a web address: {url[:200]}") from error
    if parts.scheme not in ("http", "https"):
        raise Refused(f"only http and https are fetched, not {parts.scheme or 'an address without scheme'}")
    if find_host(url) is None or re.search(r"[\x00-\x1f\x7f]", url):
        raise Refused(f"not a web address: {url[:200]}")
    if parts.username is not None or parts.password is not None:
        raise Refused("the address carries a user name or password; give it without")
    try:
        return parts._replace(netloc=parts.netloc.encode("idna").decode())  # what is asked for is always ASCII
    except UnicodeError as error:
        raise Refused(f"not a web address: {url[:200]}") from error
