"""An engine for those who have a spaCy model: the subject of a reporting verb speaks, its clause is what was said.

It needs a pipeline with a parser and lemmas, such as en_core_web_sm. Which verbs report stands in words/speech_cues.txt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .attribution import QUOTATION, Attribution, EngineMissing, Span, find_mode, meets
from .lexicon import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEFAULT_MODEL = "en_core_web_sm"
SCORE = 0.5  # nobody has measured how often it is right, so it claims no more than an even chance
SUBJECTS = ("nsubj", "nsubjpass", "nsubj:pass")
CLAUSES = ("ccomp", "xcomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Parser:
    """A spaCy pipeline that reads texts."""

    pipeline: Any
    name: str

    def find_attributions(self, text: str) -> list[Attribution]:
        """Who said what, by the dependencies of the sentences."""
        return read_doc(self.pipeline(text), self.name)


def load_parser(model: str | None) -> Parser:
    """The pipeline of that name; EngineMissing where spaCy, the model or its parser is not there."""
    name = model or DEFAULT_MODEL
    try:
        import spacy
    except ImportError as error:
        raise EngineMissing("The spaCy engine needs spaCy: pip install 'datasette-claims[spacy]'") from error
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise EngineMissing(f"The spaCy model “{name}” is not installed: python -m spacy download {name}") from error
    if "parser" not in pipeline.pipe_names:
        raise EngineMissing(f"The spaCy model “{name}” has no parser; choose one that has, such as {DEFAULT_MODEL}.")
    return Parser(pipeline, name)


def read_doc(doc: Doc, name: str) -> list[Attribution]:
    """The attributions of a parsed text, one for each reporting verb that has a speaker or a clause."""
    quotations = [match.span() for match in QUOTATION.finditer(doc.text)]
    found: list[Attribution] = []
    taken: set[int] = set()
    for token in doc:
        reading = read_according(token) if token.lower_ == "according" else read_verb(token, quotations)
        if reading is None:
            continue
        pieces, cue, speaker = reading
        pieces = tuple(piece for piece in pieces if not taken & set(range(*piece)))
        if not pieces:
            continue
        for piece in pieces:
            taken |= set(range(*piece))
        mode = find_mode(doc.text, pieces)
        who = f"“{doc.text[slice(*speaker)]}” is its subject" if speaker else "it has no subject"
        found.append(Attribution(pieces, mode, cue, speaker, SCORE, f"The verb “{doc.text[slice(*cue)]}” reports {mode} speech, and {who} ({name})."))
    return found


Found = tuple[tuple[Span, ...], Span, "Span | None"]


def read_verb(verb: Token, quotations: list[Span]) -> Found | None:
    """Content, cue and speaker of a reporting verb; the cue holds its auxiliaries and negation."""
    if verb.pos_ not in ("VERB", "AUX") or not {verb.lower_, verb.lemma_.lower()} & read_words("speech_cues"):
        return None
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None) or find_shared_subject(verb)
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "aux:pass", "neg") and child.i < verb.i]
    cue = (min([verb, *helpers], key=lambda token: token.i).idx, verb.idx + len(verb))
    clause = next((child for child in verb.children if child.dep_ in CLAUSES), None)
    if clause is None:
        clause = next((child for child in verb.children if child.dep_ in ("dobj", "obj") and child.i > verb.i), None)
    speaker = cover(subject) if subject is not None else None
    pieces = []
    if clause is not None:
        pieces = widen(cut_out(cover(clause), [cue, *([speaker] if speaker else [])]), quotations, verb)
    else:
        sentence = (verb.sent.start_char, verb.sent.end_char)
        pieces = [span for span in quotations if span[0] < sentence[1] and sentence[0] < span[1] and not span[0] <= verb.idx < span[1]]
    if not pieces or (speaker and any(start <= speaker[0] < end for start, end in pieces)):
        return None
    return tuple(trim(verb.doc.text, piece) for piece in pieces), cue, speaker


def find_shared_subject(verb: Token) -> Token | None:
    """The subject of the verb that this one is joined to: “he left and said that …”."""
    head = verb.head
    if verb.dep_ == "conj" and head.i != verb.i:
        return next((child for child in head.children if child.dep_ in SUBJECTS), None)
    return None


def read_according(token: Token) -> Found | None:
    """“According to X, Y”: X speaks, and the rest of the sentence is what is said."""
    to = next((child for child in token.children if child.lower_ == "to"), None) or (token.nbor() if token.i + 1 < len(token.doc) and token.nbor().lower_ == "to" else None)
    source = to and next((child for child in to.children if child.dep_ in ("pobj", "obj", "nmod")), None)
    if not source:
        return None
    speaker, sentence = cover(source), (token.sent.start_char, token.sent.end_char)
    cue = (token.idx, to.idx + 2)
    rest = cut_out(sentence, [(cue[0], speaker[1])])
    longest = max(rest, key=lambda span: span[1] - span[0], default=None)
    return ((trim(token.doc.text, longest),), cue, speaker) if longest else None


def cover(token: Token) -> Span:
    """The characters of a token with all that hangs on it, without marks at its ends."""
    words = [word for word in token.subtree if not word.is_space]
    while len(words) > 1 and words[-1].is_punct and not words[-1].is_quote:
        words.pop()
    return words[0].idx, words[-1].idx + len(words[-1])


def cut_out(span: Span, holes: list[Span]) -> list[Span]:
    """What is left of a span beside the holes."""
    parts = [span]
    for hole in holes:
        parts = [
            piece for start, end in parts for piece in ((start, min(end, hole[0])), (max(start, hole[1]), end)) if piece[1] - piece[0] > 1 and start < end
        ] if meets(hole, parts) else parts  # fmt: skip
    return parts


def widen(pieces: list[Span], quotations: list[Span], verb: Token) -> list[Span]:
    """The pieces with the rest of every quotation they stand in."""
    widened: list[Span] = []
    for start, end in pieces:
        for first, last in quotations:
            if first < end and start < last and not first <= verb.idx < last and last - first > end - start:
                start, end = min(start, first), max(end, last)
        if (start, end) not in widened:
            widened.append((start, end))
    return widened


def trim(text: str, span: Span) -> Span:
    """The span without blanks and marks that belong to no quotation at its ends."""
    start, end = span
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:.":
        end -= 1
    return start, end
