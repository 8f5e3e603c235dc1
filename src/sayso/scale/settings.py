"""How a dataset is made. It is the same for all its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .. import __version__
from ..intake.archive import SourceOptions

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Which model reads, whether also articles that are not in English (``force``), and how sources are read."""

    model: str = "en"
    force: bool = False
    options: SourceOptions = field(default_factory=SourceOptions)

    def to_dict(self) -> dict[str, Any]:
        """What readings depend on, as plain data, with the version that reads."""
        o = self.options
        return {
            "sayso": __version__,
            "model": self.model,
            "force": self.force,
            "columns": dict(o.columns),
            "outlet": o.outlet,
            "published": o.published,
            "day_first": o.day_first,
            "crawl_date": o.crawl_date,
            "fetch_links": o.fetch_links,
        }
