"""Options under DNA's own names in, what DNA 3.0 computes from them out."""

from __future__ import annotations

from .options import DnaOptions, read_options
from .report import Source, report

__all__ = ["DnaOptions", "Source", "read_options", "report"]
