"""Answers that are kept for a while, and those that are made in the background."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Background", "Cache"]

T = TypeVar("T")
_QUICK = 0.5
_log = logging.getLogger(__name__)


class Cache:
    """The last ``size`` answers, each for ``seconds``; forgotten when this server writes."""

    def __init__(self, size: int = 512, seconds: float = 60) -> None:
        self.size, self.seconds = size, seconds
        self._held: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer, made anew where there is none that is fresh; of many who ask at once, one makes it."""
        with self._lock:
            found = self._fresh(key)
            if found:
                return found[1]  # type: ignore[no-any-return]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                found = self._fresh(key)
            if found:
                return found[1]  # type: ignore[no-any-return]
            try:
                made = make()
                self._keep(key, made)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def _fresh(self, key: Hashable) -> tuple[float, Any] | None:
        found = self._held.get(key)
        return found if found and found[0] > time.monotonic() else None

    def _keep(self, key: Hashable, made: object) -> None:
        with self._lock:
            self._held[key] = (time.monotonic() + self.seconds, made)
            self._held.move_to_end(key)
            while len(self._held) > self.size:
                self._held.popitem(last=False)

    def drop(self, *names: str) -> None:
        """Forget the answers whose key is one of these, or begins with one."""
        with self._lock:
            for key in [k for k in self._held if (k[0] if isinstance(k, tuple) else k) in names]:
                del self._held[key]

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._held.clear()


class Background(Generic[T]):
    """One answer over the whole ledger, which may take seconds: it is made by a thread, and the last one is shown.

    ``get`` waits ``patience`` seconds for the first one, and gives None where it is not there by then.
    """

    def __init__(self, make: Callable[[], T], *, seconds: float = 60, patience: float = 0.15) -> None:
        self._make, self._seconds, self._patience = make, seconds, patience
        self._value: T | None = None
        self._due = self._rested = 0.0
        self._stale = False
        self._ready = threading.Event()
        self._busy = threading.Lock()

    def get(self) -> T | None:
        """The last answer; a new one is begun where that is old."""
        if time.monotonic() >= self._due and self._busy.acquire(blocking=False):
            self._ready.clear() if self._stale or self._value is None else None
            threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait(self._patience)
        return self._value

    def clear(self) -> None:
        """The answer no longer holds; the next ``get`` begins another, unless one was made too short a while ago."""
        self._due, self._stale = min(self._due, self._rested), True

    def _run(self) -> None:
        began = time.monotonic()
        self._stale = False
        try:
            self._value = self._make()
        except Exception:
            _log.exception("an answer could not be made")
        finally:
            took = time.monotonic() - began
            # What takes long is made seldom: a tenth of the time at most goes into it.
            self._rested = time.monotonic() + (10 * took if took > _QUICK else 0)
            self._due = self._rested if self._stale else max(self._rested, time.monotonic() + self._seconds)
            self._ready.set()
            self._busy.release()
