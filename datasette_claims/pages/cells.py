"""Datasette's own tables, rows and answers over our databases: names lead to our pages, codes read as words."""

from __future__ import annotations

from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from markupsafe import Markup, escape

from ..schema import is_claims_file
from ..site import PLUGIN
from .phrases import clean, find_web_url

# Columns that hold the id of a row with a page of its own; where a table is named, only there.
LINKED = {
    "claim": "claim", "other_claim": "claim", "base": "claim",
    "actor": "actor", "speaker": "actor", "subject": "actor", "counterpart": "actor", "actor_a": "actor", "actor_b": "actor",
    "body": "actor", "part_of": "actor",
    "article": "article", "syndicated_from": "article", "relayed_article": "article",
    "topic": "topic", "parent": "topic", "publisher": "publisher",
    "position": "position", "from_position": "position", "to_position": "position", "position_a": "position", "position_b": "position",
}
OWN = {"stances": "position", "claims": "claim", "actors": "actor", "articles": "article", "topics": "topic", "publishers": "publisher"}
CODED = {"stance", "from_stance", "to_stance", "stance_a", "stance_b", "kind", "mode", "review", "actor_kind", "certainty", "reuse"}
LISTED = ("positions", "stances", "denials", "quotes")
LONGEST = 2048  # characters; Datasette shortens what is longer


def show_cell(datasette: Any, database: str, table: str | None, column: str, value: Any) -> Markup | None:
    """What stands in the cell; None leaves it to Datasette. `value` is a dictionary where Datasette found a label.

    Called for each of up to a thousand rows' cells, so it is written for speed: no format(), no look-up twice.
    """
    label, id = (value["label"], value["value"]) if type(value) is dict else (value, value)
    if type(label) is not str or type(id) is not str or not 0 < len(label) <= LONGEST:
        return None
    kind = LINKED.get(column) or (OWN.get(table) if column == "id" else None)
    is_code = column in CODED and "_" in label
    is_plain = label.isprintable()
    if kind is None and not is_code and is_plain and label.isascii():
        return None  # Datasette shows it as well, and most cells are such
    start = find_start(datasette, database)
    if start is None:
        return None
    text = label if is_plain else clean(label)
    text = f'<bdi dir="auto">{escape(text.replace("_", " ") if is_code else text)}</bdi>'
    if kind:
        return Markup(f'<a href="{start}{kind}/{escape(id)}">{text}</a>')
    address = find_web_url(label)
    return Markup(f'<a href="{escape(address)}">{text}</a>' if address else text)


starts: WeakKeyDictionary[Any, tuple[str | None, float]] = WeakKeyDictionary()


def find_start(datasette: Any, database: str) -> str | None:
    """How the addresses of our pages of a database begin, as HTML; None where it is not ours, which is asked again after a while."""
    db = datasette.databases[database]
    start, until = starts.get(db, (None, 0.0))
    if start is None and until < monotonic():
        start = f"{escape(datasette.urls.database(database))}/-/" if is_claims_file(db.path) else None
        starts[db] = start, monotonic() + 5
    return start


def list_actions(datasette: Any, database: str, table: str) -> list[dict[str, str]]:
    """Ways from a table of ours to the pages made for reading."""
    if not is_claims_file(datasette.databases[database].path):
        return []
    start = f"{datasette.urls.database(database)}/-"
    lists = [{"href": f"{start}/positions", "label": "Read and filter these as a list"}] if table in LISTED else []
    return [*lists, {"href": f"{start}/about", "label": "How the data is made"}]


def list_styles(datasette: Any, database: str | None, view_name: str | None) -> list[str]:
    """The stylesheet of Datasette's own pages of a database of ours."""
    if database is None or (view_name or "").startswith("claims_"):
        return []
    db = datasette.databases.get(database)
    return [datasette.urls.static_plugins(PLUGIN, "tables.css")] if db and is_claims_file(db.path) else []
