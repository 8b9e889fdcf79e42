"""What the engine finds, before it becomes quotes; nothing here needs a library."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import ClaimsError, MissingPart

Span = tuple[int, int]


class TextTooLong(ClaimsError):
    """A text beyond what one article can be."""


class EngineMissing(MissingPart):
    """A library, file, key or model that attribution needs is not there."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: `cue`, `speaker`, `pieces` and `relays` are str offsets into the text."""

    pieces: tuple[Span, ...]
    mode: str
    cue: Span
    speaker: Span | None
    score: float
    detail: str
    relays: tuple[Span, ...] = ()  # outlets named beside the cue: "quoted by the Herald"
    parent: int | None = None  # number, in the same list, of the attribution this one is nested in
    method: str = "model"  # how it was found: model, rules or llm

    @property
    def span(self) -> Span:
        return self.pieces[0][0], self.pieces[-1][1]
