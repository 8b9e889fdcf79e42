"""Finds which stored articles repeat one another, once the articles of a run are in.

Which of three like texts is the original can be said only when all three are there: settled at the end, the answer
is the same whatever the order of the articles, the number of processes, and wherever a run was interrupted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ..articles import Known, find_copies, is_near, parse_signature, separate_note
from ..articles.copies import Signature
from ..store import Copied, mark_copies
from ..texts import TextStore

INDEXED = 64  # of a signature's smallest hashes, by which texts are found; all are used to compare

KNOWN = """
select a.id, a.published, a.publisher, p.kind = 'agency', a.method in ('hand', 'log'), a.syndicated_from, a.note
from articles a join publishers p on p.id = a.publisher
where a.text_hash = ?
order by a.id
"""


def settle_copies(connection: sqlite3.Connection, texts: TextStore) -> int:
    """Records the copies among all articles added since this was last done; the number of articles it changed."""
    changed = 0
    while text_hash := texts.find_unsettled():
        group = collect_group(text_hash, texts)
        changed += mark_group(connection, texts, group)
        texts.settle([text_hash, *group])
    return changed


def collect_group(text_hash: str, texts: TextStore) -> dict[str, Signature | None]:
    """The texts that are near this one, near those, and so on, with their signatures."""
    group = {text_hash: read_signature(texts, text_hash)}
    waiting = [text_hash]
    while waiting:
        signature = group[waiting.pop()]
        for other_hash, written in texts.list_near(signature.values[:INDEXED]) if signature else ():
            if other_hash not in group and is_near(signature, other := parse_signature(written)):
                group[other_hash] = other
                waiting.append(other_hash)
    return group


def read_signature(texts: TextStore, text_hash: str) -> Signature | None:
    written = texts.find_signature(text_hash)
    return parse_signature(written) if written else None


def mark_group(connection: sqlite3.Connection, texts: TextStore, group: dict[str, Signature | None]) -> int:
    notes: dict[str, str | None] = {}
    known = list(list_known(connection, texts, group, notes))
    copies: dict[str, Copied] = {article.id: (None, "original", separate_note(notes[article.id])) for article in known}
    for copy in find_copies(known):
        note = " ".join(filter(None, (separate_note(notes[copy.article]), copy.detail)))
        copies[copy.article] = (copy.syndicated_from, copy.reuse, note)
    return mark_copies(connection, copies) if copies else 0


def list_known(connection: sqlite3.Connection, texts: TextStore, group: dict[str, Signature | None], notes: dict[str, str | None]) -> Iterator[Known]:
    """The stored articles with these texts; fills in their notes."""
    for text_hash, signature in group.items():
        for article, published, publisher, is_agency, is_coded, origin, note in connection.execute(KNOWN, [text_hash]):
            notes[article] = note
            yield Known(
                article, text_hash, signature, published, publisher, texts.find_credit(article),
                bool(is_agency), bool(is_coded), origin if is_coded else None,
            )  # fmt: skip
