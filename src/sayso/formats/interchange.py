"""Readings as JSON and JSON Lines: the interchange form ``sayso-reading/1``."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain as chained
from pathlib import Path
from typing import Any, NoReturn

from ..errors import FormatError, SaysoError
from ..jsonlines import each_line, from_utf8, is_object, parse_json, why_no_json
from ..record import Reading

__all__ = ["read_readings", "read_values", "to_json", "to_jsonl"]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_WHITE_SPACE = re.compile(r"[ \t\n\r\ufeff]*")


def to_json(reading: Reading, indent: int | None = 2) -> str:
    """One reading as a JSON object, keys in the order of ``Reading.to_dict``, characters as they are.

    Raises:
        FormatError: a confidence is no finite number, which JSON cannot say.
    """
    try:
        text = json.dumps(reading.to_dict(), ensure_ascii=False, indent=indent, allow_nan=False)
    except ValueError as error:
        raise FormatError(f"the reading of article {reading.article.id} cannot be written as JSON: {error}") from None
    # A surrogate that stands alone has no UTF-8; its escape is good JSON.
    return _LONE_SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def to_jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    """Each reading as one line of JSON Lines, line break included; nothing is read ahead."""
    for reading in readings:
        yield to_json(reading, indent=None) + "\n"


def read_readings(source: str | Path, texts: str | Path | None = None) -> Iterator[Reading]:
    """The readings in a file, a folder of files, or a string that is JSON itself.

    JSON Lines are read a line at a time; else the source holds one object or array, or several one after another.
    In a folder the files named ``*.json`` and ``*.jsonl`` are read in order of their names. ``texts`` is the folder
    with ``NAME.txt`` for readings that only name their article, as gold files do.

    Raises:
        FormatError: what is read is no reading; the message names file, line and reason.
        OSError: a file cannot be read.
    """
    for where, value in read_values(source):
        yield _reading(value, where, texts)


def read_values(source: str | Path) -> Iterator[tuple[str, Any]]:
    """What ``read_readings`` would make readings of, each with its file and line as the beginning of a message.

    Raises:
        FormatError: what is read is no JSON.
        OSError: a file cannot be read.
    """
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        yield from _values_of(io.BytesIO(source.encode("utf-8", "surrogatepass")), "")
        return
    path = Path(source)
    files = sorted(p for p in path.iterdir() if p.suffix in (".json", ".jsonl")) if path.is_dir() else [path]
    for file in files:
        with file.open("rb") as stream:
            yield from _values_of(stream, f"{file}: ")


def _values_of(lines: Iterator[bytes], where: str) -> Iterator[tuple[str, Any]]:
    """JSON Lines if the first line that is not blank is a whole object, else everything at once."""
    number, line = next(((n, line) for n, line in enumerate(lines, 1) if line.strip()), (1, b""))
    if not is_object(line):
        yield from _whole(b"\n" * (number - 1) + line + b"".join(lines), where)
        return
    for at, found in each_line(chained([line], lines), parse_json, number):
        if isinstance(found, SaysoError):
            raise FormatError(f"{where}line {at}: {found}")
        yield f"{where}line {at}: ", found


def _whole(data: bytes, where: str) -> Iterator[tuple[str, Any]]:
    try:
        text = from_utf8(data)
    except FormatError as error:
        raise FormatError(f"{where}{error}") from None
    for at, value in _values(text, where):
        yield f"{where}line {text.count(chr(10), 0, at) + 1}: ", value


def _values(text: str, where: str) -> Iterator[tuple[int, Any]]:
    """Each object of the text, in an array or not, with its offset."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    in_array = text.startswith("[", at)
    at = _skip(text, at + in_array)
    if in_array and text.startswith("]", at):
        _end(text, at + 1, where)
        return
    while at < len(text):
        start = at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            offset = error.pos if isinstance(error, json.JSONDecodeError) else at
            _refuse_at(text, offset, where, why_no_json(error))
        yield start, value
        at = _skip(text, at)
        if in_array and text.startswith("]", at):
            _end(text, at + 1, where)
            return
        if in_array and not text.startswith(",", at):
            _refuse_at(text, at, where, "an array goes on with ',' or ends with ']'")
        at = _skip(text, at + in_array)
    if in_array:
        _refuse_at(text, at, where, "the array does not end")


def _skip(text: str, at: int) -> int:
    match = _WHITE_SPACE.match(text, at)
    return match.end() if match else at


def _end(text: str, at: int, where: str) -> None:
    at = _skip(text, at)
    if at < len(text):
        _refuse_at(text, at, where, "something follows the end of the array")


def _refuse_at(text: str, at: int, where: str, reason: str) -> NoReturn:
    raise FormatError(f"{where}line {text.count(chr(10), 0, at) + 1}: no JSON: {reason}")


def _reading(value: Any, where: str, texts: str | Path | None) -> Reading:
    if not isinstance(value, Mapping):
        raise FormatError(f"{where}a reading is an object, not {type(value).__name__}")
    try:
        return Reading.from_dict(value, _text_of(value, texts))
    except FormatError as error:
        raise FormatError(f"{where}{error}") from None


def _text_of(value: Mapping[str, Any], texts: str | Path | None) -> str | None:
    name = value.get("article")
    if texts is None or not isinstance(name, str):
        return None
    # The name comes from the file: it must not lead out of the folder.
    if name in ("", ".", "..") or any(c in name for c in "/\\\0"):
        raise FormatError(f"{name!r} is no name of an article")
    path = Path(texts) / f"{name}.txt"
    try:
        return from_utf8(path.read_bytes())
    except FileNotFoundError:
        raise FormatError(f"the article's text {path} is not there") from None
    except FormatError as error:
        raise FormatError(f"the article's text {path}: {error}") from None
