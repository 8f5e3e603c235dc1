"""The ledgers of ``tests/ledger``, on SQLite and PostgreSQL, with a few invented statements to code."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.coding import Concept

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger import Ledger
    from sayso.record import Reading

_spec = spec_from_file_location("ledgers", Path(__file__).parents[1] / "ledger" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
_ledgers = module_from_spec(_spec)
_spec.loader.exec_module(_ledgers)
server, place, ledger, make = _ledgers.server, _ledgers.place, _ledgers.ledger, _ledgers.make

SAID = (
    ("Ilse Torvald", "the fuel tax must rise so that the air gets clean"),
    ("Bram Okoye", "a higher fuel tax would ruin every driver"),
    ("Ilse Torvald", "the harbour bridge should be torn down"),
    ("Cleo Mandel", "the old harbour bridge has to be kept"),
    ("Bram Okoye", "lunch was late again"),
)

BOOK = (
    Concept("Raise the fuel tax", "The tax on petrol and diesel should go up.", ("Dearer petrol cleans the air.",)),
    Concept("Keep the harbour bridge", "The old bridge in the harbour should stay.", (), ("Tear the bridge down.",)),
)


@pytest.fixture
def said(ledger: Ledger, make: Callable[..., Reading]) -> Ledger:
    """A ledger with statements 1 to 5, and a codebook of two concepts."""
    ledger.add(make(*SAID, outlet="Post", published="2031-03-04", title="Harbour news"))
    ledger.concepts.add(BOOK)
    return ledger
