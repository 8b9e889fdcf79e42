"""What the data is, what it is not, the stance labels with their definitions, and what made the rows."""

from __future__ import annotations

import asyncio
from typing import Any

from ..prebuilt import format_size, list_files
from ..queries import read_questions
from .frame import open_page

TABLES = ("stance_labels", "runs", "stances", "quotes")


async def show_about(request: Any, datasette: Any) -> Any:
    page = await open_page(request, datasette, *TABLES)
    fresh = page.find_fresh()
    if fresh:
        return fresh
    files = list_files(page.config)
    labels, runs = await asyncio.gather(page.fetch("about_labels"), page.fetch_in_time("about_runs", uncounted=False))
    if runs is None:  # a busy server of a very large database has no time to count what they made
        runs = await page.fetch("about_runs", uncounted=True)
    return await page.render("claims_about.html", {"labels": labels, "runs": runs, "files": files}, questions=read_questions().values(), prebuilt=files, format_size=format_size)
