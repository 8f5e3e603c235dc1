"""JSON and JSON Lines -> values. What cannot be read is a ``FormatError``, however it is broken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import FormatError, SaysoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["each_line", "from_utf8", "is_object", "parse_json", "why_no_json"]

T = TypeVar("T")


def each_line(
    lines: Iterable[bytes], read: Callable[[bytes], T], first: int = 1
) -> Iterator[tuple[int, T | SaysoError]]:
    """What ``read`` makes of each line that is not blank, or the error that it raises, with the line's number."""
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        made: T | SaysoError
        try:
            made = read(line)
        except SaysoError as error:
            made = error
        yield number, made


def parse_json(data: str | bytes) -> Any:
    """The value in a JSON text; bytes are UTF-8, with a byte order mark or without.

    Raises:
        FormatError: it is no JSON, or nested too deeply, or no UTF-8.
    """
    text = data if isinstance(data, str) else from_utf8(data)
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"no JSON: {why_no_json(error)}{_place(error)}") from None


def is_object(line: str | bytes) -> bool:
    """Whether it is a whole JSON object."""
    try:
        return isinstance(parse_json(line), dict)
    except FormatError:
        return False


def from_utf8(data: bytes) -> str:
    """The text of bytes in UTF-8.

    Raises:
        FormatError: they are not.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise FormatError(f"no UTF-8 text: {error.reason} at byte {error.start}") from None


def why_no_json(error: ValueError | RecursionError) -> str:
    """What Python's decoder complains of, without its count of characters."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def _place(error: ValueError | RecursionError) -> str:
    """Where in the text; of JSON Lines the reader of the message knows the line already."""
    if not isinstance(error, json.JSONDecodeError):
        return ""
    line = f"line {error.lineno}, " if error.lineno > 1 else ""
    return f" ({line}column {error.colno})"
