"""The ledger: the database of articles, statements, actors, concepts and codings."""

from __future__ import annotations

from .actors import Action, Actors, KeptActor, Open
from .authority import Matched
from .coding import Coding, Codings
from .errors import LedgerError, NewerLedger, NotALedger
from .ledger import Counts, Ledger
from .progress import Failed, Intake
from .reading_back import KeptStatement

__all__ = [
    "Action",
    "Actors",
    "Coding",
    "Codings",
    "Counts",
    "Failed",
    "Intake",
    "KeptActor",
    "KeptStatement",
    "Ledger",
    "LedgerError",
    "Matched",
    "NewerLedger",
    "NotALedger",
    "Open",
]
