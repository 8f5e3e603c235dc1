"""Days as sources write them -> ISO 8601. What can be read in two ways counts as not given."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

__all__ = ["from_epoch", "iso_date"]

_MONTHS = (
    ("january", "jan", "januar", "janvier", "enero", "ene"),
    ("february", "feb", "februar", "février", "febrero"),
    ("march", "mar", "märz", "mrz", "mars", "marzo"),
    ("april", "apr", "avril", "abril", "abr"),
    ("may", "mai", "mayo"),
    ("june", "jun", "juni", "juin", "junio"),
    ("july", "jul", "juli", "juillet", "julio"),
    ("august", "aug", "août", "agosto", "ago"),
    ("september", "sep", "sept", "septembre", "septiembre"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre"),
    ("november", "nov", "novembre", "noviembre"),
    ("december", "dec", "dezember", "dez", "décembre", "diciembre", "dic"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ZONES = {"gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8}
_ZONES["pdt"] = -7

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.ASCII)
_PART = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}", re.ASCII)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, *)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)?(?: .*)?", re.ASCII)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)? (?:de )?([^\W\d_]{3,12})\.?,?(?: de)? (\d{4})\b")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)(?::\d\d)? ?([AP]M)? ([A-Z]{1,4})\b", re.ASCII)
_LONGEST = 100


def iso_date(value: Any, *, day_first: bool | None = None) -> str | None:
    """The day, or day and time, that ``value`` states; ``None`` where it states none or leaves open which.

    ``value`` is a ``date`` or ``datetime``, seconds or milliseconds since 1970 in UTC, or a string: ISO 8601 (also only
    a year or month), RFC 5322, days with the month in words (English, German, French, Spanish) or in figures.
    """
    if isinstance(value, datetime):
        return _told(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if value == value and abs(value) < 1e15 else ""
    if not isinstance(value, str):
        return None
    text = " ".join(value[: _LONGEST + 1].split())
    try:
        return None if len(text) > _LONGEST else _from_text(text, day_first)
    except (ValueError, OverflowError):
        return None


def from_epoch(seconds: float) -> str | None:
    """The moment so many seconds after the beginning of 1970, without a zone; only the day where it is midnight."""
    try:
        return _told(datetime.fromtimestamp(0, UTC).replace(tzinfo=None) + timedelta(seconds=seconds))
    except (ValueError, OverflowError):
        return None


def _from_text(text: str, day_first: bool | None) -> str | None:
    if _ISO.fullmatch(text):
        return _iso(text)
    if (found := _PART.fullmatch(text)) is not None:
        return text if _day(int(found[1]), int(found[2] or 1), 1) else None
    if (found := _COMPACT.fullmatch(text)) is not None:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if _EPOCH.fullmatch(text):
        moment = from_epoch(int(text) / (1000 if len(text) > 10 else 1))
        return f"{moment}Z" if moment and "T" in moment else moment
    if _MAIL.fullmatch(text):
        return _told(parsedate_to_datetime(text))
    return _in_words(text) or _in_figures(text, day_first)


def _iso(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    return text if len(text) == 10 else _told(moment)


def _in_words(text: str) -> str | None:
    for pattern, day, month in ((_MONTH_FIRST, 2, 1), (_DAY_FIRST, 1, 2)):
        for found in pattern.finditer(text):
            number = _NUMBER.get(found[month].lower())
            if number:
                return _with_clock(_day(int(found[3]), number, int(found[day])), text[found.end() :])
    return None


def _with_clock(day: str | None, rest: str) -> str | None:
    """The day with the time that follows it, if its zone is one that means one thing."""
    found = _CLOCK.search(rest)
    if day is None or found is None or found[4].lower() not in _ZONES:
        return day
    hour = int(found[1]) % 12 + 12 * (found[3] == "PM") if found[3] else int(found[1])
    zone = timezone(timedelta(hours=_ZONES[found[4].lower()]))
    return _told(datetime.fromisoformat(day).replace(hour=hour, minute=int(found[2]), tzinfo=zone), whole=True)


def _in_figures(text: str, day_first: bool | None) -> str | None:
    found = _SLASHED.match(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if day_first is None and (first > 12 or second > 12 or first == second or found[2] == "."):
        day_first = first > 12 or found[2] == "."
    if day_first is None:
        return None
    return _day(year, second, first) if day_first else _day(year, first, second)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _told(moment: datetime, *, whole: bool = False) -> str:
    """ISO 8601 to the second, without an offset where none is known; midnight of no zone is a day."""
    moment = moment.replace(microsecond=0)
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0) and not whole:
        return moment.date().isoformat()
    return moment.isoformat().replace("+00:00", "Z")
