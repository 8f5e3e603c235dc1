"""What DNA gives for its options, as plain data under its names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..build import EventList, series_of, whole_network
from ..errors import DnaFailure, NetworkError
from ..from_dna import table_of
from ..selection import moment, select
from ..spectrum import distances, spectrum

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from ...dna import DnaFile
    from ..build import Event
    from ..options import NetworkOptions
    from ..result import Network
    from ..selection import Selection
    from ..table import StatementTable
    from .options import DnaOptions

__all__ = ["Source", "network_data", "networks", "report"]


@dataclass(slots=True)
class Source:
    """A file whose tables are made once."""

    dna: DnaFile
    tables: dict[str, StatementTable] = field(default_factory=dict)

    def table(self, options: DnaOptions) -> StatementTable:
        """The statements of the type that the options name."""
        label = str(options["statementType"])
        if label not in self.tables:
            self.tables[label] = table_of(self.dna, label)
        return self.tables[label]


def report(source: Source | DnaFile, options: DnaOptions) -> dict[str, Any]:
    """The result, under the names that DNA and rDNA have for its parts.

    Where DNA fails, ``exception`` says why.

    Raises:
        NetworkError: an option is none of DNA's.
        FormatError: there is no such statement type.
    """
    source = source if isinstance(source, Source) else Source(source)
    made: dict[str, Any] = {"options": dict(options.given)}
    compute = _kinds().get(options.kind)
    if compute is None:
        raise NetworkError(f"kind {options.kind!r} is not one of {', '.join(_kinds())}")
    try:
        compute(source, options, made)
    except DnaFailure as failure:
        made["exception"] = str(failure)
        made["results"] = None
        options.log.append(f"ERROR: {failure}")
    made["log"] = options.log
    return made


def _kinds() -> Mapping[str, Callable[[Source, DnaOptions, dict[str, Any]], None]]:
    from . import analyses

    return {
        "network": _network,
        "file": _network,
        "barplot": analyses.barplot,
        "nested": analyses.nested,
        "backbone_landscape": analyses.landscape,
        "polarization": analyses.polarization,
        "rdna_barplot": analyses.rdna_barplot,
        "rdna_attributes": analyses.rdna_attributes,
        "rdna_phase": analyses.rdna_phase,
    }


def _network(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    table = source.table(options)
    wanted = options.network_options(table)
    chosen = select(table, wanted)
    made["effective"] = _effective(options, wanted, chosen)
    made["n_original_statements"] = len(chosen.loaded)
    made["n_filtered_statements"] = len(chosen.kept)
    made["filtered_statement_ids"] = table.ids[chosen.kept].tolist()
    if wanted.type == "eventlist":
        made["events"] = [_event_data(event) for event in EventList(chosen)]
        return
    results = networks(chosen, options)
    made["results"] = [network_data(result) for result in results]
    if options["eigenvalues"]:
        made["normalized_eigenvalues"] = {"ojalgo": _eigenvalues(results[0])}
    if options["distance"]:
        matrices = [result.to_numpy() for result in results]
        made["distance"] = {name: distances(matrices, name, dna=True).tolist() for name in options["distance"]}


def networks(chosen: Selection, options: DnaOptions) -> list[Network]:
    """One network, or one for each window, scaled to a sum of one where the options say so."""
    results = [whole_network(chosen)] if chosen.options.window.unit == "no" else list(_series(chosen))
    if options["normalizeToOne"]:
        results = [result.scaled_to_one() for result in results]
    return results


def _series(chosen: Selection) -> Any:
    kernel = chosen.options.window.kernel != "no"
    if kernel and not len(chosen.kept):
        raise DnaFailure("DNA 3.0 fails with a kernel where no statement is left")
    if kernel and chosen.qualifier is not None and chosen.qualifier.kind == "short text":
        empty = chosen.qualifier.code("")
        if empty >= 0 and (chosen.qualifier.codes[chosen.kept] == empty).any():
            raise DnaFailure("DNA 3.0 fails with a kernel where a qualifier is empty")
    return series_of(chosen)


def _eigenvalues(result: Network) -> list[float]:
    return [float(value) for value in spectrum(result.to_numpy(), dna=True)]


def _time_text(time: datetime) -> str:
    """As Java writes it: no seconds where there are none."""
    return time.isoformat(timespec="seconds" if time.second else "minutes")


def network_data(result: Network) -> dict[str, Any]:
    """A matrix with its labels, times and count."""
    return {
        "row_names": list(result.rows),
        "col_names": list(result.columns),
        "matrix": result.to_numpy().tolist() if result.rows else [],
        "integer": result.whole_numbers,
        "start": _time_text(result.start),
        "stop": _time_text(result.stop),
        "datetime": _time_text(result.time),
        "num_statements": result.statements,
    }


def _event_data(event: Event) -> dict[str, Any]:
    about = {
        f"document_{name}": event.document[name] for name in ("id", "title", "author", "source", "section", "type")
    }
    return {
        "statement_id": event.id,
        "time": _time_text(event.time),
        "values": event.values,
        "start": event.start,
        "stop": event.stop,
        "text": event.text,
        "coder": event.coder,
        **about,
    }


def _effective(options: DnaOptions, wanted: NetworkOptions, chosen: Selection) -> dict[str, Any]:
    """What was computed in the end."""
    window = wanted.window
    size = window.size + (window.size % 2 if window.kernel != "no" else 0)
    names = {"variable1": wanted.variable1, "variable2": wanted.variable2, "qualifier": wanted.qualifier}
    return {
        "networkType": wanted.type,
        **{key: name and name.removeprefix("document:") for key, name in names.items()},
        "qualifierAggregation": wanted.aggregation,
        "normalization": wanted.normalization,
        "duplicates": wanted.duplicates,
        "timeWindow": window.unit,
        "windowSize": size,
        "isolates": wanted.isolates,
        **{f"{key}Document": bool(name) and str(name).startswith("document:") for key, name in names.items()},
        "kernel": options["kernel"],
        "indentTime": window.indent,
        "startDateTime": _time_text(moment(chosen.start)),
        "stopDateTime": _time_text(moment(chosen.stop)),
        "fileFormat": options["fileFormat"],
    }
