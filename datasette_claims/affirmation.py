"""How a clause reads without its negation: “not a single ship left” as “a ship left”."""

from __future__ import annotations

import re

from .polarity import BOTH_NOT, DOUBLE, find_false, find_main, find_negations
from .verbs import is_plural, raise_verb, read_pasts, straighten

# A noun without its “no”: what follows shows where it ends.
NO_NOUN = re.compile(r"(?i)(?P<such>such )?(?P<noun>(?:[\w-]+ ){0,2}?[\w-]+)(?=[,.;]|$| (?:has|have|is|are|was|were|had|do|did|will|would|can|could|to|of|that|in|on|for|between|at|with|about|by|from|and|or|but)\b)")
ONE_NOUN = re.compile(r"(?i)(?P<such>such )?(?P<noun>[\w-]+)(?= (?P<verb>[a-z]+)\b)")
SINGLE = re.compile(r"^ (?:a single|one single|one) (?!of\b)(?=(?P<next>\w))")
UNCOUNTED = frozenset(
    "evidence information intelligence legislation equipment research advice traffic truth proof damage progress contact knowledge comment involvement interest fighting trouble news money food water power electricity sense support help aid "
    "talk communication cooperation access time room hope fear danger harm pressure fault people police men women children staff media data role business use longer more better worse one other need such".split()
)
AFTER_NEGATION = tuple((re.compile(pattern, re.I), instead) for pattern, instead in (
    (r" whatsoever\b|,? (?:at all|any longer|any ?more|yet|either)\b(?=[,.;]|$)", ""), (r" (?:yet|ever)\b(?= )", ""), (r"\bany(one|body|thing|where)\b", r"some\1"), (r"\bany\b(?! of\b)", "some"),
))  # fmt: skip
OF_DOCUMENT = re.compile(r"(?i)\b(?:videos?|clips?|footage|recordings?|tapes?|audio|pictures?|photos?|photographs?|images?|screenshots?|documents?|letters?|memos?|e-?mails?|invoices?|passports?|certificates?|signatures?) (?:is|are|was|were) $")


def affirm(words: str) -> str:
    """The clause without its first negation: “is not sending” becomes “is sending”, “did not send any” “sent some”."""
    words = BOTH_NOT.sub(r"\1", words)
    main = find_main(words)
    if DOUBLE.search(main):
        return words
    if straight := straighten(words):
        return soften_any(straight)
    false = find_false(main)
    if false:
        instead = "genuine" if OF_DOCUMENT.search(words, 0, false.start("word")) else "true"
        return words[: false.start("word")] + instead + words[false.end("word") :]
    negations = find_negations(main)
    if not negations:
        return words
    found = negations[0]
    before, after = words[: found.start()], main[found.end() :]
    taken = INSTEAD.get(found.lastgroup or "", take_out)(found, after)
    return tidy(raise_verb(before + taken + words[len(main) :], len(before)))


def take_out(found: re.Match[str], after: str) -> str:
    """“A shell was fired” for “not a single shell was fired”."""
    return soften(SINGLE.sub(lambda one: " an " if one["next"].lower() in "aeiou" else " a ", after))


def take_short(found: re.Match[str], after: str) -> str:
    auxiliary = found.group("aux")
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(auxiliary.lower(), auxiliary) + soften(after)


def take_cannot(found: re.Match[str], after: str) -> str:
    return "can" + soften(after)


def take_none(found: re.Match[str], after: str) -> str:
    if found.group().lower() == "neither" and " nor " in after:
        return after.replace(" nor ", " and ", 1)
    instead = {"nobody": "somebody", "no one": "somebody", "nothing": "something", "nowhere": "somewhere", "neither": "one"}
    return instead.get(found.group().lower(), "some of" if "of" in found.group() else "some") + after


def take_without(found: re.Match[str], after: str) -> str:
    return {"unable to": "able to", "far from": "", "by no means": ""}.get(found.group().lower(), "did") + soften(after)


def take_no(found: re.Match[str], after: str) -> str:
    """“A decision has been made” for “no decision has been made”, “such a plan” for “no such plan”."""
    after = soften(after)
    if after.startswith("longer "):
        return after.removeprefix("longer ")
    noun = match_past(after) or NO_NOUN.match(after)
    head = noun["noun"].split(" ")[-1].lower() if noun else ""
    if not noun or is_plural(head) or head in UNCOUNTED or re.search(r"(?i)\bthere (?:are|were|have been) no $", found.string[: found.end()]):
        return after
    article = "an" if re.match(r"[aeiou]", noun["noun"], re.I) and not noun["such"] else "a"
    return f"such {article} {after[noun.end('such') :]}" if noun["such"] else f"{article} {after}"


def match_past(after: str) -> re.Match[str] | None:
    """“Box” for “box arrived without a seal”: a noun alone before a verb in the past."""
    found = ONE_NOUN.match(after)
    return found if found and (found["verb"].endswith("ed") or found["verb"] in read_pasts()) else None


def soften_any(words: str) -> str:
    """“An attack” for “any attack”, and “some help” for “any help”, in words that somebody denied."""
    words = re.sub(r"(?i)\b(a)ny(one|body|thing)\b(?= )", lambda found: ("S" if found[1] == "A" else "s") + "ome" + found[2], words, count=1)
    words = re.sub(r"(?i)^any of\b", "Some of", words)
    found = re.search(r"(?i)\bany (?!of\b|other\b)", words)
    if found is None:
        return words
    return words[: found.start()] + (take_no(found, words[found.end() :]) if NO_NOUN.match(words, found.end()) else words[found.end() :])


INSTEAD = {"short": take_short, "cannot": take_cannot, "none": take_none, "without": take_without, "no": take_no}


def soften(after: str) -> str:
    """What follows a negation without the words that only go with one: “any”, “yet”, “at all”."""
    for pattern, instead in AFTER_NEGATION:
        after = pattern.sub(instead, after)
    return after


def tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).replace(" ,", ",").strip()
