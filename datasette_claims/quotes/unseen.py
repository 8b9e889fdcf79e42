"""What somebody did in a sentence beside what the network saw: dismissed it, reported on it, did not answer."""

from __future__ import annotations

import re

from ..records import Method
from .attribution import Attribution
from .lexicon import read_words

# A clause behind the first one with the same subject: ", dismissing as "false" the reports".
PARTICIPLE = re.compile(r", (?:and )?(?P<cue>(?:dismissing|denouncing|branding|labelling|labeling|rejecting)(?: as)?) (?P<words>[^.!?;\n]{8,200}?)(?=[.!?;\n]|, (?:and|but|while|after|adding) |$)")
# "the newspaper Herald, reporting on the alleged sale": an outlet passes on what others say.
REPORTING_ON = re.compile(
    r"(?P<who>\b[Tt]he [^,.;:!?\n\"“”]{3,80}), (?P<cue>reporting on|which reported on) "
    r"(?P<words>(?:the |an? )?(?:alleged|reported|rumou?red|purported) [^.!?;\n]{8,200}?)(?=[.!?;\n]|$)"
)
# "Ferrum did not respond to requests for comment": whoever says nothing declines, and that is on record too.
SILENCE = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?P<who>(?:[Tt]he |An? )?[A-Z][\w’'&-]*(?: [\w’'&-]+){0,6}?) "
    r"(?P<cue>(?:did not|didn['’]t|has not|have not|had not)(?: immediately)? (?:respond|responded|reply|replied|return|returned)(?: to)?) "
    r"(?P<words>(?:an? |repeated |several |multiple )?(?:requests?|calls?|messages?|e-?mails?) (?:for|seeking) (?:a )?(?:comment|response)s?)"
)
RULE_SCORE = 0.5  # of what the network did not see; nobody has measured how often it is right


def add_participles(text: str, found: list[Attribution]) -> list[Attribution]:
    """With clauses of one sentence that say what its speaker did besides."""
    used = [span for one in found for span in (*one.pieces, one.cue)]
    added = []
    for one in found:
        if one.speaker is None or one.parent is not None or one.mode == "own_voice" or one.speaker[0] > one.span[0]:
            continue
        stop = text.find(". ", one.span[1])
        end = min(n for n in (stop + 1 if stop >= 0 else len(text), text.find("\n", one.span[1]) % (len(text) + 1)))
        for match in PARTICIPLE.finditer(text, one.span[1], end):
            words = match.span("words")
            if not any(start < words[1] and match.start() < last for start, last in used):
                mode = "mixed" if any(mark in match.group("words") for mark in "\"“«„") else "indirect"
                detail = f"“{match.group('cue')}” goes on with what “{text[slice(*one.speaker)]}” did."
                added.append(Attribution((words,), mode, match.span("cue"), one.speaker, one.score, detail, method=Method.RULES.value))
    return [*found, *added]


def add_reporting(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what outlets are said to report on, and who is said not to answer, where the network saw nothing."""
    used = [span for one in found for span in (*one.pieces, one.cue)]
    added = []
    for pattern, reason in ((REPORTING_ON, "is an outlet that reports on it"), (SILENCE, "is said not to answer")):
        for match in pattern.finditer(text):
            who, words = match.span("who"), match.span("words")
            begin = name_outlet_at_end(text, *who) if pattern is REPORTING_ON else who[0]
            if begin is not None and not any(start < words[1] and match.start("cue") < end for start, end in used):
                detail = f"“{text[begin : who[1]]}” {reason}."
                added.append(Attribution((words,), "indirect", match.span("cue"), (begin, who[1]), RULE_SCORE, detail, method=Method.RULES.value))
    return [*found, *added]


def name_outlet_at_end(text: str, start: int, end: int) -> int | None:
    """Where the last noun phrase before a comma begins, when it names an outlet: “echoed by the paper Herald”."""
    begin = max(text.rfind(" the ", start, end) + 1, text.rfind("The ", start, end), start)
    outlets = read_words("outlets")
    return begin if any(word in outlets or word.lower() in outlets for word in text[begin:end].split()) else None
