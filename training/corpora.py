"""Annotated corpora -> plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROLES = ("source", "cue", "content")
_TEXT_BOUND = re.compile(r"^(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)", re.MULTILINE)
_EVENT = re.compile(r"^E\d+\t(Attribution\S*(?: \S+)*)", re.MULTILINE)

Spans = list[tuple[int, int]]
Attribution = dict[str, Spans]


@dataclass(frozen=True)
class Document:
    name: str
    text: str
    annotations: dict[str, list[Attribution]]

    @property
    def attributions(self) -> list[Attribution]:
        return next(iter(self.annotations.values()))


def read_brat(annotation: str) -> list[Attribution]:
    """The attributions of one brat file. Parsed by pattern: some surfaces hold line breaks."""
    spans = {
        m[1]: [(int(a), int(b)) for a, b in (piece.split() for piece in m[2].split(";"))]
        for m in _TEXT_BOUND.finditer(annotation)
    }
    out = []
    for event in _EVENT.finditer(annotation):
        roles: Attribution = {role: [] for role in ROLES}
        for argument in event[1].split():
            label, _, ref = argument.partition(":")
            role = label.rstrip("0123456789").lower()
            if role in roles and ref in spans:
                roles[role] += spans[ref]
        out.append({role: sorted(found) for role, found in roles.items()})
    return out


def load_polnear(folder: Path) -> list[Document]:
    """All articles of one compartment, sorted by name."""
    documents = []
    for path in sorted(folder.glob("text/*.txt")):
        files = sorted(folder.joinpath("attributions").glob(glob_escape(path.stem) + "_*.ann"))
        annotations = {f.stem[-4:]: read_brat(_read(f)) for f in files}
        documents.append(Document(path.stem, _read(path), annotations))
    return documents


def glob_escape(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


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
