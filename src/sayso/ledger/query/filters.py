"""Which filters there are, and which values each takes."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ...record import ACTS, KINDS, MODES
from ..names import fold
from .errors import QueryError
from .tree import Filter

if TYPE_CHECKING:
    from .tokens import Token

__all__ = ["CODED", "NAMES", "day_range", "to_filter", "yes"]

CODED = ("concept", "coder", "agreement")
"""Filters on codings: those that stand side by side must hold of one and the same coding."""

_DATES = ("after", "before", "on")
_ACTORS = ("speaker", "via")
_CHOICES: dict[str, tuple[str, ...]] = {
    "act": ACTS,
    "mode": MODES,
    "kind": KINDS,
    "denies": ("yes", "no"),
    "agreement": ("yes", "no"),
}
NAMES = (*_ACTORS, "kind", "outlet", "act", "mode", "hedge", "condition", "denies", *_DATES, *CODED)

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def to_filter(token: Token, query: str) -> Filter:
    """The filter of a token ``name:value``.

    Raises:
        QueryError: there is no such filter, or it does not take this value.
    """
    assert token.name is not None
    if token.name not in NAMES:
        near = get_close_matches(token.name, NAMES, 1)
        hint = f"did you mean {near[0]}:?" if near else f"there are {', '.join(NAMES)}; quote words with : in them"
        raise QueryError(f"there is no filter {token.name}: ({hint})", query, token.at)
    made = Filter(token.name, token.text.strip(), token.prefix, token.quoted, token.at)
    reason = _wrong(made)
    if reason:
        raise QueryError(reason, query, token.at + len(token.name) + 1)
    if made.name in _CHOICES:
        made = Filter(made.name, made.value.lower(), prefix=False, quoted=made.quoted, at=made.at)
    return made


def _wrong(f: Filter) -> str | None:
    """Why the filter cannot be, or nothing."""
    if not f.value:
        return f"{f.name}: needs a value, without a space before it"
    if f.name in _CHOICES and (f.prefix or f.value.lower() not in _CHOICES[f.name]):
        return f"{f.name}: is one of {', '.join(_CHOICES[f.name])}"
    if f.name in _DATES and (f.prefix or day_range(f.value) is None):
        return f"{f.name}: needs a date such as 2018, 2018-07 or 2018-07-03"
    if f.name in _ACTORS and not fold(f.value, "organisation").folded:
        return f"{f.name}: needs a name"
    return None


def day_range(value: str) -> tuple[str, str] | None:
    """The first day of a year, month or day, and the first one after it; ``None`` where it is no date.

    >>> day_range("2018-02")
    ('2018-02-01', '2018-03-01')
    """
    found = _DATE.fullmatch(value)
    if not found:
        return None
    year, month, day = (int(part) if part is not None else None for part in found.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        ends = 12 if month is None else month
        last = date(first.year, ends, monthrange(first.year, ends)[1] if day is None else day)
        return first.isoformat(), (last + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def yes(f: Filter) -> bool | None:
    """What ``yes`` and ``no`` say; ``None`` of any other value, and where they stand in quotation marks."""
    return None if f.quoted else {"yes": True, "no": False}.get(f.value.lower())
