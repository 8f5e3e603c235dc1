from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.intake.archive import Item


def _invented() -> Any:
    spec = importlib.util.spec_from_file_location("invented", Path(__file__).with_name("invented.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["invented"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def invented() -> Any:
    """The generator of invented news."""
    return _invented()


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., list[Item]]:
    """Write bytes to a file of a name and take in what is there."""
    from sayso.intake.archive import open_sources

    def take(name: str, data: bytes, *options: Any, **others: Any) -> list[Item]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(open_sources([path], *options, **others))

    return take
