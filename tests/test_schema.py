import re
import sqlite3

from datasette_claims.schema import APPLICATION_ID, SCHEMA_PATH, SCHEMA_VERSION, is_claims_file, read_schema


def load_schema() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA_PATH.read_text(encoding="utf-8"))
    return connection


def test_every_table_view_and_column_is_read_as_sqlite_sees_it():
    connection = load_schema()
    real = {
        name: [column[0] for column in connection.execute(f"select * from {name}").description]
        for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view') and name not like '%search_%_fts%'")
    }
    assert {name: [column.name for column in table.columns] for name, table in read_schema().items()} == real


def test_everything_is_described_in_a_sentence():
    for table in read_schema().values():
        assert re.match(r"[A-Z].*\.$", table.description), table.name
        for column in table.columns:
            assert re.search(r"[.:]$", column.description), f"{table.name}.{column.name}: {column.description}"


def test_only_types_that_graphql_keeps_are_declared():
    connection = load_schema()
    types = connection.execute(
        "select distinct c.type from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table' and t.name not like '%search_%_fts%'"
    )
    assert {row[0].upper() for row in types} == {"TEXT", "INTEGER", "REAL"}


def test_every_foreign_key_has_an_index():
    connection = load_schema()
    for table in (t for t in read_schema().values() if t.kind == "table"):
        indexed = {
            connection.execute(f"select name from pragma_index_info('{index[1]}') where seqno = 0").fetchone()[0]
            for index in connection.execute(f"pragma index_list({table.name})").fetchall()
        }
        # Small tables need none: publishers.actor and the like are read whole.
        if table.name in ("quotes", "stances", "relays", "reviews", "claim_topics", "actor_roles", "actor_names"):
            assert {column.name for column in table.columns if column.references} <= indexed, table.name


def test_the_header_tells_our_files(tmp_path):
    ours, other, text = tmp_path / "ours.db", tmp_path / "other.db", tmp_path / "text.db"
    connection = sqlite3.connect(ours)
    connection.executescript(SCHEMA_PATH.read_text(encoding="utf-8"))
    assert connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("pragma user_version").fetchone()[0] == SCHEMA_VERSION
    connection.close()
    other_connection = sqlite3.connect(other)
    other_connection.execute("create table claims (id integer)")
    other_connection.close()
    text.write_text("not a database")
    assert [is_claims_file(path) for path in (ours, other, text, tmp_path / "none.db", None)] == [True, False, False, False, False]
