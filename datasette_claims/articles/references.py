"""References to characters in XML (&lt; &nbsp; &#8217;), written so that a parser keeps them in a feed that breaks a rule.

libxml2 drops references by name, those of markup too, behind the first error of a document, and feeds have errors: a bare
"&", a control character, "&nbsp;", half of a surrogate pair. It keeps references by number.
"""

from __future__ import annotations

import re
from html.entities import html5

TOKEN = re.compile(
    rb"(?P<open><!\[CDATA\[)|(?P<close>\]\]>)|(?P<numbers>(?:&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)+)|&(?:(?P<name>[a-zA-Z][a-zA-Z0-9]{1,31});)?"
)
NUMBER = re.compile(rb"#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
# What may be the beginning of a token, at the end of a piece of a stream; the first half of a pair waits for the second.
FIRST_HALF = rb"&#(?:[xX]0{0,2}[dD][89abAB]\w\w|5[56]\d{3});"
UNFINISHED = re.compile(rb"(?:" + FIRST_HALF + rb"(?:&[^;\s&<]{0,33})?|&[^;\s&<]{0,33}|<!?\[?[CDAT]{0,5}|\]{1,2})$")
LONGEST = 50
NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ReferenceWriter:
    """Takes a document piece by piece, in an encoding that has ASCII in it; others pass as they are."""

    def __init__(self) -> None:
        self.waiting, self.is_literal = b"", False

    def write(self, piece: bytes) -> bytes:
        """What is sure of the document so far; an empty piece is its end."""
        raw, self.waiting = self.waiting + piece, b""
        if b"\0" in raw:
            return raw
        if piece and (unfinished := UNFINISHED.search(raw, max(0, len(raw) - LONGEST))):
            raw, self.waiting = raw[: unfinished.start()], unfinished[0]
        return TOKEN.sub(self.write_token, raw)

    def write_token(self, token: re.Match[bytes]) -> bytes:
        if token["open"] or token["close"]:
            self.is_literal = bool(token["open"])
        elif not self.is_literal:
            return write_numbers(read_reference(token))
        return token[0]


def read_reference(token: re.Match[bytes]) -> str:
    """The characters that references stand for; what is none stays as it is written."""
    if token["numbers"]:
        numbers = [int(hexadecimal, 16) if hexadecimal else int(decimal) for hexadecimal, decimal in NUMBER.findall(token["numbers"])]
        characters = "".join(chr(number) for number in numbers if number <= 0x10FFFF)
        return characters.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")  # which makes one of two halves
    written = token[0].decode()
    return html5.get(written[1:], written)


def write_numbers(characters: str) -> bytes:
    return "".join(f"&#{ord(character)};" for character in NO_CHARACTER.sub("", characters)).encode()
