"""Exports of the LexisNexis and Nexis Uni news archives as plain text -> raw items, one a document."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from ...errors import FormatError, SaysoError
from ..decode import decode
from .dates import iso_date
from .model import Meta, RawItem
from .particulars import byline_authors, language_of, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .place import Place

__all__ = ["from_nexis_text", "is_nexis_text", "meta_of"]

_START = re.compile(r"^[ \t\f]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.M)
_CENTRED = re.compile(r"[ \t]{8,}\S")
_FIELD = re.compile(r"([A-Z][A-Z-]+(?: [A-Z-]+)?):[ \t]*(.*)", re.S)
_BEFORE = frozenset(
    {"BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "SERIES", "EDITION", "COLUMN", "RUBRIK", "AUTOR", "AUTEUR"}
    | {"LÄNGE", "LONGUEUR"}
)
_AFTER = frozenset(
    {"LOAD-DATE", "LANGUAGE", "GRAPHIC", "PUBLICATION-TYPE", "JOURNAL-CODE", "SUBJECT", "COMPANY", "ORGANIZATION"}
    | {"PERSON", "GEOGRAPHIC", "COUNTRY", "STATE", "CITY", "INDUSTRY", "TICKER", "DOCUMENT-TYPE", "CORRECTION-DATE"}
    | {"ISSN", "ACC-NO", "NOTES", "TYPE"}
)


def is_nexis_text(beginning: bytes) -> bool:
    """Whether a text begins like such an export."""
    plain = beginning.replace(b"\0", b"").decode("utf-8", "ignore").replace("\r", "")
    return _START.search(plain) is not None


def from_nexis_text(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """The documents after the lines “1 of 10 DOCUMENTS”, each with outlet, day, headline and byline."""
    most = place.options.limits.item
    text = decode(stream.read(most + 1), max_bytes=most).replace("\r\n", "\n").replace("\f", "\n")
    starts = list(_START.finditer(text))
    for number, start in enumerate(starts, 1):
        at = f"document {number}"
        end = starts[number].start() if number < len(starts) else len(text)
        if not place.wanted(at):
            continue
        try:
            body, meta = _document(text[start.end() : end])
            yield place.item(at, "done", body, meta)
        except SaysoError as error:
            yield place.item(at, "error", str(error))


def meta_of(outlet: str | None, day: str | None, title: str | None, fields: dict[str, str]) -> Meta:
    """What the head of a document and its fields (names in capitals) say."""
    return Meta(
        title=line(title),
        outlet=line(outlet),
        authors=byline_authors(fields.get("BYLINE") or fields.get("AUTOR") or fields.get("AUTEUR") or ""),
        published=iso_date(day),
        language=language_of((fields.get("LANGUAGE") or "").partition(";")[0]),
    )


def _document(text: str) -> tuple[str, Meta]:
    """The body, its wrapped lines joined, and what stands around it.

    Raises:
        FormatError: there is no body.
    """
    blocks = [block for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    centred = 0
    while centred < len(blocks) and _CENTRED.match(blocks[centred].lstrip("\n")):
        centred += 1
    fields: dict[str, str] = {}
    begin = centred
    while begin < len(blocks) and not _takes(blocks[begin], _BEFORE, fields):
        begin += 1
    title = " ".join(blocks[centred:begin])
    if begin == len(blocks):  # a document without fields: the first block is its headline
        title, begin = (blocks[centred] if centred < len(blocks) else ""), centred + 1
    while begin < len(blocks) and _takes(blocks[begin], _BEFORE, fields):
        begin += 1
    end = _end(blocks, begin, fields)
    body = "\n\n".join(" ".join(block.split()) for block in blocks[begin:end])
    if not body:
        raise FormatError("the document has no text")
    outlet, day = _head([line for block in blocks[:centred] for line in block.splitlines() if line.strip()])
    return body, meta_of(outlet, day, title, fields)


def _takes(block: str, names: frozenset[str], fields: dict[str, str]) -> bool:
    """Whether the block is one of these fields; then it is noted."""
    found = _FIELD.fullmatch(block.strip())
    if found is None or found[1] not in names:
        return False
    fields.setdefault(found[1], " ".join(found[2].split()))
    return True


def _end(blocks: list[str], begin: int, fields: dict[str, str]) -> int:
    """Where the body ends: before the first of the fields and centred lines with which the document ends."""
    end = len(blocks)
    for k in range(len(blocks) - 1, begin - 1, -1):
        if _takes(blocks[k], _AFTER, fields) or _CENTRED.match(blocks[k].lstrip("\n")):
            end = k
        elif k < end - 1 or not any(_takes(b, _AFTER, {}) for b in blocks[begin:k]):
            break  # a field may have paragraphs of its own; more than one is body
    return end


def _head(lines: list[str]) -> tuple[str | None, str | None]:
    """The outlet is the first centred line that is no day; the day the first that is."""
    day = next((text for text in lines if iso_date(text)), None)
    outlet = next((text for text in lines if text is not day and "copyright" not in text.lower()), None)
    return outlet, day
