"""JSON Lines of statements to code, or of codings to learn from. What is wrong with one is told with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import FormatError, SaysoError
from ..jsonlines import each_line, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Line", "read_lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """``{"id", "text"}``, with ``"concept"`` where it is known, and ``"agreement"`` where that is.

    ``id`` is the line's number where the line gives none.
    """

    id: str | int
    text: str
    concept: str | None
    agreement: bool | None
    number: int


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Line]:
    """The lines of the file ``name``; blank ones are passed over, other keys ignored.

    Raises:
        FormatError: a line is no such object.
    """
    for number, value in each_line(lines, parse_json):
        try:
            if isinstance(value, SaysoError):
                raise value
            yield _line(value, number)
        except SaysoError as error:
            raise FormatError(f"{name}, line {number}: {error}") from None


def _line(value: Any, number: int) -> Line:
    if not isinstance(value, dict):
        raise FormatError(f"no JSON object, but {_kind(value)}")
    text = _one(value, "text", (str,), "a text")
    if text is None or not text.strip():
        raise FormatError("there is no text in it" if text is None else "its text is empty")
    name = _one(value, "id", (str, int), "a text or a whole number")
    concept = _one(value, "concept", (str,), "a text")
    return Line(number if name is None else name, text, concept, _one(value, "agreement", (bool,), "a boolean"), number)


def _one(value: dict[str, Any], key: str, kinds: tuple[type, ...], wanted: str) -> Any:
    found = value.get(key)
    if found is None or (isinstance(found, kinds) and (bool in kinds or not isinstance(found, bool))):
        return found
    raise FormatError(f"{key!r} is {_kind(found)}, not {wanted}")


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a boolean", int: "a number", float: "a number"}
    return names.get(type(value), "null")
