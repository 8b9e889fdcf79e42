"""The commands of the desk: `ingest`, `load` and `review`."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ClaimsError
from . import claims
from .failures import report_errors
from .progress import Progress, describe_counts

if TYPE_CHECKING:
    from ..ingest import Summary

DATABASE = click.Path(dir_okay=False, path_type=Path)
DATA = click.Path(exists=True, file_okay=False, path_type=Path)


@claims.command(short_help="Read articles into DATABASE and code who said what.")
@click.argument("database", type=DATABASE)
@click.argument("sources", nargs=-1, required=True)
@click.option("--data", type=DATA, help="Folder in the form of data/; what people wrote there is taken over first.")
@click.option("--url", help="Address of the article, where one text or page without an address of its own is read.")
@click.option("--offline", is_flag=True, help="Fetch nothing: addresses in feeds and lists are refused.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that code articles side by side.")
@click.option("--engine", default="model", show_default=True, metavar="NAME", help="What finds the quotes: model (shipped), model:FOLDER of other weights, spacy[:MODEL] or llm[:MODEL]; see docs/engines.md.")
@click.option("--cluster", metavar="ADDRESS", help="Code on a Dask cluster: address of its scheduler, such as tcp://10.0.0.5:8786.")
@click.option("--shards", type=click.Path(file_okay=False, path_type=Path), help="Folder for what the cluster codes, shared by all its machines (default: beside DATABASE).")
@click.option("--dry-run", "is_dry", is_flag=True, help="Read and code, and write nothing.")
@click.option("--quiet", is_flag=True, help="No progress; refusals and errors only.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object a line on standard output: each input, then the summary.")
def ingest(database: Path, sources: tuple[str, ...], data: Path | None, url: str | None, offline: bool, jobs: int, engine: str, cluster: str | None, shards: Path | None, is_dry: bool, quiet: bool, is_json: bool) -> None:  # fmt: skip
    """Read articles from SOURCES into DATABASE, made if it does not exist, and code who said what.

    A source is a text or HTML file, a folder, an address, - for standard input, an RSS or Atom feed, a sitemap, a
    WARC, or a CSV or JSONL file of articles. Everything found is a proposal until a person has reviewed it.
    Running the same command again resumes it: articles already stored cost nothing.

    With --cluster, workers read and code the articles and leave them as Parquet files in the shared folder, which are
    loaded at the end; “datasette claims load” does the loading alone.

    Exit codes: 0 all inputs read, 1 nothing could be done, 2 wrong options, 3 some inputs were refused (each is
    named), 4 the disk is full or the file may not be written, 130 stopped by Ctrl-C. What was stored stays whole.
    """
    from ..ingest import Options, ingest

    if url and len(sources) > 1:
        raise click.UsageError("--url is the address of one article; name one source.")
    if url and not url.startswith(("http://", "https://")):
        raise click.UsageError(f"--url is “{url}” and must be an address that begins with http:// or https://.")
    if cluster and is_dry:
        raise click.UsageError("--dry-run writes nothing, and a cluster hands over its work in files; leave one of the two out.")
    today = date.today().isoformat()
    options = Options(f"ingest-{today}", today, url, offline, jobs, is_dry, engine)
    progress = Progress(quiet, is_json)
    with report_errors(), stop_in_words():
        if data and not is_dry:
            open_desk(database, data, create=True).close()
        if cluster:
            from ..ingest.cluster import ingest_on_cluster

            folder = shards or database.with_name(f"{database.stem}.shards")
            summary = ingest_on_cluster(cluster, database, sources, options, folder, progress.show_part, progress.show)
        else:
            summary = ingest(database, sources, options, progress.show)
    progress.finish(summary, is_dry)
    end(summary)


@claims.command(short_help="Load what “ingest --cluster” wrote into DATABASE.")
@click.argument("database", type=DATABASE)
@click.argument("shards", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--quiet", is_flag=True, help="No progress; refusals and errors only.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object a line on standard output: each input, then the summary.")
def load(database: Path, shards: Path, quiet: bool, is_json: bool) -> None:
    """Load the folder SHARDS, which “ingest --cluster” wrote, into DATABASE, made if it does not exist.

    Shards loaded before are passed over, so that the same command goes on where it was stopped.
    Exit codes are those of ingest.
    """
    from ..ingest.loading import load_shards

    progress = Progress(quiet, is_json)
    with report_errors(), stop_in_words():
        summary = load_shards(database, shards, progress.show)
    progress.finish(summary)
    end(summary)


def open_desk(database: Path, data: Path | None, *, create: bool = False) -> sqlite3.Connection:
    """The database with what people wrote into the folder; the caller closes it."""
    from ..edits import take_edits
    from ..store import open_database

    connection = open_database(database, create=create)
    try:
        if data:
            taken = take_edits(connection, data)
            if taken:
                click.echo(f"Taken from {data}: {describe_counts(taken)}.", err=True)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def stop_in_words() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        click.echo("\nStopped. What was stored is whole; the same command goes on from here.", err=True)
        sys.exit(130)


def end(summary: Summary) -> None:
    if summary.refusals:
        sys.exit(3 if summary.count > len(summary.refusals) else 1)


@claims.group()
def review() -> None:
    """Decide about proposals on a CSV sheet."""


@review.command("export")
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("sheet", type=DATABASE)
@click.option("--data", type=DATA, help="Folder in the form of data/; what people wrote there is taken over first.")
@click.option("--overwrite", is_flag=True, help="Write over a file that holds decisions not yet applied, or that is no sheet.")
def export_review(database: Path, sheet: Path, data: Path | None, overwrite: bool) -> None:
    """Write every proposal of DATABASE to SHEET: passage, speaker, claim, stance and reason, surest first.

    Put accept, change or reject into the column decision; with change, correct speaker, actor, claim, claim_text,
    topic, stance, certainty or part. Lines left empty stay proposals.
    """
    from ..review import export_sheet
    from ..texts import TextStore

    with report_errors():
        if not sheet.parent.is_dir():
            raise ClaimsError(f"There is no folder {sheet.parent}; make it first, or write the sheet elsewhere.")
        connection, texts = open_desk(database, data), TextStore.beside(database)
        try:
            if not overwrite:
                refuse_loss(connection, sheet)
            count = export_sheet(connection, sheet, texts.find)
        finally:
            connection.close()
            texts.close()
    click.echo(f"{count:,} proposal{'s' * (count != 1)} written to {sheet}.")


def refuse_loss(connection: sqlite3.Connection, sheet: Path) -> None:
    """Refuses to write over what somebody decided and nobody applied, and over a file that is something else."""
    from ..review import count_unapplied

    if not sheet.is_file() or not sheet.stat().st_size:
        return
    try:
        count = count_unapplied(connection, sheet)
    except ClaimsError as error:
        raise ClaimsError(f"{sheet} is there already and is no sheet; write to another file, or add --overwrite.") from error
    if count:
        raise ClaimsError(f"{sheet} holds {count:,} decision{'s' * (count != 1)} not applied yet; apply them first, write to another file, or add --overwrite.")


@review.command("apply")
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder in the form of data/ to write decisions to; what people wrote there is taken over first.")
def apply_review(database: Path, sheet: Path, data: Path | None) -> None:
    """Take the decisions of SHEET back into DATABASE; a stale or broken line is named, and the others applied.

    Exit codes: 0 all decisions applied, 1 the sheet or the database cannot be used, 3 some lines were refused (each is
    named), 4 the disk is full or the file may not be written.
    """
    from ..checks import check_data
    from ..review import apply_sheet
    from ..search import index_search
    from ..store import write_data, write_transaction

    with report_errors():
        connection = open_desk(database, data if data and data.is_dir() else None)
        try:
            outcomes = list(apply_sheet(connection, sheet))
            with write_transaction(connection):
                index_search(connection)
            connection.row_factory = None
            if data:
                data.mkdir(parents=True, exist_ok=True)
                write_data(connection, data)
        finally:
            connection.close()
        broken = list(check_data(data)) if data else []
    problems = [outcome for outcome in outcomes if outcome.problem]
    for outcome in problems:
        click.echo(f"{sheet.name}:{outcome.line}: {outcome.position}: {outcome.problem}", err=True)
    for problem in broken:
        click.echo(f"{data}/{problem} (needed before the site can be built)", err=True)
    before = sum(outcome.was_stored for outcome in outcomes)
    again = f", {before} applied before" if before else ""
    click.echo(f"{len(outcomes) - len(problems) - before} decisions applied{again}, {len(problems)} refused.")
    if problems:
        sys.exit(3)
