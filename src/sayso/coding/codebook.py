"""Codebooks: the concepts that statements are coded with, from YAML, CSV or anywhere else.

YAML::

    concepts:
      - label: Raise the fuel tax
        description: The tax on petrol and diesel should go up.
        for: [Dearer petrol would clean the air.]
        against: [Drivers pay enough already.]

A concept can also be its label alone, and the list can stand without ``concepts:``. CSV has the columns ``label``,
``description``, ``for`` and ``against``; several examples in a cell stand on lines of their own or between ``|``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from .codebook_files import read_csv, read_yaml
from .concept import Concept
from .errors import CodebookError, UnknownConcept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Codebook", "Concept"]

_NAMED = 5


@dataclass(frozen=True)
class Codebook:
    """Concepts in order, each label once.

    Raises:
        CodebookError: a label is empty or stands twice.
    """

    concepts: tuple[Concept, ...]
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places: dict[str, int] = {}
        for number, concept in enumerate(self.concepts):
            if not concept.label.strip():
                raise CodebookError(f"concept {number + 1} has no label")
            if concept.label in places:
                raise CodebookError(f"the label {concept.label!r} stands twice")
            places[concept.label] = number
        object.__setattr__(self, "_places", places)

    @classmethod
    def of(cls, concepts: Iterable[Concept | str]) -> Codebook:
        """A codebook of concepts, or of their labels alone."""
        return cls(tuple(Concept(c) if isinstance(c, str) else c for c in concepts))

    @classmethod
    def load(cls, path: Path | str) -> Codebook:
        """Read a codebook: CSV where the file's name ends so, else YAML.

        Raises:
            CodebookError: it is not in the form it should be.
            OSError: the file cannot be read.
        """
        path = Path(path)
        read = read_csv if path.suffix.lower() == ".csv" else read_yaml
        return cls(tuple(read(path)))

    def __len__(self) -> int:
        return len(self.concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __contains__(self, label: object) -> bool:
        return label in self._places

    def __getitem__(self, label: str) -> Concept:
        return self.concepts[self.place(label)]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in order."""
        return tuple(concept.label for concept in self.concepts)

    def place(self, label: str) -> int:
        """Where in the codebook a concept stands, from 0.

        Raises:
            UnknownConcept: it has none of that label.
        """
        try:
            return self._places[label]
        except KeyError:
            raise UnknownConcept(f"the codebook has no concept {label!r}{self._near(label)}") from None

    def _near(self, label: str) -> str:
        near = get_close_matches(label, self._places, 1)
        if near:
            return f"; did you mean {near[0]!r}?"
        if not self._places:
            return ": it is empty"
        some = ", ".join(map(repr, self.labels[:_NAMED]))
        return f"; it has {some}{' ...' if len(self) > _NAMED else ''}"
