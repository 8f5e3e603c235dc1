"""Gzip streams that cannot flood the memory or the disk."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Protocol

from ...errors import InputError, TooLarge

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import WriteableBuffer

    from .place import Place

__all__ = ["Counted", "ungzipped", "unpacked_body"]


_STEP = 2**17


def ungzipped(stream: IO[bytes], place: Place) -> IO[bytes]:
    """The unpacked stream. Reading it raises ``TooLarge`` for a bomb and ``InputError`` where it is damaged."""
    start = place.meter.tell()
    return io.BufferedReader(Counted(gzip.GzipFile(fileobj=stream), place, lambda: place.meter.tell() - start), 2**16)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Counted(io.RawIOBase):
    """A stream of unpacked bytes that counts them; ``packed`` tells from how many they came."""

    def __init__(self, stream: _Readable, place: Place, packed: Callable[[], int]) -> None:
        self._stream = stream
        self._place = place
        self._packed = packed
        self._so_far = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._so_far

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into ``buffer``; gives the number of bytes."""
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(min(len(view), _STEP))  # little at a time, so that a bomb is seen early
        except EOFError:
            raise InputError("it breaks off in the middle") from None
        except (OSError, zlib.error, zipfile.BadZipFile, ValueError, RuntimeError) as error:
            raise InputError(f"it is damaged: {error}") from None
        self._so_far += len(data)
        self._place.meter.add_unpacked(len(data), self._so_far, self._packed())
        view[: len(data)] = data
        return len(data)


def unpacked_body(data: bytes, packing: str, most: int) -> bytes:
    """The body of an HTTP response without its ``Content-Encoding``, which crawlers may keep or strip.

    Raises:
        TooLarge: there are more than ``most`` bytes in it.
        InputError: it is packed in another way than gzip and deflate, or damaged.
    """
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return data
    if packing in ("gzip", "x-gzip"):
        return data if not data.startswith(b"\x1f\x8b") else _inflated(data, most, 16 + zlib.MAX_WBITS)
    if packing == "deflate":
        return _inflated(data, most, zlib.MAX_WBITS if data[:1] == b"\x78" else -zlib.MAX_WBITS)
    if data.lstrip()[:1] == b"<":  # the crawler unpacked it and left the header as it was
        return data
    raise InputError(f"the page is packed in a way that is not read: {packing[:40]}")


def _inflated(data: bytes, most: int, bits: int) -> bytes:
    unpacking = zlib.decompressobj(bits)
    try:
        made = unpacking.decompress(data, most + 1)
    except zlib.error as error:
        raise InputError(f"the page is packed wrongly: {error}") from None
    if len(made) > most:
        raise TooLarge("the page unpacks to more than is allowed")
    return made
