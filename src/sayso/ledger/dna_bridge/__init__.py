"""The bridge to Discourse Network Analyzer: ``.dna`` files into a ledger, and out of it."""

from __future__ import annotations

from .exporting import Exported, export_dna
from .importing import DnaMapping, Imported, import_dna
from .roles import Roles

__all__ = ["DnaMapping", "Exported", "Imported", "Roles", "export_dna", "import_dna"]
