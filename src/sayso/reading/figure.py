"""Someone or something that an article speaks of, while its reading is being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..record import Kind

__all__ = ["Figure"]


@dataclass(eq=False, slots=True)
class Figure:
    """Someone or something in the text, while the reading is being made."""

    name: str
    kind: Kind
    gender: str = ""
    plural: bool = False
    head: str = ""
    outlet: bool = False
    owner: Figure | None = None
    parts: tuple[Figure, ...] = ()
    affiliation: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    mentions: set[tuple[int, int]] = field(default_factory=set)

    def note(self, begin: int, end: int, surface: str) -> None:
        """Record that the figure stands at ``[begin, end)``, named ``surface``."""
        self.mentions.add((begin, end))
        if surface and surface != self.name:
            self.aliases.setdefault(surface)
