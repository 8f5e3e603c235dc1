"""What can go wrong with a ledger, besides what goes wrong with any input."""

from __future__ import annotations

from ..errors import SaysoError

__all__ = ["LedgerError", "NewerLedger", "NotALedger"]


class LedgerError(SaysoError):
    """A ledger cannot be opened, read or written, or does not hold what is asked for."""


class NotALedger(LedgerError):
    """What is there is no ledger: no database at all, or another program's."""


class NewerLedger(LedgerError):
    """The ledger was made by a newer version of Sayso."""
