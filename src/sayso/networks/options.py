"""What a network is to be: every choice with the values that it can take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from .errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

__all__ = [
    "AGGREGATIONS",
    "CALENDAR_UNITS",
    "COMPAT",
    "DUPLICATES",
    "EVERY_AGGREGATION",
    "EVERY_NORMALIZATION",
    "KERNELS",
    "NETWORK_TYPES",
    "NORMALIZATIONS",
    "UNITS",
    "NetworkOptions",
    "Window",
]

NETWORK_TYPES = ("twomode", "onemode", "eventlist")
BOTH = "congruence & conflict"
AGGREGATIONS = {
    "twomode": ("ignore", "combine", "subtract"),
    "onemode": ("ignore", "congruence", "conflict", "subtract", BOTH),
    "eventlist": ("ignore", "subtract"),
}
NORMALIZATIONS = {
    "twomode": ("no", "activity", "prominence"),
    "onemode": ("no", "average", "jaccard", "cosine"),
    "eventlist": ("no",),
}
EVERY_AGGREGATION = tuple(dict.fromkeys(name for names in AGGREGATIONS.values() for name in names))
EVERY_NORMALIZATION = tuple(dict.fromkeys(name for names in NORMALIZATIONS.values() for name in names))
DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")
CALENDAR_UNITS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
UNITS = ("no", *CALENDAR_UNITS, "events")
KERNELS = ("no", "uniform", "gaussian", "epanechnikov", "triangular")
COMPAT = (None, "dna-3.0")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Window:
    """Moving windows over time, ``size`` units or events wide; with a kernel the statements in one are weighted.

    ``indent`` lets kernels begin half a window after the first statement and end half a window before the last.
    """

    unit: str = "no"
    size: int = 100
    kernel: str = "no"
    indent: bool = True

    def check(self) -> None:
        """See that all of it exists and goes together.

        Raises:
            NetworkError: it does not.
        """
        _one_of("time window", self.unit, UNITS)
        _one_of("kernel", self.kernel, KERNELS)
        if self.size < 1:
            raise NetworkError(f"a window of size {self.size} holds nothing; it must be 1 or more")
        if self.kernel != "no" and self.unit not in CALENDAR_UNITS:
            raise NetworkError(f"a kernel weights by time: it needs a window in {', '.join(CALENDAR_UNITS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkOptions:
    """A network to be built.

    ``variable1`` and ``variable2`` are text variables of statements, or of documents (``author``, ``id``, ``section``,
    ``source``, ``title``, ``type``; with ``document:`` before them where statements have one of that name).
    ``qualifier`` is any variable but a long text; it counts only where ``aggregation`` is not ``ignore``.
    ``start`` and ``stop`` are inclusive; without them, the first and last document. ``exclude`` drops statements
    that have one of the values of a variable, ``include`` those that have none; numbers are given as text. ``isolates``
    keeps nodes whose statements were all dropped by statement variables or as duplicates. With ``compat="dna-3.0"`` the
    numbers are those of DNA 3.0 with all its defects (``docs/networks.md`` lists them).
    """

    type: str = "twomode"
    variable1: str = "organization"
    variable2: str = "concept"
    qualifier: str | None = "agreement"
    aggregation: str = "ignore"
    normalization: str = "no"
    duplicates: str = "include"
    isolates: bool = False
    start: datetime | None = None
    stop: datetime | None = None
    exclude: Mapping[str, Collection[str]] = field(default_factory=dict)
    include: Mapping[str, Collection[str]] = field(default_factory=dict)
    window: Window = field(default_factory=Window)
    compat: str | None = None
    week_starts: str = "monday"
    """``sunday`` counts weeks as in the United States; it matters for ``duplicates="week"`` alone."""

    def check(self) -> None:
        """See that all choices exist and go together.

        Raises:
            NetworkError: they do not; the message lists what would do.
        """
        _one_of("network type", self.type, NETWORK_TYPES)
        _one_of("duplicates", self.duplicates, DUPLICATES)
        _one_of("compat", self.compat, COMPAT)
        _one_of("week_starts", self.week_starts, ("monday", "sunday"))
        _one_of(f"aggregation of a {self.type} network", self.aggregation, AGGREGATIONS[self.type])
        _one_of(f"normalization of a {self.type} network", self.normalization, self._normalizations())
        if self.compat is None:
            self.window.check()
            self._check_variables()

    def _normalizations(self) -> tuple[str, ...]:
        """DNA takes any normalization with a kernel (and makes another of it)."""
        return EVERY_NORMALIZATION if self.compat else NORMALIZATIONS[self.type]

    def _check_variables(self) -> None:
        if self.variable1 == self.variable2 and self.type != "eventlist":
            raise NetworkError(f"variables 1 and 2 are both {self.variable1!r}")
        if self.aggregation != "ignore" and self.qualifier is None:
            raise NetworkError(f"aggregation {self.aggregation!r} needs a qualifier")
        if self.aggregation != "ignore" and self.qualifier in (self.variable1, self.variable2):
            raise NetworkError(f"the qualifier {self.qualifier!r} is variable 1 or 2 already")
        if self.aggregation == BOTH and self.window.unit != "events":
            raise NetworkError(f"aggregation {BOTH!r} needs a time window in events")
        if self.aggregation == "combine" and self.window.kernel != "no":
            raise NetworkError(
                "'combine' tells patterns apart, which a kernel cannot weight; use 'subtract' or 'ignore'"
            )

    @property
    def dna(self) -> bool:
        """Whether DNA's defects are wanted."""
        return self.compat is not None


def _one_of(what: str, value: T, known: Collection[T]) -> None:
    if value not in known:
        raise NetworkError(f"{what}: {value!r} is not one of {', '.join(repr(k) for k in known)}")
