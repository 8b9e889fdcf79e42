"""Article -> quotes: content, cue and speaker words with offsets into the article's text.

`extract_quotes` is what the pipeline calls. The engine is loaded when it is first needed, because its libraries
come with the `ingest` extra and serving pages needs none of them.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from ..records import Article, Method, Mode, Quote, Review
from ..text import cut_words, format_pieces, hash_words, join_pieces, make_quote_id
from .attribution import Attribution, TextTooLong

if TYPE_CHECKING:
    from .engine import Engine

__all__ = ["Attribution", "TextTooLong", "attribute_article", "extract_quotes", "find_attributions", "load_engine"]


@cache
def load_engine(threads: int = 1) -> Engine:
    """The shipped engine, loaded once a process."""
    from . import engine

    return engine.load_engine(threads=threads)


def find_attributions(text: str, engine: Engine | None = None) -> list[Attribution]:
    """Who said what in a text, in its order; a nested attribution follows the one it is nested in."""
    return (engine or load_engine()).find_attributions(text)


def extract_quotes(article: Article, engine: Engine | None = None) -> list[Quote]:
    """The attributed passages of an English article, headline first.

    A quote with a `parent` is nested: in "X reported that Y said it" the outer quote is X's and the inner one, whose
    parent is the outer quote's id, is Y's. A headline that does not open the text is read as a text of its own and
    its quotes have no offsets.
    """
    return [quote for quote, _ in attribute_article(article, engine)]


def attribute_article(article: Article, engine: Engine | None = None) -> list[tuple[Quote, Attribution]]:
    """The quotes with what does not fit their columns: offsets of cue and speaker, and the outlets named as relays.

    Offsets of a headline apart from the text are those of the title.
    """
    engine = engine or load_engine()
    occurrences: Counter[str] = Counter()
    pairs = []
    headline_end = len(article.title) if article.title and article.text.startswith(article.title) else 0
    if article.title and not headline_end:
        # Headlines end with a full stop in the texts the network was trained on.
        found = engine.find_attributions(article.title + ".")
        pairs += make_quotes(article, article.title, found, occurrences, section="headline")
    found = engine.find_attributions(article.text)
    return pairs + make_quotes(article, article.text, found, occurrences, headline_end=headline_end)


def make_quotes(
    article: Article,
    text: str,
    found: list[Attribution],
    occurrences: Counter[str],
    *,
    section: str = "",
    headline_end: int = 0,
) -> list[tuple[Quote, Attribution]]:
    """One quote for each attribution; parents become quote ids."""
    pairs: list[tuple[Quote, Attribution]] = []
    for attribution in found:
        parent = None if attribution.parent is None else pairs[attribution.parent][0].id
        where = section or ("headline" if attribution.span[0] < headline_end else "body")
        quote = make_quote(article, text, attribution, occurrences, where, section != "headline", parent)
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
    digest = hash_words(passage)
    occurrences[digest] += 1
    words, is_cut = cut_words(passage)
    return Quote(
        id=make_quote_id(article.id, passage, occurrences[digest]),
        article=article.id,
        mode=Mode(attribution.mode).value,
        speaker_words=text[slice(*attribution.speaker)] if attribution.speaker else None,
        cue=text[slice(*attribution.cue)],
        section=section,
        words=words,
        language=article.language,
        start_char=pieces[0][0] if has_offsets else None,
        end_char=pieces[-1][1] if has_offsets else None,
        pieces=format_pieces(pieces) if has_offsets else None,
        is_cut=int(is_cut),
        words_hash=digest,
        method=Method.MODEL.value,
        review=Review.PROPOSED.value,
        score=attribution.score,
        detail=attribution.detail,
        parent=parent,
    )
