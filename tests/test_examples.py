"""docs/graphql: every example gives the answer printed in it, and the committed schema is the one served.

When the data or the schema changed, “pytest --rewrite-examples” writes the new answers; read the diff.
"""

import json
import re

import pytest
from conftest import ROOT
from small_site import ask

EXAMPLES = sorted((ROOT / "docs" / "graphql").glob("[0-9]*.md"))
SCHEMA = ROOT / "docs" / "schema.graphql"
FORM = re.compile(r"# (?P<title>.+)\n\n(?P<sentence>.+)\n\n```graphql\n(?P<query>.+?)```\n\n```json\n(?P<answer>.*?)```\n", re.DOTALL)


@pytest.mark.asyncio
async def test_examples_give_the_answers_printed_in_them(site, request):
    await site.invoke_startup()
    for path in EXAMPLES:
        found = FORM.fullmatch(path.read_text(encoding="utf-8"))
        assert found, f"{path.name}: title, sentence, query and answer, in this order"
        answer = await ask(site, found["query"])
        assert answer.pop("status") == 200
        printed = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
        if request.config.getoption("--rewrite-examples"):
            start, end = found.span("answer")
            path.write_text(found.string[:start] + printed + found.string[end:], encoding="utf-8")
        else:
            assert json.loads(found["answer"]) == answer, path.name


@pytest.mark.asyncio
async def test_committed_schema_is_the_one_served(site, request):
    await site.invoke_startup()
    served = (await site.client.get("/graphql/claims.graphql")).text.strip() + "\n"
    if request.config.getoption("--rewrite-examples"):
        SCHEMA.write_text(served, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == served
