"""Files that DNA could have written: any that hypothesis thinks of, and an invented debate with two coders."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from sayso.dna import DnaTables, write_dna
from sayso.dna.forms import FORMS
from sayso.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


def _load(name: str, path: Path) -> Any:
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_ledgers = _load("ledgers_of_the_bridge", Path(__file__).parents[1] / "ledger" / "conftest.py")
server, place, ledger, make = _ledgers.server, _ledgers.place, _ledgers.ledger, _ledgers.make


@pytest.fixture(scope="session")
def empty() -> Iterator[Callable[[], AbstractContextManager[Ledger]]]:
    """Gives one new ledger after another."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.db"
        Ledger(model).close()

        @contextmanager
        def new() -> Iterator[Ledger]:
            with (
                tempfile.TemporaryDirectory(dir=folder) as own,
                Ledger(shutil.copy(model, Path(own) / "news.db")) as made,
            ):
                yield made

        yield new


@pytest.fixture(scope="session")
def files() -> st.SearchStrategy[DnaTables]:
    """Whole files that obey all rules."""
    return whole_files()


_LETTERS = st.sampled_from("aZé ßñ語'\";%_\\{}–“” \u0301\u202e\U0001f980\U0001f469\u200d\U0001d518")
_SHORT = st.text(_LETTERS, max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=190
)
_LONG = st.text(_LETTERS | st.just("\n"), max_size=60)
_NAMES = st.sampled_from(["person", "organization", "Concept", "concept", "agreement", "note", "weight"]) | _SHORT
_KINDS = st.sampled_from(["short text", "long text", "integer", "boolean"])
_BYTE, _BIT = st.integers(0, 255), st.integers(0, 1)
_RGB = st.tuples(_BYTE, _BYTE, _BYTE)
_DATES = st.integers(-62_135_596_800, 253_402_300_799) | st.sampled_from([0, -1, 951_782_399])


class _Maker:
    """Draws a file table by table; ``ids`` have gaps and come in no order."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in FORMS}

    def ids(self, most: int, least: int = 0) -> list[int]:
        found: list[int] = self.draw(st.lists(st.integers(1, 10**6), unique=True, min_size=least, max_size=most))
        return found

    def one_of(self, table: str) -> int:
        number: int = self.draw(st.sampled_from([int(row[0]) for row in self.rows[table]]))
        return number

    def add(self, table: str, *cells: Any) -> None:
        self.rows[table].append(cells)

    def next_id(self, table: str) -> int:
        first: int = self.draw(st.integers(0, 50))
        return 1 + max((int(row[0]) for row in self.rows[table]), default=first)

    def coders(self) -> None:
        for number in self.ids(3, 1):
            popup = self.draw(st.none() | st.integers(100, 9999))
            plain = (self.draw(st.integers(0, 9999)), self.draw(st.integers(1, 99)), self.draw(_SHORT), popup)
            flags = self.draw(st.tuples(*[_BIT] * 19))
            self.add("CODERS", number, self.draw(_SHORT | st.just("Ana")), *self.draw(_RGB), *plain, *flags)
        numbers = [row[0] for row in self.rows["CODERS"]]
        for one in numbers:
            for other in numbers:
                if one != other:
                    flags = self.draw(st.tuples(*[_BIT] * 4))
                    self.add("CODERRELATIONS", self.next_id("CODERRELATIONS"), one, other, *flags)

    def documents(self) -> None:
        texts = _LONG | st.sampled_from(["", " \n", "Mia \U0001f980 Lund says no.", "Mia \U0001f980  Lund says no."])
        for number in self.ids(3):
            about = [self.draw(_SHORT) for _ in range(3)]
            rest = (self.draw(_LONG), self.draw(_SHORT), self.draw(_DATES))
            self.add("DOCUMENTS", number, self.draw(_SHORT), self.draw(texts), self.one_of("CODERS"), *about, *rest)

    def types(self) -> None:
        for number in self.ids(3):
            self.add("STATEMENTTYPES", number, self.draw(_SHORT), *self.draw(_RGB))
            for name in self.draw(st.lists(_NAMES, unique=True, max_size=5)):
                kind = {"agreement": "boolean"}.get(name) or self.draw(_KINDS)
                self.add("VARIABLES", self.next_id("VARIABLES"), name, kind, number)
        variables = [row[0] for row in self.rows["VARIABLES"]]
        if len(variables) > 1:
            for number in self.ids(2):
                pair = self.draw(st.lists(st.sampled_from(variables), min_size=2, max_size=2, unique=True))
                self.add("VARIABLELINKS", number, *pair)
        for variable in (row[0] for row in self.rows["VARIABLES"] if row[2] == "short text"):
            self.entities(variable)

    def entities(self, variable: int) -> None:
        for name in self.draw(st.lists(st.sampled_from(["Type", "Alias"]) | _SHORT, unique=True, max_size=2)):
            self.add("ATTRIBUTEVARIABLES", self.next_id("ATTRIBUTEVARIABLES"), variable, name)
        mine: list[int] = []
        known = st.sampled_from(["", "Mia Lund", "mia lund", "MIA LUND", "Lund"])
        for value in self.draw(st.lists(known | _SHORT, unique=True, min_size=1, max_size=4)):
            number = self.next_id("ENTITIES")
            parent = self.draw(st.none() | st.sampled_from([*mine, number]))
            self.add("ENTITIES", number, variable, value, *self.draw(_RGB), parent)
            mine.append(number)
            for attribute in [row[0] for row in self.rows["ATTRIBUTEVARIABLES"] if row[1] == variable]:
                given = self.draw(_SHORT | st.sampled_from(["vague", "group"]))
                self.add("ATTRIBUTEVALUES", self.next_id("ATTRIBUTEVALUES"), number, attribute, given)

    def statements(self) -> None:
        texts = {row[0]: row[2] for row in self.rows["DOCUMENTS"] if row[2]}
        if not texts or not self.rows["STATEMENTTYPES"]:
            return
        for number in self.ids(5):
            document, kind = self.draw(st.sampled_from(sorted(texts))), self.one_of("STATEMENTTYPES")
            start = self.draw(st.integers(0, min(2, len(texts[document]) - 1)))
            stop = self.draw(st.integers(start + 1, len(texts[document])))
            self.add("STATEMENTS", number, kind, document, start, stop, self.one_of("CODERS"))
            for row in self.rows["VARIABLES"]:
                if row[3] == kind:
                    self.value(number, row[0], row[2])

    def value(self, statement: int, variable: int, kind: str) -> None:
        entities = [row[0] for row in self.rows["ENTITIES"] if row[1] == variable] or [0]
        values = {"boolean": _BIT, "integer": st.integers(-(2**31), 2**31 - 1), "long text": st.none() | _LONG}
        table = f"DATA{kind.upper().replace(' ', '')}"
        value = self.draw(values.get(kind, st.sampled_from(entities)))
        self.add(table, self.next_id(table), statement, variable, value)


@st.composite
def whole_files(draw: Any) -> DnaTables:
    """Any file that obeys the rules."""
    maker = _Maker(draw)
    maker.add("SETTINGS", "version", draw(st.sampled_from(["3.0.7", "3.0.11.5"])))
    maker.add("SETTINGS", "date", "2025-02-05")
    for label in draw(st.lists(_SHORT, unique=True, max_size=2)):
        maker.add("REGEXES", label, *draw(_RGB))
    maker.coders()
    maker.documents()
    maker.types()
    maker.statements()
    keyed = {name: rows if name in ("SETTINGS", "REGEXES") else sorted(rows) for name, rows in maker.rows.items()}
    return DnaTables({name: tuple(rows) for name, rows in keyed.items()})


_CODERS = (
    (1, "Admin", 255, 255, 0, 0, 14, "x" * 64, 300, 0, 0, 1, *[1] * 16),
    (2, "Ana", 51, 153, 255, 0, 12, "y" * 64, 400, 1, 0, 1, *[0] * 16),
)
_TEXT = "\U0001f980 Mia Lund of the Guild said the tax should go. Omar Feld said it must stay."


@pytest.fixture
def debate(tmp_path: Path) -> Path:
    """A file of one document with two statements of Ana's, and an annotation."""
    rows: dict[str, tuple[tuple[Any, ...], ...]] = dict.fromkeys(FORMS, ()) | {
        "SETTINGS": (("version", "3.0.11.5"), ("date", "2025-02-05")),
        "CODERS": _CODERS,
        "CODERRELATIONS": ((1, 1, 2, 1, 1, 1, 1), (2, 2, 1, 0, 0, 1, 1)),
        "DOCUMENTS": ((5, "The tax", _TEXT, 1, "A. Writer; B. Writer", "The Courier", "news", "", "", 1709294400),),
        "STATEMENTTYPES": ((1, "DNA Statement", 239, 208, 51), (3, "Annotation", 211, 211, 211)),
        "VARIABLES": (
            (1, "person", "short text", 1),
            (2, "organization", "short text", 1),
            (3, "concept", "short text", 1),
            (4, "agreement", "boolean", 1),
            (5, "weight", "integer", 1),
            (11, "note", "long text", 3),
        ),
        "REGEXES": (("tax(es)?", 255, 0, 0),),
        "ENTITIES": (
            (1, 1, "", 0, 0, 0, None),
            (2, 1, "Mia Lund", 9, 8, 7, None),
            (3, 1, "Omar Feld", 0, 0, 0, None),
            (4, 2, "", 0, 0, 0, None),
            (5, 2, "Guild", 1, 2, 3, None),
            (6, 3, "", 0, 0, 0, None),
            (7, 3, "The tax should go.", 0, 0, 0, None),
        ),
        "ATTRIBUTEVARIABLES": ((1, 2, "Type"),),
        "ATTRIBUTEVALUES": ((1, 4, 1, ""), (2, 5, 1, "trade")),
        "STATEMENTS": ((10, 1, 5, 29, 46, 2), (20, 1, 5, 63, 75, 2), (30, 3, 5, 0, 2, 1)),
        "DATABOOLEAN": ((1, 10, 4, 1), (2, 20, 4, 0)),
        "DATAINTEGER": ((1, 10, 5, 3), (2, 20, 5, -1)),
        "DATALONGTEXT": ((1, 30, 11, "A crab."),),
        "DATASHORTTEXT": ((1, 10, 1, 2), (2, 10, 2, 5), (3, 10, 3, 7), (4, 20, 1, 3), (5, 20, 2, 4), (6, 20, 3, 7)),
    }
    path = tmp_path / "debate.dna"
    write_dna(DnaTables(rows), path)
    return path
