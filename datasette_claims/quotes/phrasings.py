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
NOUN = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur) [\w’'-]{1,30}(?: (?!put\b|puts\b)[\w’'-]{1,30}){0,4}?"
SOMEBODY = rf"(?:{NOUN}|{NAME_WORD}(?: {NAME_WORD}){{0,3}}|he|she|they|He|She|They)"
# “His daughter Ada put it more gently: he had been right too early.”
PUT_IT = re.compile(
    rf"(?:^|(?<=\n)|(?<=[.!?;] )|(?<=[.!?][\"”’'] ))(?:And |But |As )?(?P<who>(?!(?:As|Or|How|To|So)\b){SOMEBODY})(?:, [^.:;!?\n\"“”]{{3,80}},)? (?P<cue>(?:has |had |once |later )?puts? it)(?: [^.:;!?\n\"“”]{{2,60}})?: "
    r"(?P<words>[\"“][^\"“”\n]{3,600}[\"”]|[^\s.!?\n\"“”][^.!?\n\"“”]{8,300}(?=[.!?]))"
)
# ““Only a third?” was all she would say.”, ““Nobody” was the answer the mayor gave.”, ““It is late.” That was the reason he gave.”
REMARK = r"(?:answer|reply|response|verdict|comment|reason|explanation|message|conclusion|reaction|warning|assessment|advice|remark)"
WAS_ALL = re.compile(
    rf"[\"“](?P<words>[^\"“”\n]{{3,400}})[\"”],? (?:[Tt]hat |[Tt]his )?(?:is|was|came|comes) (?:all (?:that )?|(?:the|one|an?) (?:\w+ )?{REMARK} (?:that )?)(?P<who>{SOMEBODY}) (?P<cue>(?:(?:would|could|can|will|had to|has to|has|had) )?(?:say|said|says|give|gave|gives|given|offer|offered|offers))\b"
)
WAS_HIS = re.compile(rf"[\"“](?P<words>[^\"“”\n]{{3,400}})[\"”],? (?:[Tt]hat |[Tt]his )?(?P<cue>(?:is|was|came|comes)) (?:(?P<who>his|her|their)|(?P<whose>{SOMEBODY})['’]s?) (?:(?:only|first|terse|curt|short|final|simple|blunt|one-word) )?{REMARK}\b")
# “In the opinion of the lawyer Ivo Marek the signature is not necessary.”
OPINION = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=[.!?][\"”’'] )|(?<=\n))(?P<cue>In the (?:opinion|view|eyes|judge?ment|estimation|telling|account) of) (?:(?P<who>(?:the |its |his |her )?(?:[a-z][\w’'-]{{1,30}} ){{0,3}}{NAME_WORD}(?: {NAME_WORD}){{0,3}}),? (?=(?:the|an?|it|he|she|they|this|that|there|no|its|his|her|their)\b)|(?P<comma>[^,.;:!?\n\"“”]{{2,80}}), )"
    r"(?P<words>[^.;!?\n]{8,250}?(?:[.,]?[\"”])?)(?=[.;!?\n]|$)"
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
    for pattern, groups in ((PUT_IT, ("who",)), (WAS_ALL, ("who",)), (WAS_HIS, ("who", "whose")), (OPINION, ("who", "comma"))):
        for match in pattern.finditer(text):
            who = next(match.span(group) for group in groups if match[group])
            if not meets((min(match.start("words"), match.start("cue")), max(match.end("words"), match.end("cue"))), read):
                added.append(make_phrasing(text, match, match.span("cue"), who))
    return [*found, *added]


def make_phrasing(text: str, match: re.Match[str], cue: Span, who: Span) -> Attribution:
    words = match.span("words")
    detail = f"“{text[slice(*cue)]}” tells whose words they are: “{text[slice(*who)]}”."
    return Attribution((words,), find_mode(text, (words,)), cue, who, PHRASING_SCORE, detail, method=Method.RULES.value)
