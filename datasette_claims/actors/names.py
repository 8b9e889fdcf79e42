"""Names: where they stand in a text, what each says by itself, and what is no part of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..text import fold
from .sentences import Layout
from .spans import INNER, NUMBERS, POSSESSIVE, bare, read_lexicon, read_titles

PERSONS = frozenset(("person", "unknown"))  # kinds of entity that can be a person
BODIES = frozenset(("body", "place", "unknown"))
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
MAKER = re.compile(r"[A-Z][a-z]+maker|Retailer|Lender|Insurer|Brewer")  # of one word more: “Chipmaker Korvix”
KNIGHT = re.compile(r"\b(?:Sir|Dame) $")
PLURAL_OWNER = re.compile(r"['’] [A-Za-z]")  # “Peregrine Securities' Nina Holt”
AMBIGUOUS = frozenset("star native host general republican democrat conservative source speaker justice".split())  # roles that begin other names
CHAMBERS = frozenset("congressional congress house senate".split())


@dataclass(slots=True)
class Mention:
    """One place where a name stands."""

    start: int
    end: int
    words: str
    gender: str = ""
    role: str = ""
    is_possessive: bool = False
    is_knight: bool = False  # “Sir Peter” and “Dame Ada”, who are called by their first names


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
        if head and MAKER.fullmatch(head.group(1)):
            start += head.end()
        elif head and not titled and (fold(head.group(1)) in PARTY_WORDS or names_role(head.group(1), rest)) and len(rest) > 1:
            start += head.end()
            titled = True
    words = text[start:end]
    knighted = KNIGHT.search(text, max(0, start - 6), start) is not None
    possessive = bool(POSSESSIVE.search(words)) or words.endswith("s") and PLURAL_OWNER.match(text, end) is not None
    words = POSSESSIVE.sub("", words)
    if ends_as_demonym(words):
        return []
    if not words or words.lower() in read_titles() or fold(words) in lexicon["demonyms"] | PARTY_WORDS or words.isupper() and fold(words) in lexicon["roles"] or NO_NAME.search(words):
        return []
    return [Mention(start, start + len(words), words, gender, role, possessive, knighted)]


def ends_as_demonym(words: str) -> bool:
    """Whether words are the beginning of a phrase: “Young North Korean” of “Young North Korean leader”; not “Dawn French”."""
    lexicon, parts = read_lexicon(), split_name(words)
    is_named = parts and (parts[0] in lexicon["first_names"] or lexicon["bodies"].intersection(parts))
    return len(parts) > 1 and not is_named and bool({parts[-1], " ".join(parts[-2:])} & lexicon["demonyms"])


def names_role(word: str, rest: list[str]) -> bool:
    """Whether a word before the rest of a name is what its bearer is: “Rapper Kane Esten”, “Astronomer Humber Sabal”."""
    lexicon = read_lexicon()
    is_role = word.lower().removeprefix("co-") in lexicon["roles"] - AMBIGUOUS or word.endswith("ologist")
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
    if acronym and fold(acronym["first"]) in read_lexicon()["first_names"]:
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
    parts = mention.words.split()
    if bodies or INNER.union("&").intersection(parts) or NUMBERS.intersection(parts[1:]) or re.fullmatch(r"[A-Z&.]{2,}|[A-Z][A-Za-z]*[A-Z]{2,}", mention.words):
        return "body"
    if words[0] in lexicon["first_names"] and len(words) > 1:
        return "person"
    if words[0] in lexicon["demonyms"]:
        return "body"
    if words[-1].endswith("s") and {words[-1][:-1], " ".join(words)[:-1]} & lexicon["demonyms"]:
        return "group"
    return ""
