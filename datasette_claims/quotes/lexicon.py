"""Word lists as sets."""

from functools import cache

from .. import wordlists


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of one list of `datasette_claims/words/`."""
    return frozenset(wordlists.read_words(name))
