"""Where the passages that people decided about stand in the new text of an article that changed."""

from __future__ import annotations

import sqlite3

from ..records import Coding, Quote
from ..text import PIECE_JOINER, format_pieces, hash_words, parse_pieces
from .database import read_records

Pieces = list[tuple[int, int]]


def move_passages(connection: sqlite3.Connection, coding: Coding) -> None:
    """Gives an article's stored quotes their offsets in its new text; words that no longer stand there keep none.

    The words stay as they were decided about, because what was said does not change with the page.
    """
    found = {quote.id: quote for quote in coding.quotes}
    for quote in list(read_records(connection, "quotes", "quotes where article = ?", [coding.article.id])):
        pieces = find_place(quote, found.get(quote.id), coding.article.text)
        start, end = (pieces[0][0], pieces[-1][1]) if pieces else (None, None)
        connection.execute(
            "update quotes set start_char = ?, end_char = ?, pieces = ? where id = ?", [start, end, format_pieces(pieces), quote.id]
        )


def find_place(quote: Quote, again: Quote | None, text: str) -> Pieces:
    """The offsets of a quote in a text; `again` is the same quote as it was found there, where it was."""
    if again and again.words == quote.words:
        return list_pieces(again)
    if quote.start_char is None or not quote.words:
        return []
    if quote.is_cut:
        return find_cut(quote, text)
    places = [find_once(words, text) for words in (quote.words.split(PIECE_JOINER) if quote.pieces else [quote.words])]
    pieces = [place for place in places if place]
    return pieces if len(pieces) == len(places) and pieces == sorted(pieces) else []


def list_pieces(quote: Quote) -> Pieces:
    if quote.start_char is None or quote.end_char is None:
        return []
    return parse_pieces(quote.pieces) if quote.pieces else [(quote.start_char, quote.end_char)]


def find_cut(quote: Quote, text: str) -> Pieces:
    """The place of a passage of which only the beginning is held: its length and its hash tell whether the rest is the same."""
    pieces, place = list_pieces(quote), find_once(quote.words or "", text)
    if place is None or len(pieces) != 1:
        return []
    start, end = place[0], place[0] + pieces[0][1] - pieces[0][0]
    return [(start, end)] if end <= len(text) and hash_words(text[start:end]) == quote.words_hash else []


def find_once(words: str, text: str) -> tuple[int, int] | None:
    """Where whole words stand in a text, or None where that is nowhere or in several places."""
    places = []
    start = text.find(words)
    while start >= 0 and len(places) < 2:
        end = start + len(words)
        if not is_within_word(text, start) and not is_within_word(text, end):
            places.append((start, end))
        start = text.find(words, start + 1)
    return places[0] if len(places) == 1 else None


def is_within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
