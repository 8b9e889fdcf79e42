"""The pages: one module for each kind, and `frame.py` for what all of them share.

Every module has ROUTES, a list of a regular expression and its handler; `list_routes` collects them.
"""

from __future__ import annotations

from typing import Any

from ..site import read_config
from . import (
    about,
    actor,
    article,
    citing,
    claim,
    compare,
    embedding,
    feeds,
    home,
    listing,
    position,
    publisher,
    question,
    searching,
    takeaway,
    topic,
)

PAGES = (
    home, claim, actor, article, topic, publisher, compare, about, listing, question, takeaway, feeds, searching, position, citing,
    embedding,
)


def list_routes(datasette: Any) -> list[tuple[str, Any]]:
    """The routes of all pages; the front page of the instance is ours only where the setting `home` says so."""
    routes = [route for page in PAGES for route in page.ROUTES]
    if read_config(datasette).get("home"):
        routes += home.FRONT_ROUTES
    return routes
