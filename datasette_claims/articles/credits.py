"""Whom a text is credited to: the agencies whose reports others print."""

from __future__ import annotations

import re

from ..text import fold

# News agencies and their sites; a text that credits one of them is theirs wherever it stands.
AGENCIES = {
    "AFP": "afp.com", "Agence France-Presse": "afp.com", "Anadolu": "aa.com.tr", "ANSA": "ansa.it", "AP": "apnews.com",
    "APA": "apa.at", "Associated Press": "apnews.com", "Bloomberg": "bloomberg.com", "dpa": "dpa.com", "EFE": "efe.com",
    "Interfax": "interfax.ru", "Interfax-Ukraine": "interfax.com.ua", "KCNA": "kcna.kp", "Kyodo": "english.kyodonews.net",
    "Kyodo News": "english.kyodonews.net", "PA Media": "pa.media", "Press Association": "pa.media", "PTI": "ptinews.com",
    "Reuters": "reuters.com", "RIA Novosti": "ria.ru", "TASS": "tass.com", "TT": "tt.se", "UPI": "upi.com",
    "Ukrinform": "ukrinform.net", "Xinhua": "xinhuanet.com", "Yonhap": "en.yna.co.kr",
}  # fmt: skip
NAMES = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
CREDITS = [
    re.compile(rf"^[^\n(]{{0,60}}\(({NAMES})\)(?=\s*[-–—:.]|\s*$)", re.MULTILINE),  # KYIV, Aug 11 (Reuters) -
    re.compile(rf"^[^\n/]{{0,60}}/({NAMES})/", re.MULTILINE),  # MOSCOW, August 11. /TASS/.
    re.compile(rf"(?:[-–—]|©|\(c\)|[Ss]ource:|[Cc]redit:|[Bb]y|[Ff]rom)\s*(?:the )?({NAMES})[ .]*$", re.MULTILINE),
    re.compile(rf"^\s*(?:[Tt]he )?({NAMES}) contributed to this (?:report|story|article)", re.MULTILINE),
]
EDGE = 600  # a credit stands in the first or last lines; "the Reuters agency" in the middle is a source, not a credit


def find_credit(text: str, author: str | None = None) -> str | None:
    """The agency a text is credited to, by a dateline, a closing line or a byline."""
    for name in AGENCIES:
        if author and fold(author) in (fold(name), fold(f"the {name}")):
            return name
    for edge in (text[:EDGE], text[-EDGE:]):
        for credit in CREDITS:
            if found := credit.search(edge):
                return found[1]
    return None
