"""Refuses GraphQL requests that would cost more than the server should spend on one visitor.

Measured on a million stances: one anonymous request within datasette-graphql's own limits ran for
28 s, because rows reached through foreign keys are not counted. The cost here is the number of
objects a query may produce, so that such a request is refused before anything runs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from graphql import GraphQLError, parse
from graphql.language import ast

MAX_COST = 20_000  # the honest nested query of the study (50 claims x 20 stances x actor) costs 2,100
MAX_DEPTH = 12  # selections below the root; pages of nodes take two each
MAX_TOKENS = 4_000
MAX_BODY = 100_000  # bytes
MAX_FIRST = 1_000  # rows of one page, where Datasette's max_returned_rows does not say
DEFAULT_FIRST = 10  # what datasette-graphql returns when `first` is not given

# Wrappers of a page of rows: they add a level, but no object per row.
PAGE_FIELDS = {"nodes", "edges", "node", "pageInfo", "totalCount"}


class Refused(Exception):
    """A request that is refused, with the sentence that says why and a code for programs."""

    def __init__(self, message: str, code: str = "TOO_COSTLY"):
        super().__init__(message)
        self.code = code


def wrap_graphql(app: Any, asks_us: Callable[[str], bool], limits: dict[str, int], has_cors: bool = False) -> Any:
    """An ASGI application that refuses costly or unreadable GraphQL requests to databases of ours."""

    async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] == "OPTIONS" or not asks_us(scope["path"]):
            return await app(scope, receive, send)
        try:
            body = await read_body(receive)  # whatever the method: datasette-graphql answers a query in the body of any
            for query, variables in read_requests(scope, body):
                check_query(query, variables, limits)
        except Refused as refusal:
            return await send_refusal(send, refusal, has_cors)
        await app(scope, replay_body(body, receive), mend_errors(send))

    return guarded


async def read_body(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY:
            raise Refused(f"The request is larger than {MAX_BODY:,} bytes; send a shorter query.")
    return body


def replay_body(body: bytes, receive: Any) -> Any:
    """A receive channel that gives the body already read, and then whatever else comes."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Any:
        return waiting.pop() if waiting else await receive()

    return replay


def mend_errors(send: Any) -> Any:
    """A send channel on which an answer with errors is no 500, and the same error stands in it once.

    datasette-graphql answers 500 to every error, so that clients retried queries that can never work
    and threw away the data beside the error (graphql.github.io/graphql-over-http: 200, or 400 without data).
    """
    held: list[dict[str, Any]] = []

    async def mended(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start" and message["status"] == 500:
            held.append(message)
            return
        if held and message["type"] == "http.response.body":
            start = held.pop()
            answer = load_json(message.get("body", b"")) if not message.get("more_body") else None
            if isinstance(answer, dict) and "data" in answer and "errors" in answer:
                answer["errors"] = list({error["message"]: error for error in reversed(answer["errors"])}.values())[::-1]
                message = {**message, "body": json.dumps(answer, ensure_ascii=False).encode()}
                headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
                start = {**start, "status": 400 if answer["data"] is None else 200, "headers": headers}
            await send(start)
        await send(message)

    return mended


def read_requests(scope: dict[str, Any], body: bytes) -> list[tuple[str, dict[str, Any]]]:
    """Queries with their variables, from the body or the address; Refused where they are not JSON."""
    found = []
    arguments: Any = {key: values[0] for key, values in parse_qs(scope.get("query_string", b"").decode("latin-1")).items()}
    sent = load_json(body) if body else {}
    if not isinstance(sent, dict):
        raise Refused('The request body is no JSON object; send {"query": "{ claims { nodes { text } } }"}.', "BAD_REQUEST")
    for source in (sent, arguments):
        if isinstance(source.get("query"), str):
            variables = source.get("variables") or {}
            variables = load_json(variables) if isinstance(variables, str) else variables
            if not isinstance(variables, dict):
                raise Refused('The variables are no JSON object; send {"first": 10} or leave them out.', "BAD_REQUEST")
            found.append((source["query"], variables))
        elif "query" in source:
            raise Refused("The query is no text; send the GraphQL query as a JSON string.", "BAD_REQUEST")
    return found


def load_json(raw: str | bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def check_query(query: str, variables: dict[str, Any], limits: dict[str, int]) -> None:
    """Refused when the query is too long, too deep or may produce too many objects."""
    max_cost, max_depth = limits.get("graphql_max_cost", MAX_COST), limits.get("graphql_max_depth", MAX_DEPTH)
    try:
        document = parse(query, no_location=True, max_tokens=MAX_TOKENS)
    except GraphQLError as error:
        if "tokens" in error.message:
            raise Refused(f"The query has more than {MAX_TOKENS:,} tokens; split it into several.") from error
        return  # a syntax error: the endpoint says so itself
    except RecursionError as error:
        raise Refused("The query is nested too deeply to be read; flatten it.") from error
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, ast.FragmentDefinitionNode)}
    for operation in document.definitions:
        if isinstance(operation, ast.OperationDefinitionNode):
            defaults = {d.variable.name.value: d.default_value for d in operation.variable_definitions if d.default_value}
            known = {name: getattr(value, "value", None) for name, value in defaults.items()} | variables
            cost, depth = weigh(Cost(fragments, known, limits.get("max_returned_rows", MAX_FIRST)), operation)
            if depth > max_depth:
                raise Refused(f"The query is nested more than {max_depth} levels deep; ask in several requests.")
            if cost > max_cost:
                raise Refused(
                    f"The query may produce more than {max_cost:,} objects; "
                    "lower `first`, ask for fewer levels, or download the CSV."
                )


def weigh(cost: Cost, operation: Any) -> tuple[int, int]:
    try:
        return cost.add_up(operation.selection_set)
    except RecursionError as error:
        raise Refused("The query is nested too deeply to be read; flatten it.") from error


class Cost:
    """Adds up the objects a query may produce and how deep it goes, each fragment once.

    Fragments that spread others twice each would else take twice as long with every one of them.
    """

    def __init__(self, fragments: dict[str, Any], variables: dict[str, Any], max_first: int):
        self.fragments, self.variables, self.max_first = fragments, variables, max_first
        self.known: dict[str, tuple[int, int]] = {}

    def add_up(self, selections: Any) -> tuple[int, int]:
        """How many objects selections may produce for one parent, and how many levels are below them."""
        costs = [self.add_up_one(selection) for selection in selections.selections]
        return sum(cost for cost, _ in costs), max((depth for _, depth in costs), default=0)

    def add_up_one(self, selection: Any) -> tuple[int, int]:
        if isinstance(selection, ast.FieldNode):
            return self.add_up_field(selection)
        if isinstance(selection, ast.InlineFragmentNode):
            return self.add_up(selection.selection_set)
        name = selection.name.value
        if name not in self.known:
            self.known[name] = 0, 0  # what a cycle finds, which is refused by the endpoint's validation
            if name in self.fragments:
                self.known[name] = self.add_up(self.fragments[name].selection_set)
        return self.known[name]

    def add_up_field(self, field: Any) -> tuple[int, int]:
        name = field.name.value
        if name.startswith("__") or field.selection_set is None:  # introspection reads no rows
            return 0, 0
        cost, depth = self.add_up(field.selection_set)
        return cost if name in PAGE_FIELDS else self.read_first(field) * (1 + cost), depth + 1

    def read_first(self, field: Any) -> int:
        """How many objects a field yields: its `first`, the default for a page of rows, or one."""
        for argument in field.arguments:
            if argument.name.value == "first":
                given = self.variables.get(argument.value.name.value) if isinstance(argument.value, ast.VariableNode) else getattr(argument.value, "value", None)
                try:
                    first = max(1, int(given))
                except (TypeError, ValueError, OverflowError):  # the last where JSON says 1e999
                    return DEFAULT_FIRST
                if first > self.max_first:
                    raise Refused(
                        f"{field.name.value} asks for first: {first:,}, and a page holds at most {self.max_first:,} rows; "
                        "use after with endCursor, or download the CSV."
                    )
                return first
        pages = {s.name.value for s in field.selection_set.selections if isinstance(s, ast.FieldNode)} & {"nodes", "edges"}
        return DEFAULT_FIRST if pages or any(not isinstance(s, ast.FieldNode) for s in field.selection_set.selections) else 1


async def send_refusal(send: Any, refusal: Refused, has_cors: bool) -> None:
    body = json.dumps({"data": None, "errors": [{"message": str(refusal), "extensions": {"code": refusal.code}}]}).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8")]
    headers += [(b"access-control-allow-origin", b"*")] * has_cors
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body})
