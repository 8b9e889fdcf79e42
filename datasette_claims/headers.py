"""Headers that Datasette does not send: for caches between us and the reader, and for search engines."""

from __future__ import annotations

from typing import Any

Headers = list[tuple[bytes, bytes]]


def wrap_headers(app: Any, config: dict[str, Any], files: str) -> Any:
    """Around every request; `files` is where the addresses of our style sheet and script begin."""
    is_unlisted, is_shared = config.get("robots") == "noindex", bool(config.get("cdn"))

    async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
        # Their address changes with them; a day, since for a moment two versions may be served side by side.
        is_file = scope["type"] == "http" and scope["path"].startswith(files) and scope["query_string"].startswith(b"v=")

        async def send_marked(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                if is_file:
                    headers.append((b"cache-control", b"public, max-age=86400"))
                elif is_shared:
                    headers = share(headers)
                if is_unlisted:
                    headers.append((b"x-robots-tag", b"noindex"))
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_marked if is_file or is_shared or is_unlisted else send)

    return wrapped


def share(headers: Headers) -> Headers:
    """The headers of an answer that any cache may store for everybody, where Datasette gave it a lifetime.

    Datasette marks what it makes for a request with a cookie or a password as private. All other answers are the
    same for everybody, and yet say “Vary: Cookie, Authorization”, with which Google's CDN and others store nothing
    (cloud.google.com/cdn/docs/caching).
    """
    lifetime = next((value for name, value in headers if name.lower() == b"cache-control" and value.startswith(b"max-age=")), None)
    if lifetime is None:
        return headers
    kept = [(name, value) for name, value in headers if name.lower() not in (b"cache-control", b"vary")]
    return [*kept, (b"cache-control", b"public, " + lifetime)]
