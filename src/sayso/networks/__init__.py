"""Discourse networks: statements in, matrices and graphs out."""

from __future__ import annotations

from .backbone import Backbones, backbones
from .barplot import Barplot, barplot
from .build import Event, EventList, build, event_list, network, series
from .community_series import CommunitySeries, communities_over_time
from .errors import DnaFailure, NetworkError
from .from_dna import table_of
from .measures import network_measures, node_measures
from .options import NetworkOptions, Window
from .polarization import Polarization, polarization
from .records import Records
from .result import Network
from .scaling import Scaling, ScalingOptions, scaling
from .spectrum import distances
from .table import Column, Documents, Entity, StatementTable

__all__ = [
    "Backbones",
    "Barplot",
    "Column",
    "CommunitySeries",
    "DnaFailure",
    "Documents",
    "Entity",
    "Event",
    "EventList",
    "Network",
    "NetworkError",
    "NetworkOptions",
    "Polarization",
    "Records",
    "Scaling",
    "ScalingOptions",
    "StatementTable",
    "Window",
    "backbones",
    "barplot",
    "build",
    "communities_over_time",
    "distances",
    "event_list",
    "network",
    "network_measures",
    "node_measures",
    "polarization",
    "scaling",
    "series",
    "table_of",
]
