"""Copies: the same text under another address, so that one report is never counted twice."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from operator import attrgetter

from ..text import fold

SHINGLE = 5  # words
SKETCH = 128  # smallest hashes kept: overlap is estimated within about 4 points
MIN_SHINGLES = 40  # shorter texts are compared by hash only
# Over the 426,426 pairs of 924 news articles of six outlets, seven are above 0.6, each one story in two versions (0.68
# to 1.0); the closest other pair, two reports that quote one debate, has 0.37. The first half of an article, taken as a
# copy, was estimated at 0.85 or more in 286 of 286.
MIN_COPIED = 0.6  # share of the shorter text that stands in the longer one
MIN_SAME_SITE = 0.5  # share of both texts on one site, where a follow-up may repeat the whole of a short first report
SAME_TEXT, SAME_RUNS = "Same text", "of the five-word runs of the shorter text are the same"
REASON = re.compile(rf"(?:{SAME_TEXT}|\d+% {SAME_RUNS}) as in \S+(?:, credited to .*)?; .*\.$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Signature:
    """The number of distinct five-word runs of a text and the smallest of their hashes."""

    count: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of an article to recognise a copy of it; the text itself is not needed."""

    id: str
    text_hash: str | None
    signature: Signature | None = None
    published: str | None = None
    publisher: str | None = None
    credit: str | None = None
    is_agency: bool = False
    is_coded: bool = False  # by a person
    syndicated_from: str | None = None  # said by that person


@dataclass(frozen=True, slots=True)
class Copy:
    """The decision that one article repeats another one: the columns reuse and syndicated_from, and why."""

    article: str
    syndicated_from: str
    reuse: str
    score: float
    detail: str


def make_signature(text: str) -> Signature:
    """A signature by which near-same texts find each other, in one pass over the words."""
    words = [word.encode() for word in re.findall(r"\w+", fold(text))]
    runs = (b" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    hashes = {zlib.crc32(run) for run in runs}
    return Signature(len(hashes), tuple(sorted(hashes)[:SKETCH]))


def format_signature(signature: Signature) -> str:
    """A signature as text to keep between runs: the count, and eight hexadecimal digits for each hash."""
    return f"{signature.count}:" + "".join(f"{value:08x}" for value in signature.values)


def parse_signature(written: str) -> Signature:
    """A signature from its kept form; ValueError when it is not of that form."""
    count, _, digits = written.partition(":")
    return Signature(int(count), tuple(int(digits[i : i + 8], 16) for i in range(0, len(digits), 8)))


def estimate_overlap(one: Signature, other: Signature) -> tuple[float, float]:
    """The share of runs two texts have in common: of both together, and of the shorter one."""
    if min(one.count, other.count) < MIN_SHINGLES:
        return 0.0, 0.0
    mine, theirs = set(one.values), set(other.values)
    lowest = sorted(mine | theirs)[:SKETCH]
    of_both = sum(value in mine and value in theirs for value in lowest) / len(lowest)
    common = of_both * (one.count + other.count) / (1 + of_both)
    return of_both, min(1.0, common / min(one.count, other.count))


def is_near(one: Signature, other: Signature) -> bool:
    """Whether two texts have so much in common that one of them can be the other's copy."""
    return estimate_overlap(one, other)[1] >= MIN_COPIED


def compare_articles(one: Known, other: Known) -> Copy | None:
    """Whether one of two articles repeats the other, and which one is the copy, whatever the order they are given in."""
    if one.id == other.id:
        return None
    is_same = one.text_hash is not None and one.text_hash == other.text_hash
    of_both, of_shorter = 1.0, 1.0
    if not is_same:
        if not one.signature or not other.signature:
            return None
        of_both, of_shorter = estimate_overlap(one.signature, other.signature)
    same_publisher = one.publisher is not None and one.publisher == other.publisher
    if of_shorter < MIN_COPIED or (same_publisher and of_both < MIN_SAME_SITE):
        return None
    original, copy, why = choose_original(one, other)
    credit = copy.credit or original.credit
    reuse = "mirror" if not credit and not original.is_agency and (is_same or same_publisher) else "reprint"
    alike = SAME_TEXT if is_same else f"{of_shorter:.0%} {SAME_RUNS}"
    credited = f", credited to {credit}" if credit else ""
    detail = f"{alike} as in {original.id}{credited}; {why}."
    return Copy(copy.id, original.id, reuse, round(of_shorter, 2), detail)


def choose_original(one: Known, other: Known) -> tuple[Known, Known, str]:
    """The original, the copy and the reason: an agency's own page, then the earlier day, then what people coded.

    Among articles that no person coded this is one order of them all, so that reprints of reprints end at one origin.
    """
    if one.is_agency != other.is_agency:
        pair = (one, other) if one.is_agency else (other, one)
        return *pair, "the other one is the agency's own page"
    days = {article.id: find_day(article) for article in (one, other)}
    if all(days.values()) and days[one.id] != days[other.id]:
        pair = (one, other) if days[one.id] < days[other.id] else (other, one)
        return *pair, f"the other one is older ({min(days.values())} against {max(days.values())})"
    if one.is_coded != other.is_coded:
        pair = (one, other) if one.is_coded else (other, one)
        return *pair, "the other one was coded by a person"
    if days[one.id] != days[other.id]:
        pair = (one, other) if days[one.id] else (other, one)
        return *pair, "only the other one's day is known"
    pair = (one, other) if one.id < other.id else (other, one)
    return *pair, "neither is known to be older, and the other one's id sorts first"


def find_day(article: Known) -> str:
    """The day of publication; empty where it is not known to the day.

    Only whole days are compared: two clocks without the same offset decide nothing.
    """
    day = (article.published or "")[:10]
    return day if len(day) == 10 else ""


def find_copies(articles: Iterable[Known]) -> list[Copy]:
    """The copies among articles, each with the origin at the end of its chain; the order of the articles is no matter.

    What a person coded is never called a copy here, and where that person named its origin, so do its copies.
    """
    known = {article.id: article for article in sorted(articles, key=attrgetter("id"))}
    leaders, found = {}, []
    for article in known.values():
        leader = leaders.setdefault(article.text_hash or article.id, article)
        leaders[article.text_hash or article.id] = choose_original(leader, article)[0] if leader is not article else article
    for article in known.values():
        leader = leaders[article.text_hash or article.id]
        found.append(compare_articles(leader, article))
    found += [compare_articles(one, other) for one, other in combinations(leaders.values(), 2)]
    best: dict[str, Copy] = {}
    for copy in sorted(filter(None, found), key=lambda copy: (-copy.score, copy.syndicated_from)):
        if not known[copy.article].is_coded:
            best.setdefault(copy.article, copy)
    named = (replace(copy, syndicated_from=find_origin(copy, best, known)) for copy in best.values())
    return sorted((copy for copy in named if copy.article != copy.syndicated_from), key=attrgetter("article"))


def find_origin(copy: Copy, copies: dict[str, Copy], known: dict[str, Known]) -> str:
    """The article at the end of the chain of copies."""
    seen, origin = {copy.article}, copy.syndicated_from
    while origin not in seen:
        seen.add(origin)
        if origin in copies:
            origin = copies[origin].syndicated_from
        elif origin in known and known[origin].syndicated_from:
            origin = known[origin].syndicated_from
        else:
            break
    return origin


def separate_note(note: str | None) -> str | None:
    """A note without the reason why an article is a copy, which stands at its end."""
    return REASON.sub("", note or "").strip() or None
