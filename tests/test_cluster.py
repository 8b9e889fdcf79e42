"""Ingest on a real Dask cluster: a scheduler and workers, each a process of its own, on loopback."""

import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from importlib.metadata import version
from pathlib import Path

import pytest

distributed = pytest.importorskip("distributed", reason="the cluster extra is not installed")
pytest.importorskip("pyarrow", reason="the cluster extra is not installed")
pytest.importorskip("trafilatura", reason="the ingest extra is not installed")
pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")

if version("datasette").startswith("1."):
    pytest.skip("starts many processes and has nothing to do with Datasette: run on its first line", allow_module_level=True)

from reports import BRIDGE, CRASH, CRASHING, FRENCH, ask, dump, write_reports

from datasette_claims.articles import parts
from datasette_claims.ingest import Options, ingest, loading
from datasette_claims.ingest.cluster import ingest_on_cluster
from datasette_claims.ingest.workers import CRASHED

OPTIONS = Options(run="test", today="2026-03-03", offline=True)
PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The mayor of Arden, Maria Example, said on Monday that {title} was closed. "There is no danger for anybody in the town," she added.</p>
<p>The ministry of transport denied that {title} had been unsafe before the storm of last week.</p></article></body></html>"""


def write_archive(path: Path, count: int, is_packed: bool) -> None:
    """A web archive of invented pages, each record packed by itself."""
    with path.open("wb") as file:
        for n in range(count):
            body = PAGE.format(title=f"the mill number {n}").encode()
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012}>\r\nWARC-Date: 2026-03-0{n % 3 + 1}T08:00:00Z\r\n"
                f"WARC-Target-URI: https://{path.stem.partition('.')[0]}.example/mill-{n}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            record = head.encode() + answer + b"\r\n\r\n"
            file.write(gzip.compress(record) if is_packed else record)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler with two workers, which are started again when they die."""
    folder = tmp_path_factory.mktemp("cluster")
    preload, address = folder / "crash.py", folder / "scheduler.json"
    preload.write_text(CRASHING, encoding="utf-8")
    dask = [sys.executable, "-m", "dask"]
    place = ["--scheduler-file", str(address)]
    commands = [
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *place],
        [*dask, "worker", "--host", "127.0.0.1", "--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--preload", str(preload), "--local-directory", str(folder), *place],
    ]  # fmt: skip
    with (folder / "log.txt").open("w") as log:
        processes = [subprocess.Popen(command, stdout=log, stderr=log) for command in commands]
        try:
            with distributed.Client(scheduler_file=str(address), timeout=60, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
                yield client
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait(30)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    for name in ("FILES", "READINGS", "RECORDS"):
        monkeypatch.setattr(parts, name, 3)


@pytest.fixture
def sources(tmp_path) -> list[str]:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_reports(folder, 3)
    (folder / "pont.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "broken.html").write_bytes(b"<html><body></body></html>")
    (folder / "list.jsonl").write_text('{"url": "https://post.example/1", "text": "The mayor said that the mill was closed."}\n{"url": "https://post.example/2"}\n')
    write_archive(folder / "packed.warc.gz", 4, True)
    write_archive(tmp_path / "plain.warc", 4, False)
    return [str(folder), str(tmp_path / "plain.warc"), str(tmp_path / "missing.txt")]


def ask_cluster(cluster, database: Path, sources: list[str], folder: Path):
    tallies = []
    summary = ingest_on_cluster(cluster.scheduler.address, database, sources, OPTIONS, folder, lambda tally, *_: tallies.append(tally), lambda *_: None)
    return summary, tallies


def test_parts_together_are_the_whole(sources):
    from datasette_claims.articles import read_articles

    whole = [item for source in sources for item in read_articles(source, offline=True, retrieved="2026-03-03")]
    split = list(parts.split_sources(sources, offline=True, retrieved="2026-03-03"))
    assert [item for part in split for item in parts.read_part(part, retrieved="2026-03-03")] == whole
    assert len({part.key for part in split}) == len(split) == 10


@pytest.mark.parametrize(
    "damage, expected",
    [
        (lambda raw: raw[:-30], 7),  # cut off inside the last record
        (lambda raw: raw + b"no gzip", 7),
        (lambda raw: gzip.compress(gzip.decompress(raw)), 7),  # packed as one piece: one part
        (lambda raw: raw[:20], 0),
    ],
)
def test_a_damaged_archive_is_read_as_far_as_it_goes(tmp_path, damage, expected):
    from datasette_claims.articles import Refusal

    path = tmp_path / "a.warc.gz"
    write_archive(path, 7, True)
    path.write_bytes(damage(path.read_bytes()))
    items = [item for part in parts.split_sources([str(path)], offline=True) for item in parts.read_part(part)]
    assert len([item for item in items if not isinstance(item, Refusal)]) in (expected, max(expected - 1, 0))


def test_a_cluster_gives_the_content_of_one_machine_and_sets_aside_what_crashes_it(cluster, sources, tmp_path):
    single = ingest(tmp_path / "single.db", sources, OPTIONS, lambda *_: None)
    poisoned = Path(sources[0]) / "more02x.txt"  # amid a part
    poisoned.write_text(BRIDGE.replace("/bridge", "/crash") + CRASH, encoding="utf-8")
    summary, tallies = ask_cluster(cluster, tmp_path / "cluster.db", sources, tmp_path / "shards")
    assert dump(tmp_path / "cluster.db") == dump(tmp_path / "single.db")
    assert summary.articles["added"] == single.articles["added"] == 17
    assert sorted(summary.refusals, key=str) == sorted([*single.refusals, *(r for r in summary.refusals if r.reason == CRASHED)], key=str)
    assert [(Path(r.source).name, r.reason) for r in summary.refusals if r.reason == CRASHED] == [("more02x.txt", CRASHED)]
    assert not list((tmp_path / "shards").glob("*.doing")) and not list((tmp_path / "shards").glob("*.tmp"))

    # Again: no part is coded, no shard loaded.
    before = dump(tmp_path / "cluster.db")
    summary, tallies = ask_cluster(cluster, tmp_path / "cluster.db", sources, tmp_path / "shards")
    assert summary.count == 0 and {tally.articles for tally in tallies} == {0}
    assert dump(tmp_path / "cluster.db") == before


def test_a_killed_worker_costs_only_repeated_work(cluster, sources, tmp_path):
    shards, killed = tmp_path / "shards", []

    def kill() -> None:
        while not list(shards.glob("*.doing")):
            time.sleep(0.01)
        killed.extend(cluster.run(os.getpid).values())
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    ask_cluster(cluster, tmp_path / "cluster.db", sources[:1], shards)
    killer.join(60)
    ingest(tmp_path / "single.db", sources[:1], OPTIONS, lambda *_: None)
    assert dump(tmp_path / "cluster.db") == dump(tmp_path / "single.db")
    assert killed[0] not in cluster.run(os.getpid).values()


def test_results_that_die_with_their_worker_are_made_again(cluster, sources, tmp_path):
    killed = []

    def kill(*_) -> None:
        """At the first result, when more lie ready, which nobody has fetched."""
        if killed:
            return
        wait_until(lambda: cluster.run_on_scheduler(lambda dask_scheduler: all(task.state == "memory" for task in dask_scheduler.tasks.values())))
        killed.extend(cluster.run(os.getpid).values())
        for worker in killed:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: not set(killed) & set(cluster.run(os.getpid, on_error="ignore").values()))

    ingest_on_cluster(cluster.scheduler.address, tmp_path / "cluster.db", sources, OPTIONS, tmp_path / "shards", kill, lambda *_: None)
    ingest(tmp_path / "single.db", sources, OPTIONS, lambda *_: None)
    assert len(killed) == 2
    assert dump(tmp_path / "cluster.db") == dump(tmp_path / "single.db")


def wait_until(is_true) -> None:
    deadline = time.monotonic() + 60
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def call(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "datasette", "claims", *map(str, arguments)]


def test_a_killed_client_and_a_killed_load_are_resumed(cluster, sources, tmp_path):
    shards, database = tmp_path / "shards", tmp_path / "cluster.db"
    command = call("ingest", database, *sources, "--offline", "--quiet", "--cluster", cluster.scheduler.address, "--shards", shards)
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while not (made := sorted(shards.glob("*.parquet"))):
        time.sleep(0.01)
    process.kill()
    process.wait(30)
    first = made[0].stat().st_mtime_ns
    assert subprocess.run(command, stderr=subprocess.DEVNULL, timeout=120).returncode == 3
    assert made[0].stat().st_mtime_ns == first
    whole = dump(database)

    other = tmp_path / "other.db"
    process = subprocess.Popen(call("load", other, shards, "--json"), stdout=subprocess.PIPE, text=True)
    for _ in range(5):
        process.stdout.readline()
    process.kill()
    process.wait(30)
    assert ask(other, "pragma integrity_check") == [("ok",)]
    assert subprocess.run(call("load", other, shards, "--quiet"), stderr=subprocess.DEVNULL, timeout=120).returncode in (0, 3)
    assert dump(other) == whole
    again = subprocess.run(call("load", other, shards), capture_output=True, text=True, timeout=120)
    assert again.returncode == 0 and "no articles" in again.stderr


def test_a_broken_shard_is_named(tmp_path):
    (tmp_path / "0000000-abc.parquet").write_bytes(b"PAR1 and no more")
    result = subprocess.run(call("load", tmp_path / "a.db", tmp_path), capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and "0000000-abc.parquet is no whole Parquet file" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_cluster_that_is_not_there_is_one_sentence(tmp_path, monkeypatch):
    from datasette_claims.errors import ClaimsError
    from datasette_claims.ingest import cluster as room

    monkeypatch.setattr(room, "PATIENCE", 1)
    with pytest.raises(ClaimsError, match="No scheduler answers at tcp://127.0.0.1:9"):
        ingest_on_cluster("tcp://127.0.0.1:9", tmp_path / "a.db", ["-"], OPTIONS, tmp_path / "shards", lambda *_: None, lambda *_: None)


def test_a_folder_that_cannot_be_written_is_one_sentence(cluster, sources, tmp_path, monkeypatch):
    from datasette_claims.errors import ClaimsError

    full = tmp_path / "shards"
    full.mkdir()
    (full / "taken").touch()
    monkeypatch.setattr("datasette_claims.ingest.cluster.write_desk", lambda *_: "taken/desk.pickle")  # a file where a folder is needed
    with pytest.raises(ClaimsError, match=r"A worker could not code .*missing.txt \(NotADirectoryError"):
        ask_cluster(cluster, tmp_path / "a.db", sources[-1:], full)


def test_an_empty_folder_has_no_shards(tmp_path):
    with pytest.raises(Exception, match="holds no shards"):
        loading.load_shards(tmp_path / "a.db", tmp_path, lambda *_: None)
