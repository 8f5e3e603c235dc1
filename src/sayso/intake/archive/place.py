"""Where in which source something stands, and how far the sources have been gone through."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ...errors import TooLarge
from .model import NOTHING, Limits, Meta, RawItem, RawKind, SourceOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Container

__all__ = ["Meter", "Place"]

_FREE = 2**20


def _nowhere() -> int:
    return 0


@dataclass(slots=True)
class Meter:
    """Counts what has been read (packed) of all sources, and unpacked of this one."""

    limits: Limits
    total: int | None = None
    before: int = 0
    tell: Callable[[], int] = _nowhere
    unpacked: int = 0
    found: int = 0

    @property
    def read(self) -> int:
        """Bytes gone through in all sources."""
        return self.before + self.tell()

    @property
    def full(self) -> bool:
        """Whether this source has unpacked all that it may."""
        return self.unpacked > self.limits.unpacked

    def add_unpacked(self, size: int, so_far: int, packed: int) -> None:
        """Count ``size`` unpacked bytes of something that has ``so_far`` of them from ``packed`` packed ones.

        Raises:
            TooLarge: that is too many in all, or too many for what they were packed in.
        """
        self.unpacked += size
        if self.full:
            raise TooLarge(f"it unpacks to more than the {self.limits.unpacked} bytes that are allowed")
        if so_far > _FREE + self.limits.ratio * packed:
            raise TooLarge(f"it unpacks to more than {self.limits.ratio} times its size, which no news does")


@dataclass(frozen=True, slots=True)
class Place:
    """A source, or a member of one, from which items come. ``skip`` holds the keys that need not be read again."""

    key: str
    where: str
    options: SourceOptions
    meter: Meter
    skip: Container[str] = field(default=frozenset())
    inside: bool = False

    def wanted(self, locator: str = "") -> bool:
        """Whether the item is to be given; it counts as found either way."""
        self.meter.found += 1
        return self._key(locator) not in self.skip

    def item(self, locator: str, kind: RawKind, data: Any, meta: Meta = NOTHING) -> RawItem:
        """The item at ``locator`` ("line 3"; "" for the whole)."""
        where = f"{self.where}, {locator}" if locator else self.where
        return RawItem(self._key(locator), where, kind, data, meta, self.meter.read, self.meter.total)

    def error(self, error: Exception, locator: str = "") -> RawItem:
        """An item that tells why there is none."""
        self.meter.found += 1
        return self.item(locator, "error", str(error))

    def member(self, name: str) -> Place:
        """The place of a file within this one."""
        return replace(self, key=self._key(name), where=f"{self.where}, {name}", inside=True)

    def _key(self, locator: str) -> str:
        return f"{self.key}#{locator}" if locator else self.key
