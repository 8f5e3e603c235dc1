"""By when something is to be: “by Friday”, “next month”, “in 2026”, “before the end of the year”.

Plain rules over English words, counted from the article's day. What is over before that day is no deadline.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

__all__ = ["deadline"]

_Range = tuple[date, date]
_ONE = timedelta(days=1)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: tuple[str, ...] = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
)
_MONTHS += ("november", "december")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTH = "|".join(m.title() for m in _MONTHS)
_COUNT = r"\d{1,3}|" + "|".join(_NUMBERS)
_WHEN = re.compile(
    r"\b(?:(?P<how>(?i:by|before|until|till|in|on|during|within|over))\s+)?"
    r"(?P<end>(?i:the\s+end\s+of\s+))?"
    rf"(?:(?P<near>(?i:today|tonight|tomorrow))\b"
    rf"|(?i:the\s+)?(?i:next|coming)\s+(?P<count>(?i:{_COUNT}))\s+(?P<unit>(?i:day|week|month|year))s?\b"
    rf"|(?P<count2>(?i:{_COUNT}))\s+(?P<unit2>(?i:day|week|month|year))s?\b"
    rf"|(?P<which>(?i:this|next|the))\s+(?P<period>(?i:week|month|year))\b"
    rf"|(?:(?P<which2>(?i:this|next))\s+)?(?P<weekday>(?i:{'|'.join(_DAYS)}))\b(?!['’]s)"
    rf"|(?P<month>{_MONTH})(?:\s+(?P<day>\d{{1,2}})(?!\d))?(?:,?\s+(?P<year>(?:19|20|21)\d\d))?\b"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH})(?:\s+(?P<year2>(?:19|20|21)\d\d))?\b"
    r"|(?P<alone>(?:19|20|21)\d\d)(?![\d,.]*\d|\s*%))"
)


def deadline(text: str, day: date) -> tuple[date, date] | None:
    """The first and last day, both included, of the first time to come that ``text`` names; None where it names none.

    “By Friday” is from the article's day to Friday, “before Friday” to the day before, “on Friday” the Friday alone;
    “next Friday”, which people understand in two ways, runs from the next one to the one after. A month without a year
    is the first that is not over.
    """
    for match in _WHEN.finditer(text):
        try:
            found = _read({k: v.lower() for k, v in match.groupdict().items() if v}, day)
        except (ValueError, OverflowError):  # 31 June, the year 10000
            continue
        if found and max(found[0], day) <= found[1]:
            return max(found[0], day), found[1]
    return None


def _read(m: dict[str, str], day: date) -> _Range | None:
    how = m.get("how")
    found = _period(m, day, how)
    if found is None:
        return None
    if m.get("end"):
        return day, found[1]
    if how == "before":
        return day, found[0] - _ONE
    return (day, found[1]) if how in ("by", "until", "till") else found


def _period(m: dict[str, str], day: date, how: str | None) -> _Range | None:
    if near := m.get("near"):
        that = day + _ONE if near == "tomorrow" else day
        return that, that
    if "count" in m or ("count2" in m and how in ("in", "within", "over")):
        count = m.get("count") or m["count2"]
        number = int(count) if count.isdigit() else _NUMBERS.index(count) + 1
        return day, _later(day, number, m.get("unit") or m["unit2"])
    if "period" in m:
        return _calendar(m["which"], m["period"], day) if m["which"] != "the" or m.get("end") else None
    if "weekday" in m:
        return _weekday(m, day) if how in ("by", "before", "until", "till", "on") or "which2" in m else None
    if "alone" in m:
        return (
            _year(int(m["alone"])) if how in ("by", "before", "until", "till", "in", "during") or m.get("end") else None
        )
    return _dated(m, day) if ("month" in m or "month2" in m) and (how or m.get("end")) else None


def _later(day: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    return date(months // 12, months % 12 + 1, min(day.day, _month(months // 12, months % 12 + 1)[1].day))


def _calendar(which: str, period: str, day: date) -> _Range:
    ahead = 1 if which == "next" else 0
    if period == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)
        return monday, monday + timedelta(days=6)
    if period == "year":
        return _year(day.year + ahead)
    months = day.year * 12 + day.month - 1 + ahead
    return _month(months // 12, months % 12 + 1)


def _weekday(m: dict[str, str], day: date) -> _Range:
    ahead = (_DAYS.index(m["weekday"]) - day.weekday()) % 7
    if m.get("which2") == "next":
        first = day + timedelta(days=ahead or 7)
        return first, first + timedelta(weeks=1)
    return day + timedelta(days=ahead), day + timedelta(days=ahead)


def _dated(m: dict[str, str], day: date) -> _Range:
    month = _MONTHS.index(m.get("month") or m["month2"]) + 1
    of_month, year = m.get("day") or m.get("day2"), m.get("year") or m.get("year2")
    found = _in_year(int(year) if year else day.year, month, of_month)
    return found if year or found[1] >= day else _in_year(day.year + 1, month, of_month)


def _in_year(year: int, month: int, of_month: str | None) -> _Range:
    if of_month is None:
        return _month(year, month)
    return date(year, month, int(of_month)), date(year, month, int(of_month))


def _month(year: int, month: int) -> _Range:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - _ONE


def _year(year: int) -> _Range:
    return date(year, 1, 1), date(year, 12, 31)
