"""The past and the present of English verbs, for claims that are worded without their negation."""

from __future__ import annotations

import re
from functools import cache

from .wordlists import read_rows, read_words

DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]$|(?:admit|commit|permit|submit|transfer|refer|occur|prefer|control|compel|expel|equip|deter|incur|infer|rebel|patrol|regret)$")
ADVERB = r"(?!(?:(?:supp|app|rep|comp|imp|re|multip|al|ral|bul|tal)ly|fly) )\w+ly "


@cache
def read_past_forms() -> dict[str, str]:
    """The past by the base and by the gerund, of verbs that do not form it with -ed."""
    return {row[form]: row["past"] for row in read_rows("past_forms") for form in ("base", "gerund")}


@cache
def read_pasts() -> frozenset[str]:
    return frozenset(read_past_forms().values())


@cache
def read_verbs() -> frozenset[str]:
    """Bases that are hardly ever nouns."""
    return frozenset(read_words("verbs"))


def make_past(base: str) -> str:
    """“sent” for “send”, “planned” for “plan”."""
    if base in read_past_forms():
        return read_past_forms()[base]
    if base.endswith("e"):
        return f"{base}d"
    if re.search(r"[^aeiou]y$", base):
        return f"{base[:-1]}ied"
    return f"{base}{base[-1] if DOUBLED.fullmatch(base) else ''}ed"


def find_past(gerund: str) -> str:
    """“sent” for “sending”."""
    stem = gerund.removesuffix("ing")
    if gerund in read_past_forms():
        return read_past_forms()[gerund]
    if stem.endswith("e"):
        return f"{stem}d"
    return f"{stem[:-1]}ied" if re.search(r"[^aeiou]y$", stem) else f"{stem}ed"


PART = re.compile(r"(?i)^(?:some|most|all|half|part|much|many) of (?:the )?")  # “some of the equipment”
SEVERAL = re.compile(r"(?i)(?:two|three|four|five|six|ten|many|several|some|most|few|both|all|other|dozens|hundreds|thousands|they|we|you)\b")
HEAD_END = re.compile(r" (?:of|in|at|on|near|by|to|from|for|with|against|between|along|across|inside|outside|around|who|which|that|being|having|said|known|believed|thought|alleged|accused|called|blamed|suspected)\b|,(?!\d)")
PLURAL = re.compile(r"(?i)(?:[^s’']s|\b(?:people|police|troops|media|children|men|women)|\band\b.*)$")

NAME = re.compile(r"(?:[A-Z][\w.’'-]{0,30} ){1,6}(?!\w+(?:ians|eans|icans|crats|ists|(?:el|aq|aud|an|ait)is)$)[A-Z][\w’'-]{0,30}s")  # “Chris Jones” and “the United States” are one


def is_plural(phrase: str) -> bool:
    """Whether a verb behind a noun phrase stands in the plural: “the ships in Lund”, “two men”, but “some of the equipment”."""
    phrase = PART.sub("", phrase.strip())
    head = HEAD_END.split(phrase)[0]
    return bool(SEVERAL.match(phrase) or PLURAL.search(head) and not NAME.fullmatch(head))


def make_third_person(base: str) -> str:
    """“sends” for “send”."""
    if base in ("have", "be"):
        return "has" if base == "have" else "is"
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return f"{base}es"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}s"


# “At no time did the drone leave”: the auxiliary stands before its subject.
INVERTED = re.compile(
    r"(?:at no (?:time|point|stage)|never(?: before)?|not once|in no way|under no circumstances),? (?P<aux>did|does|do|has|have|had|was|were|is|are|will|would|can|could|should) (?P<rest>.*)", re.I | re.S
)
LONGEST = 4  # words of a subject


def straighten(words: str) -> str:
    """“The drone left” for “at no time did the drone leave”; as it is where the verb is not known, and empty for words of another order."""
    found = INVERTED.match(words)
    rest = found["rest"].split(" ") if found else []
    for count in range(1, min(LONGEST, len(rest) - 1) + 1):
        if found and is_form(rest[count].strip(",.;"), found["aux"].lower()):
            who = " ".join(rest[:count])
            return raise_verb(f"{who} {found['aux'].lower()} {' '.join(rest[count:])}", len(who) + 1)
    return words if found else ""


def is_form(word: str, auxiliary: str) -> bool:
    """Whether a word is the form of a verb that goes with an auxiliary: “did leave”, “has left”, “was leaving”."""
    if auxiliary in ("has", "have", "had", "was", "were", "is", "are"):
        return word.endswith(("ed", "en", "ing")) or word in read_pasts() or word in ("been", "in", "at", "on", "under", "ready", "able", "aware")
    return word in read_past_forms() or word in read_verbs() or word in ("be", "have", "do", "cross", "return", "order", "attack", "enter", "fire", "use", "try", "plan", "want", "ask", "call", "report")


# “did send” where a negation has been taken out; not “do it” and “did so”.
DO = re.compile(
    rf"\b(?P<aux>did|does|do)\s+(?P<adverb>(?:{ADVERB}|even |just |also |still |really )*)(?!(?:it|he|she|they|we|you|so|that|this|the|a|an|his|her|its|their|anything|something|everything|nothing|not|much|more|well|better)\b)(?P<base>[a-z]{{2,}})\b",
    re.I,
)


def raise_verb(clause: str, position: int) -> str:
    """“sent troops” for “did send troops”, where the auxiliary stands beside a position."""
    found = DO.search(clause, max(0, position - len("does ")))
    if found is None or found.start() > position:
        return clause
    form = {"did": make_past, "does": make_third_person, "do": str}[found["aux"].lower()]
    return f"{clause[: found.start()]}{found['adverb']}{form(found['base'])}{clause[found.end() :]}"
