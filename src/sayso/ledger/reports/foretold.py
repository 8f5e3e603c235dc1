"""Who predicted or promised what, under which condition, by when, how sure; and what became of it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
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
    from ..outcomes import Outcome

__all__ = ["commitments", "forecasts", "load_outcomes", "mean_brier"]

_COLUMNS: tuple[str, ...] = ("speaker", "outlet", "day", "content", "condition", "hedge", "from", "to", "probability")
_COLUMNS += ("outcome", "known", "judged_by", "brier", "key")
_WORDS = {"yes": "true", "true": "true", "1": "true", "no": "false", "false": "false", "0": "false"}
_WORDS |= {word: word for word in ("partly", "withdrawn", "moot")}
_SCORED = {"true": 1, "false": 0}


@dataclass(frozen=True, slots=True)
class _Judged:
    """What became of a statement: on one word all coders agree, or it is disputed."""

    outcome: str | None = None
    known: str | None = None
    by: str | None = None


def forecasts(
    ledger: Ledger, scope: Scope | None = None, *, outcomes: Mapping[str, str | bool] | None = None
) -> ReportTable:
    """The forecasts, by day. ``from`` and ``to`` are the days by which it is to be, where the text says so.

    ``outcome`` is what people recorded (``ledger.outcomes``): true, false, partly, withdrawn, moot; or disputed, where
    they differ. ``outcomes`` has other ones for keys of statements, instead of the ledger's. ``brier`` is (probability
    - outcome) squared, from 0, the best, to 1 (Brier 1950, for one of two outcomes), where that is true or false.

    Raises:
        FormatError: a day of the scope is none.
    """
    return _told(ledger, scope or Scope(), "forecast", outcomes or {})


def commitments(
    ledger: Ledger, scope: Scope | None = None, *, outcomes: Mapping[str, str | bool] | None = None
) -> ReportTable:
    """The commitments, as ``forecasts`` has them; the outcome is whether it was kept."""
    return _told(ledger, scope or Scope(), "commitment", outcomes or {})


def mean_brier(table: ReportTable) -> float | None:
    """The mean of the scores; None where there are none."""
    at = table.columns.index("brier")
    scores = [float(row[at]) for row in table.rows if row[at] is not None]  # type: ignore[arg-type]
    return sum(scores) / len(scores) if scores else None


def load_outcomes(path: str | os.PathLike[str]) -> dict[str, str]:
    """Outcomes from a CSV file with the columns ``key`` and ``outcome``.

    An outcome is yes or true, no or false, partly, withdrawn or moot; empty for still open.

    Raises:
        FormatError: a column is missing, an outcome is none of these, or the file is no CSV in UTF-8.
    """
    found: dict[str, str] = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            if not {"key", "outcome"} <= set(rows.fieldnames or ()):
                raise FormatError(f"{path}: the columns key and outcome are needed")
            for row in rows:
                told = (row["outcome"] or "").strip().lower()
                if told and told not in _WORDS:
                    accepted = "yes, no, partly, withdrawn, moot"
                    raise FormatError(f"{path}, line {rows.line_num}: outcome {told!r} is none of {accepted}")
                if told:
                    found[(row["key"] or "").strip()] = _WORDS[told]
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError(f"{path}: no CSV in UTF-8: {error}") from None
    return found


def _told(ledger: Ledger, scope: Scope, act: str, outcomes: Mapping[str, str | bool]) -> ReportTable:
    kept = ledger.outcomes.holding()
    rows = []
    for s in said(ledger, scope, schema.statements.c.act == act):
        given = outcomes.get(s.key)
        judged = (
            _judged(kept.get(s.number, [])) if given is None else _Judged(_WORDS.get(str(given).lower(), str(given)))
        )
        rows.append(_row(s, judged))
    return ReportTable(_COLUMNS, tuple(rows))


def _judged(outcomes: list[Outcome]) -> _Judged:
    if not outcomes:
        return _Judged()
    words = {outcome.outcome for outcome in outcomes}
    known = [outcome.known for outcome in outcomes if outcome.known]
    by = "; ".join(outcome.coder for outcome in outcomes)
    return _Judged(words.pop() if len(words) == 1 else "disputed", min(known, default=None), by)


def _row(s: Said, judged: _Judged) -> tuple[str | float | None, ...]:
    when = deadline(s.content, date.fromisoformat(s.day)) if s.day else None
    first, last = (when[0].isoformat(), when[1].isoformat()) if when else (None, None)
    sure, came = chance(s.content, s.hedge), _SCORED.get(judged.outcome or "")
    brier = None if sure is None or came is None else round((sure - came) ** 2, 6)
    about = (s.names, s.outlet, s.day, s.content, s.condition, s.hedge)
    return (*about, first, last, sure, judged.outcome, judged.known, judged.by, brier, s.key)
