"""GraphML as DNA writes it for visone: labels, attributes, colours and frequencies."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ...formats.plain import visible
from ..nodes import attribute_names, edge_color, node_edges, nodes
from .numbers import shortest
from .xml_text import xml_text

if TYPE_CHECKING:
    from ..nodes import Node
    from ..result import Network

__all__ = ["to_graphml"]

_SPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:visone": "http://visone.info/xmlns",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_OWN = ("id", "name", "variable", "frequency", "d0")
_WIDTH, _HEIGHT = 800, 600


def to_graphml(network: Network) -> str:
    """The network as GraphML. Nodes lie at random, but always at the same, places: layout is for the program."""
    root = ET.Element("graphml", _SPACES)
    found = nodes(network)
    names = [name for name in attribute_names(found) if name not in _OWN]
    _add_keys(root, names)
    graph = _add_graph(root, network, len(found))
    random = Random(0)
    for node in found:
        _add_node(graph, node, names, random)
    for row, column, weight in node_edges(network):
        _add_edge(graph, found[row], found[column], weight, edge_color(network, weight))
    return xml_text(root)


def _add_keys(root: ET.Element, names: list[str]) -> None:
    for key, kind, graphics in (("d0", "node", "nodegraphics"), ("e0", "edge", "edgegraphics")):
        ET.SubElement(root, "key", {"id": key, "for": kind, "yfiles.type": graphics})
    ET.SubElement(root, "key", {"id": "prop", "for": "graph", "visone.type": "properties"})
    own = ["id", "name", *names, "variable", "frequency"]
    for name in own:
        kind = "int" if name == "frequency" else "string"
        about = {"id": visible(name), "for": "node", "attr.name": visible(name), "attr.type": kind}
        ET.SubElement(root, "key", about)
    ET.SubElement(root, "key", {"id": "weight", "for": "edge", "attr.name": "weight", "attr.type": "double"})


def _add_graph(root: ET.Element, network: Network, count: int) -> ET.Element:
    rows, columns = network.shape
    possible = rows * columns if network.kind == "twomode" else (count * count - count) // 2
    graph = ET.SubElement(
        root,
        "graph",
        {
            "edgedefault": "undirected",
            "id": "DNA",
            "parse.edges": str(possible),
            "parse.nodes": str(count),
            "parse.order": "free",
        },
    )
    data = ET.SubElement(graph, "data", {"key": "prop"})
    ET.SubElement(data, "visone:labelAttribute", {"edgeLabel": "weight", "nodeLabel": "name"})
    return graph


def _add_node(graph: ET.Element, node: Node, names: list[str], random: Random) -> None:
    element = ET.SubElement(graph, "node", {"id": f"n{node.id}"})
    values = {"id": str(node.id), "name": node.label}
    values |= {name: node.attributes[name] for name in names if name in node.attributes}
    values |= {"variable": node.variable, "frequency": str(node.frequency)}
    for key, value in values.items():
        ET.SubElement(element, "data", {"key": visible(key)}).text = visible(value).strip()
    shape = ET.SubElement(ET.SubElement(element, "data", {"key": "d0"}), "visone:shapeNode")
    drawn = ET.SubElement(shape, "y:ShapeNode")
    place = {"x": str(random.randrange(_WIDTH)), "y": str(random.randrange(_HEIGHT))}
    ET.SubElement(drawn, "y:Geometry", {"height": "20.0", "width": "20.0", **place})
    ET.SubElement(drawn, "y:Fill", {"color": node.color, "transparent": "false"})
    ET.SubElement(drawn, "y:BorderStyle", {"color": "#000000", "type": "line", "width": "1.0"})
    style = {"alignment": "center", "autoSizePolicy": "content", "fontFamily": "Dialog", "fontSize": "12"}
    more = {"modelName": "sides", "modelPosition": "n", "textColor": "#000000", "visible": "true"}
    ET.SubElement(drawn, "y:NodeLabel", {**style, **more}).text = visible(node.label).strip()
    ET.SubElement(drawn, "y:Shape", {"type": "ellipse" if node.mode == 1 else "roundrectangle"})


def _add_edge(graph: ET.Element, source: Node, target: Node, weight: float, color: str) -> None:
    element = ET.SubElement(graph, "edge", {"source": f"n{source.id}", "target": f"n{target.id}"})
    ET.SubElement(element, "data", {"key": "weight"}).text = shortest(weight)
    line = ET.SubElement(ET.SubElement(element, "data", {"key": "e0"}), "visone:polyLineEdge")
    drawn = ET.SubElement(line, "y:PolyLineEdge")
    ET.SubElement(drawn, "y:LineStyle", {"color": color, "type": "line", "width": "2.0"})
