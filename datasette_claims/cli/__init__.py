"""The commands `datasette claims …`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ..errors import ClaimsError
from .failures import report_errors


def register_commands(cli: Any) -> None:
    """Adds the group `claims` to the datasette command."""
    from . import desk  # noqa: F401  (adds its commands to the group)

    cli.add_command(claims)


@click.group()
def claims() -> None:
    """Build and check databases of who said what about which claim."""


@claims.command(short_help="Make FOLDER for a desk of your own.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", required=True, help="Title of your site, shown on every page and in citations.")
def new(folder: Path, title: str) -> None:
    """Make FOLDER for a desk of your own: metadata.yml and an empty data/."""
    from ..descriptions import make_desk

    with report_errors():
        for path in make_desk(folder, title):
            click.echo(f"Wrote {path}")


@claims.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("database", type=click.Path(dir_okay=False, path_type=Path))
def build(data: Path, database: Path) -> None:
    """Build DATABASE from the CSV files in the folder DATA.

    The old database stays in place until the new one is whole.
    """
    from ..checks import require_valid
    from ..store import build_database

    with report_errors():
        require_valid(data)
        for table, rows in build_database(data, database, show_progress).items():
            click.echo(f"{table:16} {rows:>9,}")


@claims.command(short_help="Check the CSV files in the folder DATA.")
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder with article texts (.txt) to compare offsets with.")
def check(data: Path, texts: Path | None) -> None:
    """Check the CSV files in the folder DATA: file, line and reason of every problem.

    Claims that say nearly the same are listed as suggestions; they are no problem.
    """
    from ..checks import check_data, suggest_twins

    with report_errors():
        problems = list(check_data(data, texts))
        twins = [] if problems else list(suggest_twins(data))
    for twin in twins:
        click.echo(f"Suggestion: {twin}")
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(f"{len(problems)} problem{'s' * (len(problems) > 1)} found.", err=True)
        sys.exit(1)
    click.echo(f"No problem found in {data}.")


@claims.command(short_help="Write DATABASE into FOLDER as files.")
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "formats", default="csv,excel,jsonl,sqlite", show_default=True, help="Formats, joined by commas: csv, excel, jsonl, jsonld, parquet, sqlite.")
@click.option("--metadata", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder with the metadata.yml that gives title and licence, to describe the CSV files.")
@click.option("--url", help="Address of the database on your site, such as https://claims.example.org/claims, for the links of jsonld.")
def export(database: Path, folder: Path, formats: str, metadata: Path | None, url: str | None) -> None:
    """Write DATABASE into FOLDER as files: every table and view of the dataset, with checksums.

    CSV for Excel has a byte order mark, and no text in it can run as a formula. Memory stays flat at any size.
    """
    from ..downloads import export_database

    with report_errors():
        written = export_database(database, folder, split_names(formats), metadata, show_progress, url=url)
    click.echo(f"Wrote {len(written):,} files into {folder}; check them with: sha256sum -c SHA256SUMS")


@claims.command(short_help="Show what changed from BEFORE to AFTER.")
@click.argument("before", type=click.Path(exists=True, path_type=Path))
@click.argument("after", type=click.Path(exists=True, path_type=Path))
@click.option("--changes", type=click.Path(dir_okay=False, path_type=Path), help="Write every change into this CSV file.")
def diff(before: Path, after: Path, changes: Path | None) -> None:
    """Show what changed from BEFORE to AFTER: two databases, or folders of CSV files."""
    from ..releases import count_changes

    with report_errors():
        tally = count_changes(before, after, changes)
    click.echo(tally.describe(), nl=False)


@claims.command(short_help="Make release VERSION of the data.")
@click.argument("version")
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="Folder with data/, metadata.yml, CHANGELOG.md and LICENSE-DATA.")
@click.option("--target", type=click.Path(file_okay=False, path_type=Path), default="dist", show_default=True, help="Folder for the release.")
@click.option("--previous", type=click.Path(exists=True, path_type=Path), help="The previous release: its folder or database.")
@click.option("--format", "formats", default="csv,excel,jsonl,jsonld,parquet,sqlite", show_default=True, help="Formats, joined by commas.")
def release(version: str, root: Path, target: Path, previous: Path | None, formats: str) -> None:
    """Make release VERSION of the data: files in every format, changes, checksums and a zip file."""
    from ..releases import make_release

    with report_errors():
        archive = make_release(root, version, target, previous, split_names(formats))
    click.echo((archive.with_suffix("") / "SUMMARY.txt").read_text(encoding="utf-8"), nl=False)
    click.echo(f"Wrote {archive}")


@claims.command("import-reviews", short_help="Read fact-checks by others into DATABASE.")
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--licence", help="Licence of reviews whose file names none, such as CC BY 4.0.")
def import_reviews_command(database: Path, files: tuple[Path, ...], licence: str | None) -> None:
    """Read fact-checks by others from FILES into DATABASE, each suggested for the claim it is most like.

    FILES are saved pages with ClaimReview, ClaimReview as JSON or JSON Lines, the Data Commons feed, or
    answers of Google's Fact Check Tools. What a person confirmed or rejected stays as it is.
    """
    from ..reviews import import_reviews, read_reviews
    from ..store import open_database

    with report_errors():
        connection = open_database(database)
        try:
            found = (item for path in files for item in read_reviews(path))
            tally = import_reviews(connection, found, lambda line: click.echo(line, err=True), licence)
        finally:
            connection.close()
    click.echo(
        f"{tally.added} added, {tally.updated} updated, {tally.kept} kept as a person left them, "
        f"{tally.unmatched} like no claim, {tally.refused} unreadable."
    )


@claims.command(short_help="Read the sources of DATABASE again.")
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder with article texts (.txt); they are recognised by their hash.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="CSV file of findings; checking goes on after those in it. [default: DATABASE.verified.csv]")
@click.option("--offline", is_flag=True, help="Fetch nothing; compare with local copies only.")
@click.option("--again", is_flag=True, help="Begin anew instead of going on.")
@click.option("--limit", type=int, help="Check at most so many articles now.")
@click.option("--contact", help="Address of yours that sites see with every request.")
def verify(database: Path, texts: Path | None, report: Path | None, offline: bool, again: bool, limit: int | None, contact: str | None) -> None:
    """Read the sources of DATABASE again and report words that no longer stand there.

    Local copies come first. Pages are fetched one a second and host, where their robots.txt allows it.
    Exit code 1 when words are gone.
    """
    from datetime import date

    from ..articles.fetching import Fetcher
    from ..store import open_database
    from ..verify import STATES, Finding, Sources, read_report, verify_sources

    def show(finding: Finding) -> None:
        if finding.state in ("gone", "unread"):
            click.echo(f"{finding.url} {finding.quote}: {finding.state}: {finding.reason}", err=True)

    report = report or database.with_name(database.name + ".verified.csv")
    with report_errors():
        if again:
            read_report(report)  # refuses a file that is something else
            report.unlink(missing_ok=True)
        connection = open_database(database)
        try:
            sources = Sources(database, texts, None if offline else Fetcher(contact=contact))
            counts = verify_sources(connection, sources, report, date.today().isoformat(), show, limit)
        finally:
            connection.close()
    click.echo("; ".join(f"{counts[state]:,} {meaning}" for state, meaning in STATES.items()) + f". Findings: {report}")
    if counts["gone"]:
        sys.exit(1)


@claims.command(short_help="Describe the dataset in FOLDER to people and programs.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit with 1 when a file is not up to date.")
def describe(folder: Path, is_check: bool) -> None:
    """Describe the dataset in FOLDER (data/ and metadata.yml) to people and programs.

    Writes datapackage.json, croissant.json, CITATION.cff, docs/data-dictionary.md, the counts of
    docs/datasheet.md, the column descriptions of metadata.yml, and in a checkout of datasette-claims docs/cli.md.
    """
    import tempfile

    from ..descriptions import describe_dataset, write_descriptions
    from ..store import build_database
    from .reference import describe_commands

    ours = {"docs/cli.md": describe_commands()} if (folder / "datasette_claims" / "cli").is_dir() else {}
    with report_errors(), tempfile.TemporaryDirectory() as temporary:
        database = Path(temporary) / "claims.db"
        build_database(folder / "data", database)
        if is_check:
            stale = [name for name, text in {**describe_dataset(folder, database), **ours}.items() if not is_same(folder / name, text)]
            if stale:
                raise ClaimsError(f"Not up to date: {', '.join(stale)}; run “datasette claims describe”.")
        else:
            for name in write_descriptions(folder, database, ours):
                click.echo(f"Wrote {name}")


def split_names(written: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in written.split(",") if name.strip())


def is_same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def show_progress(table: str, rows: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{table} {rows:,}\x1b[K", nl=False, err=True)
