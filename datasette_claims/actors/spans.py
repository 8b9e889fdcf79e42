"""Runs of capitalised words that can be names."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ..text import fold
from ..wordlists import read_phrases, read_rows, read_words
from .sentences import Layout

TOKEN = re.compile(r"[^\W\d_](?:[.’'&-]?[^\W_])*\.?|\d+")
PARTICLES = frozenset("de da di du van von der den bin ibn al el la le dos del".split())
JOINERS = frozenset("of for & and the on".split())  # inside the name of a body: Department of Justice
POSSESSIVE = re.compile(r"['’]s?$")
INITIAL = re.compile(r"[A-Z]\.?$")


@cache
def read_lexicon() -> dict[str, frozenset[str]]:
    countries = read_rows("countries")
    return {
        # “Documents show” and “Officers said” name nobody either.
        "not_names": frozenset(read_words("not_names")) | {f"{row['word']}s" for row in read_rows("roles") if row["kind"] in ("person", "document")},
        "bodies": frozenset(read_words("body_names")),
        "female": frozenset(fold(name) for name in read_words("first_names_female")),
        "male": frozenset(fold(name) for name in read_words("first_names_male")),
        "places": frozenset(fold(place) for row in countries for place in (row["name"], *row["capital"].split("|")) if place)
        | frozenset(fold(place) for place in read_phrases("places"))
        | frozenset(fold(row["words"]) for row in read_rows("metonyms") if row["kind"] == "state"),
        "demonyms": frozenset(fold(word) for row in countries for word in row["demonyms"].split("|") if word),
        "roles": frozenset(row["word"] for row in read_rows("roles") if row["kind"] == "person"),
        "groups": frozenset(read_words("groups")),
        "titles": frozenset(row["words"] for row in read_rows("titles")),
    }


@cache
def read_titles() -> dict[str, dict[str, str]]:
    return {row["words"].lower(): row for row in read_rows("titles")}


def find_spans(text: str, layout: Layout) -> list[tuple[int, int]]:
    """Runs of capitalised words that can be names."""
    lexicon = read_lexicon()
    tokens = [match.span() for match in TOKEN.finditer(text)]
    starts = [is_opening(text, start, layout) for start, _ in tokens]
    inside = Counter()
    lower: set[str] = set()
    titled = find_titled_lines(text)
    for (start, end), opening in zip(tokens, starts):
        word = text[start:end]
        if word[0].isupper() and not opening and not is_titled(start, titled):
            inside[bare(word)] += 1
        elif word[0].islower():
            lower.add(bare(word))
    spans: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        start, end = tokens[i]
        word = text[start:end]
        in_title = is_titled(start, titled)
        doubtful = starts[i] or in_title
        following = text[slice(*tokens[i + 1])] if i + 1 < len(tokens) else ""
        if not is_name_word(word, doubtful, inside, lower, lexicon, following, in_title):
            i += 1
            continue
        j = i
        while j + 1 < len(tokens):
            gap = text[tokens[j][1] : tokens[j + 1][0]]
            following = text[slice(*tokens[j + 1])]
            if gap not in (" ", "-", " “", " \"") or POSSESSIVE.search(text[slice(*tokens[j])]) and gap != " ":
                break
            if POSSESSIVE.search(text[slice(*tokens[j])]):
                break
            if text[tokens[j][1] - 1] == "." and not is_abbreviation(text[slice(*tokens[j])]):
                break
            if gap.strip(" -"):
                break
            in_title = is_titled(tokens[j + 1][0], titled)
            if is_name_word(following, in_title, inside, lower, lexicon, titled=in_title):
                j += 1
            elif (
                following.lower() in (PARTICLES | JOINERS)
                and following.islower() or following == "&"
            ) and j + 2 < len(tokens):
                k = j + 2
                if following == "of" and text[slice(*tokens[k])] == "the" and k + 1 < len(tokens):
                    k += 1
                after = text[slice(*tokens[k])]
                joins = following in PARTICLES or fold(bare(word)) in lexicon["bodies"] or following == "&"
                near = text[tokens[k - 1][1] : tokens[k][0]] == " "
                if joins and near and after[0].isupper() and is_name_word(after, False, inside, lower, lexicon):
                    j = k
                else:
                    break
            else:
                break
        last = text[slice(*tokens[j])]
        end = tokens[j][1]
        if last.endswith(".") and not is_abbreviation(last):
            end -= 1
        spans.append((start, end))
        i = j + 1
    return spans


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
        if words and len(match.group()) < 300 and sum(word[0].isupper() for word in words) > 0.75 * len(words) and len(words) > 2:
            lines.append(match.span())
    return lines


def is_titled(position: int, lines: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in lines)


def is_name_word(word: str, doubtful: bool, inside: Counter, lower: set[str], lexicon: dict[str, frozenset[str]], following: str = "", titled: bool = False) -> bool:
    if not word[0].isupper() or word in ("I", "I’m", "I'm", "I’ll", "I'll"):
        return False
    key = bare(word).replace("’", "'")
    if key in ("new", "south", "north") and fold(f"{key} {following}") in lexicon["places"] | lexicon["demonyms"]:
        return True
    if key in lexicon["not_names"] and (doubtful or inside[key] < 3 or key in ("the", "a", "an", "i", "we", "he", "she")):
        return False
    if not doubtful:
        return True
    folded = fold(key)
    if not inside[key] and (key.endswith("ing") or titled and folded not in lexicon["places"]) and folded not in lexicon["female"] | lexicon["male"]:
        return False
    if folded in lexicon["female"] | lexicon["male"] or word in lexicon["titles"] or inside[key]:
        return key not in lower or inside[key] > 0
    if folded in lexicon["roles"] or folded.removesuffix("s") in lexicon["roles"]:
        return False
    return key not in lower and (len(word) > 1)
