"""Articles in, proposals out: one transaction each, the same article twice changes nothing, a kill costs nothing."""

import gc
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("trafilatura", reason="the ingest extra is not installed")
pytest.importorskip("onnxruntime", reason="the ingest extra is not installed")

from reports import BRIDGE, FRENCH, ask, dump, write_reports

from datasette_claims import ingest, store
from datasette_claims.articles import Refusal
from datasette_claims.records import Article, Claim, Coding, Quote
from datasette_claims.texts import TextStore

OPTIONS = ingest.Options(run="test", today="2026-03-03", offline=True)


@pytest.fixture
def folder(tmp_path) -> Path:
    sources = tmp_path / "articles"
    sources.mkdir()
    (sources / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (sources / "pont.txt").write_text(FRENCH, encoding="utf-8")
    (sources / "broken.html").write_bytes(b"<html><body></body></html>")
    return sources


def run(database: Path, *sources: Path, **changes) -> ingest.Summary:
    from dataclasses import replace

    return ingest.ingest(database, [str(source) for source in sources], replace(OPTIONS, **changes), lambda *_: None)


def test_articles_become_proposals_and_refusals_are_named(folder, tmp_path):
    database = tmp_path / "desk.db"
    summary = run(database, folder)
    assert +summary.articles == Counter(added=2) + Counter({"not coded": 1})
    assert [(Path(refusal.source).name, refusal.reason) for refusal in summary.refusals] == [("broken.html", "no main text was found on the page")]
    assert set(ask(database, "select review from stances union select review from quotes")) == {("proposed",)}
    assert set(ask(database, "select is_counted from stances")) == {(0,)}
    said = ask(database, "select a.name, q.words from quotes q join actors a on a.id = q.speaker where q.words like '%no danger%'")
    assert said == [("Maria Example", "There is no danger for anybody in the town")]
    assert ask(database, "select language, note from articles where url like '%pont'") == [
        ("fr", "Stored without quotes: the text is in fr, and only English is coded.")
    ]


def test_every_offset_points_at_its_words(folder, tmp_path):
    database = tmp_path / "desk.db"
    run(database, folder)
    texts = TextStore.beside(database)
    rows = ask(database, "select a.text_hash, q.start_char, q.end_char, q.words from quotes q join articles a on a.id = q.article where q.pieces is null and not q.is_cut")
    assert len(rows) >= 3
    for text_hash, start, end, words in rows:
        assert start is None or texts.find(text_hash)[start:end] == words
    texts.close()


def test_a_nested_report_becomes_a_relay(folder, tmp_path):
    database = tmp_path / "desk.db"
    run(database, folder)
    relays = ask(database, "select a.name from relays r join actors a on a.id = r.actor")
    assert any("Herald" in name for (name,) in relays)


def code_text(text: str) -> Coding:
    """What an article without a catalogue becomes."""
    from datasette_claims.articles.drafts import finish_draft
    from datasette_claims.articles.plain import read_plain
    from datasette_claims.catalogue import Catalogue
    from datasette_claims.ingest.coding import Desk, code_reading

    return code_reading(finish_draft(read_plain(text.encode()), "test"), Desk(Catalogue(), "test"))


def code(text: str) -> list[tuple[str, str | None, list[str], list[str]]]:
    """Words, speaker, relays and labels of every quote that an article becomes."""
    coding = code_text(text)
    return [
        (q.words, q.speaker, [r.actor for r in coding.relays if r.quote == q.id], [s.label for s in coding.stances if s.quote == q.id])
        for q in coding.quotes
    ]


def test_where_somebody_was_interviewed_holds_for_the_paragraph():
    text = (
        "URL: https://post.example/1\nPublisher: Harbour Post\n\nAnna Holt was interviewed by the newspaper Nordland Gazette on Monday. "
        '"The port is shut," Holt said.\n\n"Nobody is there," she told the Harbour Post.'
    )
    found = {words: relays for words, _, relays, _ in code(text)}
    assert found == {"The port is shut": ["nordland-gazette"], "Nobody is there": []}  # the publisher itself passes nothing on


def test_an_embedded_post_is_of_the_day_it_names_and_its_handle_is_no_common_word():
    text = "URL: https://post.example/4\nPublished: 2025-10-12\n\nFerry harbour is closed to all traffic\n\nAnna Holt told nobody that the road to the harbour would be closed on Monday.\n\nThe port is shut pic.twitter.com/Qw7F\n\n— Anna Holt (@anna) October 8, 2025"
    quote = next(quote for quote in code_text(text).quotes if quote.words == "The port is shut")
    assert (quote.speaker, quote.mode, quote.said_from, quote.said_as_written) == ("anna-holt", "direct", "2025-10-08", "October 8, 2025")


HEARD = {
    # the second sentence, and the relays of what it says
    "She added that the road was open.": ["nordland-gazette"],
    "“It opens in May,” Anna Holt said.": ["nordland-gazette"],
    "Ivo Marek said that the road was open.": [],
    "It rained.\n\nIt snowed.\n\nIt was cold.\n\nAnna Holt said that the road was open.": [],
    "Anna Holt told the Harbour Times that the road was open.": ["harbour-times"],
    "“It opens in May,” Anna Holt was quoted as saying by the Harbour Times.": ["harbour-times", "nordland-gazette"],
}


@pytest.mark.parametrize("more", HEARD)
def test_what_somebody_adds_was_told_the_same_outlet(more):
    text = f"URL: https://post.example/5\n\nThe port is closed to all ships\n\n“The port is shut,” Anna Holt told the Nordland Gazette. {more}"
    assert code(text)[-1][2] == HEARD[more]


def test_who_denies_reports_is_no_relay_of_them():
    text = "URL: https://post.example/2\n\nThe ministry of transport denied reports that the bridge was unsafe. Anna Holt said: \"There are reports that the bridge was closed.\""
    relays = [(words, relays) for words, speaker, relays, _ in code(text) if (speaker or "").startswith("unnamed-reports")]
    assert relays == [("the bridge was unsafe", []), ("the bridge was closed.", ["anna-holt"])]


@pytest.mark.parametrize("score", [0.69, 0.7, 0.71])
def test_what_is_said_in_a_claim_s_words_is_asserted_however_sure_the_match_is(score, monkeypatch):
    from datasette_claims.actors import Resolution
    from datasette_claims.catalogue import Catalogue
    from datasette_claims.claims import Candidate
    from datasette_claims.ingest import positions

    claim = Claim("yard-shut", "The yard is shut.", "t", review="reviewed")
    quote = Quote("q", "a", "indirect", speaker_words="Holt", cue="said", words="the yard was shut")
    scene = positions.Scene(Article("a", "", "", "p"), {"q": Resolution(None, None, 0.9, "rules", "")}, Catalogue(claims=[claim]), "test")
    monkeypatch.setattr(positions, "match_claims", lambda *_, **__: [Candidate(claim, score, "")])
    decided = positions.match_known(positions.Passage(quote, None, None, scene), [])
    assert [(about.id, stance.label) for about, stance in decided] == [("yard-shut", "asserts")]


def test_a_state_that_speaks_is_its_one_body_that_speaks(folder, tmp_path, data):
    database = tmp_path / "claims.db"
    store.build_database(data, database)
    text = "URL: https://gazette.example/talks\n\nRussia denies talks with North Korea\n\nThe Russian Foreign Ministry said on Monday that no talks were under way with Pyongyang."
    (folder / "talks.txt").write_text(text, encoding="utf-8")
    run(database, folder / "talks.txt")
    assert ask(database, "select section, speaker from quotes where review = 'proposed' order by start_char") == [
        ("headline", "russian-foreign-ministry"), ("body", "russian-foreign-ministry")
    ]  # fmt: skip


def test_the_same_articles_again_change_nothing(folder, tmp_path):
    database = tmp_path / "desk.db"
    run(database, folder)
    before = dump(database)
    again = run(database, folder)
    assert +again.articles == Counter(unchanged=2)
    assert dump(database) == before


def test_a_changed_article_replaces_its_proposals(folder, tmp_path):
    database = tmp_path / "desk.db"
    run(database, folder)
    (folder / "bridge.txt").write_text(BRIDGE.replace("There is no danger", "There is little danger"), encoding="utf-8")
    assert run(database, folder).articles["changed"] == 1
    words = " ".join(row[0] for row in ask(database, "select words from quotes"))
    assert "little danger" in words and "no danger" not in words


@pytest.mark.parametrize(
    "before, after, column, found",
    [
        ("Published: 2026-03-02", "Published: 2026-03-01", "published", "2026-03-01"),
        ("Published: 2026-03-02", "Published: 2026-03-02\nAuthor: Ada Thorngate", "author", "Ada Thorngate"),
        ("Publisher: The Gazette", "Publisher: Arden Gazette", "publisher", "arden-gazette"),
        ("Bridge closed after", "Bridge shut after", "title", "Bridge shut after storm"),
    ],
)
def test_what_a_page_corrects_about_itself_is_taken_over(folder, tmp_path, before, after, column, found):
    database, page = tmp_path / "desk.db", folder / "bridge.txt"
    run(database, page)
    page.write_text(BRIDGE.replace(before, after), encoding="utf-8")
    assert [+run(database, page).articles for _ in range(2)] == [Counter(changed=1), Counter(unchanged=1)]
    assert ask(database, f"select {column} from articles") == [(found,)]
    if column == "published":  # “on Monday” is counted from it
        assert set(ask(database, "select said_from from quotes where said_as_written like '%Monday'")) == {("2026-02-23",)}


@pytest.mark.parametrize("lost, left", [("Published: 2026-03-02\n", ""), ("2026-03-02", "2026-03"), ("Publisher: The Gazette\n", ""), ("Author: Ada Thorngate\n", "")])
def test_what_a_page_no_longer_says_of_itself_is_kept(folder, tmp_path, lost, left):
    database, page = tmp_path / "desk.db", folder / "bridge.txt"
    page.write_text("Author: Ada Thorngate\n" + BRIDGE, encoding="utf-8")
    run(database, page)
    before = dump(database)
    page.write_text(("Author: Ada Thorngate\n" + BRIDGE).replace(lost, left), encoding="utf-8")
    assert +run(database, page).articles == Counter(unchanged=1)
    assert dump(database) == before


def test_a_page_that_comes_in_english_after_all_is_coded_and_says_so_no_longer(tmp_path):
    page, database = tmp_path / "bridge.txt", tmp_path / "desk.db"
    page.write_text("URL: https://post.example/bridge\n\n" + FRENCH.split("\n\n", 1)[1], encoding="utf-8")
    run(database, page)
    assert ask(database, "select language, note is null from articles") == [("fr", 0)]
    page.write_text("URL: https://post.example/bridge\n\nThe mayor, Maria Example, said on Monday that the bridge was closed to all cars and that it would open again in May.", encoding="utf-8")
    run(database, page)
    assert ask(database, "select language, note, (select count(*) from quotes) > 0 from articles") == [("en", None, 1)]


def test_an_article_that_breaks_a_rule_of_the_tables_is_refused_alone(folder, tmp_path, monkeypatch):
    from datasette_claims.ingest import run as running

    def write(connection, coding, write=running.write_article):
        if coding.article.url.endswith("bridge"):
            raise sqlite3.IntegrityError("CHECK constraint failed: end_char > start_char")
        return write(connection, coding)

    monkeypatch.setattr(running, "write_article", write)
    summary = run(tmp_path / "desk.db", folder)
    assert [refusal.reason for refusal in summary.refusals if refusal.source.endswith("bridge.txt")] == ["could not be stored (CHECK constraint failed: end_char > start_char)"]
    assert summary.articles["added"] == 1


def test_what_people_decided_keeps_its_date_and_gets_the_new_headline_with_the_new_text(folder, tmp_path):
    database, page = tmp_path / "desk.db", folder / "bridge.txt"
    run(database, page)
    with sqlite3.connect(database) as connection:
        connection.execute("update quotes set review = 'reviewed'")
    connection.close()
    page.write_text(BRIDGE.replace("2026-03-02", "2026-03-01"), encoding="utf-8")
    assert +run(database, page).articles == Counter(unchanged=1)
    page.write_text(BRIDGE.replace("2026-03-02", "2026-03-01").replace("Bridge closed after", "Bridge shut after"), encoding="utf-8")
    assert +run(database, page).articles == Counter(changed=1)
    assert ask(database, "select title, published from articles") == [("Bridge shut after storm", "2026-03-02")]


def test_an_article_that_changed_after_its_review_is_read_once(folder, tmp_path):
    from datasette_claims.checks import check_data
    from datasette_claims.cli.desk import open_desk

    database, page, data = tmp_path / "desk.db", folder / "bridge.txt", tmp_path / "data"
    data.mkdir()
    run(database, page)
    with sqlite3.connect(database) as connection:
        connection.execute("update quotes set review = 'reviewed'")
        store.write_data(connection, data)
    connection.close()
    page.write_text(BRIDGE.replace("Bridge closed", "The old bridge was closed").replace("there is no", "There is no"), encoding="utf-8")
    states = []
    for _ in range(2):
        open_desk(database, data).close()
        states.append(+run(database, page).articles)
    assert states == [Counter(changed=1), Counter(unchanged=1)]
    texts = TextStore.beside(database)
    for text_hash, start, end, words in ask(database, "select a.text_hash, start_char, end_char, words from quotes q join articles a on a.id = q.article where pieces is null"):
        assert texts.find(text_hash)[start:end] == words
    texts.close()
    connection = store.open_database(database)
    store.write_data(connection, data)
    connection.close()
    assert [problem for problem in check_data(data) if problem.path == "quotes.csv"] == []


PAGE = """<html><head><title>Bridge closed</title><link rel="canonical" href="https://gazette.example/bridge"></head><body><article><h1>Bridge closed</h1>
<p>The mayor of Arden, Maria Example, said on Monday that the old bridge was closed after the storm of the week before, and that the council would meet.</p>
<p>"There is no danger for anybody in the town," she added, and pointed at the river, which had fallen by a metre since the morning.</p>{more}</article></body></html>
"""


@pytest.mark.parametrize("names", [("bridge.html", "bridge-amp.html"), ("page.html", "amp.html"), ("z.html", "bridge.print.html")])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_is_preferred_to_its_variants_and_both_are_read_once(tmp_path, names, jobs):
    pages = tmp_path / "pages"
    pages.mkdir()
    whole = PAGE.format(more="<p>Osric Example said that the bridge would be open again in a week, when the last of the stones have been taken away.</p>")
    for name, html in zip(names, (whole, PAGE.format(more=""))):
        (pages / name).write_text(html, encoding="utf-8")
    database = tmp_path / "desk.db"
    run(database, pages, jobs=jobs)
    assert "Osric Example" in {name for (name,) in ask(database, "select name from actors")}
    before = dump(database)
    assert +run(database, pages, jobs=jobs).articles == Counter(unchanged=2)
    assert dump(database) == before


def test_two_pages_that_differ_under_one_address_change_nothing_when_read_again(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(BRIDGE, encoding="utf-8")
    (pages / "two.txt").write_text(BRIDGE.replace("no danger", "little danger"), encoding="utf-8")
    assert +run(tmp_path / "desk.db", pages).articles == Counter(added=1, changed=1)
    assert +run(tmp_path / "desk.db", pages).articles == Counter(unchanged=2)
    (pages / "one.txt").write_text(BRIDGE.replace("no danger", "some danger"), encoding="utf-8")
    assert +run(tmp_path / "desk.db", pages).articles == Counter(changed=1, unchanged=1)


def test_an_older_capture_does_not_replace_a_newer_one(folder, tmp_path):
    database, page = tmp_path / "desk.db", folder / "bridge.txt"
    run(database, page)
    page.write_text(BRIDGE.replace("no danger", "little danger"), encoding="utf-8")
    assert +run(database, page, today="2026-03-02").articles == Counter(unchanged=1)


def test_each_line_says_what_became_of_which_input(folder, tmp_path):
    import json

    database, page = str(tmp_path / "desk.db"), str(folder / "bridge.txt")

    def tell(*options: str) -> list[tuple[str, str]]:
        lines = [json.loads(line) for line in call(database, page, "--json", *options).stdout.splitlines()]
        return [(line["state"], Path(line["source"]).name) for line in lines[:-1]]

    found = [tell(), tell()]
    Path(page).write_text(BRIDGE.replace("no danger", "little danger"), encoding="utf-8")
    found += [tell("--dry-run"), tell("--dry-run"), tell()]
    assert [line for (line,) in found] == [(state, "bridge.txt") for state in ("added", "unchanged", "changed", "changed", "changed")]


def test_a_reprint_is_recorded_and_not_counted_twice(folder, tmp_path):
    database = tmp_path / "desk.db"
    body = BRIDGE + " ".join(f"Sentence number {n} tells more about the bridge and the river below it." for n in range(40))
    (folder / "bridge.txt").write_text(body, encoding="utf-8")
    (folder / "reprint.txt").write_text(body.replace("gazette.example", "herald.example").replace("2026-03-02", "2026-03-03"), encoding="utf-8")
    run(database, folder)
    copies = ask(database, "select url, reuse from articles where syndicated_from is not null")
    assert [url for url, _ in copies] == ["https://herald.example/bridge"] and copies[0][1] in ("reprint", "mirror")


def test_a_dry_run_writes_nothing(folder, tmp_path):
    database = tmp_path / "desk.db"
    summary = run(database, folder, is_dry=True)
    assert summary.articles["added"] == 2 and not database.exists() and list(tmp_path.glob("*.texts.db")) == []


def test_the_content_is_the_same_whatever_the_order_and_the_number_of_processes(folder, tmp_path):
    write_reports(folder, 8)
    sources = sorted(folder.iterdir())
    contents = []
    for jobs in (1, 2, 3):
        random.Random(jobs).shuffle(sources)
        run(tmp_path / f"{jobs}.db", *sources, jobs=jobs)
        contents.append(dump(tmp_path / f"{jobs}.db"))
    assert contents[0] == contents[1] == contents[2]
    assert len(ask(tmp_path / "1.db", "select id from articles where syndicated_from is not null")) == 11


def test_known_actors_and_publishers_are_used(folder, tmp_path, data):
    database = tmp_path / "claims.db"
    store.build_database(data, database)
    text = "URL: https://www.independent.co.uk/new\nPublished: 2026-03-02\n\nTalks\n\nDmitry Peskov, the Kremlin spokesman, said that there were no talks on sending North Korean volunteers."
    (folder / "talks.txt").write_text(text, encoding="utf-8")
    run(database, folder / "talks.txt")
    rows = ask(database, "select q.speaker, s.label, ar.publisher from stances s join quotes q on q.id = s.quote join articles ar on ar.id = q.article where s.method <> 'log' and q.review = 'proposed'")
    assert ("dmitry-peskov", "denies", "the-independent") in rows


def call(database: Path, *more: str, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "datasette", "claims", "ingest", str(database), *more]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, **options)


def test_the_command_tells_what_it_did(folder, tmp_path):
    result = call(tmp_path / "desk.db", str(folder))
    assert result.returncode == 3
    assert "broken.html: no main text was found on the page" in result.stderr
    assert "2 added" in result.stderr and "refused: 1" in result.stderr


def test_standard_input_is_a_source(tmp_path):
    result = call(tmp_path / "desk.db", "-", input=BRIDGE)
    assert result.returncode == 0 and "1 added" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_killed_at_any_moment_and_resumed(folder, tmp_path, how):
    for n in range(30):
        (folder / f"more{n:02}.txt").write_text(BRIDGE.replace("/bridge", f"/bridge-{n}").replace("old bridge", f"bridge number {n}"), encoding="utf-8")
    database = tmp_path / "desk.db"
    command = [sys.executable, "-m", "datasette", "claims", "ingest", str(database), str(folder), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for _ in range(5):
        process.stdout.readline()
    process.send_signal(how)
    process.wait(60)
    stored = ask(database, "select count(*) from articles")[0][0]
    assert 0 < stored < 32
    assert ask(database, "pragma integrity_check") == [("ok",)]
    assert ask(database, "select count(*) from quotes where article not in (select id from articles)") == [(0,)]
    assert call(database, str(folder)).returncode == 3
    run(tmp_path / "whole.db", folder, run=ask(database, "select id from runs")[0][0], today=time.strftime("%Y-%m-%d"))
    assert dump(database) == dump(tmp_path / "whole.db")


def test_a_full_disk_leaves_a_good_database_and_one_sentence(folder, tmp_path, monkeypatch):
    from click.testing import CliRunner

    from datasette_claims.cli.desk import ingest as command

    for n in range(30):
        (folder / f"more{n:02}.txt").write_text(BRIDGE.replace("/bridge", f"/bridge-{n}").replace("old bridge", f"bridge number {n}"), encoding="utf-8")
    database = tmp_path / "desk.db"
    run(database, folder / "bridge.txt")
    full = ask(database, "pragma page_count")[0][0] + 4  # room for a few more articles, not for all

    def open_small(*arguments, **options) -> sqlite3.Connection:
        connection = store.open_database(*arguments, **options)
        connection.execute(f"pragma max_page_count = {full}")
        return connection

    monkeypatch.setattr("datasette_claims.ingest.run.open_database", open_small)
    arguments = [str(database), str(folder), "--quiet"]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 4, result.output
    assert result.output.strip().splitlines()[-1] == (
        "Error: Could not write (database or disk is full). What was stored before is whole; make room and run the command again."
    )
    assert ask(database, "pragma integrity_check") == [("ok",)]
    assert ask(database, "select count(*) from quotes where article not in (select id from articles)") == [(0,)]
    assert 1 <= ask(database, "select count(*) from articles")[0][0] < 32
    del result  # its traceback holds the connection
    gc.collect()
    assert call(*arguments).returncode == 3  # the broken page is still refused, the rest is read
    assert ask(database, "select count(*) from articles") == [(32,)]


def test_a_full_disk_is_no_fault_of_the_input():
    import errno

    from datasette_claims.articles.desks import guard

    def fail(number: int):
        raise OSError(number, os.strerror(number))
        yield

    assert [refusal.reason for refusal in guard(fail(errno.EACCES), "a.txt")] == ["it could not be read: Permission denied"]
    with pytest.raises(OSError, match="No space left"):
        list(guard(fail(errno.ENOSPC), "a.txt"))


@pytest.mark.parametrize(
    "arguments, code",
    [(["bridge.txt"], 0), (["missing.txt"], 1), (["bridge.txt", "missing.txt"], 3), (["bridge.txt", "--jobs", "0"], 2), (["bridge.txt", "--engine", "none"], 1), (["bridge.txt", "--url", "post"], 2)],
)
def test_exit_codes_tell_what_happened(folder, tmp_path, arguments, code):
    paths = [str(folder / name) if name.endswith(".txt") else name for name in arguments]
    assert call(tmp_path / "desk.db", *paths, "--quiet").returncode == code


def test_two_ingests_at_once_wait_for_each_other(folder, tmp_path):
    for n in range(6):
        (folder / f"more{n}.txt").write_text(BRIDGE.replace("/bridge", f"/bridge-{n}").replace("old bridge", f"bridge number {n}"), encoding="utf-8")
    database = tmp_path / "desk.db"
    command = [sys.executable, "-m", "datasette", "claims", "ingest", str(database), str(folder), "--quiet"]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 3 and "Error" not in errors, errors
    assert ask(database, "select count(*) from articles") == [(8,)]


def test_a_refusal_is_one_line():
    assert str(Refusal("a.html", "is empty")) == "a.html: is empty"
