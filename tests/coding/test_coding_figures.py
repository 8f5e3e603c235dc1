"""What the models reach on PERSPECTRUM's dev split; the floors are those that the project set itself."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.coding.model import CodingModel

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT.parent / "shared" / "stance" / "perspectrum_dev.json"
pytestmark = pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="the benchmarks are absent")


@pytest.fixture(scope="module")
def module() -> Iterator[Callable[[str], Any]]:
    """A module of the benchmarks, which are no installed package."""
    sys.path.insert(0, str(ROOT))
    yield lambda name: import_module(f"benchmarks.{name}")
    sys.path.remove(str(ROOT))


@pytest.mark.slow
@pytest.mark.skipif(not DEV.is_file(), reason="PERSPECTRUM is not here")
def test_concepts_and_agreement_without_an_example(model: CodingModel, module: Callable[[str], Any]) -> None:
    given = module("debates")
    debates = given.load(DEV)
    whole = given.task(debates)
    system = module("coding_systems").Sayso([d.claim for d in debates], model)
    made = module("coding").measure(system, whole.asked[::4], whole)
    assert made.macro > 0.68
    assert made.support > 0.68
    assert made.at_1 > 0.64
    assert made.at_5 > 0.84


def test_f1_is_that_of_each_side_and_their_mean(module: Callable[[str], Any]) -> None:
    support, undermine, macro = module("debates").f1([True, True, True, False], [True, True, False, False])
    assert support == pytest.approx(4 / 5)
    assert undermine == pytest.approx(2 / 3)
    assert macro == pytest.approx((4 / 5 + 2 / 3) / 2)
