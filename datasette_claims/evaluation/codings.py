"""What people say an article holds: hand codings of a data folder, and the expectations of short texts.

Both become the same rows, so that one count serves both. An expectation accepts several answers where a fair reader
would: two modes of one passage, or a speaker by name as well as unnamed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..actors.names import split_name
from ..errors import ClaimsError
from ..records import Actor, Article, Quote, Relay, Stance
from ..store import read_table
from ..text import parse_pieces
from .actors import is_same

Span = tuple[int, int]
Answers = tuple[str, ...]
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody does with a claim; any claim will do where it names none."""

    claim: str | None
    labels: Answers
    actors: Answers


@dataclass(frozen=True, slots=True)
class Expected:
    """One passage that an article holds; what only may be found is neither wanted nor wrong."""

    pieces: tuple[Span, ...]
    modes: Answers
    speakers: Answers
    relays: tuple[Answers, ...]
    positions: tuple[Position, ...]
    is_nested: bool = False
    is_wanted: bool = True


def mark_nested(expected: list[Expected]) -> list[Expected]:
    """The same passages, with those that stand inside another one marked: “X reported that Y said it” holds Y's."""
    spans = [(one.pieces[0][0], one.pieces[-1][1]) for one in expected]
    return [
        replace(one, is_nested=any(start <= spans[n][0] and spans[n][1] <= end and (start, end) != spans[n] for start, end in spans))
        for n, one in enumerate(expected)
    ]


def fits(actor: Actor | None, answers: Answers) -> bool:
    """Whether an actor is one of the answers: by id, by name, or as unnamed; nobody fits where nobody is expected."""
    if actor is None:
        return not answers or UNNAMED in answers
    if actor.kind == UNNAMED:
        return UNNAMED in answers or actor.id in answers
    return any(answer == actor.id or answer != UNNAMED and (is_same(actor.name, answer) or has_words(actor.name, answer)) for answer in answers)


def has_words(name: str, answer: str) -> bool:
    """Whether one name is the other with more words before or behind: “Sorrel navy” and “the navy”."""
    one, two = set(split_name(name)), set(split_name(answer))
    return bool(one and two) and (one <= two or two <= one)


def read_rows(folder: Path, table: str) -> Iterator:
    """The records of one table of a data folder."""
    return (record for _, record in read_table(folder / f"{table}.csv", table)) if (folder / f"{table}.csv").is_file() else iter(())


def find_article(folder: Path, text_hash: str) -> Article:
    """The article of a data folder whose text this is; ClaimsError where it has none."""
    for article in read_rows(folder, "articles"):
        if article.text_hash == text_hash:
            return article
    raise ClaimsError(f"{folder} has no article with this text (hash {text_hash[:12]}…); name the text that was coded by hand.")


def read_coding(folder: Path, article: Article) -> list[Expected]:
    """The hand coding of one article of a data folder."""
    kinds = {actor.id: actor.kind for actor in read_rows(folder, "actors")}
    quotes: list[Quote] = [quote for quote in read_rows(folder, "quotes") if quote.article == article.id and quote.start_char is not None]
    ids = {quote.id for quote in quotes}
    relays: list[Relay] = [relay for relay in read_rows(folder, "relays") if relay.quote in ids]
    stances: list[Stance] = [stance for stance in read_rows(folder, "stances") if stance.quote in ids]

    def accept(actor: str | None) -> Answers:
        return () if actor is None else (actor, UNNAMED) if kinds.get(actor) == UNNAMED else (actor,)

    return mark_nested([
        Expected(
            tuple(parse_pieces(quote.pieces)) if quote.pieces else ((quote.start_char or 0, quote.end_char or 0),),
            (quote.mode,),
            accept(quote.speaker),
            tuple(accept(relay.actor) for relay in relays if relay.quote == quote.id),
            tuple(Position(stance.claim, (stance.label,), accept(stance.actor)) for stance in stances if stance.quote == quote.id),
        )
        for quote in quotes
    ])  # fmt: skip


def read_expectations(folder: Path) -> dict[str, tuple[str, list[dict[str, str]]]]:
    """The part (tune, held, relayed, unseen or fresh) and the rows of every text of a folder, by its name; the table lies beside the folder."""
    texts: dict[str, tuple[str, list[dict[str, str]]]] = {}
    with folder.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows = texts.setdefault(row["text"], (row["part"], []))[1]
            if row["words"]:
                rows.append(row)
    return texts


def place_expectations(rows: list[dict[str, str]], text: str) -> list[Expected]:
    """The rows of one text with their places in it: the first one that holds the words of each."""
    return mark_nested([
        Expected(
            find_pieces(row["words"], text),
            tuple(row["mode"].split("|")),
            split_answers(row["speaker"]),
            tuple(split_answers(relay) for relay in row["relays"].split(";") if relay),
            (Position(None, split_answers(row["label"]), split_answers(row["actor"] or row["speaker"])),),
            is_wanted=row["wanted"] == "must",
        )
        for row in rows
    ])  # fmt: skip


def split_answers(cell: str) -> Answers:
    return tuple(cell.split("|")) if cell else ()


def find_pieces(words: str, text: str) -> tuple[Span, ...]:
    """Where the pieces of a passage stand; ClaimsError where they do not."""
    pieces, at = [], 0
    for piece in words.split(" … "):
        start = text.find(piece, at)
        if start < 0:
            raise ClaimsError(f"“{piece[:60]}” does not stand in its text; correct the table of expectations.")
        at = start + len(piece)
        pieces.append((start, at))
    return tuple(pieces)


