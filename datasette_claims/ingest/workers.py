"""Codes articles in this process or in several, and outlives the process that an article crashes."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from ..articles import Reading, Refusal
from ..errors import ClaimsError, MissingPart
from ..records import Coding
from .coding import Desk, code_reading

WINDOW = 4  # articles in flight per process: enough to keep all busy, few enough to keep memory flat
TRIES = 2  # of an article by itself after a process died: the first death may have come from outside
MAX_CRASHES = 5  # articles in a row that crash their process; then it is not the articles
CRASHED = "it crashes the process that codes it, and was set aside; please report it with the article's address"
# What a fault of ours on an unforeseen text raises; lack of memory and of files is none.
FAULTS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, AssertionError)
# More processes than cores are no faster, and libraries that start threads of their own in each would make it so.
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")}

Item = Reading | Refusal
Coded = tuple[Item, "Coding | Refusal"]


def code_all(items: Iterable[Item], desk: Desk, jobs: int) -> Iterator[Coded]:
    """Every item with its coding, in the order of the items whatever the number of processes.

    Items are taken as they are needed: at most WINDOW for each process are in memory.
    """
    if jobs == 1:
        yield from ((item, code_item(item, desk)) for item in items)
        return
    workers = Workers(desk, jobs)
    waiting: deque[tuple[Item, Future]] = deque()
    try:
        for item in items:
            waiting.append((item, workers.submit(item)))
            if len(waiting) >= WINDOW * jobs:
                yield from workers.take(waiting)
        while waiting:
            yield from workers.take(waiting)
    finally:
        workers.stop()


def code_item(item: Item, desk: Desk) -> Coding | Refusal:
    """One article coded, or the reason why it cannot be; what concerns every article stops the run instead."""
    if isinstance(item, Refusal):
        return item
    try:
        return code_reading(item, desk)
    except ClaimsError as error:
        if isinstance(error, MissingPart):
            raise
        return Refusal(item.source, str(error))
    except FAULTS as error:
        # A fault of ours on one text must not cost the other articles; the text is named, so that it can be mended.
        return Refusal(item.source, f"could not be coded ({type(error).__name__}: {error}); please report it with the article's address")


class Workers:
    """Some processes that code articles; when one dies, all are replaced, and what they had begun is begun again."""

    def __init__(self, desk: Desk, jobs: int):
        self.desk, self.jobs = desk, jobs
        self.crashes = 0  # in a row
        self.pool = self.start()

    def start(self) -> ProcessPoolExecutor:
        for name, value in ONE_THREAD.items():
            os.environ.setdefault(name, value)  # a new process reads it before its libraries do
        return ProcessPoolExecutor(self.jobs, get_context("spawn"), start_worker, (self.desk,))

    def stop(self) -> None:
        self.pool.shutdown(cancel_futures=True)

    def submit(self, item: Item) -> Future:
        try:
            return self.pool.submit(code_in_worker, item)
        except BrokenProcessPool as error:
            failed: Future = Future()
            failed.set_exception(error)
            return failed

    def take(self, waiting: deque[tuple[Item, Future]]) -> Iterator[Coded]:
        """The first of those waiting; all of them, each by itself, where a process died, to find which one did it."""
        item, future = waiting[0]
        try:
            yield item, future.result()
            waiting.popleft()
        except BrokenProcessPool:
            self.restart()
            while waiting:
                item, future = waiting.popleft()
                yield item, self.code_alone(item) if has_failed(future) else future.result()

    def code_alone(self, item: Item) -> Coding | Refusal:
        for _ in range(TRIES):
            try:
                coded = self.submit(item).result()
                self.crashes = 0
                return coded
            except BrokenProcessPool:
                self.restart()
        self.crashes += 1
        if self.crashes == MAX_CRASHES:
            raise ClaimsError(f"The processes that code articles died on {MAX_CRASHES} articles in a row; look for lack of memory, and try with --jobs 1.")
        return Refusal(item.source, CRASHED)

    def restart(self) -> None:
        self.stop()
        self.pool = self.start()


def has_failed(future: Future) -> bool:
    return future.cancelled() or not future.done() or isinstance(future.exception(), BrokenProcessPool)


_desk: Desk


def start_worker(desk: Desk) -> None:
    """Gives a process its desk; Ctrl-C is the parent's business, and its death this process's end."""
    global _desk
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    _desk = desk


def end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def code_in_worker(item: Item) -> Coding | Refusal:
    return code_item(item, _desk)
