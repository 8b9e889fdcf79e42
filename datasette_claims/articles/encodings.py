"""Bytes to characters: byte order marks, declared and guessed encodings, and text that was decoded twice."""

from __future__ import annotations

import codecs
import re

from .refusals import require_library

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# What browsers read under these names (encoding.spec.whatwg.org, 4.2): the wider Windows encoding.
WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
# Encodings of seven bits look like plain ASCII to every other test; UTF-7 is left out because it hides markup.
SEVEN_BIT = {"iso2022_jp", "iso2022_kr", "hz"}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
HEAD = 4096
SAMPLE = 100_000
LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
MAX_LATIN_HIGH = 0.2  # share of bytes above 127: French has 0.06, Czech 0.16, Russian 0.82, Greek 0.79
MAX_REPLACED = 0.01  # share of characters that may be lost before a guess is preferred to the declaration

# Two to four characters that are one character's UTF-8 bytes read as Windows-1252 or Latin-1: "â€œ" for "“".
HIGH = re.escape(bytes(b for b in range(0x80, 0xC0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)).decode("cp1252"))
HIGH += "\x80-\x9f"  # the same bytes read as Latin-1
TWICE = re.compile(f"[\u00c2-\u00df][{HIGH}]|[\u00e0-\u00ef][{HIGH}]{{2}}|[\u00f0-\u00f4][{HIGH}]{{3}}")
MIN_TWICE = 3  # a single one may be meant, as in an article about encodings


def decode_bytes(raw: bytes, declared: str | None = None) -> str:
    """The characters of a page or file, whatever its encoding; never an error, at worst "�"."""
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    name = find_codec(declared) or find_declared(raw)
    if name in SEVEN_BIT and (b"\x1b" in raw or b"~{" in raw):
        return raw.decode(name, "replace")
    if wide := find_wide(raw):
        return raw.decode(wide, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(raw) - 4:  # cut in the middle of its last character
            return raw.decode("utf-8", "ignore")
    if is_nearly_utf8(raw):
        return raw.decode("utf-8", "replace")
    if name and name != "utf-8":
        text = raw.decode(name, "replace")
        if text.count("�") <= len(text) * MAX_REPLACED:
            return text
    return raw.decode(guess_encoding(raw), "replace")


def find_encoding(head: bytes) -> str:
    """The encoding of a file of lines, from its first bytes; wide ones were made UTF-8 before."""
    if find_wide(head) or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        return "utf-8"
    return "utf-8" if is_nearly_utf8(head[: head.rfind(b"\n") + 1]) else guess_encoding(head)


def is_nearly_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few broken ones, as a program leaves them that cuts texts by bytes.

    Other encodings make a character of UTF-8 by rare chance, so these must outnumber the broken bytes.
    """
    text = raw.decode("utf-8", "replace")
    broken = text.count("�") - raw.count("�".encode())
    valid = sum(letter > "\x7f" for letter in text) - text.count("�")
    return not broken or broken < valid and broken <= max(1, len(text) * MAX_REPLACED)


def find_codec(name: str | None) -> str | None:
    """Python's name of a text encoding, in the wider form browsers use."""
    try:
        codec = codecs.lookup((name or "").strip("\"' ").lower().removeprefix("x-"))
    except (LookupError, ValueError):
        return None
    if not getattr(codec, "_is_text_encoding", True) or codec.name in ("utf-7", "idna", "punycode", "unicode_escape"):
        return None
    return WIDER.get(codec.name, codec.name)


def find_declared(raw: bytes) -> str | None:
    """The encoding a page declares about itself in its first lines."""
    declared = DECLARED.search(raw[:HEAD])
    name = find_codec(declared[1].decode("ascii", "ignore")) if declared else None
    # Found by reading bytes as ASCII, so it cannot be one that is not ASCII-like (HTML standard, 13.2.3.2).
    return "utf-8" if name and name.startswith(("utf-16", "utf-32")) else name


def find_wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, which shows by every second byte being empty."""
    head = raw[:HEAD]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else None


def guess_encoding(raw: bytes) -> str:
    """The likeliest encoding by its letters; among Latin ones only when most bytes are ASCII."""
    sample = raw[:SAMPLE]
    high = sum(byte > 127 for byte in sample)
    # "Fähre" alone is also a Chinese character in an ASCII word, which no language writes.
    latin = LATIN if high < len(sample) * MAX_LATIN_HIGH else None
    best = require_library("charset_normalizer").from_bytes(sample, cp_isolation=latin).best()
    return best.encoding if best else "cp1252"


def repair_twice_decoded(text: str) -> tuple[str, int]:
    """The text with characters that were decoded twice put right, and how many there were."""
    if sum(1 for _ in TWICE.finditer(text)) < MIN_TWICE:
        return text, 0
    return TWICE.subn(repair_character, text)


def repair_character(found: re.Match[str]) -> str:
    raw = b"".join(c.encode("latin-1" if ord(c) < 0xA0 else "cp1252", "replace") for c in found[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
