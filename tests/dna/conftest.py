from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def made() -> Any:
    """The writer of small databases."""
    spec = importlib.util.spec_from_file_location("made_dna", Path(__file__).with_name("made.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["made_dna"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def debate(made: Any, tmp_path: Path) -> Path:
    """An invented debate as a file."""
    path: Path = made.write_dna(tmp_path / "debate.dna")
    return path
