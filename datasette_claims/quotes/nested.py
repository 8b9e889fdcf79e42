"""Attributions inside attributed words: in "X reported that Y said it" the network marks X, this finds Y."""

from collections.abc import Callable

from .encoding import Sheet
from .lexicon import read_words
from .readings import Reading
from .tokens import Place, Word, pair_single_marks

# Reported words are read again as a text of their own, because the gold marks the outer attribution only and
# the network has learned to pass over cues inside reported words.
SHORTEST = 5  # words, the full stop among them
OPENERS = frozenset({"that", "whether"})
# "I told them" in one's own words is not a relay.
OWN_VOICE = frozenset("i we you me us who which that it let's let’s".split())

# “The players said to be behind it”: they said nothing, and nobody tells who did.
SUPPOSED = frozenset("said reported alleged".split())

# “Can't say that”, “would never say”, “is going to say”: nobody has said it.
NOT_SAYING = frozenset("to will would can could should may might must 'd ’d can't can’t won't won’t cannot not never n't n’t don't don’t didn't didn’t".split())

Found = list[tuple[Reading, float]]


def find_nested(
    sheet: Sheet, reading: Reading, read: Callable[[list[Word]], tuple[Sheet, Found]]
) -> list[tuple[Sheet, Reading, float]]:
    """Likely attributions inside a reading's content, with the sheet their word numbers belong to."""
    nested = []
    for words in list_stretches(sheet, reading):
        words = inner_words(words, reading.mode)
        if len(words) >= SHORTEST and any(can_relay(words, k) for k in range(len(words))):
            inner, found = read(words)
            nested += [(inner, child, score) for child, score in found if is_relayed(inner, child)]
    return nested


def list_stretches(sheet: Sheet, reading: Reading) -> list[list[Word]]:
    """The words of each piece, with those of the next one where one sentence goes on in it: “The board, she says, has told her that it is late”."""
    stretches: list[list[Word]] = []
    for first, last in reading.content:
        if reading.mode == "mixed" and last < len(sheet) and sheet.words[last].place == Place.CLOSING:
            last += 1  # else what is nested would open a quotation that never ends
        words = sheet.words[first:last]
        if stretches and words[0].sentence == stretches[-1][-1].sentence:
            stretches[-1] = [*stretches[-1], *words]
        else:
            stretches.append(list(words))
    return stretches


def inner_words(words: list[Word], mode: str) -> list[Word]:
    """A piece as a sentence: without "that", with a capital and a full stop, outside a direct quotation's marks.

    "Marek Lind had said the ships were sold" scores 0.80 with the full stop and 0.20 without: the network has read
    whole sentences only. Offsets stay those of the text.
    """
    if words[0].text.lower() in OPENERS:
        words = words[1:]
    if mode == "direct":
        words = place_inner(words)
    words = [word._replace(paragraph=0) for word in words]
    if words:
        first, last = words[0], words[-1]
        words[0] = first._replace(text=first.text[0].upper() + first.text[1:])
        words.append(last._replace(start=last.end, text=".", place=Place.OUTSIDE))
    return words


def place_inner(words: list[Word]) -> list[Word]:
    """Words of a direct quotation with the places they have inside it: only single marks quote there."""
    singles = pair_single_marks(words)
    placed, is_inside = [], False
    for k, word in enumerate(words):
        place = singles.get(k, Place.INSIDE if is_inside else Place.OUTSIDE)
        is_inside = place in (Place.OPENING, Place.INSIDE)
        placed.append(word._replace(place=place))
    return placed


def can_relay(words: list[Word], k: int) -> bool:
    """Whether the word can report the speech of somebody else; "States" inside a sentence is a name."""
    if not holds_cue(words[k]):
        return False
    if k == 0 or words[k - 1].sentence != words[k].sentence:
        return True
    return words[k].text[0].islower() and words[k - 1].text.lower() not in OWN_VOICE


def holds_cue(word: Word) -> bool:
    return word.text.lower() in read_words("relay_cues")


def is_relayed(inner: Sheet, child: Reading) -> bool:
    """Whether somebody else is said to have spoken."""
    if child.speaker is None or not any(holds_cue(inner.words[k]) for k in range(*child.cue)):
        return False
    cue = [inner.words[k].text.lower() for k in range(max(0, child.cue[0] - 1), child.cue[1])]
    if cue[-1] == "say" and not NOT_SAYING.isdisjoint(cue) and not any(word.startswith(("refus", "declin")) for word in cue):
        return False
    said = [inner.words[k].text.lower() for k in sorted(child.content_words())]
    if said in (["it"], ["that"], ["so"], ["this"]) or said[:2] in (["to", "be"], ["to", "have"]) and inner.words[child.cue[1] - 1].text.lower() in SUPPOSED:
        return False
    return inner.words[child.speaker[0]].text.lower() not in OWN_VOICE
