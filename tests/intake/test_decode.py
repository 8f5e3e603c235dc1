from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.errors import EmptyInput, InputError, NotText, TooLarge
from sayso.intake import decode


@given(
    st.binary(max_size=400),
    st.booleans(),
    st.sampled_from([None, "utf-8", "latin-1", "rot13", "zip", "no\0such", "gbk"]),
)
def test_any_bytes_give_text_or_a_clear_error(data: bytes, html: bool, charset: str | None) -> None:
    try:
        text = decode(data, charset=charset, html=html)
    except InputError:
        return
    assert text.strip()
    assert text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: not t.startswith("\ufeff")))
def test_utf8_is_kept_to_the_character(text: str) -> None:
    try:
        assert decode(text.encode()) == text
    except EmptyInput:
        assert not any(c.isprintable() and not c.isspace() for c in text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda t: "A" + t))
@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_dropped_and_obeyed(mark: bytes, name: str, text: str) -> None:
    assert decode(mark + text.encode(name)) == text


@given(st.text("abcß äöüé", max_size=12).map(lambda t: f"He said “a{t}b” to us."))
@example("He liked “Spaß”, “Beyoncé”—and ‘Pelé’…")
def test_windows_1252_is_read_where_it_is_no_utf8(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf16_and_utf32_are_recognised_without_a_mark(name: str) -> None:
    text = "The mayor said “no” on Monday – and left.\r\n"
    assert decode(text.encode(name)) == text


def test_line_ends_stay_as_they_are() -> None:
    text = "One.\r\nTwo.\rThree.\n\r\n\u2028Four.\x0b\x0c\x85Five."
    assert decode(text.encode()) == text


def test_emoji_combining_and_right_to_left_characters_stay_as_they_are() -> None:
    text = "👩‍👩‍👧‍👦 cafe\u0301 \u202bقال الوزير\u202c \u200bdone"
    assert decode(text.encode()) == text


def test_a_text_of_two_encodings_is_decoded_piece_by_piece() -> None:
    data = "Müller said “ja”. ".encode() + "Schäfer said “nein”. €5".encode("cp1252") + " Öl".encode()
    assert decode(data) == "Müller said “ja”. Schäfer said “nein”. €5 Öl"


@pytest.mark.parametrize(
    ("charset", "head"),
    [
        ("windows-1251", b""),
        (None, b'<html><head><meta charset="windows-1251">'),
        (None, b'<META http-equiv=Content-Type content="text/html; charset=windows-1251">'),
        (None, b"<?xml version='1.0' encoding='windows-1251'?><html>"),
    ],
)
def test_a_page_is_read_in_the_charset_that_is_declared(charset: str | None, head: bytes) -> None:
    assert decode(head + "Президент сказал".encode("cp1251"), charset=charset, html=True).endswith("Президент сказал")


def test_utf8_outweighs_a_wrong_declaration() -> None:
    data = '<meta charset="iso-8859-1"><p>“Größe”</p>'.encode()
    assert "“Größe”" in decode(data, html=True)


def test_iso_8859_1_is_read_as_browsers_read_it() -> None:
    assert decode("“Größe”".encode("cp1252"), charset="ISO-8859-1") == "“Größe”"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", "\u00a0\u2003\u200b\n".encode(), codecs.BOM_UTF8, codecs.BOM_UTF16_LE]
)
def test_nothing_to_see_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"The mayor\0 said no.",
        bytes(range(256)) * 4,
        b"\x01\x02\x03\x04\x05\x06",
        b"a\x1bb\x1bc\x1bd\x1be\x1b" * 9,
        b"%PDF-1.7\n%words and words",
        b"PK\x03\x04 words",
        b"\x89PNG\r\n\x1a\n words",
        "Президент сказал в понедельник, что выборов не будет".encode("koi8-r"),
        codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00",
        codecs.BOM_UTF16_LE + b"abc",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_the_limit_is_exact() -> None:
    assert decode(b"abc", max_bytes=3) == "abc"
    with pytest.raises(TooLarge, match="3 bytes"):
        decode(b"abcd", max_bytes=3)


@pytest.mark.parametrize("unit", ["The minister said so.\n", "Die Größe „zählt“, sagte er. "])
def test_twenty_megabytes_pass(unit: str) -> None:
    text = unit * (20_000_000 // len(unit))
    assert decode(text.encode()) == text


def test_a_long_line_passes() -> None:
    assert decode(b"word " * 40_000) == "word " * 40_000
