"""Composes the rows of every table; the only place that knows their order."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path

from datasette_claims.records import Run
from datasette_claims.store import write_table

from .actors import Cast, close_over, list_actors, list_names, list_roles
from .agreement import read_second
from .articles import find_article_id, list_articles, list_publishers
from .claims import list_claim_topics, list_claims, list_relations, list_reviews, list_topics
from .labels import Labels
from .merging import Tables, keep_hand_rows, merge_tables, read_data
from .quotes import Quotes
from .reading import Statement, make_canonical_url, read_log
from .relays import Routes

RUN = Run(
    id="2026-11-evidence-log", tool="scripts/import_evidence.py", finished="2026-11-23",
    note="The evidence log: excerpts of stored pages, read once by one coder, whose statements were then labelled anew by reading "
    "them one by one; a tenth was coded a second time. Words are the log's key phrases as printed on the page; the rest is paraphrase.")


def import_log(log: Path, data: Path) -> dict[str, int]:
    """Writes the log into the CSV files of `data`; the rows per table."""
    statements = list(read_log(log))
    second = read_second(data / "reliability_sample.csv")
    kept = keep_hand_rows(read_data(data), RUN.id, second)
    coded = {article.id for article in kept["articles"]}
    write_left_out(data / "left_out.csv", [s for s in statements if find_article_id(s) in coded])
    ids = {s.article_id: find_article_id(s) for s in statements}
    routes = Routes(ids, {s.article_id: s for s in statements})
    made = make_tables([s for s in statements if ids[s.article_id] not in coded], ids, routes, kept, second)
    return {table: write_table(data / f"{table}.csv", table, rows) for table, rows in merge_tables(kept, made).items() if rows}


def make_tables(
    statements: list[Statement], ids: dict[str, str], routes: Routes, kept: Tables, second: Collection[tuple[str, str]],
) -> Tables:
    """Every row the log gives, as if nothing but the kept rows were there."""
    made: Tables = {table: [] for table in kept}
    cast = Cast()
    labels, quotes = Labels(cast, second), Quotes(routes)
    sources: dict[str, str] = {}  # where an actor or a claim was first met
    for statement in statements:
        for speaker, reason in cast.list_speakers(statement):
            quote = quotes.make_quote(statement, speaker, reason, RUN.id)
            stances = list(labels.list_stances(statement, quote.id, speaker, RUN.id))
            relays = list(routes.list_relays(statement, quote.id, {speaker, cast.find_actor(speaker)}))
            made["quotes"].append(quote)
            made["stances"] += stances
            made["relays"] += relays
            for named in [speaker, *(r.actor for r in relays), *(s.actor for s in stances), *(s.claim for s in stances)]:
                sources.setdefault(named, make_canonical_url(statement.url))
    made["publishers"] = list(list_publishers(statements))
    made["articles"] = list(list_articles(statements, ids, RUN.id))
    made["topics"] = list(list_topics())
    made["claims"] = list(list_claims(sources))
    claims = {claim.id for claim in [*made["claims"], *kept["claims"]]}
    made["claim_topics"] = list(list_claim_topics(claims))
    made["claim_relations"] = [r for r in list_relations() if {r.claim, r.other_claim} <= claims]
    made["reviews"] = list(list_reviews(statements))
    made["runs"] = [RUN]
    used = close_over(cast, find_used_actors(made))
    made["actors"] = list(list_actors(cast, used, sources))
    made["actor_names"] = list(list_names(cast, used, kept["actor_names"]))
    made["actor_roles"] = list(list_roles(cast, used - {actor.id for actor in kept["actors"]}))
    return made


def find_used_actors(made: Tables) -> set[str]:
    """Actors that a row of another table names."""
    named = [*(s.actor for s in made["stances"]), *(q.speaker for q in made["quotes"]), *(r.actor for r in made["relays"]),
             *(p.actor for p in made["publishers"]), *(c.subject for c in made["claims"]), *(c.counterpart for c in made["claims"])]
    return {actor for actor in named if actor}


def write_left_out(path: Path, statements: list[Statement]) -> None:
    """The statements of the log that became no row, and why."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["statement", "url", "reason"])
        for statement in sorted(statements, key=lambda s: s.statement_id):
            writer.writerow([statement.statement_id, statement.url, "coded in full by hand"])
