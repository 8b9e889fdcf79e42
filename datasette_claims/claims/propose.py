"""Quote -> a new claim for a person to check, worded affirmatively: “denied reports that X” proposes X."""

from __future__ import annotations

import re

from ..polarity import affirm, find_main, list_sentences, read_clause, tidy
from ..records import Claim, Method, Quote, Review
from ..text import make_key, make_slug
from .deeds import ACCUSES, find_past, word_accusation

UNSORTED = "unsorted"  # the topic of proposals; a person sorts them
MOST_LETTERS = 200
# What stands before the claim proper: “reports that”, “the idea that”, “any suggestion that”, “there are reports that”.
FRAME = re.compile(
    r"^(?:there (?:is|are|was|were|have been|has been) )?(?:no |any |the |a |an |some |those |these |such |all |numerous |recent |widespread |media |press |unconfirmed |alleged |baseless |false |fake |unfounded |groundless |untrue |foreign |local |earlier |new )*"
    r"(?:reports?|rumou?rs?|claims?|allegations?|accusations?|charges?|suggestions?|notion|idea|argument|speculation|assertions?|statements?|concerns?|"
    r"evidence|proof|indications?|signs?|implication|contention|attacks?|question|news|fact|possibility|doubts?|theory|story|stories)"
    r"(?: in [A-Z]\w+| on [A-Z]\w+| by [A-Z][\w ]+?| from [A-Z][\w ]+?)?(?: of)?,? (?:that|whether|saying|claiming|alleging|of how|as to whether)\s+",
    re.I,
)
# “Media reports of troops in Lund” claim that there are some; what is known to both sides (“the minister's exit”) is no claim by itself.
REPORTS_OF = re.compile(
    r"^(?:(?:the|these|those|all|any|some|several|such|recent|media|press|news|unconfirmed|foreign|local|numerous|repeated|widespread|new|earlier|baseless|false) )*"
    r"(?:reports?|rumou?rs?|claims?|allegations?|accusations?|talk) of (?P<what>(?!the |an? |its |his |her |their |my |our |any |all )[^,;.\"“”]{4,120}?)"
    r"(?: as [\w -]{3,40}| [\"“][^\"“”]{3,80}[\"”]?)?$",
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
HELD = re.compile(r"(?i)\b(?:any |all )?(?:knowledge of|(?:involvement|role|part|participation) in)$")  # “denied any knowledge of” as a cue
COUNTED = re.compile(r"^((?:any|its|his|her|their|all|the|a|an)?\s*(?:\w+ )?)(role|part|connection|link|hand)\b", re.I)
# “declined to say whether X” is about X; “declined to comment” is about nothing that could be true.
TO_SPEAK = re.compile(
    r"^to (?:\w+ly )?(?:comment|say|answer|respond|reply|discuss|confirm|deny|admit|acknowledge|concede|accept|believe|speculate|elaborate|specify|rule out|tell \w+|talk|explain|address)\b"
    r"(?: (?:on|about|to|further))*(?: (?:whether|if|that|how|why|when|what|who|which|where))?\s*",
    re.I,
)
NO_CLAIM = re.compile(
    r"^(?:(?:a|an|the|any|several|repeated|multiple|further|emailed|\w+['’]s?) )*(?:requests?|inquir\w+|enquir\w+|questions?|calls?|messages?|emails?|comments?)(?: for (?:an? )?(?:comment|interview|information)| seeking comment|\W*$)",
    re.I,
)
QUOTES = re.compile(r"[\"“”„«»]|''|(?<!\w)['’‘](?=\w)|(?<=\w)['’](?!\w)")
# Signs that words are a sentence and not only a noun phrase: “his candidacy” claims nothing.
FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|should|shall|must|may|might|cannot|\w{2,}ed|\w+n['’]t|said|says|went|came|took|made|got|gave|"
    r"found|told|left|kept|held|led|lost|won|met|paid|ran|sent|sold|saw|stood|thought|wrote|began|became|broke|built|brought|bought|chose|drew|drove|fell|felt|fled|fought|grew|"
    r"heard|hit|knew|put|rose|set|shot|spoke|spent|struck|taught|threw)\b|(?:\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hat|[Tt]here|[Ww]ho|[Ww]hat|[Tt]his)['’]s|['’](?:re|ve|ll|m|d)) \w|\b(?:I|you|he|she|it|we|they|who|there|people|to) \w"
    r"|\b(?:(?!Its\b|His\b|Her\b|Their\b|Our\b|My\b|These\b|Those\b|The\b|All\b|Some\b|Many\b|Several\b)[A-Z]\w+|the \w+|our \w+|their \w+|his \w+|her \w+) \w{3,}s\b|\b\w+s (?:want|need|know|say|see|think|believe|like|support|hold|make|take|give|get|go|come|show|cost|lead|remain)\b",
)
ALLEGED = re.compile(r"^(?:the |an? )?(?:alleged|reported|rumou?red|purported|supposed|so-called)\b", re.I)  # a participle that is no verb
NORMATIVE = re.compile(r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to)\b", re.I)
FIRST = (("I am", "is"), ("I'm", "is"), ("I’m", "is"), ("I have", "has"), ("I've", "has"), ("I’ve", "has"), ("I was", "was"), ("I will", "will"), ("I'll", "will"), ("I’ll", "will"), ("I can", "can"), ("I did", "did"))
# “Denied sending troops” says that they were not sent.
GERUND = re.compile(r"^(?:ever )?(?P<verb>[a-z]{2,}ing)\b(?= \w)")
# “called the plan "madness"” says that the plan is madness.
CALLS = re.compile(r"(?i)\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)?|label+(?:s|ed|ing)?|dubb(?:ed|ing)|denounc(?:es|ed|ing))(?: as)?$")
CALLED = re.compile(r"^(?P<what>(?:the|his|her|its|their|this|that|these|those|an?) [^\"“”,;]{2,80}?) (?:as )?[\"“'‘](?P<name>[^\"“”]{3,100}?)[\"”'’]?$", re.I)
AHEAD = re.compile(r"(?i)\b(?:rul\w+ out|consider\w*|plan\w*|propos\w+|suggest\w*|recommend\w*)\b")
NAMELESS = frozenset("he she they it who which i we you".split())
VERB = re.compile(r"\b(?:is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|should|shall|must|may|might|\w{2,}(?:ed|es)|\w{3,}s)\b", re.I)
INTENTION = re.compile(r"\b(?:plan|plans|planning|planned|intend\w*|will|going to|aims? to|wants? to|prepar\w+ to|willing)\b", re.I)
CAPABILITY = re.compile(r"\b(?:can|could|able|capable|ready|capacity|enough|strong)\b", re.I)
LEGALITY = re.compile(r"\b(?:illegal\w*|legal\w*|unlawful\w*|violat\w+|breach\w*|war crimes?|constitution\w*|treaty|sanction\w*)\b", re.I)
QUANTITY = re.compile(r"\b(?:\d[\d,.]*|thousands|hundreds|dozens|millions|per cent|percent|half|most)\b", re.I)


def word_affirmatively(passage: str) -> str:
    """The first statement of a passage as one affirmative sentence, without the frame that reports it."""
    for sentence in list_sentences(passage):
        if sentence.endswith("?"):
            continue
        clause = read_clause(sentence)
        words = clause.words
        for _ in range(3):
            shorter = re.sub(r"^(?:that|whether|if)\s+", "", OPENERS.sub("", FRAME.sub("", words)))
            if shorter == words:
                break
            words = shorter
        # “Should not be ashamed” is not “should be ashamed”: what is called for is called for as it stands.
        words = QUOTES.sub("", words if NORMATIVE.search(find_main(words)) else affirm(words)).strip(" .,;:!?'")
        if len(words.split()) >= 2:
            words = cut_sentence(f"{clause.opening} {words}" if CONDITION.match(clause.opening) else words)
            return tidy(capitalise(words)) + "."
    return ""


def capitalise(words: str) -> str:
    return words[0].upper() + words[1:]


def find_reported(passage: str) -> str:
    """“There are troops in Lund.” for “reports of troops in Lund as baseless”; empty where nothing of that form stands."""
    found = REPORTS_OF.match(passage)
    if found is None:
        return ""
    what = found.group("what").strip()
    head = re.split(r" (?:in|at|on|near|by|to|from|for|of|along|across|inside|outside|around|with|against|between|being|having) ", what)[0]
    return f"There {'are' if re.search(r'[^s]s$|people$', head) else 'is'} {what}."


def cut_sentence(words: str) -> str:
    if len(words) <= MOST_LETTERS:
        return words
    head = words[:MOST_LETTERS]
    at = max(head.rfind(", "), head.rfind("; "), head.rfind(" – "))
    return head[:at] if at > 60 else head.rsplit(" ", 1)[0]


def propose_claim(quote: Quote) -> Claim | None:
    """A claim for what a quote says, or None where it says nothing that can be true or false."""
    passage = (quote.words or quote.paraphrase or "").strip(" \"“”")
    if NO_CLAIM.match(passage):
        return None
    held = HELD.search(quote.cue or "")
    passage = f"{held.group()} {passage}" if held else passage
    said = TO_SPEAK.sub("", passage)
    if said != passage and not (VERB.search(said) and len(said.split()) > 2):
        return None
    reported = find_reported(said)
    called = CALLED.match(passage) if CALLS.search(quote.cue or "") and not reported else None
    if called:
        what = called.group("what")
        return make_claim(f"{capitalise(what)} {'are' if re.search(r'[^s]s$', what) else 'is'} {called.group('name').strip(' .,')}.")
    speaker = (quote.speaker_words or "").strip()
    accused = word_accusation(passage, speaker) if ACCUSES.search(quote.cue or "") else None
    if accused is not None:
        return make_claim(capitalise(cut_sentence(QUOTES.sub("", accused))) + ".") if accused else None
    text = reported or word_affirmatively(said)
    bare = text.rstrip(".")
    if speaker and re.match(r"to \w+", said, re.I):
        text = f"{capitalise(speaker)} will {bare[3:] if bare.lower().startswith('to ') else bare}."
    elif speaker and speaker.lower() not in NAMELESS and (doing := GERUND.match(said)):
        verb = f"will be {doing.group('verb')}" if AHEAD.search(quote.cue or "") else find_past(doing.group("verb"))
        return make_claim(f"{capitalise(speaker)} {verb}{said[doing.end():].rstrip('.')}.")
    elif speaker and NOUN.match(said):
        words = COUNTED.sub(lambda found: f"{re.sub('^(?:any|all) ', 'a ', found.group(1).lower())}{found.group(2)}", bare[0].lower() + bare[1:])
        text = f"{capitalise(speaker)} has {re.sub(r'^(?:any|all|no) ', '', words)}."
    else:
        text = name_speaker(text, speaker)
    if not FINITE.search(ALLEGED.sub("", text)):
        return None
    return make_claim(text)


def make_claim(text: str) -> Claim:
    return Claim(
        id=f"{make_slug(text, 48)}-{make_key(text, 4)}", text=text, topic=UNSORTED, kind=find_kind(text),
        method=Method.RULES.value, review=Review.PROPOSED.value,
    )


def name_speaker(text: str, speaker: str) -> str:
    """“I am ready” as the claim that its speaker is ready, where the speaker has a name."""
    if speaker and speaker.lower() not in NAMELESS:
        for start, verb in FIRST:
            if text.startswith(f"{start} "):
                return f"{capitalise(speaker)} {verb}{text[len(start):]}"
    return text


def find_kind(text: str) -> str:
    for kind, pattern in (("legality", LEGALITY), ("intention", INTENTION), ("capability", CAPABILITY), ("quantity", QUANTITY)):
        if pattern.search(text):
            return kind
    return "occurrence"
