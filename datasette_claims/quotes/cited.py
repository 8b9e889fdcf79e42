"""Sources behind a source: "the Herald reported, citing two officials", "quoted by the Herald as saying"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from ..records import Method
from ..wordlists import read_rows
from .attribution import Attribution, Span, drop, find_mode, meets
from .lexicon import read_words
from .relays import find_sentence

QUOTED = re.compile(r"(?i)^(?:\w+ )*(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))(?: as saying| by)?$")
PASSIVE = re.compile(r"(?i)\b(?:is|are|was|were|been|being) (?:\w+ )?(?:quoted|cited)(?: by)?$")
BY_WHOM = re.compile(r"(?:(?<=\bby)|\s+(?:as (?:saying|telling [\w ]{1,30}?) )?by) ")
AS_VERBS = "saying|stating|claiming|denying|confirming|warning|reading|declaring|arguing|insisting|adding|writing"
# "State television quoted the admiral as saying that": the admiral speaks, and the television passes it on.
AS_SAYING = re.compile(rf",?\s+(?P<who>[^,;:.\"“”]{{2,90}}?(?:, [^,;:.\"“”]{{2,60}}(?=, as\b|, who\b))?),? (?P<cue>(?:as (?:{AS_VERBS}|telling \w+)\b|who (?:said|says?|claimed|claims?|confirmed|confirms?|told \w+|tells? \w+|denied|insisted|warned|alleged|reported))(?:,? that\b)?)[,:]?\s*")
SAYING = re.compile(rf",? ?(?P<cue>as (?:{AS_VERBS}|telling [\w ]{{1,30}}?))(?:,? that\b)?[,:]?\s+")
OUTLET_SAID = re.compile(r" (?:has |had )?(?:first )?(?:reported|reports|wrote|writes)(?: on \w+)?, ")
BEFORE_OUTLET = re.compile(r"^[\"“]?(?P<who>[^,;:.\"“”]{2,80}), $")
INSERTED = re.compile(r", (?P<outlet>[^,;:.\"“”]{2,80}) (?:has |had )?(?:first )?(?:reported|reports|wrote|writes)(?: on \w+)?, ")
TO_HAVE_SAID = re.compile(r"to have (?P<cue>said|claimed|confirmed|denied|warned|admitted|told \w+)(?: that)? ")
BEFORE_BY = re.compile(r"(?P<who>[^,;:.\"“”]{2,80}?) (?:is|are|was|were) (?:\w+ )?(?:reported|quoted|cited|said) by $")
QUOTED_BY = re.compile(r"(?i)\b(?:is|are|was|were|been|being) (?:\w+ )?(?:quoted|cited)(?: by| (?:in|on)(?: [\w’'-]{1,30}){0,5})?$")
SAID = re.compile(r"(?P<cue>(?:said|says|claimed|claims|added|argued|insisted|confirmed|denied|warned|explained|noted|told [\w ]{2,30}?)(?= that\b| \w))(?: that)? ")
BETWEEN = re.compile(r", (?P<who>[^.;:!?\n\"“”]{2,150}?),? ")
TOLD = re.compile(r"(?i)\b(?:been|is|are|was|were|being) (?:(?:\w+ly|also|then|later) )?(?P<verb>told|assured|informed|warned|advised|notified|promised|briefed)$")
BY_TELLER = re.compile(r" by (?P<who>[^,;:.\"“”]{2,80}?),? (?=that\b|(?:not )?to [a-z]|[\"“])")
WHO_TOLD = re.compile(r", (?P<who>(?:an?|one|the|his|her) [^,.;:!?\n\"“”]{3,80})$")
CITING = re.compile(r"(?<!\w)(?:which |that )?(?P<cue>[Cc]iting|[Qq]uoting|[Ww]ith reference to|(?:(?<=which )|(?<=that ))(?:cit|quot)(?:ed|es)) (?:what (?:it|he|she|they) (?:called|described as|said (?:was|were)) )?(?P<who>[^,.;:!?\n\"“”]{3,100}?)(?=[,.;:!?\n\"“”]| who\b| which\b| that\b| as saying\b| (?:said|says|reported|reports|wrote|claimed)\b| and \w+ that\b|$)")
HEAD_END = re.compile(r" (?:of|in|at|from|with|for|on|by|to|close|familiar|briefed|within|near) ")
PLURALS = frozenset("people persons media witnesses eyewitnesses agencies ministries companies authorities embassies".split())
MOST_CITED = 3  # of one sentence
CITED = frozenset("citing quoting reference".split())


def read_quoted(text: str, attribution: Attribution) -> Attribution:
    """“X quoted Y as saying Z” and “Y was quoted by X as saying Z” as the words of Y that X passes on."""
    attribution = cut_saying(text, read_inverted(text, read_told(text, read_between(text, read_according(text, attribution)))))
    if not attribution.speaker or not QUOTED.match(text[slice(*attribution.cue)]):
        return attribution
    if PASSIVE.search(text[slice(*attribution.cue)]):
        return read_passive(text, attribution)
    match = AS_SAYING.match(text, attribution.cue[1])
    if match is None:
        return attribution
    pieces = leave_out(attribution.pieces, match.span())
    if not pieces:
        return attribution
    speaker, outlet = match.span("who"), attribution.speaker
    detail = f"“{text[slice(*outlet)]}” quotes “{text[slice(*speaker)]}” as saying it."
    return pass_on(attribution, outlet, mode=find_mode(text, pieces), speaker=speaker, cue=match.span("cue"), pieces=pieces, detail=detail)


def pass_on(attribution: Attribution, outlet: Span, **changes: Any) -> Attribution:
    """The attribution with an outlet as the outermost of its relays, and other changes that tell why."""
    return replace(attribution, relays=tuple(dict.fromkeys((outlet, *attribution.relays))), method=Method.RULES.value, **changes)


def read_between(text: str, attribution: Attribution) -> Attribution:
    """“The mayor, the Herald reported, said” and “was reported by the Herald to have said”: the outlet is no speaker."""
    outlet, cue = attribution.speaker, attribution.cue
    if outlet is None or outlet[1] > cue[0]:
        return read_reported_by(text, attribution)
    inserted = INSERTED.fullmatch(text, outlet[1], cue[0])
    if inserted:
        return pass_on(attribution, inserted.span("outlet"), detail=f"“{inserted['outlet']}” reports that “{text[slice(*outlet)]}” said it.")
    begin, _ = find_sentence(text, *outlet)
    before, between = text[begin : outlet[0]], text[outlet[1] : cue[0]]
    match = BEFORE_OUTLET.search(before) if OUTLET_SAID.fullmatch(between) else BEFORE_BY.search(before) if between == " to " else None
    if match is None:
        return attribution
    detail = f"“{text[slice(*outlet)]}” reports that “{match.group('who')}” said it."
    return pass_on(attribution, outlet, speaker=(begin + match.start("who"), begin + match.end("who")), detail=detail)


def read_reported_by(text: str, attribution: Attribution) -> Attribution:
    """“The mayor was reported by the Herald to have said it was late” where the Herald was taken for the speaker."""
    outlet, (who, *pieces) = attribution.speaker, attribution.pieces
    said = TO_HAVE_SAID.match(text, *pieces[-1]) if len(pieces) == 1 and who[1] < attribution.cue[0] else None
    if outlet is None or said is None or not text[slice(*attribution.cue)].endswith(("reported", "quoted", "cited", "said")):
        return attribution
    detail = f"“{text[slice(*outlet)]}” reports that “{text[slice(*who)]}” said it."
    return pass_on(attribution, outlet, speaker=who, cue=said.span("cue"), pieces=((said.end(), pieces[-1][1]),), detail=detail)


def read_according(text: str, attribution: Attribution) -> Attribution:
    """“According to the Herald, the mayor said it was late” as the mayor's words, where the network read “said it was late” as the Herald's."""
    outlet, (start, end) = attribution.speaker, attribution.pieces[-1]
    said = SAID.match(text, start, end) if outlet and outlet[1] < start and text[slice(*attribution.cue)].lower() == "according to" else None
    first = text.find(",", attribution.cue[1], start)
    if outlet and said and attribution.cue[1] < first < outlet[0]:  # the outlet was passed over: “According to the Herald, the mayor”
        outlet = attribution.cue[1] + 1, first
    who = BETWEEN.fullmatch(text, text.find(",", outlet[0], start), start) if outlet and said else None
    if outlet is None or said is None or who is None:
        return attribution
    outlet = outlet[0], min(outlet[1], who.start())
    detail = f"“{text[slice(*outlet)]}” reports that “{who['who']}” said it."
    return pass_on(attribution, outlet, speaker=who.span("who"), cue=said.span("cue"), pieces=((said.end(), end),), detail=detail)


def read_told(text: str, attribution: Attribution) -> Attribution:
    """“She had been told by the general that it was so” as the general's words."""
    told = TOLD.search(text[slice(*attribution.cue)])
    if told is None or attribution.speaker is None:
        return attribution
    match = BY_TELLER.match(text, attribution.cue[1])
    if match is None:
        is_listener = attribution.speaker[0] < attribution.cue[0]
        return replace(attribution, speaker=None, detail="Who told it is not said.") if is_listener else attribution
    pieces = tuple(piece for piece in attribution.pieces if piece[0] >= match.end()) or attribution.pieces
    cue = attribution.cue[0] + told.start("verb"), attribution.cue[1]
    return replace(attribution, speaker=match.span("who"), cue=cue, pieces=pieces, method=Method.RULES.value, detail=f"“{match.group('who')}” is named as who told it.")


def read_inverted(text: str, attribution: Attribution) -> Attribution:
    """“The road was shut, a source close to the matter told the Herald” where the Herald was taken for the speaker."""
    outlet, cue, (start, end) = attribution.speaker, attribution.cue, attribution.pieces[-1]
    if outlet is None or text[slice(*cue)].lower() not in ("told", "tells") or outlet[0] != cue[1] + 1 or end != cue[0] - 1:
        return attribution
    match = WHO_TOLD.search(text, start, end)
    if match is None or not is_source(match["who"]):
        return attribution
    detail = f"“{match['who']}” told “{text[slice(*outlet)]}” so."
    return pass_on(attribution, outlet, speaker=match.span("who"), pieces=(*attribution.pieces[:-1], (start, match.start())), detail=detail)


def cut_saying(text: str, attribution: Attribution) -> Attribution:
    """“was quoted by the agency as saying: “We did””: “as saying” is no part of what was said."""
    start, end = attribution.pieces[0]
    match = SAYING.match(text, start, end) if QUOTED_BY.search(text[slice(*attribution.cue)]) else None
    if match is None or match.end() >= end:
        return attribution
    is_whole = text[match.end()] in "\"“«„" and len(attribution.pieces) == 1
    cue = attribution.cue if match["cue"] == "as saying" else match.span("cue")  # “as denying” tells more than “was cited”
    return replace(attribution, cue=cue, pieces=((match.end(), end), *attribution.pieces[1:]), mode="direct" if is_whole else attribution.mode)


def read_passive(text: str, attribution: Attribution) -> Attribution:
    """“Y was quoted by X as saying Z” where X was taken for the speaker, and Y for the first words that were said."""
    (start, end), outlet = attribution.pieces[0], attribution.speaker
    by = BY_WHOM.match(text, attribution.cue[1])
    if outlet is None or by is None or by.end() != outlet[0] or text[end : attribution.cue[0]].strip():
        return attribution
    saying = SAYING.match(text, attribution.pieces[-1][0]) if len(attribution.pieces) > 1 else None
    pieces = leave_out(attribution.pieces[1:], saying.span()) if saying else attribution.pieces[1:]
    if not pieces:
        return attribution
    detail = f"“{text[slice(*outlet)]}” quotes “{text[start:end]}” as saying it."
    cue = saying.span("cue") if saying and "saying" not in saying.group() else attribution.cue  # “as denying” tells more than “was quoted”
    return pass_on(attribution, outlet, speaker=(start, end), cue=cue, pieces=pieces, detail=detail)


def leave_out(pieces: tuple[Span, ...], gone: Span) -> tuple[Span, ...]:
    """Pieces without what lies in `gone`, which touches the beginning of one of them at most."""
    cut = ((gone[1] if gone[0] <= start < gone[1] else start, end) for start, end in pieces)
    return tuple(piece for piece in cut if piece[0] < piece[1])


def add_cited(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the sources whom a speaker cites for what he says, each nested in the words of that speaker.

    What the network made of “citing two officials” itself, as if they were something said, goes.
    """
    added: list[Attribution] = []
    for number, outer in enumerate(found):
        if outer.parent is not None or outer.speaker is None or outer.mode == "own_voice" or is_citing(text, outer):
            continue
        sentence = find_sentence(text, min(outer.cue[0], outer.speaker[0]), outer.cue[1])
        for match in islice(CITING.finditer(text, *sentence), MOST_CITED):
            who = match.span("who")
            is_other = match[0].startswith("which") and text.startswith(" as saying", match.end())  # its own words follow
            if is_other or who == outer.speaker or meets((match.start(), who[1]), outer.pieces) or not is_source(match.group("who")):
                continue
            # Where somebody else's words lead to the same end, he is the source: “that the rebels denied it, citing a commander”.
            if not any(one.parent == number and one.span[1] >= outer.span[1] - 1 for one in found):
                detail = f"“{text[slice(*outer.speaker)]}” cites “{match.group('who')}” for it."
                added.append(replace(outer, cue=match.span("cue"), speaker=who, relays=(), parent=number, detail=detail, method=Method.RULES.value))
    cited = [one.speaker for one in added if one.speaker]
    gone = {n for n, one in enumerate(found) if is_citing(text, one) and meets(one.span, cited)}
    return drop([*found, *added], gone)


def cut_citing(text: str, attribution: Attribution) -> Attribution:
    """Without “, citing two officials” at the end or “citing the mayor, ” at the beginning, which tells whose word it is."""
    start, end = attribution.pieces[0]
    opening = CITING.match(text, start, end) if attribution.mode != "direct" else None
    if opening and text.startswith(", ", opening.end()) and opening.end() + 2 < end:
        return replace(attribution, pieces=((opening.end() + 2, end), *attribution.pieces[1:]))
    start, end = attribution.pieces[-1]
    match = next((one for one in CITING.finditer(text, start, end) if one.end() >= end), None)
    if match is None or attribution.mode == "direct" or text[match.start() - 2 : match.start()] != ", " or not is_source(match.group("who")):
        return attribution
    return replace(attribution, pieces=(*attribution.pieces[:-1], (start, match.start() - 2))) if match.start() - 2 > start else attribution


def is_citing(text: str, one: Attribution) -> bool:
    return not CITED.isdisjoint(text[slice(*one.cue)].lower().split())


def is_source(words: str) -> bool:
    """Whether somebody or something that speaks is named: “two officials”, “the Herald”, not “security concerns”."""
    head = HEAD_END.split(words)[0].split()
    last = head[-1].lower() if head else ""
    return bool(last) and (head[-1][0].isupper() or last in read_words("outlets") or last in read_sources())


@cache
def read_sources() -> frozenset[str]:
    """Nouns for persons, bodies and documents, with their plurals; of those in two words the last."""
    nouns = {row["word"].split()[-1] for row in read_rows("roles")}
    return frozenset(nouns | {noun + "s" for noun in nouns} | PLURALS)
