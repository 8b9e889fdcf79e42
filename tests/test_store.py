import sqlite3
from pathlib import Path

import pytest

from datasette_claims import store
from datasette_claims.errors import ClaimsError, DataError, NotOurDatabase
from datasette_claims.records import Quote, Run, Topic


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def copy_data(data: Path, folder: Path) -> Path:
    folder.mkdir()
    for source in data.glob("*.csv"):
        (folder / source.name).write_bytes(source.read_bytes())
    return folder


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_building_twice_gives_the_same_bytes(data, tmp_path):
    counts = [store.build_database(data, tmp_path / name) for name in ("one.db", "two.db")]
    assert counts[0] == counts[1]
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_rows_survive_the_way_through_csv(tmp_path):
    topics = [Topic("b", "B, or “not”", 'Two\nlines and "marks".'), Topic("a", "А", "Кириллица.", "b")]
    assert store.write_table(tmp_path / "topics.csv", "topics", topics) == 2
    assert [record for _, record in store.read_table(tmp_path / "topics.csv", "topics")] == [topics[1], topics[0]]
    assert b"\r" not in (tmp_path / "topics.csv").read_bytes()


def test_a_spreadsheets_byte_order_mark_is_no_part_of_the_header(tmp_path):
    path = tmp_path / "runs.csv"
    path.write_bytes("\ufeffid,tool\nr1,hand coding\n".encode())
    assert list(store.read_table(path, "runs")) == [(2, Run("r1", "hand coding"))]


@pytest.mark.parametrize(
    "text, message",
    [
        ("id,tool,colour\nr1,hand,red\n", "runs.csv:1: unknown or repeated column colour; see docs/data-dictionary.md"),
        ("id,tool\nr1\n", "runs.csv:2: has 1 cells where the header has 2; check commas and quotation marks"),
        ("id,tool\nr1,hand\nr2,\n", "runs.csv:3: lacks 'tool'; fill it in"),
        ('id,tool\nr1,"hand\n', "runs.csv:2: is not valid CSV (unexpected end of data); check the quotation marks"),
    ],
)
def test_a_broken_line_is_named(tmp_path, text, message):
    path = write(tmp_path, "runs.csv", text)
    with pytest.raises(DataError) as error:
        list(store.read_table(path, "runs"))
    assert str(error.value) == message


@pytest.mark.parametrize(
    "table, header, row, message",
    [
        ("relays", "id,quote,step,actor", "r,q,first,a", "relays.csv:2: step is “first” and must be a number such as 12"),
        ("relays", "id,quote,step,actor", "r,q,1_000,a", "relays.csv:2: step is “1_000” and must be a number such as 12"),
        ("relays", "id,quote,step,actor", "r,q,٣,a", "relays.csv:2: step is “٣” and must be a number such as 12"),
        ("relays", "id,quote,step,actor", f"r,q,{'9' * 5_000},a", f"relays.csv:2: step is “{'9' * 40}” and must be a number such as 12"),
        ("quotes", "id,article,mode,score", "q,a,direct,nan", "quotes.csv:2: score is “nan” and must be a number such as 0.85"),
        ("quotes", "id,article,mode,score", "q,a,direct,1e999", "quotes.csv:2: score is “1e999” and must be a number such as 0.85"),
        ("quotes", "id,article,mode,score", 'q,a,direct,"0,8"', "quotes.csv:2: score is “0,8” and must be a number such as 0.85"),
    ],
)
def test_a_number_that_is_none_is_named(tmp_path, table, header, row, message):
    path = write(tmp_path, f"{table}.csv", f"{header}\n{row}\n")
    with pytest.raises(DataError) as error:
        list(store.read_table(path, table))
    assert str(error.value) == message


def test_every_number_that_a_file_is_written_with_is_read(tmp_path):
    scores = [0.0, 1e-07, 0.30000000000000004, 1.0]
    quotes = [Quote(f"q{n}", "a", "direct", score=score, start_char=n) for n, score in enumerate(scores)]
    store.write_table(tmp_path / "quotes.csv", "quotes", quotes)
    assert [record for _, record in store.read_table(tmp_path / "quotes.csv", "quotes")] == quotes


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "runs.csv"
    path.write_bytes("id,tool\nr1,Füße\n".encode("latin-1"))
    with pytest.raises(DataError, match="runs.csv: is not UTF-8 .* save it as UTF-8"):
        list(store.read_table(path, "runs"))


def test_a_failed_build_leaves_the_good_database(data, tmp_path):
    target = tmp_path / "claims.db"
    store.build_database(data, target)
    good = target.read_bytes()
    broken = copy_data(data, tmp_path / "broken")
    (broken / "stances.csv").write_text((broken / "stances.csv").read_text(encoding="utf-8").replace("nk-volunteers-sent", "no-such-claim"), encoding="utf-8")
    with pytest.raises(ClaimsError, match="names a row of claims that does not exist"):
        store.build_database(broken, target)
    assert target.read_bytes() == good
    assert [path.name for path in tmp_path.glob("claims.db*")] == ["claims.db"]


def test_a_build_takes_the_place_of_a_database_that_is_being_read(data, tmp_path):
    target = tmp_path / "claims.db"
    store.build_database(data, target)
    reader = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
    reader.execute("begin")
    before = reader.execute("select count(*) from stances").fetchone()
    store.build_database(data, target)
    assert reader.execute("select count(*) from stances").fetchone() == before
    reader.close()


def test_the_build_derives_topic_date_and_whether_a_stance_counts(database):
    connection = sqlite3.connect(database)
    wrong = connection.execute(
        "select count(*) from stances s join quotes q on q.id = s.quote join claims c on c.id = s.claim"
        " where s.topic is not c.topic or s.said_from is not q.said_from or s.is_counted is not (s.review in ('coded_once', 'reviewed'))"
    ).fetchone()[0]
    connection.close()
    assert wrong == 0


def test_somebody_elses_database_is_refused(tmp_path):
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("create table claims (id integer)")
    connection.close()
    write(tmp_path, "text.db", "hello" * 100)
    for path, message in ((other, "was not made by datasette-claims"), (tmp_path / "text.db", "cannot be read as a database"), (tmp_path / "none.db", "does not exist")):
        with pytest.raises(NotOurDatabase, match=message):
            store.open_database(path)


def test_two_writers_wait_for_each_other(tmp_path):
    path = tmp_path / "claims.db"
    store.create_database(path).close()
    first, second = store.open_database(path), store.open_database(path)
    second.execute("pragma busy_timeout = 1")
    with store.write_transaction(first):
        store.insert_records(first, "runs", [Run("one", "hand coding")])
    with store.write_transaction(second):
        store.insert_records(second, "runs", [Run("two", "hand coding")])
    assert first.execute("select id from runs order by id").fetchall() == [("one",), ("two",)]
    first.close(), second.close()


def test_a_failed_transaction_leaves_nothing(tmp_path):
    connection = store.open_database(tmp_path / "claims.db", create=True)
    with pytest.raises(KeyboardInterrupt):
        with store.write_transaction(connection):
            store.insert_records(connection, "runs", [Run("one", "hand coding")])
            raise KeyboardInterrupt
    assert connection.execute("select count(*) from runs").fetchone() == (0,)
    connection.close()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotOurDatabase, match=r"There is no folder .*nowhere for desk.db; make it first."):
        store.open_database(tmp_path / "nowhere" / "desk.db", create=True)
