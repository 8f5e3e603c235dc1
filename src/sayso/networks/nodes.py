"""The nodes of a network with what is known of each: what every graph format begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .result import Network

__all__ = ["Node", "attribute_names", "edge_color", "node_edges", "nodes"]

_GREEN, _RED, _BLUE, _BLACK = "#00ff00", "#ff0000", "#0000ff", "#000000"


@dataclass(frozen=True, slots=True)
class Node:
    """``id`` is the entity's, or without entities the node's place, from 1; ``mode`` is 1 for rows, 2 for columns."""

    id: int
    label: str
    mode: int
    variable: str
    color: str
    frequency: int
    attributes: Mapping[str, str]


def nodes(network: Network) -> list[Node]:
    """The rows, and in a two-mode network the columns after them."""
    found = _side(network, second=False, first_id=1)
    if network.kind == "twomode":
        found += _side(network, second=True, first_id=len(found) + 1)
    ids = [node.id for node in found]
    if len(set(ids)) < len(ids):  # entities of some nodes only: their ids and the places could be the same
        found = [
            Node(place, n.label, n.mode, n.variable, n.color, n.frequency, n.attributes)
            for place, n in enumerate(found, 1)
        ]
    return found


def _side(network: Network, *, second: bool, first_id: int) -> list[Node]:
    labels = network.columns if second else network.rows
    variable = network.options.variable2 if second else network.options.variable1
    counts = network.frequency(second=second) or (0,) * len(labels)
    made = []
    for place, (label, count) in enumerate(zip(labels, counts, strict=True), first_id):
        entity = network.entity(label, second=second)
        about = (place, "#000000", {}) if entity is None else (entity.id, entity.color, entity.attributes)
        name = variable.removeprefix("document:")
        made.append(Node(about[0], label, 2 if second else 1, name, about[1], count, about[2]))
    return made


def node_edges(network: Network) -> Iterator[tuple[int, int, float]]:
    """The edges as places in ``nodes``, with their weights."""
    shift = len(network.rows) if network.kind == "twomode" else 0
    for row, column, weight in network.edge_places():
        yield row, column + shift, weight


def attribute_names(found: list[Node]) -> list[str]:
    """The names of the attributes of all nodes, those of rows first, each once."""
    return list(dict.fromkeys(name for node in found for name in node.attributes))


def edge_color(network: Network, weight: float) -> str:
    """Green for agreement, red for disagreement, blue for both, black where the weight does not tell.

    That is so in a two-mode ``combine`` over a boolean, and by the sign or name of ``subtract``, ``congruence`` and
    ``conflict``.
    """
    aggregation = network.options.aggregation
    if aggregation == "combine":
        return {1.0: _GREEN, 2.0: _RED, 3.0: _BLUE}.get(weight, _BLACK) if _is_boolean(network) else _BLACK
    if aggregation == "subtract":
        return _GREEN if weight > 0 else _RED
    return {"congruence": _GREEN, "conflict": _RED}.get(aggregation, _BLACK)


def _is_boolean(network: Network) -> bool:
    qualifier = network.selection.qualifier if network.selection else None
    return qualifier is not None and qualifier.kind == "boolean"
