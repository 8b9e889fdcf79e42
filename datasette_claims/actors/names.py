"""The names in an article, gathered into persons and bodies with what the article says about each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..text import fold
from ..wordlists import read_words
from .sentences import Layout, read_layout
from .spans import INITIAL, JOINERS, POSSESSIVE, bare, find_spans, is_inside, read_lexicon, read_titles

PERSONS = frozenset(("person", "unknown"))  # kinds of entity that can be a person
BODIES = frozenset(("body", "place", "unknown"))
PLACED = re.compile(r"\b(?:in|at|near|from|across|outside|around|into|(?<!ccording )to|of|through|over)\s+$")
PARTY_WORDS = frozenset("republican democrat democratic libertarian former gop conservative".split())
INNER_TITLE = re.compile(
    r"\b(?:(?:U\.S\. )?(?:Sen|Rep|Gov|Gen|Lt|Col|Adm|Capt|Sgt|Dr|Mr|Mrs|Ms)\.|(?:Mrs?|Ms|Dr)(?= )|Senator|Governor|(?:Vice )?President|(?:Prime |Foreign |Defen[cs]e |Deputy "
    r"|Interior |Finance )*Minister|Secretary(?: of State)?|Ambassador|Mayor|Chairman|Chairwoman|Spokesman|Spokeswoman|Attorney General|District Attorney"
    r"|Chancellor|Director|(?:(?:Chief|District|Federal) )?Judge|(?:Chief )?Justice|(?:County )?Coroner|Sheriff|Commissioner|(?:Chief )?Inspector|Superintendent"
    r"|(?:Lieutenant |Brigadier |Major )?General|(?:Lieutenant )?Colonel|(?:Rear |Vice )?Admiral|Captain|Sergeant|C[EFOT]O|Chief Executive|Chief (?:Financial|Operating|Technology|Marketing|Information|Medical) Officer|(?:Police|Fire) Chief|(?:U\.S\. )?Marshall?|Commander|Detective|Archbishop|Bishop|Cardinal|Editor-in-Chief|(?:Managing|Executive) Editor|(?:Rear |Vice )?Adm\.) (?=[^\W\d_])"
)
# “Minister of Defence Moshe Yaron”, “Vice President of Retail Angela Ahren”: an office with its field before a name.
OFFICE_OF = re.compile(
    r"(?:[A-Z]\w+ ){0,3}?(?:Secretary|Minister|Undersecretary|President|Director|Head) of (?:the )?"
    r"(?:State|Defen[cs]e|(?:Foreign|Internal|Home|Veterans|Public|Social) Affairs|(?:Homeland )?Security|[A-Z]\w+) (?=[A-Z][\w’'-]+ [A-Z])"
)
OFFICE_END = re.compile(r"(?:Affairs|Arms) (?=[A-Z][\w’'-]+ [A-Z])")  # “Minister of Veterans | Affairs Ugo Fanti”
AGE_FIRST = re.compile(r"(?:[A-Z][a-z]+|\d+)-year-old (?=[A-Z])")
BASED = re.compile(r"[A-Z][\w. ]{1,30}-(?:based|born|owned|run|backed) (?=[A-Z])")  # “Harbour-based Korvix”
ACRONYM = re.compile(r"[A-Z]{3,} (?=(?P<first>[A-Z][a-z]+) [A-Z])")  # “NASA Charles Bolden”
NO_NAME = re.compile(r"(?:^[A-Z]{2,}s|-(?:language|based|backed|led|born|speaking|owned|run|style|era|controlled|funded|trained|wide|American|British|Canadian|Israeli)|^(?:Islamist|Jihadist|European|Western|Arab|Asian|African|Muslim|Christian|Jewish|Kurdish|(?:South|North|Latin|Central) American|(?:South|East|Central) Asian|Middle Eastern))$")  # “two MPs”, “a Harbour-based firm”
AMBIGUOUS = frozenset("star native host general republican democrat conservative source speaker justice".split())  # roles that begin other names
# Who wrote or edited an article is nobody it speaks of: “he” is not the reporter.
BYLINE = re.compile(
    r"^(?:By|BY) [A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){1,3}(?:(?:,| and) [A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){1,3})*"
    r"|(?:^|[(;] ?)(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and (?:writing|editing))? by [A-Z][^;.)\n]{2,120}",
    re.M,
)
BRACKETED = re.compile(r"(?<=\w) \((?:the )?(?P<short>[A-Z][\w.&-]{0,8}[A-Z][\w.]{0,2})\)")  # “the Ministry of Defence (MoD)”
CHAMBERS = frozenset("congressional congress house senate".split())
LEAD = 1.5  # mentions by full name that being named first is worth
MOST_NAMESAKES = 50  # entities with the same first or last word that are looked at; keeps hostile texts cheap


@dataclass(slots=True)
class Mention:
    """One place where a name stands."""

    start: int
    end: int
    words: str
    gender: str = ""
    role: str = ""
    is_possessive: bool = False


@dataclass(slots=True)
class Entity:
    """Somebody or something an article names: its fullest name, its places and its roles."""

    name: str
    kind: str  # person, body, place, group or unknown
    mentions: list[Mention] = field(default_factory=list)
    gender: str = ""
    roles: dict[str, set[str]] = field(default_factory=dict)  # role -> words around it
    phrases: list[str] = field(default_factory=list)  # how the article describes it
    key: tuple[str, ...] = ()  # the folded words of the name
    is_person: bool = True  # where the kind is unknown: whether the text speaks of it as of a person

    def __post_init__(self):
        self.key = self.key or split_name(self.name)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article names, and how it is laid out."""

    entities: tuple[Entity, ...]
    layout: Layout
    mentions: tuple[tuple[Mention, Entity], ...]  # in the order of the text


def keep_entities(reading: Reading, wanted: Callable[[Entity], bool]) -> Reading:
    """The reading as if nobody but the wanted were named."""
    entities = tuple(entity for entity in reading.entities if wanted(entity))
    kept = {id(entity) for entity in entities}
    return replace(reading, entities=entities, mentions=tuple(pair for pair in reading.mentions if id(pair[1]) in kept))


def split_name(name: str) -> tuple[str, ...]:
    """The folded words of a name without possessive endings, initials kept."""
    return tuple(fold(POSSESSIVE.sub("", word)).strip(".") for word in re.findall(r"[\w.’'&-]+", name) if word != "the")


def read_names(text: str) -> Reading:
    """The entities of a text."""
    layout = read_layout(text)
    bylines = [match.span() for match in BYLINE.finditer(text)]
    found = [mention for span in find_spans(text, layout) if not is_inside(span[0], bylines) for mention in make_mentions(text, *span)]
    entities = group_mentions(found, {match["short"]: match.start() for match in BRACKETED.finditer(text)})
    for entity in entities:
        if entity.kind == "unknown" and all(PLACED.search(text, max(0, mention.start - 12), mention.start) for mention in entity.mentions):
            entity.kind = "place"
    ordered = sorted(((mention, entity) for entity in entities for mention in entity.mentions), key=lambda pair: pair[0].start)
    return Reading(tuple(entities), layout, tuple(ordered))


def make_mentions(text: str, start: int, end: int) -> list[Mention]:
    """The mention a run of capitalised words stands for, without its titles."""
    lexicon = read_lexicon()
    gender = role = ""
    start = skip_place(text, start, end)
    titled = True
    while titled:  # “former Vice President Joe Biden”: one title after the other
        titled = False
        for count in (3, 2, 1):
            head = re.match(rf"(?:\S+ ){{{count}}}", text[start:end])
            row = head and read_titles().get(head.group().strip().lower())
            if row and fold(bare(text[start + head.end() : end].split(" ")[0])) not in lexicon["bodies"]:
                start += head.end()
                gender, role, titled = row["gender"] or gender, row["role"] or role, True
                break
        head = re.match(r"(\S+) (?=\S)", text[start:end])
        rest = text[start + head.end() : end].split() if head else []
        if head and not titled and (fold(head.group(1)) in PARTY_WORDS or names_role(head.group(1), rest)) and len(rest) > 1:
            start += head.end()
            titled = True
    words = text[start:end]
    possessive = bool(POSSESSIVE.search(words))
    words = POSSESSIVE.sub("", words)
    if ends_as_demonym(words):
        return []
    if not words or words.lower() in read_titles() or fold(words) in lexicon["demonyms"] | PARTY_WORDS or words.isupper() and fold(words) in lexicon["roles"] or NO_NAME.search(words):
        return []
    return [Mention(start, start + len(words), words, gender, role, possessive)]


def ends_as_demonym(words: str) -> bool:
    """Whether words are the beginning of a phrase: “Young North Korean” of “Young North Korean leader”; not “Dawn French”."""
    lexicon, parts = read_lexicon(), split_name(words)
    is_named = parts and (parts[0] in lexicon["female"] | lexicon["male"] | lexicon["bodies"] or lexicon["bodies"].intersection(parts))
    return len(parts) > 1 and not is_named and bool({parts[-1], " ".join(parts[-2:])} & lexicon["demonyms"])


def names_role(word: str, rest: list[str]) -> bool:
    """Whether a word before the rest of a name is what its bearer is: “Rapper Kane Esten”, “Astronomer Humber Sabal”."""
    lexicon = read_lexicon()
    is_role = word.lower() in lexicon["roles"] - AMBIGUOUS or word.endswith("ologist")
    return is_role and not any(fold(bare(part)) in lexicon["bodies"] for part in rest)


def skip_place(text: str, start: int, end: int) -> int:
    """Where the title begins in “Indiana Gov. Mike Pence”, or the name in “NASA Charles Bolden”; the start itself where there is none."""
    office = OFFICE_OF.match(text, start, end) or OFFICE_END.match(text, start, end)
    if office:
        return office.end()
    based = BASED.match(text, start, end)
    if based:
        return based.end()
    acronym = ACRONYM.match(text, start, end)
    if acronym and fold(acronym["first"]) in read_lexicon()["female"] | read_lexicon()["male"]:
        return acronym.end()
    aged = AGE_FIRST.match(text, start, end)
    if aged:
        return aged.end()
    origin = re.match(r"([A-Z]\w+)-([A-Z]\w+) (?=[A-Z])", text[start:end])
    if origin and {fold(part) for part in origin.groups()} <= read_lexicon()["demonyms"]:
        return start + origin.end()
    found = INNER_TITLE.search(text, start + 1, end)
    if found and fold(bare(text[found.end() : end].split(" ")[0])) not in read_lexicon()["bodies"]:
        return found.start()
    return start


def find_kind(mention: Mention) -> str:
    """What a name most likely names, by its words."""
    lexicon = read_lexicon()
    words = split_name(mention.words)
    if mention.gender or mention.role:
        return "person"
    if fold(mention.words) in lexicon["places"]:
        return "place"
    if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+", mention.words):
        return "person"  # Park Jin-hee
    bodies = lexicon["bodies"].intersection(words)
    if words[-1] in lexicon["groups"] and bodies - lexicon["groups"] <= CHAMBERS:
        return "group"  # “Senate Republicans”, but “Alliance of Liberal Democrats”
    if bodies or re.fullmatch(r"[A-Z&.]{2,}|[A-Z][A-Za-z]*[A-Z]{2,}", mention.words):
        return "body"
    if words[0] in lexicon["female"] | lexicon["male"] and len(words) > 1:
        return "person"
    if words[0] in lexicon["demonyms"]:
        return "body"
    if words[-1].endswith("s") and {words[-1][:-1], " ".join(words)[:-1]} & lexicon["demonyms"]:
        return "group"
    return ""


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
        kind = find_kind(mention)
        near = {id(entity): entity for word in (words[0], words[-1]) for entity in by_edge.get(word, ())}
        is_short = kind in ("body", "") and mention.words not in read_words("outlets")
        full = (by_end.get(shorts.get(mention.words, -1)) or by_initials.get(mention.words.lower())) if is_short else None
        entity = full or find_home(mention, words, kind, list(near.values())[:MOST_NAMESAKES])
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


def find_home(mention: Mention, words: tuple[str, ...], kind: str, entities: list[Entity]) -> Entity | None:
    """The entity a mention belongs to: the same name, or a part of a fuller one nearby."""
    fits = [entity for entity in entities if is_part(words, entity.key, entity.kind, mention, entity)]
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


def is_part(words: tuple[str, ...], full: tuple[str, ...], kind: str, mention: Mention, entity: Entity) -> bool:
    if words == full:
        return True
    if entity.kind not in ("person", "") or kind in ("body", "group") or not full:
        return False
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return False
    if len(words) == 1:
        return words[0] == full[-1] or (words[0] == full[0] and not mention.gender and not INITIAL.fullmatch(words[0].upper()))
    return words[-1] == full[-1] and words[0] == full[0]


def find_same(mention: Mention, reading: Reading) -> Entity | None:
    words = split_name(mention.words)
    for entity in reading.entities:
        if entity.key == words or (entity.kind in PERSONS and words and entity.key[-1:] == words[-1:] and len(words) == 1):
            return entity
    return None
