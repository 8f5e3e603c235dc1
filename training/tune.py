"""Choose the anchor threshold and calibrate the confidence on annotated articles.

``python -m training.tune --model DIR --polnear DIR`` prints the figures at several thresholds. With ``--write`` the
best one for attr and alpha together, and a logistic calibration fitted there, go into the model's ``settings.json``.
The reliability table is that of a two-fold check: each half of the articles under the calibration of the other.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.evaluate.gold import GoldArticle, load_polnear
from sayso.evaluate.spans import Compared, alpha, compare, score_subset
from sayso.reading.attributions import Answers, Found, decode
from sayso.reading.model import Model
from sayso.reading.reader import confidence_features, in_characters, with_fixed_forms
from sayso.reading.words import Words, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.record import Attribution

THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)


@dataclass
class Read:
    gold: GoldArticle
    words: Words
    answers: Answers


def figures(read: list[Read], model: Model, threshold: float) -> list[Compared]:
    """The articles as the reader would read them, beside their gold."""
    return [
        compare(r.gold.text, r.gold.attributions, with_fixed_forms(r.gold.text, spans))
        for r, _, spans in decoded(read, model, threshold)
    ]


def decoded(read: list[Read], model: Model, threshold: float) -> Iterator[tuple[Read, list[Found], list[Attribution]]]:
    for r in read:
        found = decode(r.answers, model.head, r.words.paragraph, threshold)
        yield r, found, [in_characters(f, r.words, r.gold.text, model.settings.calibration) for f in found]


def show(threshold: float, compared: list[Compared]) -> float:
    """Print a row; the sum of attr and alpha, by which the threshold is chosen."""
    score = score_subset(compared, "all")
    attr, agreement = score["attr"], alpha(compared)
    exact = " ".join(f"{role} {score[f'exact.{role}'].f1:.4f}" for role in ("source", "cue", "content"))
    print(
        f"{threshold:.2f}  attr {attr.precision:.4f} {attr.recall:.4f} {attr.f1:.4f}  content_src "
        f"{score['content_src'].f1:.4f}  exact {exact}  alpha {agreement:.4f}"
    )
    return attr.f1 + agreement


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, lightly damped."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (y - p) - 1e-3 * w)
    return w


def calibrate(read: list[Read], model: Model, threshold: float) -> list[float]:
    """Weights of ``confidence_features``; prints the reliability table of a two-fold check."""
    rows, right, sizes = [], [], []
    for r, found, spans in decoded(read, model, threshold):
        matched = compare(r.gold.text, r.gold.attributions, spans).matched["attr"][1]
        rows += [confidence_features(f) for f in found]
        right += [i in matched for i in range(len(found))]
        sizes.append(len(found))
    x, y = np.array(rows), np.array(right, float)
    fold = np.repeat(np.arange(len(sizes)) % 2, sizes)
    p = np.empty(len(y))
    for k in (0, 1):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    error = 0.0
    print("confidence   statements  mean  right")
    for low in np.arange(0, 1, 0.1):
        at = (p >= low) & (p < low + 0.1 + (low > 0.85))
        if at.any():
            print(f"{low:.1f} to {low + 0.1:.1f}   {at.sum():6}     {p[at].mean():.3f}  {y[at].mean():.3f}")
            error += at.mean() * abs(p[at].mean() - y[at].mean())
    print(f"expected calibration error {error:.4f}")
    return [round(float(v), 4) for v in fit(x, y)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=0, help="only so many articles")
    parser.add_argument("--threshold", type=float, help="take this one instead of looking for the best")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = Model(options.model, 2)
    read = []
    for gold in load_polnear(options.polnear)[: options.limit or None]:
        words = split_words(gold.text, model.tokenizer)
        read.append(Read(gold, words, model.answers(words)))
    thresholds = [options.threshold] if options.threshold else THRESHOLDS
    best = max(thresholds, key=lambda t: show(t, figures(read, model, t)))
    print(f"best threshold {best}")
    weights = calibrate(read, model, best)
    if options.write:
        path = options.model / "settings.json"
        settings = json.loads(path.read_text())
        path.write_text(json.dumps({**settings, "threshold": best, "calibration": weights}, indent=1) + "\n")


if __name__ == "__main__":
    main()
