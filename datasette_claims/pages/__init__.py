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
    crawlers,
    embedding,
    feeds,
    health,
    home,
    listing,
    position,
    publisher,
    question,
    reconciling,
    searching,
    sitemap,
    takeaway,
    topic,
)

PAGES = (
    home, claim, actor, article, topic, publisher, compare, about, listing, question, takeaway, feeds, searching, position, citing,
    embedding, reconciling, sitemap, health,
)


def list_routes(datasette: Any) -> list[tuple[str, Any]]:
    """The routes of all pages; what lies outside a database's own prefix is ours only where a setting says so."""
    routes = [route for page in PAGES for route in page.ROUTES]
    config = read_config(datasette)
    if config.get("home"):
        routes += home.FRONT_ROUTES
    if config.get("health"):
        routes += health.FRONT_ROUTES
    if config.get("robots"):
        routes += crawlers.FRONT_ROUTES + sitemap.FRONT_ROUTES
    return routes
