"""Runs in the reader's browser (Pyodide): one Datasette, asked by desk.js."""

import json

from datasette.app import Datasette

# As scripts/serve.py has them; there are no threads in the browser.
SETTINGS = {"num_sql_threads": 0, "suggest_facets": False, "max_csv_mb": 0, "default_page_size": 50, "facet_time_limit_ms": 200}


async def open_desk(base_url):
    """A Datasette over the database, whose addresses begin with `base_url`."""
    with open("metadata.json", encoding="utf-8") as file:
        metadata = json.load(file)
    datasette = Datasette([], immutables=["claims.db"], metadata=metadata, settings={**SETTINGS, "base_url": base_url}, cors=True)
    await datasette.invoke_startup()
    return datasette


async def answer(datasette, method, url, headers, body):
    """Status, headers and body of the answer to a request; the path in `url` begins with base_url."""
    response = await datasette.client.request(method, url, headers=dict(headers), content=bytes(body), avoid_path_rewrites=True)
    return response.status_code, list(response.headers.multi_items()), response.content
