"""Whether a clause is negated, and how the same clause reads without its negation."""

from __future__ import annotations

import re
from dataclasses import dataclass

AUXILIARY = r"(?:is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|should|shall|must|may|might|need|ca|wo|sha)"
NEGATION = re.compile(
    rf"(?P<aux>\b{AUXILIARY})(?P<short>n['’]t\b)|\bcan(?P<cannot>not)\b|(?P<plain>\b(?:not|never)\b)(?! only\b| just\b| merely\b)"
    r"|(?P<no>\bno (?!doubt|question|secret|surprise|wonder|matter|longer ago|one else))|(?P<none>\b(?:none of|none|nobody|no one|nothing|nowhere|neither)\b)"
    r"|(?P<without>\bunable to\b|\bfail(?:s|ed)? to\b|\bfar from\b|\bby no means\b)",
    re.I,
)
# Two negations that make an affirmation.
DOUBLE = re.compile(
    r"\b(?:no (?:doubt|question|secret)|not (?:deny|disput|doubt|unlikely|uncommon|unusual|unreasonable|impossible|untrue|without)\w*|n['’]t (?:deny|disput|doubt)\w*|not an un\w+)",
    re.I,
)
# What a report is rejected “as”.
FALSE_WORDS = r"(?:false|baseless|groundless|unfounded|untrue|absurd|ridiculous|nonsense|fake|fabricated|fabrications?|propaganda|lies)"
FALSE = re.compile(
    r"(?:\b(?:is|are|was|were|be)\b|['’]s)\s+(?:simply |just |completely |totally |absolutely |patently |all |entirely |a |an |pure |complete |total )*"
    r"(?P<word>false|untrue|fake(?: news)?|nonsense|lies?|fabrications?|fiction|hoax(?:es)?|wrong|incorrect|inaccurate|baseless|unfounded|myths?|propaganda|ridiculous|absurd|rubbish)\b",
    re.I,
)
# Where the clause that carries the assertion ends: what follows is subordinate and its negations do not count.
SUBORDINATE = re.compile(
    r",|;|—|–| - |\band (?=(?:there|we|they|he|she|it|i|no|none|this|that)\b)|\b(?:because|since|if|unless|until|while|when|after|before|although|though|but|so that|in order|where|which|who|whom|whose|that (?!(?:is|was|has|will)\b)|whether|than|and that|as)\b",
    re.I,
)
OPENING = re.compile(
    r"^(?:that|whether|if|how|so|and|but|well|look|listen|now|yes|no(?=,)|still|also|then|in fact|of course|frankly|again|however|instead|rather|absolutely)\b,?\s+",
    re.I,
)
OPENING_CLAUSE = re.compile(r"^(?:if|when|while|as|after|before|until|although|though|since|because|despite|in|on|at|by|for|with|over|under)\b[^,]{3,160},\s+", re.I)
# “We can state with full responsibility that”: what follows is the statement.
STATED = re.compile(
    r"^(?:I|we) (?:(?:can|could|must|will|would|want to|have to|do|just|also|only|again|already|clearly|firmly|strongly|fully) )*"
    r"(?:say|state|declare|affirm|repeat|stress|emphasi[sz]e|insist|assure you|know|am (?:sure|certain|convinced|confident)|are (?:sure|certain|convinced|confident))"
    r"(?:,? (?:with|in|on|to|once|very|quite)\b[^,]{0,40}?)??,? that\s+",
    re.I,
)
OF_SUBJECT = re.compile(r"\w\s+(?:who|which|whose)\s+(?:\w+\s+)?$", re.I)
COORDINATION = re.compile(r"(?:;|,? and(?: that)?|,? but)\s+(?=(?:there|we|they|he|she|it|I|no|none|that|[A-Z]\w+ [A-Z]\w+|the \w+ (?:is|are|was|were|has|have|had|will|would))\b)")
MOST_LETTERS = 5_000  # of a passage that are read; the longest quotations of a thousand articles have fewer
ENOUGH = 4  # words of a statement that can stand alone
PIECE_END = re.compile(r"[,.;]?[”\"']+\s*…\s*[“\"']+(?=(?P<next>\w))")  # “A,” he said. “B.”
SENTENCE_END = re.compile(r"[.!?](?:[\"”’'»)]*\s+)(?=[\"“‘«(]?[A-Z0-9])")
ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Adm|St|vs|No|U\.S|U\.K|U\.N|[A-Z])\.$")
LONG = 35  # characters from which a passage can hold an opening clause and a main one
MARKS = " \t\n\"“”„«»'‘’"


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause of a passage: its words, whether it is negated, and by which word."""

    words: str
    is_negated: bool
    negation: str
    opening: str = ""  # the subordinate clause before it, such as “If they attack,”


def list_sentences(passage: str) -> list[str]:
    """The sentences of a passage without its quotation marks; the pieces of an interrupted one are joined."""
    text = PIECE_END.sub(lambda found: ". " if found.group("next").isupper() else ", ", passage[:MOST_LETTERS])
    text = " ".join(text.replace("…", " ").split())
    parts, start = [], 0
    for end in SENTENCE_END.finditer(text):
        if not ABBREVIATED.search(text, max(0, end.start() - 6), end.start() + 1):
            parts.append(text[start : end.start() + 1])
            start = end.end()
    parts.append(text[start:])
    return [cleaned for part in parts if (cleaned := part.strip(MARKS))]


def list_statements(passage: str) -> list[str]:
    """The sentences of a passage, cut further where “and” joins two that could stand alone."""
    found = []
    for sentence in list_sentences(passage):
        parts = COORDINATION.split(sentence)
        found += parts if all(len(part.split()) >= ENOUGH for part in parts) else [sentence]
    return found


def read_clause(sentence: str) -> Clause:
    """The main clause of a sentence, without opening words and an opening subordinate clause."""
    words = sentence.strip(MARKS + ".,;")
    opened = OPENING_CLAUSE.match(words) if len(words) > LONG else None
    opening = opened.group().strip() if opened else ""
    words = words[opened.end() :] if opened else words
    for _ in range(3):
        shorter = STATED.sub("", OPENING.sub("", words))
        if shorter == words:
            break
        words = shorter
    main = find_main(words)
    false = FALSE.search(main)
    doubled = DOUBLE.search(main)
    negations = [] if doubled else find_negations(main)
    count = len(negations) + (1 if false else 0)
    word = negations[0].group() if negations else false.group("word") if false else ""
    return Clause(words, count % 2 == 1, word.strip(), opening)


def find_negations(main: str) -> list[re.Match[str]]:
    """The negations of a clause, without those that belong to its subject: “the men who did not flee were caught”."""
    return [found for found in NEGATION.finditer(main) if not OF_SUBJECT.search(main, 0, found.start())]


def find_main(words: str) -> str:
    """The part of a clause up to its first subordinate one, at least its first verb phrase."""
    for cut in SUBORDINATE.finditer(words):
        head = words[: cut.start()]
        if len(head.split()) >= 4 or re.search(rf"\b{AUXILIARY}(?:n['’]t)?\b", head, re.I) and len(head.split()) >= 3:
            return head
    return words


def affirm(words: str) -> str:
    """The clause without its first negation: “is not sending” becomes “is sending”, “there are no plans” “there are plans”."""
    main = find_main(words)
    if DOUBLE.search(main):
        return words
    false = FALSE.search(main)
    if false:
        return words[: false.start("word")] + "true" + words[false.end("word") :]
    negations = find_negations(main)
    if not negations:
        return words
    found = negations[0]
    kind = found.lastgroup
    if kind == "short":
        auxiliary = {"ca": "can", "wo": "will", "sha": "shall"}.get(found.group("aux").lower(), found.group("aux"))
        return tidy(words[: found.start()] + auxiliary + words[found.end() :])
    if kind == "cannot":
        return words[: found.start()] + "can" + words[found.end() :]
    if kind == "none":
        instead = {"nobody": "somebody", "no one": "somebody", "nothing": "something", "nowhere": "somewhere", "neither": "both"}
        return tidy(words[: found.start()] + instead.get(found.group().lower(), "some of" if "of" in found.group() else "some") + words[found.end() :])
    if kind == "without":
        instead = {"unable to": "able to", "far from": "", "by no means": ""}
        return tidy(words[: found.start()] + instead.get(found.group().lower(), "did") + words[found.end() :])
    return tidy(words[: found.start()] + words[found.end() :])


def tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).replace(" ,", ",").strip()
