"""People without a name who act and then speak as “he”: “A farmer shook his head. ‘It was poor,’ he said.”"""

from __future__ import annotations

import re

from .bodies import BODY_AFTER, BODY_IN_WORDS
from .case import Case
from .holders import find_holders
from .pronouns import GENDERS
from .roles import GENDER_OF_ROLE, Role, find_role

LOOK_BACK = 6  # sentences; all between are that person's words or begin with the same pronoun
HEAD = 200  # characters of a sentence in which its subject ends
OPENING = re.compile(r"(?:An?|an?|Another|The|(?:The )?[\w’-]+['’]s) ")
# “Outside the courthouse, Holt's wife was asked”: where and when.
SETTING = re.compile(r"(?:Outside|Inside|Near|Behind|In|At|On|After|Before|During) [^,.;:!?\n\"“”]{2,60}, (?=[A-Z][\w’-]*['’]s |an? )")
WORD = re.compile(r"[\w’'-]+")
# Whom the sentence is about besides its subject: “A reporter asked him about it.”
OBJECT = {"male": re.compile(r"\bhim\b"), "female": re.compile(r"\bher\b(?=[.,;:!?]| (?:about|to|on|if|whether|why|what|how|for|that|in|at|with|from|by|when|as|and)\b)")}
# With a verb, as in “A farmer shook” and “A farmer, who lives by the mill, shook”.
GOES_ON = re.compile(r"(?:, (?:who|whose|\d\d\b|speaking|standing|sitting|asking|giving|holding)[^,.;:!?\n\"“”]{0,90},)? (?!(?:and|or|of|to)\b)[a-z]")


def find_onlooker(case: Case) -> str | None:
    """The unnamed person of this or an earlier sentence, with nobody else named or speaking since, whom “he” goes on with."""
    text, layout, pronoun = case.article.text, case.reading.layout, case.words.lower()
    here = layout.sentence_at(case.position)
    for index in range(here, max(-1, here - LOOK_BACK), -1):
        start = layout.sentences[index]
        if layout.is_quoted(start) or WORD.match(text, start) and text[start : start + len(pronoun) + 1].lower() == f"{pronoun} ":
            continue
        setting = SETTING.match(text, start, case.position)
        start = setting.end() if setting else start
        found = find_subject_role(text[start : min(start + HEAD, case.position)])
        if found:
            role, words = found
            end = start + len(words)
            return words if is_new(words, role, start, case) and is_alone(end, role, case) else None
        if index != here:
            return None
    return None


def find_subject_role(head: str) -> tuple[Role, str] | None:
    """The person at the beginning of a sentence with what he is of: “A spokesman for the army”."""
    opening = OPENING.match(head)
    if opening is None:
        return None
    found = None
    for word in WORD.finditer(head, opening.end()):
        role = find_role(head[: word.end()], True)
        if role and role.kind == "person" and word.end() == role.start + len(role.word):
            found = role, word.end()
        elif found or not re.match(r" \w", head[word.end() :]):
            break
    if found is None or found[0].is_plural:
        return None
    behind = head[found[1] :]
    body = BODY_IN_WORDS.match(behind, 1) or BODY_AFTER.match(behind, 1)
    end = found[1] + (len(behind[: body.end()].rstrip()) if body else 0)
    return (found[0], head[:end]) if GOES_ON.match(head, end) else None


def is_new(words: str, role: Role, start: int, case: Case) -> bool:
    """Whether words name nobody whom the article names: “a farmer”, “the bank's chairman”, and “the farmer” only after “a farmer”."""
    if re.match(r"[Aa]n?\b|Another\b", words):
        return True
    if find_holders(role, case):
        return False
    introduced = re.compile(rf"\b(?:[Aa]n?|[Aa]nother) (?:[\w-]+ ){{0,2}}{re.escape(role.word)}\b")
    return re.search(r"['’]s ", words) is not None or introduced.search(case.article.text, 0, start) is not None


def is_alone(end: int, role: Role, case: Case) -> bool:
    """Whether nobody else is named, speaks or is spoken of between the words for a person and the pronoun."""
    text, gender = case.article.text, GENDERS[case.words.lower()]
    if GENDER_OF_ROLE.get(role.word, gender) != gender:
        return False
    between = range(end, case.position)
    named = any(entity.is_person and mention.start in between and not case.reading.layout.is_quoted(mention.start) for mention, entity in case.reading.mentions)
    others = any(span[0] in between and GENDERS.get(text[slice(*span)].lower()) != gender for span in case.speakers)
    return not named and not others and OBJECT[gender].search(text, end, case.reading.layout.sentence_span(end)[1]) is None
