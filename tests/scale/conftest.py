"""Invented archives: readings, so that no model is needed, and pages."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso.article import Article, Span
from sayso.record import Actor, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def invented() -> Any:
    """The generator of invented news."""
    path = Path(__file__).parents[1] / "intake_archive" / "invented.py"
    spec = importlib.util.spec_from_file_location("invented", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["invented"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made() -> list[Reading]:
    """Readings of invented articles."""
    return [_reading(number) for number in range(160)]


def _reading(number: int) -> Reading:
    name, content = f"Bram Okoye{number}", f"it would be “{number}”, or 𝟙"
    text = f"{name} said {content}.\nNobody else did.\n"
    start = len(name) + 6
    source, cue, words = (0, len(name)), (len(name) + 1, start - 1), (start, start + len(content))
    actors = (
        Actor("a1", name, "person", mentions=(Span.of(text, *source),)),
        Actor("a2", "The Lantern", "organisation"),
    )
    statement = Statement(
        "s1", (Span.of(text, *source),), (Span.of(text, *cue),), (Span.of(text, *words),), ("a1",), ("a2",), "mixed",
        "forecast", (), (), number % 2 == 0, None, 0.25,
    )  # fmt: skip
    published = ("2031-03-04T10:00:00Z", "2031-03", None)[number % 3]
    article = Article(text, title=f"No. {number}", outlet="Post", authors=("A B", "C"), published=published)
    return Reading(article, actors, (statement,) if number % 5 else ())


@pytest.fixture
def archive(tmp_path: Path, made: list[Reading]) -> Path:
    """The readings in two files: of many articles, and of few."""
    folder = tmp_path / "archive"
    folder.mkdir()
    lines = [json.dumps(reading.to_dict()) + "\n" for reading in made]
    (folder / "a.jsonl").write_text("".join(lines[:150]), encoding="utf-8")
    (folder / "b.jsonl").write_text("".join(lines[150:]), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, str]]:
    """What is in each Parquet file of a dataset."""
    return lambda folder: {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.parquet"))
    }


@pytest.fixture
def sayso() -> list[str]:
    """The command as a process of its own."""
    return [sys.executable, "-m", "sayso"]
