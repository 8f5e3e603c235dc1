"""Annotated corpora -> plain Python."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.formats.brat import read_brat

if TYPE_CHECKING:
    from sayso.record import Attribution


SILVER = Path(__file__).parent / "senses.tsv"
Offsets = list[tuple[int, int]]


@dataclass(frozen=True)
class Given:
    """What somebody said that a statement does; ``judged_by_rule`` where the rules' writer did not look at it."""

    act: str
    denies: bool
    hedge: Offsets
    condition: Offsets
    direct: bool
    judged_by_rule: bool


Senses = dict[str, dict[tuple[int, int], Given]]


@dataclass(frozen=True)
class Document:
    """An article; ``senses`` by where a statement's content begins and ends; ``unsure`` where none must be learnt."""

    name: str
    text: str
    annotations: dict[str, list[Attribution]]
    senses: dict[tuple[int, int], Given] = field(default_factory=dict, kw_only=True)
    unsure: Offsets = field(default_factory=list, kw_only=True)

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


def training_documents(data: Path) -> list[Document]:
    """The PolNeAR articles to train on, with what their statements do where that is known.

    Those with several annotators are kept for measuring against people.
    """
    senses = gold_senses(data / "gold" / "train")
    for article, given in silver_senses().items():
        senses.setdefault(article, given)
    found = [d for d in load_polnear(data / "polnear" / "train") if len(d.annotations) == 1]
    return [replace(d, senses=senses.get(d.name, {})) for d in found]


def gold_senses(folder: Path) -> Senses:
    """Acts, denials, hedges and conditions of gold readings, by article and content."""
    senses: Senses = {}
    for path in sorted(folder.glob("*.json")):
        reading = json.loads(path.read_text(encoding="utf-8"))
        for s in reading["statements"]:
            hedge, condition = ([(a, b) for a, b, _ in s[k]] for k in ("hedge", "condition"))
            given = Given(s["act"], s["denies"], hedge, condition, s["mode"] == "direct", judged_by_rule=False)
            senses.setdefault(reading["article"], {})[s["content"][0][0], s["content"][-1][1]] = given
    return senses


def silver_senses(path: Path = SILVER) -> Senses:
    """The same from the table of labels beside this file: tab-separated, offsets only, no text."""
    senses: Senses = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        article, begin, end, act, denies, direct, hedge, condition = line.split("\t")
        given = Given(act, denies == "1", _offsets(hedge), _offsets(condition), direct == "1", judged_by_rule=True)
        senses.setdefault(article, {})[int(begin), int(end)] = given
    return senses


def _offsets(cell: str) -> Offsets:
    return [(int(a), int(b)) for a, _, b in (pair.partition("-") for pair in cell.split(",") if pair)]


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
