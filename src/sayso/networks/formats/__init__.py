"""What others read: matrices, edge lists and graphs, one file a format."""

from __future__ import annotations

from .delimited import edges_to_csv, events_to_csv, matrix_to_csv
from .gexf import to_gexf
from .graphml import to_graphml
from .json_form import to_json
from .pajek import to_pajek
from .ucinet import to_dl

__all__ = [
    "edges_to_csv",
    "events_to_csv",
    "matrix_to_csv",
    "to_dl",
    "to_gexf",
    "to_graphml",
    "to_json",
    "to_pajek",
]
