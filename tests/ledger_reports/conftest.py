"""The ledgers of ``tests/ledger``, on SQLite and PostgreSQL."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_spec = spec_from_file_location("ledgers", Path(__file__).parents[1] / "ledger" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
_ledgers = module_from_spec(_spec)
_spec.loader.exec_module(_ledgers)
server, place = _ledgers.server, _ledgers.place
