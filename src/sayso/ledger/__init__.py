"""The ledger: the database of articles, statements, actors, concepts and codings."""

from __future__ import annotations

from .actors import Action, Actors, KeptActor, Open
from .adjudication import Adjudication, Agreement, Disagreement
from .authority import Matched
from .codebook import Concepts, KeptConcept
from .coding import Coding, Codings, Example
from .edits import Edit, Edits, NewStatement, Who
from .errors import LedgerError, NewerLedger, NotALedger
from .ledger import Counts, Ledger
from .merging import Merged
from .outcomes import Outcome, Outcomes
from .progress import Failed, Intake
from .proposals import Proposals, Proposed, Uncoded
from .reading_back import KeptStatement

__all__ = [
    "Action",
    "Actors",
    "Adjudication",
    "Agreement",
    "Coding",
    "Codings",
    "Concepts",
    "Counts",
    "Disagreement",
    "Edit",
    "Edits",
    "Example",
    "Failed",
    "Intake",
    "KeptActor",
    "KeptConcept",
    "KeptStatement",
    "Ledger",
    "LedgerError",
    "Matched",
    "Merged",
    "NewStatement",
    "NewerLedger",
    "NotALedger",
    "Open",
    "Outcome",
    "Outcomes",
    "Proposals",
    "Proposed",
    "Uncoded",
    "Who",
]
