"""The root field `trace`: the way one quote took, and what it says about which claim."""

from __future__ import annotations

import json
import re
from typing import Any

import graphene
from graphql import GraphQLError

from ..schema import read_schema
from .fields import find_row_type, read_statement, write_object
from .visits import find_visit, run_statement


def make_trace(db: Any, types: dict[str, Any]) -> Any:
    """A function that makes the field `trace`: one quote, the way it took, and what it says about which claims."""

    def make(schema: Any) -> graphene.Field:
        position = find_row_type(db, "Position", "positions", types, schema)
        rows = {"quote": "quotes", "article": "articles", "publisher": "publishers", "speaker": "actors"}
        step = type("TraceStep", (graphene.ObjectType,), {
            "step": graphene.Int(description="1 next to the article, then inwards towards the speaker."),
            "actor": graphene.Field(schema["actors"].graphene_type, resolver=resolve_part("actor", schema["actors"])),
            "words": graphene.String(description="The words that say who passed it on."),
            "relayed_article": graphene.Field(
                schema["articles"].graphene_type, resolver=resolve_part("relayed_article", schema["articles"])
            ),
        })
        members = {
            name: graphene.Field(schema[table].graphene_type, resolver=resolve_part(name, schema[table]))
            for name, table in rows.items()
        }
        trace = type("Trace", (graphene.ObjectType,), {
            **members,
            "chain": graphene.String(description="Publisher, relays and speaker, outermost first, joined by “ › ”."),
            "steps": graphene.List(step, description="Who passed the quote on, outermost first."),
            "positions": graphene.List(position, description="What the quote says about which claim, on whose behalf."),
        })
        return graphene.Field(
            trace, quote=graphene.String(required=True, description="Id of a quote."),
            description="Where a quote comes from: article, relays and speaker, and the positions it shows.",
            resolver=resolve_trace,
        )

    def resolve_part(name: str, table: Any) -> Any:
        async def resolve(parent: dict[str, Any], info: Any) -> Any:
            if parent[name] is None:
                return None
            await find_visit(db.ds).require(db.name, table.graphene_type._meta.name)
            return table.graphene_type.from_row(parent[name])

        return resolve

    async def resolve_trace(root: Any, info: Any, quote: str) -> Any:
        await find_visit(db.ds).require(db.name, "quotes", "relays", "positions", "attribution_chains")
        sql = read_statement("trace.sql")
        parents = types["Position"].parents
        pairs = [f"'{c.name}', p.{c.name}" for c in read_schema()["positions"].columns if c.name not in parents]
        pairs += [f"'{name}', (select {write_object(table)} from {table} t where t.id = p.{name})" for name, table in parents.items()]
        objects = {table: write_object(table) for table in ("quotes", "articles", "publishers", "actors")}
        sql = re.sub(r"\{(\w+)\}", lambda part: (objects | {"position": f"json_object({', '.join(pairs)})"})[part[1]], sql)
        found = await run_statement(db, sql, {"quote": quote}, info.context)
        if not found:
            raise GraphQLError(f"No quote has the id “{quote}”; {{ quotes {{ nodes {{ id words }} }} }} lists them.")
        answer = {key: found[0][key] for key in found[0].keys()}
        for key in ("quote", "article", "publisher", "speaker", "steps", "positions"):
            answer[key] = json.loads(answer[key]) if answer[key] else None
        answer["positions"] = [types["Position"](**position) for position in answer["positions"]]
        return answer

    return make
