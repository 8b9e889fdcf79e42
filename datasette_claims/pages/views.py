"""Datasette's own pages and files of our views: `topic=` keeps what the topic holds there too, as in every list.

Datasette compares a column with a value, and the column holds the main topic of a claim: for one topic its table counted
fewer rows than our list. What it compares can still be asked for, as `topic__exact=`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.filters import FilterArguments

from .. import compat
from ..schema import is_claims_file, list_topical
from .frame import require_ours

TOPIC = "_topic"  # what “topic” is called on its way through Datasette, which leaves to plugins what begins with an underscore


async def show_view(request: Any, datasette: Any) -> Any:
    """What Datasette answers, less its own comparison of the topic."""
    asked = parse_qsl(request.query_string, keep_blank_values=True)
    if any(name == "topic" for name, _ in asked):
        renamed = urlencode([(TOPIC if name == "topic" else name, value) for name, value in asked])
        request.scope = {**request.scope, "query_string": renamed.encode()}
    return await compat.show_table(datasette, request)


def filter_topic(datasette: Any, database: str, table: str, request: Any) -> FilterArguments | None:
    """The condition that rows are about a claim which each topic of the address holds."""
    topics = [topic for topic in request.args.getlist(TOPIC) if topic]
    db = datasette.databases[database]
    if not topics or table not in list_topical() or not is_claims_file(db.path):
        return None
    require_ours(db)  # one of an older version lacks the table of what topics hold
    names = [f"topic_{number}" for number, _ in enumerate(topics)]
    return FilterArguments(
        [f"claim in (select claim from topic_claims where topic = :{name})" for name in names],
        dict(zip(names, topics, strict=True)),
        [f"the topic “{topic}” holds the claim" for topic in topics],
    )
