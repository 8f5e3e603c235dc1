"""Which concept a statement is about, and whether it is for or against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .examples import Examples, products
from .model import CodingModel
from .votes import nearest
from .weights import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from .codebook import Codebook, Concept

__all__ = ["Alternative", "Coder", "Proposal"]

_AT_ONCE = 256
_ALTERNATIVES = 5
_SAME = 12.0  # log odds: the very same words were coded so before


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another concept that a statement could be about, and how probable that is (0 to 1)."""

    concept: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a statement could be coded as.

    ``agreement`` is true for, false against, and null where there is no concept or no text. ``confidence`` is the
    probability that concept and agreement are both right; where the concept was given, that the agreement is.
    ``alternatives`` are the next most probable concepts, none where it was given.
    """

    concept: str | None
    agreement: bool | None
    confidence: float
    alternatives: tuple[Alternative, ...] = ()

    def unless_below(self, least: float) -> Proposal:
        """The proposal, or where it is less sure than ``least``, one without concept and agreement."""
        if self.concept is None or self.confidence >= least:
            return self
        own = Alternative(self.concept, self.confidence)
        return Proposal(None, None, self.confidence, (own, *self.alternatives))


class Coder:
    """Proposes codings by a codebook, and learns from every decision at once.

    It works from the labels alone; descriptions, examples and decisions make it better.
    """

    def __init__(self, codebook: Codebook, *, model: CodingModel | None = None, threads: int | None = None) -> None:
        self.codebook = codebook
        self.model = model or CodingModel(threads=threads)
        self.weights = Weights.load(self.model.folder / "settings.json")
        self._examples = Examples(self.model)
        self._rejected: set[tuple[str, int]] = set()
        self._concepts: npt.NDArray[np.float32] | None = None
        for number, concept in enumerate(codebook):
            for texts, agreement in ((concept.for_, True), (concept.against, False)):
                for text in texts:
                    self._examples.add(text, number, agreement)

    def learn(self, text: str, concept: str, agreement: bool | None) -> None:
        """Take up a decision: ``text`` is about ``concept``, for it (true), against it (false), or neither.

        The next proposals build on it. A later decision on the same text and concept replaces it.

        Raises:
            UnknownConcept: the codebook has none of that label.
        """
        number = self.codebook.place(concept)
        self._rejected.discard((text, number))
        self._examples.add(text, number, agreement)

    def reject(self, text: str, concept: str) -> None:
        """``text`` is not about ``concept``: it is not proposed for it again, and what was learnt of it is forgotten.

        Raises:
            UnknownConcept: the codebook has none of that label.
        """
        number = self.codebook.place(concept)
        self._rejected.add((text, number))
        self._examples.drop(text, number)

    def propose(self, texts: Sequence[str], concepts: Sequence[str | None] | None = None) -> list[Proposal]:
        """A proposal for each text; where ``concepts`` names one for it, only the agreement is asked.

        Raises:
            UnknownConcept: the codebook has none of that label.
            ValueError: there are not as many ``concepts`` as ``texts``.
        """
        return list(self.proposals(texts, concepts))

    def proposals(self, texts: Sequence[str], concepts: Sequence[str | None] | None = None) -> Iterator[Proposal]:
        """As ``propose``, one after another."""
        known = [None] * len(texts) if concepts is None else concepts
        if len(known) != len(texts):
            raise ValueError(f"{len(texts)} texts, but {len(known)} concepts")
        given = [None if label is None else self.codebook.place(label) for label in known]
        for first in range(0, len(texts), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            yield from self._some(texts[part], given[part])

    def chances(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """(n, c + 1): how probable it is that each text is about each concept, in the last column about none."""
        w, vectors = self.weights, self.model.embed(texts)
        near = self._examples.near(vectors, len(self.codebook))
        odds = w.label * products(vectors, self._own()).astype(np.float64)
        learnt = w.most * near.most + w.mean * near.mean + w.some + w.count * np.log1p(near.count)
        odds += np.where(near.count > 0, learnt, 0)
        for i, text in enumerate(texts):
            for number in self._examples.sides(text):
                odds[i, number] += _SAME
        places = {text: i for i, text in enumerate(texts)}
        for text, concept in self._rejected:
            if text in places:
                odds[[i for i, t in enumerate(texts) if t == text], concept] = -np.inf
        return _softmax(np.column_stack([odds, np.full(len(texts), w.nothing)]))

    def _own(self) -> npt.NDArray[np.float32]:
        """(c, 384): the vectors of the concepts themselves."""
        if self._concepts is None:
            labels = self.model.embed(self.codebook.labels)
            described = self.model.embed([_described(concept) for concept in self.codebook])
            both = labels + described
            self._concepts = both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-6)
        return self._concepts

    def _some(self, texts: Sequence[str], given: Sequence[int | None]) -> Iterator[Proposal]:
        asked = [i for i, number in enumerate(given) if number is None and texts[i].strip()]
        chances = dict(zip(asked, self.chances([texts[i] for i in asked]), strict=True)) if asked else {}
        for i, (text, number) in enumerate(zip(texts, given, strict=True)):
            if not text.strip() or (number is None and not len(self.codebook)):
                yield Proposal(None if number is None else self.codebook.labels[number], None, 0.0)
            elif number is not None:
                yield self._agreed(text, number, 1.0, ())
            else:
                yield self._best(text, chances[i][:-1])

    def _best(self, text: str, chances: npt.NDArray[np.float64]) -> Proposal:
        order = np.argsort(-chances, kind="stable")[: _ALTERNATIVES + 1]
        labels = self.codebook.labels
        others = tuple(Alternative(labels[i], float(chances[i])) for i in order[1:])
        return self._agreed(text, int(order[0]), float(chances[order[0]]), others)

    def _agreed(self, text: str, number: int, chance: float, others: Iterable[Alternative]) -> Proposal:
        """With whether the text is for the concept or against it."""
        support = self._support(text, number)
        sure = max(support, 1 - support)
        return Proposal(self.codebook.labels[number], support >= 0.5, chance * sure, tuple(others))

    def _support(self, text: str, number: int) -> float:
        """The probability that a text is for the concept rather than against it."""
        w, concept = self.weights, self.codebook.concepts[number].label
        odds = w.lean + w.stance * float(self.model.compare([(concept, text)])[0, 0])
        near = nearest(self.model, text, *self._examples.of(number))
        vote, echo = near.votes(w.reach)
        odds += w.vote * vote + w.echo * echo + _SAME * self._examples.sides(text).get(number, 0)
        return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def _described(concept: Concept) -> str:
    return f"{concept.label}. {concept.description}" if concept.description else concept.label


def _softmax(odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    powers = np.exp(odds - odds.max(axis=1, keepdims=True))
    out: npt.NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return out
