"""docs/tutorial.md, followed from clone to published site: its own commands, files and decisions in a fresh folder.

When what the desk finds in the articles has changed, “pytest --rewrite-examples” writes the new output into the page.
"""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest
from blocks import read_blocks, run_command
from conftest import ROOT, free_port, wait_for

from datasette_claims import compat

pytestmark = [
    pytest.mark.skipif(compat.IS_1X, reason="the scripts serve with the default line of Datasette: once is enough"),
    pytest.mark.skipif(os.name == "nt", reason="the tutorial is written for a Unix shell"),
]

PAGE = ROOT / "docs" / "tutorial.md"
DECISION = re.compile(r"^\| (.+?) \| (accept|change|reject) \| (.*?)\|$", re.MULTILINE)
NAMED = {"GIT_AUTHOR_NAME": "A Reader", "GIT_AUTHOR_EMAIL": "reader@example.org", "GIT_COMMITTER_NAME": "A Reader", "GIT_COMMITTER_EMAIL": "reader@example.org"}


@pytest.fixture(scope="module")
def followed(clone, request):
    """Follows the page up to its end; the address of the served site, and what each command printed."""
    pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")
    printed, process, port = {}, None, free_port()
    try:
        for block in read_blocks(PAGE):
            if block.rest:
                (clone / block.rest).write_text(block.text, encoding="utf-8")
            for command, output in block.commands if block.language == "console" else ():
                if command.startswith(("git clone", "cd ")):
                    continue  # the fixture `clone`
                if " apply " in command:
                    decide(clone / command.split()[-1])
                if "serve.py" in command:
                    process = serve(command, clone, port)
                    last = (clone / "serve.log").read_text(encoding="utf-8").partition("Serving")
                    printed[command] = (output, last[1] + last[2].partition("\n")[0] + "\n")
                    continue
                result = run_command(command.replace("8001", str(port)), clone, env={**os.environ, **NAMED})
                assert result.returncode == 0 and "<!DOCTYPE" not in result.stdout, f"{command}: {result.stdout}{result.stderr}"
                printed[f"{command} (line {block.line})"] = (output, tidy(result.stdout + result.stderr))
        if request.config.getoption("--rewrite-examples"):
            rewrite(printed)
        yield f"http://127.0.0.1:{port}", printed
    finally:
        if process:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(20)


def tidy(printed: str) -> str:
    """What a command said about its work, without what pip said about the packages."""
    return "".join(line for line in printed.splitlines(keepends=True) if not line.startswith(("WARNING", "Preparing ", "[notice]")))


def serve(command: str, folder, port: int) -> subprocess.Popen:
    words = [sys.executable, *command.split()[1:], "--port", str(port)]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(words, cwd=folder, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    wait_for(f"http://127.0.0.1:{port}", process)
    return process


def decide(sheet) -> None:
    """Fills the sheet in as the page's table says: every line whose words begin so gets the decision."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    for words, decision, cells in DECISION.findall(PAGE.read_text(encoding="utf-8")):
        found = [row for row in rows if row["passage"].split("【")[1].startswith(words)]
        assert found, f"no words on the sheet begin with “{words}”"
        for row in found:
            row.update({"decision": decision, **dict(re.findall(r"(\w+): ([\w-]+)", cells))})
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


# What differs from run to run: seconds, ports, the day, and how much a program proposed, which changes when it reads better.
VARYING = [
    (re.compile(r"(?<=127\.0\.0\.1:)\d+"), "8001"),
    (re.compile(r"\b\d+\.\d s\b"), "0.0 s"),
    (re.compile(r"Version [\d-]+\. \d+ \w+ \d+"), "Version today"),
]
PROPOSED = re.compile(r"proposed: .*?;|^\d+ proposals", re.MULTILINE)


def normalise(text: str) -> str:
    for pattern, same in VARYING:
        text = pattern.sub(same, text)
    return PROPOSED.sub(lambda found: re.sub(r"\d+", "N", found[0]), text)


def rewrite(printed: dict) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for command, (output, now) in printed.items():
        before = f"$ {command.partition(' (line')[0]}\n"
        if normalise(output) != normalise(now):
            assert text.count(before + output) == 1, command
            text = text.replace(before + output, before + VARYING[0][0].sub("8001", now))
    PAGE.write_text(text, encoding="utf-8")


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def test_every_command_prints_what_the_page_shows(followed):
    for command, (output, now) in followed[1].items():
        assert normalise(now) == normalise(output), command


def test_the_site_has_the_title_the_claims_and_the_topic_of_the_desk(followed):
    home = fetch(followed[0])
    assert "The Grey Heron file" in home and "The council of Marrow Island plans to sell the Grey Heron." in home
    assert "Not yet sorted" not in home  # what was rejected is shown nowhere


def test_the_claim_page_shows_who_stands_where_and_how_independent_it_is(followed):
    claim = json.loads(fetch(f"{followed[0]}/claims/-/claim/council-plans-sale.json"))
    stood = {(row["actor_name"], row["stance"]) for row in claim["positions"]}
    assert stood == {
        ("Council officials", "asserts"), ("Quillhaven Post", "relays"), ("Harbour office", "cannot_confirm"), ("Council of Marrow Island", "denies"),
        ("Tilda Ropewalk", "denies"), ("Tilda Ropewalk", "confirms"),
    }  # fmt: skip
    assert [(row["actor"], row["from_stance"], row["to_stance"]) for row in claim["changes"]] == [("tilda-ropewalk", "denies", "confirms")]
    sources = claim["sources"]
    assert (sources["articles"], sources["original_articles"]) == (4, 3)  # the reprint is an article and no source


def test_a_spokesman_is_shown_behind_the_council(followed):
    rows = list(csv.DictReader(io.StringIO(fetch(f"{followed[0]}/claims/-/positions.csv?actor=marrow-council"))))
    assert [(row["actor_name"], row["speaker_name"], row["stance"]) for row in rows] == [("Council of Marrow Island", "Bram Oakum", "denies")]


def test_no_text_of_an_article_is_committed(followed, clone):
    listed = subprocess.run(["git", "ls-files", "harbour"], cwd=clone, capture_output=True, text=True, check=True).stdout.split()
    assert {name.rsplit("/", 1)[-1] for name in listed} >= {"metadata.yml", "stances.csv", "quotes.csv", "articles.csv"}
    assert all(name.endswith((".csv", "metadata.yml")) and "sheet" not in name for name in listed)
    assert "three hundred passengers" not in "".join((clone / name).read_text(encoding="utf-8") for name in listed)
