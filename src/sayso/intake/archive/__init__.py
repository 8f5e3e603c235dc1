"""Archives of all kinds -> articles, one after another, however large the archive is."""

from __future__ import annotations

from .convert import to_article
from .model import Item, Limits, Meta, RawItem, SourceOptions
from .sources import open_sources, raw_items, total_bytes
from .watch import FeedState, poll, watch

__all__ = [
    "FeedState",
    "Item",
    "Limits",
    "Meta",
    "RawItem",
    "SourceOptions",
    "open_sources",
    "poll",
    "raw_items",
    "to_article",
    "total_bytes",
    "watch",
]
