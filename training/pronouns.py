"""Fit what makes somebody likely to be meant by "he" or "she": ``python -m training.pronouns --data DIR``.

``pronouns.tsv`` tells of pronouns that are sources, in PolNeAR's training part, whom they mean: those of the articles
of ``speakers.tsv`` (parts a to g) and of the gold readings as they were labelled, and those of 355 further articles,
whose readings were read through once for what is wrong in them. What is printed are the tables of
``sayso/reading/he_or_she.py``.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import torch

from sayso.evaluate.speakers import plain_name
from sayso.reading import antecedents
from sayso.reading import he_or_she as rules
from sayso.reading.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.reading.figure import Figure
    from sayso.reading.pronouns import Seen

LABELS = Path(__file__).parent / "pronouns.tsv"
KINDS, FIGURES = list(rules._KINDS), [name for name in rules._FIGURES if not name.endswith("_words")]
SENTENCES, PARAGRAPHS, BACK = len(rules._SENTENCES), len(rules._PARAGRAPHS), len(rules._SUBJECT_BACK)
WIDTH = len(KINDS) + SENTENCES + PARAGRAPHS + BACK
EPOCHS, RATE, DECAY, PENALTY, BATCH = 20, 0.03, 0.85, 1e-3, 32
FOLDS, RUN = 4, 25


@dataclass(frozen=True)
class Choice:
    """One pronoun: its candidates' mentions (m, WIDTH) with whose they are (m,), the candidates (c, FIGURES), which of
    them are right (c,), and which one the reader took.
    """

    mentions: torch.Tensor
    owner: torch.Tensor
    figures: torch.Tensor
    right: torch.Tensor
    taken: int


def load_labels() -> dict[str, dict[int, list[tuple[int, int]]]]:
    """By article, and by where the pronoun begins: spans of the names of whom it means."""
    labels: dict[str, dict[int, list[tuple[int, int]]]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]:
        article, at, names = line.split("\t")
        spans = [span.partition("-") for span in names.split("=")]
        labels.setdefault(article, {})[int(at)] = [(int(begin), int(end)) for begin, _, end in spans]
    return labels


def choices(data: Path) -> list[Choice]:
    """What the reader has to choose from at each pronoun of the table."""
    found: list[Choice] = []
    seen: dict[int, tuple[dict[Figure, list[Seen]], dict[Figure, dict[str, float]], Figure]] = {}

    class Recorder(rules.HeOrShe):
        def of(self, i: int, gender: str, at: int) -> Figure | None:
            taken = super().of(i, gender, at)
            if i >= 0 and taken is not None:
                people = self.mentions.people(at, gender, reach=rules._REACH)
                if taken in people:
                    seen[at] = people, self.facts(i, at, people), taken
            return taken

    reader = Reader()
    with patch.object(antecedents, "HeOrShe", Recorder):
        for article, pronouns in load_labels().items():
            text = (data / "polnear" / "train" / "text" / f"{article}.txt").read_text(encoding="utf-8")
            seen.clear()
            reader.read(text)
            for at, spans in pronouns.items():
                names = {plain_name(text[begin:end]) for begin, end in spans}
                if at in seen:
                    found.append(_choice(*seen[at], names))
    return found


def _choice(
    seen: dict[Figure, list[Seen]], facts: dict[Figure, dict[str, float]], taken: Figure, names: set[str]
) -> Choice:
    people = list(seen)
    rows = [(_row(one), n) for n, figure in enumerate(people) for one in seen[figure]]
    figures = [[float(facts[figure][name]) for name in FIGURES] for figure in people]
    right = [not names.isdisjoint(map(plain_name, (f.name, *f.aliases))) for f in people]
    mentions, owner = torch.tensor([row for row, _ in rows]), torch.tensor([n for _, n in rows])
    return Choice(mentions, owner, torch.tensor(figures), torch.tensor(right), people.index(taken))


def _row(one: Seen) -> list[float]:
    row = [float(kind in one.kinds) for kind in KINDS]
    row += [float(n == min(one.sentences, SENTENCES - 1)) for n in range(SENTENCES)]
    row += [float(n == min(one.paragraphs, PARAGRAPHS - 1)) for n in range(PARAGRAPHS)]
    return row + [float("subject" in one.kinds and n == one.sentences) for n in range(BACK)]


def scores(choice: Choice, mention: torch.Tensor, figure: torch.Tensor) -> torch.Tensor:
    """(c,): each candidate's best mention, and what else speaks for it."""
    least = torch.full((len(choice.figures),), -1e9)
    best = least.scatter_reduce(0, choice.owner, choice.mentions @ mention, "amax")
    return best + choice.figures @ figure


def fit(given: Iterable[Choice]) -> tuple[torch.Tensor, torch.Tensor]:
    """The weights of mentions and of figures under which the right candidates are most likely."""
    mention, figure = (torch.zeros(n, requires_grad=True) for n in (WIDTH, len(FIGURES)))
    with torch.no_grad():
        now = [*rules._KINDS.values(), *rules._SENTENCES, *rules._PARAGRAPHS, *rules._SUBJECT_BACK]
        mention += torch.tensor(now)
        figure += torch.tensor([rules._FIGURES[name] for name in FIGURES])
    optimizer = torch.optim.Adam([mention, figure], lr=RATE)
    known = [c for c in given if c.right.any()]
    for epoch in range(EPOCHS):
        random.Random(epoch).shuffle(known)
        for begin in range(0, len(known), BATCH):
            some = known[begin : begin + BATCH]
            losses = [-torch.logsumexp(torch.log_softmax(scores(c, mention, figure), 0)[c.right], 0) for c in some]
            loss = torch.stack(losses).mean() + PENALTY * (mention.square().sum() + figure.square().sum())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] *= DECAY
    return mention.detach(), figure.detach()


def hits(given: Sequence[Choice], mention: torch.Tensor, figure: torch.Tensor) -> int:
    return sum(bool(c.right[int(scores(c, mention, figure).argmax())]) for c in given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/")
    options = parser.parse_args()
    given = choices(options.data)
    print(f"{len(given)} pronouns; the reader is right in {sum(bool(c.right[c.taken]) for c in given)}", flush=True)
    held = 0
    for fold in range(FOLDS):
        parts = [[c for n, c in enumerate(given) if (n // RUN % FOLDS == fold) is out] for out in (False, True)]
        held += hits(parts[1], *fit(parts[0]))
    print(f"fitted on three quarters each, right in the fourth: {held}")
    mention, figure = fit(given)
    numbers = [round(float(x), 2) for x in mention]
    print("_KINDS", dict(zip(KINDS, numbers, strict=False)))
    at = len(KINDS)
    for name, width in (("_SENTENCES", SENTENCES), ("_PARAGRAPHS", PARAGRAPHS), ("_SUBJECT_BACK", BACK)):
        print(name, tuple(numbers[at : at + width]))
        at += width
    print("_FIGURES", dict(zip(FIGURES, (round(float(x), 2) for x in figure), strict=True)))


if __name__ == "__main__":
    main()
