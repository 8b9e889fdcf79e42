"""No page and no question reads a table that grows from end to end: the plans and the work of their statements."""

import sqlite3
import sys
from urllib.parse import urlencode

import pytest
from conftest import ROOT

from datasette_claims.queries import read_questions
from datasette_claims.store import build_database

sys.path.insert(0, str(ROOT / "scripts"))

from benchmarking.serving import Address, choose_rows, list_addresses
from benchmarking.statements import capture, count_steps, list_scans
from benchmarking.synthetic import write_synthetic

SIZES = (1_500, 6_000)
GROWING = {
    "articles", "quotes", "relays", "stances", "claims", "claim_relations", "actors", "actor_names", "actor_roles", "reviews",
    "search_index", "claim_summaries", "tallies", "claim_origins", "position_steps", "latest_positions", "topic_claims",
}
# What may read or count more when there is more, with the reason.
ALLOWED = {
    "positions": "counts every filter's values over all positions, within a time limit, and keeps them",
    "positions of an actor": "counts every filter's values over the actor's positions, within a time limit",
    "positions, three filters": "counts every filter's values over what is left, within a time limit",
    "positions table, three facets": "Datasette counts the rows and facets of a table itself, within its time limits",
    "stances table, three facets": "Datasette counts the rows and facets of a table itself, within its time limits",
    "about": "counts positions and quotes of every run in their indexes",
    "search, one word": "ranks what it found, up to the number where it stops looking",
    "search, two words": "ranks what it found, up to the number where it stops looking",
    "search, Cyrillic": "ranks what it found, up to the number where it stops looking",
    "topic, largest": "sorts the claims of the topic by their counts in one index",
    "compare two": "sorts the claims that both actors spoke about",
    "nested query": "a generic query of datasette-graphql, whose cost the guard limits",
    "denials_of": "sorts the rows of one day more where a day has more",
    "positions_of": "sorts the rows of one day more where a day has more",
    "changed_positions, topic, totalCount": "counts the changes of all topics, which are fewer than the claims of one",
    "two_actors_side_by_side, asked": "lists the claims that both actors spoke about, up to the rows shown",
}
LEAST = 2_000  # hundreds of steps of SQLite: what 1,000 rows with the names they refer to may take
# The largest topic, asked for at every door that does so but the ones above.
OF_A_TOPIC = [
    *(
        Address("question", f"{one.name}, topic", f"/claims/-/question/{one.name}?topic=troop-deployments")
        for one in read_questions().values() if ":topic" in one.sql
    ),
    Address("page", "positions, topic", "/claims/-/positions?topic=troop-deployments"),
    Address("page", "positions, topic and stance", "/claims/-/positions?topic=troop-deployments&stance=denies"),
    *(
        Address("GraphQL", f"{field}, topic, {fields}", "/graphql/claims?" + urlencode({"query": f'{{ {field}(topic: "troop-deployments", first: 20) {{ {fields} }} }}'}))
        for field in ("denials_of", "positions_of", "changed_positions") for fields in ("totalCount", "nodes { claim { text } }")
    ),
]
MOST_GROWTH = 1.6  # in statements' work for four times the data; a statement that reads a table whole needs 4


@pytest.fixture(scope="module")
def databases(tmp_path_factory):
    found = []
    for size in SIZES:
        folder = tmp_path_factory.mktemp(f"synthetic-{size}")
        write_synthetic(folder / "data", size)
        build_database(folder / "data", folder / "claims.db")
        found.append(folder / "claims.db")
    return found


@pytest.fixture(scope="module")
def statements(databases):
    """The statements of every address by its name, for the small and the large database."""
    found = []
    for database in databases:
        # Datasette's own pages of questions run the same statement as their JSON, and that of 1.0 counts every table besides.
        addresses = [a for a in list_addresses(choose_rows(database)) if a.kind in ("page", "question", "GraphQL")] + OF_A_TOPIC
        heard = capture(database, [address.path for address in addresses])
        found.append({address.name: heard[address.path] for address in addresses})
    return found


def test_no_statement_scans_a_table_that_grows(databases, statements):
    connection = sqlite3.connect(databases[1])
    found = {name: scans for name, listed in statements[1].items() if (scans := [s for sql in listed for s in list_scans(connection, sql, GROWING)])}
    assert {name: scans for name, scans in found.items() if name not in ALLOWED} == {}
    assert [name for name, listed in statements[1].items() if not listed] == ["claim, most discussed, asked again"]  # from memory


def test_four_times_the_data_is_not_four_times_the_work(databases, statements):
    work = []
    for database, by_name in zip(databases, statements):
        connection = sqlite3.connect(database)
        work.append({name: sum(count_steps(connection, sql) for sql in listed) for name, listed in by_name.items()})
        connection.close()
    grown = {name: (work[0][name], work[1][name]) for name in work[1] if name not in ALLOWED}
    # A question shows up to 1,000 rows, and has more of them to show in the larger database.
    too_much = {name: pair for name, pair in grown.items() if pair[1] > MOST_GROWTH * max(pair[0], LEAST)}
    assert too_much == {}
