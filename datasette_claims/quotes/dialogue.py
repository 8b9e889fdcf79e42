"""Dialogue set with dashes, as much of Europe prints it: “– It was late, Holt says. – Nobody came.”"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Set
from dataclasses import replace

from ..records import Method
from .attribution import NAME_WORD, Attribution, Span, Taken, drop
from .layout import INTERVIEWED

LINE = re.compile(r"^[ \t]*[–—―-] ?(?P<words>(?!-)[^\n]+)$", re.M)
SAYS = r"(?:says|said|asks|asked|replies|replied|answers|answered|adds|added|explains|explained|continues|continued|insists|insisted|recalls|recalled|admits|admitted|sighs|sighed|laughs|laughed|tells me|told me|wonders|remarks|remarked)"
SOMEBODY = rf"(?:{NAME_WORD}(?: {NAME_WORD}){{0,3}}|he|she|they|the [a-z-]{{2,20}}(?: [a-z-]{{2,20}})?)"
# “, Holt says at once.”, “, says Holt when I ask her.”: up to the next dash, or the next sentence.
TAG = re.compile(
    rf"[,?!…] (?:(?P<who>{SOMEBODY}) (?P<cue>{SAYS})|(?P<cue_first>{SAYS}) (?P<who_behind>{SOMEBODY})(?=[.,]|$| (?:when|as|after|while|from|with|without|in|at|and|[a-z]{{2,20}}ly)\b))\b(?P<aside>[^.?!\n–—:“”\"]{{0,90}})(?:[.:]|$)"
)
BEAT = re.compile(rf"(?<=[.?!…] )(?:He|She|(?P<who>{NAME_WORD}(?: {NAME_WORD}){{0,2}})) [a-z][^.?!\n]{{1,80}}\. ?$")  # “Holt spits over the side.”
WORD = re.compile(r"\w")
DASH = re.compile(r" ?[–—] ")
LEAST_LINES = 3  # with a dash at the beginning
# “Nina Holt took over the railway a year ago.” above questions and answers.
INTRODUCED = re.compile(rf"(?:^|(?<=[.!?] ))(?P<who>(?!By |The |In |On |At |An? ){NAME_WORD}(?: {NAME_WORD}){{1,3}}),? [a-z]", re.M)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
OWN = frozenset("i we me us you".split())
DIALOGUE_SCORE = 0.8  # set, not measured


def add_dialogue(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what is said in lines that begin with a dash, in place of what the network made of them; questions say nothing that could be true."""
    lines = [(match.start("words"), match.start("words") + len(match["words"].rstrip())) for match in LINE.finditer(text) if match["words"].strip()]
    tags = {line: tag for line in lines if (tag := TAG.search(text, *line))}
    runs = [run for run in list_runs(text, lines) if len(run) > 1 and text[run[0][1] - 1] == "?"]
    asked = [line for run in runs for line in run[::2] if text[line[1] - 1] == "?"]
    if len(lines) < LEAST_LINES or len(tags) + len(asked) < 2:
        return found  # a list
    answers = {line for run in runs for line in run[1::2] if text[line[1] - 1] != "?"}
    named = find_named(text, list(tags.values())) or find_introduced(text, lines[0][0], answers)
    read = {line: made for line in lines if (made := read_line(text, line, tags.get(line), named, line in answers))}
    if named:
        found = name_told(text, found, Taken(line for run in runs for line in run[::2]), named)
    return put_inside(text, found, read, read.keys() - tags.keys())


def put_inside(text: str, found: list[Attribution], read: dict[Span, Attribution], open_lines: Set[Span]) -> list[Attribution]:
    """What was read in lines, in place of what the network made of them; others' words stay, inside the answers that pass them on."""
    lines, homes, gone = sorted(read), [], set()
    taken = Taken(lines)
    for n, one in enumerate(found):
        line = None
        if taken.meets(one.span) or taken.meets(one.cue):
            line = lines[max(0, bisect_right(lines, (one.span[0], len(text))) - 1)]
            if line not in open_lines or not line[0] <= one.span[0] < one.span[1] <= line[1] or not names_other(text, one):
                gone.add(n)
                continue
        homes.append(line)
    kept = drop(found, gone)
    places = {line: len(kept) + n for n, line in enumerate(read)}
    kept = [replace(one, parent=places[home]) if home and one.parent is None else one for one, home in zip(kept, homes, strict=True)]
    return [*kept, *read.values()]


def name_told(text: str, found: list[Attribution], questions: Taken, named: Span) -> list[Attribution]:
    """With who answers for “you” in the questions: “You once told us that …”."""
    return [replace(one, speaker=named) if one.speaker and text[slice(*one.speaker)].lower() == "you" and questions.meets(one.cue) else one for one in found]


def names_other(text: str, one: Attribution) -> bool:
    return one.speaker is not None and text[slice(*one.speaker)].lower() not in OWN


def list_runs(text: str, lines: list[Span]) -> list[list[Span]]:
    """Lines with nothing between them."""
    runs: list[list[Span]] = []
    for line in lines:
        if runs and not WORD.search(text, runs[-1][-1][1], line[0]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def find_named(text: str, tags: list[re.Match[str]]) -> Span | None:
    """Who answers: whom a tag names, or the opening as whom the article spoke with."""
    spans = [tag.span("who" if tag["who"] else "who_behind") for tag in tags]
    spans = [span for span in spans if text[span[0]].isupper()]
    if len({text[slice(*span)].split()[-1] for span in spans}) > 1:
        return None  # more than one answer
    interviewed = INTERVIEWED.search(text)
    return spans[0] if spans else interviewed.span("who") if interviewed else None


def find_introduced(text: str, end: int, answers: Set[Span]) -> Span | None:
    """Who is introduced before the first line, where only one is and the answers are in the first person."""
    if not any(FIRST_PERSON.search(text, *answer) for answer in answers):
        return None
    spans = [match.span("who") for match in INTRODUCED.finditer(text, 0, end)]
    return spans[0] if len({text[slice(*span)].split()[-1] for span in spans}) == 1 else None


def read_line(text: str, line: Span, tag: re.Match[str] | None, named: Span | None, is_answer: bool) -> Attribution | None:
    return read_tagged(text, line, tag) if tag else read_answer(text, line, named) if is_answer else None


def read_tagged(text: str, line: Span, tag: re.Match[str]) -> Attribution | None:
    who, cue = ("who", "cue") if tag["who"] else ("who_behind", "cue_first")
    pieces = tuple(list_pieces(text, ((line[0], tag.start() + (text[tag.start()] in "?!…")), (tag.end(), line[1]))))
    return make_said(text, pieces, tag.span(cue), tag.span(who)) if pieces else None


def read_answer(text: str, line: Span, named: Span | None) -> Attribution | None:
    dash = DASH.search(text, *line)
    beat = BEAT.search(text, line[0], dash.start()) if dash else None
    parts = ((line[0], beat.start()), (dash.end(), line[1])) if dash and beat else (line,)
    who = beat.span("who") if beat and beat["who"] else named
    return make_said(text, tuple(list_pieces(text, parts)), (text.rfind("\n", 0, line[0]) + 1, line[0]), who) if who else None


def list_pieces(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    """The spans that hold words, without the dashes and blanks at their ends."""
    for start, end in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip(" –—,"))
        end -= len(words) - len(words.rstrip(" –—,"))
        if WORD.search(text, start, end):
            yield start, end


def make_said(text: str, pieces: tuple[Span, ...], cue: Span, who: Span) -> Attribution:
    detail = f"A line of dialogue that begins with a dash, said by “{text[slice(*who)]}”."
    return Attribution(pieces, "direct", cue, who, DIALOGUE_SCORE, detail, method=Method.RULES.value)
