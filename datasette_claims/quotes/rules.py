"""Rules on top of the network: what its readings get wrong as a kind, and sources it was never shown.

The annotated articles mark the outer attribution only and no words of the article itself, so these cannot be learned
there: "X denied reports that Y" holds what the reports say, and "none of them has confirmed it" is said by nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Method
from .apart import set_apart
from .attribution import Attribution, drop
from .cited import add_cited, cut_citing, is_citing, is_source, read_quoted
from .clauses import add_clauses
from .continued import add_continued
from .dialogue import add_dialogue
from .hearsay import add_relative, add_reportedly, add_supposed
from .interviews import add_interview
from .labels import is_label
from .layout import add_quote_lines, drop_asides, name_answers
from .phrasings import add_phrasings
from .pieces import TELLS, close_inner, complete_comparison, correct_pieces, cut_listener, keep_paragraph
from .posts import add_posts
from .relays import cut_outlet
from .reports import add_nested, name_reports
from .rumours import add_reports
from .speakers import complete_speaker, find_hearsay, is_anonymity
from .subjects import is_question_of_nobody
from .turns import add_blocks, add_headline, add_turns
from .unclaimed import add_unclaimed
from .unseen import add_denied, add_participles, add_reporting, add_told

# Said by nobody: the article itself tells that nobody did.
NOBODY = re.compile(r"(?i)^(?:none|no one|nobody|neither|not one|no (?![.\d])\w+)\b")
NO_EVIDENCE = re.compile(
    r"(?i)\bthere (?:is|was|are|were|has been|have been) (?:so far |still |as yet )?no (?:\w+ )?(?:evidence|proof|sign|indication|confirmation|suggestion)s? that\b[^.!?\n]*$"
)
# "after a military analyst, Anna Holt, said": what stands before the comma is who she is, not what she said.
APPOSED = re.compile(r"\b(?:after|when|because|once|since|as|until|while)\s+(?:an?|the|one)\s[^,.;\"“”]{3,70}$")
SENTENCE_OVER = re.compile(r"(?! (?:that|it|he|she|they|there|the|an?)\b)(?: [\w’'-]+){0,5}[\"”’']?(?:[.!?\n]|$)")
NEITHER, SILENCE = re.compile(r"(?i)neither\b"), re.compile(r"(?i)\b(?:comment|respond|repl(?:y|ied)|return|answer)\w*")
# The statement, and “said”; “denied it” is a position.
EMPTY = re.compile(r"(?:it|nothing(?: else| more| in public| publicly| yet| so far| about it)?|something(?: else| different| similar)?|anything(?: else)?|little(?: else| more)?)")
SAYS = re.compile(r"(?i)\b(?:said|say|says|saying|remember(?:s|ed)?|recall(?:s|ed)?)$")
FAR = 300  # characters from "there is no evidence" to who might have said it
REPORT_NOUN = re.compile(r"(?i)(?:reports?|claims?|allegations?|rumou?rs?|accusations?)(?: of)?$")
HEARER = re.compile(r"(?:the|an?|his|her|its|their) (?:[\w’'-]{1,30} )?[\w’'-]{1,30}")
CONDITION = re.compile(r"(?i)\b(?:if|unless|should|whether)[\"“]?\s+$")
BETWEEN_PARAGRAPHS = re.compile(r"[^\w\n]*\n[^\w]*")
PARTICIPLE_FIRST = re.compile(r"(?!(?:king|being|sibling|darling|fledgling|underling|offspring|wedding|morning|evening)\b)[a-z]{2,}ing \w")


def apply_rules(text: str, found: list[Attribution]) -> list[Attribution]:
    """The attributions of a text, corrected, with those nested in them and those of clauses behind them."""
    corrected = [correct(text, attribution) for attribution in found]
    passed_on = {(one.speaker, outlet) for one in corrected if not is_citing(text, one) for outlet in one.relays}  # “The mayor, the Herald reported, said”: no words of the Herald's
    wrong = {n for n, one in enumerate(corrected) if (one.span, one.speaker) in passed_on or is_wrong(text, one, corrected)}
    kept = name_answers(text, drop_asides(text, find_hearsay(text, drop(corrected, wrong))))
    for add in (add_dialogue, add_interview, add_posts, add_quote_lines, add_participles, add_clauses, add_denied, add_reporting, add_told, add_phrasings, add_turns, add_blocks, add_headline, add_reportedly, add_relative, add_reports, add_supposed, add_cited, add_continued, add_unclaimed, set_apart, add_nested):
        kept = add(text, kept)
    kept = drop(kept, {n for n, one in enumerate(kept) if not all(any(map(str.isalnum, text[slice(*piece)])) for piece in one.pieces)})  # “Despite reports that , the road”
    return arrange([join_paragraphs(text, one) for one in kept])


def join_paragraphs(text: str, one: Attribution) -> Attribution:
    """A quotation that goes on in the next paragraph as one piece: nothing stands between that “…” could stand for."""
    pieces = [one.pieces[0]]
    for start, end in one.pieces[1:]:
        before = pieces[-1]
        if BETWEEN_PARAGRAPHS.fullmatch(text, before[1], start):
            pieces[-1] = before[0], end
        else:
            pieces.append((start, end))
    return replace(one, pieces=tuple(pieces)) if len(pieces) < len(one.pieces) else one


def is_wrong(text: str, one: Attribution, found: list[Attribution]) -> bool:
    if is_label(text, one) or is_anonymity(text, one) or is_empty(text, one):
        return True
    return is_apposition(text, one) or is_saying(text, one, found) or is_repeated(one, found) or is_conditional(text, one) or is_misread(text, one)


def arrange(found: list[Attribution]) -> list[Attribution]:
    """The attributions in the order of their cues, each followed by those nested in it."""
    children: dict[int | None, list[int]] = {}
    for n in sorted(range(len(found)), key=lambda n: found[n].cue):
        children.setdefault(found[n].parent, []).append(n)
    result: list[Attribution] = []
    waiting = [(n, None) for n in reversed(children.get(None, []))]
    while waiting:
        n, parent = waiting.pop()
        result.append(replace(found[n], parent=parent))
        waiting += [(child, len(result) - 1) for child in reversed(children.get(n, []))]
    return result


def correct(text: str, attribution: Attribution) -> Attribution:
    attribution = complete_comparison(text, name_reports(text, complete_speaker(text, keep_paragraph(text, attribution))))
    if attribution.parent is None:
        attribution = cut_outlet(text, read_own_voice(text, attribution))
    else:
        attribution = close_inner(text, cut_listener(text, attribution))
    if is_question_of_nobody(text, attribution):
        attribution = replace(attribution, speaker=None)
    return read_quoted(text, correct_pieces(text, cut_citing(text, attribution)))


def is_empty(text: str, one: Attribution) -> bool:
    """“He finally said it”, “she has said nothing in public”: what was said is not told."""
    return one.mode == "indirect" and EMPTY.fullmatch(text, *one.span) is not None and SAYS.search(text[slice(*one.cue)]) is not None


def is_apposition(text: str, attribution: Attribution) -> bool:
    """Whether the content is only what leads up to the speaker's name."""
    if attribution.speaker is None or attribution.mode != "indirect" or attribution.parent is not None:
        return False
    start, end = attribution.span
    if text[slice(*attribution.speaker)].islower():
        return False  # “He was for the mayor while the mayor ran, he said”
    if SENTENCE_OVER.match(text, max(attribution.cue[1], attribution.speaker[1])):
        return False  # “The man worked as a geologist, the Herald reported.”
    return text[end : attribution.speaker[0]].strip() in ("", ",") and end <= attribution.speaker[0] and bool(APPOSED.search(text[start:end]))


def is_repeated(one: Attribution, found: list[Attribution]) -> bool:
    """Whether a nested attribution ends up as what its parent was corrected to."""
    return one.parent is not None and one.speaker == found[one.parent].speaker and one.span[1] == found[one.parent].span[1]


def is_saying(text: str, one: Attribution, found: list[Attribution]) -> bool:
    """Whether a nested attribution reads “saying” of “quoted as saying” once more."""
    return one.parent is not None and re.match(r"(?:as )?saying\b", text[slice(*one.cue)]) is not None and text[slice(*found[one.parent].cue)].endswith("as saying")


def is_conditional(text: str, one: Attribution) -> bool:
    """Whether a nested attribution tells what somebody may say: “if they express their will”."""
    return one.parent is not None and one.speaker is not None and bool(CONDITION.search(text[max(0, one.speaker[0] - 12) : one.speaker[0]]))


def is_misread(text: str, one: Attribution) -> bool:
    """Whether a nested attribution is none: “nobody has called me”, or “baseless” in “rejected as baseless reports that” as who speaks."""
    if one.parent is None or one.speaker is None:
        return False
    if one.speaker == one.cue and one.mode == "mixed":
        return True  # “called the reports of troops “nonsense””
    if NOBODY.match(text[slice(*one.speaker)]) or one.mode == "indirect" and text[slice(*one.cue)].endswith(("called", "calls")):
        return True
    words = text[slice(*one.speaker)]
    if PARTICIPLE_FIRST.match(words):
        return True  # “receiving e-mails arguing about it”: nobody speaks
    if text[slice(*one.cue)] in ("said", "reported", "alleged", "believed") and text.startswith(("to be ", "to have "), one.span[0]):
        return True  # “calling the players said to be behind it cowards”
    if TELLS.search(text[slice(*one.cue)]) and HEARER.fullmatch(text, *one.span):
        return True  # “that engineers had warned the mayor”
    if not REPORT_NOUN.match(text[slice(*one.cue)]):
        return False
    return words in ("media", "press", "news") or words.islower() and text[one.speaker[1] : one.cue[0]] == " " and not is_source(words)


def read_own_voice(text: str, attribution: Attribution) -> Attribution:
    """“None of them has confirmed it” as words of the article: nobody said anything."""
    speaker, (start, end) = attribution.speaker, attribution.span
    if speaker is None or speaker[0] > start:
        return attribution
    line = max(text.rfind("\n", 0, speaker[0]) + 1, speaker[0] - FAR)
    before = NO_EVIDENCE.search(text[line : speaker[0]])
    if before:
        begin = line + before.start()
    elif NEITHER.match(text, *speaker) and SILENCE.search(text[slice(*attribution.cue)]):
        return attribution  # both are said not to answer
    elif NOBODY.match(text[slice(*speaker)]):
        begin = speaker[0]
    else:
        return attribution
    return replace(
        attribution, pieces=((begin, end),), mode="own_voice", speaker=None, relays=(),
        method=Method.RULES.value,
        detail=f"“{text[begin : begin + 40].strip()}…” says that nobody did: these are the article's own words.",
    )  # fmt: skip
