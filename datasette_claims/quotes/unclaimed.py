"""Quotations that no verb reports: a paragraph of its own behind what somebody said, or above a name."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import replace

from ..records import Method
from .attribution import NAME_WORD, Attribution, Span, Taken, find_mode
from .lexicon import read_words

# A sentence between marks, at the beginning of a line or behind another sentence, with nothing of its own sentence behind it.
SENTENCE = re.compile(
    r"(?:^|(?<=\n)|(?<=[.?!:][”\"] )|(?<=[.?!:] ))[“\"](?P<words>[\[(A-Z…'‘][^“”\"\n]{8,2000}[.?!…][)\]]?)[”\"](?=\n|$|[ \t\u00a0]+(?:\n|$|[A-Z“\"(\[–—-]))"
)
# “-- Anna Holt, mayor” below a quotation.
SIGNATURE = re.compile(rf"\s{{0,3}}(?:[-–—]{{1,2}}|―) ?(?P<who>{NAME_WORD}(?: (?:{NAME_WORD}|of|de|von|van|bin|al)){{0,4}})(?:[,(][^\n]{{0,80}})?[ \t]*(?=\n|$)")
DEED = re.compile(r", and [a-z]{2,20} [^\n]*: ")  # “said it was late, and laughed off the rest: “…””
LEAST_WORDS = 4
CARRIED_SCORE = 0.8  # 49 of 54 such quotations in 1,100 news articles are words of whom they are given to
SIGNED_SCORE = 0.9  # set, not measured
FAR = 80  # characters between what somebody said and a quotation that goes on with it
FARTHEST = 200  # line breaks and blanks among them


def add_unclaimed(text: str, found: list[Attribution]) -> list[Attribution]:
    """With whole quoted sentences that nobody's verb claims, as words of who is named below or spoke right before."""
    result = list(found)
    heard = sorted((max(one.span[1], one.cue[1]), n) for n, one in enumerate(found) if one.parent is None and one.speaker)
    for words in list_sentences(text, Taken(piece for one in found for piece in one.pieces)):
        signed = SIGNATURE.match(text, words[1] + 1)
        if signed:
            detail = f"A quotation above the name “{signed['who']}”."
            cue = signed.start() + len(signed.group()) - len(signed.group().lstrip()), signed.start("who")
            result.append(Attribution((words,), "direct", cue, signed.span("who"), SIGNED_SCORE, detail, method=Method.RULES.value))
            continue
        number = find_last(text, result, heard, words[0])
        if number is None:
            continue
        last = result[number]
        insort(heard, (words[1], number))
        between = text[max(last.span[1], last.cue[1]) : words[0]]
        if last.mode == "direct" or "\n" not in between and not DEED.search(between):  # the annotated articles have both as one statement
            pieces = (*last.pieces, words)
            result[number] = replace(last, pieces=pieces, mode=find_mode(text, pieces))
        else:
            detail = f"A quotation with no verb of its own behind what “{text[slice(*(last.speaker or last.cue))]}” said."
            result.append(replace(last, pieces=(words,), mode="direct", score=min(last.score, CARRIED_SCORE), detail=detail, method=Method.RULES.value, parent=None))
    return result


def list_sentences(text: str, taken: Taken) -> Iterator[Span]:
    """Whole quoted sentences in which nothing was read."""
    for match in SENTENCE.finditer(text):
        words = match.span("words")
        if len(match["words"].split()) >= LEAST_WORDS and not taken.meets(words):
            yield words


def find_last(text: str, found: list[Attribution], heard: list[tuple[int, int]], at: int) -> int | None:
    """Who spoke last before an offset, in its paragraph or the one before; nobody where a later paragraph tells of others."""
    before = bisect_right(heard, (at, len(found)))
    if not before:
        return None
    end, number = heard[before - 1]
    last, speaking = found[number], read_words("speech_cues")
    begin = max(end, last.speaker[1] if last.speaker else 0)
    between = text[max(begin, at - FARTHEST) : at].split("\n")
    is_far = at - begin > FARTHEST or any(line.strip() for line in between[1:-1]) or len("".join(between).strip()) > FAR
    speaks = any(word.lower().strip(":") in speaking for word in text[slice(*last.cue)].split())
    is_question = last.mode == "indirect" and "ask" in text[slice(*last.cue)]  # what follows is the answer
    return None if is_far or is_question or not speaks else number
