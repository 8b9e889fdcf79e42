"""What stands before a colon: somebody who speaks, or a heading."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..wordlists import read_rows
from .attribution import Attribution

LABEL = re.compile(r"[A-Z][\w’'-]*")


def is_label(text: str, one: Attribution) -> bool:
    """Whether what stands before a colon is no speaker but a heading: one word that the text has nowhere else."""
    if one.speaker is None or text[slice(*one.cue)] != ":" or not LABEL.fullmatch(text, *one.speaker):
        return False
    word = text[slice(*one.speaker)]
    if is_known_label(word, text, one.speaker[1]):
        return False
    is_turn = word in ("Q", "A") or len(word) > 3 and word.isupper()  # of an interview or a transcript
    return not is_turn and text[one.speaker[0] - 1 : one.speaker[0]] in ("", "\n") and not stands_behind(word, text, 0)


def is_known_label(label: str, text: str, start: int = 0) -> bool:
    """Whether a label is a kind of speaker or a name of the text behind it: “Historians”, “Report”, “Khans” of an article on one Khan."""
    one = label.removesuffix("s")
    is_kind = label.split()[-1].lower().removesuffix("s") in read_speaking()
    return is_kind or stands_behind(one, text, start) or stands_behind(f"{one}s", text, start)


def stands_behind(words: str, text: str, start: int) -> bool:
    """Whether words stand behind an offset, and not as a label."""
    if words.isalnum():
        return list_last(text).get(words, -1) >= start
    return re.compile(rf"\b{re.escape(words)}\b(?!:)").search(text, start) is not None


@lru_cache(maxsize=4)
def list_last(text: str) -> dict[str, int]:
    """Where each word of a text that is no label stands last: a transcript asks for every one of its labels."""
    return {found.group(): found.start() for found in re.finditer(r"\w+(?![\w:])", text)}


@cache
def read_speaking() -> frozenset[str]:
    """Who and what can stand before the colon of a headline: “Poll”, “Experts”."""
    return frozenset(row["word"] for row in read_rows("roles")) | {"poll", "survey", "study", "source", "insider", "expert", "witness", "police"}
