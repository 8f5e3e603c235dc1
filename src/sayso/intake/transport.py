"""How a URL's server is reached: at an address that has been checked, and not after the deadline."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from .addresses import check_address, resolve

if TYPE_CHECKING:
    import ssl

__all__ = ["Deadline", "GuardedTransport"]


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            httpcore.TimeoutException: none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.TimeoutException
        return left


class GuardedTransport(httpx.BaseTransport):
    """An HTTP transport that connects to the very address that was checked, so that a name cannot change its mind.

    ``allow`` lists exact ``host:port`` that may be private. Every wait ends with ``deadline``.
    """

    def __init__(self, deadline: Deadline, allow: frozenset[str]) -> None:
        backend = _GuardedBackend(deadline, allow)
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` and give the response when its head is there."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _GuardedBackend(httpcore.SyncBackend):
    def __init__(self, deadline: Deadline, allow: frozenset[str]) -> None:
        self._deadline = deadline
        self._allow = allow

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        addresses = resolve(host, port, self._deadline.left())
        if f"{host}:{port}" not in self._allow:
            for address in addresses:
                check_address(address)
        return _TimedStream(self._connect(addresses, port), self._deadline)

    def _connect(self, addresses: list[str], port: int) -> httpcore.NetworkStream:
        """The first address that answers; each gets its share of the time that is left."""
        for number, address in enumerate(addresses, 1):
            share = self._deadline.left() / (len(addresses) - number + 1)
            try:
                return super().connect_tcp(address, port, timeout=share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise httpcore.ConnectError("no address")


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no read or write outlasts the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()
