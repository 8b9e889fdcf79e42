"""Quotations without a word about who speaks, behind a sentence that tells what somebody said: they go on with it."""

from __future__ import annotations

import re
from dataclasses import replace

from .attribution import Attribution, Span, Taken, find_mode, list_places

# Of 18 such quotations behind one of these verbs in the annotated articles all are the same speaker's; behind “sees”, “suggesting”
# or “voted for” six of seven are somebody else's.
SAYS = re.compile(
    r"(?i)\b(?:sa(?:id|ys|ying)|told|tells|telling|add(?:ed|s|ing)|argu(?:ed|es|ing)|explain(?:ed|s|ing)|insist(?:ed|s|ing)|wr(?:ote|ites|iting)|warn(?:ed|s|ing)|claim(?:ed|s|ing)|not(?:ed|es|ing)|admit(?:ted|s|ting)|"
    r"continued|complain(?:ed|s|ing)|remark(?:ed|s|ing)|stress(?:ed|es|ing)|acknowledged|recalled|recalls|conceded|concedes|replied|replies|responded|joked|jokes|lamented|elaborated|predict(?:ed|s|ing)|den(?:ied|ies|ying)|promised|vowed)\b"
)
SENTENCE_REST = re.compile(r"(?:[^.!?\n\"“”]|\.(?= [a-z])|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bMs)\.|(?<=\bDr)\.|(?<=\b[A-Z])\.){0,200}")
# All of a sentence at least, in its own marks: “…, he said. "It never stops."” and not “the "Oslo plan"”.
QUOTATION = re.compile(r"[.!?][\"”’]?(?P<gap> |[ \u00a0]?\n+)[\"“](?P<words>(?![A-Z][\w ’'-]{1,40}: )(?:\[\w{1,20}\]|[A-Z])[^\"“”\n]{10,1500}[.!?…])[\"”](?P<behind>[ \u00a0]*(?:\n+(?P<next>[^\n]*)|$)| (?=[A-Z\"“]))")
LEAST_WORDS = 4
BEHIND = re.compile(r"[^.!?\n]{0,120}")
SIGNATURE = re.compile(r"[—–-]|(?:(?:[A-Z][\w.’'-]*|of|for|the|and)(?:,? |,|(?=[.\"”]*$))){1,12}[.\"”]{0,2}$")  # “Nina Holt, Union of Clerks” below a quotation set apart
MOST = 5  # quotations that go on with one another


def add_continued(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the whole quotations right behind a sentence with “said”, in its paragraph or the next, whose speaker nothing else tells."""
    result = list(found)
    taken, claimed = Taken(list_places(found)), set[Span]()
    direct: dict[Span, list[int]] = {}  # by who speaks
    for n, one in enumerate(found):
        if one.speaker and one.mode == "direct" and one.parent is None:
            direct.setdefault(one.speaker, []).append(n)
    for n in sorted(range(len(found)), key=lambda n: -found[n].cue[0]):  # the last of a sentence is the one that goes on
        one = found[n]
        if one.speaker is None or one.parent is not None or one.mode == "own_voice" or not SAYS.search(text[slice(*one.cue)]):
            continue
        more = list_behind(text, max(one.span[1], one.cue[1], one.speaker[1]), taken, claimed)
        if more:
            claimed.update(more)
            same = [other for other in direct.get(one.speaker, ()) if other != n and "\n" not in text[found[other].span[1] : one.span[0]]]
            home = same[-1] if same and one.mode == "indirect" else n  # “said” with its quotation, rather than the “adding that” behind it
            pieces = (*result[home].pieces, *more)
            result[home] = replace(result[home], pieces=pieces, mode=find_mode(text, pieces))
    return result


def list_behind(text: str, at: int, taken: Taken, claimed: set[Span]) -> list[Span]:
    """The words of the quotations that stand alone behind the sentence that ends after an offset."""
    pieces: list[Span] = []
    stop = at - 1 if text[at - 1] in ".!?" else SENTENCE_REST.match(text, at).end()
    stop = at - 2 if text[at - 1] in "\"”" and text[at - 2] in ".!?" else stop
    while len(pieces) < MOST and (quotation := QUOTATION.match(text, stop)):
        words = quotation.span("words")
        if words in claimed or not is_alone(text, quotation) or taken.meets((stop + 1, words[1] + 1)) or taken.meets((at, stop)):
            break
        pieces.append(words)
        stop = words[1] - 1
    return pieces


def is_alone(text: str, quotation: re.Match[str]) -> bool:
    """Whether nothing behind a quotation tells whose it is, and it is no title or slogan."""
    if len(quotation["words"].split()) < LEAST_WORDS:
        return False
    if "\n" in quotation["gap"] and quotation["next"] and SIGNATURE.match(quotation["next"].strip()):
        return False
    is_last = quotation["next"] is not None or quotation.end() == len(text)
    return is_last or "\n" not in quotation["gap"] and not SAYS.search(text, quotation.end(), BEHIND.match(text, quotation.end()).end())
