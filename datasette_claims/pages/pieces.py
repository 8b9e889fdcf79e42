"""The smallest pieces of a page, of which one shows hundreds: a name, a stance, a day. A template's macro takes ten times as long."""

from __future__ import annotations

from markupsafe import Markup, escape

from . import phrases

LONGEST = 160  # characters of a name


class Pieces:
    """What templates know as `show`: HTML of one page, `database_url` being where the addresses of its database begin."""

    def __init__(self, database_url: str) -> None:
        self.actors = f"{escape(database_url)}/-/actor/"

    def who(self, id: str | None, name: str | None) -> Markup:
        if not id:
            return Markup('<span class="quiet">not identified</span>')
        name = name or ""
        if len(name) > LONGEST:
            name = f"{name[:LONGEST].rsplit(' ', 1)[0]}…"
        return Markup(f'<a href="{self.actors}{escape(id)}"><bdi>{escape(name)}</bdi></a>')

    def stance(self, label: str, name: str | None) -> Markup:
        side = phrases.SIDES.get(label, "passed")
        shape = f'<svg class="shape" aria-hidden="true"><use href="#{escape(label)}"/></svg>'
        return Markup(f'<span class="stance {side}">{shape}{escape(name or label)}</span>')

    def day(self, start: str | None, end: str | None) -> Markup:
        """A day as a machine reads it too; an interval in words alone, because HTML has no element for one."""
        words = escape(phrases.format_interval(start, end))
        return Markup(f'<time datetime="{escape(start)}">{words}</time>') if start and start == end else words
