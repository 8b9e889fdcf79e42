"""The visitor sees the same tables whether they are asked about together or, by Datasette itself, one by one."""

import pytest
from datasette import hookimpl
from datasette.plugins import pm

from datasette_claims import compat

TABLES = ("topics", "quotes", "actors", "positions")
EDITOR = {"id": "editor"}


def describe(**allow):
    """Metadata in which the instance (`root`), the database (`whole`) or tables say who may see them."""
    tables = {name: {"allow": rule, "description": "With words.", "columns": {"id": "Key."}} for name, rule in allow.items() if name in TABLES}
    levels = {name: {"allow": allow[name]} if name in allow else {} for name in ("root", "whole")}
    return {**levels["root"], "databases": {"claims": {**levels["whole"], "tables": {"articles": {"description": "Pages."}, **tables}}}}


@pytest.mark.asyncio
@pytest.mark.parametrize("actor", [None, EDITOR, {"id": "ada"}], ids=["anybody", "editor", "ada"])
@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"databases": {"claims": {}}},
        describe(quotes=False),
        describe(quotes=EDITOR, actors=True),
        describe(whole=EDITOR),
        describe(whole=EDITOR, topics=True),
        describe(root=EDITOR),
        describe(root=EDITOR, whole=True, quotes=EDITOR),
        describe(root=False, positions={"id": "ada"}),
        {"databases": {"claims": {"tables": {"QUOTES": {"allow": EDITOR}}}}},
    ],
    ids=str,
)
async def test_tables_asked_about_together_are_those_asked_about_singly(make_site, database, metadata, actor):
    site = make_site(database, metadata=metadata)
    await site.invoke_startup()
    together = await compat.list_allowed(site, actor, "claims", TABLES)
    assert together & set(TABLES) == {table for table in TABLES if await compat.is_allowed(site, actor, "claims", table)}


@pytest.mark.asyncio
@pytest.mark.skipif(compat.IS_1X, reason="1.0 asks plugins for SQL instead")
@pytest.mark.parametrize("says", [True, False])
async def test_another_plugin_has_the_last_word_and_sees_the_whole_configuration(make_site, database, says):
    class Rule:
        __name__ = "rule"  # Datasette lists plugins by name

        @hookimpl
        def permission_allowed(self, datasette, action, resource):
            assert datasette.plugin_config("other") == {"key": 1} and datasette.metadata(database="claims", table="quotes")["columns"]
            return says if action == "view-table" and resource == ("claims", "quotes") else None

    rule, metadata = Rule(), {"plugins": {"other": {"key": 1}}, **describe(quotes=not says)}
    pm.register(rule, "rule")
    try:
        site = make_site(database, metadata=metadata)
        assert ("quotes" in await compat.list_allowed(site, None, "claims", TABLES)) is says
    finally:
        pm.unregister(rule)
