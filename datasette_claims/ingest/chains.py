"""The way of words from their speaker to the article: who quoted them, and where they were said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..actors import Resolution, resolve_actor
from ..catalogue import Catalogue, make_name_key
from ..polarity import HALF_RIGHT_WORDS, RIGHT_WORDS, WRONG_WORDS
from ..quotes import Attribution, Venue, find_venues
from ..records import Actor, Article, Label, Mode, Publisher, Quote, Relay
from ..stances import DENIED_INSIDE, NEGATED_CUE, POSITIVE, judge_reporting
from ..text import make_slug

Span = tuple[int, int]
PASSING = POSITIVE | {Label.RELAYS}
# “Reports that … were inaccurate”, “… are true”: what somebody calls the reports he does not merely pass on.
JUDGED = re.compile(rf"(?i)\bno\b|\b(?:is|are|was|were) (?:\w+ ){{0,2}}(?:{WRONG_WORDS}|{HALF_RIGHT_WORDS}|{RIGHT_WORDS})\b")
GOES_ON = re.compile(r"\b(?:said|says|saying|added|adds|adding|continued|explained|explains|recalled|noted|went on|told|insisted|admitted|according to|claimed|claims|warned|argued|replied|concluded)\b")
MOST_BREAKS, FARTHEST = 2, 600  # between what somebody told an outlet and what he added: paragraphs, and characters
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘'(]?[A-Z])")


class Passers:
    """Finds the outlets that passed words on, known ones or proposals; the article's own publisher is none."""

    def __init__(self, article: Article, publisher: Publisher, catalogue: Catalogue):
        self.article, self.publisher, self.catalogue = article, publisher, catalogue
        self.proposed: dict[str, Actor] = {}
        self.venues: dict[int, list[Venue]] = {}  # by where their paragraph begins
        for venue in find_venues(article.text):
            self.venues.setdefault(venue.paragraph[0], []).append(venue)

    def find(self, span: Span) -> Actor | None:
        """The actor that these words of the text name; a name nobody knows is proposed as an outlet."""
        words = self.article.text[slice(*span)]
        known = [match.actor for match in self.catalogue.find_actors(words) if match.kind != "weak_alias"]
        if len(known) == 1:
            return self.keep(known[0])
        here = Quote("", self.article.id, Mode.INDIRECT.value, speaker_words=words, start_char=span[1], end_char=span[1] + 1)
        actor = resolve_actor(here, self.article, (), self.catalogue).actor
        if known or actor is None or not make_slug(actor.name):
            return None
        if actor.id not in self.catalogue.actors and actor.kind in ("person", "organisation"):
            actor = replace(actor, kind="outlet", description=f"Passed words on in “{self.article.title}”.")
        return self.keep(actor)

    def keep(self, actor: Actor) -> Actor | None:
        own, name = make_name_key(self.publisher.name), make_name_key(actor.name)
        is_short = actor.id not in self.catalogue.actors and own.endswith(f" {name}")  # “told the Post”, in the Harbour Post
        if actor.id in (self.publisher.id, self.publisher.actor) or name == own or is_short:
            return None
        if actor.id not in self.catalogue.actors:
            return self.proposed.setdefault(actor.id, actor)
        return actor


def list_chains(pairs: list[tuple[Quote, Attribution]], speakers: dict[str, Resolution], passers: Passers) -> Iterator[list[Relay]]:
    """The relays of each quote, outermost first: what encloses it, who is named beside its cue, and where it was said."""
    by_id = {quote.id: (quote, attribution) for quote, attribution in pairs}
    before: Heard | None = None
    for quote, attribution in pairs:
        steps: list[tuple[str, str]] = []
        for outer in list_outer(quote, by_id):
            steps += list_outlets(by_id[outer.id][1], outer, speakers[outer.id].actor, passers)
            actor = speakers[outer.id].actor
            if actor and passes_on(outer, quote):
                steps.append((actor.id, " ".join(filter(None, (outer.speaker_words, outer.cue)))))
        own = speakers[quote.id].actor
        beside = list(list_outlets(attribution, quote, own, passers))
        if quote.parent is None and quote.start_char is not None:
            before = go_on(before, Heard(own.id if own else None, attribution, tuple(beside)), passers.article.text)
            beside = list(before.outlets)
        steps += beside
        unique = [step for n, step in enumerate(steps) if step[0] not in {earlier for earlier, _ in steps[:n]}]
        yield [
            Relay(f"{quote.id}-v{n}", quote.id, n, actor, words)
            for n, (actor, words) in enumerate((step for step in unique if not own or step[0] != own.id), 1)
        ]


@dataclass(frozen=True, slots=True)
class Heard:
    """Who spoke, in which attribution, and the outlets beside it with their words."""

    speaker: str | None
    attribution: Attribution
    outlets: tuple[tuple[str, str], ...]


def go_on(before: Heard | None, heard: Heard, text: str) -> Heard:
    """With the outlets that somebody was just said to have told something: “…,” Holt told the Herald. “…,” she added."""
    if before is None or heard.outlets or heard.attribution.relays or not heard.speaker or heard.speaker != before.speaker:
        return heard
    between = text[before.attribution.span[1] : heard.attribution.span[0]]
    is_said = GOES_ON.search(text[slice(*heard.attribution.cue)]) is not None
    return replace(heard, outlets=before.outlets) if is_said and between.strip("\n").count("\n\n") < MOST_BREAKS and len(between) < FARTHEST else heard


def list_outer(quote: Quote, by_id: dict[str, tuple[Quote, Attribution]]) -> list[Quote]:
    """The quotes that enclose this one, outermost first."""
    outer: list[Quote] = []
    while quote.parent in by_id and quote.parent not in {seen.id for seen in outer}:
        quote = by_id[quote.parent][0]
        outer.insert(0, quote)
    return outer


def passes_on(outer: Quote, inner: Quote) -> bool:
    """Whether who speaks in a quote only passes on what is nested in it; who says that reports are false does not.

    “The minister said that no troops were sent” negates in the minister's words, not in those of whom he is heard through.
    """
    if judge_reporting(outer).label not in PASSING:
        return False
    parts = (inner.words or "").split(" … ")
    around = " ".join(sentence for sentence in SENTENCE_END.split(outer.words or "") if any(part in sentence for part in parts)) or outer.words or ""
    for part in (*parts, inner.cue, inner.speaker_words):
        around = around.replace(part or "\0", " ", 1)
    around = around.replace("’", "'")
    return not NEGATED_CUE.search(around) and not DENIED_INSIDE.search(around) and not JUDGED.search(around)


def list_outlets(attribution: Attribution, quote: Quote, speaker: Actor | None, passers: Passers) -> Iterator[tuple[str, str]]:
    """Outlets beside the cue, then those where the speaker was heard in the same paragraph before."""
    # The offsets of a headline apart from the text are those of the title, and headlines name no relays.
    if quote.start_char is None or quote.end_char is None or quote.mode == Mode.OWN_VOICE.value:
        return
    text = passers.article.text
    spans = list(attribution.relays)
    is_told = any(not text.endswith("by ", 0, start) for start, _ in spans)  # “told the Herald”, and not “quoted by the Herald”
    for venue in passers.venues.get(text.rfind("\n", 0, quote.start_char) + 1, []):
        is_here = venue.sentence[0] <= attribution.cue[0] < venue.sentence[1]
        if (is_here or not is_told) and venue.sentence[0] < quote.end_char and names_speaker(text[slice(*venue.sentence)], venue.sentence, attribution, speaker):
            spans.append(venue.outlet)
    for start, end in spans:
        if not any(first <= start < last for first, last in attribution.pieces) and (actor := passers.find((start, end))):
            yield actor.id, text[start:end]


def names_speaker(sentence: str, span: Span, attribution: Attribution, speaker: Actor | None) -> bool:
    """Whether the sentence holds the cue itself, or else the name of a speaker who has one."""
    if span[0] <= attribution.cue[0] < span[1]:
        return True
    return speaker is not None and speaker.kind == "person" and speaker.name.split()[-1] in sentence
