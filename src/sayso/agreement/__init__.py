"""How far coders agree: measures of reliability, and where the coders differ."""

from __future__ import annotations

from .compare import Comparison, Pair, compare
from .measures import cohen_kappa, krippendorff_alpha, share_alike

__all__ = ["Comparison", "Pair", "cohen_kappa", "compare", "krippendorff_alpha", "share_alike"]
