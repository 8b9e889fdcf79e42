"""An engine for those who have a key or a local model: a large language model asked through the `llm` library.

The model answers in a schema and in the text's own words. Offsets are never asked for: every word of an answer is
looked up in the text, and what does not stand there is dropped and counted.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import ClaimsError
from .attribution import Attribution, EngineMissing, Span, meets

SCORE = 0.5  # nobody has measured how often it is right, so it claims no more than an even chance
MOST_CHARS = 12_000  # of a text asked about at once; longer ones are asked about by paragraphs
NEAR = 1_500  # characters round a passage in which its speaker and cue are looked for
MODES = ("direct", "indirect", "mixed")
log = logging.getLogger(__name__)

SYSTEM = """You find attributed speech in a news article: who is reported to have said what.
For every passage that the article attributes to somebody give:
- words: the passage as it stands in the article, character by character; an interrupted quotation as several pieces
- mode: direct (in quotation marks), indirect, or mixed
- speaker: the words that name the speaker there, as they stand in the article ("the analyst", "he"); empty if nobody is named
- cue: the words that report the speech ("said", "has denied", "according to")
- relays: outlets through whom the words came, as they stand in the article ("quoted by The Herald"); usually none
- inside: the number, counted from 0, of the passage of your answer that this one is nested in ("X reported that Y said"), else -1
Leave out what the article says in its own voice. Never change, shorten, translate or complete a word."""

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "quotes": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "words": {"type": "array", "items": {"type": "string"}},
                    "mode": {"type": "string", "enum": list(MODES)},
                    "speaker": {"type": "string"},
                    "cue": {"type": "string"},
                    "relays": {"type": "array", "items": {"type": "string"}},
                    "inside": {"type": "integer"},
                },
                "required": ["words", "mode", "speaker", "cue", "relays", "inside"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["quotes"],
    "additionalProperties": False,
}


class BrokenAnswer(ClaimsError):
    """A model's answer that is not of the form asked for."""


@dataclass
class Asker:
    """A language model that is asked about texts; `dropped` counts what it made up."""

    model: Any
    name: str
    dropped: Counter[str] = field(default_factory=Counter)
    reads_whole = True  # asking about a headline by itself would cost a request more

    def find_attributions(self, text: str) -> list[Attribution]:
        """Who said what, as the model says it and as far as the text bears it out."""
        found: list[Attribution] = []
        before = self.dropped.total()
        for start, end in split_text(text):
            answer = self.ask(text[start:end])
            found += place_answer(answer, text, (start, end), len(found), self.name, self.dropped)
        if made_up := self.dropped.total() - before:
            log.warning("%s: %d passages or names that do not stand in the text were dropped.", self.name, made_up)
        return found

    def ask(self, text: str) -> list[dict[str, Any]]:
        """The model's answer about one part of a text; BrokenAnswer when it is not of the form of SCHEMA."""
        options = {"schema": SCHEMA} if getattr(self.model, "supports_schema", False) else {}
        system = SYSTEM if options else f"{SYSTEM}\nAnswer with JSON only, of this schema: {json.dumps(SCHEMA)}"
        try:
            written = self.model.prompt(text, system=system, **options).text()
        except Exception as error:  # every plugin of llm raises what its service raises
            if type(error).__name__ == "NeedsKeyException":
                raise EngineMissing(f"The model “{self.name}” needs a key: llm keys set {self.name}") from error
            raise ClaimsError(f"the model “{self.name}” did not answer ({type(error).__name__}: {' '.join(str(error).split())[:160]})") from error
        return check_answer(written, self.name)


def load_asker(model: str | None) -> Asker:
    """The model of that name, or the default one of `llm`; EngineMissing where the library or the model is not there."""
    try:
        import llm
    except ImportError as error:
        raise EngineMissing("The llm engine needs the llm library: pip install 'datasette-claims[llm]'") from error
    try:
        found = llm.get_model(model) if model else llm.get_model()
    except llm.UnknownModelError as error:
        raise EngineMissing(f"llm knows no model “{model}”; “llm models” lists those it has.") from error
    return Asker(found, found.model_id)


def check_answer(written: str, name: str) -> list[dict[str, Any]]:
    """The quotes of an answer, each of the form of SCHEMA."""
    fenced = re.search(r"```(?:json)?\s*(.*?)```", written, re.S)
    try:
        answer = json.loads(fenced.group(1) if fenced else written)
    except ValueError as error:
        raise BrokenAnswer(f"the model “{name}” answered no JSON ({' '.join(written.split())[:60]}…)") from error
    quotes = answer.get("quotes") if isinstance(answer, dict) else None
    if not isinstance(quotes, list) or not all(isinstance(quote, dict) for quote in quotes):
        raise BrokenAnswer(f"the model “{name}” answered without a list of quotes")
    for number, quote in enumerate(quotes):
        if problem := find_problem(quote):
            raise BrokenAnswer(f"the model “{name}” answered with a wrong “{problem}” in quote {number}")
    return quotes


def find_problem(quote: dict[str, Any]) -> str | None:
    """The first field of a quote that is not of the form of SCHEMA."""
    for name in ("speaker", "cue"):
        if not isinstance(quote.get(name), str):
            return name
    for name in ("words", "relays"):
        if not isinstance(quote.get(name), list) or not all(isinstance(item, str) for item in quote[name]):
            return name
    if quote.get("mode") not in MODES:
        return "mode"
    is_number = isinstance(quote.get("inside"), int) and not isinstance(quote["inside"], bool)
    return None if is_number else "inside"


def split_text(text: str) -> list[Span]:
    """Parts of whole paragraphs, none longer than what is asked about at once unless one paragraph is."""
    parts: list[Span] = []
    for match in re.finditer(r"[^\n]+", text):
        if parts and match.end() - parts[-1][0] <= MOST_CHARS:
            parts[-1] = (parts[-1][0], match.end())
        else:
            parts.append(match.span())
    return parts


def place_answer(quotes: list[dict[str, Any]], text: str, part: Span, number: int, name: str, dropped: Counter[str]) -> list[Attribution]:
    """The quotes of one answer whose words stand in that part of the text, each parent before its children."""
    placed: dict[int, Attribution] = {}
    at = part[0]
    for n, quote in enumerate(quotes):
        pieces = find_pieces(quote["words"], text, part, at)
        if pieces is None:
            dropped["words"] += 1
            continue
        if quote["inside"] < 0:
            at = pieces[0][0]
        speaker = find_near(quote["speaker"], text, pieces, part)
        cue = find_near(quote["cue"], text, pieces, part) or (pieces[0][0], pieces[0][0])
        relays = tuple(filter(None, (find_near(relay, text, pieces, part) for relay in quote["relays"])))
        dropped["speaker"] += bool(quote["speaker"] and not speaker)
        dropped["relay"] += len(quote["relays"]) - len(relays)
        detail = f"{name} names “{text[slice(*speaker)]}” as the speaker." if speaker else f"{name} names no speaker that stands in the text."
        placed[n] = Attribution(pieces, quote["mode"], cue, speaker, SCORE, detail, relays, quote["inside"], "llm")
    return order(placed, number)


def order(placed: dict[int, Attribution], number: int) -> list[Attribution]:
    """Each attribution after the one it is nested in; one whose parent was dropped, or that encloses itself, stands alone."""
    result: list[Attribution] = []
    places: dict[int, int] = {}

    def add(n: int, parent: int | None) -> None:
        places[n] = number + len(result)
        result.append(replace(placed[n], parent=parent))
        for child, attribution in placed.items():
            if attribution.parent == n and child not in places:
                add(child, places[n])

    for n, attribution in placed.items():
        if attribution.parent not in placed or attribution.parent == n:
            if n not in places:
                add(n, None)
    for n in placed:  # circles
        if n not in places:
            add(n, None)
    return result


def find_pieces(words: list[str], text: str, part: Span, at: int) -> tuple[Span, ...] | None:
    """Where the pieces of a passage stand, in their order; None when one of them does not."""
    pieces: list[Span] = []
    for piece in words:
        span = find_words(piece, text, pieces[-1][1] if pieces else at, part[1]) or find_words(piece, text, pieces[-1][1] if pieces else part[0], part[1])
        if span is None:
            return None
        pieces.append(span)
    return tuple(pieces) or None


def find_words(words: str, text: str, start: int, end: int) -> Span | None:
    """The first place of some words; kinds of quotation marks and breaks of lines are the same, letters are not."""
    parts = [re.escape(part) for part in words.split()]
    if not any(letter.isalnum() for letter in words):
        return None
    pattern = re.sub(r"[\"“”„«»]", "[\"“”„«»]", re.sub(r"['‘’]", "['‘’]", r"\s+".join(parts)))
    found = re.compile(pattern).search(text, start, end)
    return found.span() if found else None


def find_near(words: str, text: str, pieces: tuple[Span, ...], part: Span) -> Span | None:
    """The place of some words that is nearest to a passage and outside it."""
    best: Span | None = None
    least = NEAR
    start = max(part[0], pieces[0][0] - NEAR)
    while span := find_words(words, text, start, min(part[1], pieces[-1][1] + NEAR)):
        start = span[0] + 1
        distance = min(abs(edge - place) for piece in pieces for edge in piece for place in span)
        if not meets(span, pieces) and distance < least and is_whole(span, text):
            best, least = span, distance
    return best


def is_whole(span: Span, text: str) -> bool:
    """Whether a place begins and ends with whole words: “he” does not stand in “the”."""
    before, after = text[max(0, span[0] - 1) : span[0]], text[span[1] : span[1] + 1]
    return not (before.isalnum() and text[span[0]].isalnum()) and not (after.isalnum() and text[span[1] - 1].isalnum())
