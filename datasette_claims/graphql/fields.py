"""Root fields that answer a question of the domain with one statement: denials_of, positions_of, trace, …"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import graphene
from graphql import GraphQLError

from ..schema import Column, is_claims_file, read_schema
from .rows import follow_cursor, list_selected, read_cursor, require_first, write_cursor
from .visits import find_visit, run_statement

STATEMENTS = Path(__file__).parent
NUMBERS = {"score": graphene.Float, "is_counted": graphene.Int, "days": graphene.Int, "order_uncertain": graphene.Int}
PARENT = re.compile(r"\bid in (\w+)")

# The claims of a topic lead to the rows that are counted; a page is read in its own order, and its claims are looked up there.
IN_TOPIC = "s.claim in (select claim from topic_claims where topic = :topic)"
# Conditions by argument. They are added only where asked for, because SQLite finds no index for
# “:topic is null or topic = :topic”.
OF_POSITIONS = {
    "topic": IN_TOPIC,
    "claim": "s.claim = :claim",
    "actor": "s.actor = :actor",
    "stance": "s.label = :stance",
    "country": "s.actor in (select id from actors where country = :country collate nocase)",
    "from": "exists (select 1 from quotes q where q.id = s.quote and q.said_to >= :from)",
    "to": "s.said_from <= :to",
}
OF_CHANGES = {
    "topic": IN_TOPIC, "claim": "s.claim = :claim", "actor": "s.actor = :actor",
    "from": "s.to_date >= :from", "to": "s.to_date <= :to",
}
ARGUMENTS = {
    "topic": "Id of a topic, such as troop-deployments; it holds the claims with it as main or further topic and those of the topics below it.",
    "claim": "Id of a claim.",
    "actor": "Id of an actor, such as russian-foreign-ministry.",
    "stance": "Id of a stance label, such as denies.",
    "country": "Country of the actor in English, such as Russia.",
    "from": "First day: ISO date.",
    "to": "Last day: ISO date.",
    "a": "Id of the first actor.",
    "b": "Id of the second actor.",
}
TABLES = {"topic": "topics", "claim": "claims", "actor": "actors", "stance": "stance_labels", "a": "actors", "b": "actors"}


@dataclass(frozen=True, slots=True)
class Question:
    """A root field: the view whose columns it shows, where its rows are chosen (a table, view or file) and in which order."""

    name: str
    type: str
    view: str
    source: str
    conditions: dict[str, str]
    order: tuple[tuple[str, bool], ...]
    description: str
    key: str  # column of the view that equals the last column of the order
    always: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


NEWEST = (("said_from", True), ("id", False))
QUESTIONS = [
    Question(
        "denials_of", "Position", "denials", "stances", {k: v for k, v in OF_POSITIONS.items() if k != "stance"}, NEWEST,
        "Positions in which somebody denies a claim, newest first, with who, when, the words and where.",
        "position", ("s.label = 'denies'", "s.review <> 'rejected'"),
    ),
    Question(
        "positions_of", "Position", "positions", "stances", OF_POSITIONS, NEWEST,
        "Positions by topic, claim, actor, stance, country and time, newest first.",
        "position", ("s.review <> 'rejected'",),
    ),
    Question(
        "changed_positions", "PositionChange", "position_changes", "position_changes", OF_CHANGES,
        (("to_date", True), ("to_position", False)),
        "The same actor on the same claim, first on one side and next on another, newest first.", "to_position",
    ),
    Question(
        "compare", "SharedClaim", "shared_claims", "compare.sql",
        {"a": "s.actor_a = :a", "b": "s.actor_b = :b", "topic": IN_TOPIC}, (("claim", False),),
        "Claims on which two actors both took a position, with the latest stance of each.", "claim", (), ("a", "b"),
    ),
]


def list_root_fields(datasette: Any, database: str) -> list[tuple[str, Any]]:
    """The fields for a database of ours; none for anybody else's."""
    db = datasette.get_database(database)
    if not is_claims_file(db.path):
        return []
    types: dict[str, Any] = {}
    from .traces import make_trace  # which needs the types made here

    fields = [(question.name, graphene.Dynamic(make_field(db, question, types), with_schema=True)) for question in QUESTIONS]
    return [*fields, ("trace", graphene.Dynamic(make_trace(db, types), with_schema=True))]


def make_field(db: Any, question: Question, types: dict[str, Any]) -> Any:
    """A function that makes the field once the types of the tables are known."""

    def make(schema: Any) -> graphene.Field:
        page = find_page_type(db, question, types, schema)
        arguments = {
            name: graphene.Argument(graphene.String, name=name, required=name in question.required, description=ARGUMENTS[name])
            for name in question.conditions
        }
        arguments = {f"{name}_" if name == "from" else name: argument for name, argument in arguments.items()}
        return graphene.Field(
            page, **arguments, description=question.description, resolver=make_resolver(db, question, types),
            first=graphene.Int(description="How many rows; 10 when not given."),
            after=graphene.String(description="Cursor of the row before, such as endCursor of the page before."),
        )

    return make


def make_resolver(db: Any, question: Question, types: dict[str, Any]) -> Any:
    async def resolve(root: Any, info: Any, first: int | None = None, after: str | None = None, **given: Any) -> Any:
        asked = {name.rstrip("_"): value for name, value in given.items() if value is not None}
        size = require_first(first, db.ds.max_returned_rows)
        await find_visit(db.ds).require(db.name, question.view)
        selected = list_selected(info, "nodes") | list_selected(info, "edges", "node")
        parents = {name: types[question.type].parents[name] for name in sorted(selected & types[question.type].parents.keys())}
        sql, params = write_question(question, asked, size, after, parents, "totalCount" in list_selected(info))
        found = await run_statement(db, sql, params, info.context)
        for name in asked.keys() & TABLES.keys():
            if not found[0][f"_has_{name}"]:
                table = TABLES[name]
                raise GraphQLError(f"No row of {table} has the id “{asked[name]}”; {{ {table} {{ nodes {{ id name }} }} }} lists them.".replace("claims { nodes { id name", "claims { nodes { id text"))
        rows = [row for row in found if row["_here"]]
        nodes = [types[question.type].from_row(row) for row in rows[:size]]
        cursors = [write_cursor([row[f"_order{i}"] for i in range(len(question.order))]) for row in rows[:size]]
        return {
            "totalCount": found[0]["_total"],
            "pageInfo": {"endCursor": cursors[-1] if len(rows) > size and cursors else None, "hasNextPage": len(rows) > size},
            "nodes": nodes,
            "edges": [{"cursor": cursor, "node": node} for cursor, node in zip(cursors, nodes, strict=True)],
        }

    return resolve


def write_question(
    question: Question, asked: dict[str, str], size: int, after: str | None, parents: dict[str, str], is_counted: bool
) -> tuple[str, dict[str, Any]]:
    """One statement: which rows (from indexed tables), what they say (from the view), their parents, and the count."""
    params: dict[str, Any] = {**asked, "_size": size + 1}
    conditions = [*question.always, *(question.conditions[name] for name in asked)]
    where = f"where {' and '.join(conditions)}" if conditions else ""
    ordered = where.replace(IN_TOPIC, f"+{IN_TOPIC}")  # with the plus SQLite does not sort the rows of all those claims
    later = ""
    if after:
        condition, values = follow_cursor(question.order, read_cursor(after, len(question.order)), "s.")
        later, params = condition, params | values
        later = f"{'and' if conditions and question.source == 'stances' else 'where'} {later}"
    order = ", ".join(f"s.{column}{' desc' * is_descending}" for column, is_descending in question.order)
    columns = ", ".join(f"s.{column} as _order{i}" for i, (column, _) in enumerate(question.order))
    known = [f"exists (select 1 from {TABLES[name]} where id = :{name}) as _has_{name}" for name in asked if name in TABLES]
    origin = f"({read_statement(question.source)})" if question.source.endswith(".sql") else question.source
    # Kept where it is counted; else rows come in order, and reading stops where the page ends.
    kept = "materialized" if is_counted else "not materialized"
    source = f"source as {kept} (select * from {origin} s {ordered})," if origin != "stances" else ""
    total = f"(select count(*) from {'source' if source else f'stances s {where}'})" if is_counted else "null"
    joins = write_parents(parents)
    if source:
        chosen = f"select s.*, {columns} from source s {later} order by {order} limit :_size"
        shown = "chosen p"
    else:
        chosen = f"select s.id as _key, {columns} from stances s {ordered} {later} order by {order} limit :_size"
        shown = f"chosen c cross join {question.view} p on p.{question.key} = c._key"
    final_order = ", ".join(f"_order{i}{' desc' * is_descending}" for i, (_, is_descending) in enumerate(question.order))
    parts = {"source": source, "facts": ", ".join([f"{total} as _total", *known]), "chosen": chosen, "shown": shown, "parents": joins, "order": final_order}
    return re.sub(r"\{(\w+)\}", lambda part: parts[part[1]], read_statement("page.sql")), params


@cache
def read_statement(name: str) -> str:
    """A statement of this folder, without the comment at its head."""
    return (STATEMENTS / name).read_text(encoding="utf-8").partition("\n\n")[2].rstrip()


def write_parents(parents: dict[str, str]) -> str:
    return "".join(f", (select {write_object(table)} from {table} t where t.id = p.{name}) as _{name}" for name, table in parents.items())


def write_object(table: str) -> str:
    """A row as JSON in SQL, so that a parent travels in one column of the row that names it."""
    return "json_object(" + ", ".join(f"'{column.name}', t.{column.name}" for column in read_schema()[table].columns) + ")"


def find_page_type(db: Any, question: Question, types: dict[str, Any], schema: Any) -> Any:
    name = f"{question.type}Page"
    if name not in types:
        from datasette_graphql.utils import PageInfo

        node = find_row_type(db, question.type, question.view, types, schema)
        edge = type(f"{question.type}Edge", (graphene.ObjectType,), {"cursor": graphene.String(), "node": graphene.Field(node)})
        types[name] = type(name, (graphene.ObjectType,), {
            "totalCount": graphene.Int(description="How many rows there are on all pages."),
            "pageInfo": graphene.Field(PageInfo),
            "nodes": graphene.List(node),
            "edges": graphene.List(edge),
        })
    return types[name]


def find_row_type(db: Any, name: str, view: str, types: dict[str, Any], schema: Any) -> Any:
    """A type with the columns of a view, in which a column that names a row is that row."""
    if name not in types:
        columns = read_schema()[view].columns
        parents = {c.name: found[1] for c in columns if (found := PARENT.search(c.description)) and found[1] in schema}
        members: dict[str, Any] = {"parents": parents}
        for column in columns:
            if column.name in parents:
                members[column.name] = make_parent_field(db, column, parents[column.name], schema)
            else:
                members[column.name] = NUMBERS.get(column.name, graphene.String)(description=column.description)
        members["from_row"] = classmethod(lambda cls, row: cls(**{c.name: read_cell(row, c.name) for c in columns}))
        types[name] = type(name, (graphene.ObjectType,), members)
    return types[name]


def read_cell(row: Any, name: str) -> Any:
    """A cell, or the row it names where that was asked for and travelled with it."""
    keys = row.keys()
    if f"_{name}" in keys:
        return json.loads(row[f"_{name}"]) if row[f"_{name}"] else None
    return row[name] if name in keys else None


def make_parent_field(db: Any, column: Column, table: str, schema: Any) -> graphene.Field:
    """The row that a column names, null with a sentence where the visitor may not see its table."""
    node = schema[table].graphene_type

    async def resolve(parent: Any, info: Any) -> Any:
        row = getattr(parent, column.name)
        if row is None:
            return None
        await find_visit(db.ds).require(db.name, table)
        return node.from_row(row)

    return graphene.Field(node, description=column.description, resolver=resolve)
