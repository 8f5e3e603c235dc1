"""Coders, persons, organizations and concepts of a ``.dna`` file -> those of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from ...record import KINDS
from .. import schema
from ..linking import add_names, name_row
from ..names import agree, fold, is_own
from ..rows import chunks, now
from ..writing import allocate
from .book import color_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

    from .book import Cells
    from .kept import Kept

__all__ = ["MACHINE", "affiliate", "kinds_of", "take_coders", "take_concepts", "take_people"]

MACHINE = "Sayso"
"""The coder of what nobody has coded, as the export names it."""

_NAMELESS = ("unnamed", "vague")


def take_coders(connection: Connection, kept: Kept) -> None:
    """Link every coder to the ledger's coder of the name, or make one."""
    t = schema.coders
    known: dict[str, Any] = {row.name: row for row in connection.execute(select(t))}
    linked = {link.coder for link in kept.linked("CODERS").values()}
    free = {name: row.number for name, row in known.items() if row.number not in linked}
    for number, row in kept.book.tables["CODERS"].items():
        link = kept.link("CODERS", number)
        if link.coder is not None:
            continue
        name = str(row["Name"])
        if name.strip() and name in free:
            link.coder = free.pop(name)
            found = known[name]
            link.seen = {"name": found.name, "colour": found.colour}
            continue
        new = _unused(name.strip() or f"coder {number}", known)
        fields = {"name": new, "kind": "machine" if new == MACHINE else "person", "colour": color_of(row)}
        link.coder, link.seen = _made(connection, t, [fields])[0], {"name": new, "colour": color_of(row)}
        known[new] = None


def _unused(name: str, known: dict[str, Any]) -> str:
    """DNA may have two coders of one name, the ledger has not."""
    if name not in known:
        return name
    return next(new for n in range(2, len(known) + 3) if (new := f"{name} ({n})") not in known)


def _made(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """New rows of coders, concepts or actors; their numbers."""
    first = allocate(connection, table.name, len(rows))
    given = [{"number": n, "added": now()} | row for n, row in enumerate(rows, first)]
    for some in chunks(given):
        connection.execute(table.insert(), some)
    return list(range(first, first + len(rows)))


def take_concepts(connection: Connection, kept: Kept) -> None:
    """Link every value of a concept variable to the concept of that label, or make one."""
    t = schema.concepts
    known = {row.label: row.number for row in connection.execute(select(t.c.label, t.c.number))}
    open_ = {
        n: str(row["Value"]) for n, row in _of_roles(kept, ("concept",)) if kept.link("ENTITIES", n).concept is None
    }
    new = list(dict.fromkeys(label for label in open_.values() if label not in known))
    blank: dict[str, Any] = {"description": None, "examples_for": [], "examples_against": []}
    known |= dict(zip(new, _made(connection, t, [blank | {"label": label} for label in new]), strict=True))
    for number, label in open_.items():
        link = kept.link("ENTITIES", number)
        link.concept, link.seen = known[label], {"name": label}


def _of_roles(kept: Kept, roles: tuple[str, ...]) -> list[tuple[int, Cells]]:
    """The values, but for blank ones, of variables that have one of these roles."""
    variables = {number for number, link in kept.linked("VARIABLES").items() if link.role in roles}
    rows = kept.book.tables["ENTITIES"].items()
    return [(n, row) for n, row in rows if row["VariableId"] in variables and str(row["Value"]).strip()]


def kinds_of(kept: Kept) -> dict[int, str]:
    """Entity -> the kind of actor that it is: what its attribute Type says, where that is one of the ledger's kinds."""
    types = _types(kept)
    found: dict[int, str] = {}
    for number, row in _of_roles(kept, ("person", "organization")):
        role = kept.links["VARIABLES", int(row["VariableId"] or 0)].role
        kind = types.get(number, "")
        found[number] = str(kind) if kind in KINDS else "person" if role == "person" else "organisation"
    return found


def _types(kept: Kept) -> dict[int, str]:
    tables = kept.book.tables
    named = {n for n, row in tables["ATTRIBUTEVARIABLES"].items() if row["AttributeVariable"] == "Type"}
    values = tables["ATTRIBUTEVALUES"].values()
    return {int(r["EntityId"] or 0): str(r["AttributeValue"]) for r in values if r["AttributeVariableId"] in named}


def take_people(connection: Connection, kept: Kept) -> None:
    """Link every person and organization to an actor of that name and kind that is known, or make one.

    Two values of one variable never become the same actor, however alike they are.
    """
    wanted: dict[tuple[str, str], list[int]] = {}
    for number, kind in kinds_of(kept).items():
        if kind not in _NAMELESS and kept.link("ENTITIES", number).actor is None:
            wanted.setdefault((kind, str(kept.book.tables["ENTITIES"][number]["Value"])), []).append(number)
    taken = {link.actor for link in kept.linked("ENTITIES").values() if link.actor}
    known = _known(connection, wanted, taken)
    new = [key for key in wanted if key not in known]
    rows = [{"name": name, "kind": kind, "affiliation": None, "external": None, "authority": None, "merged_into": None}
            for kind, name in new]  # fmt: skip
    numbers = dict(zip(new, _made(connection, schema.actors, rows), strict=True))
    names = [
        name_row(number, name, fold(name, kind), "hand" if is_own(name, kind) else "alias")
        for (kind, name), number in numbers.items()
    ]
    add_names(connection, [name for name in names if name["folded"]])
    found = {key: (number, key[1]) for key, number in numbers.items()} | known
    for key, entities in wanted.items():
        for entity in entities:
            link = kept.link("ENTITIES", entity)
            link.actor, link.seen = found[key][0], {"name": found[key][1]}


def _known(
    connection: Connection, wanted: Iterable[tuple[str, str]], taken: set[int]
) -> dict[tuple[str, str], tuple[int, str]]:
    """Kind and value -> number and name of the one actor that it can be, by the exact name or else the folded one."""
    n, a = schema.actor_names, schema.actors
    folded = {key: fold(key[1], key[0]) for key in wanted}
    there: dict[tuple[str, str], list[Any]] = {}
    for some in chunks(sorted({name.folded for name in folded.values()})):
        query = select(n, a.c.kind, a.c.name.label("actor_name")).join_from(n, a)
        for row in connection.execute(query.where(n.c.folded.in_(some), a.c.merged_into.is_(None))):
            there.setdefault((row.kind, row.folded), []).append(row)
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for exact in (True, False):
        for key, name in folded.items():
            rows = [r for r in there.get((key[0], name.folded), ()) if r.actor not in taken and r.origin != "alias"]
            met = {r.actor: r.actor_name for r in rows if r.actor_name == key[1]}
            if not exact and is_own(key[1], key[0]):
                met = {r.actor: r.actor_name for r in rows if agree(name.initials, frozenset([r.initials]))}
            if key not in found and len(met) == 1:
                ((number, called),) = met.items()
                found[key] = number, called
                taken.add(number)
    return found


def affiliate(connection: Connection, pairs: Counter[tuple[int, str]]) -> None:
    """Of actors whom the ledger knows no affiliation of, take the organization that they speak for most."""
    t = schema.actors
    most: dict[int, str] = {}
    for (actor, organization), _ in pairs.most_common():
        most.setdefault(actor, organization)
    for actor, organization in most.items():
        unknown = (t.c.number == actor) & t.c.affiliation.is_(None)
        connection.execute(update(t).where(unknown).values(affiliation=organization))
