"""Composes the rows of every table and merges them with what people coded by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from datasette_claims.records import RECORDS, Quote, Run
from datasette_claims.schema import read_schema
from datasette_claims.store import read_table, write_table
from datasette_claims.text import hash_words, make_quote_id

from .actors import Cast, close_over, list_actors, list_names, list_roles
from .articles import find_article_id, list_articles, list_publishers
from .claims import list_claim_topics, list_claims, list_relations, list_reviews, list_topics
from .dates import Calendar
from .labels import Labels
from .reading import Statement, make_canonical_url, read_log
from .relays import Routes

RUN = Run(
    id="2026-11-evidence-log", tool="scripts/import_evidence.py", finished="2026-11-23",
    note="The evidence log: excerpts of stored pages, read once by one coder, whose statements were then labelled anew by reading "
    "them one by one. Words are the log's key phrases as printed on the page; the rest is paraphrase.")
Tables = dict[str, list[Any]]


def import_log(log: Path, data: Path) -> dict[str, int]:
    """Writes the log into the CSV files of `data`; the rows per table."""
    statements = list(read_log(log))
    kept = keep_hand_rows({table: read_rows(data, table) for table in RECORDS if table != "stance_labels"})
    coded = {article.id for article in kept["articles"]}
    left_out = [s for s in statements if find_article_id(s) in coded]
    made = make_tables([s for s in statements if find_article_id(s) not in coded], kept)
    write_left_out(data / "left_out.csv", left_out)
    return {table: write_table(data / f"{table}.csv", table, rows) for table, rows in merge_tables(kept, made).items() if rows}


def make_tables(statements: list[Statement], kept: Tables) -> Tables:
    cast, routes, calendar = Cast(), Routes(), Calendar()
    labels = Labels(cast)
    made: Tables = {table: [] for table in kept}
    occurrences: dict[str, int] = {}
    sources: dict[str, str] = {}
    for statement in statements:
        quote = make_quote(statement, cast, routes, calendar, occurrences)
        stances = list(labels.list_stances(statement, quote.id, RUN.id))
        relays = list(routes.list_relays(statement, quote.id, quote.speaker))
        made["quotes"].append(quote)
        made["stances"] += stances
        made["relays"] += relays
        for named in [quote.speaker, *(r.actor for r in relays), *(s.actor for s in stances), *(s.claim for s in stances)]:
            sources.setdefault(named, make_canonical_url(statement.url))
    made["publishers"] = list(list_publishers(statements))
    made["articles"] = list(list_articles(statements, RUN.id))
    made["topics"] = list(list_topics())
    made["claims"] = list(list_claims(sources))
    claims = {claim.id for claim in [*made["claims"], *kept["claims"]]}
    made["claim_topics"] = list(list_claim_topics(claims))
    made["claim_relations"] = [r for r in list_relations() if {r.claim, r.other_claim} <= claims]
    made["reviews"] = list(list_reviews(statements))
    made["runs"] = [RUN]
    used = {s.actor for s in made["stances"]} | {q.speaker for q in made["quotes"]} | {r.actor for r in made["relays"]}
    used |= {other for claim in made["claims"] for other in (claim.subject, claim.counterpart) if other}
    used |= {publisher.actor for publisher in made["publishers"] if publisher.actor}
    used = close_over(cast, used)
    made["actors"] = list(list_actors(cast, used, sources))
    made["actor_names"] = list(list_names(cast, used, kept["actor_names"]))
    made["actor_roles"] = list(list_roles(cast, used - {actor.id for actor in kept["actors"]}))
    return made


def make_quote(statement: Statement, cast: Cast, routes: Routes, calendar: Calendar, occurrences: dict[str, int]) -> Quote:
    """The quote of a statement: the page's words where the log holds some, and what was said in our own."""
    words = statement.key_phrase
    article = find_article_id(statement)
    key = make_quote_id(article, words or statement.statement_own_words)
    occurrences[key] = occurrences.get(key, 0) + 1
    said = calendar.find_said(statement)
    return Quote(
        id=make_quote_id(article, words or statement.statement_own_words, occurrences[key]), article=article,
        mode=find_mode(statement), speaker=cast.find_speaker(statement), words=words,
        language=statement.language if words else None, paraphrase=end_sentence(statement.statement_own_words),
        words_hash=hash_words(words) if words else None, said_from=said.said_from, said_to=said.said_to, said_basis=said.basis,
        venue=routes.find_venue(statement), method="log", review="coded_once",
        detail=" ".join(filter(None, [cast.explain_speaker(statement), said.reason])) or None, run=RUN.id,
        source_key=statement.statement_id)


def find_mode(statement: Statement) -> str:
    """How the page renders the speech; without words at hand nothing is a direct quotation."""
    if not statement.key_phrase:
        return "indirect"
    return "mixed" if statement.mode == "indirect" else statement.mode


def end_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


# Merging ------------------------------------------------------------------------------------------


def read_rows(data: Path, table: str) -> list[Any]:
    path = data / f"{table}.csv"
    return [record for _, record in read_table(path, table)] if path.is_file() else []


def is_hand(row: Any) -> bool:
    """Rows that a person wrote or has reviewed since; the import never touches them."""
    return row.method != "log" or getattr(row, "review", None) in ("reviewed", "rejected")


def keep_hand_rows(rows: Tables) -> Tables:
    """Of the rows at hand those that are not the import's own."""
    kept = {table: [row for row in rows[table] if is_hand(row)]
            for table in ("articles", "actors", "claims", "claim_relations", "quotes", "stances", "reviews")}
    quotes = {row.id for row in kept["quotes"]}
    actors, claims = {row.id for row in kept["actors"]}, {row.id for row in kept["claims"]}
    kept["publishers"] = [row for row in rows["publishers"] if row.id in {article.publisher for article in kept["articles"]}]
    kept["actor_names"] = [row for row in rows["actor_names"] if row.actor in actors]
    kept["actor_roles"] = [row for row in rows["actor_roles"] if row.actor in actors]
    kept["topics"] = [row for row in rows["topics"] if row.id in {claim.topic for claim in kept["claims"]}]
    kept["claim_topics"] = [row for row in rows["claim_topics"] if row.claim in claims]
    kept["relays"] = [row for row in rows["relays"] if row.quote in quotes]
    kept["runs"] = [row for row in rows["runs"] if row.id != RUN.id]
    return {table: kept.get(table, rows[table]) for table in rows}


def merge_tables(kept: Tables, made: Tables) -> Tables:
    """What people wrote, and beside it every made row whose key is still free."""
    return {table: [*kept[table], *list_free(table, kept[table], made[table])] for table in kept}


def list_free(table: str, kept: Iterable[Any], made: Iterable[Any]) -> Iterator[Any]:
    key = read_schema()[table].key
    taken = {tuple(getattr(row, name) for name in key) for row in kept}
    yield from (row for row in made if tuple(getattr(row, name) for name in key) not in taken)


def write_left_out(path: Path, statements: list[Statement]) -> None:
    """The statements of the log that became no row, and why."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["statement", "url", "reason"])
        for statement in sorted(statements, key=lambda s: s.statement_id):
            writer.writerow([statement.statement_id, statement.url, "coded in full by hand"])
