"""Reports over a ledger; each gives a ``ReportTable``, from which pandas and polars frames are made."""

from __future__ import annotations

from .foretold import commitments, forecasts, load_outcomes, mean_brier
from .quotes import quotes
from .scope import Scope
from .sources import sources
from .table import ReportTable
from .turns import turns

__all__ = [
    "ReportTable",
    "Scope",
    "commitments",
    "forecasts",
    "load_outcomes",
    "mean_brier",
    "quotes",
    "sources",
    "turns",
]
