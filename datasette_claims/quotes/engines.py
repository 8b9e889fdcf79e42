"""The engines by name: the network with the shipped weights or those of a folder, a spaCy parser, or a large language model through `llm`.

All give the same `Attribution`, so that the same rules, scorer and store take what they find.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from ..records import Article, Quote
from .attribution import Attribution, EngineMissing

NAMES = "model[:FOLDER], spacy[:MODEL] or llm[:MODEL]"
DEFAULT = "model"


class Attributing(Protocol):
    """What finds who said what in a text, in its order; a nested attribution follows the one it is nested in."""

    def find_attributions(self, text: str) -> list[Attribution]: ...


@cache
def open_engine(name: str = DEFAULT) -> Attributing:
    """The engine of that name, loaded once a process; EngineMissing for a name that is none, or without its parts."""
    kind, _, model = name.partition(":")
    if kind == "model" and not model:
        from . import load_engine

        return load_engine()
    if kind == "model":
        from .engine import load_engine as load_from

        return load_from(Path(model))
    if kind == "spacy":
        from .parsing import load_parser

        return load_parser(model or None)
    if kind == "llm":
        from .asking import load_asker

        return load_asker(model or None)
    raise EngineMissing(f"There is no engine “{name}”; choose {NAMES}.")


@dataclass(frozen=True, slots=True)
class NamedEngine:
    """Attributes articles with the engine of a name; loaded where it is used, so that it can be sent to another process."""

    name: str = DEFAULT

    def __call__(self, article: Article) -> list[tuple[Quote, Attribution]]:
        from . import attribute_article

        return attribute_article(article, open_engine(self.name))
