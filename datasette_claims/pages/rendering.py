"""Renders our templates without waiting, which takes half the time: Datasette's own may call what has to be waited for, ours do not."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template
from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).parent.parent / "templates"


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates beside their sources as Python keeps its modules, where it may write there.

    Compiling is nine tenths of what the first page after a start takes.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except OSError:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        try:
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            pass  # a read-only installation compiles at every start


class PlainTemplate(Template):
    """A template that Datasette renders as any other, with what it would wait for looked up before."""

    async def render_async(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        links = await context["menu_links"]()
        return self.render({**context, "menu_links": lambda: links})


def find_template(datasette: Any, request: Any, name: str) -> Template | str:
    """The template to hand to Datasette.

    Where somebody keeps templates of their own it is found and rendered by Datasette as ever: theirs may call
    anything that a plugin offers.
    """
    return name if datasette.template_dir else find_environment(datasette, request).get_template(name)


def find_environment(datasette: Any, request: Any) -> Environment:
    """The environment of our templates, kept with Datasette's, whose filters and loaders it shares."""
    environment = datasette.get_jinja_environment(request) if hasattr(datasette, "get_jinja_environment") else datasette.jinja_env
    environment.extend(claims_environment=None)
    if environment.claims_environment is None:
        environment.claims_environment = make_plain(environment)
    return environment.claims_environment


def load_templates(datasette: Any) -> None:
    """Loads all our templates, unless somebody keeps templates of their own."""
    if not datasette.template_dir:
        environment = find_environment(datasette, None)
        for file in sorted(TEMPLATES.glob("*.html")):
            environment.get_template(file.name)


def make_plain(environment: Environment) -> Environment:
    plain = environment.overlay()
    general = plain.getattr

    def read_attribute(thing: Any, name: str) -> Any:
        """`row.name`: our rows are dictionaries, of which Jinja would first ask for an attribute that they never have."""
        return thing[name] if type(thing) is dict and name in thing else general(thing, name)

    plain.getattr = read_attribute
    plain.bytecode_cache = CompiledTemplates(str(TEMPLATES / "__pycache__"), f"jinja-{metadata.version('jinja2')}-%s.cache")
    plain.is_async = False  # the argument of overlay() came with Jinja 3.1.2 and works since 3.1.5
    plain.template_class = PlainTemplate
    return plain
