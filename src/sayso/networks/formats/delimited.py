"""CSV: a matrix, a list of edges, a list of events.

Cells are parted by commas. Labels that a spreadsheet would run as a formula are guarded as in ``formats.table``. With
DNA's options they are written as DNA does: semicolons, every text in quotes, its own quotes made single.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...formats.table import csv_line, guard
from ..evidence import Evidence
from .numbers import number, shortest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..build import Event, EventList
    from ..result import Network

__all__ = ["edges_to_csv", "events_to_csv", "matrix_to_csv"]

_DOCUMENT = ("id", "title", "author", "source", "section", "type")


def _lines(rows: Iterable[Iterable[object]]) -> str:
    return "".join(map(csv_line, rows))


def matrix_to_csv(network: Network) -> str:
    """The matrix with labels in the first row and column."""
    if network.options.dna:
        return _dna_matrix(network)
    rows = [["", *map(guard, network.columns)]]
    for label, weights in zip(network.rows, network.to_numpy(), strict=True):
        rows.append([guard(label), *(number(w, whole=network.whole_numbers) for w in weights)])
    return _lines(rows)


def edges_to_csv(network: Network) -> str:
    """Source, target, weight and the ids of the statements behind it, one row an edge."""
    rows: list[list[str]] = [["source", "target", "weight", "statements"]]
    evidence = Evidence(network)
    for source, target, weight in network.edges():
        ids = evidence.of(source, target) if network.selection else ()
        rows.append([guard(source), guard(target), shortest(weight), " ".join(map(str, ids))])
    return _lines(rows)


def events_to_csv(events: EventList) -> str:
    """One row a statement, with DNA's names for the columns."""
    names = list(events.selection.table.variables)
    if events.selection.options.dna:
        return "\n".join([";".join(_heads(names)), *(_dna_event(event, names) for event in events)])
    return _lines([_heads(names), *(_event(event, names) for event in events)])


def _heads(names: list[str]) -> list[str]:
    place = ["start_position", "stop_position", "text", "coder"]
    return ["statement_id", "time", *names, *place, *(f"document_{name}" for name in _DOCUMENT)]


def _event(event: Event, names: list[str]) -> list[str]:
    values = [str(event.values[name]) for name in names]
    document = [str(event.document.get(name, "")) for name in _DOCUMENT]
    place = [str(event.start), str(event.stop), guard(event.text or ""), str(event.coder)]
    return [str(event.id), str(event.time), *(map(guard, values)), *place, document[0], *map(guard, document[1:])]


def _dna_text(text: str) -> str:
    return '"{}"'.format(text.replace('"', "'"))


def _dna_matrix(network: Network) -> str:
    lines = [";".join(['""', *map(_dna_text, network.columns)])]
    for label, weights in zip(network.rows, network.to_numpy(), strict=True):
        lines.append(";".join([_dna_text(label), *(number(w, whole=network.whole_numbers) for w in weights)]))
    return "\n".join(lines)


def _dna_event(event: Event, names: list[str]) -> str:
    def cell(value: object) -> str:
        return _dna_text(value.replace(";", ",")) if isinstance(value, str) else str(value)

    values = [cell(event.values[name]) for name in names]
    document = [cell(event.document.get(name, "")) for name in _DOCUMENT[1:]]
    place = [str(event.start), str(event.stop), cell(event.text or ""), str(event.coder), str(event.document["id"])]
    return ";".join([str(event.id), event.time.strftime("%Y-%m-%d %H:%M:%S"), *values, *place, *document])
