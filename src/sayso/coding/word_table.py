"""The word embeddings, which the coding models share with the reading model: they lie in its file alone.

onnxruntime gives no weights out, so they are found in the file by its structure (protocol buffers), and only the rows
that are asked for are ever loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

__all__ = ["WordTable"]

# Numbers of fields in onnx.proto3.
_GRAPH, _INITIALIZER = 7, 5
_DIMS, _TYPE, _NAME, _RAW = 1, 2, 8, 9
_FLOAT, _INT8 = 1, 3
_WIDTHS = {1: 8, 5: 4}


class WordTable:
    """(pieces,) -> (pieces, 384): rows of the table ``encoder.word`` in an ONNX file, stored in 8 bits by row.

    Raises:
        ValueError: the file has no such table.
    """

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, np.uint8, "r")
        places = {name: (kind, dims, at) for name, kind, dims, at in _tensors(self._bytes)}
        try:
            self._rows = self._array(*places["encoder.word.weight"], np.int8, _INT8)
            self._scale = self._array(*places["encoder.word.scale"], np.float32, _FLOAT)
        except KeyError as error:
            raise ValueError(f"{path} has no weights {error}") from None

    def __getitem__(self, pieces: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        out: npt.NDArray[np.float32] = self._rows[pieces].astype(np.float32) * self._scale[pieces]
        return out

    def _array(self, kind: int, dims: tuple[int, ...], at: slice, dtype: type, wanted: int) -> np.ndarray:
        if kind != wanted:
            raise KeyError(f"of type {wanted}, but {kind}")
        raw: np.ndarray = self._bytes[at]
        # Rows of floats need not stand on an even address in the file.
        array = raw.view(dtype) if dtype is np.int8 else np.frombuffer(raw.tobytes(), dtype)
        return array.reshape(dims)


def _tensors(data: np.ndarray) -> Iterator[tuple[str, int, tuple[int, ...], slice]]:
    """Name, type, shape and place of the bytes of each weight."""
    for number, graph in _fields(data, slice(0, len(data))):
        if number != _GRAPH or not isinstance(graph, slice):
            continue
        for field, tensor in _fields(data, graph):
            if field == _INITIALIZER and isinstance(tensor, slice):
                yield _tensor(data, tensor)


def _tensor(data: np.ndarray, tensor: slice) -> tuple[str, int, tuple[int, ...], slice]:
    name, kind, at = "", 0, slice(0, 0)
    dims: list[int] = []
    for number, value in _fields(data, tensor):
        if isinstance(value, slice):
            if number == _NAME:
                name = data[value].tobytes().decode()
            elif number == _RAW:
                at = value
            elif number == _DIMS:  # packed
                dims += _varints(data, value)
        elif number == _TYPE:
            kind = value
        elif number == _DIMS:
            dims.append(value)
    return name, kind, tuple(dims), at


def _fields(data: np.ndarray, where: slice) -> Iterator[tuple[int, int | slice]]:
    """Number and value of each field of a message: the place of its bytes, or a whole number."""
    at: int = where.start
    while at < where.stop:
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        size, at = _varint(data, at) if wire == 2 else (_WIDTHS[wire], at)
        yield number, slice(at, at + size)
        at += size


def _varint(data: np.ndarray, at: int) -> tuple[int, int]:
    """A number in 7 bits a byte, and where it ends."""
    value = shift = 0
    while True:
        byte = int(data[at])
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _varints(data: np.ndarray, where: slice) -> list[int]:
    out, at = [], where.start
    while at < where.stop:
        value, at = _varint(data, at)
        out.append(value)
    return out
