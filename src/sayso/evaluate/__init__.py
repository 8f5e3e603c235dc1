"""Readings scored against gold: spans, speakers, acts, and people among themselves."""

from __future__ import annotations

from .figures import evaluate, span_scores
from .gold import GoldArticle, load_gold, load_polnear, publisher
from .people import people_bench
from .readings import as_reading, load_readings
from .tally import PRF

__all__ = [
    "PRF",
    "GoldArticle",
    "as_reading",
    "evaluate",
    "load_gold",
    "load_polnear",
    "load_readings",
    "people_bench",
    "publisher",
    "span_scores",
]
