"""Where sentences, paragraphs and quotations of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from ..abbreviations import ends_sentence

END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|\n")
QUOTATION = re.compile(r"“[^“”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)|''[^\n]*?(?:''|\n|$)|«[^«»\n]*(?:»|\n|$)|„[^„“”\n]*(?:[“”]|\n|$)")


@dataclass(frozen=True, slots=True)
class Layout:
    """The starts of sentences and paragraphs, and the stretches inside quotation marks."""

    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    quotations: tuple[tuple[int, int], ...]
    length: int

    def sentence_at(self, position: int) -> int:
        return bisect_right(self.sentences, position) - 1

    def paragraph_at(self, position: int) -> int:
        return bisect_right(self.paragraphs, position) - 1

    def sentence_span(self, position: int) -> tuple[int, int]:
        index = self.sentence_at(position)
        end = self.sentences[index + 1] if index + 1 < len(self.sentences) else self.length
        return self.sentences[index], end

    def is_quoted(self, position: int) -> bool:
        index = bisect_right(self.quotations, (position, self.length)) - 1
        return index >= 0 and self.quotations[index][0] <= position < self.quotations[index][1]


@lru_cache(maxsize=4)
def read_layout(text: str) -> Layout:
    """The layout of a text; the last few are kept, because every quote of an article asks for the same one."""
    starts, paragraphs = [0], [0]
    for end in END.finditer(text):
        if end.group() == "\n":
            paragraphs.append(end.end())
        elif not ends_sentence(text, end.start()):
            continue
        elif re.match(r"\s+[a-z]", text[end.end() : end.end() + 3]):
            continue  # “No!” he said: the sentence goes on
        starts.append(end.end() if end.group() == "\n" else min(end.end() + 1, len(text)))
    quotations = tuple(match.span() for match in QUOTATION.finditer(text))
    return Layout(tuple(sorted(set(starts))), tuple(paragraphs), quotations, len(text))
