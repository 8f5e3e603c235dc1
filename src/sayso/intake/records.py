"""JSON and JSON Lines -> articles: Sayso's readings, or plain records with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..article import Article
from ..errors import EmptyInput, FormatError, SaysoError
from ..jsonlines import each_line, is_object, parse_json
from .decode import check_text, decode
from .failure import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["read_json", "read_lines"]


def read_json(data: bytes, source: str, *, max_bytes: int) -> Iterator[Article | Failure]:
    """The articles in a JSON document: a record, a list of records, or one record a line.

    Raises:
        TooLarge, EmptyInput, NotText: as ``decode`` does.
        FormatError: it is no JSON.
    """
    text = decode(data, max_bytes=max_bytes)
    try:
        parsed = parse_json(text)
    except FormatError:
        if not is_object(text.lstrip().partition("\n")[0]):
            raise
        yield from read_lines(text.encode().splitlines(keepends=True), source, max_bytes=max_bytes)
        return
    if not isinstance(parsed, list):
        yield _article(parsed)
        return
    for number, record in enumerate(parsed, 1):
        try:
            yield _article(record)
        except SaysoError as error:
            yield Failure(f"{source}, record {number}", error)


def read_lines(lines: Iterable[bytes], source: str, *, max_bytes: int) -> Iterator[Article | Failure]:
    """The articles in JSON Lines, one record a line; blank lines are passed over.

    Raises:
        EmptyInput: there are only blank lines.
    """
    empty = True
    for number, found in each_line(lines, lambda line: _article(parse_json(decode(line, max_bytes=max_bytes)))):
        empty = False
        yield Failure(f"{source}, line {number}", found) if isinstance(found, SaysoError) else found
    if empty:
        raise EmptyInput("there is no text in it")


def _article(record: Any) -> Article:
    """An article from a reading (``{"article": {...}}``) or a plain record (``{"text": ...}``).

    Raises:
        FormatError: it is neither, or a value is of the wrong kind.
        EmptyInput, NotText: its text is none.
    """
    fields = record.get("article", record) if isinstance(record, dict) else record
    if isinstance(fields, str):
        raise FormatError(f"the reading names the article {fields!r} but does not hold its text")
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise FormatError('a record needs "text", or "article" with a "text" in it')
    check_text(fields["text"])
    return Article(
        fields["text"],
        title=_optional(fields, "title"),
        outlet=_optional(fields, "outlet"),
        authors=_authors(fields.get("authors")),
        published=_optional(fields, "published"),
        url=_optional(fields, "url"),
        language=_optional(fields, "language"),
        id=_optional(fields, "id") or "",
    )


def _optional(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is None or isinstance(value, str):
        return value or None
    if key == "id" and isinstance(value, int):
        return str(value)
    raise FormatError(f"{key} is {value!r}, but should be a string or null")


def _authors(value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise FormatError(f"authors is {value!r}, but should be a list of strings")
    return tuple(filter(None, names))
