"""Whether a clause is negated, and by which word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from .abbreviations import ends_sentence

AUXILIARY = r"(?:is|are|was|were|am|be|been|do|does|did|has|have|had|can|could|will|would|should|shall|must|may|might|need|ca|wo|sha)"
NEGATION = re.compile(
    rf"(?P<aux>\b{AUXILIARY})(?P<short>n['’]t\b)|\bcan(?P<cannot>not)\b|(?P<plain>(?<!\bmight )(?<!\bmay )\b(?:not|never)\b)(?! only\b| just\b| merely\b)"
    r"|(?P<no>(?<!with )(?<!or )(?<!virtually )(?<!almost )\bno (?!doubt|question|secret|surprise|wonder|matter|idea|clue|longer ago|one\b|(?:other )?(?:choice|option|alternative)\b|other (?:way|means)\b))|(?P<none>\b(?:none of|none|nobody|no one|nothing(?! (?:but|more|less|short of|other)\b)|nowhere|neither)\b)"
    r"|(?P<without>\bunable to\b|\bfail(?:s|ed)? to\b|\bfar from\b|\bby no means\b)",
    re.I,
)
# Two negations that make an affirmation.
DOUBLE = re.compile(
    r"\b(?:(?:not (?:a|the slightest) [\"“]?(?:\w+ of )?|little )doubt|no (?:doubt|question|secret|(?:reason|cause) (?:at \w+ \w+ )?[\"”]? ?to (?:doubt|question|disbelieve))|not (?:deny|disput|doubt|unlikely|uncommon|unusual|unreasonable|impossible|untrue|without|out of the (?:question|realm))\w*|n['’]t (?:deny|disput|doubt)\w*|not an un\w+|(?:(?:can)?not|n['’]t) (?:yet )?(?:be )?(?:rul(?:e|ed) out|exclude[ds]?)\b)",
    re.I,
)
# What a report that is rejected is called.
FALSE_WORDS = (
    r"(?:false(?:hoods?)?|untrue|fake(?: news)?|lies?|a lie|nonsense|baseless|groundless|unfounded|fabricat\w+|inventions?|invented|fiction|fantasy|hoax(?:es)?|myths?|"
    r"disinformation|propaganda|slander|rubbish|garbage|tosh|hogwash|poppycock|balderdash|absurd|ridiculous|laughable|preposterous|ludicrous)"
)
# What else a report can be called: wrong, half right, or right.
WRONG_WORDS = rf"(?:{FALSE_WORDS}|not (?:true|correct|accurate)|wrong|incorrect|inaccurate|misleading|a fairy[- ](?:tale|story)|(?:(?:pure|mere|sheer|idle|wild) )?speculation|wide of the mark|off the mark|far from (?:the truth|true|accurate)|without (?:any )?(?:foundation|basis|merit|substance))"
HALF_RIGHT_WORDS = r"(?:exaggerat(?:ed|ions?)|overstated|overblown|premature)"
RIGHT_WORDS = r"(?:true|correct|accurate)"
FALSE = re.compile(  # but “the engine was invented in 1900”, “parts were fabricated in Lund”
    r"(?:\b(?:is|are|was|were|be)\b|['’]s)\s+[\"“'‘]?(?i:(?P<word>(?:simply |just |merely |completely |totally |absolutely |patently |all |entirely |a |an |pure |complete |total )*"
    rf"(?:(?!inven|fabricat(?:ed|ing)){FALSE_WORDS}|wrong|incorrect|inaccurate)))\b(?! (?:alarm|flag|positive|start|dawn)s?\b)"
)
NO_PERSON, PERSON = frozenset(("wrong", "incorrect", "ridiculous", "absurd", "laughable")), re.compile(r"(?i)(?:I|we|he|she|they|you)\b")  # “we were wrong” is not “we were true”
TOLD = re.compile(r"(?i)\b(?:hopes?|hoped|know|knew|known|think|thinks|thought|say|says|said|believes?|believed|claims|claimed)\b")  # “had known the tale was fake”
# “Is working and has not been closed”: what one verb negates the other does not.
AND_NOT = rf"(?<!not )(?<!n['’]t )\b(?:and|but) (?=(?:\w+ly |also |still )?(?:{AUXILIARY}(?:n['’]t| not| never| no)|cannot)\b)"
# Where the clause that carries the assertion ends: what follows is subordinate and its negations do not count.
SUBORDINATE = re.compile(
    rf",|;|—|–|\(| - |{AND_NOT}|" r"\band (?=(?:there|we|they|he|she|it|i|no|none|this|that)\b)|\b(?:because|since|if|unless|until|while|to (?:be|make) (?:sure|certain)|when|after|before|although|though|(?<!nothing )but|so that|in order|where|which|who|whom|whose|that (?!(?:is|was|has|will)\b)|whether|than|and that|as)\b",
    re.I,
)
# “That the bridge is safe”, but not “That bridge is safe”.
OPENING = re.compile(
    r"^(?:(?-i:that)(?! (?:simply |just |really )?(?:is|was|isn[’']t|wasn[’']t)\b)|that(?= (?:the|an?|his|her|its|their|our|my|they|we|he|she|it|i|there|no|any|all|some|(?-i:[A-Z])\w*)\b)|whether(?: or not)?|if|how|so|and|but|well|look|listen|now|yes|no(?=,)|still|also|then|to be (?:fair|honest|clear|sure|frank|precise|blunt|exact|safe)(?=,)|in fact|of course|frankly|again|however|instead|rather(?! than)|absolutely|meanwhile|moreover|furthermore|additionally|finally)\b,?\s+",
    re.I,
)
OPENING_CLAUSE = re.compile(r"^(?:even )?(?:if|when|while|as|after|before|until|although|though|since|because|despite|rather than|in|on|at|by|for|with|over|under)\b[^,(]{3,160}(?:\([^()]{0,80}\)[^,(]{0,120})?,\s+(?:(?:in |of |at |during )?(?:which|who|whom|whose|where|when)\b[^,]{3,120},\s+)?", re.I)
THAT_WHILE = re.compile(r"^that (?=(?:rather than|if|when|while|after|before|although|though|since|because|despite|in|on|at|by|for|with|over|under)\b)")
# “We can state with full responsibility that”: what follows is the statement.
STATED = re.compile(
    r"^(?:I|we) (?:(?:can|could|must|will|would|want to|have to|do|just|also|only|again|already|clearly|firmly|strongly|fully) )*"
    r"(?:say|state|declare|affirm|repeat|stress|emphasi[sz]e|insist|assure you|know|am (?:sure|certain|convinced|confident)|are (?:sure|certain|convinced|confident))"
    r"(?:,? (?:with|in|on|to|once|very|quite)\b[^,]{0,40}?)??,? that\s+"
    r"|^(?:I|we|let me) (?:repeat|say (?:it |this )?again|be (?:very |absolutely |perfectly )?clear): "
    r"|^[\w ’'-]{1,60}? (?:would like|wants?|wish(?:es)?) to (?:make (?:it )?clear|stress|emphasi[sz]e|point out|state|reiterate)(?: that)?\s+",
    re.I,
)
# What is hoped, feared or explained is not what the clause says: “I hope it is not true”, “he explained why they did not flee”.
OF_OTHERS = re.compile(
    r"\b(?:hop|fear|worr|pray|wish)(?:e|es|ed|ies|ied|ing|s|y)?\b|\b(?:seem|look|feel|sound)s?(?:ed)? (?:like|as (?:if|though))\b|(?<=\w )(?:why|how|what)\b"
    r"|\bthere(?:['’]s| is| are| was| were)\b.{0,40}? (?:things?|something|places?|ways?|questions?|words|reasons?)(?: that)? (?:\w+ ){1,4}$"
    r"|\b(?:decided|reali[sz]ed|discovered|concluded|learn(?:ed|t)|found|knew)(?: that)? [\"“]?(?:I|we|they|you|he|she|it) [\"“]?(?:\w+ )?$"
    rf"|\b{AUXILIARY}\b.* (?:things?|everything|anything|something|people|places?|ways?|days?|reasons?) (?:I|we|they|you|he|she) $",
    re.I,
)
# What another verb has for its infinitive: “were told not to speak”, “agreed not to attack”; but “are not to speak”, “seems not to know”.
NOT_TO = re.compile(r"(?i)not to\b")
OWN_NOT_TO = re.compile(rf"(?i)(?:^\W*|\b(?:{AUXILIARY[3:-1]}|seem\w*|appear\w*|likely|happen\w*|tend\w*|said|believed|known|thought|expected|reported|alleged|understood|supposed|meant|going|so as|or|and) )$")
BOTH_NOT = re.compile(rf"(?i)((?:not|n['’]t|never) (?:and|or) {AUXILIARY} ?)(?:not|n['’]t|never)\b ?")  # “cannot and will not”: one negation
# “Was told to say nothing”, “regretted not having spoken”: what is negated is not what the clause says.
TOLD_TO = re.compile(r"(?i)\b(?:told|instructed|ordered|asked|warned|advised|urged)(?: \w+){0,3}? to \w+ $")
NEAR = 80  # characters before a negation that are looked at for who was told
# “Told the police he had seen nothing”: what was told is negated, and not that it was told.
TOLD_HE = re.compile(r"(?i)\b(?:told|tells|assured|informed) (?:[\w’'-]+ ){1,4}?(?:that )?(?:he|she|they|it|there) (?:\w+ ){0,3}$")
EITHER = re.compile(r"(?i)\W*either\b[^.;]*? or\b")  # “either it is a promise or it isn't”
NOT_DOING, OF_DOING = re.compile(r"(?i)not \w+ing\b"), re.compile(r"(?i)\b(?:regret\w*|of|for|by|about|despite|from|with|admit\w*|risk\w*|consider\w*) $")
CONTRASTED = re.compile(r"(?i)not [^,;]{2,40},")  # “foxes, not rangers, are to blame”
OF_SUBJECT = re.compile(r"\w,?\s+(?:who|which|whose)\s+(?:\w+\s+)?$|\w\s+(?:and|or)\s+$", re.I)  # “who did not flee”, “and never returning”
# “The founder of the bank, Ivo Tarn, is not on the run”: the clause goes on behind the name.
APPOSED = re.compile(rf",(?: [^,;]{{2,80}},)? (?:\w+ly )?(?:{AUXILIARY}|never|cannot)\b", re.I)
HAS_AUXILIARY = re.compile(rf"\b{AUXILIARY}\b")
COORDINATION = re.compile(r"(?:;|,? and(?: that)?|,? but)\s+(?=(?:there|we|they|he|she|it|I|no|none|that|[A-Z]\w+ [A-Z]\w+|the \w+ (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should))\b)")
MOST_LETTERS = 5_000  # of a passage that are read; the longest quotations of a thousand articles have fewer
MOST_NEGATIONS = 20  # of a clause that are looked at, each with all words before it
ENOUGH = 4  # words of a statement that can stand alone
PIECE_END = re.compile(r"[,.;]?[”\"']+\s*…\s*[“\"']+(?=(?P<next>\w))")  # “A,” he said. “B.”
# Words were left out between two sentences.
LEFT_OUT = re.compile(r"(?<=\w)\s*…\s*(?=(?:We|I|The|It|He|She|They|You|This|That|There|An?|In|At|But|And|So|Now|My|Our|His|Her|These|Those|If|When|As|No|Nobody|Nothing|None|Not|Who|What|Why|How)\b)")
# … and where the words before it can end one: not “was told … Tarn”.
BROKEN_OFF = re.compile(r"\b((?!(?:an?|the|and|or|but|of|to|in|on|at|by|for|from|with|that|as|is|are|was|were|be|has|have|had|will|would|told|said|says|called|between|against|under|over|into|about|my|his|her|its|our|their|your|he|she|we|they|you|if|so|no|not|do|does|did|very|more|most)\b)[a-z]{2,})\s*…\s*(?=[A-Z][a-z]* [a-z]|(?:Mr|Mrs|Ms|Dr|Sir|Lord|President|General|Captain)\.? [A-Z])")
LEFT_OVER = re.compile(r"^(?:(?:the|an?)\s*…\s*|it\s*…\s*(?=(?:how|what|who|why|when|where|whether|that|if)\b))|\s*…\s*that$", re.I)
SENTENCE_END = re.compile(r"[.!?](?:[\"”’'»)]*\s+)(?=[\"'“‘«(]?[A-Z0-9])(?!(?:ET|EST|EDT|PT|PST|PDT|GMT|BST|CET|UTC)\b)")
LONG = 35  # characters from which a passage can hold an opening clause and a main one
UNQUOTED = str.maketrans("\"“”", "xxx")  # “telling them that "they cannot"”: the mark is no end of “that”
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
    text = " ".join(LEFT_OUT.sub(". ", BROKEN_OFF.sub(r"\1. ", LEFT_OVER.sub("", text))).replace("…", " ").split())
    parts, start = [], 0
    for end in SENTENCE_END.finditer(text):
        if ends_sentence(text, end.start()):
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
    words = THAT_WHILE.sub("", sentence.strip(MARKS + ".,;"))
    opened = OPENING_CLAUSE.match(words) if len(words) > LONG else None
    opening = opened.group().strip() if opened else ""
    words = words[opened.end() :] if opened else words
    for _ in range(3):
        shorter = STATED.sub("", OPENING.sub("", words))
        if shorter == words:
            break
        words = shorter
    main = find_main(BOTH_NOT.sub(r"\1", words))
    false = find_false(main)
    doubled = DOUBLE.search(main)
    negations = [] if doubled else find_negations(main)
    count = len(negations) + (1 if false else 0)
    word = negations[0].group() if negations else false.group("word").split(" ")[-1] if false else ""
    return Clause(words, count % 2 == 1, word.strip(), opening)


def find_negations(main: str) -> list[re.Match[str]]:
    """The negations of a clause, without those of its subject, as in “the men who did not flee were caught”, and of what is hoped."""
    return [] if EITHER.match(main) else [
        found for found in islice(NEGATION.finditer(main), MOST_NEGATIONS)
        if not OF_SUBJECT.search(main, 0, found.start()) and not OF_OTHERS.search(main[: found.start()]) and not is_apart(main, found.start())
    ]  # fmt: skip


def is_apart(main: str, start: int) -> bool:
    """Whether a “not” belongs to an infinitive of its own, as in “told not to speak”, or only sets one thing against another."""
    before = main[:start]
    if TOLD_TO.search(before[-NEAR:]) or TOLD_HE.search(before[-NEAR:]) or NOT_DOING.match(main, start) and OF_DOING.search(before):
        return True
    return bool(NOT_TO.match(main, start) and not OWN_NOT_TO.search(before) or before.endswith(", ") and CONTRASTED.match(main, start))


def find_false(main: str) -> re.Match[str] | None:
    """Where a clause calls its subject false: “the story is a lie”, not “executives had known the tale was fake”."""
    found = FALSE.search(main)
    if found is None or TOLD.search(main, 0, found.start()):
        return None
    return None if found["word"].lower() in NO_PERSON and PERSON.match(main) else found


def find_main(words: str) -> str:
    """The part of a clause up to its first subordinate one, at least its first verb phrase."""
    for cut in SUBORDINATE.finditer(words.translate(UNQUOTED)):
        head = words[: cut.start()]
        if cut.group() == "," and APPOSED.match(words, cut.start()) and not HAS_AUXILIARY.search(head):
            continue
        if len(head.split()) >= 4 or re.search(rf"\b{AUXILIARY}(?:n['’]t)?\b", head, re.I) and len(head.split()) >= 3:
            return head
    return words
