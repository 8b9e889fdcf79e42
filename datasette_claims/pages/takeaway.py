"""Lists to take away: every row of the positions or of a question, as CSV, JSON or JSON Lines, streamed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from datasette.utils.asgi import AsgiStream, Response
from datasette.utils.sqlite import sqlite3  # the one Datasette itself reads with, pysqlite3 where that is installed

from ..exports import WRITERS, CsvRows
from .asking import fill_parameters, find_question, require_asked
from .frame import Page, open_page
from .naming import require_selection
from .selecting import make_list

T = TypeVar("T")

BATCH = 500  # rows a step: 5 ms of work, so that other requests wait no longer than that for the interpreter
# A step may take this many times Datasette's sql_time_limit_ms: the first one sorts every row there is, and
# 1,000,000 positions take 4 s; nobody else waits for it, unlike for a statement in Datasette's own threads.
STEP_LIMITS = 10
STALLED = 120  # seconds after which a reader who takes nothing more is let go, and with it the read lock


class Download:
    """The rows of one statement, read step by step over a connection of its own.

    Datasette's few query threads stay free for pages, one transaction gives one state of the data, and
    nothing is held in memory but the rows of one step.
    """

    def __init__(self, db: Any, sql: str, parameters: dict[str, Any], limit_ms: int, is_threaded: bool = True) -> None:
        self.db, self.sql, self.parameters = db, sql, parameters
        self.limit, self.is_threaded = limit_ms / 1000, is_threaded
        self.deadline = 0.0

    async def step(self, work: Callable[[], T]) -> T:
        self.deadline = time.monotonic() + self.limit
        if not self.is_threaded:  # in the browser (Pyodide) there are no threads
            return work()
        return await asyncio.get_running_loop().run_in_executor(None, work)

    async def open(self) -> list[str]:
        """Runs the statement; the names of its columns."""
        return await self.step(self.execute)

    def execute(self) -> list[str]:
        state = "mode=ro" if self.db.is_mutable else "immutable=1"
        address = f"{Path(self.db.path).absolute().as_uri()}?{state}"
        self.connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self.connection.text_factory = lambda raw: str(raw, "utf-8", "replace")
        self.connection.set_progress_handler(lambda: time.monotonic() > self.deadline, 20_000)
        try:
            self.cursor = self.connection.execute(self.sql, self.parameters)
        except BaseException:
            self.connection.close()
            raise
        return [column[0] for column in self.cursor.description]

    def read(self) -> list[tuple[Any, ...]]:
        return self.cursor.fetchmany(BATCH)

    async def close(self) -> None:
        await self.step(self.connection.close)


async def send_rows(page: Page, sql: str, parameters: dict[str, Any], suffix: str, name: str, about: dict[str, Any]) -> Any:
    """A response with all rows; a failure before the first row is an error page, one after it breaks the transfer off."""
    datasette = page.datasette
    limit_ms = (datasette.setting("sql_time_limit_ms") or 1000) * STEP_LIMITS
    download = Download(page.db, sql, parameters, limit_ms, bool(datasette.setting("num_sql_threads")))
    headers = {**page.headers, "Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    headers["Link"] = f'<{page.canonical_url}{page.query}>; rel="canonical"'
    if WRITERS[suffix].content_type.startswith("application/json;"):
        del headers["Content-Disposition"]  # browsers show JSON
    if page.request.method == "HEAD":
        return Response("", headers=headers, content_type=WRITERS[suffix].content_type)
    try:
        columns = await download.open()
        writer = WRITERS[suffix](columns, about)
        first = await download.step(lambda: writer.begin() + writer.write(download.read()))
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return Response.text("This list took too long to put together; narrow it with more filters.\n", status=503)

    async def stream(out: Any) -> None:
        try:
            piece = first
            while piece:
                await asyncio.wait_for(out.write(piece), STALLED)
                piece = await download.step(lambda: write_next(writer, download))
            await out.write(writer.end())
        finally:
            await download.close()

    return AsgiStream(stream, headers=headers, content_type=writer.content_type)


def write_next(writer: CsvRows, download: Download) -> str:
    rows = download.read()
    return writer.write(rows) if rows else ""


# Handlers ---------------------------------------------------------------------------------------


async def positions_file(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, "positions")
    selection = (await require_selection(page))[0].first  # a file holds all rows, whichever page it was asked from
    fresh = page.find_fresh()
    if fresh:
        return fresh
    sql, parameters = make_list(selection)
    about = {
        "title": "Positions",
        "url": page.canonical_url + page.query,
        "filters": selection.values,
        "proposals": "left out" if selection.hides_proposals else "included",
    }
    return await send_rows(page, sql, parameters, request.url_vars["format"], "positions", about)


async def question_file(request: Any, datasette: Any) -> Any:
    question = find_question(request)
    page = await open_page(request, datasette, question.view)
    parameters = fill_parameters(question, await require_asked(page, question))
    fresh = page.find_fresh()
    if fresh:
        return fresh
    about = {
        "title": question.title,
        "description": question.description,
        "url": page.canonical_url + page.query,
        "parameters": parameters,
    }
    return await send_rows(page, question.sql, parameters, request.url_vars["format"], question.name, about)
