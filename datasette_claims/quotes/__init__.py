"""Article -> quotes: content, cue and speaker words with offsets into the article's text.

`extract_quotes` is what the pipeline calls. The engine is loaded when it is first needed, because its libraries
come with the `ingest` extra and serving pages needs none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ..records import Article, Method, Mode, Quote, Review
from ..text import cut_words, format_pieces, hash_words, join_pieces, make_quote_id
from .attribution import Attribution, TextTooLong, drop
from .engines import NamedEngine, open_engine
from .relays import Venue, find_venues
from .rules import apply_rules
from .subjects import is_question_of_nobody

if TYPE_CHECKING:
    from .engine import Engine
    from .engines import Attributing

TOP, MOST_LINES = 3_000, 4  # where a headline can stand: characters, and lines with something on them
SENTENCE = re.compile(r"[.:…][\s\"”’'»]*$")
LEAD_WORDS = 5  # a shorter line below a headline is a byline or a date

__all__ = ["Attribution", "TextTooLong", "NamedEngine", "Venue", "attribute_article", "extract_quotes", "find_attributions", "find_venues", "load_engine", "open_engine"]


@cache
def load_engine(threads: int = 1) -> Engine:
    """The shipped engine, loaded once a process."""
    from . import engine

    return engine.load_engine(threads=threads)


def find_attributions(text: str, engine: Attributing | None = None) -> list[Attribution]:
    """Who said what in a text, in its order; a nested attribution follows the one it is nested in."""
    return apply_rules(text, (engine or load_engine()).find_attributions(text))


def extract_quotes(article: Article, engine: Attributing | None = None) -> list[Quote]:
    """The attributed passages of an English article, headline first.

    A quote with a `parent` is nested: in "X reported that Y said it" the outer quote is X's and the inner one, whose
    parent is the outer quote's id, is Y's. A headline that does not open the text is read as a text of its own and
    its quotes have no offsets.
    """
    return [quote for quote, _ in attribute_article(article, engine)]


def attribute_article(article: Article, engine: Attributing | None = None) -> list[tuple[Quote, Attribution]]:
    """The quotes with what does not fit their columns: offsets of cue and speaker, and the outlets named as relays.

    Offsets of a headline apart from the text are those of the title.
    """
    engine = engine or load_engine()
    occurrences: Counter[str] = Counter()
    pairs = []
    layout = find_layout(article)
    if layout.is_apart:
        # Headlines end with a full stop in the texts the network was trained on.
        found = find_attributions(article.title + ".", engine)
        pairs += make_quotes(article, article.title, found, occurrences, Layout((0, len(article.title)), ()), has_offsets=False)
    return pairs + make_quotes(article, article.text, read_zones(article.text, layout, engine), occurrences, layout)


def read_zones(text: str, layout: Layout, engine: Attributing) -> list[Attribution]:
    """The attributions of the lines at the top, each read by itself, and of the text below them.

    A headline has no full stop, and read together with the first paragraph its quotes run on into it.
    """
    if getattr(engine, "reads_whole", False):
        return find_attributions(text, engine)
    lines = sorted([*layout.leads, *([layout.headline] if layout.headline else [])])
    below = lines[-1][1] if lines else 0
    found: list[Attribution] = []
    for start, end in lines:
        line = text[start:end]
        found += shift(find_attributions(line + "." * line[-1].isalnum(), engine), start, end, len(found))
    return found + shift(find_attributions(text[below:], engine), below, len(text), len(found))


def shift(found: list[Attribution], by: int, limit: int, number: int) -> list[Attribution]:
    """Attributions of a part of a text with the offsets of the whole; `number` of them stand before."""

    def move(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + by, min(span[1] + by, limit)

    return [
        replace(
            one, pieces=tuple(move(piece) for piece in one.pieces), cue=move(one.cue), speaker=move(one.speaker) if one.speaker else None,
            relays=tuple(move(relay) for relay in one.relays), parent=None if one.parent is None else one.parent + number,
        )
        for one in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headline and the lead (the standfirst above or below it) stand in a text."""

    headline: tuple[int, int] | None
    leads: tuple[tuple[int, int], ...]
    is_apart: bool = False  # the article has a headline that does not stand in its text

    def name_section(self, at: int) -> str:
        if self.headline and self.headline[0] <= at < self.headline[1]:
            return "headline"
        return "lead" if any(start <= at < end for start, end in self.leads) else "body"


def find_layout(article: Article) -> Layout:
    """The headline where it is a line near the top and no sentence; above it stands a lead, and below it one that is no full sentence."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", article.text[:TOP])]
    texts = [article.text[start:end] for start, end in lines]
    if article.title not in texts[:MOST_LINES]:
        # A text without a headline is called by its first words, which are then no headline to read again.
        return Layout(None, (), bool(article.title) and not article.text.startswith(article.title.removesuffix(" …")))
    if SENTENCE.search(article.title):
        return Layout(None, ())
    number = texts.index(article.title)
    leads = lines[:number]
    if len(lines) > number + 2 and texts[number + 1][-1].isalnum() and len(texts[number + 1].split()) >= LEAD_WORDS:
        leads.append(lines[number + 1])
    return Layout(lines[number], tuple(leads))


def make_quotes(
    article: Article,
    text: str,
    found: list[Attribution],
    occurrences: Counter[str],
    layout: Layout,
    *,
    has_offsets: bool = True,
) -> list[tuple[Quote, Attribution]]:
    """One quote for each attribution; parents become quote ids."""
    pairs: list[tuple[Quote, Attribution]] = []
    for attribution in drop(found, {n for n, one in enumerate(found) if is_question_of_nobody(text, one)}):
        parent = None if attribution.parent is None else pairs[attribution.parent][0].id
        section = layout.name_section(attribution.span[0])
        quote = make_quote(article, text, attribution, occurrences, section, has_offsets, parent)
        pairs.append((quote, attribution))
    return pairs


def make_quote(
    article: Article,
    text: str,
    attribution: Attribution,
    occurrences: Counter[str],
    section: str,
    has_offsets: bool,
    parent: str | None,
) -> Quote:
    """The record of one attribution."""
    pieces = list(attribution.pieces)
    passage = join_pieces(text, pieces)
    key = make_quote_id(article.id, passage)
    occurrences[key] += 1  # by id, because other words can have the same few characters of their hash in it
    words, is_cut = cut_words(passage)
    return Quote(
        id=make_quote_id(article.id, passage, occurrences[key]),
        article=article.id,
        mode=Mode(attribution.mode).value,
        speaker_words=text[slice(*attribution.speaker)] if attribution.speaker else None,
        cue=None if attribution.mode == Mode.OWN_VOICE.value else text[slice(*attribution.cue)],
        section=section,
        words=words,
        language=article.language,
        start_char=pieces[0][0] if has_offsets else None,
        end_char=pieces[-1][1] if has_offsets else None,
        pieces=format_pieces(pieces) if has_offsets else None,
        is_cut=int(is_cut),
        words_hash=hash_words(passage),
        method=Method(attribution.method).value,
        review=Review.PROPOSED.value,
        score=attribution.score,
        detail=attribution.detail,
        parent=parent,
    )
