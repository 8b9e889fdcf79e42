"""One ingest: sources in, articles coded and stored one by one, a summary at the end."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..articles import Fetcher, Meter, Reading, Refusal, format_signature, make_signature, read_articles
from ..catalogue import Catalogue
from ..quotes import NamedEngine
from ..quotes.engines import DEFAULT
from ..records import Article, Coding, Review, Run
from ..search import index_search
from ..store import UNDESCRIBED, insert_records, open_database, read_records, write_article, write_transaction
from ..summaries import refresh_totals
from ..texts import TextStore
from .arrivals import Arrivals
from .coding import Desk, is_coded_language
from .copying import INDEXED, settle_copies
from .workers import Item, code_all


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest; the day comes from the caller, because stages have no clock."""

    run: str
    today: str
    url: str | None = None
    offline: bool = False
    jobs: int = 1
    is_dry: bool = False
    engine: str = DEFAULT


@dataclass
class Summary:
    """What became of the inputs so far."""

    articles: Counter[str] = field(default_factory=Counter)  # added, changed, unchanged, copies, not coded
    rows: Counter[str] = field(default_factory=Counter)  # per table
    refusals: list[Refusal] = field(default_factory=list)
    share: float | None = None  # of the bytes given; None where their number is not known

    @property
    def count(self) -> int:
        """Inputs dealt with."""
        return sum(self.articles[state] for state in ("added", "changed", "unchanged")) + len(self.refusals)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one input: added, changed, unchanged or refused."""

    state: str
    source: str | None = None  # None where a shard does not say
    coding: Coding | None = None
    refusal: Refusal | None = None


Report = Callable[[Summary, Told], None]


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
        if not options.is_dry:
            start_run(connection, options)
        meter = Meter(sources := list(sources))
        arrivals = Arrivals(connection, texts, desk.publishers)
        fresh = pass_over(read_sources(sources, options, meter), arrivals, summary, report)
        for reading, result in code_all(fresh, desk, options.jobs):
            told = take(arrivals, reading, result, options, summary)
            summary.share = meter.share
            report(summary, told)
    finally:
        try:
            if not options.is_dry:
                finish_run(connection, texts, summary)
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
    settled = [claim for claim in claims if Review(claim.review).is_counted]
    described = read_records(connection, "publishers", f"publishers where domain is not null and not ({UNDESCRIBED})")
    publishers = {publisher.domain: publisher for publisher in described}
    return Desk(Catalogue(known, names, roles, settled), options.run, publishers, NamedEngine(options.engine))


def start_run(connection: sqlite3.Connection, options: Options) -> None:
    with write_transaction(connection):
        insert_records(connection, "runs", [describe_run(options)], verb="insert or ignore")


def describe_run(options: Options) -> Run:
    note = "Articles read and coded by a program; every row is a proposal until a person has reviewed it."
    return Run(options.run, "datasette claims ingest", options.today, note)


def finish_run(connection: sqlite3.Connection, texts: TextStore, summary: Summary) -> None:
    """What can only be done when all articles are in, also those of a run that was killed before it came to this."""
    if texts.is_settled():
        return
    summary.articles["copies"] = settle_copies(connection, texts)
    with write_transaction(connection):
        refresh_totals(connection)
        index_search(connection)
    texts.settle()


def read_sources(sources: Iterable[str], options: Options, meter: Meter) -> Iterator[Item]:
    fetcher = Fetcher()  # one for the run, so that robots.txt and the pause between requests hold across sources
    for source in sources:
        yield from read_articles(source, url=options.url, fetcher=fetcher, offline=options.offline, retrieved=options.today, meter=meter)


def pass_over(items: Iterable[Item], arrivals: Arrivals, summary: Summary, report: Report) -> Iterator[Item]:
    """What is new or changed; an article that is stored already costs no coding."""
    for item in items:
        if isinstance(item, Reading) and arrivals.judge(item) == "unchanged":
            summary.articles["unchanged"] += 1
            report(summary, Told("unchanged", item.source))
        else:
            yield item


# Storing -----------------------------------------------------------------------------------------


def take(arrivals: Arrivals, reading: Item, result: Coding | Refusal, options: Options, summary: Summary) -> Told:
    """Stores one coding and counts what it added, or notes why there is none."""
    if isinstance(result, Refusal):
        summary.refusals.append(result)
        return Told("refused", result.source, refusal=result)
    assert isinstance(reading, Reading)
    state = arrivals.judge(reading)  # again, because what another process coded meanwhile may be the same article
    if state == "unchanged":
        summary.articles[state] += 1
        return Told(state, reading.source)
    if not options.is_dry:
        keep_text(arrivals.connection, arrivals.texts, result.article, reading.credit)
        try:
            state = write_article(arrivals.connection, result)
        except sqlite3.IntegrityError as error:  # nothing of it is stored, and the next article is
            return take(arrivals, reading, Refusal(reading.source, f"could not be stored ({error})"), options, summary)
        arrivals.note(reading)
    count_coding(summary, result, state)
    return Told(state, reading.source, result)


def count_coding(summary: Summary, coding: Coding, state: str) -> None:
    summary.articles[state] += 1
    summary.articles["not coded"] += not is_coded_language(coding.article.language)
    for table in ("quotes", "relays", "stances", "actors", "claims"):
        summary.rows[table] += len(getattr(coding, table))


def keep_text(connection: sqlite3.Connection, texts: TextStore, article: Article, credit: str | None) -> None:
    """Stores the text before its article, so that an article never lacks its text."""
    stored = connection.execute("select text_hash from articles where id = ?", [article.id]).fetchone()
    if stored and stored[0] and stored[0] != article.text_hash:
        texts.unsettle(stored[0])  # what repeated the old text may repeat nothing now
    signature = make_signature(article.text)
    texts.add(article.text_hash or "", article.text, format_signature(signature), signature.values[:INDEXED])
    if credit:
        texts.add_credit(article.id, credit)
