"""Words that stand beside whose they are without a verb of saying: “in the words of the critic”, “a letter that read: …”."""

from __future__ import annotations

import re

from ..records import Method
from .attribution import NAME_WORD, Attribution, Span, find_mode, list_places, meets

# “In the words of the critic Ada Berg, it is "late".”, “It was, in Berg's words, "late".”
IN_WORDS = re.compile(
    rf"\b(?P<cue>[Ii]n) (?:the words of (?P<who>[^,.;:!?\n\"“”]{{2,80}})|(?P<whose>(?!My|Our|Your)(?:{NAME_WORD} ){{0,3}}[A-Z][\w-]{{0,30}})['’]s? (?:own )?words|(?P<his>his|her) (?:own )?words), "
    r"(?P<words>[\"“][^\"“”\n]{3,400}[\"”]|[^.!?;\n]{8,250}?(?:[.,]?[\"”])?(?=[.!?;\n]|$))"
)
# “a message that read: "It is late."”, not what a hat reads, which its bearer says.
WRITTEN = re.compile(
    r"\b(?P<who>(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts) (?:(?!an?\b|the\b|in\b|of\b|on\b|with\b|at\b|to\b|and\b)[\w’'-]{1,30} ){0,3}?(?:message|letter|note|post|tweet|text|e-?mail|statement|caption|inscription|plaque|leaflet|notice))(?:,? (?!and\b|but\b)[^.!?;:\n\"“”]{0,80}?)?,? (?P<cue>(?:(?:that|which) )?(?:read|reads|reading)|saying|(?:that|which) (?:said|says))[:,]? "
    r"[\"“](?P<words>[^\"“”\n]{3,600})[\"”]"
)
PHRASING_SCORE = 0.8  # set, not measured: too rare in the annotated articles


def add_phrasings(text: str, found: list[Attribution]) -> list[Attribution]:
    """With what stands in somebody's words or on something, where the network saw nothing."""
    read = list_places(found)
    added = []
    for match in IN_WORDS.finditer(text):
        name = next(group for group in ("who", "whose", "his") if match[group])
        cue = (match.start("cue"), match.start("who") - 1) if match["who"] else match.span("cue")  # “In the words of”, or “in” alone
        if not meets((match.start(), match.end("words")), read):
            added.append(make_phrasing(text, match, cue, match.span(name)))
    for match in WRITTEN.finditer(text):
        if not meets((match.start("cue"), match.end("words")), read):
            added.append(make_phrasing(text, match, match.span("cue"), match.span("who")))
    return [*found, *added]


def make_phrasing(text: str, match: re.Match[str], cue: Span, who: Span) -> Attribution:
    words = match.span("words")
    detail = f"“{text[slice(*cue)]}” tells whose words they are: “{text[slice(*who)]}”."
    return Attribution((words,), find_mode(text, (words,)), cue, who, PHRASING_SCORE, detail, method=Method.RULES.value)
