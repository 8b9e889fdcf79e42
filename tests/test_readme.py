"""Every command of the README is run as it stands there, against the server that its first command starts."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys

import pytest
from conftest import ROOT, free_port, wait_for

from datasette_claims import compat

# The scripts serve with the default line of Datasette whatever these tests are installed with: once is enough.
pytestmark = pytest.mark.skipif(compat.IS_1X, reason="run with the default line of Datasette")

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line[2:] for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
CURLS = [command for command in COMMANDS if command.startswith("curl ")]
# Commands that are run elsewhere, and where.
RUN_ELSEWHERE = {
    "python3 scripts/test.py": ROOT / ".ci" / "run",
    "pip install .": ROOT / "scripts" / "environment.py",  # scripts/test.py installs the package so before these tests
    "python3 scripts/serve.py --build-only": None,  # below
    "python3 scripts/validate.py": None,
    "python3 scripts/serve.py": None,
    "python3 scripts/ingest.py article.txt": None,
    "python3 scripts/ingest.py --help": None,
    "python3 scripts/review.py export sheet.csv": None,
    "python3 scripts/review.py apply sheet.csv": None,
}


def test_every_command_is_run():
    assert {command for command in COMMANDS if not command.startswith("curl ")} == set(RUN_ELSEWHERE)
    assert "python3 scripts/test.py" in RUN_ELSEWHERE["python3 scripts/test.py"].read_text(encoding="utf-8")


def test_length_and_links():
    assert 80 <= len(README.splitlines()) <= 200
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def run(command: str, folder=ROOT) -> subprocess.CompletedProcess:
    words = [sys.executable if word == "python3" else word for word in shlex.split(command)]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=500)


def test_correcting_a_record_is_checked_and_built():
    assert run("python3 scripts/validate.py").stdout.endswith(f"No problem found in {ROOT / 'data'}.\n")
    built = run("python3 scripts/serve.py --build-only")
    assert built.returncode == 0 and re.search(r"^stances +\d", built.stdout, re.MULTILINE)


def test_ingesting_and_reviewing_an_article(clone):
    """The README's own commands, in a clone of the checkout so that its data/ stays as it is."""
    pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")
    (clone / "article.txt").write_text("Bridge closed\n\nThe mayor of Arden, Maria Example, said that the old bridge was closed.\n", encoding="utf-8")
    assert "WARC" in run("python3 scripts/ingest.py --help", folder=clone).stdout
    for command in ("python3 scripts/ingest.py article.txt", "python3 scripts/review.py export sheet.csv"):
        result = run(command, folder=clone)
        assert result.returncode == 0, result.stderr
    accept_all(clone / "sheet.csv")
    applied = run("python3 scripts/review.py apply sheet.csv", folder=clone)
    assert "0 refused" in applied.stdout, applied.stderr
    assert "Maria Example" in (clone / "data" / "actors.csv").read_text(encoding="utf-8")


def accept_all(sheet):
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "decision": "accept"} for row in rows)


@pytest.fixture(scope="module")
def served():
    """The README's server, on a free port instead of 8001."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "scripts/serve.py", "--port", str(port)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield port
    finally:
        stop(process)


def stop(process: subprocess.Popen) -> None:
    """Ends the script and the server it started, as Ctrl-C in a terminal does."""
    import os
    import signal

    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True)
    else:
        os.killpg(process.pid, signal.SIGINT)
    process.wait(20)


def test_serving_stops_cleanly_on_ctrl_c(served):
    pass  # the fixture's end fails when the script does not stop


@pytest.mark.parametrize("command", CURLS)
def test_an_example_answers(served, command):
    result = run(command.replace("8001", str(served)))
    assert result.returncode == 0, result.stderr
    if ".csv" in command:
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        assert rows and {row["stance"] for row in rows} == {"denies"} and {row["actor_country"] for row in rows} == {"Russia"}
    else:
        answer = json.loads(result.stdout)
        assert answer and "errors" not in answer
        assert "Korea" in result.stdout or "claims" in answer["data"]
