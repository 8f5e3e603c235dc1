"""What a form or a program gives -> a coding, kept with what the machine had proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InputError
from ..ledger import Coding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..ledger import Ledger
    from ..ledger.proposals import Proposed

__all__ = ["DECISIONS", "FIELDS", "STANDS", "decide", "proposal_sign"]

DECISIONS = ("accepted", "rejected")
STANDS = {"": None, "for": True, "against": False}
FIELDS = ("decision", "concept", "agreement", "comment", "withdraw", "proposed")
_LONGEST = 4000


def decide(ledger: Ledger, number: int, coder: str, given: Mapping[str, str]) -> int:
    """Keep a decision; the number of the coding. It is on the disk when this returns.

    ``given``: ``concept`` and ``agreement`` (for or against); ``decision``, which is ``accepted`` (what was proposed,
    or without a proposal that it is read right) or ``rejected`` (no concept fits); ``comment``; ``withdraw``. What the
    coder saw proposed is noted where ``proposed`` is its ``proposal_sign``.

    Raises:
        InputError: a value cannot be, or nothing is decided.
        LedgerError: there is no such statement.
    """
    _check(given)
    stand, comment, concept = STANDS[given.get("agreement", "")], given.get("comment") or None, given.get("concept")
    if given.get("withdraw") == "1":
        return _add(ledger, Coding(number, coder, comment=comment, withdrawn=True))
    decision, shown = given.get("decision", ""), _shown(ledger, number, given.get("proposed", ""))
    if shown is not None and (decision or concept):
        return _answer(ledger, shown, coder, (decision, concept, stand), comment)
    if decision == "rejected":
        return _add(ledger, Coding(number, coder, variables={"decision": decision}, comment=comment))
    if not (concept or decision or comment):
        raise InputError("nothing is decided: accept, reject, or name a concept")
    notes = {"decision": decision} if decision and not concept else {}
    return _add(ledger, Coding(number, coder, concept or None, stand if concept else None, notes, comment))


def _check(given: Mapping[str, str]) -> None:
    if given.get("decision", "") not in ("", *DECISIONS) or given.get("agreement", "") not in STANDS:
        raise InputError(f"a decision is one of {', '.join(DECISIONS)}; agreement is for or against")
    if any(len(value) > _LONGEST for value in given.values()):
        raise InputError(f"a field holds at most {_LONGEST:,} characters")


def _add(ledger: Ledger, coding: Coding) -> int:
    return ledger.codings.add(coding)[0]


def _shown(ledger: Ledger, number: int, sign: str) -> Proposed | None:
    there = ledger.proposals.of(number) if sign else None
    return there if there is not None and proposal_sign(there) == sign else None


def _answer(
    ledger: Ledger, shown: Proposed, coder: str, decided: tuple[str, str | None, bool | None], comment: str | None
) -> int:
    decision, concept, stand = decided
    if decision == "rejected":
        return ledger.proposals.reject(shown, coder, comment=comment)
    if not concept or (concept, stand) == (shown.concept, shown.agreement):
        return ledger.proposals.accept(shown, coder, comment=comment)
    return ledger.proposals.change(shown, coder, concept, stand, comment=comment)


def proposal_sign(shown: Proposed) -> str:
    """By which a form says which proposal its coder saw."""
    return f"{shown.coder}|{shown.time}|{shown.confidence:.6f}|{shown.concept}|{shown.agreement}"[:500]
