"""What people changed in a ledger, put into the kept rows of coders, entities and documents; and such rows anew."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ...dna.passwords import DEFAULT_PASSWORD, digest_password
from .. import schema
from ..rows import chunks
from .book import rgb_of, short
from .import_documents import about, digest
from .import_people import MACHINE
from .kept import pairs
from .names import current_names, merged_into
from .offsets import between, to_utf16

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from .kept import Kept
    from .offsets import Move
    from .speakers import Person

__all__ = ["Coders", "Documents", "Entities"]

_PALETTE = ("#3399FF", "#FF6666", "#66CC00", "#CC66FF", "#FF9933", "#33CCCC", "#996633", "#FF66B2")


class Coders:
    """Coders of the ledger -> coders of the file."""

    def __init__(self, connection: Connection, kept: Kept, password: str | None) -> None:
        self._book = kept.book
        self._digest = DEFAULT_PASSWORD if password is None else ""
        self._password = password
        t = schema.coders
        self.rows = {row.number: row for row in connection.execute(select(t).order_by(t.c.number))}
        self._found: dict[int, int] = {}
        for number, link in kept.linked("CODERS").items():
            if link.coder is not None and link.coder in self.rows:
                self._found[link.coder] = number
                self._change(number, self.rows[link.coder], link.seen or {})
        rows = kept.book.tables["CODERS"]
        self._free = {str(row["Name"]): n for n, row in rows.items() if n not in self._found.values()}
        self.first = min(rows)

    def _change(self, number: int, row: Any, seen: dict[str, Any]) -> None:
        there = self._book.tables["CODERS"][number]
        if row.name != seen.get("name"):
            there["Name"] = short(row.name)
        if row.colour != seen.get("colour"):
            there |= rgb_of(row.colour) or {}

    def of(self, coder: int) -> int:
        """The file's coder, made where there is none."""
        row = self.rows[coder]
        return self._found.get(coder) or self._found.setdefault(coder, self._named(row.name, row.colour))

    def machine(self) -> int:
        """The coder of what nobody has coded."""
        known = next((number for number, row in self.rows.items() if row.name == MACHINE), None)
        return self._named(MACHINE, "#AAAAAA") if known is None else self.of(known)

    def _named(self, name: str, colour: str | None) -> int:
        name = short(name)
        if name in self._free:
            return self._free[name]
        rows = self._book.tables["CODERS"]
        rgb = rgb_of(colour) or rgb_of(_PALETTE[len(rows) % len(_PALETTE)]) or {}
        self._digest = self._digest or digest_password(self._password or "")
        number = self._free[name] = self._book.add("CODERS", Name=name, Password=self._digest, **rgb)
        self._book.relate_coders(number)
        return number


class Entities:
    """Actors and concepts of the ledger -> values of variables; ``merged`` are actors who turned out to be others."""

    def __init__(self, connection: Connection, kept: Kept) -> None:
        self._kept, self._book = kept, kept.book
        self._actors: dict[tuple[int, int], int] = {}
        self._named: dict[tuple[int, str], int] = {}
        self._aliases = _aliases(connection)
        rows = kept.book.tables["ENTITIES"]
        for number, link in sorted(kept.linked("ENTITIES").items()):
            if link.actor is not None:
                self._actors.setdefault((int(rows[number]["VariableId"] or 0), link.actor), number)
        self.merged = merged_into(connection)
        self._rename(connection)
        self._merge(connection)

    def _rename(self, connection: Connection) -> None:
        names = current_names(connection, self._kept)
        self._book.rename_entities({n: short(name) for (table, n), name in names.items() if table == "ENTITIES"})

    def _merge(self, connection: Connection) -> None:
        """What a merged actor said, the other one said."""
        merged, t = self.merged, schema.actors
        names = pairs(connection, select(t.c.number, t.c.name)) if merged else {}
        for (variable, actor), number in sorted(self._actors.items()):
            into = merged.get(actor)
            if into is not None:
                other = self._actors.get((variable, into)) or self._book.entity(variable, short(names[into]))
                self._book.give_statements(number, other)

    def of(self, variable: int, person: Person) -> str:
        """The value that stands for this actor, made with its attributes where there is none."""
        known = self._actors.get((variable, person.actor or 0))
        if known is not None:
            return str(self._book.tables["ENTITIES"][known]["Value"])
        name = short(person.name)
        aliases = short("; ".join(self._aliases.get(person.actor or 0, ())))
        self._book.entity(variable, name, {"Type": person.kind, "Alias": aliases})
        return name


def _aliases(connection: Connection) -> dict[int, list[str]]:
    n, x = schema.actor_names, schema.actors
    query = select(n.c.actor, n.c.name).join_from(n, x).where(n.c.name != x.c.name).distinct()
    found: dict[int, list[str]] = {}
    for row in connection.execute(query.order_by(n.c.actor, n.c.name)):
        found.setdefault(row.actor, []).append(row.name)
    return found


class Documents:
    """Articles -> documents."""

    def __init__(self, connection: Connection, kept: Kept, coders: Coders) -> None:
        self._connection, self._kept, self._coders = connection, kept, coders
        self._found: dict[int, int] = {}
        self._moves: dict[int, Move] = {}
        self._texts: dict[int, str] = {}
        self._digests: dict[int, str] = {}
        linked = kept.linked("DOCUMENTS")
        t = schema.articles
        articles = sorted({link.article for link in linked.values() if link.article})
        rows: dict[int, Any] = {}
        for some in chunks(articles):
            rows |= {row.number: row for row in connection.execute(select(t).where(t.c.number.in_(some)))}
        for number, link in sorted(linked.items()):
            if link.article is not None and link.article in rows:
                self._found.setdefault(link.article, number)
                self._texts[link.article] = rows[link.article].text
                self._change(number, rows[link.article], link.seen or {})

    def _change(self, number: int, row: Any, seen: dict[str, Any]) -> None:
        there, now = self._kept.book.tables["DOCUMENTS"][number], _cells(row)
        for key, value in about(row).items():
            if key in seen and value != seen[key]:
                column = {"title": "Title", "outlet": "Source", "authors": "Author", "published": "Date"}[key]
                there[column] = now[column]

    def of(self, row: Any) -> int:
        """The document of an article (a row of ``articles``), made where there is none."""
        if row.number not in self._found:
            text, notes = row.text.replace("\r\n", "\n").replace("\r", "\n"), []
            notes += [row.url] if row.url else []
            notes += ["The date is not known."] if row.day is None else []
            cells = _cells(row) | {"Notes": "\n".join(notes), "Text": text, "Coder": self._coders.first}
            self._found[row.number] = self._kept.book.add("DOCUMENTS", **cells)
            self._texts[row.number] = row.text
        return self._found[row.number]

    def move(self, article: int, document: int) -> Move:
        """Spans in the article -> spans in the document, counted as its others are."""
        if document not in self._moves:
            text = str(self._kept.book.tables["DOCUMENTS"][document]["Text"])
            there = between(self._texts[article], text)
            link = self._kept.links.get(("DOCUMENTS", document))
            counted = to_utf16(text) if link and (link.seen or {}).get("utf16") else None
            self._moves[document] = there if counted is None else lambda a, b: counted(*there(a, b))
        return self._moves[document]

    def number(self, article: int) -> int:
        """The document of an article that has one."""
        return self._found[article]

    def same(self, article: int, seen: dict[str, Any]) -> bool:
        """Whether the article's text is still the very same as when the document was taken in."""
        if article not in self._digests:
            self._digests[article] = digest(self._texts[article])
        return self._digests[article] == seen.get("text")


def _cells(row: Any) -> dict[str, Any]:
    """What DNA keeps of an article."""
    about = {"Title": short(row.title or "(no title)"), "Source": short(row.outlet or "")}
    return about | {"Author": short("; ".join(row.authors)), "Date": _seconds(row.published, row.day)}


def _seconds(published: str | None, day: str | None) -> int:
    """Seconds since 1970 as DNA counts them, the local time being taken for UTC; 0 where the date is not known."""
    given = published.strip() if published else ""
    whole = re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", given, re.ASCII)
    for text in (given if whole else None, day):
        try:
            moment = datetime.fromisoformat(text) if text else None
        except ValueError:
            continue
        if moment is not None:
            return int((moment.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds() // 1)
    return 0
