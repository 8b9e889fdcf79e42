"""The files that describe the dataset to people and programs, all made from the one description of the schema.

Run again they change nothing until the schema, the data or the title changes; a test holds the committed files to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .catalogues import make_citation, make_croissant, make_datapackage
from .desks import make_desk
from .documents import make_datasheet, make_dictionary, make_metadata
from .facts import Dataset, list_types, read_dataset, read_metadata

__all__ = ["Dataset", "describe_dataset", "describe_package", "list_types", "make_desk", "read_dataset", "read_metadata", "write_descriptions"]


def describe_dataset(root: Path, database: Path) -> dict[str, str]:
    """The text of every generated file, by its path below `root`."""
    dataset = read_dataset(root, database)
    sheet = root / "docs" / "datasheet.md"
    return {
        "datapackage.json": make_datapackage(dataset),
        "croissant.json": make_croissant(dataset),
        "CITATION.cff": make_citation(dataset),
        "metadata.yml": make_metadata(dataset),
        "docs/data-dictionary.md": make_dictionary(),
        "docs/datasheet.md": make_datasheet(dataset, sheet.read_text(encoding="utf-8") if sheet.is_file() else ""),
    }


def describe_package(dataset: Dataset) -> dict[str, str]:
    """The text of the files that travel with an export or a release, by name."""
    return {
        "datapackage.json": make_datapackage(dataset),
        "croissant.json": make_croissant(dataset),
        "CITATION.cff": make_citation(dataset),
        "data-dictionary.md": make_dictionary(),
    }


def write_descriptions(root: Path, database: Path, more: Mapping[str, str] | None = None) -> list[str]:
    """Writes the files that are not up to date, and `more` by path and text; the paths below `root` of those written."""
    changed = []
    for name, text in {**describe_dataset(root, database), **(more or {})}.items():
        path = root / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            changed.append(name)
    return changed
