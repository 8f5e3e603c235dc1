"""Authors and languages as sources write them -> names one by one, ISO 639 codes."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from ...errors import FormatError
from ...jsonlines import parse_json

__all__ = ["authors_of", "byline_authors", "host_of", "language_of", "line"]

_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "dutch": "nl", "portuguese": "pt", "danish": "da", "swedish": "sv",
    "norwegian": "no", "finnish": "fi", "polish": "pl", "russian": "ru", "turkish": "tr", "arabic": "ar",
    "chinese": "zh", "japanese": "ja", "korean": "ko", "greek": "el", "czech": "cs", "hungarian": "hu",
    "persian": "fa", "farsi": "fa", "hebrew": "he", "hindi": "hi", "ukrainian": "uk", "romanian": "ro",
}  # fmt: skip
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-]+)?", re.I | re.ASCII)
_BY = re.compile(r"^by[:\s]\s*", re.I)
_BETWEEN = re.compile(r"\s*[;|\n]\s*|\s+(?:and|&)\s+", re.I)
_NOTE = re.compile(r"\s*\([^()]*\)")
_PLACE = re.compile(r"\s+in\s+[A-Z][\w .'-]*$")
_MOST = 10_000


def line(value: Any) -> str | None:
    """A string on one line, without what terminals would act on; ``None`` where nothing is left of it."""
    if not isinstance(value, str):
        return None
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in value).split()) or None


def authors_of(value: Any) -> tuple[str, ...]:
    """The names in a list, or in a string that separates them by semicolons, bars, line ends or “and”.

    A comma stays where it is: it may stand between names, or between surname and first name.
    """
    if isinstance(value, str):
        value = _listed(value[:_MOST]) or _BETWEEN.split(_BY.sub("", value[:_MOST].strip(), count=1))
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    names = (line(name.get("name") if isinstance(name, dict) else name) for name in value)
    return tuple(dict.fromkeys(filter(None, names)))


def byline_authors(byline: str) -> tuple[str, ...]:
    """The names in the byline of a news archive: without “By”, remarks in brackets, and where they wrote from."""
    bare = _NOTE.sub("", _BY.sub("", byline[:_MOST].strip(), count=1))
    names = [_PLACE.sub("", part) for part in re.split(rf"{_BETWEEN.pattern}|\s*,\s*", bare, flags=re.I)]
    return tuple(dict.fromkeys(filter(None, map(line, names))))


def language_of(value: Any) -> str | None:
    """The ISO 639 code of a language that is named by code, by tag (``en-GB``) or in words."""
    name = (line(value) or "").lower()
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    found = _CODE.fullmatch(name)
    return found[1].lower() if found else None


def host_of(url: str | None) -> str | None:
    """The host that a URL names, without ``www.``."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return line((host or "").removeprefix("www."))


def _listed(value: str) -> list[Any] | None:
    """A list that was written into one cell of a table."""
    if not value.startswith("["):
        return None
    for text in (value, value.replace("'", '"')):
        try:
            found = parse_json(text)
        except FormatError:
            continue
        return found if isinstance(found, list) else None
    return None
