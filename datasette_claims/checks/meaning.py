"""Whether rows are sound together: words and their places in a text, claims and the stances on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from ..errors import DataError
from ..store import read_table
from ..tables import Tables
from ..text import MAX_WORDS, PIECE_JOINER, fold, hash_words, join_pieces, parse_pieces

# Of their words together; at 0.6 the list holds pairs that differ in a name or a number, which a person should look at.
NEARLY_THE_SAME = 0.6
# A claim worded as a denial would turn every denial of it into a double negative.
NEGATION = re.compile(r"\b(not|no|never|denie[sd]|false|n't)\b", re.IGNORECASE)

BEYOND = """
select q._line, q.end_char, ar.text_length
from quotes q
join articles ar on ar.id = q.article
where q.end_char > ar.text_length
order by q._line
"""


def check_words(tables: Tables) -> Iterator[DataError]:
    """Nobody's words beyond the limit, and a quotation only where there are words."""
    for line, quote in tables["quotes"]:
        if quote.words and len(quote.words) > MAX_WORDS:
            yield DataError("quotes.csv", line, f"words holds {len(quote.words)} characters; cut it to {MAX_WORDS} and set is_cut to 1")
        if quote.mode == "direct" and not quote.words:
            yield DataError("quotes.csv", line, "a direct quotation needs its words; without them it is indirect")
        if quote.words and not quote.is_cut and quote.words_hash and quote.words_hash != hash_words(quote.words):
            yield DataError("quotes.csv", line, f"words_hash does not belong to the words; it must be {hash_words(quote.words)}")


def check_reviews(tables: Tables) -> Iterator[DataError]:
    """No more of a reviewer's words than of anybody else's."""
    for line, review in tables["reviews"]:
        if review.claim_reviewed and len(review.claim_reviewed) > MAX_WORDS:
            yield DataError("reviews.csv", line, f"claim_reviewed holds {len(review.claim_reviewed)} characters; cut it to {MAX_WORDS}")


def check_claims(tables: Tables) -> Iterator[DataError]:
    """Claims are affirmative sentences, and no two of them are the same when folded; what a program proposed may be neither."""
    for line, claim in tables["claims"]:
        if claim.review in ("proposed", "rejected"):
            continue
        first = tables.note("claim", fold(claim.text).rstrip("."), claim.id)
        if first != claim.id:
            yield DataError("claims.csv", line, f"says the same as {first}; merge the two and add a redirect")
        if negation := NEGATION.search(claim.text):
            yield DataError("claims.csv", line, f"“{negation[0]}” makes the claim a denial; word what is denied and record the denial as a stance")


def check_stances(tables: Tables) -> Iterator[DataError]:
    """What a person coded names an actor, and a part where only a part is accepted; actors act in public, and show where their Wikidata id is from."""
    for line, stance in tables["stances"]:
        if stance.actor is None and stance.review in ("coded_once", "reviewed"):
            yield DataError("stances.csv", line, f"{stance.id} is coded but names no actor; fill in actor or set review to proposed")
        if stance.label == "qualifies" and not stance.part:
            yield DataError("stances.csv", line, f"{stance.id} qualifies a claim; say in part what is accepted and what is not")
    for line, actor in tables["actors"]:
        if actor.kind == "person" and not actor.is_public_role:
            yield DataError("actors.csv", line, f"{actor.id} has no public role; record an unnamed source described by its role instead")
        if actor.wikidata and not actor.wikidata_source:
            yield DataError("actors.csv", line, f"{actor.id} has a Wikidata id without a source; fill in wikidata_source with a page that shows both")


def check_redirects(tables: Tables) -> Iterator[DataError]:
    """What was merged leads to a row that stands."""
    gone = {(redirect.table_name, redirect.old_id): redirect.new_id for _, redirect in tables["redirects"]}
    for line, redirect in tables["redirects"]:
        table, end = redirect.table_name, follow_redirects(gone, redirect.table_name, redirect.old_id)
        if table not in tables or end is None:
            continue
        if (table, end) in gone:
            yield DataError("redirects.csv", line, f"new_id “{redirect.new_id}” leads back to {end}; name the id that stands now, or empty new_id where none does")
        elif not tables.holds(table, end):
            yield DataError("redirects.csv", line, f"new_id leads to “{end}”, which {table}.csv does not hold; name the id that stands now")


def follow_redirects(gone: Mapping[tuple[str, str], str | None], table: str, id: str | None) -> str | None:
    """The id that stands now for one that was merged, maybe more than once; None where it was withdrawn, and in a circle one of those in it."""
    seen: set[str] = set()
    while id is not None and id not in seen and (table, id) in gone:
        seen.add(id)
        id = gone[table, id]
    return id


def check_offsets(tables: Tables, texts: dict[str, str]) -> Iterator[DataError]:
    """The words stand where the offsets say, in every text that is at hand, and never behind the end of one."""
    for line, end, length in tables.connection.execute(BEYOND):
        yield DataError("quotes.csv", line, f"end_char {end} is beyond the {length} characters of the article's text; correct the offsets, or empty them")
    held = {article.id: texts[article.text_hash] for _, article in tables["articles"] if article.text_hash in texts} if texts else {}
    for line, quote in tables["quotes"]:
        if (quote.start_char is None) != (quote.end_char is None):
            empty = "start_char" if quote.start_char is None else "end_char"
            yield DataError("quotes.csv", line, f"{empty} is empty; fill in both offsets, or empty both")
        if quote.start_char is None or quote.end_char is None:
            continue
        try:
            pieces = parse_pieces(quote.pieces) if quote.pieces else [(quote.start_char, quote.end_char)]
        except ValueError:
            yield DataError("quotes.csv", line, f"pieces is “{quote.pieces}” and must be pairs such as 12-40;61-80")
            continue
        problem = find_offset_problem(quote, pieces, held.get(quote.article))
        if problem:
            yield DataError("quotes.csv", line, problem)


def find_offset_problem(quote: Any, pieces: list[tuple[int, int]], text: str | None) -> str | None:
    """What is wrong with a quote's offsets, or None; `text` is the article's where it is at hand."""
    flat = [offset for piece in pieces for offset in piece]
    if flat != sorted(flat) or (flat[0], flat[-1]) != (quote.start_char, quote.end_char):
        return f"the offsets {flat} must rise from start_char {quote.start_char} to end_char {quote.end_char}"
    if text is None:
        length = sum(end - start for start, end in pieces) + len(PIECE_JOINER) * (len(pieces) - 1)
        is_matching = length > len(quote.words or "") if quote.is_cut else length == len(quote.words or "")
        return None if is_matching else f"{length} characters between the offsets, but {len(quote.words or '')} in words"
    passage = join_pieces(text, pieces)
    if passage == quote.words or (quote.is_cut and passage.startswith(quote.words)):
        return None
    return f"the text has “{passage[:60]}” at {quote.start_char}, not “{(quote.words or '')[:60]}”; correct the offsets or the words"


def list_telling(text: str) -> set[str]:
    """The folded words of a claim that have three letters or more."""
    return set(re.findall(r"\w{3,}", fold(text)))


def share_words(one: set[str], other: set[str]) -> float:
    """The share of the words of two claims that both have."""
    return len(one & other) / max(1, len(one | other))


def suggest_twins(data: Path) -> Iterator[str]:
    """Pairs of claims that say nearly the same, for a person to look at; nothing is decided here."""
    claims = [record for _, record in read_table(data / "claims.csv", "claims")] if (data / "claims.csv").is_file() else []
    words = {claim.id: list_telling(claim.text) for claim in claims}
    related = {frozenset((r.claim, r.other_claim)) for _, r in read_table(data / "claim_relations.csv", "claim_relations")} if (data / "claim_relations.csv").is_file() else set()
    for one, other in combinations(claims, 2):
        shared = share_words(words[one.id], words[other.id])
        if shared >= NEARLY_THE_SAME and frozenset((one.id, other.id)) not in related:
            yield f"{one.id} and {other.id} share {shared:.0%} of their words and have no relation: “{one.text}” / “{other.text}”"
