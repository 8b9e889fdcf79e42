"""Runs of capitalised words that can be names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from ..outlets import PAIRED
from ..text import fold
from ..wordlists import read_phrases, read_rows, read_words
from .sentences import Layout

IN_ADDRESS = ("@", "#", "/", ".")  # before a word of a handle, a tag or a link, which are small whatever they name
TOKEN = re.compile(r"[^\W\d_](?:[.’'&-]?[^\W_])*\.?|\d+")
UNIONS = frozenset("Union Association Federation Institute Society League Party Council Guild Alliance Congress Organisation Organization Club Foundation Movement Cooperative Hospital Committee Front Fund Network Board".split())
OWNERS = frozenset("Women's Children's People's Men's".split())
PARTICLES = frozenset("de da di du van von der den bin ibn al el la le dos del".split())
JOINERS = frozenset("of for and the on".split())  # inside the name of a body: Department of Justice
CALLERS = frozenset("committee campaign coalition alliance movement".split())  # “Committee to Protect Journalists”
OFFICES = frozenset("secretary undersecretary minister".split())  # of State, of Defence
SIGNED = re.compile(r"[–—―-] ?[^\n()]{1,60} \(@")  # below an embedded post
LABELLED = re.compile(r"(?:Sources?|Quote)\b[^:\n]{0,60}: ?[A-Z]")  # “Source: Mayor Ivo Marek” is no headline
HOUSES = frozenset(("Parliament", "Congress"))  # which a “Member of Parliament Nina Holt” is of
INNER = frozenset("Without Against Beyond".split())  # with a capital in the middle of a name: “Doctors Without Borders”
NUMBERED = frozenset("Channel Radio Kanal".split())  # “Channel Six”
NUMBERS = frozenset("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split())
OFFICE_OF_NAME = re.compile(r"(?:President|Director|Head|Chief|Manager) of (?:the )?[A-Z]\w+ [A-Z][a-z’'-]+ [A-Z][a-z]")  # “Vice President of Retail Angela Ahren”
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# At the start of a sentence and nowhere else with a capital: “Tourists said”, “Interestingly the mayor”.
COMMON = re.compile(r"[^s]s$|(?:ing|al|ed|ous|ate|ab|ib|ant|ent|iv|ar)ly$")
POSSESSIVE = re.compile(r"['’]s?$")
TOLD = re.compile(r"\b(?:told|tells|telling|informed|assured) (?:the )?$")
AUXILIARIES = frozenset("is was are were has had have will would can could may might must should did does".split())
INITIAL = re.compile(r"[A-Z]\.?$")


@cache
def read_lexicon() -> dict[str, frozenset[str]]:
    countries = read_rows("countries")
    female, male = (frozenset(fold(name) for name in read_words(f"first_names_{gender}")) for gender in ("female", "male"))
    return {
        # “Documents show” and “Officers said” name nobody either.
        "not_names": frozenset(read_words("not_names")) | {f"{row['word']}s" for row in read_rows("roles") if row["kind"] in ("person", "document")},
        "bodies": frozenset(read_words("body_names")),
        "female": female,
        "male": male,
        "first_names": female | male,
        "outlets": frozenset(read_words("outlets")),
        "places": frozenset(fold(place) for row in countries for place in (row["name"], *row["capital"].split("|")) if place)
        | frozenset(fold(place) for place in read_phrases("places"))
        | frozenset(fold(row["words"]) for row in read_rows("metonyms") if row["kind"] == "state"),
        "demonyms": frozenset(fold(word) for row in countries for word in row["demonyms"].split("|") if word),
        "role_plurals": frozenset(f"{row['word']}s" for row in read_rows("roles") if row["kind"] == "person"),
        "roles": frozenset(row["word"] for row in read_rows("roles") if row["kind"] == "person"),
        "groups": frozenset(read_words("groups")),
        "titles": frozenset(row["words"] for row in read_rows("titles")),
    }


@cache
def read_titles() -> dict[str, dict[str, str]]:
    return {row["words"].lower(): row for row in read_rows("titles")}


@dataclass(frozen=True)
class Tokens:
    """The words of a text, where each of them stands, and how often it is written with a capital inside a sentence."""

    text: str
    spans: list[tuple[int, int]]
    openings: list[bool]  # at the start of a sentence or quotation
    titled: list[bool]  # in a headline whose every word has a capital
    inside: Counter[str]
    lower: set[str]

    def word(self, i: int) -> str:
        return self.text[slice(*self.spans[i])] if i < len(self.spans) else ""

    def gap(self, i: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.spans[i][1] : self.spans[i + 1][0]]


def read_tokens(text: str, layout: Layout) -> Tokens:
    spans = [match.span() for match in TOKEN.finditer(text)]
    lines = find_titled_lines(text)
    tokens = Tokens(text, spans, [is_opening(text, start, layout) for start, _ in spans], [is_inside(start, lines) for start, _ in spans], Counter(), set())
    for i, opening in enumerate(tokens.openings):
        word = tokens.word(i)
        if word[0].isupper() and not opening and not tokens.titled[i]:
            tokens.inside[bare(word)] += 1
        elif word[0].islower() and text[max(0, spans[i][0] - 1) : spans[i][0]] not in IN_ADDRESS and text[spans[i][1] : spans[i][1] + 1] not in ("@", "/"):
            tokens.lower.add(bare(word))
    return tokens


def find_spans(text: str, layout: Layout) -> list[tuple[int, int]]:
    """Runs of capitalised words that can be names."""
    tokens = read_tokens(text, layout)
    spans: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens.spans):
        if not is_name_word(tokens, i, tokens.openings[i] or tokens.titled[i], tokens.word(i + 1)):
            i += 1
            continue
        last = i
        while last + 1 < len(tokens.spans) and (following := find_next(tokens, i, last)):
            last = following
        end = tokens.spans[last][1]
        if text[end - 1] == "." and not is_abbreviation(tokens.word(last)):
            end -= 1
        spans.append((tokens.spans[i][0], end))
        i = last + 1
    return spans


def find_next(tokens: Tokens, first: int, last: int) -> int | None:
    """The word by which a run from `first` to `last` goes on, past “of” and the like in the name of a body; None where it ends."""
    word, following = tokens.word(last), tokens.word(last + 1)
    start = tokens.spans[first][0]
    if tokens.word(last + 2) in AUXILIARIES and word in read_lexicon()["outlets"] and TOLD.search(tokens.text, max(0, start - 20), start):
        return None  # “told the Mirror Kim would come”
    if tokens.word(last + 1) and tokens.gap(last) == " & ":  # “Kess & Sohn”, not “Nina Holt & Karl Oster”
        return last + 1 if first == last and following[0].isupper() and not {fold(word), fold(following)} & read_lexicon()["first_names"] else None
    if is_union(tokens, last):
        return last + 1
    if POSSESSIVE.search(word) or tokens.gap(last) not in (" ", "-") or word.endswith(".") and not is_abbreviation(word):
        return None
    if is_name_word(tokens, last + 1, tokens.titled[last + 1], tokens.word(last + 2)) or goes_on(tokens, first, last):
        return last + 1
    if last + 2 >= len(tokens.spans) or not (following in PARTICLES | JOINERS or following == "to" and bare(word) in CALLERS and word[0].isupper()):
        return None
    after = last + 2
    if following == "of" and tokens.word(after) == "the" and after + 1 < len(tokens.spans):
        after += 1
    if not joins(tokens, first, last) or tokens.gap(after - 1) != " " or not tokens.word(after)[0].isupper():
        return None
    return after if is_name_word(tokens, after, False, tokens.word(after + 1)) or goes_on(tokens, first, after - 1) else None


def is_union(tokens: Tokens, i: int) -> bool:
    """Whether a possessive is part of a body's name: “the Nurses' Union”, “the Women's Institute”, and not “Holt's union”."""
    if tokens.word(i + 1).rstrip(".") not in UNIONS:
        return False
    word, is_plural = tokens.word(i), tokens.gap(i) in ("' ", "’ ")
    return word[0].isupper() and (is_plural and word.endswith("s") and fold(word) not in read_lexicon()["first_names"] or tokens.gap(i) == " " and word.replace("’", "'") in OWNERS)


def goes_on(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the next word belongs to a name although it could stand for itself: “Associated Press”, “School Teachers”, “Nail al-Jubeir”."""
    following = tokens.word(last + 1)
    if re.match(r"(?:al|el)-[A-Z]", following):
        return True
    if following == "Affairs" and tokens.word(last) in ("Foreign", "Internal", "Home", "Veterans", "Social", "Public"):
        return True
    if not following[0].isupper() or tokens.titled[last + 1]:
        return False
    if following in INNER and tokens.word(last + 2)[:1].isupper() or following in NUMBERS and tokens.word(last) in NUMBERED:
        return True
    bodies = read_lexicon()["bodies"]
    return fold(bare(following)) in bodies or bare(following) in read_lexicon()["role_plurals"] and any(fold(bare(tokens.word(i))) in bodies for i in range(first, last + 1))


def joins(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the small word behind a run goes on with it: “Department of Justice”, “Secretary of State”, “Guillermo del Mar”."""
    following, word = tokens.word(last + 1), fold(bare(tokens.word(last)))
    if following in PARTICLES or following == "to":
        return True
    if following == "of" and (word in OFFICES or word == "member" and tokens.word(last + 2) in HOUSES or OFFICE_OF_NAME.match(tokens.text, tokens.spans[last][0])):
        return True
    if following == "and":  # “Ministry of Health and Sport”, not “the ministry and Nina Holt”
        if tokens.word(last) in read_lexicon()["outlets"] and tokens.word(last + 2) in PAIRED:
            return True
        after = fold(bare(tokens.word(last + 2)))
        lexicon = read_lexicon()
        named = any(after in lexicon[kind] for kind in ("first_names", "places", "demonyms"))
        is_body = any(fold(bare(tokens.word(last + n))) in lexicon["bodies"] for n in (3, 4, 5) if all(tokens.word(last + m)[:1].isupper() for m in range(2, n + 1)))
        return not named and not is_body and any(tokens.word(i) in ("of", "for") for i in range(first, last))
    return word in read_lexicon()["bodies"]


def bare(word: str) -> str:
    return POSSESSIVE.sub("", word).rstrip(".").lower()


def is_abbreviation(word: str) -> bool:
    return bool(INITIAL.match(word)) or word in read_lexicon()["titles"] or word.lower() in read_titles() or "." in word[:-1] or word in ("Jr.", "Sr.", "St.")


def is_opening(text: str, start: int, layout: Layout) -> bool:
    """Whether a word stands where anything is written with a capital."""
    before = text[max(0, start - 3) : start].rstrip("\"“‘'(«„[ ")
    return layout.sentences[layout.sentence_at(start)] >= start - 2 or not before or before[-1] in ".!?:\n…—" or text[start - 1] in "\"“‘«„"


def find_titled_lines(text: str) -> list[tuple[int, int]]:
    """Headlines in the middle of which every word has a capital."""
    lines = []
    for match in re.finditer(r"[^\n]+", text):
        words = [word for word in re.findall(r"[^\W\d_]{4,}", match.group()[:400])]
        if words and len(match.group()) < 300 and not LABELLED.match(match.group()) and not SIGNED.search(match.group()) and sum(word[0].isupper() for word in words) > 0.75 * len(words) and len(words) > 2:
            lines.append(match.span())
    return lines


def is_inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a position is in one of some spans that stand one behind the other."""
    place = bisect_right(spans, position, key=itemgetter(0)) - 1
    return place >= 0 and position < spans[place][1]


def is_name_word(tokens: Tokens, i: int, doubtful: bool, following: str = "") -> bool:
    """Whether a word with a capital can be (part of) a name; `doubtful` where anything would have a capital."""
    word, lexicon = tokens.word(i), read_lexicon()
    if not word[0].isupper() or word in ("I", "I’m", "I'm", "I’ll", "I'll"):
        return False
    key = bare(word).replace("’", "'")
    inside = tokens.inside[key]
    if is_union(tokens, i):
        return True
    if following in INNER and not tokens.titled[i] or key == "member" and following == "of" and tokens.word(i + 2) in HOUSES:
        return True
    if word.isupper() and len(word) > 3 and (key in tokens.lower or key.endswith("ing") and inside < 2):
        return False  # “after GIVING BIRTH”
    if key in ("new", "south", "north") and (fold(f"{key} {following}") in lexicon["places"] or fold(f"{key} {following}") in lexicon["demonyms"]):
        return True
    leads = not doubtful and following[:1].isupper()  # “the National Association”, “the Sunday Mirror”
    if leads and (key in ("national", "foreign", "state", "regional") or key in WEEKDAYS and fold(bare(following)) in lexicon["bodies"]):
        return True
    if key in WEEKDAYS or key in JOINERS or key in lexicon["not_names"] and word != "WHO" and not (word == "Jan" and following[:1].isupper()) and (doubtful or inside < 3 or key in ("the", "a", "an", "i", "we", "he", "she")):
        return False
    if not doubtful or following[:1].isupper() and not tokens.titled[i] and fold(bare(following)) in lexicon["bodies"]:
        return True  # “City Hall said” at the start of a sentence too
    folded = fold(key)
    first_names = lexicon["first_names"]
    if not inside and (key.endswith("ing") or tokens.titled[i] and folded not in lexicon["places"]) and folded not in first_names:
        return False
    if folded in first_names or word in lexicon["titles"] or inside:
        return key not in tokens.lower or inside > 0
    if folded in lexicon["roles"] or folded.removesuffix("s") in lexicon["roles"]:
        return False
    if following.islower() and COMMON.search(key) and not word.isupper() and word not in read_lexicon()["outlets"] and folded not in lexicon["places"]:
        return False
    return key not in tokens.lower and len(word) > 1
