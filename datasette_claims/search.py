"""Folding and full-text search over names, claims, quotes, articles, publishers and topics."""

from __future__ import annotations

import difflib
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator

from .text import GROUPED_NUMBER, fold

# What is indexed: id, the text shown, and what hits of a kind are put in order by. A quote is found by its
# words and its paraphrase. Quotes come last: they are by far the most, and a search that stops looking stops
# among the oldest of them.
SOURCES = {
    "actor": """
        select n.id, n.name, coalesce(said.positions, 0)
        from (
          select id, name from actors where review <> 'rejected'
          union select actor, name from actor_names where actor in (select id from actors where review <> 'rejected')
        ) n left join tallies said on said.kind = 'actor' and said.row_id = n.id and said.label = 'any'""",
    "claim": "select c.id, c.text, n.positions from claim_summaries n join claims c on c.id = n.claim",
    "topic": """
        select t.id, t.name, coalesce(said.positions, 0)
        from topics t left join tallies said on said.kind = 'topic' and said.row_id = t.id and said.label = 'any'""",
    "publisher": "select p.id, p.name, (select count(*) from articles a where a.publisher = p.id) from publishers p",
    "article": "select id, title, cast(replace(substr(published, 1, 10), '-', '') as integer) from articles",
    "quote": """
        select id, coalesce(words || ' ', '') || coalesce(paraphrase, ''), cast(replace(said_from, '-', '') as integer)
        from quotes where review <> 'rejected'""",
}
SUGGESTED_FROM = ("actor", "claim", "publisher", "topic")  # what a mistyped word may have meant

# Scripts written without spaces between words, and Hangul, where particles cling to names: every
# letter is a word of its own there and a run of them a phrase, so that a name is found inside a
# longer text and a name of two letters is found too (a trigram index would need three).
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
UNSPACED_LETTER = re.compile(f"([{UNSPACED}])")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")

MAX_WORDS_ASKED = 12  # words of a query that are looked at; nobody types more, and each costs a lookup
FEW_RESULTS = 3  # fewer than this and the page also says what the words may have meant
CLOSE = 0.72  # difflib ratio from which a word is a near miss: "nechayev"/"nechaev" is 0.95, "rusia"/"syria" 0.57


def fold_words(text: str) -> str:
    """The folded text as it is indexed: letters of scripts without spaces stand apart."""
    folded = unicodedata.normalize("NFC", fold(text))
    return " ".join(UNSPACED_LETTER.sub(r" \1 ", folded).split())


# Filling the index ------------------------------------------------------------------------------


def index_search(connection: sqlite3.Connection) -> int:
    """Fills search_index, its full-text index and the words to suggest from; the number of entries."""
    connection.execute("delete from search_index")
    for kind, query in SOURCES.items():
        found = connection.execute(f"{query} order by 3 desc, 1, 2")
        rows = ((kind, row_id, title, fold_words(title), weight or 0) for row_id, title, weight in found)
        connection.executemany("insert into search_index (kind, row_id, title, folded, weight) values (?, ?, ?, ?, ?)", rows)
    connection.execute("insert into search_index_fts (search_index_fts) values ('rebuild')")
    index_words(connection)
    return connection.execute("select count(*) from search_index").fetchone()[0]


def index_words(connection: sqlite3.Connection) -> None:
    """Fills _search_words_fts with every word of names and claims, in the form in which it is met most."""
    titles = connection.execute("select title from search_index where kind in (select value from json_each(?)) order by id", [json.dumps(SUGGESTED_FROM)])
    forms = (form for (title,) in titles for form in re.findall(r"[\w'’-]+", title))
    # Counted in a temporary table, since there are as many words as there are names.
    connection.execute("create temp table forms (id integer primary key, padded text, form text, number integer default 1, unique (padded, form))")
    statement = "insert into forms (padded, form) values (?, ?) on conflict (padded, form) do update set number = number + 1"
    connection.executemany(statement, ((pad(form), form) for form in forms))
    connection.execute("delete from _search_words_fts")
    connection.execute("""
        insert into _search_words_fts (padded, word)
        select padded, form
        from (select *, row_number() over (partition by padded order by number desc, id) as place from forms)
        where place = 1 and length(padded) > 3
        order by padded""")
    connection.execute("drop table forms")


def pad(word: str) -> str:
    """A folded word with its ends marked, so that the trigrams of its first and last letters differ from inner ones."""
    return f"_{fold_words(word).replace(' ', '')}_"


# Asking -----------------------------------------------------------------------------------------


def split_query(query: str) -> list[str]:
    """The folded words of a query; whatever carries no letter or digit is left out."""
    words = (EDGES.sub("", fold_words(word)) for word in fold(query[:400]).split())
    return [word for word in words if word][:MAX_WORDS_ASKED]


def quote_word(word: str, *, is_prefix: bool = False) -> str:
    """A word as an FTS5 string, in which nothing is an operator (sqlite.org/fts5.html, section 3.1)."""
    star = "*" if is_prefix and not UNSPACED_LETTER.match(word[-1]) else ""
    return '"{}"{}'.format(word.replace('"', '""'), star)


def make_match(query: str, *, any_word: bool = False, exact: bool = False) -> str | None:
    """The FTS5 expression for a query as typed; None when it holds no word. The last word may be unfinished."""
    words = split_query(query)
    quoted = [quote_word(word, is_prefix=not exact and n == len(words)) for n, word in enumerate(words, 1)]
    return (" OR " if any_word else " AND ").join(quoted) or None


def make_word_matches(query: str) -> list[str]:
    """One FTS5 expression for each word of a query, for lists in which every word may stand in another column."""
    words = split_query(query)
    return [quote_word(word, is_prefix=n == len(words)) for n, word in enumerate(words, 1)]


def is_suggestible(word: str) -> bool:
    """Whether a word is long enough to be taken for another one's misspelling."""
    return len(word) > 3


def match_trigrams(word: str) -> str:
    """The FTS5 expression that finds words sharing three letters in a row with this one."""
    padded = pad(word)
    return " OR ".join(quote_word(padded[n : n + 3]) for n in range(len(padded) - 2))


def choose_near(word: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """The candidates nearest to a word, nearest first; none that folds to the word itself."""
    forms = {pad(candidate): candidate for candidate in candidates}
    forms.pop(pad(word), None)
    return [forms[padded] for padded in difflib.get_close_matches(pad(word), forms, n=limit, cutoff=CLOSE)]


# Showing where it was found ---------------------------------------------------------------------


def fold_letters(text: str) -> tuple[str, list[int]]:
    """The folded text letter by letter, and for each of its letters the place in the text it came from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        # fold() strips and joins white space, which would shift every place behind it.
        folded = " " if letter.isspace() else unicodedata.normalize("NFC", fold(letter))
        letters.append(folded)
        places.extend([place] * len(folded))
    joined = "".join(letters)
    dropped = {
        at for number in GROUPED_NUMBER.finditer(joined) for at in range(*number.span()) if not joined[at].isdigit()
    }
    kept = [at for at in range(len(joined)) if at not in dropped]
    return "".join(joined[at] for at in kept), [places[at] for at in kept]


def find_spans(text: str, query: str, *, exact: bool = False) -> list[tuple[int, int]]:
    """Where a text holds the words of a query: sorted, without overlaps."""
    if exact:
        return [found.span() for found in re.finditer(re.escape(query), text)] if query else []
    folded, places = fold_letters(text)
    spans = []
    for word in split_query(query):
        pattern = r"[^\w]*".join(re.escape(part) for part in re.findall(r"\w+", word))
        edge = "" if UNSPACED_LETTER.search(word) else r"(?<!\w)"
        for found in re.finditer(edge + pattern, folded):
            spans.append((places[found.start()], places[found.end() - 1] + 1))
    return join_spans(spans)


def join_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def cut_snippet(text: str, query: str, *, exact: bool = False, width: int = 180) -> Iterator[tuple[str, bool]]:
    """Pieces of the part of a text around the first hit, each with whether it is a hit."""
    spans = find_spans(text[:5_000], query, exact=exact)
    start = 0
    if len(text) > width and spans:
        start = max(0, min(spans[0][0] - width // 3, len(text) - width))
        if start:  # begin with a whole word where there is one
            start = text.find(" ", start - 1, spans[0][0]) + 1 or start
    end = min(len(text), start + width)
    at = start
    if start:
        yield "… ", False
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first < last:
            if at < first:
                yield text[at:first], False
            yield text[first:last], True
            at = last
    if at < end:
        yield text[at:end], False
    if end < len(text):
        yield " …", False
