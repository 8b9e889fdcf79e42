"""Interviews without labels: paragraphs that ask, and below each the answer of who is interviewed."""

from __future__ import annotations

import re

from ..records import Method
from .attribution import Attribution, Span, Taken
from .dialogue import DIALOGUE_SCORE, FIRST_PERSON, LINE, find_introduced, name_told, put_inside
from .layout import INTERVIEWED

PARAGRAPH = re.compile(r"^[^\n]*[^\s\n][^\n]*$", re.M)
ASKS = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
MARKS = re.compile(r"[\"“”«»]")
LABEL = re.compile(r"^(?:[QA]\b|[A-Z][\w.’' -]{0,30}: )", re.M)
LONGEST_QUESTION = 400  # characters
LEAST_QUESTIONS = 3


def add_interview(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the answers below questions that stand in paragraphs of their own, where the text names who answers."""
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    asking = [n for n, span in enumerate(paragraphs) if is_question(text, span)]
    if len(asking) < LEAST_QUESTIONS or sum(bool(ASKS.search(text, *paragraphs[n])) for n in asking) < LEAST_QUESTIONS:
        return found
    first = paragraphs[asking[0]][0]
    if LABEL.search(text, first):
        return found  # labels tell who speaks
    answers = list_answers(text, paragraphs, asking)
    interviewed = INTERVIEWED.search(text, 0, first)
    named = interviewed.span("who") if interviewed else find_introduced(text, first, set(answers))
    if named is None or 2 * sum(bool(FIRST_PERSON.search(text, *answer)) for answer in answers) < len(answers):
        return found
    read = {line: make_answer(text, line, named) for line in answers}
    return put_inside(text, name_told(text, found, Taken(paragraphs[n] for n in asking), named), read, read.keys())


def make_answer(text: str, line: Span, named: Span) -> Attribution:
    """The cue is the last question mark before."""
    mark = text.rfind("?", 0, line[0])
    detail = f"An answer below a question, in an interview with “{text[slice(*named)]}”."
    return Attribution((line,), "direct", (mark, mark + 1), named, DIALOGUE_SCORE, detail, method=Method.RULES.value)


def is_question(text: str, span: Span) -> bool:
    start, end = span
    words = text[start:end].rstrip(" *_")
    return words.endswith("?") and end - start <= LONGEST_QUESTION and not MARKS.search(words) and not LINE.match(text, start) and " " in words


def list_answers(text: str, paragraphs: list[Span], asking: list[int]) -> list[Span]:
    """The paragraphs between two questions, and behind the last one those in the first person."""
    answers: list[Span] = []
    for n, number in enumerate(asking):
        stop = asking[n + 1] if n + 1 < len(asking) else len(paragraphs)
        for k in range(number + 1, stop):
            if stop == len(paragraphs) and k > number + 1 and not FIRST_PERSON.search(text, *paragraphs[k]):
                break
            answers.append(paragraphs[k])
    return answers
