"""The files that describe the dataset: up to date and complete (scripts/validators.py asks the validators of others)."""

import json
import re
import shutil

import pytest
import yaml
from conftest import ROOT

from datasette_claims.checks import check_data
from datasette_claims.cli.reference import describe_commands
from datasette_claims.descriptions import describe_dataset, make_desk, read_dataset, read_metadata, write_descriptions
from datasette_claims.descriptions.documents import make_datasheet
from datasette_claims.errors import ClaimsError
from datasette_claims.schema import list_tables, read_schema
from datasette_claims.store import build_database


@pytest.fixture(scope="module")
def described(database):
    return describe_dataset(ROOT, database)


def test_committed_files_are_up_to_date(described):
    stale = [name for name, text in described.items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run “datasette claims describe” and read the diff"


def test_the_reference_of_commands_is_up_to_date():
    described = describe_commands()
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == described, "run “datasette claims describe” and read the diff"
    assert "## datasette claims review apply" in described and "`--jobs INTEGER RANGE`" in described


def test_writing_twice_changes_nothing(tmp_path, database):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "metadata.yml", tmp_path)
    assert len(write_descriptions(tmp_path, database)) > 3
    assert write_descriptions(tmp_path, database) == []


def test_every_column_of_every_file_is_described(described):
    package = json.loads(described["datapackage.json"])
    assert {resource["name"] for resource in package["resources"]} >= {"claims", "stances", "stance_labels", "articles"}
    for resource in package["resources"]:
        declared = {column.name: column.description for column in read_schema()[resource["name"]].columns}
        described_here = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
        assert described_here.items() <= declared.items() and len(described_here) > 1  # what the build fills is in no file


def test_the_dictionary_names_every_table_view_and_summary(described):
    intro, *_ = text = described["docs/data-dictionary.md"].split("\n### ")
    titles = {part.partition("\n")[0] for part in text}
    assert [name for name, table in read_schema().items() if name not in titles and (table.kind != "summary" or f"`{name}`" not in intro)] == []


def test_the_dictionary_gives_a_choice_whole_or_leaves_it_to_the_sentence(described):
    choices = re.findall(r" One of ([^.|]+)\.", described["docs/data-dictionary.md"])
    assert choices and all(", " in choice for choice in choices)


def test_keys_rules_and_references_come_from_the_schema(described):
    resources = {resource["name"]: resource for resource in json.loads(described["datapackage.json"])["resources"]}
    claims = resources["claims"]["schema"]
    assert claims["primaryKey"] == ["id"]
    assert {"fields": ["topic"], "reference": {"resource": "topics", "fields": ["id"]}} in claims["foreignKeys"]
    fields = {field["name"]: field for field in claims["fields"]}
    assert fields["kind"]["constraints"] == {"required": True, "enum": ["occurrence", "intention", "capability", "quantity", "legality", "other"]}
    assert "constraints" not in fields["note"]
    assert {"fields": ["part_of"], "reference": {"resource": "", "fields": ["id"]}} in resources["actors"]["schema"]["foreignKeys"]


def test_metadata_keeps_what_is_written_by_hand(described):
    written = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
    made = yaml.safe_load(described["metadata.yml"])
    tables = made["databases"]["claims"]["tables"]
    assert made["title"] == written["title"]
    assert tables["claims"]["label_column"] == "text"
    for table in list_tables():
        assert tables[table.name]["columns"] == {column.name: column.description for column in table.columns}


def test_datasheet_keeps_the_text_around_its_counts(database):
    dataset = read_dataset(ROOT, database)
    first = make_datasheet(dataset, "# Our sheet\n\nWritten by us.\n")
    assert first.startswith("# Our sheet\n\nWritten by us.\n\n<!-- counts") and "### Positions by stance" in first
    assert make_datasheet(dataset, first + "\nAfterword.\n") == first + "\nAfterword.\n"


def test_metadata_without_a_title_gets_a_sentence(tmp_path, database):
    (tmp_path / "metadata.yml").write_text("title: Ours\n")
    with pytest.raises(ClaimsError, match="lacks description, license, license_url; write them in"):
        describe_dataset(tmp_path, database)


@pytest.mark.parametrize(
    "written, message",
    [
        (b"title: The bridge: a file\n", "metadata.yml:1 is not valid YAML .mapping values are not allowed here.; check colons"),
        (b"title: [a\n", "metadata.yml:2 is not valid YAML"),
        (b"title: Br\xfccke\n", "metadata.yml is not valid YAML .invalid start byte.; check"),
        (b"- title\n- description\n", "metadata.yml is not a list of names with their values; begin its lines with title:"),
        (b"The bridge\n", "metadata.yml is not a list of names with their values"),
    ],
)
def test_metadata_that_cannot_be_read_gets_a_sentence(tmp_path, written, message):
    (tmp_path / "metadata.yml").write_bytes(written)
    with pytest.raises(ClaimsError, match=message):
        read_metadata(tmp_path)


def test_a_new_desk_has_its_title_shows_its_tables_and_builds(tmp_path):
    desk = tmp_path / "harbour"
    files = [path.name for path in make_desk(desk, "The Harbour Desk: ferries & fares")]
    assert files == ["metadata.yml", "topics.csv", "claims.csv", "actors.csv", "actor_names.csv", "publishers.csv"]
    metadata = yaml.safe_load((desk / "metadata.yml").read_text(encoding="utf-8"))
    assert metadata["title"] == "The Harbour Desk: ferries & fares"
    assert list(check_data(desk / "data")) == []
    build_database(desk / "data", desk / "claims.db")
    assert write_descriptions(desk, desk / "claims.db")[0] == "datapackage.json"
    with pytest.raises(ClaimsError, match="holds a desk already"):
        make_desk(desk, "Again")


def test_a_new_desk_shows_its_tables_as_ours_are_shown(tmp_path):
    make_desk(tmp_path / "new", "New")
    ours, new = (yaml.safe_load((root / "metadata.yml").read_text(encoding="utf-8"))["databases"]["claims"] for root in (ROOT, tmp_path / "new"))
    assert new["tables"] == ours["tables"]
