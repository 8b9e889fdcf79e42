"""An engine for those who have a spaCy model: the subject of a reporting verb speaks, its clause or the quotation beside it is what was said.

It needs a pipeline with a parser, tags and lemmas, such as en_core_web_sm. Which verbs report stands in words/speech_cues.txt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from .attribution import Attribution, EngineMissing, Span, TextTooLong, find_mode, meets
from .dependencies import (
    Parse,
    count_ancestors,
    cover,
    cover_complement,
    cut_out,
    find_complement,
    find_cue,
    find_source,
    find_speaker,
    is_reporting,
)
from .lexicon import read_words
from .nested import OWN_VOICE
from .quotations import SHORT, Page, Quotation, begins_new, measure_gap, read_last, read_page, simplify, trim, widen

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEFAULT_MODEL = "en_core_web_sm"
# How often content and speaker are both right, by kind, in 400 of PolNeAR's training articles with en_core_web_sm 2.2.5; where a clause
# is all quotation it is CLAUSE_QUOTED. Of 150 reports without anybody who speaks 6 were right, so that these are left out.
SCORES = {"according": 0.7, "aside": 0.6, "clause": 0.75, "infinitive": 0.6, "object": 0.55, "preposition": 0.5, "quotation": 0.55}
CLAUSE_QUOTED = 0.93
REMEMBERED = 5  # reports before a quotation of which it can be the rest
FAR = 400  # characters between a verb and its subject, beyond which the two are not taken together
# Verbs whose statement can begin in the article's words and end in quotation marks: “said the port is “open””.
SAYS = frozenset(
    "say tell add note write argue warn insist explain declare claim suggest predict promise announce acknowledge admit conclude reply respond recall state "
    "assert contend report tweet joke quip".split()
)


@dataclass(frozen=True, slots=True)
class Parser:
    """A spaCy pipeline that reads texts."""

    pipeline: Any
    name: str

    def find_attributions(self, text: str) -> list[Attribution]:
        """Who said what, by the dependencies of the sentences; TextTooLong beyond what the pipeline takes."""
        if len(text) > self.pipeline.max_length:
            raise TextTooLong(f"The text has {len(text):,} characters; the spaCy model “{self.name}” reads {self.pipeline.max_length:,} at most.")
        return read_doc(self.pipeline(simplify(text)), self.name, text)


def load_parser(model: str | None) -> Parser:
    """The pipeline of that name or folder; EngineMissing where spaCy, the model or its parser is not there."""
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
    named = [pipeline.meta.get(key) for key in ("lang", "name")]  # no folder of somebody's machine
    return Parser(pipeline, "_".join(named) if all(named) else name)


class Report(NamedTuple):
    """A verb, or “according to”, with what it reports; offsets, and the number of the paragraph in which the content ends."""

    cue: Span
    speaker: Span
    pieces: tuple[Span, ...]
    kind: str
    paragraph: int
    is_quoted: bool = False  # whether some of the words stand in quotation marks


def read_doc(doc: Doc, name: str, text: str | None = None) -> list[Attribution]:
    """The attributions of a parsed text, one for each reporting word that has a subject and stands outside quotation marks
    and outside what another one reports.

    `text` has the same characters as the document but for its quotation marks.
    """
    page = read_page(text or doc.text)
    parse = Parse(doc)
    verbs = [token for token in parse.tokens if is_reporting(token) and not page.is_marked(token.idx)]
    reports: list[Report] = []
    for verb in sorted(verbs, key=lambda verb: (parse.sentence(verb), verb.lower_ != "according", count_ancestors(verb))):
        if page.is_taken((verb.idx, verb.idx + len(verb))):
            continue
        report = read_according(verb, page, parse) if verb.lower_ == "according" else read_verb(verb, page, parse)
        if report and (pieces := clean(report, page)):
            page.take(pieces)
            reports.append(report._replace(pieces=pieces, is_quoted=find_mode(page.text, pieces) != "indirect"))
    reports.sort()
    cues = [report.cue[0] for report in reports]
    for quotation in page.quotations:
        if not page.is_taken(quotation.span):
            carry_on(page.text, reports, bisect_left(cues, quotation.start), quotation)
    return [make(page.text, report, name) for report in reports] + list_nested(verbs, reports, page, parse, name)


def list_nested(verbs: list[Token], reports: list[Report], page: Page, parse: Parse, name: str) -> list[Attribution]:
    """What verbs inside reported words report, where it is said of somebody else: “the Herald reported that Holt had denied it”."""
    bare = Page(page.text, [], page.paragraphs)
    places = sorted((*piece, n) for n, report in enumerate(reports) for piece in report.pieces)
    found = []
    for verb in verbs:
        if verb.lower_ not in read_words("relay_cues") or verb.lower_ == "according" or not page.is_taken((verb.idx, verb.idx + 1)):
            continue
        report = read_verb(verb, bare, parse)
        if report is None or report.kind == "aside" or page.text[slice(*report.speaker)].lower() in OWN_VOICE:
            continue
        pieces = clean(report, bare)
        parent = places[bisect_right(places, (verb.idx, len(page.text), 0)) - 1][2]
        if pieces and all(holds(reports[parent].pieces, span) for span in (report.cue, *pieces)):
            found.append(replace(make(page.text, report._replace(pieces=pieces), name), parent=parent))
    return found


def holds(pieces: tuple[Span, ...], span: Span) -> bool:
    """Whether a span lies in one of the pieces."""
    return any(start <= span[0] and span[1] <= end for start, end in pieces)


def read_according(token: Token, page: Page, parse: Parse) -> Report | None:
    """“According to X, Y”: X speaks, and the longer side of the sentence is what is said."""
    found = find_source(token)
    if found is None:
        return None
    to, source = found
    speaker = cover(source)
    rest = cut_out(parse.sentence(token), [(token.idx, speaker[1])])
    longest = max(rest, key=lambda span: span[1] - span[0], default=None)
    return Report((token.idx, to.idx + len(to)), speaker, (longest,), "according", page.number(token.idx)) if longest else None


def read_verb(verb: Token, page: Page, parse: Parse) -> Report | None:
    """What a verb reports: its complement, the sentence round “, she said,”, or the quotations beside it."""
    first, speaker = find_speaker(verb, parse)
    if speaker is None:
        return None
    complement = find_complement(verb)
    cue = find_cue(verb, first, complement)
    group = join(cue, speaker)
    beside = find_beside(verb, page, parse, cue, group, complement is not None)
    pieces, kind = beside, "quotation"
    if complement:
        within = widen(cut_out(cover_complement(verb, complement), [cue, speaker]), page)
        if not beside or any(meets(span, within) for span in beside):
            pieces, kind = within, complement.kind
    around = find_around(parse.sentence(verb), page.text, group)
    if around and not any(end <= cue[0] for _, end in beside):
        pieces, kind = around, "aside"
    return Report(cue, speaker, tuple(pieces), kind, page.number(verb.idx))


def join(cue: Span, speaker: Span) -> Span:
    """Cue and speaker together, where they are near each other."""
    if max(speaker[0] - cue[1], cue[0] - speaker[1]) > FAR:
        return cue
    return min(cue[0], speaker[0]), max(cue[1], speaker[1])


def find_beside(verb: Token, page: Page, parse: Parse, cue: Span, group: Span, has_clause: bool) -> list[Span]:
    """The quotations a verb can report, the one behind it with the article's words that lead up to it."""
    before, after = page.find_before(group[0], cue[0], has_clause), page.find_after(cue[1])
    found = [before.span] if before else []
    if after is None or has_clause and (read_last(page.text, after) == "," or after.words < SHORT):
        return found
    end = group[1] if group[1] <= after.start else cue[1]
    gap = measure_gap(page.text, end, after)
    if gap == "beside" or gap == "colon" and verb.lemma_ in SAYS or gap == "comma" and verb.lemma_ in SAYS and not has_clause and not found:
        return [*found, after.span]
    if gap in ("words", "comma") and verb.lemma_ in SAYS and not has_clause and not (page.text[end] == "," and found):
        return [*found, (end, max(after.end, min(page.paragraphs[after.paragraph][1], parse.sentence(verb)[1])))]
    return found


def find_around(sentence: Span, text: str, group: Span) -> list[Span]:
    """The sentence on both sides of “, she said,”."""
    start, end = sentence
    is_aside = text[max(0, group[0] - 3) : group[0]].rstrip(" ").endswith(",") and text[group[1] : group[1] + 2].lstrip(" ").startswith(",")
    return [(start, group[0]), (group[1], end)] if is_aside and end >= group[1] + SHORT else []


def carry_on(text: str, reports: list[Report], number: int, quotation: Quotation) -> None:
    """Add a quotation that no verb reports to the report before it in its paragraph, or in the one before where it is all of its own.

    `number` is that of the first report whose cue stands behind the quotation.
    """
    before = [n for n in range(max(0, number - REMEMBERED), number) if reports[n].pieces[-1][0] < quotation.start and quotation.paragraph - reports[n].paragraph in (0, 1)]
    while len(before) > 1 and not reports[before[-1]].is_quoted and not begins_new(text, reports[before[-2]].cue[1], reports[before[-1]].cue[0]):
        before.pop()  # “she said, adding that it rained. “…””: the quotation goes on with what she said
    if quotation.words < SHORT or not before or not reports[before[-1]].is_quoted:
        return
    last = reports[before[-1]]
    begins_sentence = text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:] in ".!?:”\"…—-'"
    if begins_sentence if last.paragraph == quotation.paragraph else quotation.is_whole:
        reports[before[-1]] = last._replace(pieces=(*last.pieces, quotation.span), paragraph=quotation.paragraph)


def clean(report: Report, page: Page) -> tuple[Span, ...]:
    """The pieces that hold words and are no one else's; none where they hold who speaks."""
    pieces = [trim(page.text, piece) for piece in report.pieces]
    if meets(report.speaker, pieces):
        return ()
    return tuple(piece for piece in pieces if any(map(str.isalnum, page.text[slice(*piece)])) and not page.is_taken(piece))


def make(text: str, report: Report, name: str) -> Attribution:
    """The attribution with its reason."""
    mode = find_mode(text, report.pieces)
    detail = f"“{text[slice(*report.speaker)]}” is the subject of “{text[slice(*report.cue)]}”, which reports {mode} speech ({name})."
    score = CLAUSE_QUOTED if (report.kind, mode) == ("clause", "direct") else SCORES[report.kind]
    return Attribution(report.pieces, mode, report.cue, report.speaker, score, detail)
