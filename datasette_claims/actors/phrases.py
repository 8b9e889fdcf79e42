"""What sort of words name a speaker, and what a speaker without a name is called."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..catalogue import make_name_key
from ..records import Article, Quote
from ..text import parse_pieces
from ..wordlists import read_rows

UNNAMED = re.compile(
    r"(?i)^(?:an?|another|one|some|several|many|most|few|two|three|four|both|various|other|others|multiple|numerous|more|certain|unnamed|anonymous|"
    r"a number of|a group of|people|those|sources?|officials?|experts?|critics|observers|witnesses|everyone|nobody|someone|somebody)\b"
)
PAIR = re.compile(r"(?:Neither|neither|Either|either) (?P<first>[^,]{2,60}?) n?or ")  # the first of two
MARKS = " \t\n,.;:\"“”„«»'‘’()[]—–-"


def clean_words(words: str) -> str:
    """Speaker words without marks around them and without a leading “by” or “to”."""
    words = re.sub(r"(?i)^(?:(?:an?|the|our|this) )?(?:\w+ )?interview with ", "", words.strip(MARKS))
    pair = PAIR.match(words)
    words = pair["first"] if pair else words
    return re.sub(r"^(?:by|to|from|according to|as|even|but|and|while|when|that)\s+", "", words.strip(MARKS), flags=re.I).strip(MARKS[:-1])


def find_speaker(quote: Quote, article: Article) -> tuple[int, int] | None:
    """Where the speaker's words stand: the place nearest to the passage and outside it, if there is one."""
    if not quote.speaker_words or quote.start_char is None or quote.end_char is None:
        return None
    pieces = parse_pieces(quote.pieces) if quote.pieces else [(quote.start_char, quote.end_char)]
    return find_place(quote.speaker_words, quote.cue, tuple(pieces), article.text)


@lru_cache(maxsize=2048)  # every later quote of an article asks for the speakers of all earlier ones
def find_place(words: str, cue: str | None, pieces: tuple[tuple[int, int], ...], text: str) -> tuple[int, int] | None:
    """The place of the words that is nearest to the pieces and outside them; nearer where the cue stands beside it."""
    pattern = re.compile(r"(?<!\w)" + re.escape(words) + r"(?!\w)")
    best, least = None, 10**9
    for match in pattern.finditer(text, max(0, pieces[0][0] - 1500), pieces[-1][1] + 1500):
        if any(start <= match.start() < end for start, end in pieces):
            continue
        distance = min(abs(edge - place) for piece in pieces for edge in piece for place in match.span())
        if cue and not stands_beside(cue, match, text):
            distance += FAR_FROM_CUE
        if distance < least:
            best, least = match.span(), distance
    return best


FAR_FROM_CUE = 40  # characters by which words count as farther away when the cue does not stand beside them


def stands_beside(cue: str, speaker: re.Match[str], text: str) -> bool:
    """Whether the reporting words come right after a speaker's words or right before them."""
    after = text[speaker.end() : speaker.end() + len(cue) + 30]
    before = text[max(0, speaker.start() - len(cue) - 12) : speaker.start()]
    return cue in after or cue in before


@cache
def read_metonyms() -> dict[str, tuple[str, str, str]]:
    """Folded words -> name, kind and country of the actor they stand for."""
    found: dict[str, tuple[str, str, str]] = {}
    for row in read_rows("countries"):
        name = row["name"]
        for place in (name, *filter(None, row["capital"].split("|"))):
            found.setdefault(make_name_key(place), (name, "state", name))
        for demonym in filter(None, row["demonyms"].split("|")):
            for form in (f"{demonym} government", f"{demonym} authorities", f"{demonym} leadership", f"{demonym} side", f"{demonym}s", f"government of {name}"):
                found.setdefault(make_name_key(form), (name, "state", name))
            if demonym.endswith(("ese", "ch", "sh", "ss")):
                found.setdefault(make_name_key(f"the {demonym}"), (name, "state", name))
        found.setdefault(make_name_key(f"government of {name}"), (name, "state", name))
    for row in read_rows("metonyms"):
        found[make_name_key(row["words"])] = (row["actor"], row["kind"], row["country"])
    for row in read_rows("metonyms"):
        if row["kind"] == "state":
            found.setdefault(make_name_key(f"{row['words']} government"), (row["actor"], "state", row["country"]))
    return found
