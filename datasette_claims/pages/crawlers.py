"""What search engines are told: robots.txt (RFC 9309), and the header that keeps an instance out of their lists."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from ..site import find_graphql_path, list_databases, read_config
from .frame import LIFETIME, Page

# A crawler must be able to read a page to see that it may not list it, so robots.txt lets it
# (developers.google.com/search/docs/crawling-indexing/block-indexing).
NOINDEX_COMMENT = "# Pages may be read and not listed: every answer says “X-Robots-Tag: noindex”, which only a reader can see."


async def show_robots(request: Any, datasette: Any) -> Response:
    """Keeps crawlers from lists without end: every combination of filters, facets, SQL, and GraphQL."""
    ours = list_databases(datasette)
    lines = [NOINDEX_COMMENT] if read_config(datasette)["robots"] == "noindex" else []
    lines += ["User-agent: *", f"Disallow: {datasette.urls.path(find_graphql_path(datasette))}"]
    for db in ours:
        address = datasette.urls.database(db.name)
        lines += [f"Disallow: {address}?sql", f"Disallow: {address}/*?", f"Disallow: {address}/-/search"]
    if ours and read_config(datasette)["robots"] == "index":
        page = Page(datasette, request, ours[0])
        lines.append(f"Sitemap: {page.canonical_url.removesuffix('robots.txt')}sitemap.xml")
    headers = {"Cache-Control": f"max-age={LIFETIME}"}
    return Response("\n".join([*lines, ""]), headers=headers, content_type="text/plain; charset=utf-8")
