"""Names that a text calls outlets, which the stages share."""

import re
from functools import lru_cache

# “the daily Ostblatt”, “Ostblatt, a weekly”, “the daily, Ostblatt, said”, “Ostblatt reported, citing”.
KINDS = (
    r"(?:newspaper|daily|weekly|tabloid|magazine|broadcaster|news agency|newswire|news site|news channel|(?:television|TV|Telegram|YouTube) (?:channel|station|network)|radio station"
    r"|(?:(?:news|web|internet) )?(?:portal|website)|(?:news|online|media|internet) outlet|public (?:media|radio|television))"
)
NAME = r"(?<![\w’'-])[A-Z][\w’'-]{0,30}(?: [A-Z0-9][\w’'-]{0,30}){0,3}"
# The second half of a paper's name: “the Globe and Mail” is one, “the Mirror and the BBC” are two.
PAIRED = frozenset("Courier Mail Observer Record Sentinel Star Tribune".split())
# The agency of a dateline: “KYRIV (AFN) -”, “LUND, March 3 (Fintel) —”.
DATELINE = re.compile(r"^[A-Z][A-Z’'. -]{1,40}(?:, [\w. ]{1,30}){0,2} \((?P<agency>[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{0,30}){0,2})\) ?[—–-]", re.M)
CALLED_OUTLET = re.compile(
    rf"\b{KINDS}s? (?P<after>{NAME})|\b{KINDS}, (?:al |el )?(?P<behind>{NAME}),? (?:said|says|reported|reports|wrote|claimed|claims|quoted|cited)\b|\b(?P<apposed>{NAME}), (?:an?|the|one of the) (?:[\w’'-]{{1,30}} ){{0,4}}?{KINDS}\b|\b(?P<citing>{NAME}) reported(?: on \w+)?, (?:citing|quoting)\b"
)


@lru_cache(maxsize=8)
def find_outlets(text: str) -> frozenset[str]:
    """Words of the names that a text calls newspapers, agencies, broadcasters, or puts into its dateline."""
    called = (name for match in CALLED_OUTLET.finditer(text) for name in match.groups() if name)
    names = (*called, *(match["agency"] for match in DATELINE.finditer(text)))
    return frozenset(word for name in names for word in name.split() if word.lower() not in ("the", "a", "an"))
