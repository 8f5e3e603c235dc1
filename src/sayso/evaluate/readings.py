"""Readings as they come, broken spans and all: what is wrong in them is to be counted, not refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from ..article import Article, Span
from ..errors import FormatError
from ..formats.interchange import read_values
from ..record import Actor, Narration, Reading, Statement

if TYPE_CHECKING:
    from pathlib import Path

    from ..record import Act, Mode

__all__ = ["AnyReading", "as_reading", "broken_spans", "load_readings"]

AnyReading = Reading | Mapping[str, Any]


def load_readings(path: Path) -> Iterator[Reading]:
    """The readings of a file of JSON or JSON Lines, one by one.

    Raises:
        FormatError: something in it is no JSON or no reading; the message gives its line.
        OSError: the file cannot be read.
    """
    for where, value in read_values(path):
        try:
            yield as_reading(value)
        except FormatError as error:
            raise FormatError(f"{where}{error}") from None


def as_reading(data: AnyReading) -> Reading:
    """A reading from its interchange form, its spans taken as they are, right or wrong.

    ``Reading.from_dict`` refuses a span that does not fit the text; a scorer has to count it instead.

    Raises:
        FormatError: a key that scoring needs is missing or has a value of the wrong kind.
    """
    if isinstance(data, Reading):
        return data
    try:
        return Reading(
            Article(_string(data["article"]["text"], "article.text")),
            tuple(_actor(x) for x in data.get("actors", ())),
            tuple(_statement(x, number) for number, x in enumerate(data["statements"], 1)),
            tuple(_narration(x) for x in data.get("narration", ())),
        )
    except KeyError as error:
        raise FormatError(f"not a reading: key {error} is missing") from None
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        raise FormatError(f"not a reading: {error}") from None


def broken_spans(reading: Reading) -> int:
    """How many spans of the statements and the narration do not carry the characters that stand there."""
    text = reading.article.text
    return sum(text[start:end] != surface for start, end, surface in _all_spans(reading))


def _all_spans(reading: Reading) -> Iterator[Span]:
    for s in reading.statements:
        for spans in (s.source, s.cue, s.content, s.condition, s.hedge):
            yield from spans
    for n in reading.narration:
        yield n.span


def _string(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what} is no string but {type(value).__name__}")
    return value


def _spans(data: Iterable[Any] | None) -> tuple[Span, ...]:
    return tuple(_span(x) for x in data or ())


def _span(data: Any) -> Span:
    start, end, surface = data
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"span {data!r} needs two whole numbers")
    return Span(start, end, surface)


def _names(data: Any) -> tuple[str, ...]:
    names = (data,) if isinstance(data, str) else tuple(data or ())
    if not all(isinstance(name, str) for name in names):
        raise TypeError(f"{data!r} is no list of strings")
    return names


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"denies is {value!r}, but should be true or false")
    return value


def _actor(data: Mapping[str, Any]) -> Actor:
    return Actor(_string(data["id"], "id"), str(data["name"]), data.get("kind", "vague"), _names(data.get("aliases")))


def _statement(data: Mapping[str, Any], number: int) -> Statement:
    return Statement(
        id=data.get("id", f"s{number}"),
        source=_spans(data.get("source")),
        cue=_spans(data.get("cue")),
        content=_spans(data.get("content")),
        speaker=_names(data.get("speaker")),
        relay=_names(data.get("relay")),
        mode=cast("Mode", _string(data.get("mode", "indirect"), "mode")),
        act=cast("Act", _string(data.get("act", "claim"), "act")),
        condition=_spans(data.get("condition")),
        hedge=_spans(data.get("hedge")),
        denies=_truth(data.get("denies", False)),
        within=data.get("within"),
        confidence=data.get("confidence", 1.0),
    )


def _narration(data: Mapping[str, Any]) -> Narration:
    return Narration(_span(data["span"]), data.get("act", "claim"))
