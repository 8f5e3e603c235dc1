"""The authority file: who is who, as the user has it. CSV in UTF-8 with a head line.

Columns: ``name``; and where there are any ``aliases`` (with ``;`` between them), ``kind`` (``person`` where it is
empty), ``affiliation``, ``external`` (an id elsewhere, such as a Wikidata QID; ``external id``, ``external_id`` and
``qid`` are the same).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from ..errors import FormatError, InputError
from ..record import KINDS
from . import schema
from .history import move
from .linking import add_names, name_row, unclaimed
from .names import fold, is_own
from .rows import now
from .writing import allocate

if TYPE_CHECKING:
    import os

    from sqlalchemy import Connection

    from .database import Database

__all__ = ["Entry", "Matched", "load_authority", "read_authority"]

_SAME = {"external id": "external", "external_id": "external", "qid": "external", "alias": "aliases"}
_COLUMNS = ("name", "aliases", "kind", "affiliation", "external")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    affiliation: str | None
    external: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of the entries: those that an actor of the ledger is, new ones, and those that several may be."""

    known: int
    new: int
    open: tuple[tuple[str, tuple[int, ...]], ...]


def read_authority(path: str | os.PathLike[str]) -> list[Entry]:
    """The entries of an authority file.

    Raises:
        FormatError: it is no such file, or a line of it is wrong; the message says which and why.
    """
    try:
        content = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: no UTF-8 text: byte {error.start}") from None
    lines = csv.reader(io.StringIO(content, newline=""))
    try:
        head = [_SAME.get(name.strip().lower(), name.strip().lower()) for name in next(lines, [])]
        if "name" not in head:
            raise FormatError(f"{path}: the head line has no column name; known are {', '.join(_COLUMNS)}")
        return [_entry(dict(zip(head, row, strict=False)), f"{path}: line {lines.line_num}") for row in lines if row]
    except csv.Error as error:
        raise FormatError(f"{path}: line {lines.line_num}: {error}") from None


def _entry(row: dict[str, str], place: str) -> Entry:
    value = {key: row.get(key, "").strip() for key in _COLUMNS}
    kind = value["kind"] or "person"
    if kind not in KINDS:
        raise FormatError(f"{place}: kind {kind!r} is none of {', '.join(KINDS)}")
    if not fold(value["name"], kind).folded:
        raise FormatError(f"{place}: there is no name")
    aliases = tuple(alias.strip() for alias in value["aliases"].split(";") if alias.strip())
    return Entry(value["name"], aliases, kind, value["affiliation"] or None, value["external"] or None)


def load_authority(database: Database, path: str | os.PathLike[str]) -> Matched:
    """Take in an authority file, all of it or nothing; the same file may be loaded again after it was changed.

    An entry that one actor fits, by full name, gives that actor its id, affiliation and names; one that nobody fits
    becomes an actor that articles are then matched to. Where several fit, nothing is decided.

    Raises:
        FormatError, InputError: the file cannot be read.
    """
    entries = read_authority(path)
    known, new, several = 0, 0, []
    with database.write() as connection:
        for entry in entries:
            found = _fitting(connection, entry)
            if len(found) > 1:
                several.append((entry.name, tuple(found)))
                continue
            actor = found[0] if found else _make(connection, entry)
            known, new = known + bool(found), new + (not found)
            _give(connection, entry, actor)
    return Matched(known, new, tuple(several))


def _fitting(connection: Connection, entry: Entry) -> list[int]:
    """The actor that has the entry's external id, else those that have one of its full names."""
    a, n = schema.actors, schema.actor_names
    used = a.c.merged_into.is_(None) & (a.c.kind == entry.kind)
    if entry.external:
        found = connection.execute(select(a.c.number).where(used, a.c.external == entry.external)).scalars().all()
        if found:
            return list(found)
    own = {fold(name, entry.kind) for name in entry.names if name == entry.name or is_own(name, entry.kind)}
    query = select(n.c.actor, n.c.folded, n.c.initials).join_from(n, a).where(used, n.c.origin != "alias")
    if entry.external:  # somebody who is known to be somebody else does not fit
        query = query.where(a.c.external.is_(None))
    rows = connection.execute(query.where(n.c.folded.in_({name.folded for name in own}))).all()
    middle = {name.folded: name.initials for name in own}
    return sorted({r.actor for r in rows if not (r.initials and middle[r.folded]) or r.initials == middle[r.folded]})


def _make(connection: Connection, entry: Entry) -> int:
    number = allocate(connection, "actors", 1)
    row = {"number": number, "name": entry.name, "kind": entry.kind, "added": now()}
    connection.execute(schema.actors.insert(), [row])
    return number


def _give(connection: Connection, entry: Entry, actor: int) -> None:
    number = allocate(connection, "authority", 1)
    about = {"affiliation": entry.affiliation, "external": entry.external}
    row = {"number": number, "name": entry.name, "aliases": list(entry.aliases), "kind": entry.kind, "loaded": now()}
    connection.execute(schema.authority.insert(), [row | about])
    values = {key: value for key, value in about.items() if value is not None} | {"authority": number}
    t, n = schema.actors, schema.actor_names
    connection.execute(update(t).where(t.c.number == actor).values(values))
    folded = [(name, fold(name, entry.kind)) for name in entry.names]
    same = n.c.folded.in_([f.folded for _, f in folded]) & (n.c.origin == "alias")
    connection.execute(delete(n).where(n.c.actor == actor, same))
    add_names(connection, [name_row(actor, name, f, "authority") for name, f in folded])
    for _, f in folded:
        move(connection, [[number, actor, False] for number in unclaimed(connection, actor, entry.kind, f.folded)])
