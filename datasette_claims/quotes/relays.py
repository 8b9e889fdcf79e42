"""Outlets named beside a cue as those through whom the words came: "quoted by the Herald", "told Radio Nord"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ..abbreviations import ends_sentence
from ..outlets import PAIRED, find_outlets
from ..wordlists import read_rows
from .attribution import Attribution, find_line
from .lexicon import read_words

if TYPE_CHECKING:
    from .encoding import Sheet
    from .readings import Reading

Span = tuple[int, int]
# What comes after these words passed the speech on; after "told" only when it is an outlet, not a listener.
BY_OUTLET = re.compile(
    r"\b(?:(?:quoted|cited)(?: as saying)?(?: on \w+)? by|interview (?:with|for|given to|to)|reported by|carried by)\s+"
)
TO_OUTLET = re.compile(r"\b(?:told|tells?|telling|according to|(?:confirmed|admitted|denied|explained|disclosed|revealed)(?: [\w’'-]{1,30}){0,4}? to|asked by|said on|says on|said in|speaking to|speaking on|remarks to|comments to)\s+")
BEHIND = re.compile(r"[\"”’]?,? (?:to|in an interview (?:with|on)|in an? (?:statement|e-?mail|message) (?:sent )?to) ")
SENTENCE_END = re.compile(r"[.!?][\"”’»]?\s+(?=[\"“‘«„A-Z])")
WORD = re.compile(r"[\w’'.-]*\w")
LONGEST_NAME = 8  # words
REACH = 1_000  # characters of a sentence looked at on either side
NAME_ENDS = frozenset("on in at that after during and to before when while as by with for carried broadcast aired published".split())
OWN = frozenset("its his her their our my this".split())  # “told this newspaper”: the publisher of an article is no relay of it
# “Through his lawyers he has maintained that”: who speaks for somebody passes on what he says.
THROUGH = re.compile(
    r"\b(?:[Tt]hrough|[Vv]ia|[Bb]y way of) (?P<who>(?:(?:an?|the|his|her|its|their|one of (?:his|her|its|their)) )(?:[a-z-]+ ){0,2}?"
    r"(?:lawyers?|attorneys?|solicitors?|counsel|barristers?|spokes(?:man|woman|person|people|men)|aides?|assistants?|representatives?|agents?|publicists?|intermediar(?:y|ies)|interpreters?|translators?|press (?:office|officer|secretary)|legal team))\b"
)
POSSESSIVE = re.compile(r"['’]s$")
# “told 9to5Mac”, “told Huzlers.com”, “told KOMO-TV”: written as only sites and stations are.
SITE = re.compile(r"(?!Mc|Mac[A-Z]|De[A-Z]|Di[A-Z]|Du[A-Z]|La[A-Z]|Le[A-Z]|O['’])(?:[\w-]{2,30}\.(?:com|org|net|info|co\.uk|fr|de|ru|ua)|[A-Za-z]*\d[A-Za-z\d]*[A-Z][a-z]+|[A-Z]?[a-z]{2,20}[A-Z][a-z]{2,20}|[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?)")
GIVES = re.compile(r"(?i)\b(?:confirm|reveal|admit|disclos|den|explain|describ)\w*$")
SOURCES = re.compile(r"(?P<who>(?:[Tt]he )?[^\s'’]+(?: [^\s'’]+){0,3})['’]s? (?:own )?(?:sources?|informants?|tipsters?)\b")
PLATFORMS = frozenset("YouTube LinkedIn TikTok WhatsApp WeChat SoundCloud PayPal".split())  # where anybody speaks
JOINTS = frozenset("of the for de la du der di".split())  # inside an outlet's name
AND_MAIL = re.compile(rf" and (?:{'|'.join(sorted(PAIRED))})\b")  # “told the Globe and Mail”
AND_ANOTHER = re.compile(r",? and (?=the [A-Z]|[A-Z])")
SHOWS = re.compile(r"show (?:that|how)\b")  # a verb, and no broadcast
SUBJECT = re.compile(r"[A-Z][\w’'-]* (?:is|was|are|were|has|had|have|will|would|can|could|may|might|must|should|did|does)\b")
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
                 "August September October November December".split())  # fmt: skip


# Where somebody was heard: "interviewed in the newspaper MK", "claimed on Russian television", "a statement carried by TASS".
AT_OUTLET = re.compile(
    r"\b(?:(?P<strong>[Ii]nterview(?:ed)?(?: \w+){0,2}? (?:with|by|for|(?:published|aired|broadcast)(?: on \w+)? (?:by|in|on))|(?:op-ed|column|essay|commentary|article|letter|in an? report) (?:for|in))|"
    r"[Ii]nterview(?:ed)?(?: \w+){0,3}? (?:to|in|on)|told|[Aa]sked by|(?:said|says|claimed|argued|spoke|speaking|wrote|writing|appear(?:ed|ing)|declared)"
    r"(?: \w+){0,2}? (?:on|in|to|for)|(?:remarks|comments|statements?|e-?mail|letter|message|speaking)(?: (?:sent|given|made|issued|provided|released))? to|(?:call|conversation) with|(?:carried|broadcast|aired|published|released|distributed|shared|quoted|cited|reported|seen|obtained|reviewed)(?: \w+){0,2}? (?:by|on|in)"
    r")\s+"
)
MOST_VENUES = 50  # in one paragraph; a longer list is no news
LONGEST_OUTLET = 200  # characters


@dataclass(frozen=True, slots=True)
class Venue:
    """An outlet where somebody is said to have spoken, with its sentence and paragraph; offsets into the text."""

    outlet: Span
    sentence: Span
    paragraph: Span


def find_venues(text: str) -> list[Venue]:
    """Where speakers of a text were heard, in its order."""
    found, named = [], find_outlets(text)
    for paragraph in re.finditer(r"[^\n]+", text):
        ends = [end.end() for end in SENTENCE_END.finditer(text, *paragraph.span()) if ends_sentence(text, end.start())]
        for match in islice(AT_OUTLET.finditer(text, *paragraph.span()), MOST_VENUES):
            at = match.end()
            after = text[at : min(at + LONGEST_OUTLET, paragraph.end())]
            outlet = name_after(after, 0, not match.group("strong") or is_person(after), named)
            if outlet:
                number = bisect_right(ends, match.start())
                start = ends[number - 1] if number else paragraph.start()
                end = ends[number] if number < len(ends) else paragraph.end()
                found.append(Venue((at + outlet[0], at + outlet[1]), (start, end), paragraph.span()))
    return found


def find_relays(text: str, sheet: Sheet, reading: Reading) -> tuple[Span, ...]:
    """Offsets of outlets named in the cue's sentence outside the content."""
    start, end = beside_cue(sheet, reading)
    beside, named = text[start:end], find_outlets(text)
    found = []
    for pattern, must_be_outlet in ((BY_OUTLET, False), (TO_OUTLET, True)):
        for match in pattern.finditer(beside):
            span = name_after(beside, match.end(), must_be_outlet, named)
            while span:
                pair = AND_MAIL.match(beside, span[1])
                span = span[0], pair.end() if pair else span[1]
                found.append((start + span[0], start + span[1]))
                joint = AND_ANOTHER.match(beside, span[1])  # “told Reuters and the BBC”
                span = name_after(beside, joint.end(), True, named) if joint else None
    last = sheet.words[reading.content[-1][1] - 1].end
    if behind := BEHIND.match(text, last):  # “confirmed the death to the Herald”
        found += [span for span in [name_within(text, behind.end(), find_sentence(text, last, last)[1], named)] if span]
    return tuple(sorted({*found, *find_helpers(text, sheet, reading), *find_own_sources(text, sheet, reading, named)}))


def cut_outlet(text: str, one: Attribution) -> Attribution:
    """“The death” without the “to the Herald” that the network read as part of what was confirmed."""
    start, end = one.pieces[-1]
    to = max(text.rfind(f" {word} ", start, end) for word in ("to", "with")) if GIVES.search(text[slice(*one.cue)]) and one.mode == "indirect" else -1
    if to <= start:
        return one
    at = text.index(" ", to + 1) + 1
    outlet = name_within(text, at, end, find_outlets(text))
    if outlet != (at, end):
        return one
    return replace(one, pieces=(*one.pieces[:-1], (start, to)), relays=tuple(sorted({*one.relays, outlet})))


def find_own_sources(text: str, sheet: Sheet, reading: Reading, named: frozenset[str]) -> list[Span]:
    """Offsets of the outlet whose sources speak: “the Herald’s sources”."""
    if not reading.speaker:
        return []
    start, end = sheet.words[reading.speaker[0]].start, sheet.words[reading.speaker[1] - 1].end
    owner = SOURCES.match(text, start, end)
    span = name_within(text, start, owner.end("who"), named) if owner else None
    return [span] if span else []


def find_helpers(text: str, sheet: Sheet, reading: Reading) -> list[Span]:
    """Offsets of those through whom a speaker speaks: named right before him, or between him and the end of the cue."""
    if not reading.speaker:
        return []
    speaker = sheet.words[reading.speaker[0]].start
    cue = sheet.words[reading.cue[0]].start, sheet.words[reading.cue[1] - 1].end
    sentence = find_sentence(text, *cue)
    return [
        match.span("who") for match in islice(THROUGH.finditer(text, *sentence), MOST_VENUES)
        if text[match.end() : speaker].strip() in ("", ",") and match.end() - len(match["who"]) <= speaker or speaker < match.start() <= cue[1] + 1
    ]  # fmt: skip


def find_sentence(text: str, first: int, last: int, reach: int = REACH) -> Span:
    """The sentence round two offsets, as far as its paragraph goes and no farther than `reach` characters either side."""
    line = find_line(text, first, last, reach)
    ends = [match.end() for match in SENTENCE_END.finditer(text, *line) if ends_sentence(text, match.start())]
    return max((end for end in ends if end <= first), default=line[0]), min((end for end in ends if end > last), default=line[1])


def is_person(words: str) -> bool:
    """Whether words begin with a person's title or a common first name."""
    first = WORD.search(words)
    return bool(read_titles().match(words)) or first is not None and first.group().lower() in read_first_names()


@cache
def read_first_names() -> frozenset[str]:
    return read_words("first_names_male") | read_words("first_names_female")


@cache
def read_titles() -> re.Pattern[str]:
    titles = "|".join(re.escape(row["words"].rstrip(".")) for row in read_rows("titles"))
    return re.compile(rf"(?:the |an? )?(?:{titles})\b")


def beside_cue(sheet: Sheet, reading: Reading) -> Span:
    """From the cue to the end of its sentence, or to the content that follows it."""
    first, last = reading.cue
    sentence = sheet.words[first].sentence
    content = reading.content_words()
    end = last
    while end < len(sheet) and sheet.words[end].sentence == sentence and end not in content:
        end += 1
    return sheet.words[first].start, sheet.words[end - 1].end


def name_within(text: str, at: int, end: int, named: frozenset[str]) -> Span | None:
    """The outlet at an offset, read no farther than another one."""
    span = name_after(text[at:end], 0, True, named)
    return (at + span[0], at + span[1]) if span else None


def name_after(text: str, at: int, must_be_outlet: bool, named: frozenset[str] | None = None) -> Span | None:
    """The noun phrase at an offset when it names an outlet, as far as its last telling word."""
    outlets = read_words("outlets") | (named or frozenset())

    def is_outlet(word: str) -> bool:
        return word in outlets or word.lower() in outlets or SITE.fullmatch(word) is not None and word not in PLATFORMS

    begin, end, previous = at, None, at
    for number, match in enumerate(WORD.finditer(text, at)):
        word = match.group()
        if number == 0 and word.lower() in OWN or number < 2 and word.islower() and POSSESSIVE.search(word):
            return None  # “reported on its website”, “on the paper's website”
        owner = POSSESSIVE.search(word) if word[0].isupper() else None  # “on CNN’s “New Day””
        is_known = is_outlet(word[: owner.start()] if owner else word)
        if end and word.islower() and word not in JOINTS and not is_known:
            break
        if end and not is_known and SUBJECT.match(text, match.start()):
            break  # “told the Mirror Kim would come”
        if number == LONGEST_NAME or word in DAYS or number and (word in NAME_ENDS or SHOWS.match(text, match.start())) or text[previous : match.start()].strip():
            break
        begin = match.start() if number == 0 else begin
        previous = match.end()
        if is_known or (end or not must_be_outlet) and word[0].isupper() and word.lower() != "the":
            end = match.end()
        if is_known and owner:
            return begin, match.start() + owner.start()
    return (begin, end) if end else None
