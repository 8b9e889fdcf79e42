"""Quote -> a new claim for a person to check, worded affirmatively: “denied reports that X” proposes X."""

from __future__ import annotations

import re

from ..polarity import affirm, list_sentences, read_clause, tidy
from ..records import Claim, Method, Quote, Review
from ..text import make_key, make_slug

UNSORTED = "unsorted"  # the topic of proposals; a person sorts them
MOST_LETTERS = 200
# What stands before the claim proper: “reports that”, “the idea that”, “any suggestion that”, “there are reports that”.
FRAME = re.compile(
    r"^(?:there (?:is|are|was|were|have been|has been) )?(?:no |any |the |a |an |some |those |these |such |all |numerous |recent |widespread |media |press |unconfirmed |alleged )*"
    r"(?:reports?|rumou?rs?|claims?|allegations?|accusations?|charges?|suggestions?|notion|idea|argument|speculation|assertions?|statements?|concerns?|"
    r"evidence|proof|indications?|signs?|implication|contention|attacks?|question|news|fact|possibility|doubts?|theory|story|stories)"
    r"(?: in [A-Z]\w+| on [A-Z]\w+| by [A-Z][\w ]+?| from [A-Z][\w ]+?)?(?: of)?,? (?:that|whether|saying|claiming|alleging|of how|as to whether)\s+",
    re.I,
)
OPENERS = re.compile(
    r"^(?:(?:I|we|they|he|she) (?:\w+ )?(?:think|believe|know|said|say|hear|heard|understand|can say|can state|am sure|are sure|are convinced|am convinced|feel|suspect|doubt|"
    r"don['’]t think|do not think|don['’]t believe|do not believe|deny|confirm|admit|acknowledge)(?: with full responsibility| again| clearly)?(?: that)? (?=\w+ \w+)"
    r"|(?:it (?:is|was|['’]s) (?:true|clear|possible|likely|unlikely|not true|not clear|unclear|false|reported|said|believed)|according to [^,]+,)(?: that)? )",
    re.I,
)
CONDITION = re.compile(r"(?:if|unless|when|once|until|as long as)\b", re.I)
NOUN = re.compile(r"^(?:any|its|his|her|their|all|the|a|an)?\s*(?:\w+ )?(?:role|involvement|links?|ties|responsibility|knowledge|part|participation|connection|wrongdoing|plans?|intentions?)\b", re.I)
INTENTION = re.compile(r"\b(?:plan|plans|planning|planned|intend\w*|will|going to|aims? to|wants? to|prepar\w+ to|willing)\b", re.I)
CAPABILITY = re.compile(r"\b(?:can|could|able|capable|ready|capacity|enough|strong)\b", re.I)
LEGALITY = re.compile(r"\b(?:illegal\w*|legal\w*|unlawful\w*|violat\w+|breach\w*|war crimes?|constitution\w*|treaty|sanction\w*)\b", re.I)
QUANTITY = re.compile(r"\b(?:\d[\d,.]*|thousands|hundreds|dozens|millions|per cent|percent|half|most)\b", re.I)


def word_affirmatively(passage: str) -> str:
    """The first statement of a passage as one affirmative sentence, without the frame that reports it."""
    for sentence in list_sentences(passage):
        clause = read_clause(sentence)
        words = clause.words
        for _ in range(3):
            shorter = re.sub(r"^(?:that|whether|if)\s+", "", OPENERS.sub("", FRAME.sub("", words)))
            if shorter == words:
                break
            words = shorter
        words = affirm(words).strip(" .,;:!?\"“”'")
        if len(words.split()) >= 2:
            words = cut_sentence(f"{clause.opening} {words}" if CONDITION.match(clause.opening) else words)
            return tidy(words[0].upper() + words[1:]) + "."
    return ""


def cut_sentence(words: str) -> str:
    if len(words) <= MOST_LETTERS:
        return words
    head = words[:MOST_LETTERS]
    at = max(head.rfind(", "), head.rfind("; "), head.rfind(" – "))
    return head[:at] if at > 60 else head.rsplit(" ", 1)[0]


def propose_claim(quote: Quote) -> Claim | None:
    """A claim for what a quote says, or None where it says nothing that can be true or false."""
    passage = quote.words or quote.paraphrase or ""
    text = word_affirmatively(passage)
    speaker = (quote.speaker_words or "").strip()
    bare = text.rstrip(".")
    if speaker and re.match(r"to \w+", passage.strip(" \"“"), re.I):
        text = f"{speaker[0].upper()}{speaker[1:]} will {bare[3:] if bare.lower().startswith('to ') else bare}."
    elif speaker and NOUN.match(passage.strip(" \"“")):
        text = f"{speaker[0].upper()}{speaker[1:]} has {re.sub(r'^(?:any|all|no) ', '', bare[0].lower() + bare[1:])}."
    if not text:
        return None
    return Claim(
        id=f"{make_slug(text, 48)}-{make_key(text, 4)}", text=text, topic=UNSORTED, kind=find_kind(text),
        method=Method.RULES.value, review=Review.PROPOSED.value,
    )


def find_kind(text: str) -> str:
    for kind, pattern in (("legality", LEGALITY), ("intention", INTENTION), ("capability", CAPABILITY), ("quantity", QUANTITY)):
        if pattern.search(text):
            return kind
    return "occurrence"
