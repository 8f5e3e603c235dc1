"""What codes statements in the benchmark: Sayso, and what it is measured against."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sayso.coding import Codebook, Coder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.coding.model import CodingModel

    from .debates import Asked


class System(Protocol):
    """Begun anew for each count of examples."""

    def learn(self, examples: Sequence[Asked]) -> None: ...

    def agreement(self, asked: Sequence[Asked]) -> list[bool]: ...

    def concepts(self, texts: Sequence[str]) -> list[list[str]]: ...


class Sayso:
    """``Coder``, with nothing of a concept but its label."""

    def __init__(self, labels: Sequence[str], model: CodingModel) -> None:
        self.coder = Coder(Codebook.of(labels), model=model)

    def learn(self, examples: Sequence[Asked]) -> None:
        for one in examples:
            self.coder.learn(one.text, one.concept, one.supports)

    def agreement(self, asked: Sequence[Asked]) -> list[bool]:
        made = self.coder.propose([a.text for a in asked], [a.concept for a in asked])
        return [bool(p.agreement) for p in made]

    def concepts(self, texts: Sequence[str]) -> list[list[str]]:
        labels = self.coder.codebook.labels
        order = np.argsort(-self.coder.chances(texts)[:, :-1], axis=1, kind="stable")[:, :5]
        return [[labels[i] for i in row] for row in order]


class Majority:
    """The side that is commoner, of the concept's examples or else of the training split; the commonest concepts."""

    def __init__(self, labels: Sequence[str], train: Sequence[Asked]) -> None:
        self.labels = labels
        self.all = Counter(one.supports for one in train)
        self.own: dict[str, Counter[bool]] = {}

    def learn(self, examples: Sequence[Asked]) -> None:
        for one in examples:
            self.own.setdefault(one.concept, Counter())[one.supports] += 1

    def agreement(self, asked: Sequence[Asked]) -> list[bool]:
        return [self._side(one.concept) for one in asked]

    def _side(self, concept: str) -> bool:
        own = self.own.get(concept, Counter())
        counts = self.all if own[True] == own[False] else own
        return counts[True] >= counts[False]

    def concepts(self, texts: Sequence[str]) -> list[list[str]]:
        known = sorted(self.labels, key=lambda label: -self.own.get(label, Counter()).total())
        return [known[:5]] * len(texts)


class TfIdf:
    """TF-IDF of words and word pairs with logistic regression.

    Agreement: learnt from claim and text of the training split, the examples added; where a concept has examples of
    both sides, the log odds of a regression of its own on them are added. Concepts: without examples the cosine with
    the label; with them a regression over labels and examples.
    """

    def __init__(self, labels: Sequence[str], train: Sequence[Asked]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.labels, self.train = labels, train
        self.examples: list[Asked] = []
        self.words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))
        self.words.fit([*labels, *(one.text for one in train)])

    def learn(self, examples: Sequence[Asked]) -> None:
        self.examples = list(examples)

    def _pairs(self, asked: Sequence[Asked]) -> Any:
        from scipy.sparse import hstack

        claims, texts = (self.words.transform(t) for t in ([a.concept for a in asked], [a.text for a in asked]))
        return hstack([claims, texts, claims.multiply(texts)]).tocsr()

    def agreement(self, asked: Sequence[Asked]) -> list[bool]:
        from sklearn.linear_model import LogisticRegression

        known = [*self.train, *self.examples]
        whole = LogisticRegression(C=3.0, max_iter=500).fit(self._pairs(known), [k.supports for k in known])
        odds = whole.decision_function(self._pairs(asked))
        for concept in {one.concept for one in self.examples}:
            own = [one for one in self.examples if one.concept == concept]
            places = [i for i, one in enumerate(asked) if one.concept == concept]
            if places and len({one.supports for one in own}) == 2:
                made = LogisticRegression(C=10.0).fit(self._texts(own), [one.supports for one in own])
                odds[places] += made.decision_function(self._texts([asked[i] for i in places]))
        return (odds >= 0).tolist()  # type: ignore[no-any-return]

    def _texts(self, asked: Sequence[Asked]) -> Any:
        return self.words.transform([one.text for one in asked])

    def concepts(self, texts: Sequence[str]) -> list[list[str]]:
        from sklearn.linear_model import LogisticRegression

        rows, labels = self.words.transform(texts), list(self.labels)
        if not self.examples:
            scores = (rows @ self.words.transform(labels).T).toarray()
        else:
            known = [*labels, *(one.text for one in self.examples)]
            of = [*labels, *(one.concept for one in self.examples)]
            made = LogisticRegression(C=30.0, max_iter=500).fit(self.words.transform(known), of)
            scores, labels = made.predict_proba(rows), list(made.classes_)
        return [[labels[i] for i in row] for row in np.argsort(-scores, axis=1, kind="stable")[:, :5]]


__all__ = ["Majority", "Sayso", "System", "TfIdf"]
