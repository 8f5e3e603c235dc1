"""GEXF 1.3, Gephi's own format, with colours and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ...formats.plain import visible
from ..nodes import attribute_names, edge_color, node_edges, nodes
from .numbers import shortest
from .xml_text import xml_text

if TYPE_CHECKING:
    from ..nodes import Node
    from ..result import Network

__all__ = ["to_gexf"]

_VIZ = "http://gexf.net/1.3/viz"


def to_gexf(network: Network) -> str:
    """The network as GEXF. Gephi takes weights below zero badly: ``weight`` is their size, ``signed`` has the sign."""
    root = ET.Element("gexf", {"xmlns": "http://gexf.net/1.3", "xmlns:viz": _VIZ, "version": "1.3"})
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    found = nodes(network)
    names = ["variable", "frequency", *(f"attribute {name}" for name in attribute_names(found))]
    columns = ET.SubElement(graph, "attributes", {"class": "node"})
    for place, name in enumerate(names):
        kind = "integer" if name == "frequency" else "string"
        ET.SubElement(columns, "attribute", {"id": str(place), "title": visible(name), "type": kind})
    columns = ET.SubElement(graph, "attributes", {"class": "edge"})
    ET.SubElement(columns, "attribute", {"id": "0", "title": "signed", "type": "double"})
    _add_nodes(ET.SubElement(graph, "nodes"), found, names)
    _add_edges(ET.SubElement(graph, "edges"), network)
    return xml_text(root)


def _add_nodes(parent: ET.Element, found: list[Node], names: list[str]) -> None:
    for place, node in enumerate(found):
        element = ET.SubElement(parent, "node", {"id": str(place), "label": visible(node.label)})
        values = [node.variable, str(node.frequency)]
        values += [node.attributes.get(name.removeprefix("attribute "), "") for name in names[2:]]
        held = ET.SubElement(element, "attvalues")
        for number, value in enumerate(values):
            ET.SubElement(held, "attvalue", {"for": str(number), "value": visible(value)})
        _add_color(element, node.color)


def _add_edges(parent: ET.Element, network: Network) -> None:
    for place, (row, column, weight) in enumerate(node_edges(network)):
        ends = {"id": str(place), "source": str(row), "target": str(column)}
        element = ET.SubElement(parent, "edge", {**ends, "weight": shortest(abs(weight))})
        held = ET.SubElement(element, "attvalues")
        ET.SubElement(held, "attvalue", {"for": "0", "value": shortest(weight)})
        _add_color(element, edge_color(network, weight))


def _add_color(parent: ET.Element, color: str) -> None:
    parts = {name: str(int(color[at : at + 2], 16)) for name, at in (("r", 1), ("g", 3), ("b", 5))}
    ET.SubElement(parent, "viz:color", parts)
