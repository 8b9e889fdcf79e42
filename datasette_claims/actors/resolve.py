"""The rules that turn a speaker's words into an actor, in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ..catalogue import Catalogue, make_name_key
from ..records import Actor, Article, Quote
from .identify import Answer, find_body, find_country, find_main_country, identify, propose_actor
from .names import Entity, Mention, Reading, find_kind, make_mentions, read_names, split_name
from .phrases import UNNAMED, read_metonyms
from .pronouns import FIRST, GENDERS, NEUTER, PLURAL, PRONOUNS, RELATIVE, find_relative, follow_pronouns, weigh_entities
from .roles import HEAD_END, Role, describe_entities, find_role

PERSONS = frozenset(("person", "unknown"))
BODIES = frozenset(("body", "place", "unknown"))
# Shares of right answers in both halves of tests/gold/actors.csv, which evaluation/actors.py prints beside the scores.
UNNAMED_SCORE = 0.85
ROLE_SCORES = {True: 0.75, False: 0.7}  # by whether only one entity of the article holds the role
RELATIVE_SCORE = 0.75  # “who” after words that name nobody
PROMINENT = frozenset("candidate senator governor president premier minister representative mayor chancellor leader incumbent".split())
GOVERNMENT_WINDOW = 1500  # characters looked back for the country of “the government”
LEAD_SENTENCES = 3  # in these an “a military analyst” may be named only afterwards
NEWSPAPER = re.compile(r"(?i)\b(?:times|post|journal|herald|tribune|gazette|advocate|news|globe|inquirer|telegraph|guardian|today|independent|chronicle|sentinel|examiner|register|dispatch|courier|mirror|standard|express|ledger|republic|pravda|bee|star|sun|mail)\b")


@lru_cache(maxsize=4)
def read_article(text: str) -> Reading:
    """The names of a text with their roles; kept for the few articles at hand."""
    reading = read_names(text)
    describe_entities(text, reading)
    return reading


@dataclass(frozen=True)
class Case:
    """One quote's speaker words with everything the rules look at."""

    quote: Quote
    article: Article
    words: str
    span: tuple[int, int] | None
    speakers: list[tuple[int, int]]
    quotes_before: list[Quote]
    catalogue: Catalogue
    reading: Reading

    @property
    def position(self) -> int:
        return self.span[0] if self.span else 0

    def propose_unnamed(self, words: str, detail: str, score: float = UNNAMED_SCORE) -> Answer:
        words = re.sub(r"(?i)^(?:the|this|that|these|those|and|but)\s+(?=\S)", "", words)
        actor = propose_actor(words, "unnamed", self.article, self.catalogue, f"Called “{words}” in the article.", find_country(words))
        body = find_spoken_for(words, self)
        return Answer(actor, score, detail, body)

    def answer(self, entity: Entity, score: float, detail: str) -> Answer:
        """The entity's actor; sure of it only as far as both the reference and the look-up are."""
        found = identify(entity, self.article, self.catalogue)
        return Answer(found.actor, round(found.score * score, 3), f"{detail} {found.detail}".strip(), find_entity_body(entity, found.actor, self))


# The rules -------------------------------------------------------------------------------------


def resolve_pronoun(case: Case) -> Answer | None:
    word = case.words.lower()
    if word not in PRONOUNS and word not in ("both women", "both men"):
        return None
    if word in RELATIVE and case.span:
        return resolve_relative(case)
    if word in FIRST:
        return resolve_first_person(case)
    if word in PLURAL or word.startswith("both"):
        return resolve_plural(case)
    if word in NEUTER:
        return resolve_neuter(case)
    gender = GENDERS[word]
    reading = follow_pronouns(case.article.text, case.reading, case.speakers, case.position)
    guess = weigh_entities(case.article.text, reading, case.position, gender, PERSONS, case.speakers)
    unnamed = find_unnamed_before(case)
    if unnamed and (guess is None or "speaker of the last quote" not in guess.signs and guess.margin < 3):
        return case.propose_unnamed(unnamed, f"“{case.words}” goes on with “{unnamed}”, who is not named.", 0.6)
    if guess is None:
        return case.propose_unnamed(case.words, f"Nobody named before “{case.words}” can be meant.", 0.4)
    score = 0.9 if guess.margin > 1.5 else 0.75 if guess.margin > 0.5 else 0.6
    return case.answer(guess.entity, score, f"“{case.words}” is most likely {guess.entity.name} ({', '.join(guess.signs[:3]) or 'nearest name'}).")


def resolve_relative(case: Case) -> Answer | None:
    found = find_relative(case.article.text, case.position, case.reading)
    if not found:
        return case.propose_unnamed(case.words, f"Nothing stands before “{case.words}”.", 0.4)
    phrase = case.article.text[slice(*found)]
    inner = Case(case.quote, case.article, phrase.strip(" ,"), found, case.speakers, case.quotes_before, case.catalogue, case.reading)
    mention = find_last_mention(found, case.reading)
    ends = mention and mention[0].end >= found[1] - 2
    if case.span and re.match(r" (?:are|were|have|do|don['’]t|want|believe|say|support|see)\b", case.article.text[case.span[1] : case.span[1] + 10]):
        words = phrase.strip(" ,")
        return case.propose_unnamed(words[-80:], f"“{case.words}” takes a plural verb: several people.", 0.75)
    lower = re.search(r"\b[a-z]+\s+(?:to|of|for|with|in|from|at|on)\s+(?:[A-Z][\w.’'-]*\s*)+$", phrase)
    if mention and ends and mention[1].kind in PERSONS and not (lower and find_role(phrase[lower.start() :])):
        return case.answer(mention[1], 0.9, f"“{case.words}” follows “{mention[1].name}”.")
    return resolve_words(inner, f"“{case.words}” follows “{phrase.strip(' ,')[-60:]}”.")


def resolve_words(case: Case, why: str) -> Answer:
    """The answer of the rules for other words than pronouns, with a reason put before theirs."""
    for rule in RULES[1:]:
        answer = rule(case)
        if answer:
            return Answer(answer.actor, round(min(answer.score, RELATIVE_SCORE), 3), f"{why} {answer.detail}", answer.body)
    raise AssertionError("the last rule always answers")


def resolve_first_person(case: Case) -> Answer | None:
    for earlier, span in zip(reversed(case.quotes_before), reversed(case.speakers)):
        if earlier.start_char is not None and earlier.end_char is not None and earlier.start_char <= case.position < earlier.end_char:
            found = find_overlap(span, case.reading)
            if found:
                return case.answer(found[1], 0.8, f"“{case.words}” stands inside a quotation of {found[1].name}.")
    if case.article.author and not re.search(r",| and ", case.article.author):
        actor = propose_actor(case.article.author, "person", case.article, case.catalogue, "Author of the article.")
        known = [match.actor for match in case.catalogue.find_actors(case.article.author) if match.kind != "weak_alias"]
        return Answer(known[0] if len(known) == 1 else actor, 0.7, f"“{case.words}” outside a quotation is the author.")
    return Answer(None, 0.6, f"“{case.words}” outside a quotation is the article's own voice.")


def resolve_plural(case: Case) -> Answer | None:
    for span in reversed([span for span in case.speakers if span[0] < case.position]):
        if case.reading.layout.sentence_at(case.position) - case.reading.layout.sentence_at(span[0]) > 3:
            break
        words = case.article.text[slice(*span)]
        if words.lower() in PRONOUNS:
            continue
        role = find_role(words)
        mention = find_overlap(span, case.reading)
        if mention and mention[1].kind == "body" and not (role and role.kind == "person"):
            return resolve_words(Case(case.quote, case.article, words, span, case.speakers, case.quotes_before, case.catalogue, case.reading), f"“{case.words}” goes on with “{words}”.")
        if role and role.kind == "body":
            return resolve_words(Case(case.quote, case.article, words, span, case.speakers, case.quotes_before, case.catalogue, case.reading), f"“{case.words}” goes on with “{words}”.")
        if role and role.is_plural or UNNAMED.match(words):
            return case.propose_unnamed(words, f"“{case.words}” goes on with “{words}”, who are not named.")
    return case.propose_unnamed(case.words, f"“{case.words}” stands for several or for people the article does not name.", 0.75)


def resolve_neuter(case: Case) -> Answer | None:
    for span in reversed([span for span in case.speakers if span[0] < case.position]):
        if case.reading.layout.sentence_at(case.position) - case.reading.layout.sentence_at(span[0]) > 2:
            break
        words = case.article.text[slice(*span)]
        role = find_role(words)
        mention = find_overlap(span, case.reading)
        if role and role.kind == "document":
            return case.propose_unnamed(words, f"“{case.words}” goes on with “{words}”.", 0.7)
        if role and role.kind == "body" or mention and mention[1].kind == "body":
            return resolve_words(Case(case.quote, case.article, words, span, case.speakers, case.quotes_before, case.catalogue, case.reading), f"“{case.words}” goes on with “{words}”.")
    return case.propose_unnamed(case.words, f"Nothing named before “{case.words}” is a body that speaks.", 0.6)


def resolve_known_words(case: Case) -> Answer | None:
    """The words as they stand are a name in the catalogue."""
    matches = [match for match in case.catalogue.find_actors(case.words) if match.kind != "weak_alias" and not match.is_respelt]
    if len(matches) != 1:
        return None
    found = find_overlap(case.span, case.reading)
    body = find_entity_body(found[1], matches[0].actor, case) if found else find_role_body(matches[0].actor, case)
    return Answer(matches[0].actor, 0.97, f"“{case.words}” is a name of {matches[0].actor.name} in the catalogue.", body)


def resolve_metonym(case: Case) -> Answer | None:
    standing = read_metonyms().get(make_name_key(case.words))
    if not standing:
        return None
    found = find_overlap(case.span, case.reading)
    if found and found[1].kind == "person":
        return None  # Washington, Jordan and Georgia are also people
    actor = find_body(standing[0], case.article, case.catalogue)
    return Answer(actor, 0.93, f"“{case.words}” stands for {standing[0]}.")


def resolve_named(case: Case) -> Answer | None:
    """The words hold a name that is their head: “President Vega”, “Vega, the envoy”, “the Foreign Ministry”."""
    core = cut_core(case.words)
    role = find_role(core)
    mentions = find_core_mentions(case, core)
    persons = [pair for pair in mentions if pair[1].kind in PERSONS]
    head_is_role = role and (not mentions or role.start >= max(pair[0].end for pair in mentions) - case.position - 1)
    if head_is_role and role.kind == "body" and mentions and not (UNNAMED.match(core) and core[0].islower()):
        return resolve_owned_body(case, core, role, mentions[-1])
    if head_is_role:
        return None
    if not mentions:
        return resolve_bare_name(case, core)
    if re.search(r"\s[a-z]+s$", core) and case.position + len(core) > mentions[-1][0].end + 3:
        return None  # “many World Bank watchers”
    mention, entity = persons[0] if persons else mentions[-1]
    if entity.kind == "group":
        return case.propose_unnamed(case.words, f"“{entity.name}” are people, not a body.")
    if mention.is_possessive and len(core) > mention.end - case.position + 3:
        if entity.kind in PERSONS and re.search(r"['’]s?\s+\w", core):
            return None
    several = len({id(pair[1]) for pair in persons}) > 1 and re.search(r"\band\b|,", core)
    if several:
        return case.answer(entity, 0.6, f"The words name {len(persons)} people; this is the first.")
    return case.answer(entity, 1.0, f"“{case.words[:60]}” names {entity.name}." if entity.name != case.words else "")


def resolve_role(case: Case) -> Answer | None:
    """“the analyst”, “the Republican nominee”, “her spokesman”: somebody the article names elsewhere with that role."""
    role = find_role(case.words)
    if role is None or role.is_plural or role.kind == "document":
        return None
    lower = case.words.lower()
    is_lead = case.reading.layout.sentence_at(case.position) < LEAD_SENTENCES
    if UNNAMED.match(lower) and not is_lead:
        return None
    if not UNNAMED.match(lower) and not re.match(r"(?:the|this|that|his|her|its|their|our|my|your)\b", lower) and not is_lead:
        return None
    if UNNAMED.match(lower) and role.speaks_for:
        return None
    owned = find_owned_body(role, case) or find_government(role, case)
    if owned:
        return owned
    allowed = find_holders(role, case)
    if not allowed:
        return guess_holder(role, case)
    kinds = PERSONS if role.kind == "person" else BODIES
    guess = weigh_holders(case, allowed, kinds)
    if guess is None:
        return None
    score = 0.55 if UNNAMED.match(lower) else ROLE_SCORES[len(allowed) == 1]
    return case.answer(guess, score, f"“{case.words}” is most likely {guess.name}, of whom the article says so.")


def resolve_unnamed(case: Case) -> Answer:
    """Whoever is left is a source the article does not name."""
    return case.propose_unnamed(case.words, f"“{case.words[:60]}” is not named in the article.")


RULES: tuple[Callable[[Case], Answer | None], ...] = (
    resolve_pronoun,
    resolve_known_words,
    resolve_metonym,
    resolve_named,
    resolve_role,
    resolve_unnamed,
)


# What the rules ask ----------------------------------------------------------------------------


def cut_core(words: str) -> str:
    """The words before the first comma, bracket, “who” or preposition."""
    cut = re.search(r"[,(;:]| [—–-] |\b(?:who|whom|whose|which|that)\b", words[1:])
    core = words[: cut.start() + 1] if cut else words
    preposition = HEAD_END.search(core, 1)
    if preposition and not re.match(r"(?:of|for|and)\b", preposition.group()):
        return core[: preposition.start()].rstrip() or core
    if preposition and preposition.group() in ("of", "for") and not core[: preposition.start()].rstrip().split(" ")[-1][:1].isupper():
        return core[: preposition.start()].rstrip()
    return core.rstrip()


def find_core_mentions(case: Case, core: str) -> list[tuple[Mention, Entity]]:
    if not case.span:
        mentions = [mention for mention in make_mentions(core, 0, len(core))] if core[:1].isupper() else []
        return [(mention, known) for mention in mentions for known in [find_same(mention, case.reading)] if known]
    start = case.article.text.find(core, case.span[0]) if core else case.span[0]
    end = start + len(core) if start >= 0 else case.span[1]
    return [(mention, entity) for mention, entity in case.reading.mentions if case.span[0] <= mention.start < min(end, case.span[1])]


def find_same(mention: Mention, reading: Reading) -> Entity | None:
    words = split_name(mention.words)
    for entity in reading.entities:
        if entity.key == words or (entity.kind in PERSONS and words and entity.key[-1:] == words[-1:] and len(words) == 1):
            return entity
    return None


def find_overlap(span: tuple[int, int] | None, reading: Reading) -> tuple[Mention, Entity] | None:
    if not span:
        return None
    found = [pair for pair in reading.mentions if pair[0].start < span[1] and span[0] < pair[0].end]
    return found[0] if found else None


def find_last_mention(span: tuple[int, int], reading: Reading) -> tuple[Mention, Entity] | None:
    found = [pair for pair in reading.mentions if span[0] <= pair[0].start < span[1]]
    return found[-1] if found else None


def resolve_owned_body(case: Case, core: str, role: Role, owner: tuple[Mention, Entity]) -> Answer:
    """“the Vega campaign” and “Vega's office”: the body is named after its owner's full name."""
    mention, entity = owner
    if entity.kind in PERSONS and role.family in ("campaign", "office", "administration", "company", "group", "newspaper", "website", "government"):
        ending = core[role.start :].strip()
        joint = "" if role.family in ("campaign", "administration", "government") else "'s"
        name = f"{entity.name}{joint} {re.sub(r'[’]', chr(39), ending)}"
    else:
        name = re.sub(r"^(?:the|a|an)\s+", "", core, flags=re.I)
    standing = read_metonyms().get(make_name_key(name))
    actor = find_body(name, case.article, case.catalogue)
    return Answer(actor, 0.88, f"“{core}” names the body{' ' + standing[0] if standing else ''}.")


def resolve_bare_name(case: Case, core: str) -> Answer | None:
    """Words that look like a name although the text around did not show it, as in a headline."""
    words = re.sub(r"^(?:the|The)\s+", "", core)
    if not words[:1].isupper() or UNNAMED.match(words) or (len(words.split()) == 1 and words.lower().endswith("s") and case.span):
        return None
    mentions = make_mentions(words, 0, len(words))
    if not mentions or any(word[:1].islower() for word in mentions[0].words.split() if len(word) > 3):
        return None
    known = find_same(mentions[0], case.reading)
    entity = known or Entity(mentions[0].words, find_kind(mentions[0]) or "unknown", [mentions[0]], mentions[0].gender)
    return case.answer(entity, 0.9, "")


def find_owned_body(role: Role, case: Case) -> Answer | None:
    """The campaign or office last spoken of with its owner's name: “the Vega campaign”, then “the campaign”."""
    if role.kind != "body" or role.modifiers:
        return None
    text, best = case.article.text, None
    for mention, entity in case.reading.mentions:
        after = re.match(r"(?:['’]s?)? (?:\w+ )?%s\b" % re.escape(role.word), text[mention.end : mention.end + len(role.word) + 16])
        if entity.kind == "person" and after and (best is None or mention.start < case.position):
            best = (mention, entity, text[mention.start : mention.end + after.end()])
    if best is None:
        return None
    core = best[2]
    place = find_role(core)
    return resolve_owned_body(case, core, place, best[:2]) if place else None


def find_government(role: Role, case: Case) -> Answer | None:
    """“the government” without a country's name: the state most spoken of before."""
    if role.family != "government" or role.modifiers - {"central", "federal", "new", "current"}:
        return None
    country = find_main_country(case.article.text[max(0, case.position - GOVERNMENT_WINDOW) : case.position])
    if country is None:
        return None
    return Answer(find_body(country, case.article, case.catalogue), 0.7, f"“{case.words}” is most likely that of {country}, the country most spoken of.")


def guess_holder(role: Role, case: Case) -> Answer | None:
    """“The candidate”, where no name has that role written beside it: whoever is spoken of and is nothing else."""
    if role.family not in PROMINENT or re.match(r"(?i)(?:an?|one|another|some)\b", case.words):
        return None
    allowed = [entity for entity in case.reading.entities if entity.kind == "person" and not set(entity.roles) - {role.family}]
    keep = {id(entity) for entity in allowed}
    part = Reading(tuple(allowed), case.reading.layout, tuple(pair for pair in case.reading.mentions if id(pair[1]) in keep))
    guess = weigh_entities(case.article.text, part, case.position, "", PERSONS, case.speakers)
    if guess is None:
        return None
    return case.answer(guess.entity, 0.5, f"“{case.words}” may be {guess.entity.name}, the nearest name without another role.")


def find_holders(role: Role, case: Case) -> dict[int, float]:
    """The entities of the article that hold a role, each with how well the other words fit."""
    fits: dict[int, float] = {}
    for entity in case.reading.entities:
        held = entity.roles.get(role.family)
        if held is None and role.family in ("newspaper", "magazine", "website") and entity.kind in ("body", "unknown") and NEWSPAPER.search(entity.name):
            held = set()
        if held is None and role.kind == "body" and find_role_in_name(entity, role):
            held = set()
        if held is None:
            continue
        shared = role.modifiers & (held | set(entity.key))
        fits[id(entity)] = 1.5 * len(shared) - (1.0 if role.modifiers and not shared and held else 0.0)
    return fits


def find_role_in_name(entity: Entity, role: Role) -> bool:
    named = find_role(entity.name, True)
    return bool(named and named.family == role.family)


def weigh_holders(case: Case, fits: dict[int, float], kinds: frozenset[str]) -> Entity | None:
    entities = tuple(entity for entity in case.reading.entities if id(entity) in fits)
    mentions = tuple(pair for pair in case.reading.mentions if id(pair[1]) in fits)
    if len(entities) == 1:
        return entities[0]
    best = max(fits.values())
    top = [entity for entity in entities if fits[id(entity)] == best]
    if len(top) == 1:
        return top[0]
    keep = {id(entity) for entity in top}
    part = Reading(tuple(top), case.reading.layout, tuple(pair for pair in mentions if id(pair[1]) in keep))
    guess = weigh_entities(case.article.text, part, case.position, "", frozenset(("person", "body", "place", "unknown")), case.speakers)
    return guess.entity if guess else max(top, key=lambda entity: len(entity.mentions))


def find_unnamed_before(case: Case) -> str | None:
    """The unnamed single speaker of the last quote in this or the previous sentence, whom “he” can go on with."""
    earlier = [span for span in case.speakers if span[0] < case.position]
    if not earlier:
        return None
    span = earlier[-1]
    words = case.article.text[slice(*span)]
    role = find_role(words)
    back = case.reading.layout.sentence_at(case.position) - case.reading.layout.sentence_at(span[0])
    if back <= 2 and role and role.kind == "person" and not role.is_plural and UNNAMED.match(words) and not find_overlap(span, case.reading):
        return words
    return None


def find_entity_body(entity: Entity, actor: Actor | None, case: Case) -> Actor | None:
    """The body a named person speaks for: by the catalogue, else by a spokesman's title in the article."""
    known = find_role_body(actor, case) if actor else None
    if known or entity.kind not in PERSONS:
        return known
    for phrase in entity.phrases:
        body = find_spoken_for(phrase, case)
        if body:
            return body
    return None


def find_role_body(actor: Actor, case: Case) -> Actor | None:
    for role in case.catalogue.roles.get(actor.id, []):
        if role.speaks_for and role.body in case.catalogue.actors:
            return case.catalogue.actors[role.body]
    return None


BODY_AFTER = re.compile(r"\b(?:of|for|at|from|with)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w.&’'-]*\s?(?:of\s|for\s|and\s|the\s)*)+(?:campaign|ministry|department|office|government|administration|party|army|agency|police|council|committee|company)?)")
BODY_BEFORE = re.compile(r"(?P<name>(?:[A-Z][\w.&’'-]*\s)+(?:campaign\s|ministry\s|department\s|office\s|government\s|administration\s|army\s|police\s)?)$")
PRESS_DESK = re.compile(r"(?i)['’]s?\s+(?:[\w]+\s(?:and\s)?)*(?:press|information|media|communications|public affairs)\b.*$")
PRESS_HEAD = re.compile(r"(?i)\b(?:head|director|chief|deputy head|deputy director|secretary)\b.*\b(?:press|information|media|communications|public affairs)\b|\bpress (?:secretary|officer|attaché)\b|\bcommunications (?:director|chief)\b")


def find_spoken_for(phrase: str, case: Case) -> Actor | None:
    """The body for which a spokesman's title says that he speaks: “Kremlin spokesman”, “spokeswoman for the ministry”."""
    role = find_role(phrase, True) if not HEAD_END.search(phrase) else find_role(phrase)
    if not ((role and role.speaks_for and role.family == "spokesperson") or PRESS_HEAD.search(phrase)):
        return None
    after = BODY_AFTER.search(phrase)
    start = role.start if role else 0
    before = BODY_BEFORE.search(phrase[:start])
    name = (before or after) and (before or after).group("name").strip()
    if not name and after:
        name = after.group("name").strip()
    if not name:
        return None
    name = re.sub(r"^(?:The|A|An|Deputy|Former|Chief)\s+", "", PRESS_DESK.sub("", name)).strip()
    name = re.sub(r"['’]s?$", "", name)
    return find_body(name, case.article, case.catalogue) if name else None
