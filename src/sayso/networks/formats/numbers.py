"""How weights are written."""

from __future__ import annotations

import math

__all__ = ["number", "shortest"]


def number(value: float, *, whole: bool) -> str:
    """Plain whole numbers, else six decimals."""
    return str(int(value)) if whole and math.isfinite(value) else f"{value:.6f}"


def shortest(value: float) -> str:
    """As few digits as tell it from every other number."""
    return repr(float(value))
