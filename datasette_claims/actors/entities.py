"""The persons and bodies an article names: its names brought together, so that “Holt”, “Ms. Holt” and “DHS” are somebody's."""

from __future__ import annotations

import re

from ..outlets import DATELINE
from .names import PERSONS, Entity, Mention, Reading, find_kind, make_mentions, split_name
from .sentences import read_layout
from .spans import INITIAL, JOINERS, find_spans, is_inside, read_lexicon

PLACED = re.compile(r"\b(?:in|at|near|from|across|outside|around|into|(?<!ccording )to|of|through|over)\s+$")
# Who wrote or edited an article is nobody it speaks of: “he” is not the reporter.
BYLINE = re.compile(
    r"^(?:By|BY) [A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){1,3}(?:(?:,| and) [A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){1,3})*"
    r"|(?:^|[(;] ?)(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and (?:writing|editing))? by [A-Z][^;.)\n]{2,120}",
    re.M,
)
BRACKETED = re.compile(r"(?<=\w) \((?:the )?(?P<short>[A-Z][\w.&-]{0,8}[A-Z][\w.]{0,2})\)")  # “the Ministry of Defence (MoD)”
LEAD = 1.5  # mentions by full name that being named first is worth
MOST_NAMESAKES = 50  # entities with the same first or last word that are looked at; keeps hostile texts cheap


def read_names(text: str) -> Reading:
    """The entities of a text."""
    layout = read_layout(text)
    bylines = [match.span() for match in BYLINE.finditer(text)]
    found = [mention for span in find_spans(text, layout) if not is_inside(span[0], bylines) for mention in make_mentions(text, *span)]
    datelines = [match.span() for match in DATELINE.finditer(text)]  # in “TARN (AVN) -” the agency is no short name of the town
    entities = group_mentions(found, {match["short"]: match.start() for match in BRACKETED.finditer(text) if not is_inside(match.start(), datelines)})
    for entity in [one for one in entities if one.name.isupper() and " " in one.name][:MOST_NAMESAKES]:  # “NILS AHLGREN” of a transcript
        entity.name = next((found.group() for found in re.finditer(rf"(?i)\b{re.escape(entity.name)}\b", text) if not found.group().isupper()), entity.name)
    for entity in entities:
        if entity.kind == "unknown" and all(PLACED.search(text, max(0, mention.start - 12), mention.start) for mention in entity.mentions):
            entity.kind = "place"
    ordered = sorted(((mention, entity) for entity in entities for mention in entity.mentions), key=lambda pair: pair[0].start)
    return Reading(tuple(entities), layout, tuple(ordered))


def group_mentions(found: list[Mention], shorts: dict[str, int]) -> list[Entity]:
    """Mentions of the same person or body brought together, the fullest name first; `shorts` are names in brackets and where the name before each ends."""
    entities: list[Entity] = []
    by_edge: dict[str, list[Entity]] = {}  # by the first and the last word of the name
    by_initials: dict[str, Entity] = {}  # by the acronym that a body's name spells
    by_end: dict[int, Entity] = {}  # by where a mention ends
    split = [(mention, split_name(mention.words)) for mention in found]
    for mention, words in sorted(split, key=lambda pair: (-len(pair[1]), pair[0].start)):
        if not words:
            continue
        near = {id(entity): entity for word in (words[0], words[-1]) for entity in by_edge.get(word, ())}
        kind = "" if is_shouted(mention, words, list(near.values())[:MOST_NAMESAKES]) else find_kind(mention)
        is_short = kind in ("body", "") and mention.words not in read_lexicon()["outlets"]
        full = (by_end.get(shorts.get(mention.words, -1)) or by_initials.get(mention.words.lower())) if is_short else None
        entity = full or find_home(mention, words, list(near.values())[:MOST_NAMESAKES])
        if entity is None:
            entity = Entity(mention.words, kind)
            entities.append(entity)
            for word in {entity.key[0], entity.key[-1]}:
                by_edge.setdefault(word, []).append(entity)
            if kind in ("body", "") and len(initials := spell_initials(words)) > 2:
                by_initials.setdefault(initials, entity)
        entity.mentions.append(mention)
        if entity.kind in ("body", ""):
            by_end[mention.end] = entity
        entity.kind = entity.kind or kind
        entity.gender = entity.gender or mention.gender or guess_gender(words, entity)
        if mention.role:
            entity.roles.setdefault(mention.role, set())
    for entity in entities:
        entity.mentions.sort(key=lambda mention: mention.start)
        entity.kind = entity.kind or "unknown"
    return entities


def is_shouted(mention: Mention, words: tuple[str, ...], entities: list[Entity]) -> bool:
    """Whether “HOLT” is the name of somebody called in full elsewhere, as in a transcript, and no acronym."""
    if not mention.words.isupper() or len(words) != 1 or len(words[0]) < 3:
        return False
    return any(entity.key[-1] == words[0] and len(entity.key) > 1 and entity.kind in ("person", "") for entity in entities)


def spell_initials(words: tuple[str, ...]) -> str:
    """“dhs” for the Department of Homeland Security."""
    return "".join(word[0] for word in words if word not in JOINERS)


def guess_gender(words: tuple[str, ...], entity: Entity) -> str:
    lexicon = read_lexicon()
    if len(words) < 2 or entity.kind not in ("person", ""):
        return ""
    if words[0] == "kim" and (len(words) > 2 or "-" in words[-1]):
        return ""  # a family name: Kim Yo-jong
    female, male = words[0] in lexicon["female"], words[0] in lexicon["male"]
    return "female" if female and not male else "male" if male and not female else ""


def find_home(mention: Mention, words: tuple[str, ...], entities: list[Entity]) -> Entity | None:
    """The entity a mention belongs to: the same name, or a part of a fuller one nearby."""
    fits = [entity for entity in entities if is_part(words, mention, entity)]
    if len(fits) < 2:
        return fits[0] if fits else None
    same = [entity for entity in fits if entity.key == words]
    if same:
        return same[0]
    leader = min(fits, key=lambda entity: entity.mentions[0].start)  # “Kim” is whom the article names first, unless another Kim is named far oftener

    def nearness(entity: Entity) -> tuple[bool, float, int]:
        before = [other.start for other in entity.mentions if other.start <= mention.start]
        named = sum(" " in other.words for other in entity.mentions) + LEAD * (entity is leader)
        return (not before, -named, mention.start - max(before) if before else entity.mentions[0].start)

    return min(fits, key=nearness)


def is_part(words: tuple[str, ...], mention: Mention, entity: Entity) -> bool:
    full = entity.key
    if words == full:
        return True
    if entity.kind not in ("person", "") or not full:
        return False
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return False
    if len(words) == 1:
        return words[0] == full[-1] or (words[0] == full[0] and (mention.is_knight or not mention.gender) and not INITIAL.fullmatch(words[0].upper()))
    return words[-1] == full[-1] and words[0] == full[0]


def find_same(mention: Mention, reading: Reading) -> Entity | None:
    words = split_name(mention.words)
    for entity in reading.entities:
        if entity.key == words or (entity.kind in PERSONS and words and entity.key[-1:] == words[-1:] and len(words) == 1):
            return entity
    return None
