"""One GraphQL request: who asks, what they may see, what was looked up, how much it may still cost.

datasette-graphql hands its resolvers neither the request nor the visitor, so that its foreign keys
showed rows of private tables to everybody. A visit is put into a context variable outside of it.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Hashable
from contextvars import ContextVar
from typing import Any

from datasette.database import QueryInterrupted
from datasette.plugins import pm
from datasette.utils import await_me_maybe
from datasette.utils.asgi import Request
from graphql import GraphQLError

from .. import compat

# Unless the site sets datasette-graphql's own time_limit_ms. Its default of 1,000 ms cut off the honest nested
# query (1,000 stances, 0.4 s on an idle machine) on a busy one; what a request may cost is bounded by guard.py.
TIME_LIMIT_MS = 5_000

CURRENT: ContextVar[Visit | None] = ContextVar("claims_visit", default=None)


class Visit:
    """What the resolvers of one request share."""

    def __init__(self, datasette: Any, scope: dict[str, Any] | None = None):
        self.datasette, self.scope = datasette, scope
        self.answers: dict[Hashable, asyncio.Future[Any]] = {}
        self.loaders: dict[Hashable, Loader] = {}

    async def find_actor(self) -> dict[str, Any] | None:
        """The signed-in visitor, asked of the same plugins that Datasette asks; None for anybody else."""
        return None if self.scope is None else await self.once("actor", self.read_actor)

    async def read_actor(self) -> dict[str, Any] | None:
        request, found = Request(self.scope, None), None
        for answer in pm.hook.actor_from_request(datasette=self.datasette, request=request):
            found = found or await await_me_maybe(answer)
        return found or self.scope.get("actor")

    async def require(self, database: str, *tables: str) -> None:
        """GraphQLError unless the visitor may see all of these tables and views."""
        for table in tables:
            if not await self.may_see(database, table):
                raise GraphQLError(f"You may not see {table} in {database}; leave it out of the query or sign in.")

    async def may_see(self, database: str, table: str) -> bool:
        async def ask() -> bool:
            return await compat.is_allowed(self.datasette, await self.find_actor(), database, table)

        return await self.once(("table", database, table), ask)

    async def once(self, key: Hashable, ask: Callable[[], Awaitable[Any]]) -> Any:
        """The answer to a question that many fields ask at the same time and that needs asking once."""
        if key not in self.answers:
            self.answers[key] = asyncio.ensure_future(ask())
        return await self.answers[key]

    def find_loader(self, key: Hashable, fetch: Callable[[list[Any]], Awaitable[dict[Any, Any]]]) -> Loader:
        return self.loaders.setdefault(key, Loader(fetch))


class Loader:
    """Gathers the keys that the fields of one level ask for, and fetches them together."""

    def __init__(self, fetch: Callable[[list[Any]], Awaitable[dict[Any, Any]]]):
        self.fetch = fetch
        self.asked: dict[Any, asyncio.Future[Any]] = {}
        self.found: dict[Any, Any] = {}
        self.waiting: list[Any] = []

    async def load(self, key: Any) -> Any:
        if key not in self.asked:
            self.asked[key] = asyncio.get_running_loop().create_future()
            self.waiting.append(key)
            if len(self.waiting) == 1:
                self.task = asyncio.ensure_future(self.dispatch())  # kept, or it could be collected half-way
        return await self.asked[key]

    async def dispatch(self) -> None:
        gathered = 0
        while len(self.waiting) > gathered:  # until no sibling adds a key any more
            gathered = len(self.waiting)
            await asyncio.sleep(0)
        keys, self.waiting = self.waiting, []
        try:
            found = await self.fetch(keys)
        except Exception as error:  # whatever it is belongs to the fields that wait, or they would wait for ever
            for key in keys:
                self.asked[key].set_exception(error)
            return
        for key in keys:
            self.found[key] = found.get(key)
            self.asked[key].set_result(self.found[key])


def find_visit(datasette: Any) -> Visit:
    """The visit of this request. A template that runs a query has none, and sees what an anonymous visitor sees."""
    return CURRENT.get() or Visit(datasette)


def wrap_visits(app: Any, datasette: Any, asks_us: Callable[[str], bool]) -> Any:
    """An ASGI application in which every GraphQL request to a database of ours is a visit."""

    async def visited(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not asks_us(scope["path"]):
            return await app(scope, receive, send)
        token = CURRENT.set(Visit(datasette, scope))
        try:
            await app(scope, receive, send)
        finally:
            CURRENT.reset(token)

    return visited


def require_budget(datasette: Any, context: dict[str, Any] | None) -> None:
    """Counts a statement against datasette-graphql's own limits, which did not count look-ups."""
    if not context or "time_started" not in context:
        return
    context["num_queries_executed"] += 1
    limit = (datasette.plugin_config("datasette-graphql") or {}).get("time_limit_ms") or TIME_LIMIT_MS
    if (time.monotonic() - context["time_started"]) * 1000 > limit:
        raise GraphQLError(f"The request ran longer than {limit:,} ms; ask for fewer rows or fewer levels at a time.")
    limit = context["num_queries_limit"]
    if limit and context["num_queries_executed"] > limit:
        raise GraphQLError(f"The request needs more than {limit:,} SQL statements; split it into several requests.")


async def run_statement(db: Any, sql: str, params: dict[str, Any], context: dict[str, Any] | None) -> list[sqlite3.Row]:
    """The rows of one statement; a statement cut short by the server is an error in words."""
    require_budget(db.ds, context)
    try:
        return list((await db.execute(sql, params)).rows)
    except QueryInterrupted:
        message = "The database took longer than this server allows; narrow the filter, or ask for fewer rows."
        raise GraphQLError(message) from None
