"""What became of a slice, and of all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Note", "Report"]


@dataclass(slots=True)
class Note:
    """What became of one slice of ``size`` bytes; ``failures`` are (place, reason).

    ``seconds`` are those that its worker took, and ``cpu`` those of them that it computed.
    """

    slice: int
    size: int = 0
    read: int = 0
    statements: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0

    @property
    def lasting(self) -> bool:
        """Whether the slice need not be read again; what only failed may be readable by then."""
        return bool(self.read or self.unread or not self.failures)

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Note:
        """The inverse of ``to_dict``."""
        failures = [(place, reason) for place, reason in data["failures"]]
        return cls(**{**data, "unread": Counter(data["unread"]), "failures": failures})


@dataclass(slots=True)
class Report:
    """What was done. ``read``: articles; ``again``: those that were there; ``unread``: how many by language.

    ``failures`` are (place, reason), those of earlier runs over the same sources, too. ``bytes_read`` of
    ``bytes_total`` are done. ``seconds`` and ``cpu`` are those of all workers together.
    """

    read: int = 0
    again: int = 0
    statements: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    bytes_read: int = 0
    bytes_total: int | None = None
    seconds: float = 0.0
    cpu: float = 0.0

    @property
    def items(self) -> int:
        """All items that were looked at."""
        return self.read + self.again + self.unread.total() + len(self.failures)

    def add(self, note: Note, *, before: bool = False) -> None:
        """Count a slice; ``before``: an earlier run did it."""
        self.bytes_read += note.size
        self.failures += note.failures
        if before:
            self.again += note.read + note.unread.total()
            return
        self.read += note.read
        self.statements += note.statements
        self.unread += note.unread
        self.seconds += note.seconds
        self.cpu += note.cpu
