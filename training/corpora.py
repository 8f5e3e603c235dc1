"""Annotated corpora -> plain Python."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.formats.brat import read_brat
from sayso.record import ACTS

if TYPE_CHECKING:
    from sayso.record import Attribution


SILVER = Path(__file__).parent / "senses.tsv"
ACTED = Path(__file__).parent / "acts.tsv"
READ = 0.9  # what a label by reading counts for against what is only believed
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
Beliefs = dict[str, dict[tuple[int, int], tuple[float, ...]]]


@dataclass(frozen=True)
class Document:
    """An article; ``senses`` by where a statement's content begins and ends, and likewise ``beliefs``, probabilities of
    the acts; ``unsure`` where none must be learnt.
    """

    name: str
    text: str
    annotations: dict[str, list[Attribution]]
    senses: dict[tuple[int, int], Given] = field(default_factory=dict, kw_only=True)
    beliefs: dict[tuple[int, int], tuple[float, ...]] = field(default_factory=dict, kw_only=True)
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


def training_documents(data: Path, beliefs: Path | None = None) -> list[Document]:
    """The PolNeAR articles to train on, with what their statements do where that is known.

    Those with several annotators are kept for measuring against people.
    """
    senses = gold_senses(data / "gold" / "train")
    for article, given in silver_senses().items():
        senses.setdefault(article, given)
    found = [d for d in load_polnear(data / "polnear" / "train") if len(d.annotations) == 1]
    believed = acts_believed(beliefs)
    return [replace(d, senses=senses.get(d.name, {}), beliefs=believed.get(d.name, {})) for d in found]


def plain_texts(folder: Path) -> list[Document]:
    """The text files below a folder as articles of which nobody said what is in them: only a teacher can."""
    found: dict[str, Document] = {}
    for path in sorted(folder.rglob("*.txt")):
        raw = path.read_bytes()
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
        found.setdefault(text, Document(path.stem, text, {"": []}, unsure=[(0, len(text))]))
    return list(found.values())


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


def acts_believed(path: Path | None) -> Beliefs:
    """What ``training.acts`` wrote, with the acts of the table of labels beside this file over it."""
    found: Beliefs = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path else ():
        article, begin, end, *row = line.split("\t")
        found.setdefault(article, {})[int(begin), int(end)] = tuple(map(float, row))
    for line in ACTED.read_text(encoding="utf-8").splitlines()[1:]:
        article, begin, end, act = line.split("\t")
        of_article, key = found.setdefault(article, {}), (int(begin), int(end))
        before = of_article.get(key, tuple(1 / len(ACTS) for _ in ACTS))
        of_article[key] = tuple((1 - READ) * p + READ * (name == act) for p, name in zip(before, ACTS, strict=True))
    return found


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
