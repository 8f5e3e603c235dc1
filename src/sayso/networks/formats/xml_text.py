"""How XML is written."""

from __future__ import annotations

from xml.etree import ElementTree as ET

__all__ = ["xml_text"]


def xml_text(root: ET.Element) -> str:
    """A whole document, indented (``root`` too), with its head and a last line break."""
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
