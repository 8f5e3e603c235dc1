"""Discourse networks: statements in, matrices and graphs out."""

from __future__ import annotations

from .backbone import Backbones, backbones
from .barplot import Barplot, barplot
from .build import Event, EventList, build, event_list, network, series
from .errors import DnaFailure, NetworkError
from .from_dna import table_of
from .options import NetworkOptions, Window
from .polarization import Polarization, polarization
from .result import Network
from .spectrum import distances
from .table import Column, Documents, Entity, StatementTable

__all__ = [
    "Backbones",
    "Barplot",
    "Column",
    "DnaFailure",
    "Documents",
    "Entity",
    "Event",
    "EventList",
    "Network",
    "NetworkError",
    "NetworkOptions",
    "Polarization",
    "StatementTable",
    "Window",
    "backbones",
    "barplot",
    "build",
    "distances",
    "event_list",
    "network",
    "polarization",
    "series",
    "table_of",
]
