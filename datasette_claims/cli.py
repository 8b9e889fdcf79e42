"""The commands `datasette claims …`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .errors import ClaimsError


def register_commands(cli: Any) -> None:
    """Adds the group `claims` to the datasette command."""
    cli.add_command(claims)


@click.group()
def claims() -> None:
    """Build and check databases of who said what about which claim."""


@claims.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("database", type=click.Path(dir_okay=False, path_type=Path))
def build(data: Path, database: Path) -> None:
    """Build DATABASE from the CSV files in the folder DATA.

    The old database stays in place until the new one is whole.
    """
    from .checks import require_valid
    from .store import build_database

    with report_errors():
        require_valid(data)
        for table, rows in build_database(data, database, show_progress).items():
            click.echo(f"{table:16} {rows:>9,}")


@claims.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder with article texts (.txt) to compare offsets with.")
def check(data: Path, texts: Path | None) -> None:
    """Check the CSV files in the folder DATA: file, line and reason of every problem."""
    from .checks import check_data

    with report_errors():
        problems = list(check_data(data, texts))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(f"{len(problems)} problem{'s' * (len(problems) > 1)} found.", err=True)
        sys.exit(1)
    click.echo(f"No problem found in {data}.")


@claims.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit with 1 when a file is not up to date.")
def describe(folder: Path, is_check: bool) -> None:
    """Describe the dataset in FOLDER (data/ and metadata.yml) to people and programs.

    Writes datapackage.json, croissant.json, CITATION.cff, docs/data-dictionary.md, the counts of
    docs/datasheet.md, and the column descriptions of metadata.yml.
    """
    import tempfile

    from .descriptions import describe_dataset, write_descriptions
    from .store import build_database

    with report_errors(), tempfile.TemporaryDirectory() as temporary:
        database = Path(temporary) / "claims.db"
        build_database(folder / "data", database)
        if is_check:
            stale = [name for name, text in describe_dataset(folder, database).items() if not is_same(folder / name, text)]
            if stale:
                raise ClaimsError(f"Not up to date: {', '.join(stale)}; run “datasette claims describe”.")
        else:
            for name in write_descriptions(folder, database):
                click.echo(f"Wrote {name}")


def is_same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def show_progress(table: str, rows: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{table} {rows:,}\x1b[K", nl=False, err=True)


class report_errors:
    """Turns our errors into one line and exit code 1."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, ClaimsError):
            raise click.ClickException(str(error)) from error
