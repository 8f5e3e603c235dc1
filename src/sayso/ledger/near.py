"""Near-duplicates: articles that share most of their runs of five words, as wire copy in many papers does.

MinHash (Broder 1997) with 128 permutations over word shingles, looked up by locality-sensitive hashing (Indyk and
Motwani 1998): 21 bands of 6 values, so that of pairs with a Jaccard index of 0.75 about 98 % meet in a band.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from . import schema
from .rows import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from .rows import Rows

__all__ = ["ALIKE", "likeness", "place", "signature"]

ALIKE = 0.75
"""From this Jaccard index of their shingles on, as MinHash estimates it, two articles are nearly the same."""

_PERMUTATIONS, _BANDS, _DEPTH = 128, 21, 6
_SHINGLE = 5
_SHORT = 25
"""Articles of fewer words are too short to tell copies from formulas."""

_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes | None:
    """The MinHash of a text, 512 bytes; ``None`` of a text that is too short."""
    from datasketch import MinHash

    words = _WORD.findall(text.casefold())
    if len(words) < _SHORT:
        return None
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    made = MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32", hashfunc=int)
    made.update_batch(zlib.crc32(s.encode("utf-8", "surrogatepass")) for s in shingles)
    return bytes(made.hashvalues.astype("<u4").tobytes())


def likeness(one: bytes, other: bytes) -> float:
    """The estimated Jaccard index of two signatures."""
    same = sum(one[at : at + 4] == other[at : at + 4] for at in range(0, len(one), 4))
    return same / (len(one) // 4)


def place(connection: Connection, rows: Rows, signatures: Mapping[int, bytes]) -> dict[int, int]:
    """Article -> the first article that it is nearly the same as, for those of ``signatures`` that have one.

    Each is compared with the first of every group only, so that groups do not drift and stay cheap. The others become
    firsts: their signatures and bands are added to ``rows``.
    """
    bands = {number: list(_bands(made)) for number, made in signatures.items()}
    firsts = _in_bands(connection, {band for some in bands.values() for band in some})
    known = _signatures(connection, {number for some in firsts.values() for number in some})
    found: dict[int, int] = {}
    for number, made in signatures.items():
        met = {first for band in bands[number] for first in firsts.get(band, ()) if first != number}
        alike = max(((likeness(made, known[first]), -first) for first in met), default=(0.0, 0))
        if alike[0] >= ALIKE:
            found[number] = -alike[1]
            continue
        known[number] = made
        for band in bands[number]:
            firsts.setdefault(band, []).append(number)
        rows.add(schema.signatures, [{"article": number, "signature": made}])
        rows.add(schema.bands, [{"band": band, "article": number} for band in bands[number]])
    return found


def _bands(made: bytes) -> Iterable[int]:
    """One signed number of 64 bits for each band."""
    size = 4 * _DEPTH
    for band in range(_BANDS):
        part = made[band * size : (band + 1) * size]
        # The band's own number in the upper bits keeps the bands apart.
        yield (band << 48) | (zlib.crc32(part) << 16) | (zlib.adler32(part) & 0xFFFF)


def _in_bands(connection: Connection, bands: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    t = schema.bands
    for some in chunks(sorted(bands)):
        for row in connection.execute(select(t).where(t.c.band.in_(some))):
            found.setdefault(row.band, []).append(row.article)
    return found


def _signatures(connection: Connection, articles: set[int]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    t = schema.signatures
    for some in chunks(sorted(articles)):
        for row in connection.execute(select(t).where(t.c.article.in_(some))):
            found[row.article] = bytes(row.signature)
    return found
