"""Whether a page is still the same: tags that change with what it is made from, and the pages held in memory under them."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import Any

from .. import __version__, compat

PACKAGE = Path(__file__).parent.parent
HELD = 200  # pages kept in memory, least used out first; their tags change with the database, so none is ever stale
LARGE = 250_000  # characters from which a page is not kept

held_pages: OrderedDict[str, tuple[str, str]] = OrderedDict()


def find_held(tag: str | None) -> tuple[str, str] | None:
    """Body and content type of the page held under a tag."""
    if tag not in held_pages:
        return None
    held_pages.move_to_end(tag)
    return held_pages[tag]


def hold(tag: str | None, body: str, content_type: str) -> None:
    if tag and len(body) < LARGE:
        held_pages[tag] = (body, content_type)
        while len(held_pages) > HELD:
            held_pages.popitem(last=False)


def make_tag(path: str, *state: Any) -> str:
    """A tag that changes with the database file, our templates, the line of Datasette, or anything else of which `state` tells."""
    everything = [read_file_state(path), read_page_version(), compat.IS_1X, *state]
    return f'W/"{hashlib.sha256(json.dumps(everything, default=str).encode()).hexdigest()[:24]}"'


def read_file_state(path: str) -> list[Any]:
    """Size and time of the database file and of its write-ahead log."""
    files = [file for file in (Path(path), Path(f"{path}-wal")) if file.exists()]
    return [[file.stat().st_mtime_ns, file.stat().st_size] for file in files]


def read_build_day(path: str) -> str:
    return datetime.fromtimestamp(Path(path).stat().st_mtime, timezone.utc).date().isoformat()


@cache
def read_page_version() -> str:
    """A short hash of all code, statements and templates a page is made from, so that an upgrade is seen at once."""
    digest = hashlib.sha256(__version__.encode())
    for folder in ("", "pages", "sections", "queries", "templates", "static"):
        for file in sorted(file for file in (PACKAGE / folder).glob("*.*") if file.is_file()):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:10]
