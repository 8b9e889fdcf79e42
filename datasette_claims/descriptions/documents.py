"""docs/data-dictionary.md, the counts in docs/datasheet.md, and the column descriptions in metadata.yml."""

from __future__ import annotations

import sqlite3
from typing import Any

from ..records import RECORDS
from ..schema import Table, list_tables, list_views, read_schema
from .facts import Dataset, is_filled, list_allowed

START, END = "<!-- counts: made by “datasette claims describe” -->", "<!-- end of counts -->"
LONG = 15  # rows shown of a long list; the rest are summed up


def make_dictionary() -> str:
    """Every table, view and column with its meaning."""
    intro = """# Data dictionary

Made from [schema.sql](../datasette_claims/schema.sql) by `datasette claims describe`; change it there.
The CSV files in `data/` hold the tables. The views are in the database, and on the site as pages, CSV, JSON and GraphQL.
An empty cell is an unknown value. Dates are ISO 8601 at the precision known; booleans are 0 and 1.

"""
    summaries = [f"`{table.name}`" for table in read_schema().values() if table.kind == "summary"]
    intro += f"""The other tables of the database are summaries, which every build makes anew from the tables below, so that pages and
questions look up what they would have to count: {", ".join(summaries[:-1])} and {summaries[-1]}.
They are in no CSV file; on the site their columns are described where they stand.
"""
    parts = [intro, "## Tables\n", *(describe_table(t) for t in list_tables()), "## Views\n", *(describe_table(t) for t in list_views())]
    return "\n".join(parts)


def describe_table(table: Table) -> str:
    rows = ["| column | type | meaning |", "|---|---|---|"] if table.kind == "table" else ["| column | meaning |", "|---|---|"]
    for column in table.columns:
        meaning = column.description.replace("|", "\\|")
        if column.references:
            meaning += f" → [{column.references}](#{column.references})"
        if table.kind == "view":
            rows.append(f"| `{column.name}` | {meaning} |")
            continue
        kind = column.type + (", required" if is_filled(table.name, column) else "")
        allowed = list_allowed(table.name, column)
        choice = "" if all(word in meaning for word in allowed) else f" One of {', '.join(allowed)}."
        rows.append(f"| `{column.name}` | {kind} | {meaning}{choice} |")
    return f"### {table.name}\n\n{table.description}\n\n" + "\n".join(rows) + "\n"


# What the datasheet counts: title, what is counted, and the statement.
COUNTS = [
    ("Positions by stance", "stance", "select l.name, count(*) from stances s join stance_labels l on l.id = s.label where s.review <> 'rejected' group by l.id order by 2 desc, 1"),
    ("Positions by country of the actor", "country", "select coalesce(a.country, 'unknown'), count(*) from stances s left join actors a on a.id = s.actor where s.review <> 'rejected' group by 1 order by 2 desc, 1"),
    ("Positions by main topic", "topic", "select t.name, count(*) from stances s join topics t on t.id = s.topic where s.review <> 'rejected' group by t.id order by 2 desc, 1"),
    ("Positions by year in which they were said", "year", "select coalesce(substr(said_from, 1, 4), 'unknown'), count(*) from stances where review <> 'rejected' group by 1 order by 1"),
    ("Positions by how they were coded", "method, state of checking", "select method || ', ' || replace(review, '_', ' '), count(*) from stances group by 1 order by 2 desc, 1"),
    ("Articles by language", "language", "select coalesce(language, 'unknown'), count(*) from articles group by 1 order by 2 desc, 1"),
    ("Articles by country of the publisher", "country", "select coalesce(p.country, 'unknown'), count(*) from articles ar join publishers p on p.id = ar.publisher group by 1 order by 2 desc, 1"),
    ("Articles by publisher", "publisher", "select p.name, count(*) from articles ar join publishers p on p.id = ar.publisher group by p.id order by 2 desc, 1"),
    ("Articles by relation to earlier reporting", "relation", "select reuse, count(*) from articles group by 1 order by 2 desc, 1"),
]


def make_datasheet(dataset: Dataset, written: str) -> str:
    """The datasheet as written by hand, with its counts made anew between their two marks."""
    if START not in written or END not in written:
        written = f"{written.rstrip()}\n\n{START}\n{END}\n" if written.strip() else f"# Datasheet\n\n{START}\n{END}\n"
    before, rest = written.split(START, 1)
    return f"{before}{START}\n{make_counts(dataset)}{END}{rest.split(END, 1)[1]}"


def make_counts(dataset: Dataset) -> str:
    connection = sqlite3.connect(dataset.database)
    try:
        tables = [(t.name, connection.execute(f"select count(*) from {t.name}").fetchone()[0]) for t in list_tables() if t.name in RECORDS]
        parts = [write_counts("Rows by table", "table", tables, has_share=False)]
        parts += [write_counts(title, head, connection.execute(sql).fetchall()) for title, head, sql in COUNTS]
    finally:
        connection.close()
    return "\n".join(parts)


def write_counts(title: str, head: str, rows: list[Any], has_share: bool = True) -> str:
    total = sum(count for _, count in rows)
    shown = rows if not has_share or len(rows) <= LONG + 1 else rows[:LONG]
    if len(shown) < len(rows):
        shown = [*shown, (f"{len(rows) - LONG} others", total - sum(count for _, count in shown))]
    lines = [f"### {title}", "", f"| {head} | rows |{' share |' * has_share}", f"|---|---:|{'---:|' * has_share}"]
    for name, count in shown:
        share = f" {100 * count / total:.0f}% |" if has_share else ""
        lines.append(f"| {str(name).replace('|', '/')} | {count:,} |{share}")
    return "\n".join(lines) + "\n"


def make_metadata(dataset: Dataset) -> str:
    """metadata.yml as written by hand, with the meaning of every table and column put in."""
    return fill_tables(dataset.metadata)


def fill_tables(written: dict[str, Any]) -> str:
    import yaml

    metadata = dict(written)
    databases = dict(metadata.get("databases") or {})
    for name, settings in (databases or {"claims": {}}).items():
        tables = dict((settings or {}).get("tables") or {})
        for table in read_schema().values():
            own = {key: value for key, value in (tables.get(table.name) or {}).items() if key not in ("description", "columns")}
            columns = {column.name: column.description for column in table.columns}
            tables[table.name] = {**own, "description": table.description, "columns": columns}
        databases[name] = {**(settings or {}), "tables": tables}
    metadata["databases"] = databases
    header = (
        "# Descriptions of tables and columns are made from datasette_claims/schema.sql by “datasette claims describe”;\n"
        "# everything else is written by hand and kept.\n"
    )
    text = yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True, width=10_000)
    return header + text
