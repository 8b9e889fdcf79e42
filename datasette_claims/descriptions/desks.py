"""A desk of one's own: a folder with metadata.yml and an empty data/, ready for articles."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from ..errors import ClaimsError
from ..schema import read_schema
from .documents import fill_tables

DESCRIPTION = "Who said what about which claim, when, in which words and through whom. A row records that somebody said something; it does not say that it is true."
SOURCE = "The published articles that each row links to"
LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
# What a person writes before there are articles; every other table is written by reviews.
BY_HAND = ("topics", "claims", "actors", "actor_names", "publishers")
# How Datasette shows a table before anybody has said otherwise in metadata.yml.
SHOWN: dict[str, dict[str, Any]] = {
    "publishers": {"label_column": "name", "facets": ["country", "kind"]},
    "articles": {"label_column": "title", "sort_desc": "published", "facets": ["language", "reuse"]},
    "actors": {"label_column": "name", "facets": ["kind", "country"]},
    "actor_names": {"label_column": "name", "facets": ["script", "kind"]},
    "actor_roles": {"label_column": "title"},
    "topics": {"label_column": "name"},
    "claims": {"label_column": "text", "facets": ["topic", "kind"]},
    "claim_relations": {"label_column": "detail", "facets": ["relation", "state"]},
    "quotes": {"label_column": "paraphrase", "facets": ["mode", "language"]},
    "relays": {"label_column": "words"},
    "stance_labels": {"label_column": "name", "sort": "sort"},
    "stances": {"label_column": "label", "facets": ["label", "topic", "review"], "sort_desc": "said_from"},
    "reviews": {"label_column": "title"},
    "runs": {"label_column": "tool"},
    "positions": {"facets": ["stance", "actor_name", "topic_name", "publisher_name", "year"], "sort_desc": "said_from"},
    "denials": {"facets": ["actor_name", "topic_name", "publisher_name", "year"], "sort_desc": "said_from"},
    "claim_overview": {"facets": ["state", "topic"]},
    "topic_counts": {"hidden": True},
    "search_index": {"hidden": True},
}


def make_desk(folder: Path, title: str) -> list[Path]:
    """Makes the folder of a desk and returns its files; ClaimsError where there is one already."""
    metadata, data = folder / "metadata.yml", folder / "data"
    if metadata.exists() or data.exists():
        raise ClaimsError(f"{folder} holds a desk already ({metadata.name if metadata.exists() else 'data/'}); name a new folder.")
    data.mkdir(parents=True)
    metadata.write_text(make_desk_metadata(title), encoding="utf-8")
    files = [metadata]
    for table in BY_HAND:
        files.append(data / f"{table}.csv")
        with files[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow([column.name for column in read_schema()[table].columns])
    return files


def make_desk_metadata(title: str) -> str:
    """metadata.yml of a new desk: title, licence, settings, and how its tables are shown."""
    rights = {"source": SOURCE, "license": LICENCE, "license_url": LICENCE_URL}
    return fill_tables({
        "title": title,
        "description": DESCRIPTION,
        **rights,
        "plugins": {"datasette-claims": {"home": True, "health": True}},
        "databases": {"claims": {"description": f"The data of {title}. Quotations stay under their owners' rights.", **rights, "tables": SHOWN}},
    })  # fmt: skip
