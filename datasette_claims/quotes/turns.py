"""Words whose speaker is a label at the beginning of the line: turns of interviews and transcripts, and headlines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ..records import Method
from .attribution import NAME_WORD, Attribution, Span, drop, find_mode, list_places, meets
from .labels import is_known_label
from .layout import find_interviewee
from .tokens import split_paragraphs

TURN = re.compile(r"^(?P<label>[A-Z](?:[\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){0,3})?): +(?P<words>[^\n]+)$", re.M)
# “Historians: the two are linked”, at the head of an article that has the name in its text or calls a kind of speaker.
HEADLINE = re.compile(r"(?:[A-Z]{4,} [–—-] )?(?P<who>(?!The )[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{0,20}){0,2}): (?P<words>[^\s][^\n]{10,200}[^\s?])(?= *(?:\n|$))")
# “Bank to cut 500 jobs - sources”: whose words they are stands at the end. Only kinds of speakers, since a name can be anything there.
HEADLINE_END = re.compile(
    r"(?P<words>[A-Z“\"‘][^\n:]{8,180}[^\s:–—-])(?: (?P<dash>[–—-]|--) |(?P<colon>:) )"
    r"(?P<who>(?!video|live|photo)(?:[\w’'.-]{1,20} ){0,3}?(?:sources?|police|officials?|authorities|ministry|minister|mayor|governor|president|premier|army|military|navy|air force|general staff|government|intelligence|"
    r"reports?|study|survey|poll|media|agency|witnesses|residents|experts?|analysts?|lawyers?|prosecutors?|court|spokes(?:man|woman|person)|embassy|union|company))\.?(?=\n|$)"
)
# “Harbour boss took cash ‘in a box,’ witness testifies”
HEADLINE_SAYS = re.compile(
    r"(?P<words>[A-Z“\"‘'][^\n;]{8,180}?)(?:,[’”\"']?|[’”\"'],?) (?P<who>(?!(?:and|but|as|which|who|if|so)\b)(?:[\w’'.-]{1,20} ){0,3}?[\w’'.-]{2,20}) (?P<cue>says?|testif(?:y|ies)|warns?|claims?|finds?|insists?|admits?|reveals?|argues?|tells? (?:court|jury|jurors|inquiry|MPs))\.?(?=\n|$)"
)
SECOND = re.compile(r"[;,] (?:but |and )?(?P<who>(?:[\w’'-]{1,30} ){0,3}?[\w’'-]{2,30})(?P<cue>:) (?P<words>[^\n:]+)")
LEAST_WORDS = 3  # of a headline before who says it
HEADLINE_SCORE = 0.9  # 56 of 61 such headlines of the annotated articles are somebody’s words
# “He said:” with the quotation in the paragraphs behind it.
BLOCK = re.compile(
    rf"(?:(?P<who>(?<![\w’']){NAME_WORD}(?: {NAME_WORD}){{0,3}}|"
    r"\b(?:he|she|they|[Tt]he [\w’' -]{3,40}?)) (?:(?:also|then|later|has|had|\w{2,20}ly) )?"
    r"(?P<cue>said|says|saying|went on to say|stated|wrote|writes|added|continued|declared|explained|tweeted|posted|concluded|noted|replied|responded|argued|reported|reporting|protesting|told (?=[\w ’']{2,40}[,:]))"
    r"|(?P<cue_first>\b(?:[Ss]aid|[Ss]tated|[Cc]ontinued|[Aa]dded|[Ww]rote)) (?P<who_behind>"
    rf"{NAME_WORD}(?: {NAME_WORD}){{0,3}}|he|she|they))"
    r"[^\n\"“”.:]{0,60}: ?\n+\Z"
)
OPENS_BLOCK = re.compile(r": ?\n+(?=[\"“])")
LONGEST_LEAD = 160  # characters of the line that leads up to a block
PARAGRAPH = re.compile(r"[\"“](?P<words>[^\n]+)(?:\n+|$)")
BLOCK_SCORE = 0.95  # all 7 such blocks of the annotated articles are quotations
DIALOGUE = 3  # of as many lines one is a turn
TURN_SCORE = 0.8  # of a turn of an interview; set, not measured


def add_turns(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the turns of an interview or a transcript that the network passed over: "HOLT: It rained." and "A: It rained.".

    A label counts when it comes back with other words, or is the A of Q and A, who is whom the last full label named. Questions say
    nothing that could be true, and stay out.
    """
    turns = list(TURN.finditer(text))
    if not turns:
        return found
    labels = Counter(label for label, _ in {turn.group("label", "words") for turn in turns})
    is_dialogue = DIALOGUE * len(turns) >= sum(1 for _ in split_paragraphs(text))  # captions have labels too: “Gunman: …”
    taken = {text.rfind("\n", 0, start) + 1 for one in found for start, _ in one.pieces}  # lines, by where they begin
    named = find_interviewee(text)
    added = []
    for turn in turns:
        label, words = turn.group("label"), turn.span("words")
        if len(label) > 1:
            named = turn.span("label")
        speaker = named if label == "A" and labels["Q"] else turn.span("label") if len(label) > 1 and labels[label] > 1 else None
        if speaker and (is_dialogue or label.isupper() or is_known_label(label, text)) and turn.start() not in taken and not turn.group("words").endswith("?") and len(turn.group("words").split()) > 2:
            who = text[slice(*speaker)]
            detail = f"A turn of “{who}”, by the label “{label}:” at the beginning of its line."
            added.append(Attribution((words,), "direct", (turn.end("label"), turn.end("label") + 1), speaker, TURN_SCORE, detail, method=Method.RULES.value))
    lines = {turn.start(): turn for turn in turns if is_dialogue and (labels[turn["label"]] > 1 or labels[turn["label"].split()[-1]])}
    asked = {n for n, one in enumerate(found) if find_turn(text, one, lines) and "?" in text[one.span[1] - 1 : one.span[1] + 1]}
    return [*drop([replace(one, mode="direct") if find_turn(text, one, lines) else one for one in found], asked), *added]


def find_turn(text: str, one: Attribution, lines: dict[int, re.Match[str]]) -> re.Match[str] | None:
    """The turn of a transcript that the network read: the speaker's own words, although they stand in no marks."""
    turn = lines.get(one.speaker[0]) if one.speaker and one.parent is None and text[slice(*one.cue)] == ":" else None
    return turn if turn and turn.end("label") == one.cue[0] else None


def add_headline(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what a headline has behind a colon, once or twice, or before who says it."""
    parts = [split_headline(text, one) for one in find_headline(text, found)]
    return [first for first, *_ in parts] + [second for _, *more in parts for second in more]


def split_headline(text: str, one: Attribution) -> list[Attribution]:
    """“Army: no soldiers; villagers: we fed them” as what the army and what the villagers say."""
    start, end = one.span
    second = SECOND.search(text, start, end) if text[slice(*one.cue)] == ":" and "\n" not in text[:end] and one.parent is None else None
    if second is None or not is_known_label(second["who"], text, end):
        return [one]
    first, rest = ((start, second.start()),), (second.span("words"),)
    detail = f"A headline that gives words of “{second['who']}” behind a colon."
    other = Attribution(rest, find_mode(text, rest), second.span("cue"), second.span("who"), HEADLINE_SCORE, detail, method=Method.RULES.value)
    return [replace(one, pieces=first, mode=find_mode(text, first)), other]


def find_headline(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what a headline has behind a colon, or before who says it, where the network passed over it."""
    ended = HEADLINE_END.match(text)
    if ended and len(ended["words"].split()) >= LEAST_WORDS and not any(start < ended.end() for one in found for start, _ in one.pieces):
        span, mark = ended.span("words"), ended.span("dash" if ended["dash"] else "colon")
        detail = f"A headline that names “{ended['who']}” behind what it says."
        return [*found, Attribution((span,), find_mode(text, (span,)), mark, ended.span("who"), HEADLINE_SCORE, detail, method=Method.RULES.value)]
    says = HEADLINE_SAYS.match(text)
    if says and len(says["words"].split()) >= LEAST_WORDS and not any(start < says.end() for one in found for start, _ in one.pieces):
        span = says.span("words")
        detail = f"A headline that names “{says['who']}” behind what it says."
        return [*found, Attribution((span,), find_mode(text, (span,)), says.span("cue"), says.span("who"), HEADLINE_SCORE, detail, method=Method.RULES.value)]
    headline = HEADLINE.match(text)
    if headline is None or any(start < headline.end() for one in found for start, _ in one.pieces):
        return found
    who, words = headline.group("who", "words")
    if not is_known_label(who, text, headline.end()):
        return found
    cue = headline.end("who"), headline.end("who") + 1
    detail = f"A headline that gives words of “{who}” behind a colon."
    span = headline.start("words"), headline.end("words") - words.endswith((".", ";"))
    return [*found, Attribution((span,), find_mode(text, (span,)), cue, headline.span("who"), HEADLINE_SCORE, detail, method=Method.RULES.value)]


def add_blocks(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the quotations in paragraphs of their own behind “He said:”, where the network saw nothing."""
    read = list_places(found)
    added = []
    for opening in OPENS_BLOCK.finditer(text):
        block = BLOCK.search(text, max(text.rfind("\n", 0, opening.start()), opening.start() - LONGEST_LEAD, 0), opening.end())
        if block is None:
            continue
        pieces = list_paragraphs(text, block.end())
        who, cue = (block.span("who"), block.span("cue")) if block["who"] else (block.span("who_behind"), block.span("cue_first"))
        if pieces and not meets((pieces[0][0], pieces[-1][1]), read):
            detail = f"The paragraphs behind “{text[who[0]:who[1]]} {text[slice(*cue)].strip()}:”."
            cue = cue[0], cue[0] + len(text[slice(*cue)].rstrip())
            added.append(Attribution(tuple(pieces), "direct", cue, who, BLOCK_SCORE, detail, method=Method.RULES.value))
    return [*found, *added]


def list_paragraphs(text: str, start: int) -> list[Span]:
    """The words of the paragraphs from an offset that are nothing but one quotation."""
    pieces: list[Span] = []
    while paragraph := PARAGRAPH.match(text, start):
        words = paragraph["words"].rstrip()
        is_closed = words.endswith(("\"", "”"))
        inner = words[: -is_closed or None]
        if pieces and not is_closed or any(mark in inner for mark in "\"“”"):
            break  # the next speaker's, or more than a quotation
        pieces.append((paragraph.start("words"), paragraph.start("words") + len(inner)))
        start = paragraph.end()
    return pieces
