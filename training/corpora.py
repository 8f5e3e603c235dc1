"""Annotated corpora -> plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from glob import escape
from typing import TYPE_CHECKING

from sayso.formats.brat import read_brat

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.record import Attribution


@dataclass(frozen=True)
class Document:
    name: str
    text: str
    annotations: dict[str, list[Attribution]]

    @property
    def attributions(self) -> list[Attribution]:
        return next(iter(self.annotations.values()))


def load_polnear(folder: Path) -> list[Document]:
    """All articles of one compartment, sorted by name."""
    documents = []
    for path in sorted(folder.glob("text/*.txt")):
        files = sorted(folder.joinpath("attributions").glob(escape(path.stem) + "_*.ann"))
        text = _read(path)
        annotations = {f.stem[-4:]: read_brat(_read(f), text) for f in files}
        documents.append(Document(path.stem, text, annotations))
    return documents


def training_documents(folder: Path) -> list[Document]:
    """The articles to train on: those with several annotators are kept for measuring against people."""
    return [d for d in load_polnear(folder) if len(d.annotations) == 1]


def gum_names(folder: Path) -> list[str]:
    """Proper nouns of the GUM treebank, each once: names that no American campaign has."""
    names = set()
    for path in sorted(folder.glob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[3] == "PROPN" and cells[1].isalpha() and cells[1].istitle():
                names.add(cells[1])
    return sorted(names)


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
