"""Fit the few numbers that join what the models say: ``python -m training.stance.fit --data DIR --model DIR``.

Coding is played through on the claims that were kept back from training: codebooks of several sizes with nothing, one,
three or ten coded statements for each concept; now and then the right concept is not in the codebook. The numbers with
the highest likelihood go into the model's ``settings.json``.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from sayso.coding.examples import Examples
from sayso.coding.model import CodingModel
from sayso.coding.votes import nearest
from sayso.coding.weights import Weights

from .debates import coded, halves, load, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .debates import Debate

COUNTS = (0, 0, 1, 3, 10)
MISSING = 0.15
REACHES = (0.03, 0.06, 0.1, 0.2)


@dataclass(frozen=True)
class Played:
    """A statement beside concepts: (c, 5) features, those with examples (c,), and the right one, -1 for none."""

    features: np.ndarray
    some: np.ndarray
    right: int


def play(kept: Sequence[Debate], others: Sequence[Debate], model: CodingModel, rng: random.Random) -> list[Played]:
    """One codebook, and statements of its concepts; every second time also such as say again what is coded already."""
    book = rng.sample(list(kept), rng.choice((3, 8, 20, len(kept))))
    book += rng.sample(list(others), rng.choice((0, 0, len(book), 2 * len(book))))
    rng.shuffle(book)
    own = model.embed([d.claim for d in book])
    examples, asked = Examples(model), []
    mixed, again = rng.random() < 0.5, rng.random() < 0.5
    fixed = rng.choice(COUNTS)
    for number, debate in enumerate(book):
        pool, rest = (debate.sides, debate.sides) if again else halves(debate, rng)
        known = dict(coded(pool, rng.choice(COUNTS) if mixed else fixed))
        for text, supports in known.items():
            examples.add(text, number, supports)
        if debate in kept:
            asked += [(text, number) for side in rest for text in side.texts if text not in known]
    asked = rng.sample(asked, min(len(asked), 80))
    vectors = model.embed([text for text, _ in asked])
    near = examples.near(vectors, len(book))
    count = np.broadcast_to(np.log1p(near.count), near.most.shape)
    table = np.stack([vectors @ own.T, near.most, near.mean, np.ones_like(near.most), count], axis=2)
    table[:, near.count == 0, 1:] = 0
    return [drop(Played(table[i], near.count > 0, right), rng) for i, (_, right) in enumerate(asked)]


def drop(played: Played, rng: random.Random) -> Played:
    """Now and then without the right concept."""
    if rng.random() >= MISSING:
        return played
    keep = np.arange(len(played.some)) != played.right
    return Played(played.features[keep], played.some[keep], -1)


def fit_concepts(rounds: Sequence[Sequence[Played]]) -> np.ndarray:
    """``label``, ``most``, ``mean``, ``some``, ``count`` and ``nothing``."""
    played = [p for some in rounds for p in some]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros(6)
        for p in played:
            odds = np.append(p.features @ w[:5], w[5])
            powers = np.exp(odds - odds.max())
            chance = powers / powers.sum()
            total -= np.log(chance[p.right] + 1e-12)
            chance[p.right] -= 1
            slope[:5] += chance[:-1] @ p.features
            slope[5] += chance[-1]
        return total / len(played), slope / len(played)

    bounds = [(0, None)] * 3 + [(None, None)] * 3  # what is nearer is never less probable
    start = np.array([20.0, 8.0, 4.0, -5.0, 0.3, 6.0])
    done = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
    print(f"concepts: {len(played)} statements, mean log loss {done.fun:.4f}")
    return np.asarray(done.x)


def votes(kept: Sequence[Debate], model: CodingModel, rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """(n, 1 + 2 len(REACHES)): the pair's log odds, and the examples' two votes by each reach; (n,) what is right."""
    rows, right = [], []
    for debate in kept:
        again = rng.random() < 0.5
        pool, rest = (debate.sides, debate.sides) if again else halves(debate, rng)
        known = dict(coded(pool, rng.choice(COUNTS)))
        vectors, signs = model.embed(list(known)), np.array([1 if side else -1 for side in known.values()], np.int64)
        asked = [(text, side.supports) for side in rest for text in side.texts if text not in known]
        for text, supports in rng.sample(asked, min(len(asked), 6)):
            voters = nearest(model, text, list(known), vectors, signs)
            votes = [vote for reach in REACHES for vote in voters.votes(reach)]
            rows.append([model.compare([(debate.claim, text)])[0, 0], *votes])
            right.append(supports)
    return np.array(rows, float), np.array(right, float)


def fit_agreement(x: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """``stance``, ``lean``, ``vote``, ``echo`` and ``reach``."""
    best = None
    for i, reach in enumerate(REACHES):
        design = np.column_stack([x[:, 0], np.ones(len(x)), x[:, 1 + 2 * i : 3 + 2 * i]])

        def loss(w: np.ndarray, design: np.ndarray = design) -> float:
            return float(np.logaddexp(0, -(2 * right - 1) * (design @ w)).mean() + 1e-4 * w @ w)

        done = minimize(loss, np.ones(4), bounds=[(0, None), (None, None), (0, None), (0, None)])
        if best is None or done.fun < best[0]:
            best = (done.fun, done.x, reach)
    assert best is not None
    print(f"agreement: {len(x)} statements, mean log loss {best[0]:.4f}")
    return {**dict(zip(("stance", "lean", "vote", "echo"), best[1].tolist(), strict=True)), "reach": best[2]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with perspectrum_train.json")
    parser.add_argument("--model", type=Path, required=True, help="folder with embedder.onnx and stance.onnx")
    parser.add_argument("--rounds", type=int, default=24)
    parser.add_argument("--only", choices=("agreement", "concepts"))
    o = parser.parse_args()
    others, kept = split(load(o.data / "perspectrum_train.json"))
    model, rng = CodingModel(o.model), random.Random(1)
    path = o.model / "settings.json"
    numbers = json.loads(path.read_text(encoding="utf-8")) if path.exists() else asdict(Weights())
    if o.only != "agreement":
        found = fit_concepts([play(kept, others, model, rng) for _ in range(o.rounds)])
        numbers |= dict(zip(("label", "most", "mean", "some", "count", "nothing"), found.tolist(), strict=True))
    if o.only != "concepts":
        tables = [votes(kept, model, rng) for _ in range(4)]
        numbers |= fit_agreement(np.concatenate([x for x, _ in tables]), np.concatenate([y for _, y in tables]))
    numbers = {name: round(value, 4) for name, value in numbers.items()}
    path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    print(Weights.load(path))


if __name__ == "__main__":
    main()
