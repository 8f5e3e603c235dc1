"""Columns of a ledger's tables as arrays, without a Python object for each row.

The database joins a column into one text, which is read at once: several times as fast as fetching a million rows.
Making that text is most of the work, so numbers that fit share one, and several connections make texts at once.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import add
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from sqlalchemy import BigInteger, Text, case, cast, func, literal, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from .table import Ints

__all__ = ["NUMBER", "Columns", "Later", "flag", "or_none", "sorted_by"]

NUMBER = 31
"""Bits of the numbers that a ledger gives its rows, and of places in texts."""

_ROOM = 63
_SOME = 1 << 18
_APART = "\x1f"

Later: TypeAlias = Callable[[], list[Any]]
"""Columns that are being read; called, it waits for them."""


def or_none(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column with -1 where nothing stands."""
    return func.coalesce(column, -1)


def flag(condition: ColumnElement[Any]) -> ColumnElement[Any]:
    """1 where the condition holds, 0 where it does not, -1 where that is not known."""
    return case((condition.is_(None), -1), (condition, 1), else_=0)


def sorted_by(key: Ints, *columns: Ints) -> list[Ints]:
    """``key`` and the columns in its order; they mostly are."""
    if np.all(key[1:] >= key[:-1]):
        return [key, *columns]
    order = np.argsort(key, kind="stable")
    return [key[order], *(column[order] for column in columns)]


class Columns:
    """Reads columns; the connections must all see the ledger as it is at one moment.

    The first is for whoever asks, the others are used by threads of their own; where there are none, columns are read
    when they are waited for.
    """

    def __init__(self, connections: Sequence[Connection]) -> None:
        self.connection, *others = connections
        self._free: SimpleQueue[Connection] = SimpleQueue()
        for other in others:
            self._free.put(other)
        self._pool = ThreadPoolExecutor(len(others)) if others else None

    def __enter__(self) -> Columns:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def ints(self, query: Select[Any], key: ColumnElement[int], bits: Sequence[int]) -> Later:
        """The columns of a query as arrays of 64-bit integers; rows come in no certain order.

        Values are whole numbers from -1; each column's plus one has at most so many ``bits``. ``key`` is a number by
        which the query can be cut into pieces of a size that every database takes.
        """
        packs = _packs(bits)
        pieces = [
            self._joined([_together(list(some.c), pack) for pack in packs], ",")
            for some in (piece.subquery() for piece in self._pieces(query, key))
        ]

        def wait() -> list[Ints]:
            found: list[list[Ints]] = [[np.zeros(0, np.int64)] for _ in bits]
            for row in pieces:
                for pack, text in zip(packs, row(), strict=True):
                    numbers = np.fromstring(text or "", np.int64, sep=",")
                    for field in pack:
                        found[field.column].append(((numbers >> field.shift) & field.mask) - 1)
            return [np.concatenate(some) for some in found]

        return wait

    def texts(self, query: Select[Any], key: ColumnElement[int]) -> Later:
        """As ``ints``, the columns as lists of texts, of which none is null; the first must be of numbers."""
        pieces = [(piece, self._joined(list(piece.subquery().c), _APART)) for piece in self._pieces(query, key)]

        def wait() -> list[list[str]]:
            found: list[list[str]] = [[] for _ in query.selected_columns]
            for piece, row in pieces:
                columns = [[] if text is None else text.split(_APART) for text in row()]
                if any(len(column) != len(columns[0]) for column in columns):  # the mark stands in a text
                    rows = self.connection.execute(piece).all()
                    columns = [[str(value) for value in column] for column in zip(*rows, strict=True)]
                for whole, column in zip(found, columns, strict=True):
                    whole.extend(column)
            return found

        return wait

    def _pieces(self, query: Select[Any], key: ColumnElement[int]) -> list[Select[Any]]:
        last = self.connection.execute(select(func.max(key))).scalar() or 0
        return [query.where(key >= low, key < low + _SOME) for low in range(0, int(last) + 1, _SOME)]

    def _joined(self, columns: list[ColumnElement[Any]], sign: str) -> Callable[[], Any]:
        if self.connection.dialect.name != "sqlite":  # which joins numbers as they are, and loses time with casts
            columns = [cast(column, Text) for column in columns]
        joined: list[Any] = [func.aggregate_strings(column, sign) for column in columns]
        whole = select(*joined)
        if self._pool is None:
            return lambda: self.connection.execute(whole).one()
        return self._pool.submit(self._one, whole).result

    def _one(self, query: Select[Any]) -> Any:
        connection = self._free.get()
        try:
            return connection.execute(query).one()
        finally:
            self._free.put(connection)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a column's values, plus one, stand in a number."""

    column: int
    shift: int
    mask: int


def _packs(bits: Sequence[int]) -> list[list[_Field]]:
    """The columns that share a number, as many as fit."""
    packs: list[list[_Field]] = []
    used = _ROOM
    for column, size in enumerate(bits):
        if used + size > _ROOM:
            packs.append([])
            used = 0
        packs[-1].append(_Field(column, used, (1 << size) - 1))
        used += size
    return packs


def _together(columns: list[ColumnElement[Any]], pack: list[_Field]) -> ColumnElement[Any]:
    one = literal(sum(1 << field.shift for field in pack), BigInteger)
    return reduce(add, (columns[f.column] * literal(1 << f.shift, BigInteger) for f in pack), one)
