"""DNA's options, with its defaults, and what it makes of combinations that cannot be.

DNA puts something else in the place of what it does not know, and logs that it did; so does this, for people who move
over with their scripts. Everything else in Sayso raises an error instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..errors import DnaFailure, NetworkError
from ..options import (
    AGGREGATIONS,
    BOTH,
    DUPLICATES,
    EVERY_AGGREGATION,
    EVERY_NORMALIZATION,
    KERNELS,
    NETWORK_TYPES,
    NORMALIZATIONS,
    UNITS,
    NetworkOptions,
    Window,
)
from ..table import DOCUMENT_VARIABLES

if TYPE_CHECKING:
    from ..table import StatementTable

__all__ = ["DnaOptions", "read_options"]

_DEFAULTS: dict[str, Any] = {
    "networkType": "twomode",
    "statementType": "DNA Statement",
    "variable1": "organization",
    "variable1Document": False,
    "variable2": "concept",
    "variable2Document": False,
    "qualifier": "agreement",
    "qualifierDocument": False,
    "qualifierAggregation": "ignore",
    "normalization": "no",
    "isolates": False,
    "duplicates": "include",
    "startDate": "01.01.1900",
    "stopDate": "31.12.2099",
    "startTime": "00:00:00",
    "stopTime": "23:59:59",
    "timeWindow": "no",
    "windowSize": 100,
    "kernel": "no",
    "normalizeToOne": False,
    "indentTime": True,
    "excludeValues": [],
    "excludeAuthors": [],
    "excludeSources": [],
    "excludeSections": [],
    "excludeTypes": [],
    "invertValues": False,
    "invertAuthors": False,
    "invertSources": False,
    "invertSections": False,
    "invertTypes": False,
    "fileFormat": None,
    "jvm_locale": "en_GB",
}
_OF_KIND: dict[str, dict[str, Any]] = {
    "nested": {"networkType": "onemode", "qualifierAggregation": "subtract", "normalization": "average"},
    "barplot": {"duplicates": "document"},
    "rdna_phase": {"qualifierAggregation": "subtract", "duplicates": "document", "isolates": True, "indentTime": False},
    "polarization": {"indentTime": False, "networkType": "onemode"},
}
_OF_KIND["nested"]["duplicates"] = "document"
_OF_KIND |= dict.fromkeys(("backbone_landscape", "backbone_sa"), _OF_KIND["nested"])
_OF_KIND["rdna_barplot"] = _OF_KIND["barplot"]
_CHOICES = {
    "networkType": NETWORK_TYPES,
    "qualifierAggregation": EVERY_AGGREGATION,
    "normalization": EVERY_NORMALIZATION,
    "duplicates": DUPLICATES,
    "timeWindow": UNITS,
    "kernel": KERNELS,
}
_FILTERS = {"Authors": "author", "Sources": "source", "Sections": "section", "Types": "type"}


@dataclass(frozen=True, slots=True)
class DnaOptions:
    """Options as given, with DNA's defaults; ``kind`` is what is to be computed with them."""

    kind: str
    given: Mapping[str, Any]
    log: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        if name in self.given:
            return self.given[name]
        return _OF_KIND.get(self.kind, {}).get(name, _DEFAULTS.get(name))

    def network_options(self, table: StatementTable) -> NetworkOptions:
        """What DNA would compute; ``log`` tells what it put in the place of something else.

        Raises:
            DnaFailure: DNA fails.
            NetworkError: a value is none of DNA's.
        """
        for name, known in _CHOICES.items():
            if self[name] not in known:
                raise NetworkError(f"option {name}: {self[name]!r} is not one of {', '.join(known)}")
        first, second, qualifier = self._variables(table)
        exclude, include = self._filters(table)
        options = NetworkOptions(
            type=self["networkType"],
            variable1=first,
            variable2=second,
            qualifier=qualifier,
            aggregation=self._aggregation(qualifier),
            normalization=self._normalization(),
            duplicates=self["duplicates"],
            isolates=bool(self["isolates"]),
            start=self._time("startDate", "startTime"),
            stop=self._time("stopDate", "stopTime"),
            exclude=exclude,
            include=include,
            window=self._window(),
            compat="dna-3.0",
            week_starts="monday" if self["jvm_locale"] in ("en_GB", "de_DE", "fr_FR") else "sunday",
        )
        self._check_kernel(options)
        return options

    def _variables(self, table: StatementTable) -> tuple[str, str, str | None]:
        wanted = [self._variable(name, table) for name in ("variable1", "variable2")]
        texts = [name for name, column in table.variables.items() if column.kind == "short text"]
        for place, label in enumerate(wanted):
            if not _is_node(label, table):
                self._warn(f"variable {place + 1} ({label}) does not exist in the statement type")
                wanted[place] = _other(texts, wanted[1 - place])
        if wanted[0] == wanted[1]:
            self._warn("variables 1 and 2 are identical")
            wanted[1] = _other(texts, wanted[0])
        qualifier = None if self["qualifier"] is None else self._variable("qualifier", table)
        if qualifier is not None and (qualifier in wanted or not _is_qualifier(qualifier, table)):
            self._warn("the qualifier is undefined or invalid")
            qualifier = None
        return wanted[0], wanted[1], qualifier

    def _variable(self, option: str, table: StatementTable) -> str:
        """The name as a table has it: of a document variable with ``document:`` before it."""
        name = str(self[option])
        if self[f"{option}Document"]:
            if name not in DOCUMENT_VARIABLES:
                raise DnaFailure(f"DNA 3.0 fails: {name!r} is no variable of documents")
            return f"document:{name}"
        if name in DOCUMENT_VARIABLES and name not in table.variables:
            raise DnaFailure(f"DNA 3.0 fails: {name!r} is a variable of documents, but {option}Document is not set")
        return name

    def _aggregation(self, qualifier: str | None) -> str:
        wanted, kind = str(self["qualifierAggregation"]), self["networkType"]
        fits = wanted in AGGREGATIONS[kind] and (wanted != BOTH or self["timeWindow"] == "events")
        if not fits or qualifier is None:
            if wanted != "ignore":
                self._warn("the qualifier aggregation is incompatible with the network type, or there is no qualifier")
            return "ignore"
        return wanted

    def _normalization(self) -> str:
        wanted = str(self["normalization"])
        if wanted not in NORMALIZATIONS[self["networkType"]]:
            self._warn("the normalization is incompatible with the network type")
            return "no"
        return wanted

    def _window(self) -> Window:
        size, unit = self["windowSize"], self["timeWindow"]
        if not isinstance(size, int):
            raise NetworkError(f"option windowSize: {size!r} is no whole number")
        if unit != "no" and size < 1:
            self._warn("the size of the time window is invalid")
        return Window(unit, max(size, 1), self["kernel"] if unit != "no" else "no", bool(self["indentTime"]))

    def _time(self, date: str, time: str) -> datetime | None:
        if self[date] == _DEFAULTS[date]:
            return None
        try:
            return datetime.strptime(f"{self[date]} {self[time]}", "%d.%m.%Y %H:%M:%S")
        except ValueError:
            wanted = "no date such as 31.12.2024 with a time such as 23:59:59"
            raise NetworkError(f"options {date} and {time}: {self[date]!r}, {self[time]!r} is {wanted}") from None

    def _filters(self, table: StatementTable) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        exclude: dict[str, list[str]] = {}
        include: dict[str, list[str]] = {}
        for name, value in _pairs(self["excludeValues"]):
            if name not in table.variables:
                raise DnaFailure(f"{name!r} is not a variable of statements and cannot be excluded")
            (include if self["invertValues"] else exclude).setdefault(name, []).append(value)
        for plural, variable in _FILTERS.items():
            values = [str(value) for value in self[f"exclude{plural}"]]
            if values:
                (include if self[f"invert{plural}"] else exclude)[f"document:{variable}"] = values
        return exclude, include

    def _check_kernel(self, options: NetworkOptions) -> None:
        if options.window.kernel != "no" and (options.qualifier or "").startswith("document:"):
            raise DnaFailure("DNA 3.0 fails with a document variable as qualifier under a kernel")

    def _warn(self, what: str) -> None:
        self.log.append(f"WARNING: {what}; something else was put in its place, as DNA does")


def _is_node(name: str, table: StatementTable) -> bool:
    return table.has(name) and table.column(name).kind == "short text"


def _is_qualifier(name: str, table: StatementTable) -> bool:
    return table.has(name) and table.column(name).kind != "long text"


def _other(names: Sequence[str], taken: str) -> str:
    for name in names:
        if name != taken:
            return name
    raise DnaFailure("DNA 3.0 fails: the statement type has too few short-text variables")


def _pairs(values: Any) -> list[tuple[str, str]]:
    """``[[variable, value], ...]``, or ``{variable: [value, ...]}`` as rDNA's lists come out."""
    if isinstance(values, Mapping):
        lists = ((name, [held] if isinstance(held, str) else held) for name, held in values.items())
        return [(str(name), str(value)) for name, held in lists for value in held]
    try:
        return [(str(name), str(value)) for name, value in values]
    except (TypeError, ValueError):
        raise NetworkError('option excludeValues: pairs of variable and value are needed: [["concept", "x"]]') from None


def read_options(given: Any, kind: str | None = None) -> DnaOptions:
    """Options as a mapping; or a whole case, which holds them under ``options`` and says its ``kind``.

    Where no kind is said, ``network`` is meant, unless the options are those of something else alone.

    Raises:
        NetworkError: it is no mapping.
    """
    if isinstance(given, Mapping) and isinstance(given.get("options"), Mapping):
        kind = kind or given.get("kind")
        given = given["options"]
    if not isinstance(given, Mapping):
        raise NetworkError('the options must be an object such as {"networkType": "onemode"}')
    kind = kind or given.get("kind") or _guess(given)
    return DnaOptions(str(kind), given)


def _guess(given: Mapping[str, Any]) -> str:
    signs = {
        "variable": "barplot",
        "variableId": "rdna_attributes",
        "clusterMethods": "rdna_phase",
        "numClusters": "polarization",
        "normalizeScores": "polarization",
        "nondeterministic_runs": "polarization",
        "method": "backbone_sa",
        "fileFormat": "file",
    }
    for option, kind in signs.items():
        if option in given:
            return kind
    one, two = ([name for name in NORMALIZATIONS[kind] if name != "no"] for kind in ("onemode", "twomode"))
    normalization = given.get("normalization")
    one_mode = normalization in one or given.get("qualifierAggregation") in ("congruence", "conflict")
    plain = not {"networkType", "timeWindow", "kernel"} & set(given)
    return "nested" if one_mode and plain and normalization not in two else "network"
