"""The pages: one module for each kind, and `frame.py` for what all of them share.

Their addresses stand here, so that Datasette starts without loading the pages: a module is loaded by the first
request for it, or by `warm_pages` before a server answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from datasette.utils import tilde_encode

from ..queries import read_questions
from ..schema import list_topical
from ..site import list_databases, read_config

STORED = "/(?P<database>[^/]+)/-"  # how the address of every page of a database begins
ID = "(?P<id>[a-z0-9-]+)"
NAME = "(?P<name>[a-z0-9_]+)"
TWIN = r"(\.json)?"
TWINS = r"(?:\.json(?:ld)?)?"  # of a page that is linked data too
FORMAT = r"\.(?P<format>excel\.csv|csv|json|jsonl)"
CITATION = r"\.(?P<format>txt|bib|json)"
SERVICE = "reconcile/(?P<service>actors|claims)"

# Below STORED: the address, the module and the function that answers it.
ROUTES = (
    (f"home{TWIN}", "home", "show_home"),
    (f"claim/{ID}{TWINS}", "claim", "show_claim"),
    (f"actor/{ID}{TWIN}", "actor", "show_actor"),
    (f"article/{ID}{TWINS}", "article", "show_article"),
    (f"topic/{ID}{TWIN}", "topic", "show_topic"),
    (f"publisher/{ID}{TWIN}", "publisher", "show_publisher"),
    (f"compare{TWIN}", "compare", "show_comparison"),
    (f"about{TWIN}", "about", "show_about"),
    ("positions", "listing", "show_positions"),
    (f"question/{NAME}", "question", "show_question"),
    (f"positions{FORMAT}", "takeaway", "positions_file"),
    (f"question/{NAME}{FORMAT}", "takeaway", "question_file"),
    (r"positions\.atom", "feeds", "positions_feed"),
    (rf"question/{NAME}\.atom", "feeds", "question_feed"),
    (f"search{TWIN}", "searching", "show_search"),
    (f"position/{ID}{TWINS}", "position", "show_position"),
    (f"cite/(?P<table>positions|claims|actors|articles|topics|publishers)/{ID}{CITATION}", "citing", "citation_file"),
    (f"cite/(?:positions|question/{NAME}){CITATION}", "citing", "list_citation_file"),
    (f"embed/claim/{ID}", "embedding", "show_card"),
    (f"embed/actor/{ID}", "embedding", "show_actor_card"),
    (SERVICE, "reconciling", "answer_service"),
    (f"{SERVICE}/suggest/(?P<what>entity|type|property)", "reconciling", "suggest"),
    (f"{SERVICE}/extend/propose", "reconciling", "propose_properties"),
    (r"sitemap\.xml", "sitemap", "show_index"),
    (r"sitemap/(?P<kind>pages|topic|claim|actor|publisher|article)-(?P<number>[1-9]\d{0,5})\.xml", "sitemap", "show_file"),
    ("health", "health", "show_database"),
)
# At the root of the instance, by the setting that wants them.
FRONT_ROUTES = {
    "home": (("/", "home", "show_home"),),
    "health": (("/-/health", "health", "show_instance"),),
    "robots": ((r"/robots\.txt", "crawlers", "show_robots"), (r"/sitemap\.xml", "sitemap", "show_front_index")),
}


def list_routes(datasette: Any) -> list[tuple[str, Any]]:
    """The routes of all pages; what lies outside a database's own prefix is ours only where a setting says so.

    Datasette's own pages of our questions and views are the exception: those of questions lead to the pages made for reading,
    and those of views are asked for a topic as the lists are.
    """
    routes = [(f"^{STORED}/{address}$", find_handler(module, name)) for address, module, name in ROUTES]
    config = read_config(datasette)
    for setting, front in FRONT_ROUTES.items():
        if config.get(setting):
            routes += [(f"^{address}$", find_handler(module, name)) for address, module, name in front]
    for db in list_databases(datasette):
        start = f"/(?P<database>{re.escape(tilde_encode(db.route))})/"  # here and below: Datasette's own names of the parts
        routes.append((rf"^{start}(?P<table>{'|'.join(read_questions())})(\.(?P<format>html))?$", find_handler("canned", "show_canned")))
        routes.append((rf"^{start}(?P<table>{'|'.join(list_topical())})(\.(?P<format>\w+))?$", find_handler("views", "show_view")))
    return routes


def find_handler(module: str, name: str) -> Callable[..., Any]:
    async def answer(request: Any, datasette: Any) -> Any:
        return await getattr(import_module(f".{module}", __name__), name)(request, datasette)

    return answer


def warm_pages(datasette: Any) -> None:
    """Loads every page and its template, so that the first visitor does not wait for it."""
    from .freshness import read_page_version
    from .rendering import load_templates

    load_templates(datasette)
    read_page_version()
    for module in ("canned", "views", *(module for _, module, _ in ROUTES)):
        import_module(f".{module}", __name__)
