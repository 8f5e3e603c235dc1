"""Feeds that are asked again and again; only what is new is given."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...errors import FormatError, SaysoError
from ..fetch import MAX_FETCHED, download
from .convert import to_article
from .model import Item, SourceOptions
from .place import Meter, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["FeedState", "poll", "watch"]

# A feed that moves its entries on keeps a few hundred; what is older will not come again.
_REMEMBERED = 5000


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from the last time: what its server wants to hear, and the keys of what was given."""

    etag: str | None = None
    modified: str | None = None
    seen: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The state, ready for ``json.dumps``."""
        return {"etag": self.etag, "modified": self.modified, "seen": list(self.seen)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> FeedState:
        """The state from ``to_dict``.

        Raises:
            FormatError: it is something else.
        """
        etag, modified, seen = data.get("etag"), data.get("modified"), data.get("seen", [])
        told = all(value is None or isinstance(value, str) for value in (etag, modified))
        if not told or not isinstance(seen, list) or not all(isinstance(key, str) for key in seen):
            raise FormatError("this is no state of a feed")
        return cls(etag, modified, tuple(seen))


def poll(
    url: str, state: FeedState | None = None, options: SourceOptions | None = None
) -> tuple[list[Item], FeedState]:
    """What is new in a feed since ``state``, and the state for the next time; nothing if the feed has not changed.

    Keep the new state when the items are safe, not before. An entry whose link could not be fetched comes again.
    Where the feed itself cannot be had, the only item says so, and the state is the old one.
    """
    from .feeds import from_feed

    options, state = options or SourceOptions(), state or FeedState()
    most = min(options.limits.item, MAX_FETCHED)
    place = Place(url, url, options, Meter(options.limits), frozenset(state.seen))
    known = (state.etag, state.modified)
    try:
        got = download(url, max_bytes=most, timeout=options.timeout, allow=options.allow, feeds=True, known=known)
        if got.unchanged:
            return [], state
        items = [to_article(raw, options) for raw in from_feed(io.BytesIO(got.data), place)]
    except SaysoError as error:
        return [to_article(place.item("", "error", str(error)))], state
    return items, _after(state, items, replace(state, etag=got.etag, modified=got.modified))


def watch(
    feeds: Iterable[str],
    states: dict[str, FeedState],
    options: SourceOptions | None = None,
    *,
    every: float = 900.0,
    wait: Callable[[float], object] = time.sleep,
) -> Iterator[Item]:
    """The articles of feeds as they come, for ever: each feed is asked ``every`` so many seconds.

    ``states`` has the state of each feed by its URL; it is changed when all new items of a feed have been taken.
    """
    feeds = list(dict.fromkeys(feeds))
    while True:
        begun = time.monotonic()
        for url in feeds:
            items, state = poll(url, states.get(url), options)
            yield from items
            states[url] = state
        wait(max(0.0, every - (time.monotonic() - begun)))


def _after(state: FeedState, items: list[Item], new: FeedState) -> FeedState:
    """The new state: articles are remembered; if something failed, the feed is asked for in full again."""
    done = [item.key for item in items if item.error is None]
    seen = (*state.seen, *done)[-_REMEMBERED:]
    failed = len(done) < len(items)
    return FeedState(None if failed else new.etag, None if failed else new.modified, seen)
