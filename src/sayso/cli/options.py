"""Options that several commands have."""

from __future__ import annotations

import re
from datetime import datetime

import click

__all__ = ["date"]


def date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A callback: a year, month, day or moment in ISO 8601, as it was given."""
    if value is None:
        return None
    day = f"{value}-01-01"[:10] if re.fullmatch(r"\d{4}(-\d{2})?", value, re.ASCII) else value
    try:
        datetime.fromisoformat(day)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2025-03-01, 2025-03 or 2025-03-01T12:00") from None
    return value
