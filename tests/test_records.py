import csv

from datasette_claims.records import RECORDS, Certainty, Label, Method, Mode, Review, list_columns
from datasette_claims.schema import list_tables, read_schema
from datasette_claims.store import LABELS_PATH


def test_every_table_has_a_record_with_its_columns():
    declared = {table.name: [column.name for column in table.columns] for table in list_tables() if table.name != "search_index"}
    assert {name: sorted(list_columns(record)) for name, record in RECORDS.items()} == {
        name: sorted(columns) for name, columns in declared.items()
    }


def test_labels_are_those_of_the_word_list():
    with LABELS_PATH.open(encoding="utf-8") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [label.value for label in Label]


def test_closed_lists_are_those_of_the_schema():
    described = {column.name: column.description for column in read_schema()["stances"].columns}
    for words, column in ((Certainty, "certainty"), (Method, "method"), (Review, "review")):
        assert all(word.value in described[column] for word in words)
    modes = next(column for column in read_schema()["quotes"].columns if column.name == "mode")
    assert all(mode.value in modes.description for mode in Mode)


def test_only_what_people_coded_counts():
    assert [review.value for review in Review if review.is_counted] == ["coded_once", "reviewed"]
