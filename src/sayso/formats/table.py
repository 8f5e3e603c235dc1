"""Statements as a table (CSV): one row a statement, for spreadsheets and statistics.

====================  ==============================================================================
column                holds
====================  ==============================================================================
``article``           the article's id
``title``             its title
``outlet``            its outlet
``published``         its date
``url``               its address
``statement``         the statement's id
``speaker``           names of the speakers, joined by ``"; "``
``speaker_kind``      their kinds, in the same order
``relay``             names of those through whom it came, nearest to the article first
``mode``              ``direct``, ``mixed`` or ``indirect``
``act``               ``question``, ``proposal``, ``commitment``, ``forecast``, ``appraisal``, ``claim``
``denies``            ``true`` or ``false``
``condition``         the words of the condition, pieces joined by ``" … "``
``hedge``             the words that say how sure it is, likewise
``source``            the words of the source, likewise
``cue``               the words of the cue, likewise
``content``           the words of the content, likewise
``start``             where the content begins in the text, in code points
``end``               where it ends
``within``            id of the statement in whose content this one stands
``confidence``        0 to 1
====================  ==============================================================================

What is not known is an empty cell. Text, UTF-8, ``,`` between cells, ``"`` around those that need it.

Spreadsheets run cells that begin with ``=``, ``+``, ``-`` or ``@`` as formulas, and an article can hold anything. Such
a cell (also one that begins with a tab, a line break or the full-width form of these signs) gets an apostrophe in
front, and so does one that begins with an apostrophe of its own: to have the words back, drop the first apostrophe of
every cell that begins with one, which is what ``unguard`` does.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from .chain import Chains
from .plain import join_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..article import Article
    from ..record import Reading, Statement

__all__ = ["COLUMNS", "csv_line", "guard", "to_csv", "unguard"]

COLUMNS = (
    "article",
    "title",
    "outlet",
    "published",
    "url",
    "statement",
    "speaker",
    "speaker_kind",
    "relay",
    "mode",
    "act",
    "denies",
    "condition",
    "hedge",
    "source",
    "cue",
    "content",
    "start",
    "end",
    "within",
    "confidence",
)

_AND = "; "
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def to_csv(readings: Iterable[Reading]) -> Iterator[str]:
    """The table in rows, the header first, line breaks included; nothing is read ahead."""
    yield csv_line(COLUMNS)
    for reading in readings:
        chains = Chains(reading)
        for statement in reading.statements:
            yield csv_line([guard(cell) for cell in _cells(reading.article, statement, chains)])


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def unguard(cell: str) -> str:
    """The cell as it was before ``guard``."""
    return cell[1:] if cell.startswith("'") else cell


def csv_line(cells: Iterable[object]) -> str:
    """One row with its line break; cells are quoted where they must be."""
    buffer = io.StringIO(newline="")
    # With "\n" alone to end a row, the writer would leave a lone "\r" in a cell unquoted.
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _cells(article: Article, s: Statement, chains: Chains) -> list[str]:
    said_by = chains.speakers(s)
    return [
        article.id,
        article.title or "",
        article.outlet or "",
        article.published or "",
        article.url or "",
        s.id,
        _AND.join(actor.name for actor in said_by),
        _AND.join(actor.kind for actor in said_by),
        _AND.join(chains.actors[actor].name for actor in s.relay if actor in chains.actors),
        s.mode,
        s.act,
        "true" if s.denies else "false",
        *(join_pieces(spans) for spans in (s.condition, s.hedge, s.source, s.cue, s.content)),
        str(min(span.start for span in s.content)) if s.content else "",
        str(max(span.end for span in s.content)) if s.content else "",
        s.within or "",
        f"{s.confidence:g}",
    ]
