"""brat standoff files (``.ann``) in the manner of the PolNeAR corpus.

Each attribution is one ``Source``, ``Cue`` and ``Content`` line as far as it has them, one line for the trigger and one
event that ties them together::

    T1	Source 126 130	Many
    T2	Cue 131 139	call for
    T3	Content 140 185	apologies to the people from senior officials
    T4	Attribution 131 139	call for
    E1	Attribution:T4 Content:T3 Cue:T2 Source:T1

Where there is no source the trigger and the event are called ``Attribution-no-source``; where there is no cue the
trigger stands at the content (or, without one, at the source). The pieces of a split span are parted by ``;``. The form
has no place for actors, acts, conditions and nesting: use JSON to keep them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from ..article import Span
from ..errors import FormatError
from ..record import ROLES, Attribution, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_brat", "to_brat"]

_Spans = tuple[Span, ...]

_LINE_BREAK = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)", re.MULTILINE | re.ASCII)
_EVENT = re.compile(r"^E\d+\t(Attribution[\w-]*):T\d+((?: \w+:T\d+)*) *\r?$", re.MULTILINE | re.ASCII)
_LINE_START = re.compile(r"^(?:[TERAMN]\d+|\*|#\S*)\t", re.MULTILINE | re.ASCII)
_ARGUMENT = re.compile(r"([A-Za-z]+)\d*:(T\d+)", re.ASCII)


def to_brat(reading: Reading) -> str:
    """The attributions of a reading as an ``.ann`` file; a statement without any span is left out."""
    lines: list[str] = []
    spans = 0
    events = 0
    for statement in reading.statements:
        trigger = statement.cue or statement.content or statement.source
        if not trigger:
            continue
        kind = "Attribution" if statement.source else "Attribution-no-source"
        numbers = {}
        for role, pieces in (*_roles(statement), (kind, trigger)):
            spans += 1
            numbers[role] = spans
            lines.append(_span_line(spans, role, pieces))
        arguments = "".join(f" {role}:T{numbers[role]}" for role in ("Content", "Cue", "Source") if role in numbers)
        events += 1
        lines.append(f"E{events}\t{kind}:T{numbers[kind]}{arguments}")
    return "".join(f"{line}\n" for line in lines)


def _roles(statement: Statement) -> Iterator[tuple[str, _Spans]]:
    for role in ROLES:
        pieces: _Spans = getattr(statement, role)
        if pieces:
            yield role.capitalize(), pieces


def _span_line(number: int, role: str, pieces: _Spans) -> str:
    offsets = ";".join(f"{p.start} {p.end}" for p in pieces)
    surface = _LINE_BREAK.sub(" ", " ".join(p.surface for p in pieces))
    return f"T{number}\t{role} {offsets}\t{surface}"


def read_brat(ann: str, text: str) -> list[Attribution]:
    """The attributions of an ``.ann`` file, in the order of its events.

    Lines are found by their pattern, since surfaces may hold line breaks. Notes and events of other kinds are passed
    over, and so are attributions that tie nothing together. People's annotations have no confidence: it is 1.

    Raises:
        FormatError: a span does not fit the text, or an event names a span that is not there.
    """
    spans = {m[1]: (m[2], _pieces(m, ann, text)) for m in _SPAN.finditer(ann)}
    found = []
    for event in _EVENT.finditer(ann):
        pieces: dict[str, list[Span]] = {role: [] for role in ROLES}
        for argument in _ARGUMENT.finditer(event[2]):
            role, name = argument[1].lower(), argument[2]
            if name not in spans:
                _refuse(ann, event.start(), f"the event names {name}, which is not there")
            if role in pieces:
                pieces[role].extend(spans[name][1])
        if any(pieces.values()):
            source, cue, content = (tuple(sorted(pieces[role])) for role in ROLES)
            found.append(Attribution(source, cue, content, 1.0))
    return found


def _pieces(match: re.Match[str], ann: str, text: str) -> _Spans:
    pairs = [tuple(map(int, pair.split())) for pair in match[3].split(";")]
    try:
        pieces = tuple(Span.of(text, start, end) for start, end in pairs)
    except FormatError as error:
        _refuse(ann, match.start(), str(error))
    following = _LINE_START.search(ann, match.end())
    shown = ann[match.end() : following.start() if following else len(ann)]
    if _letters(shown) != _letters("".join(p.surface for p in pieces)):
        _refuse(ann, match.start(), f"{match[1]} says {shown.strip()!r}, but the text has {pieces[0].surface!r}")
    return pieces


def _letters(surface: str) -> str:
    """A surface without white space: how line breaks and gaps are shown differs from tool to tool."""
    return "".join(surface.split())


def _refuse(ann: str, at: int, reason: str) -> NoReturn:
    raise FormatError(f"line {ann.count(chr(10), 0, at) + 1}: {reason}")
