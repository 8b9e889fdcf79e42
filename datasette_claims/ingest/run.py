"""One ingest: sources in, articles coded and stored one by one, a summary at the end."""

from __future__ import annotations

import signal
import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from ..articles import CopyIndex, Fetcher, Known, Reading, Refusal, format_signature, make_known, parse_signature, read_articles
from ..catalogue import Catalogue
from ..errors import ClaimsError, MissingPart
from ..records import Coding, Review, Run
from ..search import index_search
from ..store import insert_records, mark_copy, open_database, read_records, write_article, write_transaction
from ..texts import TextStore
from .coding import Desk, code_reading, is_coded_language

WINDOW = 4  # articles in flight per process: enough to keep all busy, few enough to keep memory flat

Item = Reading | Refusal


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest; the day comes from the caller, because stages have no clock."""

    run: str
    today: str
    url: str | None = None
    offline: bool = False
    jobs: int = 1
    is_dry: bool = False


@dataclass
class Summary:
    """What became of the inputs so far."""

    articles: Counter[str] = field(default_factory=Counter)  # added, changed, unchanged, copies, not coded
    rows: Counter[str] = field(default_factory=Counter)  # per table
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Inputs dealt with."""
        return sum(self.articles[state] for state in ("added", "changed", "unchanged")) + len(self.refusals)


Report = Callable[[Summary, "Coding | Refusal | None"], None]


def ingest(database: Path, sources: Iterable[str], options: Options, report: Report) -> Summary:
    """Ingests every source into the database, made if it does not exist; `report` hears of each input.

    What is stored is whole at any moment: each article is one transaction. An interrupted run is resumed by
    running it again, because an article whose text is stored already is passed over.
    """
    summary = Summary()
    connection = open_database(":memory:" if options.is_dry and not database.exists() else database, create=True)
    texts = TextStore(None) if options.is_dry else TextStore.beside(database)
    try:
        desk = set_desk(connection, options)
        copies = CopyIndex(list_known(connection, texts))
        if not options.is_dry:
            start_run(connection, options)
        fresh = pass_over(read_sources(sources, options), connection, summary, report)
        for reading, result in code_all(fresh, desk, options.jobs):
            if isinstance(result, Refusal):
                summary.refusals.append(result)
            else:
                result = keep(connection, texts, copies, reading, result, options, summary)
            report(summary, result)
    finally:
        try:
            if summary.rows and not options.is_dry:
                with write_transaction(connection):
                    index_search(connection)
        finally:
            connection.close()
            texts.close()
    return summary


def set_desk(connection: sqlite3.Connection, options: Options) -> Desk:
    """What is known when the run begins, proposals left out.

    Matching new articles against proposals of the same run would make the result depend on the order of the
    articles and on where a run was interrupted; two articles that propose the same name or sentence meet in its id.
    """
    actors, names, roles, claims = (read_records(connection, table) for table in ("actors", "actor_names", "actor_roles", "claims"))
    known = [actor for actor in actors if actor.review != Review.PROPOSED.value]
    settled = [claim for claim in claims if claim.review != Review.PROPOSED.value]
    publishers = {publisher.domain: publisher.id for publisher in read_records(connection, "publishers") if publisher.domain}
    return Desk(Catalogue(known, names, roles, settled), options.run, publishers)


def start_run(connection: sqlite3.Connection, options: Options) -> None:
    note = "Articles read and coded by a program; every row is a proposal until a person has reviewed it."
    with write_transaction(connection):
        insert_records(connection, "runs", [Run(options.run, "datasette claims ingest", options.today, note)], verb="insert or ignore")


def list_known(connection: sqlite3.Connection, texts: TextStore) -> Iterator[Known]:
    """The stored articles, as far as they can be recognised in a copy."""
    rows = connection.execute(
        "select a.id, a.text_hash, a.published, a.publisher, a.syndicated_from, p.kind = 'agency'"
        " from articles a join publishers p on p.id = a.publisher where a.text_hash is not null"
    )
    for article, text_hash, published, publisher, origin, is_agency in rows.fetchall():
        written = texts.find_signature(text_hash)
        signature = parse_signature(written) if written else None
        yield Known(article, text_hash, signature, published, publisher, is_agency=bool(is_agency), syndicated_from=origin)


def read_sources(sources: Iterable[str], options: Options) -> Iterator[Item]:
    fetcher = Fetcher()  # one for the run, so that robots.txt and the pause between requests hold across sources
    for source in sources:
        yield from read_articles(source, url=options.url, fetcher=fetcher, offline=options.offline, retrieved=options.today)


def pass_over(items: Iterable[Item], connection: sqlite3.Connection, summary: Summary, report: Report) -> Iterator[Item]:
    """What is new or changed; an article whose text is stored already costs no coding."""
    for item in items:
        if isinstance(item, Reading):
            stored = connection.execute("select text_hash from articles where id = ?", [item.article.id]).fetchone()
            if stored and stored[0] == item.article.text_hash:
                summary.articles["unchanged"] += 1
                report(summary, None)
                continue
        yield item


# Coding, on one core or several ------------------------------------------------------------------


def code_all(items: Iterable[Item], desk: Desk, jobs: int) -> Iterator[tuple[Item, Coding | Refusal]]:
    """Every item with its coding, in the order of the items whatever the number of processes."""
    if jobs == 1:
        yield from ((item, code_item(item, desk)) for item in items)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), start_worker, (desk,)) as pool:
        waiting: deque[tuple[Item, Future[Coding | Refusal]]] = deque()
        try:
            for item in items:
                waiting.append((item, pool.submit(code_in_worker, item)))
                if len(waiting) >= WINDOW * jobs:
                    item, future = waiting.popleft()
                    yield item, future.result()
            while waiting:
                item, future = waiting.popleft()
                yield item, future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def code_item(item: Item, desk: Desk) -> Coding | Refusal:
    """One article coded, or the reason why it cannot be; what concerns every article stops the run instead."""
    if isinstance(item, Refusal):
        return item
    try:
        return code_reading(item, desk)
    except ClaimsError as error:
        if isinstance(error, MissingPart):
            raise
        return Refusal(item.source, str(error))
    except (ValueError, IndexError, KeyError, RecursionError, AssertionError) as error:
        # A fault of ours on one text must not cost the other articles; the text is named, so that it can be mended.
        return Refusal(item.source, f"could not be coded ({type(error).__name__}: {error}); please report it with the article's address")


_desk: Desk


def start_worker(desk: Desk) -> None:
    """Gives a process its desk; Ctrl-C is the parent's business."""
    global _desk
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _desk = desk


def code_in_worker(item: Item) -> Coding | Refusal:
    return code_item(item, _desk)


# Storing -----------------------------------------------------------------------------------------


def keep(
    connection: sqlite3.Connection, texts: TextStore, copies: CopyIndex, reading: Item, coding: Coding, options: Options, summary: Summary
) -> Coding:
    """Stores one coding, with where its text comes from where it is a copy, and counts what it added."""
    assert isinstance(reading, Reading)
    article = coding.article
    known = replace(make_known(reading), publisher=coding.publisher.id)
    copy = copies.find_copy(known)
    copies.add(known)
    if copy:
        copies.record_copy(copy)
        summary.articles["copies"] += 1
        if copy.article == article.id:
            note = " ".join(filter(None, (article.note, copy.detail)))
            coding = replace(coding, article=replace(article, reuse=copy.reuse, syndicated_from=copy.syndicated_from, note=note))
    state = "added"
    if not options.is_dry:
        texts.add(article.text_hash, article.text, format_signature(known.signature))
        state = write_article(connection, coding)
        if copy and copy.article != article.id:
            mark_copy(connection, copy.article, copy.syndicated_from, copy.reuse, copy.detail)
    summary.articles[state] += 1
    summary.articles["not coded"] += not is_coded_language(article.language)
    for table in ("quotes", "relays", "stances", "actors", "claims"):
        summary.rows[table] += len(getattr(coding, table))
    return coding
