"""Rules for pronouns: who “he”, “they”, “who” and “I” stand for."""

from __future__ import annotations

import re
from dataclasses import replace

from ..records import Mode
from .case import Case, find_last_mention, find_overlap
from .holders import PROMINENT, find_holders
from .identify import Answer, propose_actor
from .named import ONE_OF, RELATIVE_SCORE, WORD_RULES
from .names import PERSONS, Entity, Reading, keep_entities
from .onlookers import find_onlooker
from .phrases import UNNAMED
from .pronouns import FIRST, GENDERS, NEUTER, PLURAL, PRONOUNS, RELATIVE, find_relative, follow_pronouns, weigh_entities
from .roles import HEAD_END, find_role

SOMEBODY = re.compile(r"(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ ){1,3}who\b")
LISTENER = re.compile(r"\w+ (?:(?:has|had|also|later|then|once|reportedly|allegedly) )*(?:told|tells|informed|assured|warned|reminded|wrote to|asked|answered|promised) (?:the )?")


def resolve_pronoun(case: Case) -> Answer | None:
    word = case.words.lower()
    if word not in PRONOUNS and word not in ("both women", "both men"):
        return None
    if word in RELATIVE:  # one without a place stands in a headline apart from the text
        return resolve_relative(case) if case.span else case.propose_unnamed(case.words, f"The headline does not say in so many words who “{case.words}” is.", 0.4)
    if word in FIRST:
        return resolve_first_person(case)
    if word in PLURAL or word.startswith("both"):
        return resolve_plural(case)
    if word in NEUTER:
        return resolve_neuter(case)
    gender = GENDERS[word]
    onlooker = find_onlooker(case)
    if onlooker:
        return case.propose_unnamed(onlooker, f"“{case.words}” goes on with “{onlooker}”, who is not named.", 0.6)
    reading = leave_out_listener(case, follow_pronouns(case.article.text, case.reading, case.voices, case.position))
    outer = case.outer if any(earlier.id == case.quote.parent and earlier.mode == Mode.DIRECT.value for earlier in case.quotes_before) else None
    people = keep_entities(reading, lambda entity: entity.is_person and entity is not outer)  # in her own words Lisle is “I”, and “she” is another
    guess = weigh_entities(case.article.text, people, case.position, gender, PERSONS, case.voices)
    unnamed = find_unnamed_before(case)
    if unnamed and (guess is None or "speaker of the last quote" not in guess.signs and (guess.margin < 3 or not is_named_since(guess.entity, case))):
        return case.propose_unnamed(unnamed, f"“{case.words}” goes on with “{unnamed}”, who is not named.", 0.6)
    if guess is None:
        return case.propose_unnamed(case.words, f"Nobody named before “{case.words}” can be meant.", 0.4)
    score = 0.9 if guess.margin > 1.5 else 0.75 if guess.margin > 0.5 else 0.6
    return case.answer(guess.entity, score, f"“{case.words}” is most likely {guess.entity.name} ({', '.join(guess.signs[:3]) or 'nearest name'}).")


def leave_out_listener(case: Case, reading: Reading) -> Reading:
    """Without whom the pronoun speaks to: in “she told Lind” she is not Lind."""
    told = LISTENER.match(case.article.text, case.position)
    heard = {id(entity) for mention, entity in reading.mentions if told and mention.start == told.end()}
    if not heard:
        return reading
    return keep_entities(reading, lambda entity: id(entity) not in heard)


def resolve_relative(case: Case) -> Answer | None:
    found = find_relative(case.article.text, case.position, case.reading)
    if not found:
        return case.propose_unnamed(case.words, f"Nothing stands before “{case.words}”.", 0.4)
    phrase = case.article.text[slice(*found)]
    inner = replace(case, words=phrase.strip(" ,"), span=found)
    mention = find_last_mention(found, case.reading)
    ends = mention and mention[0].end >= found[1] - 2
    if case.span and re.match(r" (?:are|were|have|do|don['’]t|want|believe|say|support|see)\b", case.article.text[case.span[1] : case.span[1] + 10]):
        words = phrase.strip(" ,")
        return case.propose_unnamed(words[-80:], f"“{case.words}” takes a plural verb: several people.", 0.75)
    lower = re.search(r"\b[a-z]+\s+(?:to|of|for|with|in|from|at|on)\s+(?:[A-Z][\w.’'-]*(?:\s+|$))+$", phrase)
    if mention and ends and mention[1].kind in PERSONS and not (lower and find_role(phrase[lower.start() :])):
        return case.answer(mention[1], 0.9, f"“{case.words}” follows “{mention[1].name}”.")
    return resolve_words(inner, f"“{case.words}” follows “{phrase.strip(' ,')[-60:]}”.")


def resolve_words(case: Case, why: str) -> Answer:
    """The answer of the rules for other words than pronouns, with a reason put before theirs."""
    for rule in WORD_RULES:
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
            return resolve_words(replace(case, words=words, span=span), f"“{case.words}” goes on with “{words}”.")
        if role and role.kind == "body":
            return resolve_words(replace(case, words=words, span=span), f"“{case.words}” goes on with “{words}”.")
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
        is_body = mention and (mention[1].kind == "body" or mention[1].kind == "unknown" and not mention[1].is_person)  # “Northlight”
        if role and role.kind == "body" or is_body and not (role and role.kind == "person"):
            return resolve_words(replace(case, words=words, span=span), f"“{case.words}” goes on with “{words}”.")
    return case.propose_unnamed(case.words, f"Nothing named before “{case.words}” is a body that speaks.", 0.6)


def is_named_since(entity: Entity, case: Case) -> bool:
    """Whether an entity is named between the last speaker's words and the pronoun."""
    start = max((span[1] for span in case.speakers if span[0] < case.position), default=0)
    return any(start <= mention.start < case.position for mention in entity.mentions)


def find_unnamed_before(case: Case) -> str | None:
    """The unnamed single speaker of the last quote in this or the previous sentence, whom “he” can go on with."""
    earlier = [span for span in case.speakers if span[0] < case.position]
    if not earlier:
        return None
    span = earlier[-1]
    words = case.article.text[slice(*span)]
    if case.article.text.endswith(" by ", 0, span[0]):
        return None  # “she was told by the head that it was late”: the next “she” is who was told
    role = find_role(words)
    back = case.reading.layout.sentence_at(case.position) - case.reading.layout.sentence_at(span[0])
    if back > 2:
        return None
    if ONE_OF.match(words):
        return words  # “one of his neighbours”
    if role is None and SOMEBODY.match(words) and not find_overlap(span, case.reading):
        return words  # “an American who fights there”
    if role is None or role.kind != "person" or role.is_plural or names_speaker(span, words, case):
        return None
    is_nobody = UNNAMED.match(words) or words.lower().startswith("the ") and role.family not in PROMINENT and not find_holders(role, case)  # “the official”, who has no name here
    return words if is_nobody else None


def names_speaker(span: tuple[int, int], words: str, case: Case) -> bool:
    """Whether a speaker's words hold a name, other than that of the body behind “a spokeswoman for the”."""
    found = find_overlap(span, case.reading)
    behind = HEAD_END.search(words, 1)
    return found is not None and (found[1].is_person or behind is None or found[0].start < span[0] + behind.start())
