"""Proposals go out on a sheet and come back decided; a decision is never undone by a machine."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from datasette_claims import checks, review, store
from datasette_claims.cli.desk import apply_review, export_review
from datasette_claims.errors import ClaimsError
from datasette_claims.records import Actor, Article, Claim, Coding, FactCheck, Publisher, Quote, Stance, Topic
from datasette_claims.review import reading, sheets
from datasette_claims.text import hash_text, hash_words

TEXT = "The mayor said that the bridge was closed. The council denied it."
ARTICLE = Article("a1", "https://example.org/1", "Bridge closed", "gazette", language="en", text_hash=hash_text(TEXT), text_length=len(TEXT), text=TEXT)
CODING = Coding(
    article=ARTICLE,
    publisher=Publisher("gazette", "Gazette", family="gazette"),
    actors=(Actor("mayor", "The mayor", "unnamed"), Actor("council", "The council", "public_body")),
    claims=(Claim("bridge-closed", "The bridge was closed.", "bridges"),),
    quotes=(
        Quote("q1", "a1", "indirect", speaker="mayor", cue="said", words="that the bridge was closed", start_char=15, end_char=41, method="model", score=0.9),
        Quote("q2", "a1", "indirect", speaker="council", cue="denied", words="it", start_char=62, end_char=64, method="model", score=0.8),
    ),
    stances=(
        Stance("q1-s1", "q1", "bridge-closed", "asserts", "mayor", score=0.9, detail="“Said”."),
        Stance("q2-s1", "q2", "bridge-closed", "denies", "council", score=0.8, detail="“Denied”."),
    ),
)


@pytest.fixture
def desk(tmp_path):
    """A database with one ingested article, and a sheet of its two proposals."""
    connection = store.open_database(tmp_path / "desk.db", create=True)
    store.insert_records(connection, "topics", [Topic("bridges", "Bridges", "About bridges.")])
    connection.commit()
    assert store.write_article(connection, CODING) == "added"
    assert review.export_sheet(connection, tmp_path / "sheet.csv", {ARTICLE.text_hash: TEXT}.get) == 2
    yield connection
    connection.close()


def read_sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_sheet(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def decide(desk, tmp_path, **decisions: dict[str, str]) -> list[tuple[int, str]]:
    """Applies changes to the sheet's lines by position; line and problem of each outcome."""
    rows = read_sheet(tmp_path / "sheet.csv")
    for row in rows:
        row.update(decisions.get(row["position"].replace("-", "_"), {}))
    return [(outcome.line, outcome.problem) for outcome in review.apply_sheet(desk, write_sheet(tmp_path / "decided.csv", rows))]


def states(desk) -> dict[str, tuple]:
    return {row[0]: tuple(row)[1:] for row in desk.execute("select id, review, is_counted from stances")}


def test_a_sheet_shows_the_words_in_their_passage(desk, tmp_path):
    first, second = read_sheet(tmp_path / "sheet.csv")
    assert first["passage"] == "The mayor said 【that the bridge was closed】. The council denied it."
    assert [(row["position"], row["decision"], row["speaker_name"], row["stance"], row["claim_text"], row["reason"]) for row in (first, second)] == [
        ("q1-s1", "", "The mayor", "asserts", "The bridge was closed.", "“Said”."),
        ("q2-s1", "", "The council", "denies", "The bridge was closed.", "“Denied”."),
    ]


def test_a_passage_too_long_for_a_cell_is_shown_by_its_ends(tmp_path):
    text = "The mayor said: " + "the bridge is closed, " * 9_000 + "and so on."
    article = replace(ARTICLE, text=text, text_hash=hash_text(text), text_length=len(text))
    quote = replace(CODING.quotes[0], start_char=16, end_char=len(text) - 1, is_cut=1)
    connection = store.open_database(tmp_path / "long.db", create=True)
    store.insert_records(connection, "topics", [Topic("bridges", "Bridges", "About bridges.")])
    connection.commit()
    store.write_article(connection, replace(CODING, article=article, quotes=(quote, replace(CODING.quotes[1], start_char=None, end_char=None))))
    assert review.export_sheet(connection, tmp_path / "long.csv", {article.text_hash: text}.get) == 2
    rows = list(reading.read_sheet(tmp_path / "long.csv"))
    assert len(rows) == 2 and len(rows[0][1]["passage"]) < 10_000 and rows[0][1]["passage"].endswith("and so on】.")


def test_accepting_and_rejecting(desk, tmp_path):
    assert decide(desk, tmp_path, q1_s1={"decision": "accept"}, q2_s1={"decision": "Reject"}) == [(2, ""), (3, "")]
    assert states(desk) == {"q1-s1": ("reviewed", 1), "q2-s1": ("rejected", 0)}
    assert desk.execute("select id, review from actors order by id").fetchall()[1][:] == ("mayor", "reviewed")
    assert desk.execute("select review from claims").fetchone()[0] == "reviewed"


def test_a_claim_on_which_nobody_is_left_with_a_position_is_rejected_too(desk, tmp_path):
    decide(desk, tmp_path, q1_s1={"decision": "reject"})
    assert desk.execute("select review from claims").fetchone()[0] == "proposed"
    decide(desk, tmp_path, q2_s1={"decision": "change", "claim": "bridge-shut", "claim_text": "The bridge is shut."})
    assert [tuple(row) for row in desk.execute("select id, review from claims order by id")] == [("bridge-closed", "rejected"), ("bridge-shut", "reviewed")]
    assert desk.execute("select detail from stances where id = 'q2-s1'").fetchone()[0] == "Corrected in review: claim (was bridge-closed). Found before: “Denied”."


def test_a_line_without_decision_stays_a_proposal(desk, tmp_path):
    assert decide(desk, tmp_path) == []
    assert set(states(desk).values()) == {("proposed", 0)}


def test_changing_stance_and_claim(desk, tmp_path):
    change = {"decision": "change", "stance": "questions", "certainty": "possible", "claim": "bridge-shut-for-good", "claim_text": "The bridge is shut for good."}
    assert decide(desk, tmp_path, q2_s1=change) == [(3, "")]
    assert desk.execute("select label, certainty, claim, topic, review from stances where id = 'q2-s1'").fetchone()[:] == (
        "questions", "possible", "bridge-shut-for-good", "bridges", "reviewed",
    )  # fmt: skip
    assert desk.execute("select text, method, review from claims where id = 'bridge-shut-for-good'").fetchone()[:] == (
        "The bridge is shut for good.", "hand", "reviewed",
    )  # fmt: skip


@pytest.mark.parametrize(
    "change, problem",
    [
        ({"decision": "maybe"}, "the decision is “maybe” and must be accept, change or reject"),
        ({"decision": "accept", "stance": "denies"}, "stance was edited, so the decision must be change"),
        ({"decision": "change", "stance": "refutes"}, "stance is “refutes” and must be one of asserts, "),
        ({"decision": "change", "actor": ""}, "q1-s1 is coded but names no actor; fill in actor"),
        ({"decision": "change", "stance": "qualifies"}, "q1-s1 qualifies a claim; say in part what is accepted and what is not"),
        ({"decision": "change", "claim": "not-closed", "claim_text": "The bridge was not closed."}, "“not” makes the claim a denial; word what is denied"),
        ({"decision": "change", "actor": "nobody"}, "add the actor “nobody” to actors.csv first"),
        ({"decision": "change", "claim": "new-one", "claim_text": "New.", "topic": "nowhere"}, "choose a topic of topics.csv instead of “nowhere”"),
        ({"decision": "change", "claim": "bridge_shut", "claim_text": "The bridge is shut."}, "the claim id “bridge_shut” must be lower-case letters, digits and hyphens; write bridge-shut"),
        ({"decision": "change", "claim": "мост", "claim_text": "The bridge is shut."}, "the claim id “мост” must be lower-case letters, digits and hyphens; leave it empty"),
        ({"decision": "change", "claim": "bridge-clsoed"}, "there is no claim bridge-clsoed; put the id of a claim into claim, or word a new one in claim_text"),
        ({"decision": "change", "claim_text": "The river is high."}, "that sentence is claim river-high; put river-high into claim, or word it apart"),
        ({"decision": "change", "claim": ""}, "that sentence is claim bridge-closed; put bridge-closed into claim, or word it apart"),
        ({"decision": "change", "claim": "", "claim_text": "River, high!"}, "the id river-high belongs to “The river is high.”; put another id into claim"),
        ({"decision": "accept", "stamp": "0000000000"}, "the position has changed since the sheet was made; export a new sheet"),
        ({"decision": "accept", "position": "gone"}, "there is no such position any more; export a new sheet"),
    ],
)
def test_a_broken_or_stale_line_is_refused_and_the_others_applied(desk, tmp_path, change, problem):
    with store.write_transaction(desk):
        store.insert_records(desk, "claims", [Claim("river-high", "The river is high.", "bridges")])
    outcomes = decide(desk, tmp_path, q1_s1=change, q2_s1={"decision": "accept"})
    assert outcomes[0][0] == 2 and outcomes[0][1].startswith(problem)
    assert outcomes[1] == (3, "")
    assert states(desk) == {"q1-s1": ("proposed", 0), "q2-s1": ("reviewed", 1)}


@pytest.mark.parametrize(
    "text, problem",
    [
        ("Was the bridge closed?", "the claim “The bridge was closed.” says nearly what known says (“Was the bridge closed?”); put known into claim, or word it apart"),
        ("The old bridge was closed.", ""),  # one word of five is another claim
        ("The bridge was opened.", ""),
    ],
)
def test_a_claim_in_the_words_of_another_one_is_refused(desk, tmp_path, text, problem):
    with store.write_transaction(desk):
        store.insert_records(desk, "claims", [Claim("known", text, "bridges", review="reviewed")])
    assert decide(desk, tmp_path, q1_s1={"decision": "accept"}) == [(2, problem)]


def test_a_settled_claim_changes_its_topic_in_the_folder_alone(desk, tmp_path):
    store.insert_records(desk, "topics", [Topic("rivers", "Rivers", "About rivers.")])
    desk.execute("update claims set review = 'reviewed'")
    desk.commit()
    assert decide(desk, tmp_path, q1_s1={"decision": "change", "topic": "rivers"}) == [(2, "bridge-closed is decided already; change its topic in claims.csv")]


@pytest.mark.parametrize(
    "line",
    [
        {"decision": "accept"},
        {"decision": "reject"},
        {"decision": "change", "stance": "questions", "part": "the date"},
        {"decision": "change", "claim": "river-high"},
        {"decision": "change", "claim": "bridge-shut", "claim_text": "The bridge is shut."},
        {"decision": "change", "claim": "", "claim_text": "The bridge is shut."},
        {"decision": "change", "claim_text": "The bridge is shut."},
    ],
)
@pytest.mark.parametrize("state", ["proposed", "reviewed"])
def test_a_line_whose_decision_is_stored_changes_nothing(desk, tmp_path, line, state):
    store.insert_records(desk, "topics", [Topic("rivers", "Rivers", "About rivers.")])
    store.insert_records(desk, "claims", [Claim("river-high", "The river is high.", "rivers", review="reviewed")])
    desk.execute("update claims set review = ? where id = 'bridge-closed'", [state])
    desk.commit()
    assert decide(desk, tmp_path, q1_s1=line) == [(2, "")]
    before = list(desk.iterdump())
    (outcome,) = review.apply_sheet(desk, tmp_path / "decided.csv")
    assert (outcome.problem, outcome.was_stored) == ("", True)
    assert list(desk.iterdump()) == before


@pytest.mark.parametrize("other", [{"decision": "reject"}, {"decision": "change", "stance": "questions"}, {"decision": "change", "claim_text": "The bridge is shut."}])
def test_another_decision_on_an_old_sheet_is_refused(desk, tmp_path, other):
    decide(desk, tmp_path, q1_s1={"decision": "accept"})
    assert decide(desk, tmp_path, q1_s1=other) == [(2, "the position has changed since the sheet was made; export a new sheet")]


@pytest.mark.parametrize("number", range(40))
def test_no_spreadsheet_reads_a_stamp_as_a_number_or_a_date(number):
    row = {"position": f"q{number}-s1", **dict.fromkeys(("words", "speaker", "actor", "stance", "claim", "review"))}
    stamp = sheets.make_stamp(row)
    assert len(stamp) == 12 and stamp.isascii() and stamp.isalpha() and not set(stamp) & set("aeiou")


def test_sheets_with_stamps_of_digits_are_still_taken(desk, tmp_path):
    assert decide(desk, tmp_path, q1_s1={"decision": "accept", "stamp": "d35ba09441"}, q2_s1={"decision": "reject", "stamp": "eed400e32a "}) == [(2, ""), (3, "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["", "sep={}\r\n"])
def test_sheets_are_read_as_spreadsheets_save_them(desk, tmp_path, encoding, delimiter, first):
    rows = read_sheet(tmp_path / "sheet.csv")
    rows[0].update(decision="change", claim="", claim_text="The bridge; and the café, were shut.")
    rows[1].update(decision="Accept")
    with (tmp_path / "saved.csv").open("w", encoding=encoding, errors="replace", newline="") as file:
        file.write(first.format(delimiter))
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([f"{name.title()} " for name in rows[0]])
        writer.writerows([*row.values()] for row in rows)
        writer.writerow([""] * len(rows[0]))
    outcomes = list(review.apply_sheet(desk, tmp_path / "saved.csv"))
    start = 3 if first else 2
    assert [(outcome.line, outcome.problem) for outcome in outcomes] == [(start, ""), (start + 1, "")]
    assert [tuple(row) for row in desk.execute("select text from claims where review = 'reviewed' order by text")] == [
        ("The bridge was closed.",), ("The bridge; and the café, were shut.",)
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["=1+1", "+49 30 is the number of the mayor.", "-5 degrees were measured.", "@mayor resigned.", "'-5 degrees were measured."])
def test_no_cell_of_a_sheet_runs_as_a_formula(desk, tmp_path, words):
    desk.execute("update claims set text = ?", [words])
    desk.execute("update quotes set words = ?, start_char = null", [words])
    desk.execute("update articles set title = ?", [words])
    desk.commit()
    review.export_sheet(desk, tmp_path / "sheet.csv", lambda _: None)
    row = read_sheet(tmp_path / "sheet.csv")[0]
    guarded = words if words.startswith("'") else f"'{words}"
    assert (row["title"], row["claim_text"]) == (guarded, guarded)
    assert not any(cell.startswith(tuple("=+-@")) for cell in row.values())
    assert decide(desk, tmp_path, q1_s1={"decision": "accept"}, q2_s1={"decision": "change", "stance": "questions"}) == [(2, ""), (3, "")]
    assert desk.execute("select text from claims").fetchone()[0] == words


def test_the_guard_of_a_corrected_cell_is_lifted(desk, tmp_path):
    decide(desk, tmp_path, q1_s1={"decision": "change", "claim": "", "claim_text": "'-5 degrees were measured."})
    assert [tuple(row) for row in desk.execute("select id, text from claims where review = 'reviewed'")] == [("5-degrees-were-measured", "-5 degrees were measured.")]


@pytest.mark.parametrize(
    "old, options, said",
    [
        (None, [], "2 proposals written to SHEET."),
        ("", [], "2 proposals written to SHEET."),
        ("position,decision,stamp\nq1-s1,,x\n", [], "2 proposals written to SHEET."),
        ("position,decision,stamp\ngone-s1,accept,x\n", [], "2 proposals written to SHEET."),
        ("position,decision,stamp\nq1-s1,accept,x\nq2-s1,,x\n", [], "Error: SHEET holds 1 decision not applied yet; apply them first, write to another file, or add --overwrite."),
        ("position;decision;stamp\nq1-s1;accept;x\nq2-s1;reject;x\n", [], "Error: SHEET holds 2 decisions not applied yet; apply them first, write to another file, or add --overwrite."),
        ("position,decision,stamp\nq1-s1,accept,x\n", ["--overwrite"], "2 proposals written to SHEET."),
        ("Notes on the bridge.\n", [], "Error: SHEET is there already and is no sheet; write to another file, or add --overwrite."),
    ],
)
def test_an_export_does_not_write_over_decisions_nobody_applied(desk, tmp_path, old, options, said):
    sheet = tmp_path / "again.csv"
    if old is not None:
        sheet.write_text(old, encoding="utf-8")
    result = CliRunner().invoke(export_review, [str(tmp_path / "desk.db"), str(sheet), *options])
    assert result.output.strip().replace(str(sheet), "SHEET") == said
    assert (result.exit_code == 1) == said.startswith("Error") == (old is not None and sheet.read_text(encoding="utf-8") == old)


def test_a_folder_that_is_not_there_is_named(desk, tmp_path):
    result = CliRunner().invoke(export_review, [str(tmp_path / "desk.db"), str(tmp_path / "none" / "sheet.csv")])
    assert (result.exit_code, result.output) == (1, f"Error: There is no folder {tmp_path / 'none'}; make it first, or write the sheet elsewhere.\n")


def test_the_command_counts_what_it_applied_before(desk, tmp_path):
    decide(desk, tmp_path, q1_s1={"decision": "accept"})
    rows = read_sheet(tmp_path / "sheet.csv")
    rows[0]["decision"], rows[1]["decision"] = "accept", "reject"
    result = CliRunner().invoke(apply_review, [str(tmp_path / "desk.db"), str(write_sheet(tmp_path / "sheet.csv", rows))])
    assert result.output == "1 decisions applied, 1 applied before, 0 refused.\n"


def test_a_file_that_is_no_sheet_is_refused(desk, tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ClaimsError, match="other.csv lacks the column position; use a sheet made by “review export”"):
        list(review.apply_sheet(desk, tmp_path / "other.csv"))


def test_a_quotation_mark_that_is_never_closed_swallows_no_decisions(desk, tmp_path):
    text = (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "cut.csv").write_text(text.rstrip() + '\na,"accept\nb,accept\n')
    with pytest.raises(ClaimsError, match="cut.csv cannot be read as a CSV file .the table ends inside a cell; .* in the row that begins in line 4"):
        list(review.apply_sheet(desk, tmp_path / "cut.csv"))


def test_the_same_article_again_changes_nothing(desk):
    assert store.write_article(desk, CODING) == "unchanged"


def test_a_changed_article_keeps_what_people_decided(desk, tmp_path):
    decide(desk, tmp_path, q1_s1={"decision": "reject"})
    again = replace(CODING, article=replace(ARTICLE, text_hash=hash_text("new")), quotes=(CODING.quotes[0],), stances=(CODING.stances[0],))
    assert store.write_article(desk, again) == "changed"
    assert states(desk) == {"q1-s1": ("rejected", 0)}


@pytest.mark.parametrize(
    "words, old, text, new",
    [
        ("the bridge was closed", (20, 41), "Late on Monday, the mayor said the bridge was closed.", (31, 52)),
        ("the bridge was closed", (20, 41), "The mayor said that the bridge was shut.", (None, None)),
        ("closed", (0, 6), "It was closed, the mayor said. The council said it was closed.", (None, None)),  # in two places
        ("closed", (0, 6), "It was closed, and not half-enclosed.", (7, 13)),
        ("it … shut", (0, 20), "“So it,” he said, “is shut.”", (4, 26)),
        ("shut … it", (0, 20), "“So it,” he said, “is shut.”", (None, None)),
        ("it was", (0, 16), "Yes, it was closed here.", (5, 21)),  # a cut passage, “it was closed h…”, whose rest is the same
        ("it was", (0, 16), "Yes, it was opened here.", (None, None)),
    ],
)
def test_words_people_decided_about_get_their_place_in_the_new_text(desk, tmp_path, words, old, text, new):
    decide(desk, tmp_path, q1_s1={"decision": "accept"})
    pieces = "0-2;16-20" if "…" in words else None
    cut = {"is_cut": 1, "words_hash": hash_words("it was closed he")} if words == "it was" else {"is_cut": 0, "words_hash": hash_words(words)}
    columns = {"words": words, "start_char": old[0], "end_char": old[1], "pieces": pieces, **cut}
    desk.execute(f"update quotes set {', '.join(f'{name} = :{name}' for name in columns)} where id = 'q1'", columns)
    desk.commit()
    again = replace(CODING, article=replace(ARTICLE, text_hash=hash_text(text), text_length=len(text), text=text), quotes=(), stances=())
    assert store.write_article(desk, again) == "changed"
    assert [tuple(row) for row in desk.execute("select words, start_char, end_char from quotes")] == [(words, *new)]


def test_accepted_rows_are_written_in_the_form_of_data(desk, tmp_path):
    decide(desk, tmp_path, q1_s1={"decision": "accept"})
    folder = tmp_path / "data"
    folder.mkdir()
    counts = store.write_data(desk, folder)
    assert {name: count for name, count in counts.items() if count} == {
        "publishers": 1, "articles": 1, "actors": 1, "topics": 1, "claims": 1, "quotes": 1, "stances": 1,
    }  # fmt: skip
    assert store.build_database(folder, tmp_path / "rebuilt.db")["stances"] == 1


def test_what_is_written_out_names_only_rows_that_are_written_too(desk, tmp_path):
    decide(desk, tmp_path, q1_s1={"decision": "accept"})
    agency = Publisher("arden-press", "Arden Press", kind="agency", family="arden-press")
    store.insert_records(desk, "publishers", [agency, Publisher("checks", "Checks", family="checks"), Publisher("facts", "Facts", family="facts")])
    origins = [Article(id, f"https://example.org/{id}", "Bridge closed", "arden-press", method="rules") for id in ("a2", "a3", "a4")]
    store.insert_records(desk, "articles", origins)
    store.insert_records(desk, "claims", [Claim(f"c{n}", f"The ferry number {n} sank.", "bridges") for n in (1, 2)])
    store.insert_records(desk, "reviews", [
        FactCheck("f1", "bridge-closed", "checks", "https://checks.example/1"),
        FactCheck("f2", "c1", "facts", "https://facts.example/2"),
        FactCheck("f3", "c2", "checks", "https://checks.example/3", state="confirmed"),
    ])  # fmt: skip
    desk.commit()
    store.mark_copies(desk, {"a1": ("a2", "reprint", None), "a2": ("a3", "reprint", None)})
    folder = tmp_path / "data"
    folder.mkdir()
    desk.row_factory = None
    store.write_data(desk, folder)
    written = {table: [record.id for _, record in store.read_table(folder / f"{table}.csv", table)] for table in ("articles", "claims", "reviews", "publishers")}
    assert written == {
        "articles": ["a1", "a2", "a3"], "claims": ["bridge-closed", "c2"], "reviews": ["f1", "f3"], "publishers": ["arden-press", "checks", "gazette"],
    }  # fmt: skip
    assert store.build_database(folder, tmp_path / "rebuilt.db")["reviews"] == 2


def test_a_denial_proposed_as_a_claim_does_not_keep_the_folder_from_being_built(desk, tmp_path):
    desk.execute("update claims set text = 'The bridge was never closed.'")
    desk.commit()
    assert review.export_sheet(desk, tmp_path / "sheet.csv", {ARTICLE.text_hash: TEXT}.get) == 2
    assert decide(desk, tmp_path, q1_s1={"decision": "accept"})[0][1].startswith("“never” makes the claim a denial")
    decide(desk, tmp_path, q2_s1={"decision": "reject"}, q1_s1={"decision": "change", "claim": "bridge-shut", "claim_text": "The bridge is shut."})
    folder = tmp_path / "data"
    folder.mkdir()
    desk.row_factory = None
    store.write_data(desk, folder)
    assert [problem for problem in checks.check_data(folder) if problem.path == "claims.csv"] == []
    assert [record.id for _, record in store.read_table(folder / "claims.csv", "claims")] == ["bridge-closed", "bridge-shut"]


def test_a_rejected_row_is_written_with_what_it_refers_to(desk, tmp_path):
    decide(desk, tmp_path, q2_s1={"decision": "reject"})
    folder = tmp_path / "data"
    folder.mkdir()
    store.write_data(desk, folder)
    store.build_database(folder, tmp_path / "rebuilt.db")
    rebuilt = store.open_database(tmp_path / "rebuilt.db")
    assert rebuilt.execute("select id, review from stances").fetchall() == [("q2-s1", "rejected")]
    assert rebuilt.execute("select id from quotes").fetchall() == [("q2",)]
    rebuilt.close()
