from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.record import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "Mayor Ilse Torvald said the harbour tax would go. “We will keep our word,” she added."
Run = subprocess.CompletedProcess[bytes]


@pytest.fixture
def model() -> None:
    """Asked for by tests that read an article."""
    if not (Path(sayso.__file__).parent / "models" / "en" / "settings.json").is_file():
        pytest.skip("the weights are absent")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def reading() -> Reading:
    """A reading made by hand."""
    return Reading.from_dict(
        {
            "article": {"text": TEXT, "title": "The harbour tax", "url": "https://courier.example/tax.html"},
            "actors": [{"id": "a1", "name": "Ilse Torvald", "kind": "person"}],
            "statements": [
                {"id": "s1", "source": [[0, 18]], "cue": [[19, 23]], "content": [[24, 48]], "speaker": ["a1"]}
            ],
        }
    )


@pytest.fixture
def command() -> list[str]:
    """The command as a process of its own, for what only a process shows."""
    return [sys.executable, "-m", "sayso"]


@pytest.fixture
def environment() -> dict[str, str]:
    source = str(Path(sayso.__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": source, "PYTHONWARNINGS": "error::ResourceWarning", "COLUMNS": "80"}


@pytest.fixture
def run(command: list[str], environment: dict[str, str]) -> Callable[..., Run]:
    def run(*arguments: str | Path, stdin: bytes = b"") -> Run:
        words = [*command, *map(str, arguments)]
        return subprocess.run(words, input=stdin, capture_output=True, env=environment, timeout=120, check=False)

    return run
