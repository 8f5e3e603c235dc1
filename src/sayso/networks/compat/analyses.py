"""Barplots, backbones and polarization as DNA and rDNA give them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..backbone import Backbones
from ..barplot import barplot as count_bars
from ..build import whole_network
from ..errors import NetworkError
from ..phases import METHODS, phases, trajectory
from ..polarization import Quality
from ..selection import select
from .report import Source, network_data, networks
from .slices import polarization_slices

if TYPE_CHECKING:
    from ..barplot import Barplot
    from .options import DnaOptions

__all__ = ["barplot", "landscape", "nested", "polarization", "rdna_attributes", "rdna_barplot", "rdna_phase"]


def _bars(source: Source, options: DnaOptions) -> Barplot:
    table = source.table(options)
    variable = str(options["variable"])
    others = [name for name, column in table.variables.items() if column.kind == "short text" and name != variable]
    second = {"variable1": variable, "variable2": others[0] if others else None}
    wanted = replace(options, given={**options.given, **second}).network_options(table)
    return count_bars(table, variable, options["qualifier"], wanted)


def _attribute_names(source: Source, options: DnaOptions) -> list[str]:
    return sorted(source.table(options).attribute_names.get(str(options["variable"]), ()))


def barplot(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    """``values``, ``counts``, ``int_values`` and the attributes of the values."""
    bars = _bars(source, options)
    names = _attribute_names(source, options)
    made["values"] = list(bars.values)
    made["counts"] = bars.counts.tolist()
    made["int_values"] = list(bars.levels)
    made["attribute_variables"] = ["Color", *names]
    made["attributes"] = [
        [bars.entities[value].color, *(bars.entities[value].attributes.get(name, "") for name in names)]
        for value in bars.values
    ]


def rdna_barplot(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    """The same as a data frame, one row a value."""
    barplot(source, options, made)
    heads = ["Frequency"] if options["qualifier"] is None else [str(level) for level in made["int_values"]]
    names = [*heads, *made["attribute_variables"]]
    rows = zip(made["values"], made["counts"], made["attributes"], strict=True)
    made["result"] = [
        {"Entity": value, **dict(zip(names, [*counts, *about], strict=True))} for value, counts, about in rows
    ]


def rdna_attributes(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    """All values of a variable, used or not, with colours and attributes."""
    number = options["variableId"]
    if not any(v.id == number for kind in source.dna.statement_types for v in kind.variables):
        raise NetworkError(f"option variableId: the file has no variable {number!r}")
    found = sorted((e for e in source.dna.entities if e.variable == number), key=lambda e: e.value)
    made["result"] = [{"ID": e.id, "value": e.value, "color": e.color, **e.attributes} for e in found]


def _backbones(source: Source, options: DnaOptions) -> Backbones:
    table = source.table(options)
    return Backbones(select(table, options.network_options(table)))


def nested(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    """The order in which concepts leave the backbone."""
    found = _backbones(source, options)
    steps = found.nested()
    made["result"] = {
        "method": "nested",
        "iteration": [step.rank for step in steps],
        "entities": [step.concept for step in steps],
        "backboneLoss": [step.backbone_loss for step in steps],
        "redundantLoss": [step.redundant_loss for step in steps],
        "numStatements": [step.statements for step in steps],
        "numStatementsFull": len(found.chosen.kept),
        "start": found.chosen.start,
        "stop": found.chosen.stop,
    }


def landscape(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    """The losses of every set of concepts and of the rest."""
    found = _backbones(source, options)
    made["second_mode_labels"] = list(found.concepts)
    made["landscape"] = [
        {"backbone": list(concepts), "backbone_loss": loss, "redundant_loss": rest}
        for concepts, loss, rest in found.landscape()
    ]


def polarization(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    """The networks of congruence and conflict and, without time windows, the quality of all groups."""
    table = source.table(options)
    both = []
    for name in ("congruence", "conflict"):
        given = {**options.given, "qualifierAggregation": name, "normalization": "average", "networkType": "onemode"}
        wanted = replace(options, given=given).network_options(table)
        chosen = select(table, wanted)
        whole = wanted.window.unit == "no"
        results = [whole_network(chosen)] if whole else list(polarization_slices(chosen))
        made[name] = [network_data(result) for result in results]
        if whole:
            both.append(results[0].to_numpy())
    if both:
        quality = Quality(both[0], both[1], dna=True)
        clusters = int(options["numClusters"] or 2)
        made["quality_table_membership_raw_normalized"] = [
            [groups.tolist(), raw, normal] for groups, raw, normal in quality.table(clusters)
        ]


def rdna_phase(source: Source, options: DnaOptions, made: dict[str, Any]) -> None:
    """The states of a series, the method that found them, and the distances of all times.

    States are numbered as rDNA does. Of methods that do equally well rDNA takes concor, by how its sums are rounded.
    """
    table = source.table(options)
    results = networks(select(table, options.network_options(table)), options)
    methods = list(options["clusterMethods"] or METHODS)
    methods.sort(key=lambda method: method != "concor")
    span = {"least": int(options["k.min"] or 2), "most": int(options["k.max"] or 6)}
    found = phases(results, distance=str(options["distanceMethod"]), methods=methods, dna=True, **span)
    swapped = found.method in ("concor", "fastgreedy") and max(found.states) == 2
    places = trajectory(found.distance)
    made["result"] = {
        "warnings": [],
        "modularity": found.modularity,
        "clusterMethod": found.method,
        "states": [
            {"date": f"{time:%Y-%m-%d}", "state": 3 - state if swapped else state, "X1": float(x), "X2": float(y)}
            for time, state, (x, y) in zip(found.times, found.states, places, strict=True)
        ],
        "distmat": found.distance.tolist(),
    }
