"""Every promise of data/ is broken once in a copy of it, and the check must name file, line and reason."""

import csv
import io
from pathlib import Path

import pytest
from conftest import SHARED

from datasette_claims.checks import check_data, suggest_twins


def plant(data: Path, folder: Path, table: str, change) -> int:
    """Copies data/ and changes the first row of a table that `change` accepts; the line it stands in."""
    folder.mkdir()
    for source in data.glob("*.csv"):
        (folder / source.name).write_bytes(source.read_bytes())
    path = folder / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    header, line = rows[0], 1
    for row in rows[1:]:
        line += 1 + sum(cell.count("\n") for cell in row)
        record = dict(zip(header, row))
        if change(record):
            row[:] = [record[name] for name in header]
            break
    else:
        raise AssertionError(f"no row of {table} can take this change")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return line


def put(column: str, value: str, only: str = ""):
    """A change that puts a value into a column of the first row in which `only` is not empty."""

    def change(record: dict[str, str]) -> bool:
        if only and not record[only]:
            return False
        record[column] = value
        return True

    return change


def add(column: str, text: str, only: str):
    def change(record: dict[str, str]) -> bool:
        if not record[only]:
            return False
        record[column] = record[column] + text
        return True

    return change


def shift(record: dict[str, str]) -> bool:
    if not record["start_char"] or record["pieces"]:
        return False
    record["start_char"] = str(int(record["start_char"]) + 1)
    return True


def name_like_another(record: dict[str, str]) -> bool:
    return record["actor"] == "syria" and record["kind"] == "primary" and put("name", "North Korea")(record)


PLANTED = [
    ("actor_names", name_like_another, "“North Korea” is already a name of north-korea; mark it weak_alias or merge the two actors"),
    ("stances", put("claim", "no-such-claim"), "claim is “no-such-claim”, which claims.csv does not hold; add it there or correct the id"),
    ("quotes", put("speaker", "no-such-actor"), "speaker is “no-such-actor”, which actors.csv does not hold; add it there or correct the id"),
    ("stances", put("label", "refutes"), "label is “refutes”, which stance_labels.csv does not hold; add it there or correct the id"),
    ("quotes", put("said_from", "2022-02-30"), "said_from is “2022-02-30” and must be a day such as 2022-08-11"),
    ("quotes", put("said_from", "2022"), "said_from is “2022” and must be a day such as 2022-08-11"),
    ("quotes", put("said_from", "2099-01-01", "said_to"), "said_from 2099-01-01 is after said_to"),
    ("quotes", put("said_to", "", "said_from"), "said_from and said_to must both be filled or both be empty"),
    ("quotes", lambda record: record["said_basis"] == "page" and put("said_basis", "weekday")(record),
     "said_basis is weekday, but said_as_written is empty; write down the words, such as “on Thursday”"),
    ("quotes", put("said_time_zone", "Korean time"), "said_time_zone does not hold an allowed value"),
    ("articles", put("published", "11 August 2022"), "published is “11 August 2022” and must be 2022, 2022-08, 2022-08-11 or a time with offset"),
    ("articles", put("published", "2022-13"), "published is “2022-13” and must be 2022, 2022-08, 2022-08-11 or a time with offset"),
    ("quotes", shift, "characters between the offsets, but"),
    ("quotes", lambda record: bool(record["start_char"]) and not record["pieces"] and move(record, 100_000), "characters of the article's text; correct the offsets, or empty them"),
    ("quotes", put("end_char", "", "end_char"), "end_char is empty; fill in both offsets, or empty both"),
    ("quotes", put("start_char", "", "start_char"), "start_char is empty; fill in both offsets, or empty both"),
    ("quotes", lambda record: record["pieces"] == "" and put("end_char", "9" * 17, "end_char")(record), " characters between the offsets, but "),
    ("quotes", put("words", "x" * 301, "words"), "words holds 301 characters; cut it to 300 and set is_cut to 1"),
    ("reviews", put("claim_reviewed", "x" * 301), "claim_reviewed holds 301 characters; cut it to 300"),
    ("quotes", lambda record: not record["words"] and put("paraphrase", "")(record), "holds neither words nor a paraphrase; fill in one of them"),
    ("quotes", put("words_hash", "0" * 16, "words_hash"), "words_hash does not belong to the words; it must be "),
    ("quotes", put("pieces", "12-x", "start_char"), "pieces is “12-x” and must be pairs such as 12-40;61-80"),
    ("claim_relations", lambda record: put("other_claim", record["claim"])(record), "relates a claim to itself; name another one in other_claim"),
    ("quotes", put("mode", "shouted"), "mode does not hold an allowed value"),
    ("stances", put("quote", ""), "lacks 'quote'; fill it in"),
    ("stances", put("quote", "no-such-quote"), "quote is “no-such-quote”, which quotes.csv does not hold; add it there or correct the id"),
    ("stances", put("score", "much"), "score is “much” and must be a number"),
    ("stances", put("score", "2"), "score does not hold an allowed value"),
    ("stances", put("review", "checked"), "review does not hold an allowed value"),
    ("relays", put("step", "0"), "step does not hold an allowed value"),
    ("stances", put("certainty", "sure"), "certainty does not hold an allowed value"),
    ("claims", lambda record: record["id"] == "iran-missiles" and put("text", "IRAN HAS SUPPLIED RUSSIA WITH ATTACK DRONES USED IN THE WAR AGAINST UKRAINE")(record),
     "says the same as iran-drones; merge the two and add a redirect"),
    ("claims", put("about_from", "2099-01-01", "about_to"), "about_from 2099-01-01 is after about_to"),
    ("actor_roles", put("held_from", "yesterday"), "held_from is “yesterday” and must be 2022"),
    ("claims", put("text", "North Korea did not send volunteers."), "“not” makes the claim a denial; word what is denied and record the denial as a stance"),
    ("claims", put("id", "Not A Slug"), "the id “Not A Slug” must be lower-case letters, digits and hyphens"),
    ("articles", put("url", "https://example.org/other"), "does not belong to https://example.org/other"),
    ("stances", put("actor", ""), "is coded but names no actor; fill in actor or set review to proposed"),
    ("stances", put("label", "qualifies"), "qualifies a claim; say in part what is accepted and what is not"),
    ("actors", lambda record: record["kind"] == "person" and put("is_public_role", "0")(record), "has no public role; record an unnamed source described by its role instead"),
    ("actors", put("wikidata_source", "", "wikidata"), "has a Wikidata id without a source; fill in wikidata_source with a page that shows both"),
    ("actors", put("wikidata", "7747"), "wikidata does not hold an allowed value"),
    ("actors", put("kind", "robot"), "kind does not hold an allowed value"),
    ("topics", put("name", ""), "lacks 'name'; fill it in"),
    ("quotes", lambda record: record["mode"] == "direct" and not record["start_char"] == "" and put("words", "")(record), "a direct quotation needs its words"),
]


@pytest.mark.parametrize("table, change, reason", PLANTED, ids=[f"{table}-{reason[:40]}" for table, _, reason in PLANTED])
def test_a_planted_fault_is_found(data, tmp_path, table, change, reason):
    line = plant(data, tmp_path / "data", table, change)
    problems = [str(problem) for problem in check_data(tmp_path / "data")]
    assert any(problem.startswith(f"{table}.csv:{line}: ") and reason in problem for problem in problems), problems


@pytest.mark.parametrize("table, change", [("topics", put("name", "")), ("quotes", put("is_cut", "no"))])
def test_a_row_that_cannot_be_read_is_one_problem(data, tmp_path, table, change):
    line = plant(data, tmp_path / "data", table, change)
    assert [str(problem).split(": ")[0] for problem in check_data(tmp_path / "data")] == [f"{table}.csv:{line}"]


def test_a_cell_too_long_for_a_table_is_one_problem(data, tmp_path):
    line = plant(data, tmp_path / "data", "claim_relations", put("detail", "x" * 200_000))
    before = csv.field_size_limit(131_072)  # Python's own limit, which the reading of articles raises
    problems = [str(problem) for problem in check_data(tmp_path / "data")]
    csv.field_size_limit(before)
    assert problems == [f"claim_relations.csv:{line}: is not valid CSV (field larger than field limit (131072)); check the quotation marks"]


def test_a_key_used_twice_is_found(data, tmp_path):
    folder = tmp_path / "data"
    plant(data, folder, "topics", lambda record: True)
    path = folder / "topics.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    key = lines[1].split(",")[0]
    problems = [str(problem) for problem in check_data(folder)]
    assert f"topics.csv:{len(lines) + 1}: the key {key} is already used in line 2; give it another one" in problems


def test_claims_that_say_nearly_the_same_are_suggested(tmp_path):
    (tmp_path / "claims.csv").write_text(
        "id,text,topic,kind,method,review\n"
        "a,Arden has sent a thousand soldiers to the bridge.,t,occurrence,hand,coded_once\n"
        "b,Arden has sent two thousand soldiers to the bridge.,t,occurrence,hand,coded_once\n"
        "c,The river is high.,t,occurrence,hand,coded_once\n",
        encoding="utf-8",
    )
    assert [twin.split(" have ")[0] for twin in suggest_twins(tmp_path)] == ["a and b share 88% of their words and"]


def test_the_repositorys_data_is_sound(data):
    assert [str(problem) for problem in check_data(data)] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the founding article's text is not part of the repository")
def test_offsets_of_the_founding_article_point_at_its_words(data, tmp_path):
    assert list(check_data(data, SHARED / "seed")) == []
    line = plant(data, tmp_path / "data", "quotes", lambda r: bool(r["start_char"]) and not r["pieces"] and move(r))
    problems = [str(problem) for problem in check_data(tmp_path / "data", SHARED / "seed")]
    assert len(problems) == 1 and problems[0].startswith(f"quotes.csv:{line}: the text has “"), problems


def move(record: dict[str, str], by: int = 3) -> bool:
    """Shifts both offsets, so that only the text itself can tell."""
    record["start_char"], record["end_char"] = str(int(record["start_char"]) + by), str(int(record["end_char"]) + by)
    return True
