"""Bytes -> text, exactly: no character is added, changed or dropped but a byte order mark at the start."""

from __future__ import annotations

import codecs
import re

from ..errors import EmptyInput, NotText, TooLarge

__all__ = ["MAX_BYTES", "check_size", "check_text", "declared_charset", "decode"]

MAX_BYTES = 64 * 2**20

# The four-byte marks come first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF document"),
)
# What a page may declare: by name, because Python also has codecs that are no character sets.
_CHARSETS = re.compile(
    r"ascii|utf-8|iso8859-\d+|cp(866|874|932|949|950|125\d)|koi8-[ru]|mac-(roman|cyrillic)|tis-620|"
    r"gb2312|gbk|gb18030|big5(hkscs)?|shift_jis|euc_(jp|kr)|iso2022_jp"
)
# Pages that declare these are written in their Windows supersets; browsers read them so, too.
_SUPERSET = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)

_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ESCAPED = re.compile("[\udc80-\udcff]+")
# An accented letter and the quotation mark or dash behind it can look like one character of UTF-8 ("Spaß“"). Where a
# text is not all UTF-8, a lone Greek, Hebrew or Chinese character at the end of a Latin word is taken for that.
_MISTAKEN = re.compile(rb"(?<=[A-Za-z])[\xc6-\xe1\xe3-\xef][\x85\x91-\x97]{1,2}(?![\x80-\xff])")
# Five bytes mean nothing in Windows-1252; they stay the control characters that they are in Latin-1.
_WINDOWS = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))


def decode(data: bytes, *, charset: str | None = None, html: bool = False, max_bytes: int = MAX_BYTES) -> str:
    """The text of ``data``, with line ends and all other characters as they are there.

    In this order: a byte order mark; UTF-16 or UTF-32 without one, if there are NULs; UTF-8; the ``charset`` given or
    (in ``html``) declared; UTF-8 with bytes of Windows-1252 in between, which also reads Windows-1252 alone.

    Raises:
        TooLarge: there are more than ``max_bytes`` bytes.
        EmptyInput: there is nothing that could be seen.
        NotText: the bytes are no text in any of these encodings.
    """
    check_size(len(data), max_bytes)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"this is {what}, not text")
    text = _marked(data)
    if text is None:
        data = data.removeprefix(codecs.BOM_UTF8)
        charsets = (charset, declared_charset(data) if html else None)
        text = _wide(data) if b"\0" in data else _narrow(data, charsets)
    check_text(text)
    return text


def check_size(size: int, max_bytes: int) -> None:
    """Let through what is at most ``max_bytes`` long.

    Raises:
        TooLarge: it is longer.
    """
    if size > max_bytes:
        raise TooLarge(f"larger than the {_readable(max_bytes)} that are allowed")


def check_text(text: str) -> None:
    """Let through what a person could read.

    Raises:
        EmptyInput: ``text`` has no visible character.
        NotText: it has NUL characters, half surrogate pairs or too many control characters.
    """
    if "\0" in text:
        raise NotText("there are NUL characters in it, so it is no text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText(f"character {error.start} is half a surrogate pair") from None
    if not any(c.isprintable() for c in text.lstrip() if not c.isspace()):
        controls = _controls(text)
        raise NotText("it holds control characters only") if controls else EmptyInput("there is no text in it")
    if _controls(text) > max(1, len(text) // 50):
        raise NotText("it is full of control characters, so it is no text")


def declared_charset(data: bytes) -> str | None:
    """The character set that an HTML page or XML document declares near its beginning, if it does."""
    found = _DECLARED.search(data, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def _marked(data: bytes) -> str | None:
    """The text after a byte order mark of UTF-16 or UTF-32; ``None`` where there is none."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], name)
            if text is None:
                raise NotText(f"it begins like {name[:6].upper()} but is not")
            return text
    return None


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: believed only where it gives mostly ASCII without a NUL."""
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = _strictly(data, name)
        if text and "\0" not in text and 10 * sum(map(str.isascii, text[:10_000])) > 7 * len(text[:10_000]):
            return text
    raise NotText("there are NUL bytes in it, so it is no text")


def _narrow(data: bytes, charsets: tuple[str | None, ...]) -> str:
    text = _strictly(data, "utf-8")
    for charset in filter(None, charsets):
        if text is None and (name := _known(charset)):
            text = _strictly(data, name)
    return _mixed(data) if text is None else text


def _known(charset: str) -> str | None:
    """Python's name for a character set that a page may declare."""
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return _SUPERSET.get(name, name) if _CHARSETS.fullmatch(name) else None


def _mixed(data: bytes) -> str:
    """UTF-8 where it is UTF-8, Windows-1252 where it is not."""
    data = _MISTAKEN.sub(lambda found: _windows(found[0]).encode(), data)
    sound = data.decode("utf-8", "ignore")
    odd = len(data) - len(sound.encode())
    # In no language of Western Europe is every third letter one that ASCII lacks: this is another encoding.
    if odd > 20 and odd * 3 > len(data):
        raise NotText("it is neither UTF-8 nor Western European text; convert it to UTF-8")
    if sound.isascii():
        return _windows(data)
    text = data.decode("utf-8", "surrogateescape")
    return _ESCAPED.sub(lambda found: _windows(found[0].encode("ascii", "surrogateescape")), text)


def _windows(data: bytes) -> str:
    return codecs.charmap_decode(data, "strict", _WINDOWS)[0]


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeError:
        return None


def _controls(text: str) -> int:
    return len(_CONTROLS.findall(text))


def _readable(size: int) -> str:
    return f"{size // 2**20} MiB" if size >= 2**20 else f"{size} bytes"
