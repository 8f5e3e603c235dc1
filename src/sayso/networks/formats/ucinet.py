"""UCINET's DL: a full matrix with labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...formats.plain import one_line
from .numbers import number

if TYPE_CHECKING:
    from ..result import Network

__all__ = ["to_dl"]


def to_dl(network: Network) -> str:
    """The matrix as DL. Labels lose their quotation marks, which DL cannot hold."""
    rows, columns = network.shape
    if network.kind == "onemode":
        head = [f"dl n = {rows}, format = fullmatrix", "labels:", *map(_label, network.rows)]
    else:
        head = [f"dl nr = {rows}, nc = {columns}, format = fullmatrix", "row labels:", *map(_label, network.rows)]
        head += ["col labels:", *map(_label, network.columns)]
    lines = [" " + " ".join(number(w, whole=network.whole_numbers) for w in weights) for weights in network.to_numpy()]
    return "\n".join([*head, "data:", *lines])


def _label(text: str) -> str:
    return '"{}"'.format(one_line(text).replace('"', "").replace("'", ""))
