"""Entity of an article -> actor of the catalogue, or a proposal for a new one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from ..catalogue import Catalogue, Match, make_name_key
from ..outlets import find_outlets
from ..records import Actor, Article, Method, Review
from ..text import fold, make_key, make_slug
from ..wordlists import read_rows
from .names import Entity
from .roles import find_role
from .spans import read_lexicon

OUTLET = re.compile(r"(?i)\b(?:news|times|post|journal|herald|tribune|gazette|guardian|telegraph|tv|television|radio|press|magazine|reuters|bbc|cnn|afp|tass|interfax|daily|weekly|broadcasting|newspaper|pravda|independent|observer|courier|chronicle|sentinel|examiner|globe|inquirer|mirror|dispatch)\b|(?i:\breporter$|^voice of|^channel (?:\w+)$)|\.(?:com|org|net|info|co\.\w\w|[a-z]{2})$")
PUBLIC = re.compile(r"(?i)\b(?:ministry|department|government|court|parliament|congress|senate|police|army|military|navy|air force|border guard|coast ?guard|fire brigade|agency|commission|committee|council|office|bureau|administration|embassy|house|duma|authority|cabinet|directorate|service|presidency)\b")
ARMED = re.compile(r"(?i)\b(?:(?<!fire )brigade|battalion|militia|militias|rebels|fighters|front|liberation|taliban|hamas|hezbollah|wagner|regiment)\b")
NEWS = re.compile(r"(?i)\b(?:news|newspaper|television)\b")  # of what would else pass for something else: a “news agency” is no agency of a state
OUTLET_ROLES = frozenset(("newspaper", "magazine", "broadcaster", "website"))
DESCRIPTION_LIMIT = 100
# Share of answers that were right on tests/gold/actors.csv, rounded down; the evaluation prints them beside these.
NAME_SCORE, RESPELT_SCORE, CONTEXT_SCORE, PROPOSAL_SCORE = 0.97, 0.88, 0.85, 0.9


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule found."""

    actor: Actor | None
    score: float
    detail: str
    body: Actor | None = None


def identify(entity: Entity, article: Article, catalogue: Catalogue) -> Answer:
    """The actor of the catalogue an entity is, or a proposal; None where namesakes cannot be told apart."""
    names = sorted({mention.words for mention in entity.mentions} | {entity.name}, key=lambda name: -len(name))
    strong: dict[str, Match] = {}
    weak: dict[str, Match] = {}
    for name in names:
        for match in catalogue.find_actors(name) or catalogue.find_actors(drop_initials(name)):
            if match.actor.kind == "person" and entity.kind in ("body", "place"):
                continue
            (weak if match.kind == "weak_alias" else strong).setdefault(match.actor.id, match)
    if len(strong) == 1:
        match = next(iter(strong.values()))
        if match.is_respelt:
            return Answer(match.actor, RESPELT_SCORE, f"“{entity.name}” is another spelling of “{match.name}”.")
        return Answer(match.actor, NAME_SCORE, f"“{match.name}” is a name of {match.actor.name} in the catalogue.")
    candidates = strong or weak
    if candidates:
        supported = [match for match in candidates.values() if find_support(match.actor, entity, catalogue)]
        if len(supported) == 1:
            why = find_support(supported[0].actor, entity, catalogue)
            return Answer(supported[0].actor, CONTEXT_SCORE, f"“{supported[0].name}” can be {supported[0].actor.name}, and the article says {why}.")
        if len(supported) > 1 or strong:
            several = ", ".join(sorted(match.actor.id for match in (supported or candidates.values())))
            return Answer(None, 0.0, f"“{entity.name}” can be several actors ({several}), and nothing in the article tells which.")
    return Answer(propose_entity(entity, article, catalogue), PROPOSAL_SCORE, f"“{entity.name}” is not in the catalogue.")


def drop_initials(name: str) -> str:
    return re.sub(r"(?<= )[A-Z]\.? (?=\S)", "", name)


def find_support(actor: Actor, entity: Entity, catalogue: Catalogue) -> str:
    """What the article says beside a name that agrees with the actor: a role or a country; empty if nothing does."""
    said = {fold(word) for phrase in entity.phrases for word in re.findall(r"[\w-]+", phrase)}
    for role in catalogue.roles.get(actor.id, []):
        family = find_role(role.title)
        if family and family.family in entity.roles:
            return f"“{entity.phrases[0]}”" if entity.phrases else f"“{family.word}”"
    described = find_role(actor.description or "")
    of_country = next((phrase for phrase in entity.phrases if actor.country in list_countries(phrase)), None)
    if of_country:
        return f"“{of_country}”"
    if described and described.family in entity.roles and (described.modifiers & said):
        return f"“{entity.phrases[0]}”" if entity.phrases else f"“{described.word}”"
    return ""


def propose_entity(entity: Entity, article: Article, catalogue: Catalogue) -> Actor:
    kind = "person" if entity.kind == "person" or entity.kind == "unknown" and entity.is_person else find_body_kind(entity.name)
    if is_outlet(entity, article.text) or kind == "organisation" and OUTLET_ROLES & set(entity.roles):
        kind = "outlet"
    described = entity.phrases[0][:DESCRIPTION_LIMIT] if entity.phrases else None
    return propose_actor(entity.name, kind, article, catalogue, described, find_country(" ".join(entity.phrases if kind == "person" else [entity.name, *entity.phrases])))


def is_outlet(entity: Entity, text: str) -> bool:
    """Whether a name is one of the great agencies', or the text calls its bearer a newspaper, an agency, a channel."""
    if entity.kind == "person" or entity.gender:
        return False
    words = {word for word in entity.name.split() if word.lower() != "the"}
    is_agency = entity.name[:1].isupper() and re.sub(r"^(?:[Aa]l|[Ee]l)[ -]", "", entity.name) in read_lexicon()["outlets"]
    return is_agency or bool(words) and words <= find_outlets(text)


def propose_actor(
    name: str, kind: str, article: Article, catalogue: Catalogue, description: str | None = None, country: str | None = None
) -> Actor:
    """A new actor for a person to check. Its id never equals one of the catalogue: that would be a silent merge."""
    slug = make_slug(name) or "actor-" + make_key(name, 6)
    if kind == "unnamed":
        slug = f"unnamed-{make_slug(name, 40)}-{make_key(article.id, 4)}"
    if slug in catalogue.actors and kind != "unnamed":
        slug = f"{slug}-{make_key(article.id, 4)}"
    return Actor(
        id=slug, name=name, kind=kind, description=description, country=country, source=article.url or None,
        method=Method.RULES.value, review=Review.PROPOSED.value,
    )


def find_body_kind(name: str) -> str:
    for kind, pattern in (("outlet", NEWS), ("armed_group", ARMED), ("public_body", PUBLIC), ("outlet", OUTLET)):
        if pattern.search(name):
            return kind
    return "organisation"


@cache
def read_country_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all names and demonyms of countries, and the country of each folded form."""
    forms = {fold(form): row["name"] for row in read_rows("countries") for form in (*row["demonyms"].split("|"), row["name"]) if form}
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, longest)) + r")s?(?!\w)"), forms


def find_country(words: str) -> str | None:
    """The country whose name or demonym a phrase holds; the longest where there are several."""
    pattern, forms = read_country_forms()
    found = pattern.findall(fold(words))
    return forms[max(found, key=len)] if found else None


def list_countries(words: str) -> set[str]:
    """The countries whose names or demonyms a phrase holds, “a North Korean engineer in Peru”."""
    pattern, forms = read_country_forms()
    return {forms[form] for form in pattern.findall(fold(words))}


def find_main_country(text: str) -> str | None:
    """The country a text names most often."""
    pattern, forms = read_country_forms()
    counts = Counter(forms[form] for form in pattern.findall(fold(text)))
    return counts.most_common(1)[0][0] if counts else None


def find_body(name: str, article: Article, catalogue: Catalogue) -> Actor:
    """The body of that name: from the catalogue if it is there, otherwise proposed."""
    from .phrases import read_metonyms

    matches = [match for match in catalogue.find_actors(name) if match.kind != "weak_alias"]
    if len(matches) == 1:
        return matches[0].actor
    standing = read_metonyms().get(make_name_key(name))
    if standing:
        known = [match for match in catalogue.find_actors(standing[0]) if match.kind != "weak_alias"]
        if len(known) == 1:
            return known[0].actor
        return propose_actor(standing[0], standing[1], article, catalogue, country=standing[2] or None)
    return propose_actor(name, find_body_kind(name), article, catalogue, country=find_country(name))
