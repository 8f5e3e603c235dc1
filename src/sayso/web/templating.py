"""The templates, set up so that whatever comes from an article is text and nothing else."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..formats.chain import KIND_SIGNS
from ..formats.plain import one_line, shorten, visible
from ..record import ACTS, KINDS

__all__ = ["address", "environment"]

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def environment(version: str) -> Environment:
    """Jinja's environment; ``version`` stands in the addresses of static files."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "shorten": lambda text, width: shorten(text, width) if text else "",
        "one_line": lambda text: one_line(text) if text else "",
        "web": _web,
        "percent": _percent,
        "number": _number,
        "count": _count,
        "when": _when,
        "path": lambda value: quote(str(value), safe=""),
    }
    made.globals |= {"version": version, "acts": ACTS, "kinds": KINDS, "signs": KIND_SIGNS, "address": address}
    return made


def _shown(value: Any) -> Any:
    """Text without characters that turn the writing direction or are invisible; nothing for None."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _web(url: str | None) -> str | None:
    """The URL where it is one of the web's; ``javascript:`` and the like are none."""
    return url if url and _WEB.match(url) else None


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _number(value: float) -> str:
    return f"{value:,}"


def _count(number: int, noun: str) -> str:
    """1 statement, 2 statements"""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _when(time: str | None) -> str:
    """2025-03-01T12:00:00Z -> 2025-03-01 12:00"""
    return time[:16].replace("T", " ") if time else ""


def address(path: str, **query: Any) -> str:
    """A path of this site with a query; parts that are None or empty are left out."""
    given = {key: value for key, value in query.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path
