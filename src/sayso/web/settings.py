"""How the reading room is run: every choice with its default."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import SaysoError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Limits", "Settings", "WebError", "is_loopback"]

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class WebError(SaysoError):
    """The reading room cannot be opened as asked."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may ask for.

    ``body``: bytes of a request. ``text``: characters of an article that is read on the spot. ``requests``: a second,
    for each address, with twice as many at once; None for as many as come. ``readings`` and ``sign_ins``: a minute.
    """

    body: int = 2 * 2**20
    text: int = 200_000
    requests: float | None = None
    readings: int = 30
    sign_ins: int = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """``host`` is what the server binds to. Beyond loopback, ``accounts`` (a file) must be given.

    ``hosts`` are the names under which browsers may reach it; loopback's own where it is empty and it binds there.
    ``coder`` is under whose name codings are kept where there are no accounts and none is chosen. ``session`` is how
    long a sign-in holds, in seconds. ``allow`` lists exact ``host:port`` that may be read
    from although they are private.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    accounts: Path | None = None
    hosts: frozenset[str] = frozenset()
    coder: str = "coder"
    limits: Limits = Limits()
    session: int = 12 * 3600
    allow: frozenset[str] = frozenset()
    demo: bool = False

    def __post_init__(self) -> None:
        if self.accounts is None and not is_loopback(self.host):
            raise WebError(f"{self.host} can be reached from other machines: this needs accounts (--add-user)")

    @property
    def names(self) -> frozenset[str]:
        """The host names that are answered to; empty where any is."""
        if self.hosts or not is_loopback(self.host):
            return self.hosts
        return LOOPBACK_NAMES


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
