"""A reporting verb of a parsed text -> its cue words, who speaks, and the clause or object that was said; by the labels of spaCy's English parsers."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .attribution import Span, meets
from .lexicon import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass")
HELPERS = ("aux", "auxpass", "aux:pass", "neg")
OBJECTS = ("dobj", "obj")
BEHIND_OBJECT = ("prep", "oprd", "dative", "xcomp", "acl", "advmod", "npadvmod", "agent")
CLIMB = 4  # verbs from “to say” up to the one that has the subject
# What was said is hardly ever the object, or the infinitive, of these: at most 4 in 10 of 400 annotated articles.
NO_OBJECT = frozenset("say tell write found advise ask read add continue find charge speak state talk show claim attack".split())
NO_INFINITIVE = frozenset("continue show speak find report".split())
PREPOSITIONS = {
    "ask": ("for",), "call": ("on", "for"), "comment": ("on",), "point": ("to",), "refer": ("to",), "reply": ("to",), "respond": ("to",),
    "speak": ("of", "about"), "talk": ("about", "of"), "warn": ("of", "about", "against"),
}  # fmt: skip


class Parse:
    """A parsed text with its sentences and noun groups listed once: spaCy goes through the whole text for each it is asked for."""

    def __init__(self, doc: Doc):
        self.tokens = list(doc)
        self.sentences = [(sentence.start, sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self.starts = [start for start, _, _ in self.sentences]
        chunks = [(chunk.start, chunk.end, (chunk.start_char, chunk.end_char)) for chunk in doc.noun_chunks]
        self.by_start = {start: span for start, _, span in chunks}
        self.by_end = {end: span for _, end, span in chunks}

    def sentence(self, token: Token) -> Span:
        """The characters of the sentence in which a token stands."""
        return self.sentences[bisect_right(self.starts, token.i) - 1][1:]


class Complement(NamedTuple):
    """What hangs on a verb as what was said: its head, and whether it is a clause, infinitive, object or preposition."""

    head: Token
    kind: str


def is_reporting(token: Token) -> bool:
    """Whether a word is “according” or a verb of words/speech_cues.txt."""
    if token.lower_ == "according":
        return True
    return token.pos_ in ("VERB", "AUX") and not {token.lower_, token.lemma_.lower()}.isdisjoint(read_words("speech_cues"))


def find_cue(verb: Token, first: Token, complement: Complement | None) -> Span:
    """The verb with its auxiliaries and negation, “declined to” before “say”, and “on” of “called on”."""
    helpers = [child for child in first.children if child.dep_ in HELPERS and child.i < first.i]
    last = complement.head if complement and complement.kind == "preposition" else verb
    return min([first, *helpers], key=lambda token: token.i).idx, last.idx + len(last)


def find_subject(verb: Token) -> tuple[Token, Token | None]:
    """The verb that the cue begins with, and its subject: of “declined to say”, “he left and said”, “he left, saying”, “a letter saying”."""
    first = token = verb
    for _ in range(CLIMB):
        subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            return first, subject
        head = token.head
        if token.dep_ == "acl":
            is_telling = token.tag_ == "VBG" and head.pos_ in ("NOUN", "PROPN", "PRON")  # no “book written by”
            return first, head if is_telling else None
        if token.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
            if token is first and any(child.lower_ == "to" for child in token.children):
                first = head
        elif token.dep_ == "pcomp":
            head = head.head
        elif token.dep_ not in ("conj", "advcl") or head.i == token.i:
            break
        token = head
    return first, None


def find_speaker(verb: Token, parse: Parse) -> tuple[Token, Span | None]:
    """The verb that the cue begins with, and the words that name who speaks."""
    first, subject = find_subject(verb)
    if subject is None:
        return first, find_noun_beside(first, parse)
    start, end = cover(subject)
    if start < first.idx < end:
        end = first.nbor(-1).idx + len(first.nbor(-1))  # “the letter saying that …”
    return first, (start, end)


def find_noun_beside(verb: Token, parse: Parse) -> Span | None:
    """The noun right before a verb, or right behind one that follows a quotation, where the parser sees no subject."""
    helpers = [child.i for child in verb.children if child.dep_ in HELPERS and child.i < verb.i]
    before = min([verb.i, *helpers]) - 1
    while before > 0 and parse.tokens[before].pos_ == "ADV":
        before -= 1
    behind = parse.by_start.get(verb.i + 1) if parse.tokens[max(0, before)].is_quote else None
    return parse.by_end.get(before + 1) or behind


def find_complement(verb: Token) -> Complement | None:
    """What hangs on a verb as what was said: a clause before a preposition (“called on ministers to resign”), before an infinitive, before an object."""
    behind = [child for child in verb.children if child.i > verb.i]
    for kind, found in (
        ("clause", [child for child in verb.children if child.dep_ == "ccomp"]),
        ("preposition", [child for child in behind if child.dep_ == "prep" and child.i == verb.i + 1 and child.lower_ in PREPOSITIONS.get(verb.lemma_, ())]),
        ("infinitive", [child for child in behind if child.dep_ == "xcomp" and verb.lemma_ not in NO_INFINITIVE]),
        ("object", [child for child in behind if child.dep_ in OBJECTS and verb.lemma_ not in NO_OBJECT]),
    ):
        if found:
            return Complement(found[0], kind)
    return None


def cover_complement(verb: Token, complement: Complement) -> Span:
    """The characters of what was said; an object with what is said of it (“called him a liar”), and the one asked with what he is asked to do."""
    start, end = cover(complement.head)
    if complement.kind == "infinitive" and verb.lemma_ == "ask":
        start = min([start, *(cover(child)[0] for child in verb.children if child.dep_ in OBJECTS and child.i > verb.i)])
    if complement.kind == "preposition":
        start = min((cover(child)[0] for child in complement.head.children), default=end)
    if complement.kind in ("object", "preposition"):
        end = max([end, *(cover(child)[1] for child in verb.children if child.i > complement.head.i and child.dep_ in BEHIND_OBJECT)])
    return start, end


def find_source(token: Token) -> tuple[Token, Token] | None:
    """“to” and the head of what it names, of “according to”."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    to = next((child for child in token.children if child.lower_ == "to"), following if following is not None and following.lower_ == "to" else None)
    source = next((child for child in to.children if child.dep_ in ("pobj", "obj", "nmod")), None) if to is not None else None
    return (to, source) if to is not None and source is not None else None


def count_ancestors(token: Token) -> int:
    """How deep a word hangs in its sentence."""
    return sum(1 for _ in token.ancestors)


def cover(token: Token) -> Span:
    """The characters of a token with all that hangs on it, without marks at its ends."""
    words = [word for word in token.subtree if not word.is_space] or [token]
    while len(words) > 1 and words[-1].is_punct and not words[-1].is_quote:
        words.pop()
    return words[0].idx, words[-1].idx + len(words[-1])


def cut_out(span: Span, holes: list[Span]) -> list[Span]:
    """What is left of a span beside the holes."""
    parts = [span]
    for hole in holes:
        if meets(hole, parts):
            halves = [half for start, end in parts for half in ((start, min(end, hole[0])), (max(start, hole[1]), end))]
            parts = [(start, end) for start, end in halves if end - start > 1]
    return parts
