"""The figures are those of the scorer that the corpora came with, wherever both can run."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso.evaluate import GoldArticle, evaluate, load_gold, load_polnear, people_bench

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "score" / "score.py"
POLNEAR = SHARED / "polnear" / "dev"

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="the corpora are absent")

ROLES = ("source", "cue", "content", "condition", "hedge")
FOLDERS = {"dev": POLNEAR / "text", "train": SHARED / "polnear" / "train" / "text"}


class Spoiler:
    """Makes a wrong reading out of gold, the same one each time."""

    def __init__(self, article: GoldArticle) -> None:
        self.text = article.text
        self.random = random.Random(article.name)
        self.data = _whole(article)
        self.ids = [a["id"] for a in self.data["actors"]]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def reading(self) -> dict[str, Any]:
        statements: list[dict[str, Any]] = []
        for statement in self.data["statements"]:
            if self.chance(0.12):
                continue
            self._spans(statement, statements)
            if self.ids:
                self._labels(statement)
            statements += [statement] * (2 if self.chance(0.03) else 1)
        for actor in self.data["actors"]:
            if self.chance(0.15):
                actor |= {"name": actor["name"].split()[-1], "kind": "group"}
        narration = [n | {"span": self._moved(n["span"])} for n in self.data["narration"] if not self.chance(0.2)]
        return self.data | {"statements": statements, "narration": narration}

    def _spans(self, statement: dict[str, Any], before: Sequence[dict[str, Any]]) -> None:
        for role in ROLES:
            statement[role] = [self._moved(s) for s in statement[role] if not self.chance(0.07)]
        if before and self.chance(0.1):
            statement["content"] = [*statement["content"], *before[-1]["content"]]
        if before and self.chance(0.1):
            statement["source"] = before[-1]["source"]

    def _moved(self, span: list[Any]) -> list[Any]:
        start, end, _ = span
        if self.chance(0.2):
            start = max(0, start - self.random.randint(1, 9))
        elif self.chance(0.2):
            end = min(len(self.text), end + self.random.randint(1, 40))
        elif self.chance(0.1):
            end = max(start + 1, end - self.random.randint(1, 12))
        return [start, end, "broken" if self.chance(0.01) else self.text[start:end]]

    def _labels(self, statement: dict[str, Any]) -> None:
        if self.chance(0.2):
            statement["speaker"] = self.random.choices(self.ids, k=2)
        if self.chance(0.2):
            statement["relay"] = [self.random.choice(self.ids)]
        if self.chance(0.3):
            statement["act"] = self.random.choice(["claim", "forecast", "proposal", "question"])
        if self.chance(0.1):
            statement |= {"denies": not statement["denies"], "mode": "direct"}


def _whole(article: GoldArticle) -> dict[str, Any]:
    if article.reading is not None:
        return article.reading.to_dict() | {"article": {"id": article.name, "text": article.text}}
    statements = [{role: [list(s) for s in getattr(one, role, ())] for role in ROLES} for one in article.attributions]
    return {"article": {"text": article.text}, "actors": [], "statements": statements, "narration": []}


def theirs(folder: Path, readings: list[dict[str, Any]], *arguments: str | Path) -> dict[str, float]:
    lines, out = folder / "readings.jsonl", folder / "out.json"
    lines.write_text("".join(json.dumps(r) + "\n" for r in readings), encoding="utf-8")
    command = [sys.executable, SCORER, lines, *arguments, "--json", out]
    subprocess.run(command, check=True, capture_output=True)
    figures: dict[str, float] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def same(ours: dict[str, float], others: dict[str, float]) -> None:
    assert list(ours) == list(others)
    assert ours == pytest.approx(others, abs=1e-12)


@pytest.mark.parametrize(
    ("gold", "texts"),
    [
        (SHARED / "seed", SHARED / "seed"),
        (SHARED / "gold" / "dev", FOLDERS["dev"]),
        (SHARED / "gold" / "train", FOLDERS["train"]),
    ],
    ids=["seed", "dev", "train"],
)
def test_readings(gold: Path, texts: Path, tmp_path: Path) -> None:
    articles = load_gold(gold, texts)
    readings = [Spoiler(a).reading() for a in articles]

    ours = evaluate(articles, readings)

    assert 0.3 < ours["attr"] < 0.9
    same(ours, theirs(tmp_path, readings, "--gold", gold, "--texts", texts))


@pytest.mark.parametrize(
    ("score", "arguments"), [(evaluate, []), (people_bench, ["--people"])], ids=["spans", "people"]
)
def test_polnear(score: Callable[..., dict[str, float]], arguments: list[str], tmp_path: Path) -> None:
    articles = load_polnear(POLNEAR)
    readings = [Spoiler(a).reading() for a in articles]

    same(score(articles, readings), theirs(tmp_path, readings, "--polnear", POLNEAR, *arguments))
