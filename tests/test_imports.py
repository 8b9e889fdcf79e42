"""Data flows one way: a room imports only rooms before it (DESIGN, section 3)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import datasette_claims

PACKAGE = Path(datasette_claims.__file__).parent

FIRST = {"errors", "records", "text", "schema"}
STAGES = {"articles", "quotes", "actors", "claims", "stances"}
# What a room may import of ours. A room that is not listed here has no place in the flow yet: give it one.
MAY_IMPORT = {
    "errors": set(), "text": set(), "records": set(), "schema": set(), "spreadsheets": set(),
    # What the stages share: tables as spreadsheets save them, word lists, abbreviations, the catalogue of known actors and claims, negation, verbs, names a text calls outlets.
    "outlets": set(), "wordlists": {"errors"}, "catalogue": FIRST | {"wordlists"}, "verbs": {"wordlists"}, "abbreviations": {"wordlists"},
    "polarity": {"abbreviations", "text", "verbs"}, "affirmation": {"polarity", "verbs"},
    **{stage: FIRST | {"abbreviations", "affirmation", "catalogue", "outlets", "polarity", "spreadsheets", "verbs", "wordlists"} for stage in STAGES},
    "texts": set(),
    "ingest": FIRST | STAGES | {"abbreviations", "catalogue", "polarity", "search", "store", "summaries", "texts"},
    "evaluation": FIRST | STAGES | {"catalogue", "ingest", "store"},
    "search": {"text"},
    "summaries": set(),
    "store": FIRST | {"search", "summaries"},
    "tables": {"records", "schema"},
    "checks": FIRST | {"store", "tables"},
    "edits": FIRST | {"checks", "search", "store", "summaries"},
    "review": FIRST | {"checks", "exports", "spreadsheets", "store", "summaries", "tables"},
    "descriptions": FIRST | {"store"},
    "exports": FIRST | {"store"},
    "reviews": FIRST | {"articles", "catalogue", "checks", "claims", "search", "store"},
    "verify": FIRST | {"articles", "checks", "texts"},
    "downloads": FIRST | {"store", "descriptions", "exports", "jsonld"},
    "releases": FIRST | {"store", "checks", "descriptions", "downloads"},
    "jsonld": {"text"}, "prebuilt": set(), "reconciliation": FIRST | {"catalogue", "claims"},
    "compat": set(), "guard": set(), "headers": set(),
    "queries": {"errors"},
    "graphql": {"compat", "schema"},
    "site": {"compat", "graphql", "guard", "headers", "prebuilt", "queries", "schema"},
    "pages": FIRST | {"compat", "exports", "jsonld", "prebuilt", "queries", "reconciliation", "search", "site"},
}
FREE = {"cli", "__init__"}  # everything, late


def list_imports(path: Path) -> set[str]:
    """Rooms of ours that a module imports, wherever in the file."""
    inside = path.relative_to(PACKAGE).parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == len(inside):
            found |= {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names if alias.name != "__version__"}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("datasette_claims."):
            found.add(node.module.split(".")[1])
    return found


def find_room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_before_it(path):
    room = find_room(path)
    if room not in FREE:
        assert list_imports(path) - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("room", sorted(STAGES | {"abbreviations", "affirmation", "evaluation", "outlets", "polarity", "texts", "verbs", "wordlists"}))
def test_what_reads_and_codes_an_article_knows_nothing_of_datasette(room):
    paths = [path for path in PACKAGE.rglob("*.py") if find_room(path) == room]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    assert paths and "datasette" not in {name.split(".")[0] for name in names}


def test_serving_loads_no_extraction_library():
    heavy = "onnxruntime tokenizers trafilatura warcio lxml numpy pyarrow spacy torch".split()
    # Datasette itself imports numpy where it is installed, so only what comes after it is ours.
    program = (
        "import sys, datasette.app; before = set(sys.modules); import datasette_claims, datasette_claims.pages, datasette_claims.site; "
        f"print([m for m in {heavy} if m in sys.modules and m not in before])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
