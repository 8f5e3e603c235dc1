"""A ``.dna`` file's statements of one type as a table."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from ..dna import read_dna
from .table import DOCUMENT_VARIABLES, Column, Documents, Entity, Ints, StatementTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..dna import DnaFile, Document, StatementType

__all__ = ["table_of"]


def table_of(dna: DnaFile | str | os.PathLike[str], statement_type: str = "DNA Statement") -> StatementTable:
    """The statements of one type, with all documents of the file; ``dna`` is what was read from one, or its path.

    Raises:
        FormatError: the file has no such type, or is no ``.dna`` file of version 3.
        OSError: it cannot be read.
    """
    if isinstance(dna, (str, os.PathLike)):
        dna = read_dna(dna)
    kind = dna.statement_type(statement_type)
    chosen = [statement for statement in dna.statements if statement.type == kind.id]
    place = {document.id: number for number, document in enumerate(dna.documents)}
    entities, names = _entities(dna, kind)
    return StatementTable(
        ids=_ints(s.id for s in chosen),
        document=_ints(place[s.document] for s in chosen),
        start=_ints(s.start for s in chosen),
        stop=_ints(s.stop for s in chosen),
        coder=_ints(s.coder for s in chosen),
        variables={v.name: Column.of(v.data_type, (s.values[v.name] for s in chosen)) for v in kind.variables},
        documents=_documents(dna.documents),
        entities=entities,
        attribute_names=names,
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _documents(documents: Sequence[Document]) -> Documents:
    columns = {name: Column.of("short text", (str(getattr(d, name)) for d in documents)) for name in DOCUMENT_VARIABLES}
    return Documents(
        _ints(d.id for d in documents), _ints(d.date for d in documents), columns, tuple(d.text for d in documents)
    )


def _entities(
    dna: DnaFile, kind: StatementType
) -> tuple[Mapping[str, Mapping[str, Entity]], Mapping[str, tuple[str, ...]]]:
    names = {variable.id: variable.name for variable in kind.variables if variable.data_type == "short text"}
    entities: dict[str, dict[str, Entity]] = {name: {} for name in names.values()}
    for entity in dna.entities:
        if entity.variable in names:
            about = Entity(entity.id, entity.color, entity.attributes)
            entities[names[entity.variable]][entity.value] = about
    return entities, {name: dna.attribute_names.get(number, ()) for number, name in names.items()}
