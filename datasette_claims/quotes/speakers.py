"""Rules on the words that name a speaker: completed, cut to who it is, or left out where nobody is named."""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Method
from .attribution import NAME_WORD, Attribution, meets
from .lexicon import read_words
from .reports import CLAIM_NOUNS
from .subjects import name_subject

CLAUSE_OPENING = re.compile(r"that (?=(?:either|neither|both|the|an?|some|many|several|no) |[A-Z])")
SPEAKING = re.compile(
    r",? (?:speaking|writing|appearing|talking|testifying)$|, (?:speaking|writing|appearing|talking|testifying) (?:to|with|on|in|at|before|under) .*$|"
    r",? (?:citing|quoting) .*$|,? (?:quoted|cited)(?:(?: \w+)? (?:by|in|on) .*)?$|, interviewed (?:by|in|on) .*$|,? (?:seen|obtained|reviewed|verified|authenticated)(?: \w+)? by .*$|"
    r",? who$|, who (?:is|was|were|are|has been|have been)(?: \w+)?(?: (?:by|in|on) .*)?$|, who (?:spoke|speaks|talked|asked|requested|declined|insisted)\b.*$"
)
# “was accused”, and “accused of” at the beginning of a headline.
WAS_ACCUSED = re.compile(r"(?i)(?:\b(?:is|are|was|were|been|being|stands?|stood) (?:\w{1,20}ly )?(?:accused|suspected)|(?P<bare>^(?:(?:often|long|also|\w{1,20}ly) )?(?:accused|suspected)))$")
PASSIVE = re.compile(r" |,? (?:is|are|was|were|has been|have been) \w{1,20}(?:ed|en|ld) and ")  # “a company often accused of”, “he was held and accused of”
NOUN_CUE = re.compile(rf"(?i)(?:{CLAIM_NOUNS}|assessments?|reports?|remarks?|comments?|testimony|words|answer|reply|response|verdict|message):?$")
RELATIVE = re.compile(r"\b(?P<who>who|which) (?:(?:also|later|then|now|once|first|earlier|has|have|had|\w{2,20}ly|(?:last|this) (?:week|month|year|night)) ){0,2}$")
PASSIVE_CUE = re.compile(r"(?:is|are|was|were|been|being|(?:has|have|had) been)\b")
POSSESSIVE = re.compile(r"['’]s?$")
PAIRS = {")": "(", "”": "“", '"': '"'}
CUT_SHORT = re.compile(r"[a-z]['’]s$| (?:last|this)$")
NEXT_WORD = re.compile(r" [a-z]{3,20}(?=[ ,])")
EXPLETIVE = re.compile(
    r"(?i)\b(?:(?:is|was|been|being)(?: \w+ly| also| now| even| first)? (?:reported|said|believed|claimed|alleged|rumou?red|thought|announced|revealed|confirmed|understood|known|suggested|feared|noted)"
    r"|looks? like|looks? as (?:if|though)|emerged|emerges|turns? out|turned out|transpired|seems?|appears?)\b"
)
# What belongs to the next words: “A schoolboy almost”, “Sophomore Ivo Marek spent”, “a 1901 article from The Herald surfaced”, “the post on”, “The presenter found the”.
LOOSE_END = re.compile(
    r"(?<=\w) (?:almost|nearly|already|also|only|then|later|now|once|today|yesterday|tonight|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|reportedly|allegedly|has|have|had|is|was|were)$|(?<=\w) [A-Z][\w’'-]+(?P<verb> (?!hundred|kindred)(?:[a-z]{3,}ed|spent|went|came|took|became|began))$"
    r"|(?<=\w) (?:about|on|in|at|of|for|to|with|by|from)$|(?<=[a-z]) (?:found|saw|spent|went|took|made|[a-z]{3,12}ed) (?:the|an?|his|her|its|their)$"
)
HEADING = re.compile(r"(?:[A-Z][A-Z’']+ ){2,}(?=[A-Z][a-z])")  # “A FIRST ABSENCE Velan officials”: run into the next sentence
LEAD_IN = re.compile(r"In (?:the )?[A-Z][\w ]{2,20}, (?=(?:the|a|an) |[A-Z])")  # “In Velania, the mayor”
CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|[A-Z]{1,3}T))?(?: ?[-–—:|])? ")  # “11:05 Police”: when a live blog tells it
# “Ivo Marek, director of the yard”, of which only what he is was read.
OFFICE = re.compile(r"[a-z-]{2,}[a-rt-z](?: [a-z]{2,})? (?:of|for|at|in|to) ")
NAME_BEFORE = re.compile(
    r"(?<![\w’'])(?!(?:In|On|At|By|For|From|After|Before|Since|As|But|And) )"
    rf"{NAME_WORD}(?: {NAME_WORD}){{1,3}}, $"
)
ADVERB = re.compile(r"(?i:(?:the|an?) )?(?:widely|reportedly|allegedly|aptly|officially|publicly|initially|originally|previously|recently|formerly|newly|highly|openly|repeatedly)")  # “the widely reported sum”: nobody is named
TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Prof|Rev)\.?")  # “Ms.” of “Ms. Holt”
NAME_BEHIND = re.compile(r"(?: [A-Z][\w’'-]+){1,3}")
OUTLET_NOUN = re.compile(r"\b(?:newspaper|daily|weekly|tabloid|magazine|broadcaster|agency|channel|station|website|site|portal|outlet)$")
OUTLET_NAME = re.compile(r"(?: [A-Z][\w’'-]{0,30}){1,4}")
NOUN_PHRASE = re.compile(r"(?: [\w’'-]+){1,6}")
PRONOUNS = frozenset("he she they it i we you who which that this these those one some many both all none most more him her them us me his its their my our your".split())
NAMES = frozenset(("Will", "May"))  # that look like function words
HEARSAY = re.compile(r"(?i)\b(?:is|are|was|were) (?:\w+ly )?(?:said|reported|alleged|rumou?red|understood|claimed)$")


def complete_speaker(text: str, attribution: Attribution) -> Attribution:
    """The speaker's words made whole, without what belongs to other words; no speaker where they name nobody."""
    attribution = drop_accused(text, add_name(text, drop_expletive(text, name_subject(text, attribution))))
    attribution = drop_possessive(text, drop_participle(text, drop_conjunction(text, attribution)))
    return take_relative(text, name_holder(text, cut_loose(text, complete_article(text, close_mark(text, complete_end(text, attribution))))))


def close_mark(text: str, attribution: Attribution) -> Attribution:
    """“the World Health Organization (WHO)” with its second bracket, “the daily "Lund Post"” with its second mark."""
    speaker = attribution.speaker
    opening = PAIRS.get(text[speaker[1] : speaker[1] + 1]) if speaker else None
    if speaker is None or opening is None:
        return attribution
    closing = text[speaker[1]]
    is_open = text.count(opening, *speaker) % 2 if opening == closing else text.count(opening, *speaker) > text.count(closing, *speaker)
    return replace(attribution, speaker=(speaker[0], speaker[1] + 1)) if is_open else attribution


def complete_article(text: str, attribution: Attribution) -> Attribution:
    """“The mayor” where “The” alone was read, and nobody where the words name nobody."""
    speaker = attribution.speaker
    if speaker and ADVERB.fullmatch(text, *speaker):
        return replace(attribution, speaker=None)
    if speaker and TITLE.fullmatch(text, *speaker) and (name := NAME_BEHIND.match(text, speaker[1])):
        return replace(attribution, speaker=(speaker[0], name.end()))
    is_label_or_name = speaker and (text[slice(*speaker)] in NAMES or text.startswith(":", speaker[1]))
    if speaker is None or is_label_or_name or not set(text[slice(*speaker)].lower().split()) <= read_words("function_words") - PRONOUNS:
        return attribution
    noun = NOUN_PHRASE.match(text, speaker[1]) if text[slice(*speaker)].lower() in ("a", "an", "the") else None
    words = noun.group().split() if noun else []
    end = next((n for n, word in enumerate(words) if ends_phrase(word, n)), len(words))
    if not words[:end] or noun is None:
        return replace(attribution, speaker=None)
    return replace(attribution, speaker=(speaker[0], noun.start() + len(" ".join(noun.group().split(" ")[: end + 1]))))


def drop_expletive(text: str, attribution: Attribution) -> Attribution:
    """“It is reported that”: nobody is named, and “it” stands for nothing."""
    speaker = attribution.speaker
    is_expletive = speaker and text[slice(*speaker)].lower() == "it" and EXPLETIVE.search(text[slice(*attribution.cue)])
    return replace(attribution, speaker=None) if is_expletive else attribution


def add_name(text: str, attribution: Attribution) -> Attribution:
    """“The Lebanese newspaper As-Safir”, where the name behind the noun was left out."""
    speaker = attribution.speaker
    name = OUTLET_NAME.match(text, speaker[1], attribution.cue[0]) if speaker and OUTLET_NOUN.search(text, *speaker) else None
    return replace(attribution, speaker=(speaker[0], name.end())) if speaker and name and text[name.end() : attribution.cue[0]] == " " else attribution


def drop_conjunction(text: str, attribution: Attribution) -> Attribution:
    """“that either authority” as “either authority”: the word that opens a clause is no part of who speaks in it."""
    speaker = attribution.speaker
    opening = CLAUSE_OPENING.match(text, *speaker) if speaker else None
    return replace(attribution, speaker=(opening.end(), speaker[1])) if speaker and opening else attribution


def drop_participle(text: str, attribution: Attribution) -> Attribution:
    """“The mayor, speaking”, “a man quoted by the Herald” and “a report citing him” as “The mayor”, “a man” and “a report”: how somebody spoke is no part of who did."""
    speaker = attribution.speaker
    behind = SPEAKING.search(text, *speaker) if speaker else None
    return replace(attribution, speaker=(speaker[0], behind.start())) if speaker and behind and behind.start() > speaker[0] else attribution


def cut_loose(text: str, attribution: Attribution) -> Attribution:
    """Without a heading before who speaks, and an adverb or verb behind them that belongs to other words."""
    speaker = attribution.speaker
    if speaker is None:
        return attribution
    heading = HEADING.match(text, *speaker) or LEAD_IN.match(text, *speaker) or CLOCK.match(text, *speaker)
    behind = LOOSE_END.search(text, *speaker)
    start = heading.end() if heading else speaker[0]
    end = (behind.start("verb") if behind["verb"] else behind.start()) if behind else speaker[1]
    return replace(attribution, speaker=(start, end)) if start < end else attribution


def name_holder(text: str, attribution: Attribution) -> Attribution:
    """“Ivo Marek, director of the yard” for “director of the yard”: an office without an article goes with the name before it."""
    speaker = attribution.speaker
    if speaker is None or not OFFICE.match(text, *speaker):
        return attribution
    before = NAME_BEFORE.search(text, max(0, speaker[0] - 80), speaker[0])
    is_read = before and meets(before.span(), attribution.pieces)
    if not before or is_read:
        return attribution
    return replace(attribution, speaker=(before.start(), speaker[1]), relays=tuple(one for one in attribution.relays if not meets(one, [before.span()])))


def take_relative(text: str, attribution: Attribution) -> Attribution:
    """“Who” of “Ivo Marek, who said” where the network read the name before it, as it mostly does not."""
    speaker, cue = attribution.speaker, attribution.cue
    relative = RELATIVE.search(text, max(0, cue[0] - 40), cue[0])
    if speaker is None or relative is None or speaker[1] > relative.start("who") or PASSIVE_CUE.match(text, *cue):
        return attribution
    return replace(attribution, speaker=relative.span("who"))


def drop_possessive(text: str, attribution: Attribution) -> Attribution:
    """“The minister's” as “The minister”, where the cue is what he has: “the minister's claim that”."""
    speaker = attribution.speaker
    ending = POSSESSIVE.search(text, *speaker) if speaker and speaker[1] <= attribution.cue[0] and NOUN_CUE.search(text[slice(*attribution.cue)]) else None
    return replace(attribution, speaker=(speaker[0], ending.start())) if speaker and ending else attribution


def complete_end(text: str, attribution: Attribution) -> Attribution:
    """“A source close to the North's leadership” and “a report late last month”, of which all but the last word was read."""
    speaker = attribution.speaker
    rest = NEXT_WORD.match(text, speaker[1]) if speaker and CUT_SHORT.search(text, *speaker) else None
    if speaker is None or rest is None or meets(rest.span(), (attribution.cue, *attribution.pieces)):
        return attribution
    return replace(attribution, speaker=(speaker[0], rest.end()))


def drop_accused(text: str, attribution: Attribution) -> Attribution:
    """“The minister was accused of lying”: who is accused says nothing, and the article does not tell who accuses."""
    speaker, ((start, end), *rest) = attribution.speaker, attribution.pieces
    cue_words = text[slice(*attribution.cue)]
    cue_words = cue_words[: -len(" of")] if cue_words.lower().endswith(" of") else cue_words  # “FDIC Accused Of” in a headline
    cue = attribution.cue[0], attribution.cue[0] + len(cue_words)
    if speaker is None and len(rest) == 1 and WAS_ACCUSED.search(cue_words):
        return replace(attribution, cue=cue, pieces=((start, end), (cue[1] + 1, rest[0][1])))  # “the neighbour … of sending tanks”
    if speaker is None or speaker[1] > attribution.cue[0] or start < attribution.cue[1]:
        return attribution
    found = WAS_ACCUSED.search(cue_words)
    is_passive = text[cue[1] : cue[1] + 4].lower() == " of " and (text[speaker[0] - 1 : speaker[0]] in ("", "\n") or PASSIVE.fullmatch(text, speaker[1], cue[0]))
    if found is None or found["bare"] and not is_passive:
        return attribution  # “Mr Tarn, whom the minister accused of lying”
    start = start if cue == attribution.cue else cue[1] + 1
    return replace(
        attribution, speaker=None, cue=cue, pieces=(speaker, (start, end), *rest), method=Method.RULES.value, detail="Who accuses is not said."
    )


def ends_phrase(word: str, place: int) -> bool:
    """Whether a word stands behind the noun: a verb, or a preposition other than “of” and “with”."""
    lower = word.lower()
    is_joint = lower in read_words("function_words") and lower not in ("of", "with", "the", "a")
    return is_joint or lower in read_words("relay_cues") or place > 0 and word.islower() and lower.endswith("ed")


def is_anonymity(text: str, one: Attribution) -> bool:
    """Whether “citing” tells why somebody is not named: “spoke on condition of anonymity, citing the sensitivity of the talks”."""
    cue = text[slice(*one.cue)].lower()
    return cue in ("citing", "because of", "due to") and text[max(0, one.cue[0] - 20) : one.cue[0]].rstrip(" ,").endswith("anonymity")


def find_hearsay(text: str, found: list[Attribution]) -> list[Attribution]:
    """“The minister is said to have assured allies” with the minister, not the allies, as who assured somebody."""
    result = list(found)
    for n, one in enumerate(found):
        outer = found[one.parent] if one.parent is not None else None
        who = outer and (outer.speaker or (outer.pieces[0] if outer.pieces[0][1] + 1 == outer.cue[0] else None))
        if outer and who and HEARSAY.search(text[slice(*outer.cue)]) and text.startswith(("to have", "have"), one.cue[0]):
            result[n] = replace(one, speaker=who)
    return result
