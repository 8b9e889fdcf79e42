"""Codes sources on a Dask cluster: parts of them go out, shards of coded articles come back into a shared folder.

Nothing is held for long where it could be lost: what the workers need lies in the folder, each writes its shard there
itself, and what is there already is not made again. A worker that dies costs the part it was at.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..articles import Meter, Refusal
from ..articles.parts import Part, read_part, split_sources
from ..errors import ClaimsError, MissingPart
from ..records import Run
from ..schema import SCHEMA_VERSION
from ..store import open_database
from .coding import Desk
from .journals import Journal
from .loading import load_shards
from .run import Options, Summary, describe_run, set_desk
from .run import Report as LoadReport
from .shards import list_shards, write_shard
from .workers import code_item

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 60  # seconds to wait for the scheduler and the first worker
SPARE = 2  # parts waiting for each thread of the cluster, so that none is idle
MAX_ATTEMPTS = 20  # of the scheduler at one part; each takes several workers' deaths, and every second of these sets an input aside


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker needs besides a part: where things lie in the shared folder, and what is written into the shards."""

    folder: str
    desk: str  # name of the file
    run: Run
    version: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a part."""

    name: str
    articles: int = 0
    refused: int = 0
    quotes: int = 0
    seconds: float = 0.0  # of processor time


Report = Callable[[Tally, Part], None]
PartReport = Callable[[Tally, Part, "int | None"], None]  # with the bytes of all sources, where they are known


def ingest_on_cluster(address: str, database: Path, sources: Sequence[str], options: Options, folder: Path, report: PartReport, report_loaded: LoadReport) -> Summary:
    """Codes the sources on the cluster at this address, and loads the shards when all are there.

    The content is that of `ingest`. Articles stored already are coded again where their part has no shard.
    """
    connection = open_database(database, create=True)
    try:
        desk = set_desk(connection, options)
    finally:
        connection.close()
    total = Meter(sources).total
    parts = split_sources(sources, url=options.url, offline=options.offline, retrieved=options.today)
    code_on_cluster(address, parts, folder, desk, describe_run(options), lambda tally, part: report(tally, part, total))
    return load_shards(database, folder, report_loaded)


def code_on_cluster(address: str, parts: Iterable[Part], folder: Path, desk: Desk, run: Run, report: Report) -> None:
    """Codes every part that has no shard in the folder yet; `report` hears of each, in no order."""
    distributed = require_dask()
    folder.mkdir(parents=True, exist_ok=True)
    order = Order(str(folder.resolve()), write_desk(folder, desk), run, describe_version())
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (TimeoutError, OSError, ValueError) as error:
        raise ClaimsError(f"No scheduler answers at {address} ({error}); start “dask scheduler” and “dask worker”.") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        submit_all(client, leave_out(parts, folder, f"{order.version}, {desk.attribute}", report), order, report)
    except TimeoutError as error:
        raise ClaimsError(f"The scheduler at {address} has no workers; start “dask worker {address}”.") from error
    except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
        raise ClaimsError(f"The scheduler at {address} is gone; what was coded is whole, and the same command goes on from here.") from error
    finally:
        client.close()


def require_dask() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise MissingPart(f"--cluster needs {error.name}: pip install 'datasette-claims[cluster]'") from error
    return distributed


def describe_version() -> str:
    return f"{version('datasette-claims')}, schema {SCHEMA_VERSION}"


def write_desk(folder: Path, desk: Desk) -> str:
    """Puts what is known where every worker finds it, also one that comes later; the name of the file."""
    packed = pickle.dumps(desk)
    path = folder / f"desk-{hashlib.sha256(packed).hexdigest()[:16]}.pickle"
    if not path.exists():
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(packed)
        temporary.replace(path)
    return path.name


def leave_out(parts: Iterable[Part], folder: Path, method: str, report: Report) -> Iterator[tuple[str, Part]]:
    """The parts without a shard, each with the name its shard will have: what was read in which state, coded by what."""
    made = {path.stem.partition("-")[2] for path in list_shards(folder)}
    for number, part in enumerate(parts):
        key = hashlib.sha256(f"{part.key} {method}".encode()).hexdigest()[:16]
        if key in made:
            report(Tally(f"{number:07}-{key}"), part)
        else:
            yield f"{number:07}-{key}", part


def submit_all(client: Client, parts: Iterator[tuple[str, Part]], order: Order, report: Report) -> None:
    """Keeps the cluster busy, with no more parts under way than it can take, until all are done."""
    import distributed

    under_way: dict[str, tuple[str, Part, int]] = {}
    running = distributed.as_completed(loop=client.loop)

    def submit(name: str, part: Part, attempt: int) -> None:
        future = client.submit(code_part, part, name, order, key=f"{name}-{attempt}", pure=False)
        under_way[future.key] = (name, part, attempt)
        running.add(future)

    def fill() -> None:
        room = max(1, sum(client.nthreads().values())) * (1 + SPARE)
        while len(under_way) < room and (following := next(parts, None)):
            submit(*following, 1)

    fill()
    while under_way:
        future = next(running)
        name, part, attempt = under_way.pop(future.key)
        if tally := fetch_tally(future, part, attempt):
            report(tally, part)
        else:
            submit(name, part, attempt + 1)
        future.release()
        fill()


def fetch_tally(future: Future, part: Part, attempt: int) -> Tally | None:
    """What became of a part, or None where it is to be tried again.

    Its status is not asked: a result that died with its worker after it was made is made again, and waited for here.
    """
    import distributed

    try:
        return future.result()
    except (ClaimsError, distributed.CancelledError):
        raise
    except distributed.scheduler.KilledWorker as error:
        if attempt == MAX_ATTEMPTS:
            raise ClaimsError(f"Workers keep dying on {describe_part(part)}; look for lack of memory in their logs.") from error
        return None
    except Exception as error:  # whatever a worker may raise
        raise ClaimsError(f"A worker could not code {describe_part(part)} ({type(error).__name__}: {error}).") from error


def describe_part(part: Part) -> str:
    return part.paths[0] if part.paths else part.readings[0].source


# On the worker ---------------------------------------------------------------------------------


def code_part(part: Part, name: str, order: Order) -> Tally:
    """Reads and codes a part, and writes its shard."""
    import time

    folder = Path(order.folder)
    if describe_version() != order.version:
        raise ClaimsError(f"A worker has datasette-claims {describe_version()} where {order.version} is needed; install the same everywhere.")
    desk = read_desk(folder / order.desk)
    started, journal = time.process_time(), Journal(folder, name)
    coded = [(item, code_item(item, desk)) for item in read_part(part, retrieved=order.run.finished, enter=journal.enter)]
    write_shard(folder / f"{name}.parquet", coded, order.run)
    journal.close()
    results = [result for _, result in coded]
    refused = sum(isinstance(result, Refusal) for result in results)
    quotes = sum(len(result.quotes) for result in results if not isinstance(result, Refusal))
    return Tally(name, len(coded) - refused, refused, quotes, time.process_time() - started)


@lru_cache(maxsize=1)
def read_desk(path: Path) -> Desk:
    try:
        return pickle.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ClaimsError(f"A worker does not see {path}; --shards must be a folder that all machines share under one name.") from error
