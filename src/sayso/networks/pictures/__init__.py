"""Pictures of networks and of what is measured on them, as SVG or PNG."""

from __future__ import annotations

from .bars import bars_scene, steps_scene
from .graph import network_scene
from .places import scaling_scene
from .save import save, to_png, to_svg
from .scene import Scene
from .timelines import communities_scene, phases_scene, polarization_scene

__all__ = [
    "Scene",
    "bars_scene",
    "communities_scene",
    "network_scene",
    "phases_scene",
    "polarization_scene",
    "save",
    "scaling_scene",
    "steps_scene",
    "to_png",
    "to_svg",
]
