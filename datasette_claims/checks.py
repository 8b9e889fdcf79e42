"""Checks data/ against the promises of the schema: every problem with file, line and reason."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import combinations, islice
from pathlib import Path
from typing import Any

from .errors import ClaimsError, DataError
from .records import RECORDS
from .schema import read_schema
from .store import LABELS_PATH, create_database, insert_records, read_table
from .tables import Row, Tables
from .text import MAX_WORDS, fold, hash_text, hash_words, join_pieces, make_article_id, normalise_text, parse_pieces

TRIED = 1_000  # rows tried against the schema at once

DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
PRECISE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*$")
DAYS = {"quotes": ("said_from", "said_to"), "claims": ("about_from", "about_to"), "articles": ("retrieved",),
        "corrections": ("received", "resolved"), "redirects": ("since",), "runs": ("finished",)}
PRECISE_DATES = {"articles": ("published",), "actor_roles": ("held_from", "held_to"), "reviews": ("published",)}
SLUGS = ("publishers", "actors", "topics", "claims")
# Of their words together; at 0.6 the list holds pairs that differ in a name or a number, which a person should look at.
NEARLY_THE_SAME = 0.6
# Rules of the schema that concern two columns.
TABLE_RULES = {
    "words is not null or paraphrase is not null": "holds neither words nor a paraphrase; fill in one of them",
    "end_char > start_char": "end_char must be greater than start_char",
    "claim <> other_claim": "relates a claim to itself; name another one in other_claim",
}
# A claim worded as a denial would turn every denial of it into a double negative.
NEGATION = re.compile(r"\b(not|no|never|denie[sd]|false|n't)\b", re.IGNORECASE)


def check_data(data: Path, texts: Path | None = None) -> Iterator[DataError]:
    """Every problem in the CSV files of a folder.

    `texts` is a folder of article texts (.txt); offsets are compared with the text whose hash an
    article carries. Without it, offsets are only compared with the length of the words.
    """
    tables = Tables()
    try:
        yield from load_tables(tables, data)
        yield from check_keys(tables)
        yield from check_columns(tables)
        for check in (check_dates, check_slugs, check_names, check_words, check_reviews, check_claims, check_stances):
            yield from check(tables)
        yield from check_offsets(tables, read_texts(texts) if texts else {})
    finally:
        tables.close()


def load_tables(tables: Tables, data: Path) -> list[DataError]:
    """Reads every row that is a record; what is wrong with the others."""
    tables.load("stance_labels", read_table(LABELS_PATH, "stance_labels"))
    found: list[DataError] = []
    for table in RECORDS:
        path, problems = data / f"{table}.csv", []
        if table == "stance_labels":
            continue
        try:
            tables.load(table, read_table(path, table, problems) if path.is_file() else ())
        except DataError as error:  # of the file as a whole
            problems.append(error)
        if problems:
            tables.add_unread(table, list_written_keys(path, table))
        found += problems
    return found


def list_written_keys(path: Path, table: str) -> set[tuple[Any, ...]]:
    """Keys as written in a file that could not be read in full, so that its unread rows are not also missed by those that name them."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return {tuple(row.get(name) for name in read_schema()[table].key) for row in csv.DictReader(file)}


def read_texts(folder: Path) -> dict[str, str]:
    """The normalised texts of a folder by their hash."""
    found = (normalise_text(path.read_text(encoding="utf-8", errors="replace")) for path in sorted(folder.rglob("*.txt")))
    return {hash_text(text): text for text in found}


def check_keys(tables: Tables) -> Iterator[DataError]:
    """No key twice, and no reference to a row that is not there."""
    for table in tables:
        found = [
            (line, f"the key {'/'.join(map(str, key))} is already used in line {first}; give it another one")
            for line, first, key in tables.list_repeated(table)
        ]
        for column in read_schema()[table].columns:
            if column.references:
                found += [
                    (line, f"{column.name} is “{value}”, which {column.references}.csv does not hold; add it there or correct the id")
                    for line, value in tables.list_dangling(table, column.name, column.references)
                ]
        for line, reason in sorted(found):
            yield DataError(f"{table}.csv", line, reason)


def check_columns(tables: Tables) -> Iterator[DataError]:
    """What the schema itself demands (required cells, lists of allowed words), tried in SQLite: many rows at once, and one by one where one fails."""
    connection = create_database("")  # a temporary file
    for (index,) in connection.execute("select name from sqlite_master where type = 'index' and sql like 'create index%'").fetchall():
        connection.execute(f"drop index {index}")
    for table in tables:
        rows = iter(tables[table] if table != "stance_labels" else ())
        while batch := list(islice(rows, TRIED)):
            connection.execute("savepoint batch")
            try:
                insert_records(connection, table, [record for _, record in batch])
            except sqlite3.IntegrityError:
                connection.execute("rollback to batch")
                yield from try_rows(connection, table, batch)
            connection.execute("release batch")
    connection.close()


def try_rows(connection: sqlite3.Connection, table: str, rows: list[Row]) -> Iterator[DataError]:
    for line, record in rows:
        try:
            insert_records(connection, table, [record])
        except sqlite3.IntegrityError as error:
            # A key used twice is found by check_keys.
            if "UNIQUE" not in str(error) or not str(error).endswith(tuple(f"{table}.{n}" for n in read_schema()[table].key)):
                yield DataError(f"{table}.csv", line, explain_constraint(table, str(error)))


def explain_constraint(table: str, error: str) -> str:
    """A SQLite constraint error as a sentence for somebody who edits a spreadsheet."""
    kind, _, rule = error.partition(" constraint failed: ")
    if kind == "NOT NULL":
        return f"{rule.split('.')[-1]} is empty and must be filled in"
    if kind == "UNIQUE":
        return f"{', '.join(part.split('.')[-1] for part in rule.split(', '))} already stands in another line"
    if rule in TABLE_RULES:
        return TABLE_RULES[rule]
    column = re.match(r"\w+", rule)
    described = {c.name: c.description for c in read_schema()[table].columns}
    meaning = described.get(column[0] if column else "")
    return f"{column[0]} does not hold an allowed value ({meaning})" if column and meaning else f"breaks the rule {rule}"


def is_day(value: str) -> bool:
    try:
        return bool(DAY.match(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_precise_date(value: str) -> bool:
    """ISO 8601 at any precision from the year to the second."""
    return bool(PRECISE.match(value)) and is_day((value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)[:10])


def check_dates(tables: Tables) -> Iterator[DataError]:
    """Dates are real days, and no interval runs backwards."""
    for names, is_valid, form in ((DAYS, is_day, "a day such as 2022-08-11"), (PRECISE_DATES, is_precise_date, "2022, 2022-08, 2022-08-11 or a time with offset")):
        for table, columns in names.items():
            for line, record in tables[table]:
                for column in columns:
                    value = getattr(record, column)
                    if value is not None and not is_valid(value):
                        yield DataError(f"{table}.csv", line, f"{column} is “{value}” and must be {form}")
    for table, first, last in (("quotes", "said_from", "said_to"), ("claims", "about_from", "about_to"), ("actor_roles", "held_from", "held_to")):
        for line, record in tables[table]:
            start, end = getattr(record, first), getattr(record, last)
            if start and end and start[: len(end)] > end:
                yield DataError(f"{table}.csv", line, f"{first} {start} is after {last} {end}; swap or correct them")
            if table == "quotes" and (start is None) != (end is None):
                yield DataError(f"{table}.csv", line, "said_from and said_to must both be filled or both be empty")
    for line, quote in tables["quotes"]:
        if quote.said_basis == "weekday" and not quote.said_as_written:
            yield DataError("quotes.csv", line, "said_basis is weekday, but said_as_written is empty; write down the words, such as “on Thursday”")


def check_slugs(tables: Tables) -> Iterator[DataError]:
    """Slugs are lower case with hyphens, and an article's id is the hash of its address."""
    for table in SLUGS:
        for line, record in tables[table]:
            if not SLUG.match(record.id):
                yield DataError(f"{table}.csv", line, f"the id “{record.id}” must be lower-case letters, digits and hyphens")
    for line, article in tables["articles"]:
        if article.id != make_article_id(article.url):
            yield DataError("articles.csv", line, f"the id {article.id} does not belong to {article.url}; it must be {make_article_id(article.url)}")


def check_names(tables: Tables) -> Iterator[DataError]:
    """No spelling stands for two actors, unless it is marked as too weak to match by itself."""
    owners: dict[str, str] = {}
    for line, name in tables["actor_names"]:
        if name.kind == "weak_alias":
            continue
        owner = owners.setdefault(fold(name.name), name.actor)
        if owner != name.actor:
            yield DataError("actor_names.csv", line, f"“{name.name}” is already a name of {owner}; mark it weak_alias or merge the two actors")


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
    seen: dict[str, str] = {}
    for line, claim in tables["claims"]:
        if claim.review in ("proposed", "rejected"):
            continue
        folded = fold(claim.text).rstrip(".")
        if folded in seen:
            yield DataError("claims.csv", line, f"says the same as {seen[folded]}; merge the two and add a redirect")
        seen.setdefault(folded, claim.id)
        if negation := NEGATION.search(claim.text):
            yield DataError("claims.csv", line, f"“{negation[0]}” makes the claim a denial; word what is denied and record the denial as a stance")


def check_stances(tables: Tables) -> Iterator[DataError]:
    """What a person coded names an actor, and a part where it says that only a part is accepted."""
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


def check_offsets(tables: Tables, texts: dict[str, str]) -> Iterator[DataError]:
    """The words stand where the offsets say, in every text that is at hand."""
    held = {article.id: texts[article.text_hash] for _, article in tables["articles"] if article.text_hash in texts} if texts else {}
    for line, quote in tables["quotes"]:
        if quote.start_char is None:
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
        length = len(join_pieces(" " * quote.end_char, pieces))
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


def require_valid(data: Path, texts: Path | None = None) -> None:
    """ClaimsError that lists every problem, or nothing when there is none."""
    problems = list(check_data(data, texts))
    if problems:
        raise ClaimsError("\n".join(str(problem) for problem in problems))
