"""Keys of statements -> their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from . import schema
from .errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["number_of"]

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_KEY = re.compile(r"(.+):(\d{1,9})-(\d{1,9})", re.ASCII | re.DOTALL)


def number_of(connection: Connection, key: str) -> int:
    """The number of the statement with this key (``rows.key_of``), or the number itself where ``key`` is one.

    Raises:
        LedgerError: there is no such statement, or there are several with this key.
    """
    s, a = schema.statements, schema.articles
    found = _KEY.fullmatch(key)
    if _NUMBER.fullmatch(key):
        wanted = s.c.number == int(key)
    elif found:
        wanted = (a.c.id == found[1]) & (s.c.start == int(found[2])) & (s.c.stop == int(found[3]))
    else:
        raise LedgerError(f"{key!r} is no key of a statement, such as 0123456789abcdef:10-25")
    query = select(s.c.number).join_from(s, a, a.c.number == s.c.article).where(wanted).order_by(s.c.number)
    numbers = [int(number) for number in connection.execute(query).scalars()]
    if len(numbers) != 1:
        many = f"statements {', '.join(map(str, numbers))} have" if numbers else "no statement has"
        raise LedgerError(f"{many} the key {key}")
    return numbers[0]
