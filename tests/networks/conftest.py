"""Made statements: a small worked example, files that DNA could have written, and tables of any size."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from sayso.networks import Column, Documents, StatementTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Coded = tuple[int, str, str, int]
_MADE = Path(__file__).parents[1] / "dna" / "made.py"


@pytest.fixture(scope="session")
def table() -> Callable[[Sequence[Coded], Sequence[str]], StatementTable]:
    """Makes a table of (document, organization, concept, agreement) and the documents' dates."""
    return coded


@pytest.fixture(scope="session")
def large() -> Callable[..., StatementTable]:
    """Makes a table of any size."""
    return made_statements


@pytest.fixture
def debate(tmp_path: Path) -> Path:
    """An invented debate as a ``.dna`` file."""
    spec = importlib.util.spec_from_file_location("made_dna_file", _MADE)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules["made_dna_file"] = module
    spec.loader.exec_module(module)
    path: Path = module.write_dna(tmp_path / "debate.dna")
    return path


def coded(statements: Sequence[Coded], days: Sequence[str]) -> StatementTable:
    """A table of (document, organization, concept, agreement); ``days`` are the documents' dates."""
    times = np.asarray(days, dtype="M8[s]").astype(np.int64)
    document, organizations, concepts, agreement = zip(*statements, strict=True) if statements else ([], [], [], [])
    count = np.arange(len(statements), dtype=np.int64)
    authors = Column.of("short text", ["Anna" if place % 2 else "Bob" for place in range(len(days))])
    return StatementTable(
        ids=count + 1,
        document=np.asarray(document, dtype=np.int64),
        start=10 * count,
        stop=10 * count + 5,
        coder=np.ones_like(count),
        variables={
            "organization": Column.of("short text", organizations),
            "concept": Column.of("short text", concepts),
            "agreement": Column.of("boolean", agreement),
        },
        documents=Documents(np.arange(len(days), dtype=np.int64) + 1, times, {"author": authors}),
    )


def made_statements(count: int, *, actors: int = 2_000, concepts: int = 200, seed: int = 0) -> StatementTable:
    """``count`` statements over ten years, three to a document; a few actors and concepts have most of them."""
    random = np.random.default_rng(seed)
    documents = max(count // 3, 1)
    days = np.sort(random.integers(0, 3650, documents))
    who, what = (_skewed(random, count, size) for size in (actors, concepts))
    agree = (random.random(count) < 0.5 + 0.4 * np.sin(who * what % 7)).astype(np.int64)
    place = np.arange(count, dtype=np.int64)
    return StatementTable(
        ids=place,
        document=np.sort(random.integers(0, documents, count)),
        start=place,
        stop=place + 1,
        coder=np.ones_like(place),
        variables={
            "organization": Column.of_codes("short text", who, [f"actor {n}" for n in range(actors)]),
            "concept": Column.of_codes("short text", what, [f"concept {n}" for n in range(concepts)]),
            "agreement": Column.of_codes("boolean", agree, [0, 1]),
        },
        documents=Documents(np.arange(documents, dtype=np.int64), days * 86_400 + 1_262_304_000),
    )


def _skewed(random: np.random.Generator, count: int, size: int) -> np.ndarray:
    return np.minimum((size * random.random(count) ** 3).astype(np.int64), size - 1)
