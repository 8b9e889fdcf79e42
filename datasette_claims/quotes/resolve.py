"""Readings of one sheet -> the attributions that are kept: no two share content, quotations are whole."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .encoding import Sheet
from .readings import Calibration, Reading, find_mode, join_words
from .tokens import Place

Span = tuple[int, int]
FREE_SHARE = 0.6  # of a reading's content must not belong to a surer one
# A quotation of which this much is content is content as a whole: direct speech by pieces 96.0 -> 96.6 (at 0.6
# and without the rule) on the held-out articles.
COVERED_SHARE = 0.3
SHORT_QUOTATION = 4  # words; a shorter one may be a nickname or a title
CONTINUES_AFTER = 3  # words a wholly quoted paragraph needs to be the continuation of a quotation


@dataclass
class Taken:
    """Which words belong to content, and which to cues and speakers, while readings are taken one by one."""

    content: set[int] = field(default_factory=set)
    other: set[int] = field(default_factory=set)


class Quoted(NamedTuple):
    """The words between an opening and a closing mark, and those of them that count."""

    first: int
    last: int
    counted: list[int]


def list_quoted(sheet: Sheet) -> list[Quoted]:
    """The quotations that are long enough to be no nickname and no title."""
    quoted = (Quoted(first, last, [k for k in range(first, last) if sheet.counts[k]]) for first, last in find_quotations(sheet))
    return [one for one in quoted if len(one.counted) >= SHORT_QUOTATION]


def find_quotations(sheet: Sheet) -> list[Span]:
    """Word ranges between opening and closing marks."""
    found, begin = [], None
    for k, word in enumerate(sheet.words):
        if begin is not None and (word.place != Place.INSIDE or word.paragraph != sheet.words[begin].paragraph):
            found.append((begin, k))
            begin = None
        if begin is None and word.place == Place.INSIDE:
            begin = k
    if begin is not None:
        found.append((begin, len(sheet)))
    return found


def resolve_readings(
    sheet: Sheet, readings: list[Reading], calibration: Calibration, least: float
) -> list[tuple[Reading, float]]:
    """Readings with their scores, in the order of the text; overlapping content goes to the stronger one."""
    quotations = list_quoted(sheet)
    taken, kept = Taken(), []
    begun: list[tuple[int, Quoted]] = []  # number of a kept reading -> a quotation that may be its
    for reading in sorted(readings, key=lambda reading: -reading.strength):
        if any(k in taken.content for k in range(*reading.cue)):
            continue
        words = complete_quotations(reading, quotations, taken)
        firsts = find_begun(sheet, words, quotations)
        content = free_content(sheet, words - set(firsts), taken)
        if not content:
            continue
        reading = replace(reading, content=content, mode=find_mode(sheet, content))
        score = calibration.score(reading.signs)
        if score < least:
            continue
        taken.content |= reading.content_words()
        taken.other.update(range(*reading.cue), range(*(reading.speaker or (0, 0))))
        begun += [(len(kept), quotation) for quotation in firsts.values()]
        kept.append((reading, score))
    for number, quotation in begun:
        kept[number] = take_begun(sheet, *kept[number], quotation, taken)
    kept.sort(key=lambda item: item[0].cue)
    return continue_quotations(sheet, kept, taken)


def complete_quotations(reading: Reading, quotations: list[Quoted], taken: Taken) -> set[int]:
    """The content's words, with the rest of every quotation that is mostly content."""
    words = reading.content_words()
    for first, last, counted in quotations:
        covered = sum(k in words for k in counted)
        seen = sum(reading.window[0] <= k < reading.window[1] for k in counted)
        if not max(1, COVERED_SHARE * seen) <= covered < len(counted):
            continue
        if not any(first <= k < last for k in range(*reading.cue)):
            words |= {k for k in range(first, last) if k not in taken.content and k not in taken.other}
    return words


def find_begun(sheet: Sheet, words: set[int], quotations: list[Quoted]) -> dict[int, Quoted]:
    """First word -> quotation, where that is the only content among words beside it: the network saw a quotation begin, and not whose it is."""
    found = {}
    for quotation in quotations:
        first = quotation.counted[0]
        is_closed = quotation.last < len(sheet) and sheet.words[quotation.last].place == Place.CLOSING
        if is_closed and words.intersection(quotation.counted) == {first} != words:
            found[first] = quotation
    return found


def take_begun(sheet: Sheet, reading: Reading, score: float, quotation: Quoted, taken: Taken) -> tuple[Reading, float]:
    """The reading with a quotation that it began, unless another one reports a word of that."""
    words = range(quotation.first, quotation.last)
    if taken.content.union(taken.other).isdisjoint(words):
        content = join_words(sheet, sorted(reading.content_words().union(words)))
        reading = replace(reading, content=content, mode=find_mode(sheet, content))
        taken.content |= reading.content_words()
    return reading, score


def free_content(sheet: Sheet, words: set[int], taken: Taken) -> tuple[Span, ...]:
    """What is left of the content beside surer readings; nothing when too little is."""
    free = {k for k in words if k not in taken.content and k not in taken.other}
    if len(free) < FREE_SHARE * len(words):
        return ()
    return join_words(sheet, sorted(free))


def continue_quotations(
    sheet: Sheet, kept: list[tuple[Reading, float]], taken: Taken
) -> list[tuple[Reading, float]]:
    """A paragraph that is all quotation and has no cue goes on with the quotation of the paragraph before."""
    last_of: dict[int, int] = {}  # paragraph -> number of its last reading
    for number, (reading, _) in enumerate(kept):
        last_of[int(sheet.paragraphs[reading.cue[0]])] = number
    claimed = {int(sheet.paragraphs[k]) for k in taken.content} | set(last_of)
    starts = {int(paragraph): k for k, paragraph in reversed(list(enumerate(sheet.paragraphs)))}
    current = previous = -1
    for paragraph in range(len(starts)):
        if paragraph in last_of:
            current, previous = last_of[paragraph], paragraph
            continue
        if current < 0 or paragraph in claimed or previous != paragraph - 1:
            continue
        words = range(starts[paragraph], starts.get(paragraph + 1, len(sheet)))
        counted = [k for k in words if sheet.counts[k]]
        reading, score = kept[current]
        if reading.mode != "indirect" and len(counted) > CONTINUES_AFTER and all(sheet.quoted[k] for k in counted):
            content = (*reading.content, (counted[0], counted[-1] + 1))
            kept[current] = (replace(reading, content=content, mode=find_mode(sheet, content)), score)
            previous = paragraph
    return kept
