"""Pure string work: one normalised text, folding for search, hashes and ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

MAX_WORDS = 300  # characters of somebody else's words held per quote; a build setting, see DESIGN: rights
PIECE_JOINER = " … "  # between two pieces of one interrupted quotation

# Crockford's base32: no i, l, o, u, so that an id read aloud or retyped stays the same id.
BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"

# Letters that compatibility decomposition leaves apart although readers type them as one.
FOLDED_LETTERS = str.maketrans({
    "ё": "е", "ґ": "г", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ی", "ـ": None,
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
})
GROUPED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}([,.'٬ ])\d{3}(?:\1\d{3})*(?!\d)")
# A number as the words of a sentence give it, with “about” or “more than” before it.
NUMBER = (
    r"(?:(?:about|around|roughly|nearly|almost|some|just|well|under|over|above|below|only|between|up to|at least|at most|more than|fewer than|less than) )*"
    r"(?:[$€£]?\d[\d.,]*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|an? (?:dozen|hundred|thousand|million|billion)|dozens|hundreds|thousands)"
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HANGUL": "Hang", "CJK": "Hani", "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan", "GREEK": "Grek", "HEBREW": "Hebr", "GEORGIAN": "Geor", "ARMENIAN": "Armn", "ETHIOPIC": "Ethi",
    "DEVANAGARI": "Deva", "THAI": "Thai", "LAO": "Laoo", "BENGALI": "Beng",
}


def normalise_text(raw: str) -> str:
    """The text that all offsets point into: NFC, "\\n" line ends, no invisible characters, single spaces.

    Running it on its own result changes nothing, so that a stored hash can be checked at any time.
    """
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = INVISIBLE.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\x85", "\n")
    text = re.sub(r"[^\S\n]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", text)).strip()


def hash_text(text: str) -> str:
    """SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fold(text: str) -> str:
    """A form in which spellings that readers take for the same word are the same string.

    Case, diacritics, Arabic and Persian letter variants, typographic marks and the grouping of digits
    are levelled; used for search and for comparing words, never for display.
    """
    text = " ".join(" ".join(map(fold_letters, text.split())).split())
    return GROUPED_NUMBER.sub(lambda number: re.sub(r"\D", "", number.group()), text)


@lru_cache(maxsize=1 << 14)  # the words of a language come back: a corpus is indexed in a third of the time, with 3 MB
def fold_letters(word: str) -> str:
    """A word with its letters and digits levelled."""
    word = unicodedata.normalize("NFKD", word).casefold().translate(FOLDED_LETTERS)
    word = "".join(c for c in word if not unicodedata.combining(c))
    word = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word).translate(FOLDED_LETTERS)
    return INVISIBLE.sub("", word)


def hash_words(words: str) -> str:
    """First 16 hexadecimal characters of the hash of a passage, folded and without punctuation."""
    return hash_text(" ".join(re.findall(r"\w+", fold(words))))[:16]


def make_key(text: str, length: int = 12) -> str:
    """A fixed number of base32 characters from the hash of a text."""
    number = int(hash_text(text), 16)
    return "".join(BASE32[(number >> (5 * i)) & 31] for i in range(length))


def make_article_id(canonical_url: str) -> str:
    return "a" + make_key(canonical_url)


def make_quote_id(article: str, words: str, occurrence: int = 1) -> str:
    """The id of a passage: its article, its words, and its place among the passages of the article that share this id."""
    key = f"{article}-{make_key(hash_words(words), 6)}"
    return key if occurrence == 1 else f"{key}-{occurrence}"


def make_slug(name: str, limit: int = 60) -> str:
    """An ASCII slug of a name; letters without an ASCII form are left out."""
    ascii_form = fold(name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_form.replace("'", "")).strip("-")
    if len(slug) <= limit:
        return slug
    return slug[:limit].rsplit("-", 1)[0]


def cut_words(words: str, limit: int = MAX_WORDS) -> tuple[str, bool]:
    """Words shortened to the limit at a word boundary, and whether anything was cut."""
    if len(words) <= limit:
        return words, False
    head = words[:limit]
    if not (words[limit].isspace() or head[-1].isspace()) and " " in head.strip():
        head = head.rsplit(None, 1)[0]  # the last word goes on beyond the limit
    return head.rstrip(), True


def find_script(text: str) -> str:
    """ISO 15924 code of the script most letters of a text belong to; Zyyy when it has none."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            family = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
            code = SCRIPTS.get(family, "Zzzz")
            counts[code] = counts.get(code, 0) + 1
    if "Jpan" in counts:
        return "Jpan"
    return max(counts, key=counts.__getitem__) if counts else "Zyyy"


def join_pieces(text: str, pieces: list[tuple[int, int]]) -> str:
    """The words of a passage: its pieces of the text, joined by the mark for an interruption."""
    return PIECE_JOINER.join(text[start:end] for start, end in pieces)


def parse_pieces(pieces: str) -> list[tuple[int, int]]:
    """Offsets from their stored form "12-40;61-80"; ValueError when it is not of that form."""
    pairs = [piece.split("-") for piece in pieces.split(";")]
    return [(int(start), int(end)) for start, end in pairs]


def format_pieces(pieces: list[tuple[int, int]]) -> str | None:
    """The stored form of several pieces; None for a passage that runs through."""
    return ";".join(f"{start}-{end}" for start, end in pieces) if len(pieces) > 1 else None


def find_web_url(url: object) -> str | None:
    """The address if it is http or https, so that nothing else ever becomes a link."""
    if isinstance(url, str) and re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return url
    return None
