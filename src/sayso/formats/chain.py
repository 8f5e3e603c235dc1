"""Through whom a statement came, how it was made, and in which colour its speaker is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plain import join_pieces, one_line, shorten

if TYPE_CHECKING:
    from ..record import Actor, Reading, Statement

__all__ = ["KIND_SIGNS", "UNSTATED", "Chains", "chain", "colours", "manner", "qualifiers"]

UNSTATED = "(unstated)"
STEP, DOT = " ▸ ", " · "
_CONDITION_WIDTH = 40

KIND_SIGNS = {
    "person": "●",
    "organisation": "■",
    "group": "◆",
    "unnamed": "○",
    "vague": "◌",
    "document": "▤",
}
"""One sign a kind, so that colour is never the only difference."""


def chain(reading: Reading, statement: Statement) -> str:
    """The way and manner on one line, as in ``Hamshahri ▸ Mostafa Tajzadeh · forecast · if the talks … · might``."""
    return Chains(reading).chain(statement)


class Chains:
    """The ways of all statements of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.actors = {actor.id: actor for actor in reading.actors}
        self.statements = {s.id: s for s in reading.statements}

    def chain(self, statement: Statement) -> str:
        """See ``chain``."""
        limits = qualifiers(statement, _CONDITION_WIDTH).values()
        return DOT.join([self.way(statement), *manner(statement), *limits])

    def way(self, statement: Statement) -> str:
        """Those through whom the statement came and, last, its speakers: ``Hamshahri ▸ Mostafa Tajzadeh``.

        A statement within another came through that one's relays and speakers too.
        """
        return STEP.join(", ".join(step) for step in self.steps(statement))

    def steps(self, statement: Statement) -> list[tuple[str, ...]]:
        """The names on the way, those who stand at the same place together; the speakers' are the last."""
        return [tuple(map(self._name, step)) for step in self._steps(statement)]

    def speakers(self, statement: Statement) -> list[Actor]:
        """The actors who are answerable for the statement."""
        return [self.actors[a] for a in statement.speaker if a in self.actors]

    def _name(self, actor: str) -> str:
        return one_line(self.actors[actor].name) if actor in self.actors else actor

    def _steps(self, statement: Statement) -> list[tuple[str, ...]]:
        passed: list[tuple[str, ...]] = []
        for s in [*self._outer(statement), statement]:
            passed.extend((actor,) for actor in s.relay)
            passed.append(s.speaker)
        *through, speaker = passed
        way: list[tuple[str, ...]] = []
        for step in through:
            fresh = tuple(a for a in step if a not in speaker and not any(a in earlier for earlier in way))
            if fresh:
                way.append(fresh)
        return [*way, speaker or (UNSTATED,)]

    def _outer(self, statement: Statement) -> list[Statement]:
        """The statements in which this one stands, outermost first."""
        found: list[Statement] = []
        seen = {statement.id}
        at = statement.within
        while at is not None and at in self.statements and at not in seen:
            seen.add(at)
            found.append(self.statements[at])
            at = self.statements[at].within
        return found[::-1]


def manner(statement: Statement) -> list[str]:
    """What the statement does, as words: its act, and ``denies`` where it does."""
    return [statement.act, "denies"] if statement.denies else [statement.act]


def qualifiers(statement: Statement, width: int) -> dict[str, str]:
    """``condition`` and ``hedge`` as far as the statement has them, each cut to ``width`` characters."""
    parts = {"condition": statement.condition, "hedge": statement.hedge}
    return {name: shorten(join_pieces(spans), width) for name, spans in parts.items() if spans}


def colours(reading: Reading) -> dict[str, int]:
    """A number for each actor who speaks, in the order in which they first do: the same reading, the same colours."""
    found: dict[str, int] = {}
    for statement in reading.statements:
        for actor in statement.speaker:
            found.setdefault(actor, len(found))
    return found
