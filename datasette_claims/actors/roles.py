"""Roles: “the analyst”, “a Treasury official”, and who in an article holds which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..text import fold
from ..wordlists import read_rows
from .names import PERSONS, Entity, Mention, Reading
from .spans import read_lexicon

WORD = re.compile(r"[^\W\d_](?:[.’'-]?[^\W_])*\.?")
HEAD_END = re.compile(r"(?<![\w-])(?:of|for|to|at|in|on|from|with|within|inside|near|around|outside|among|linked|who|whom|that|which|whose|by|about|as|and|close|familiar|speaking|briefed|following|monitoring|tracking|covering|overseeing|investigating|representing|studying|advising|living|working|[a-z]{2,20}ing(?= (?:the|an?|its|his|her|their) ))(?![\w-])|[,(;:—]")
APPOSITION = re.compile(
    r",? \(?(?:R|D|I)-[\w.]+\)|, (?P<after>(?:(?:an?|the|his|her|its|their|one|another|former|now|currently|then) |[\w.]+[’']s? |[\w.-]+ )[^,;:.!?()\n—]{2,90})"
    r"| (?:is|was|,? who (?:is|was)) (?P<is>(?:an?|the|one) [^,;:.!?()\n—]{2,70})"
)
# What a name does and not what it is: “Tavra, quoting a doctor, said”, “Holt, joined by the mayor”; but “Holt, acting head of the bank”.
DOING = re.compile(r"(?:[\w-]+ly )?(?:(?:citing|quoting|referring)\b|\w+ing (?:to |by |from |with |at |for )?(?:an?|the|his|her|its|their|one|another|unnamed|anonymous)\b)")
SAID_NEXT = re.compile(r" (?:said|says|reported|reports|wrote|writes|added|adds)\b")
NEXT_NAME = re.compile(r", [A-Z][\w’'-]+ [A-Z][\w’'-]+, ")
BEFORE = re.compile(r"(?P<before>\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z][\w.-]{0,30}['’]s?) [^,;:.!?()\n—“”\"]{2,70}), $")
SPEAKS = re.compile(r"\w (?:said|says|told|tells|wrote|writes|denied|denies|confirmed|confirms|warned|warns|claimed|claims that|insisted|insists|argued|argues|added|announced|reported|indicated|stated|noted|explained|suggested|acknowledged|declared|stressed|estimated|predicted|admitted|alleged|revealed)\b|(?<!who )(?<!which )(?<!that )\b(?:could|would|will|had|has|have|was|were|did)\b")
# What follows a person's name and no body's: an age, “who”, “'s wife”, a sentence that goes on with “he”.
OF_PERSON = re.compile(
    r",? (?:aged )?\(?\d\d\b(?!:)|,? whom?\b|['’]s (?:\w+ )?(?:wife|husband|mother|father|brother|sister|son|daughter|family|parents|friends?|girlfriend|boyfriend|partner|lawyer|death|body)\b"
    r"|[^.!?\n]{0,80}[.!?] (?:He|She)\b|,? (?:himself|herself)\b"
)
SAID_OF_SELF = re.compile(r"(?:, [^,.;:!?\n\"“”]{2,80},)? (?:(?:has|had|also|later|then) )*(?:said|says|added|claimed|claims|insisted|admitted|explained|denied|told [\w ]{2,30}?) (?:that )?(?P<pronoun>he|she)\b")
EITHER = frozenset("rival owner ally critic investor donor source insider contender challenger opponent".split())  # roles that a company can have
# “The Oskarian foreign ministry”: an adjective; not “the Vega campaign” or “the Vega government”, which are named after people.
OF_STATE = re.compile(r" (?:[a-z]+ ){0,2}(?:ministry|army|military|navy|air force|police|embassy|parliament|presidency|border guard|coast guard)\b")
OF_THING = re.compile(r",? which\b|['’]s (?:spokes\w+|headquarters|website|shareholders|employees|board)\b| (?:spokes(?:man|woman|person)|employees?|shareholders?)\b")
# “Western Grid says power is back. It had earlier warned”
IT_SAID = re.compile(r" (?:said|says|reported|reports|announced|warned|told)\b[^.!?\n]{3,200}\. It (?:(?:has|had|also|later|earlier|then) ){0,3}(?:said|says|warned|added|reported|announced|promised|denied|urged|apologised|apologized)\b")
HE = re.compile(r"[^.!?\nA-Z]{0,100}\b(?:he|she|his|her|him)\b")  # in one sentence with the name, and no other name between
# TechCorvo, the Velan SPCB and Hoaxer.com are no people; MARA HOLT in a transcript is.
NO_PERSON = re.compile(r"\.(?:com|org|net|info|co\.\w\w|[a-z]{2})$|(?<!Mc)(?<!Mac)(?<!De)(?<!La)(?<!Le)(?<!Van)(?<!Fitz)(?<=[a-z])[A-Z]|(?<=\w )(?:[A-Z]{3,}|UK|US|EU|FM|TV)\b|^[A-Z]{3,} ")
STOP = frozenset("a an the his her its their our my and or but with by from to of for as that in on at when while after before said says told asked".split())
SAME = {"gop": "republican", "democratic": "democrat", "defense": "defence", "u.s": "american", "us": "american"}


@dataclass(frozen=True, slots=True)
class Role:
    """A role in a phrase: the word, its kind, the family of words it belongs to, and the words around it."""

    word: str
    kind: str  # person, body or document
    family: str
    speaks_for: bool
    is_plural: bool
    modifiers: frozenset[str]
    start: int = 0


@cache
def read_roles() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in read_rows("roles")}


@lru_cache(maxsize=4096)  # the rules ask for the same words again and again
def find_role(phrase: str, whole: bool = False) -> Role | None:
    """The role a noun phrase names: its last role word before “of”, “for”, “who” and their like.

    With `whole` the last role word of the entire phrase counts, as in text that runs up to a name.
    """
    limit = len(phrase)
    if not whole:
        cut = HEAD_END.search(phrase, 1)
        limit = cut.start() if cut else limit
    words = [(match.start(), fold(re.sub(r"^(?:co|ex|vice)-|['’]s?$|\.$", "", match.group()))) for match in WORD.finditer(phrase, 0, limit)]
    for i in range(len(words) - 1, -1, -1):
        for count in (2, 1):
            if i - count + 1 < 0:
                continue
            word = " ".join(part for _, part in words[i - count + 1 : i + 1])
            single = make_singular(word)
            row = read_roles().get(word) or read_roles().get(single)
            if row:
                around = [part for n, (_, part) in enumerate(words) if not i - count + 1 <= n <= i]
                modifiers = frozenset(SAME.get(part.strip("."), part) for part in around if part not in STOP)
                plural = word not in read_roles() and word != single
                return Role(word, row["kind"], row["same_as"] or row["word"], row["speaks_for"] == "1", plural, modifiers, words[i - count + 1][0])
    return None


def make_singular(word: str) -> str:
    if word.endswith("women") or word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def describe_entities(text: str, reading: Reading) -> None:
    """Writes down for every entity the roles its article gives it: before the name, after it, and as “X is a …”."""
    called: dict[int, set[str]] = {}
    for mention, entity in reading.mentions:
        for phrase, whole in find_descriptions(text, mention):
            role = find_role(phrase, whole)
            is_apposed = whole or text.startswith(f", {phrase}", mention.end) or stands_between(text, phrase, mention)  # not “For the union, Karl Oster said”
            if role and is_apposed and not role.is_plural and not re.match(r"(?:of|from|at|for|in|by|to)\b", phrase):
                called.setdefault(id(entity), set()).add(role.kind)
            if role and role.kind == "body" and entity.kind == "unknown" and stands_between(text, phrase, mention):
                entity.kind = "body"
            if role is None or (role.kind == "person") != (entity.kind in ("person", "unknown")) or role.is_plural:
                continue
            if role.kind == "document" or entity.kind == "place":
                continue
            entity.roles.setdefault(role.family, set()).update(role.modifiers)
            if len(phrase) < 100 and phrase.strip() not in entity.phrases:
                entity.phrases.append(phrase.strip())
            if not entity.gender and entity.kind in ("person", "unknown"):
                entity.gender = GENDER_OF_ROLE.get(role.word, "")
    for entity in reading.entities:
        if entity.kind == "unknown" and called.get(id(entity)) == {"body"}:
            entity.kind = "body"
        elif entity.kind == "unknown" and set(entity.roles) - EITHER:
            entity.kind = "person"
        entity.is_person = seems_person(entity, text)
        if entity.is_person and not entity.gender and entity.kind in PERSONS:
            entity.gender = find_gender(entity, text)


def stands_between(text: str, phrase: str, mention: Mention) -> bool:
    """“The tunnel company, Subfjord, ”: a name between commas behind what it is."""
    return phrase[:4] in ("The ", "Its ") and not HEAD_END.search(phrase, 1) and text.endswith(f"{phrase}, ", 0, mention.start) and text.startswith(", ", mention.end)


def find_gender(entity: Entity, text: str) -> str:
    """The gender that all sentences like “Tan said she was late” tell, empty where none does or they differ."""
    told = {found["pronoun"] for mention in entity.mentions if not mention.is_possessive and (found := SAID_OF_SELF.match(text, mention.end))}
    return {"he": "male", "she": "female"}[told.pop()] if len(told) == 1 else ""


def seems_person(entity: Entity, text: str) -> bool:
    """Whether a new name is a person's; news gives people their full name, a title or an age, and other things “the” or one word."""
    if entity.kind != "unknown" or entity.gender or set(entity.roles) - EITHER:
        return entity.kind in PERSONS
    if all(is_adjective(text, mention) for mention in entity.mentions):
        return False
    if entity.key[0] in read_lexicon()["first_names"] or any(OF_PERSON.match(text, mention.end) for mention in entity.mentions):
        return True
    is_thing = NO_PERSON.search(entity.name) and not entity.name.isupper()
    if is_thing or any(OF_THING.match(text, mention.end) or IT_SAID.match(text, mention.end) for mention in entity.mentions):
        return False
    if sum(bool(HE.match(text, mention.end)) for mention in entity.mentions) > 1:
        return True
    full = [mention for mention in entity.mentions if mention.words == entity.name] or entity.mentions  # “the Lund dam” beside “the Lund Evening Lantern” says nothing about it
    return len(entity.name.split()) > 1 and not all(re.search(r"\b[Tt]he $", text[max(0, mention.start - 4) : mention.start]) for mention in full)


def is_adjective(text: str, mention: Mention) -> bool:
    return text[max(0, mention.start - 4) : mention.start].lower() == "the " and OF_STATE.match(text, mention.end) is not None


GENDER_OF_ROLE = {
    **dict.fromkeys("spokesman businessman congressman chairman mogul father husband son brother king actor man boy policeman".split(), "male"),
    **dict.fromkeys("spokeswoman businesswoman congresswoman chairwoman mother wife daughter sister queen actress woman girl widow".split(), "female"),
}


def find_descriptions(text: str, mention: Mention) -> list[tuple[str, bool]]:
    """Phrases beside a name that can name its role, each with whether the role stands at its very end."""
    found = []
    after = APPOSITION.match(text, mention.end)
    if after and after.group("after"):
        phrase = after.group("after")
        is_next = NEXT_NAME.match(text, after.end())  # “According to the Herald, the mayor of Lund, Nina Holt, said”
        if not is_next and not re.match(r"(?:who|and|but|said|says|told|saying|which|or|with|in|on|at|for|when|where|while|as)\b", phrase) and find_role(phrase) and not speaks(phrase) and not DOING.match(phrase):
            found.append((phrase, False))
    elif after and after.group("is"):
        found.append((after.group("is"), False))
    elif after:
        found.append(("representative", False))
    title = re.search(r"[^\s,;:.!?()“”\"\n—]+(?: [^\s,;:!?()“”\"\n—]+){0,5} $", text[max(0, mention.start - 80) : mention.start])
    if title:
        words = title.group().split()
        kept: list[str] = []
        for word in reversed(words):
            if fold(word) in STOP or word.endswith((".", ",")) and not re.match(r"[A-Z][a-z]{0,3}\.", word):
                break
            kept.insert(0, word)
        phrase = " ".join(kept)
        role = find_role(phrase, True)
        if role and phrase[role.start :].lower().rstrip(".") in (role.word, role.word + " "):
            found.append((phrase, True))
            comma = BEFORE.search(text, max(0, mention.start - len(phrase) - 91), mention.start - len(phrase) - 1)
            if comma:  # “a spokesman for the navy, Captain Edvin Roe”
                found.append((comma.group("before"), False))
    else:
        comma = BEFORE.search(text, max(0, mention.start - 90), mention.start)
        if comma and not speaks(comma.group("before")) and not SAID_NEXT.match(text, mention.end):  # “said a doctor, Tavra reported”
            found.append((comma.group("before"), False))
    return found


def speaks(phrase: str) -> bool:
    """Whether a phrase beside a name is a clause: “In an interview with Radio Nord, the minister said” tells nothing about the radio."""
    return SPEAKS.search(phrase) is not None
