"""Whether words are a sentence: they have a finite verb of their own, and not only one of a relative clause."""

from __future__ import annotations

import re
from functools import cache

from ..verbs import make_third_person, read_pasts, read_verbs

TOKEN = re.compile(r"[\w’'$-]+|[,;:()—–]")
AUXILIARIES = frozenset("is are was were am do does did has have had can could will would should shall must may might cannot says".split())
CONTRACTED = re.compile(r"\w+n['’]t|(?:it|he|she|that|there|who|what|this|here|where)['’]s|\w+['’](?:re|ve|ll|m|d)")
# What may stand between an auxiliary and the verb it belongs to.
WITHIN = frozenset("not n't been be being have also still already never ever yet just even only since now once long so to no".split())
NOUNS = frozenset("cost cut bid bet bast cast split spread read shed burst hurt beat wound bound broadcast forecast".split())
NO_PASTS = frozenset("hundred indeed need speed breed seed deed feed weed greed creed sacred naked wicked kindred embed exceed proceed succeed based aged located headquartered titled entitled unwed unnamed unsigned unpaid unarmed unmarried".split())
BEFORE_NOUNS = frozenset(
    "the a an his her its their our my your these those some many several few all any no of in with for by from on at as to about into over under between after before be been being having "
    "such more most other new two three four five six ten former recent so-called".split()
)
PERSONS = frozenset("i you we they he she it there people who".split())
NO_VERB = frozenset("to and or as in of with that for from about but by at on too also a an the against among between without under over after before like near within inside outside across around who which".split())
SUBJECTS = frozenset("he she it they we i you there".split())
DETERMINERS = frozenset("the a an his her its their all any some".split())
NOT_BEFORE_CLAUSE = frozenset("and or but that than as if when day days week weeks month months year years night morning evening time moment".split())
ALL_THAT = frozenset("all everything anything something nothing much".split())
OBJECTS = frozenset("the a an his her its their him them us me you it how why whether off up out down back away like".split())
RELATIVE = frozenset("who which whom whose where whether how why what when while because if although though unless".split())
CONJUNCTIONS = frozenset("since after before until as once".split())  # and prepositions
# “The remarks attributed to him”: with “to”, these hardly ever are the verb of a sentence.
ATTRIBUTED = frozenset("attributed linked related tied devoted dedicated addressed compared limited opposed owed".split())
# Nouns as well, but not behind a plural: “the photos show flags”.
NOUN_VERBS = frozenset("show claim report plan hope fear need face attack support use call back fight control move head test target contact demand process".split())
TO_DO = frozenset("plans hopes needs claims aims attempts moves threatens promises vows pledges offers wants intends seeks".split())


@cache
def present_forms() -> tuple[frozenset[str], frozenset[str]]:
    """The bases of verbs that are hardly ever nouns, and their forms in -s."""
    return read_verbs(), frozenset(map(make_third_person, read_verbs()))


@cache
def past_forms() -> frozenset[str]:
    return read_pasts() - NOUNS


def has_verb(words: str) -> bool:
    """Whether words have a finite verb that no “who”, “which” or “since he” takes for its own clause."""
    tokens = TOKEN.findall(words)
    waiting, place = 0, 0
    while place < len(tokens):
        word = tokens[place].lower()
        if opens_clause(tokens, place):
            waiting += 1
        elif word == ",":
            waiting = 0
        elif place and word[:-2] in RELATIVE and CONTRACTED.fullmatch(word):
            place = skip_group(tokens, place)  # “what's left of it”
        elif is_finite(tokens, place):
            if not waiting:
                return True
            waiting -= 1
            place = skip_group(tokens, place)
        place += 1
    return False


def opens_clause(tokens: list[str], place: int) -> bool:
    """Whether the next verb belongs to a clause that begins here: “who”, “since he”, “that was”."""
    word, before, behind = (look(tokens, place + by) for by in (0, -1, 1))
    if word == "that":
        return before in ALL_THAT or is_finite(tokens, place + 2 if behind.endswith("ly") else place + 1)
    if word in SUBJECTS and place > 1 and look(tokens, 0) in DETERMINERS and before.isalpha() and before not in NOT_BEFORE_CLAUSE:
        return True  # “the criticism she had received”
    return word in RELATIVE or word == "than" and is_finite(tokens, place + 1) or word in CONJUNCTIONS and (behind in SUBJECTS or place > 0 and word != "as")


def look(tokens: list[str], place: int) -> str:
    """The token at a place in small letters; empty beyond both ends."""
    return tokens[place].lower() if 0 <= place < len(tokens) else ""


def is_busy(words: str) -> bool:
    """Whether words have any finite verb, be it that of a subordinate clause."""
    tokens = TOKEN.findall(words)
    return any(is_finite(tokens, place) for place in range(len(tokens)))


def is_finite(tokens: list[str], place: int) -> bool:
    """Whether a token is a finite verb, as far as its form and its neighbours tell."""
    if place >= len(tokens):
        return False
    farther, before, word, behind = (look(tokens, place + by) for by in (-2, -1, 0, 1))
    if CONTRACTED.fullmatch(word):
        return True
    if place == 0 or tokens[place] != word:
        return False
    if word in AUXILIARIES:
        return before != "to" and not (word in ("will", "can", "might") and before in BEFORE_NOUNS)
    if before in PERSONS and word.isalpha() and word not in NO_VERB:
        return True
    if place == 1 and before in ("first", "latest"):
        return False  # “First suspected case in the city”
    if before in BEFORE_NOUNS or before.endswith("ly") and (farther in BEFORE_NOUNS or farther.endswith("ing")):
        return False  # “the reported sale”, “eating genetically modified food”
    if word.endswith("ed") and len(word) > 3 and word not in NO_PASTS or word in past_forms():
        return behind != "by" and not (behind == "to" and word in ATTRIBUTED)
    return is_present(tokens, place, before, behind)


def is_present(tokens: list[str], place: int, before: str, behind: str) -> bool:
    """Whether a token is a verb in the present: “denies”, “troops enter”, “plans to send”, “attacks the city”."""
    word = tokens[place]
    bases, forms = present_forms()
    if word in forms:
        return True
    if word in bases or word in NOUN_VERBS and tokens[place - 1].islower():
        return before[-1:] == "s" and before[-2:] not in ("ss", "’s", "'s")
    if not re.fullmatch(r"[a-z]{3,}[^s]s", word):
        return False
    return behind in OBJECTS or behind == "to" and word in TO_DO


def skip_group(tokens: list[str], place: int) -> int:
    """The last token of the verb group that begins at a place: “has never been seen”."""
    while place + 1 < len(tokens) and (tokens[place + 1] in WITHIN or tokens[place + 1].endswith("ly")):
        place += 1
    behind = tokens[place + 1] if place + 1 < len(tokens) else ""
    return place + 1 if behind.endswith(("ed", "en", "ing")) or behind in past_forms() else place
