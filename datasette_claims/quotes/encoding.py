"""Words -> the numbers the network reads; the same code at training and at run time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .tokens import Place, Word, split_words

CLS, SEP, MASK, UNKNOWN = 101, 102, 103, 100
# Sizes between 140 and 256 pieces are seen in training. On the held-out articles 160 is 6 % faster than 256 (attention
# grows with the square of the size) and not worse: end-to-end F1 of speech 81.5 against 81.0, within chance.
CHUNK_PIECES = 160
PIECES_PER_WORD = 8
LETTERS_PER_WORD = 100
# Words either side of a cue that its roles are looked for in: the cue's paragraph, and a little beyond it.
WINDOW_LEFT, WINDOW_RIGHT = 64, 72
BEYOND_LEFT, BEYOND_RIGHT = 8, 28
DISTANCE_EDGES = np.array([1, 2, 3, 4, 5, 6, 8, 11, 16, 23, 35, 51])
FEATURES, DISTANCES, SENTENCE_OFFSETS = 24, 26, 24
COUNTS = re.compile(r"\w")
DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "\u2014", "\u2015": "\u2014", "\u2019": "'", "\u2018": "'"})


class Tokenizer(Protocol):
    """What we need of `tokenizers.Tokenizer`."""

    def encode(self, sequence: str, *, add_special_tokens: bool): ...


class WordPieces:
    """Word -> word-piece ids, remembered."""

    LIMIT = 200_000

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        ids = self.known.get(word)
        if ids is None:
            if len(self.known) >= self.LIMIT:
                self.known.clear()
            # Half a surrogate pair, which broken input can hold, is no text to the tokenizer.
            text = word[:LETTERS_PER_WORD].encode("utf-8", "replace").decode()
            encoding = self.tokenizer.encode(text, add_special_tokens=False)
            ids = self.known[word] = encoding.ids[:PIECES_PER_WORD] or [UNKNOWN]
        return ids


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stretch of text as words and arrays, one entry a word."""

    words: list[Word]
    pieces: list[list[int]]
    sizes: np.ndarray  # word pieces of each word
    features: np.ndarray  # place in a quotation x letter case
    sentences: np.ndarray
    paragraphs: np.ndarray
    counts: np.ndarray  # holds a letter or digit: only such words count in a span
    quoted: np.ndarray

    def __len__(self) -> int:
        return len(self.words)


def letter_case(word: str) -> int:
    """0 mark, 1 small, 2 Capital, 3 CAPITALS, 4 number; the word pieces themselves are lower-cased."""
    head = word[0]
    if not head.isalnum():
        return 0
    if head.isdigit():
        return 4
    if head.isupper():
        return 3 if len(word) > 1 and word.isupper() else 2
    return 1


def plain_form(word: Word) -> str:
    """The word as the network reads it: every style of quotation mark and dash looks the same."""
    if word.place in (Place.OPENING, Place.CLOSING):
        return '"'
    return word.text.translate(DASHES)


def read_words(words: list[Word], word_pieces: WordPieces) -> Sheet:
    """The arrays of a list of words."""
    pieces = [word_pieces(plain_form(word)) for word in words]
    return Sheet(
        words=words,
        pieces=pieces,
        sizes=np.array([len(ids) for ids in pieces], dtype=np.int64),
        features=np.array([word.place * 5 + letter_case(word.text) + 1 for word in words], dtype=np.int64),
        sentences=np.array([word.sentence for word in words], dtype=np.int64),
        paragraphs=np.array([word.paragraph for word in words], dtype=np.int64),
        counts=np.array([bool(COUNTS.search(word.text)) for word in words], dtype=bool),
        quoted=np.array([word.place == Place.INSIDE for word in words], dtype=bool),
    )


def read_text(text: str, word_pieces: WordPieces, start: int = 0, end: int | None = None) -> Sheet:
    """The sheet of a stretch of text; offsets stay those of the whole text."""
    return read_words(split_words(text, start, end), word_pieces)


def split_long(sheet: Sheet, first: int, last: int, limit: int) -> list[tuple[int, int]]:
    """Parts of a paragraph of at most `limit` pieces, cut between sentences where that is possible."""
    if sheet.sizes[first:last].sum() <= limit - 2:
        return [(first, last)]
    parts = []
    while first < last:
        size, at, cut = 0, first, None
        while at < last and size + sheet.sizes[at] <= limit - 2:
            size += sheet.sizes[at]
            at += 1
            if at == last or sheet.sentences[at] != sheet.sentences[at - 1]:
                cut = at
        if cut is None or cut - first < 20:
            cut = at
        parts.append((first, cut))
        first = cut
    return parts


def split_chunks(sheet: Sheet, limit: int = CHUNK_PIECES) -> list[tuple[int, int]]:
    """Word ranges of at most `limit` pieces, packed from whole paragraphs."""
    edges = [0, *(np.flatnonzero(np.diff(sheet.paragraphs)) + 1).tolist(), len(sheet)]
    chunks: list[tuple[int, int]] = []
    room = 0
    for begin, end in zip(edges, edges[1:], strict=False):
        for first, last in split_long(sheet, begin, end, limit):
            size = int(sheet.sizes[first:last].sum()) + 1
            if chunks and size < room:
                chunks[-1] = (chunks[-1][0], last)
                room -= size
            else:
                chunks.append((first, last))
                room = limit - size
    return [chunk for chunk in chunks if chunk[0] < chunk[1]]


def encode_chunk(sheet: Sheet, first: int, last: int) -> tuple[list[int], list[int], list[int]]:
    """Piece ids, the feature of each piece, and where each word begins; paragraphs are parted by [SEP]."""
    ids, features, begins = [CLS], [0], []
    for k in range(first, last):
        if k > first and sheet.paragraphs[k] != sheet.paragraphs[k - 1]:
            ids.append(SEP)
            features.append(0)
        begins.append(len(ids))
        ids += sheet.pieces[k]
        features += [sheet.features[k]] * len(sheet.pieces[k])
    return [*ids, SEP], [*features, 0], begins


def cue_window(sheet: Sheet, chunk: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    """The words of the chunk in which the roles of a cue are looked for."""
    paragraph = sheet.paragraphs[cue[0]]
    begin = max(chunk[0], cue[0] - WINDOW_LEFT)
    home = int(np.searchsorted(sheet.paragraphs[begin : cue[0]], paragraph)) + begin
    begin = max(begin, min(home, cue[0] - BEYOND_LEFT))
    end = min(chunk[1], cue[1] + WINDOW_RIGHT)
    home = int(np.searchsorted(sheet.paragraphs[cue[1] : end], paragraph, side="right")) + cue[1]
    return begin, min(end, max(home, cue[1] + BEYOND_RIGHT))


def relate_to_cue(sheet: Sheet, window: tuple[int, int], cue: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """For each word of the window: signed distance class to the cue, and sentence and paragraph offset."""
    at = np.arange(*window)
    left, right = np.maximum(cue[0] - at, 0), np.maximum(at - cue[1] + 1, 0)
    count = len(DISTANCE_EDGES)
    distance = np.where(left > 0, np.searchsorted(DISTANCE_EDGES, left, side="right"), 0)
    distance += np.where(right > 0, count + np.searchsorted(DISTANCE_EDGES, right, side="right"), 0)
    sentence = np.clip(sheet.sentences[slice(*window)] - sheet.sentences[cue[0]], -3, 3) + 4
    paragraph = np.clip(sheet.paragraphs[slice(*window)] - sheet.paragraphs[cue[0]], -1, 1) + 1
    return distance + 1, sentence + 8 * paragraph


def pad_rows(rows: Sequence[Iterable[int]], width: int | None = None) -> np.ndarray:
    """Rows of unequal length as one array, zeros at the end."""
    lists = [list(row) for row in rows]
    table = np.zeros((len(lists), width or max(map(len, lists))), dtype=np.int64)
    for k, row in enumerate(lists):
        table[k, : len(row)] = row
    return table
