"""Gold from its folders: the interchange form, or brat files beside their texts."""

from __future__ import annotations

import glob
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import FormatError
from ..formats.brat import read_brat
from ..formats.interchange import read_values
from ..jsonlines import from_utf8
from ..record import Attribution, Reading, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["GoldArticle", "load_gold", "load_polnear", "publisher"]

_SUFFIX = ".gold.json"
_SPAN_OR_EVENT = re.compile(r"^(?:(?P<span>T\d+)(?=\t)|(?P<event>E\d+\t\S+)(?P<arguments>[^\r\n]*))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and what is held to be right about it.

    ``attributions`` are what span figures are scored against. ``reading`` is there where speakers, acts and the other
    layers were annotated; ``annotators`` where it is known who marked which attributions.
    """

    name: str
    text: str
    attributions: Sequence[Attribution | Statement]
    reading: Reading | None = None
    annotators: Mapping[str, Sequence[Attribution]] = field(default_factory=dict)


def publisher(name: str) -> str:
    """Who published the article, as the names of PolNeAR's files begin."""
    return name.partition("_")[0]


def load_gold(folder: Path, texts: Path | None = None) -> list[GoldArticle]:
    """The articles NAME.gold.json of ``folder`` with their NAME.txt in ``texts``, or in the folder itself.

    Raises:
        FormatError: there are none, a text is missing, or a file is no gold reading of its text.
    """
    texts = texts or folder
    articles = [_from_json(path, texts) for path in sorted(folder.glob("*" + _SUFFIX), key=str)]
    if not articles:
        raise FormatError(f"no *{_SUFFIX} files in {folder}")
    return articles


def _from_json(path: Path, texts: Path) -> GoldArticle:
    name = path.name.removesuffix(_SUFFIX)
    text = _text_of(texts / f"{name}.txt")
    values = [value for _, value in read_values(path)]
    if len(values) != 1:
        raise FormatError(f"{path} holds {len(values)} readings, not one")
    try:
        reading = Reading.from_dict(values[0], text)
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from None
    return GoldArticle(name, text, reading.statements, reading)


def load_polnear(folder: Path) -> list[GoldArticle]:
    """The articles text/NAME.txt of ``folder`` with attributions/NAME_ANNOTATOR.ann in brat's standoff form.

    Where several people annotated an article, the first of them in the order of their names is the gold.

    Raises:
        FormatError: there are no texts, a text has no annotation, or a file is not in brat's form.
    """
    articles = list(_from_brat(folder))
    if not articles:
        raise FormatError(f"no text/*.txt files in {folder}")
    return articles


def _from_brat(folder: Path) -> Iterator[GoldArticle]:
    for path in sorted((folder / "text").glob("*.txt"), key=str):
        text = _text_of(path)
        annotators = {}
        for file in _annotations(folder / "attributions", path.stem):
            try:
                annotators[file.stem.rpartition("_")[2]] = tuple(read_brat(_as_scored(_text_of(file)), text))
            except FormatError as error:
                raise FormatError(f"{file}: {error}") from None
        if not annotators:
            raise FormatError(f"no annotation of {path.name} in {folder / 'attributions'}")
        yield GoldArticle(path.stem, text, next(iter(annotators.values())), annotators=annotators)


def _annotations(folder: Path, name: str) -> list[Path]:
    return sorted(folder.glob(f"{glob.escape(name)}_*.ann"), key=str)


def _as_scored(annotation: str) -> str:
    """The annotation without what an event names before the file defines it.

    One event in 250 of PolNeAR names a span that comes later. The scores that readers of this corpus are compared by
    were made without these, so that they are left out here too.
    """
    known: set[str] = set()

    def keep_known(line: re.Match[str]) -> str:
        if line["span"]:
            known.add(line["span"])
            return line[0]
        arguments = [a for a in line["arguments"].split() if a.partition(":")[2] in known]
        return " ".join([line["event"], *arguments])

    return _SPAN_OR_EVENT.sub(keep_known, annotation)


def _text_of(path: Path) -> str:
    """The file's text with its line ends as they are: offsets count them."""
    try:
        return from_utf8(path.read_bytes())
    except FileNotFoundError:
        raise FormatError(f"{path} is missing") from None
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from None
