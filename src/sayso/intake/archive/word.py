"""Word documents -> raw items: exports of Nexis Uni with many articles, or one article."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO, TYPE_CHECKING

from ...errors import FormatError, InputError, SaysoError, TooLarge
from .dates import iso_date
from .model import Meta, RawItem
from .nexis import meta_of
from .particulars import authors_of, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .place import Place

__all__ = ["from_word"]

_END = "End of Document"
_FIELD = re.compile(r"([A-Z][A-Za-z -]{2,24}):\s*(.+)", re.S)
_AFTER = ("Classification", "Graphic", "Notes", "Correction", "Load-Date")
_DAY = re.compile(r"\w+\.? \d{1,2}, \d{4}\b|\d{1,2}\.? \w+ \d{4}\b")


def from_word(stream: IO[bytes], place: Place) -> Iterator[RawItem]:
    """The articles of a Nexis Uni export, told by its lines “Body” and “End of Document”; else the one article.

    Raises:
        InputError: it is no sound Word document.
        TooLarge: it, or what it unpacks to, is.
    """
    data = stream.read(place.options.limits.item + 1)
    _check_size(data, place)
    paragraphs, meta = _paragraphs(data)
    if _END not in paragraphs or "Body" not in paragraphs:
        if place.wanted():
            yield place.item("", "done", "\n\n".join(filter(None, paragraphs)), meta)
        return
    for number, document in enumerate(_documents(paragraphs), 1):
        at = f"document {number}"
        if not place.wanted(at):
            continue
        try:
            yield place.item(at, "done", *_article(document))
        except SaysoError as error:
            yield place.item(at, "error", str(error))


def _check_size(data: bytes, place: Place) -> None:
    limits = place.options.limits
    if len(data) > limits.item:
        raise TooLarge("the document is larger than is allowed")
    try:
        size = sum(info.file_size for info in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as error:
        raise InputError(f"no sound Word document: {error}") from None
    if size > limits.item:
        raise TooLarge("the document unpacks to more than is allowed")
    place.meter.add_unpacked(size, size, len(data))


def _paragraphs(data: bytes) -> tuple[list[str], Meta]:
    """The paragraphs, empty ones too, and what the document says of itself."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        about = document.core_properties
        meta = Meta(title=line(about.title), authors=authors_of(about.author or ""))
        return [p.text.strip() for p in document.paragraphs], meta
    except Exception as error:  # of three libraries
        raise InputError(f"no sound Word document: {type(error).__name__}") from None


def _documents(paragraphs: list[str]) -> Iterator[list[str]]:
    document: list[str] = []
    for text in paragraphs:
        if text != _END:
            document.append(text)
            continue
        yield document
        document = []
    if "Body" in document:  # the export breaks off
        yield document


def _article(paragraphs: list[str]) -> tuple[str, Meta]:
    """The body of one document and what stands before and after it.

    Raises:
        FormatError: there is no body.
    """
    if "Body" not in paragraphs:
        raise FormatError("the document has no body")
    at = paragraphs.index("Body")
    fields = dict(_fields(paragraphs[:at]))
    head = [text for text in paragraphs[:at] if text]
    after = next((k for k in range(at + 1, len(paragraphs)) if _is_after(paragraphs[k])), len(paragraphs))
    fields = dict(_fields(paragraphs[after:])) | fields
    body = "\n\n".join(" ".join(text.split(" ")) for text in paragraphs[at + 1 : after] if text)
    if not body:
        raise FormatError("the document has no text")
    day = next((k for k in range(len(head) - 1, -1, -1) if _DAY.match(head[k]) and iso_date(head[k])), None)
    outlet = head[day - 1] if day else None
    title = head[day - 2] if day is not None and day > 1 else None
    return body, meta_of(outlet, head[day] if day is not None else None, title, fields)


def _fields(paragraphs: list[str]) -> Iterator[tuple[str, str]]:
    for text in paragraphs:
        found = _FIELD.fullmatch(text)
        if found is not None:
            yield found[1].upper(), found[2]


def _is_after(text: str) -> bool:
    return text in _AFTER or text.startswith("Load-Date:")
