"""The language of a text, recognised from its letters and words and checked against what the page declares."""

from __future__ import annotations

import re
from functools import lru_cache

from .refusals import require_library

SAMPLE = 4000  # characters; the answer does not change beyond
# Below this many letters the recogniser guesses (measured on the sentences of tests/test_articles_languages.py),
# and what the page declares is the better answer.
MIN_LETTERS = 60
MIN_SURE = 0.9
DECLARED = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")


@lru_cache(maxsize=1)
def load_recogniser():
    langid = require_library("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def find_language(text: str, declared: str | None = None) -> str | None:
    """The BCP 47 code of the language most of a text is in; None where nothing tells."""
    match = DECLARED.match((declared or "").strip())
    said = match[0].lower() if match else None
    sample = text[:SAMPLE]
    letters = sum(letter.isalpha() for letter in sample)
    if not letters or (letters < MIN_LETTERS and said):
        return said
    language, probability = load_recogniser().classify(sample)
    if said and probability < MIN_SURE:
        return said
    return str(language)
