from __future__ import annotations

import pytest

from sayso.coding import Codebook, Concept
from sayso.coding.model import CodingModel

TAX = Concept(
    "Raise the fuel tax",
    "The tax on petrol should go up",
    ("Dearer petrol would clean the air.",),
    ("Drivers pay enough already.",),
)


@pytest.fixture(scope="session")
def model() -> CodingModel:
    """The packaged weights, loaded once."""
    return CodingModel(threads=1)


@pytest.fixture
def book() -> Codebook:
    return Codebook.of([TAX, "Build the harbour bridge", "Close the zoo"])
