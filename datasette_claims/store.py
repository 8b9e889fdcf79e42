"""Opens, creates, fills and rebuilds the database; reads and writes the CSV files it is made from."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from .errors import ClaimsError, DataError, NotOurDatabase
from .records import RECORDS, Coding, Review, list_columns
from .schema import APPLICATION_ID, SCHEMA_PATH, SCHEMA_VERSION, read_schema
from .search import index_search
from .summaries import fill_summaries, refresh_claims, refresh_counts

LABELS_PATH = Path(__file__).parent / "words" / "stance_labels.csv"
BATCH = 5_000  # rows per executemany: memory stays flat, and larger batches were not faster

Progress = Callable[[str, int], None]

# Columns of stances that are in no CSV file: derived from other rows, so that the commonest questions are
# answered from one index.
DERIVED = {
    "topic": "(select c.topic from claims c where c.id = {claim})",
    "said_from": "(select q.said_from from quotes q where q.id = {quote})",
    "is_counted": "{review} in (" + ", ".join(f"'{state.value}'" for state in Review if state.is_counted) + ")",
    "steps": "(select count(*) from relays r where r.quote = {quote})",
}
DERIVE = "update stances set " + ", ".join(f"{name} = {value}" for name, value in DERIVED.items()).format(
    claim="stances.claim", quote="stances.quote", review="stances.review"
)

# Tables whose rows articles share, in an order in which each finds what it refers to.
SHARED = ("publishers", "actors", "actor_names", "topics", "claims")
# A publisher of whom nothing is known but what its pages say.
UNDESCRIBED = (
    "(country, actor, wikidata, note) is (null, null, null, null) and family = id and kind in ('site', 'agency')"
    " and not exists (select 1 from articles where publisher = publishers.id and method <> 'import')"
)
# The proposed rows whose place another article's proposal may take; what a person described is none.
IS_LATER = "review = 'proposed' and source > :source"
PROPOSED = {
    "publishers": f"{UNDESCRIBED} and (coalesce(domain, ''), name, kind) > (coalesce(:domain, ''), :name, :kind)",
    "actors": IS_LATER,
    "actor_names": "source > :source and actor in (select id from actors where review = 'proposed')",
    "claims": IS_LATER,
}

# What an empty cell of a CSV file means where a row does not say how it was made: somebody wrote it down.
BY_HAND = {"method": "hand", "review": "coded_once"}

Copied = tuple["str | None", str, "str | None"]  # syndicated_from, reuse and note of an article


# Reading and writing data/ ---------------------------------------------------------------------


def read_table(path: Path, table: str, problems: list[DataError] | None = None) -> Iterator[tuple[int, Any]]:
    """Line number and record for every row of a CSV file.

    DataError for the first row that is no record; with a list for `problems` such rows go there and the others are read on.
    """
    record = RECORDS[table]
    types = {column.name: column.type for column in read_schema()[table].columns}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows, [])
            unknown = [name for name in header if name not in types]
            if unknown or len(set(header)) < len(header):
                raise DataError(path.name, 1, f"unknown or repeated column {', '.join(unknown) or header}; see docs/data-dictionary.md")
            line = rows.line_num + 1
            for row in rows:
                try:
                    made = make_record(record, types, header, row, path.name, line)
                except DataError as error:
                    if problems is None:
                        raise
                    problems.append(error)
                else:
                    yield line, made
                line = rows.line_num + 1
    except UnicodeDecodeError as error:
        raise DataError(path.name, None, f"is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise DataError(path.name, rows.line_num, f"is not valid CSV ({error}); check the quotation marks") from error


def make_record(record: type, types: dict[str, str], header: list[str], row: list[str], path: str, line: int) -> Any:
    """A record from one CSV row: empty cells become None, numbers numbers, and a row without a method one made by hand."""
    if len(row) != len(header):
        raise DataError(path, line, f"has {len(row)} cells where the header has {len(header)}; check commas and quotation marks")
    values: dict[str, Any] = {}
    for name, cell in zip(header, row):
        if cell != "":
            values[name] = read_number(types[name], cell, path, line, name)
    if "method" not in values:
        values.update({name: word for name, word in BY_HAND.items() if name in types and name not in values})
    try:
        return record(**values)
    except TypeError as error:
        missing = str(error).split("argument")[-1].lstrip("s: ")
        raise DataError(path, line, f"lacks {missing}; fill it in") from error


def read_number(type_: str, cell: str, path: str, line: int, name: str) -> str | int | float:
    if type_ == "text":
        return cell
    try:
        return int(cell) if type_ == "integer" else float(cell)
    except ValueError:
        raise DataError(path, line, f"{name} is “{cell}” and must be a number") from None


def write_table(path: Path, table: str, records: Iterable[Any]) -> int:
    """Writes records as CSV, sorted by key, one line each, so that a diff shows what changed; the number written."""
    columns = [column.name for column in read_schema()[table].columns]
    key = read_schema()[table].key
    ordered = sorted(records, key=lambda record: [str(getattr(record, name)) for name in key])
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for record in ordered:
            writer.writerow(["" if (value := getattr(record, name)) is None else value for name in columns])
    os.replace(temporary, path)
    return len(ordered)


def write_data(connection: sqlite3.Connection, folder: Path) -> dict[str, int]:
    """Writes what was coded, reviewed or rejected as CSV files in the form of data/; the rows per table.

    Proposals stay behind, except for those that a decided row refers to: a rejected stance keeps its quote, so
    that the decision can be read and the same proposal is not made again.
    """
    decided = "review <> 'proposed'"
    stances = f"stances where {decided}"
    quotes = f"quotes where {decided} or id in (select quote from {stances})"
    articles = f"articles where method in ('hand', 'log') or id in (select article from {quotes})"
    actors = (
        f"actors where {decided} or id in (select actor from {stances}) or id in (select speaker from {quotes})"
        f" or id in (select actor from relays where quote in (select id from {quotes}))"
    )
    kept = {
        "stances": stances,
        "quotes": quotes,
        "articles": articles,
        "actors": actors,
        "relays": f"relays where quote in (select id from {quotes})",
        "publishers": f"publishers where id in (select publisher from {articles}) or id in (select publisher from reviews)",
        "actor_names": f"actor_names where actor in (select id from {actors})",
        "actor_roles": f"actor_roles where actor in (select id from {actors})",
        "claims": f"claims where review not in ('proposed', 'rejected') or id in (select claim from {stances})",
    }
    counts = {}
    for table in RECORDS:
        records: list[Any] = list(read_records(connection, table, kept.get(table, table)))
        if table == "stances":
            records = [replace(stance, **dict.fromkeys(DERIVED)) for stance in records]
        if table != "stance_labels" and (records or (folder / f"{table}.csv").is_file()):
            counts[table] = write_table(folder / f"{table}.csv", table, records)
    return counts


# The database ----------------------------------------------------------------------------------


def create_database(path: str | Path) -> sqlite3.Connection:
    """A new database with every table and view and the stance labels; the caller closes it."""
    connection = sqlite3.connect(path)
    connection.executescript(f"begin;\n{SCHEMA_PATH.read_text(encoding='utf-8')}\ncommit;")  # one write to the disk, not a hundred
    insert_records(connection, "stance_labels", (record for _, record in read_table(LABELS_PATH, "stance_labels")))
    connection.commit()
    return connection


def create_whole(path: Path) -> None:
    """Makes a database that appears only when whole; of two programs that make it at once, one comes first."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    remove_database(temporary)
    try:
        create_database(temporary).close()
        os.link(temporary, path)
    except FileExistsError:
        pass  # another program made it meanwhile
    finally:
        remove_database(temporary)


def open_database(path: str | Path, *, create: bool = False) -> sqlite3.Connection:
    """An existing claims database, or a new one where `create` allows it; NotOurDatabase for any other file."""
    if create and str(path) == ":memory:":
        return create_database(path)
    if create and not Path(path).exists():
        create_whole(Path(path))
    if not Path(path).is_file():
        raise NotOurDatabase(f"{path} does not exist; make it with “datasette claims build” or “ingest”.")
    connection = sqlite3.connect(path)
    try:
        application = connection.execute("pragma application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        connection.close()
        raise NotOurDatabase(f"{path} cannot be read as a database ({error}).") from error
    if application != APPLICATION_ID:
        connection.close()
        raise NotOurDatabase(f"{path} was not made by datasette-claims; build one with “datasette claims build”.")
    version = connection.execute("pragma user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        connection.close()
        raise NotOurDatabase(f"{path} has the tables of version {version}, and this program writes version {SCHEMA_VERSION}; build it anew.")
    connection.execute("pragma foreign_keys = on")
    return connection


@contextmanager
def write_transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction that takes the write lock at once, so that two writers wait instead of failing half-way."""
    connection.execute("pragma busy_timeout = 60000")
    connection.execute("begin immediate")
    try:
        yield connection
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def insert_records(
    connection: sqlite3.Connection,
    table: str,
    records: Iterable[Any],
    progress: Progress | None = None,
    verb: str = "insert",
    is_derived: bool = False,
) -> int:
    """Inserts records of one table in batches; the number handed over.

    With `is_derived`, the columns that the build derives are computed on the way in from what is stored already.
    """
    columns = list_columns(RECORDS[table])
    read_values = attrgetter(*columns)
    places = {name: f"?{n}" for n, name in enumerate(columns, 1)}
    values = [DERIVED[name].format(**places) if is_derived and name in DERIVED else places[name] for name in columns]
    statement = f"{verb} into {table} ({', '.join(columns)}) values ({', '.join(values)})"
    count, batch = 0, []
    for item in records:
        batch.append(read_values(item))
        if len(batch) == BATCH:
            connection.executemany(statement, batch)
            count, batch = count + len(batch), []
            if progress:
                progress(table, count)
    connection.executemany(statement, batch)
    return count + len(batch)


def write_article(connection: sqlite3.Connection, coding: Coding) -> str:
    """Stores one coded article in one transaction: "added", "changed" or "unchanged"."""
    return write_articles(connection, [coding])[0]


def write_articles(connection: sqlite3.Connection, codings: list[Coding]) -> list[str]:
    """Stores coded articles in one transaction, and says of each whether it was "added", "changed" or "unchanged".

    An article whose text is the same as stored changes nothing. Where the text changed, proposals made from
    the old one are replaced; what people coded, reviewed or rejected stays as it is.
    """
    touched: set[str] = set()
    is_counted = False
    with write_transaction(connection):
        states = [place_article(connection, coding, touched) for coding in codings]
        for coding, state in zip(codings, states):
            is_counted |= state != "unchanged" and any(Review(stance.review).is_counted for stance in coding.stances)
        refresh_claims(connection, touched)
        # Machines only propose, and proposals are in no count but the totals, which are counted when a run ends.
        if is_counted:
            refresh_counts(connection)
    return states


def place_article(connection: sqlite3.Connection, coding: Coding, touched: set[str]) -> str:
    """Puts one article in its place, and adds the claims whose positions it changes to those touched."""
    article = coding.article
    stored = connection.execute("select text_hash from articles where id = ?", [article.id]).fetchone()
    if stored and stored[0] == article.text_hash:
        return "unchanged"
    merge_proposals(connection, coding)
    touched |= list_claims(connection, article.id)
    if stored:
        remove_proposals(connection, article.id)
        connection.execute(
            "update articles set text_hash = ?, text_length = ?, retrieved = ? where id = ?",
            [article.text_hash, article.text_length, article.retrieved, article.id],
        )
    else:
        insert_records(connection, "articles", [article])
    for table in ("quotes", "relays", "stances"):
        insert_records(connection, table, getattr(coding, table), verb="insert or ignore")
    connection.execute(f"{DERIVE} where quote in (select id from quotes where article = ?)", [article.id])
    touched |= list_claims(connection, article.id) | {claim.id for claim in coding.claims}
    return "changed" if stored else "added"


def merge_proposals(connection: sqlite3.Connection, coding: Coding) -> None:
    """Adds what articles share: publishers, actors with their names, topics and claims.

    Two articles that propose the same row meet in its id, and the one whose address sorts first is its source, so
    that the content does not depend on the order in which articles come in. What people decided stays as it is.
    """
    for table in SHARED:
        records = getattr(coding, table) if table != "publishers" else [coding.publisher]
        insert_records(connection, table, records, verb="insert or ignore")
        if table not in PROPOSED:
            continue
        names = [name for name in list_columns(RECORDS[table]) if name != "id"]
        places = ", ".join(f":{name}" for name in names)
        statement = f"update or ignore {table} set ({', '.join(names)}) = ({places}) where id = :id and {PROPOSED[table]}"
        connection.executemany(statement, [asdict(record) for record in records])


def mark_copies(connection: sqlite3.Connection, copies: Mapping[str, Copied]) -> int:
    """Records of stored articles which one each repeats, or that it repeats none; the number that changed.

    What a person has described, or a machine cannot tell (retold, distorted), stays as it is.
    """
    changed = 0
    with write_transaction(connection):
        for article, (origin, reuse, note) in sorted(copies.items()):
            changed += connection.execute(
                "update articles set reuse = :reuse, syndicated_from = :origin, note = :note where id = :id and method not in ('hand', 'log')"
                " and reuse in ('original', 'reprint', 'mirror') and (reuse, syndicated_from, note) is not (:reuse, :origin, :note)",
                {"id": article, "reuse": reuse, "origin": origin, "note": note},
            ).rowcount
        refresh_claims(connection, set().union(*(list_claims(connection, article) for article in copies)))
    return changed


def read_records(connection: sqlite3.Connection, table: str, rows: str = "", values: Iterable[Any] = ()) -> Iterator[Any]:
    """The rows of a table as records, in the order of its key; `rows` is the table with a condition, all rows without."""
    record, key = RECORDS[table], read_schema()[table].key
    columns = list_columns(record)
    for row in connection.execute(f"select {', '.join(columns)} from {rows or table} order by {', '.join(key)}", tuple(values)):
        yield record(**{name: value for name, value in zip(columns, row) if value is not None})


def list_claims(connection: sqlite3.Connection, article: str) -> set[str]:
    """The claims that positions of an article are about."""
    rows = connection.execute("select s.claim from quotes q join stances s on s.quote = q.id where q.article = ?", [article])
    return {claim for (claim,) in rows}


def remove_proposals(connection: sqlite3.Connection, article: str) -> None:
    """Removes an article's proposals, and the quotes and relays on which nobody has decided anything."""
    proposed = "select id from quotes where article = ? and review = 'proposed'"
    decided = "select quote from stances where review <> 'proposed'"
    connection.execute("delete from stances where review = 'proposed' and quote in (select id from quotes where article = ?)", [article])
    connection.execute(f"delete from relays where quote in ({proposed}) and quote not in ({decided})", [article])
    connection.execute(f"delete from quotes where id in ({proposed}) and id not in ({decided})", [article])


def build_database(data: Path, target: Path, progress: Progress | None = None) -> dict[str, int]:
    """Builds `target` from the CSV files of `data` and returns the rows per table.

    The work is done in a temporary file beside it that takes its place only when whole, so that a
    failed or interrupted build leaves the old database as it was.
    """
    if not (data / "claims.csv").is_file():
        raise ClaimsError(f"{data} holds no claims.csv; name the folder with the CSV files.")
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    remove_database(temporary)
    try:
        counts = fill_database(data, temporary, progress)
        os.replace(temporary, target)
    except PermissionError as error:
        raise ClaimsError(f"{target} is in use by another program ({error.strerror}); stop it and build again.") from error
    finally:
        remove_database(temporary)
    return counts


def fill_database(data: Path, path: Path, progress: Progress | None) -> dict[str, int]:
    connection = create_database(path)
    try:
        # Nobody else sees this file, and an interrupted build is thrown away: no journal is needed.
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        indexes = drop_indexes(connection)
        counts = {}
        for table in RECORDS:
            source = data / f"{table}.csv"
            if table != "stance_labels" and source.is_file():
                counts[table] = insert_table(connection, source, table, progress)
                if progress:
                    progress(table, counts[table])
        for index in indexes:
            connection.execute(index)
        refuse_dangling(connection)
        fill_summaries(connection)
        counts["search_index"] = index_search(connection)
        connection.commit()
        connection.execute("pragma journal_mode = delete")
        connection.execute("analyze")
        connection.commit()
        return counts
    finally:
        connection.close()


def drop_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drops every index of the schema and returns what makes it again: built over the rows it is faster and more compact."""
    found = connection.execute("select name, sql from sqlite_master where type = 'index' and sql is not null").fetchall()
    for name, _ in found:
        connection.execute(f"drop index {name}")
    return [sql for _, sql in found]


def insert_table(connection: sqlite3.Connection, source: Path, table: str, progress: Progress | None) -> int:
    try:
        return insert_records(connection, table, (record for _, record in read_table(source, table)), progress, is_derived=table == "stances")
    except sqlite3.IntegrityError as error:
        raise DataError(source.name, None, f"{error}; run scripts/validate.py to see the line") from error


def refuse_dangling(connection: sqlite3.Connection) -> None:
    broken = connection.execute("pragma foreign_key_check").fetchone()
    if broken:
        table, rowid, parent, _ = broken
        raise ClaimsError(f"{table}.csv row {rowid} names a row of {parent} that does not exist; run scripts/validate.py.")


def remove_database(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
