"""Datasette starts without loading the pages; every address finds its page, and a running server has them ready."""

import subprocess
import sys
from importlib import import_module

import pytest

from datasette_claims import pages
from datasette_claims.pages.rendering import TEMPLATES, find_environment

EVERY = [*pages.ROUTES, *(route for front in pages.FRONT_ROUTES.values() for route in front)]


@pytest.mark.parametrize(("address", "module", "name"), EVERY, ids=[route[0] for route in EVERY])
def test_every_address_names_a_function_that_answers_it(address, module, name):
    assert callable(getattr(import_module(f"datasette_claims.pages.{module}"), name))


def test_starting_loads_no_page(database):
    program = (
        "import asyncio, sys; from datasette.app import Datasette; "
        f"site = Datasette([{str(database)!r}]); asyncio.run(site.invoke_startup()); site.app(); "
        "print([name for name in sys.modules if name.startswith('datasette_claims.pages.')])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.asyncio
async def test_warming_loads_every_template(site):
    await site.invoke_startup()
    pages.warm_pages(site)
    loaded = {name for _, name in find_environment(site, None).cache.keys()}
    assert {path.name for path in TEMPLATES.glob("claims_*.html")} <= loaded
