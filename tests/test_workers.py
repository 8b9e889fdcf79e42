"""Coding in several processes: any of them can die at any moment, and the content is that of one process."""

import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

resource = pytest.importorskip("resource", reason="limits files as only Unix can")
pytest.importorskip("trafilatura", reason="the ingest extra is not installed")
pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")
if not Path("/proc/self/task").is_dir():
    pytest.skip("finds processes in /proc", allow_module_level=True)

if version("datasette").startswith("1."):
    pytest.skip("starts many processes and has nothing to do with Datasette: run on its first line", allow_module_level=True)

from reports import BRIDGE, CRASH, CRASHING, ask, dump, write_reports

from datasette_claims.articles import Refusal
from datasette_claims.catalogue import Catalogue
from datasette_claims.errors import ClaimsError, MissingPart
from datasette_claims.ingest import Options, ingest
from datasette_claims.ingest.coding import Desk
from datasette_claims.ingest.workers import CRASHED, ONE_THREAD, WINDOW, code_all

# A new process reads the main script again, so what is put in the place of coding here is in its place there too.
RUNNER = CRASHING + """
if __name__ == "__main__":
    import sys
    from datasette.cli import cli
    cli(["claims", *sys.argv[1:]])
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, list[str]]:
    """A folder of articles, and what one process makes of it."""
    folder, today = tmp_path_factory.mktemp("made"), time.strftime("%Y-%m-%d")
    (folder / "articles").mkdir()
    write_reports(folder / "articles", 6)
    ingest(folder / "whole.db", [str(folder / "articles")], Options(f"ingest-{today}", today, offline=True), lambda *_: None)
    return folder / "articles", dump(folder / "whole.db")


@pytest.fixture
def folder(made, tmp_path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "articles"))


@pytest.fixture
def whole(made) -> list[str]:
    return made[1]


def call(database: Path, *sources: Path, runner: Path | None = None) -> list[str]:
    program = [str(runner)] if runner else ["-m", "datasette", "claims"]
    return [sys.executable, *program, "ingest", str(database), *map(str, sources), "--jobs", "2", "--json"]


def list_workers(pid: int) -> list[int]:
    children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    return [child for child in children if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_worker_is_replaced_and_its_articles_coded_again(folder, whole, tmp_path):
    database = tmp_path / "desk.db"
    process = subprocess.Popen(call(database, folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for _ in range(2):
        process.stdout.readline()
    before = list_workers(process.pid)
    os.kill(before[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    assert dump(database) == whole


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_parent_takes_its_workers_along_and_is_resumed(folder, whole, tmp_path, how):
    database = tmp_path / "desk.db"
    process = subprocess.Popen(call(database, folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for _ in range(2):
        process.stdout.readline()
    workers = list_workers(process.pid)
    assert len(workers) == 2
    process.send_signal(how)
    process.wait(60)
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))
    assert 0 < ask(database, "select count(*) from articles")[0][0] < 10
    assert ask(database, "pragma integrity_check") == [("ok",)]
    assert subprocess.run(call(database, folder), capture_output=True, timeout=120).returncode == 0
    assert dump(database) == whole


def test_an_article_that_crashes_its_process_is_set_aside(folder, whole, tmp_path):
    (folder / "more03x.txt").write_text(BRIDGE.replace("/bridge", "/crash") + CRASH, encoding="utf-8")
    runner, database = tmp_path / "runner.py", tmp_path / "desk.db"
    runner.write_text(RUNNER, encoding="utf-8")
    result = subprocess.run(call(database, folder, runner=runner), capture_output=True, text=True, timeout=240)
    assert result.returncode == 3, result.stderr
    assert f'"more03x.txt", "reason": "{CRASHED}"' in result.stdout.replace(f"{folder}/", "")
    assert dump(database) == whole


@pytest.mark.parametrize("fault", [ValueError, TypeError, AttributeError, OverflowError, KeyError, RecursionError, AssertionError])
def test_a_fault_on_one_text_costs_no_other_article(monkeypatch, fault):
    from datasette_claims.ingest import workers

    def fail(reading, desk):
        raise fault("why")

    monkeypatch.setattr(workers, "code_reading", fail)
    readings = [SimpleNamespace(source="a.txt"), Refusal("b.txt", "empty")]
    assert [str(result).replace("'", "") for _, result in code_all(readings, Desk(Catalogue(), "test"), 1)] == [
        f"a.txt: could not be coded ({fault.__name__}: why); please report it with the article's address".replace("'", ""), "b.txt: empty",
    ]  # fmt: skip


@pytest.mark.parametrize("fault", [MissingPart, MemoryError, OSError])
def test_what_concerns_every_article_stops_the_run(monkeypatch, fault):
    from datasette_claims.ingest import workers

    def fail(reading, desk):
        raise fault("why")

    monkeypatch.setattr(workers, "code_reading", fail)
    with pytest.raises(fault):
        list(code_all([SimpleNamespace(source="a.txt")], Desk(Catalogue(), "test"), 1))


def test_a_full_disk_stops_the_run_with_everything_before_it_whole(folder, whole, tmp_path):
    """A limit on the size of files makes the kernel refuse the next page of the database, as a full disk does."""
    database = tmp_path / "desk.db"
    process = subprocess.Popen(call(database, folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()
    limit = database.stat().st_size
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, limit))
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 4 and errors.startswith("Error: Could not write") and errors.count("\n") == 1, errors
    assert ask(database, "pragma integrity_check") == [("ok",)]
    assert 0 < ask(database, "select count(*) from articles")[0][0] <= 10
    assert subprocess.run(call(database, folder), capture_output=True, timeout=120).returncode == 0
    assert dump(database) == whole


def test_inputs_are_read_as_they_are_needed_and_a_worker_has_one_thread_for_arrays():
    taken = 0

    def read():
        nonlocal taken
        for n in range(100):
            taken += 1
            yield Refusal(f"{n}", "empty")

    results = code_all(read(), Desk(Catalogue(), "test"), 2)
    ahead = []
    for number, (item, result) in enumerate(results, 1):
        assert result is not None and item.source == str(number - 1)
        ahead.append(taken - number)
        if number == 50:
            # Other tests may have left children of their own behind.
            workers = [pid for pid in list_workers(os.getpid()) if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]
            environments = [Path(f"/proc/{pid}/environ").read_bytes().decode() for pid in workers]
            assert len(environments) == 2 and all(f"{name}=" in one for one in environments for name in ONE_THREAD)
    assert max(ahead) < WINDOW * 2 and number == 100


def test_workers_that_cannot_live_stop_the_run(monkeypatch):
    """When it is not the article, the articles after it must not all be refused."""
    from datasette_claims.ingest import workers

    monkeypatch.setattr(workers, "start_worker", os._exit)
    with pytest.raises(ClaimsError, match="died on 5 articles in a row"):
        for _ in code_all((Refusal(f"{n}", "empty") for n in range(20)), 1, 2):
            pass
