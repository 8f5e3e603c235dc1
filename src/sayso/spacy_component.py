"""Sayso as a spaCy component: ``nlp.add_pipe("sayso")``.

The reading is at ``doc._.sayso``, also after the document was saved with its user data and loaded again;
``doc.spans["sayso"]`` holds every piece of every statement as a spaCy span, labelled ``SOURCE``, ``CUE`` or
``CONTENT``, with the statement's id in ``span.id_``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import MissingExtra
from .reading import Reader
from .record import ROLES, Reading

try:
    from spacy.language import Language
    from spacy.tokens import Doc, SpanGroup
except ImportError as error:  # pragma: no cover - tested in an environment without spaCy
    raise MissingExtra("spaCy is not installed: pip install 'sayso[spacy]'") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["SaysoComponent", "make_component"]

_KEY = "sayso"


def _reading(doc: Doc) -> Reading | None:
    """The reading of a document; spaCy saves and sends plain data only, so that is what the document holds."""
    data = doc.user_data.get(_KEY)
    return None if data is None else Reading.from_dict(data)


if not Doc.has_extension("sayso"):
    Doc.set_extension("sayso", getter=_reading)


class SaysoComponent:
    """Reads each document; see the module for where the results are."""

    def __init__(self, reader: Reader, *, force: bool) -> None:
        self.reader = reader
        self.force = force

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        reading = self.reader.read(doc.text, force=self.force)
        doc.user_data[_KEY] = reading.to_dict()
        doc.spans["sayso"] = _spans(doc, reading)
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:  # noqa: ARG002 - spaCy's signature
        """Read many documents, in order."""
        for doc in docs:
            yield self(doc)


def _spans(doc: Doc, reading: Reading) -> SpanGroup:
    group = SpanGroup(doc, name="sayso")
    for statement in reading.statements:
        for role in ROLES:
            for start, end, _ in getattr(statement, role):
                # A word of ours may be part of one of spaCy's tokens.
                span = doc.char_span(start, end, label=role.upper(), span_id=statement.id, alignment_mode="expand")
                if span is not None:
                    group.append(span)
    return group


@Language.factory("sayso", default_config={"model": "en", "threads": None, "force": False}, assigns=["doc._.sayso"])
def make_component(nlp: Language, name: str, model: str, threads: int | None, force: bool) -> SaysoComponent:  # noqa: ARG001
    """Make the component: ``model`` and ``threads`` as in ``Reader``, ``force`` as in ``Reader.read``."""
    return SaysoComponent(Reader(model, threads=threads), force=force)
