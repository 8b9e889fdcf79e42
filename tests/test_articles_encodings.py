"""Bytes to characters."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasette_claims.articles.encodings import decode_bytes, find_encoding, repair_twice_decoded

POST = "Der Rat sagte: „Die Fähre fährt.“"
RUSSIAN = "Совет острова заявил, что паром останется. Об этом сообщила пресс-служба."


@pytest.mark.parametrize(
    "raw, declared, expected",
    [
        (POST.encode(), None, POST),
        (codecs.BOM_UTF8 + POST.encode(), None, POST),
        (codecs.BOM_UTF16_LE + POST.encode("utf-16-le"), None, POST),
        (codecs.BOM_UTF16_BE + POST.encode("utf-16-be"), "utf-8", POST),
        (POST.encode("utf-16-le"), None, POST),
        (POST.encode("cp1252"), "iso-8859-1", POST),
        (POST.encode("cp1252"), '"windows-1252"', POST),
        (
            b'<meta charset="windows-1251"><p>' + RUSSIAN.encode("cp1251"),
            None,
            '<meta charset="windows-1251"><p>' + RUSSIAN,
        ),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        ("Fähre bleibt".encode("cp1252"), None, "Fähre bleibt"),
        (
            "Loď zůstane, řekla mluvčí ostrovní rady. Žádný takový plán prý neexistuje.".encode("cp1250"),
            None,
            "Loď zůstane, řekla mluvčí ostrovní rady. Žádný takový plán prý neexistuje.",
        ),
        # UTF-8 that says it is something else, and the other way round
        (b'<meta charset="windows-1251">' + RUSSIAN.encode(), None, '<meta charset="windows-1251">' + RUSSIAN),
        (b'<meta charset="utf-16">' + POST.encode(), None, '<meta charset="utf-16">' + POST),
        ("섬 의회는 부인했다".encode("cp949"), "euc-kr", "섬 의회는 부인했다"),
        ("島議会は否定した".encode("iso2022_jp"), "iso-2022-jp", "島議会は否定した"),
        ("島議会は否定した".encode("shift_jis"), "x-sjis", "島議会は否定した"),
        # one broken byte among those of UTF-8, whatever is declared
        (POST.encode() + b"\xc3 " + POST.encode(), None, POST + "� " + POST),
        (POST.encode() + b"\xe4 " + POST.encode(), "utf-8", POST + "� " + POST),
        (POST.encode() + b"\x80 " + POST.encode(), "windows-1252", POST + "� " + POST),
        # one character that is UTF-8 by chance among those of another encoding
        ("Fähre fährt für Ã¤".encode("cp1252"), "windows-1252", "Fähre fährt für Ã¤"),
        # never as UTF-7, which can hide markup, and never as something that is no text encoding
        (b"+ADw-script+AD4-", "utf-7", "+ADw-script+AD4-"),
        (b"ferry", "base64", "ferry"),
        (b"ferry", "no-such-encoding", "ferry"),
        # cut in the middle of a character
        ("Fähre ä".encode()[:-1], None, "Fähre "),
        (b"", None, ""),
    ],
)
def test_encoding(raw, declared, expected):
    assert decode_bytes(raw, declared) == expected


def test_broken_byte_in_the_first_lines_leaves_a_file_utf8():
    head = b"url;text\n" + (POST + "\n").encode() * 9
    assert find_encoding(head.replace("ä".encode(), b"\xc3", 1)) == "utf-8"
    assert find_encoding((RUSSIAN + "\n").encode("koi8-r") * 9) == "koi8_r"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("â€œThe ferry runs,â€\x9d it said. Itâ€™s free.", ("“The ferry runs,” it said. It’s free.", 3)),
        ("FÃ¤hre fÃ¤hrt fÃ¼r alle", ("Fähre fährt für alle", 3)),
        ("ÐŸÐ°Ñ€Ð¾Ð¼", ("Паром", 5)),
        # text that only has such letters, and an article that shows one
        ("Être à l’île, déjà ! Ça va. Où ?", ("Être à l’île, déjà ! Ça va. Où ?", 0)),
        ("They printed “â€œ” by mistake.", ("They printed “â€œ” by mistake.", 0)),
        ("Паром останется", ("Паром останется", 0)),
    ],
)
def test_text_decoded_twice_is_put_right(text, expected):
    assert repair_twice_decoded(text) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["utf-16", "hz", "idna", "rot13"])),
)
def test_any_bytes_give_characters(raw, declared):
    repaired, count = repair_twice_decoded(decode_bytes(raw, declared))
    assert isinstance(repaired, str) and count >= 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_utf8_is_read_as_it_is(text):
    raw = text.encode("utf-8", "ignore")
    if b"\0" not in raw and not raw.startswith(codecs.BOM_UTF8):
        assert decode_bytes(raw) == raw.decode()
