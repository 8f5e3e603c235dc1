"""Who predicted or promised what, under which condition, by when, how sure; and what became of it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import FormatError
from .. import schema
from .chances import chance
from .deadlines import deadline
from .scope import Said, Scope, said
from .table import ReportTable

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from ..ledger import Ledger

__all__ = ["commitments", "forecasts", "load_outcomes", "mean_brier"]

_COLUMNS: tuple[str, ...] = (
    "speaker",
    "outlet",
    "day",
    "content",
    "condition",
    "hedge",
    "from",
    "to",
    "probability",
    "outcome",
)
_COLUMNS += ("brier", "key")
_OUTCOMES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def forecasts(ledger: Ledger, scope: Scope | None = None, *, outcomes: Mapping[str, bool] | None = None) -> ReportTable:
    """The forecasts, by day. ``from`` and ``to`` are the days by which it is to be, where the text says so.

    ``outcomes`` has for a statement's key whether it came true. ``brier`` is (probability - outcome) squared, from 0,
    the best, to 1 (Brier 1950, for one of two outcomes); a forecast under a condition gets none, for whether the
    condition came about is not known.

    Raises:
        FormatError: a day of the scope is none.
    """
    return _told(ledger, scope or Scope(), "forecast", outcomes or {})


def commitments(
    ledger: Ledger, scope: Scope | None = None, *, outcomes: Mapping[str, bool] | None = None
) -> ReportTable:
    """The commitments, as ``forecasts`` has them; the outcome is whether it was kept."""
    return _told(ledger, scope or Scope(), "commitment", outcomes or {})


def mean_brier(table: ReportTable) -> float | None:
    """The mean of the scores; None where there are none."""
    at = table.columns.index("brier")
    scores = [float(row[at]) for row in table.rows if row[at] is not None]  # type: ignore[arg-type]
    return sum(scores) / len(scores) if scores else None


def load_outcomes(path: str | os.PathLike[str]) -> dict[str, bool]:
    """Outcomes from a CSV file with the columns ``key`` and ``outcome`` (yes or no; empty for still open).

    Raises:
        FormatError: a column is missing, an outcome is neither, or the file is no CSV in UTF-8.
    """
    found: dict[str, bool] = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            if not {"key", "outcome"} <= set(rows.fieldnames or ()):
                raise FormatError(f"{path}: the columns key and outcome are needed")
            for row in rows:
                told = (row["outcome"] or "").strip().lower()
                if told and told not in _OUTCOMES:
                    raise FormatError(f"{path}, line {rows.line_num}: outcome {told!r} is neither yes nor no")
                if told:
                    found[(row["key"] or "").strip()] = _OUTCOMES[told]
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError(f"{path}: no CSV in UTF-8: {error}") from None
    return found


def _told(ledger: Ledger, scope: Scope, act: str, outcomes: Mapping[str, bool]) -> ReportTable:
    rows = (_row(s, outcomes.get(s.key)) for s in said(ledger, scope, schema.statements.c.act == act))
    return ReportTable(_COLUMNS, tuple(rows))


def _row(s: Said, outcome: bool | None) -> tuple[str | float | bool | None, ...]:
    when = deadline(s.content, date.fromisoformat(s.day)) if s.day else None
    first, last = (when[0].isoformat(), when[1].isoformat()) if when else (None, None)
    sure = chance(s.content, s.hedge)
    scored = sure is not None and outcome is not None and not s.condition
    brier = round((sure - outcome) ** 2, 6) if scored and sure is not None and outcome is not None else None
    about = (s.names, s.outlet, s.day, s.content, s.condition, s.hedge)
    return (*about, first, last, sure, outcome, brier, s.key)
