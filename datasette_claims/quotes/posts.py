"""Posts that a page embeds: the words, and below them “— Nina Holt (@nina) October 8, 2025”."""

from __future__ import annotations

import re

from ..records import Method
from .attribution import Attribution, Span
from .dialogue import put_inside

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
SIGNATURE = re.compile(
    rf"(?P<dash>[–—―]|--)\s{{0,3}}(?P<who>[^\s()–—][^\n()]{{0,60}}?) \(@[\w.@-]{{1,80}}\) (?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})"
)
LINK = re.compile(r"https?://\S+|pic\.(?:twitter|x)\.com/\S+")
TAG = re.compile(r"\s*(?:<[^<>\n]{1,300}>\s*)?")  # “<tweet id=…>”, which some feeds leave before the words
EMBEDDED = "[image or embed]"  # what stands for a picture
NO_WORDS = " \t\n\u00a0…>"
FARTHEST = 3_000  # characters from the words to who posted them; the longest posts have more
POST_SCORE = 0.98  # all 166 such posts in 1,683 news articles are words of whom they are given to


def add_posts(text: str, found: list[Attribution]) -> list[Attribution]:
    """With the posts above such a signature, in place of what was read into them."""
    read: dict[Span, Attribution] = {}
    start = 0
    for signature in SIGNATURE.finditer(text):
        if words := find_posted(text, max(start, signature.start() - FARTHEST), signature.start()):
            detail = f"A post above the name “{signature['who']}”."
            read[words] = Attribution((words,), "direct", signature.span("dash"), signature.span("who"), POST_SCORE, detail, method=Method.RULES.value)
        start = signature.end()
    return put_inside(text, found, read, read.keys()) if read else found


def find_posted(text: str, start: int, end: int) -> Span | None:
    """The last line with words before a signature, without the links at its end."""
    end = leave_links(text, start, end)
    begin = max(start, text.rfind("\n", start, end) + 1)
    begin = min(TAG.match(text, begin).end(), end)
    return (begin, end) if any(map(str.isalnum, text[begin:end])) else None


def leave_links(text: str, start: int, end: int) -> int:
    """Where a text ends before the links, pictures and blanks at its end."""
    while start < end:
        words = text[start:end].rstrip(NO_WORDS)
        last = words[max(map(words.rfind, " \n\u00a0")) + 1 :]
        is_link = LINK.fullmatch(last) is not None
        kept = words.removesuffix(EMBEDDED) if not is_link else words[: len(words) - len(last)]
        if kept == words:
            return start + len(words)
        end = start + len(kept)
    return end
