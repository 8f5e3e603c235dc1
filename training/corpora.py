"""Annotated corpora -> plain Python."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.formats.brat import read_brat
from sayso.record import ACTS

if TYPE_CHECKING:
    from sayso.record import Attribution


ACTED = Path(__file__).parent / "acts.tsv"
MARKED = Path(__file__).parent / "marks.tsv"
FIRST = 0.7  # what the first of two acts counts for where a reader hesitated
KEPT = 6  # marks of one in so many articles are not learnt: they measure how well they are found
Offsets = list[tuple[int, int]]
Key = tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """Whether a statement denies, and where its hedges and conditions are."""

    denies: bool
    hedge: Offsets
    condition: Offsets


Acts = dict[str, dict[Key, tuple[float, ...]]]
NONE = Marks(denies=False, hedge=[], condition=[])


@dataclass(frozen=True)
class Document:
    """An article. By where a statement's content begins and ends, ``acts`` has the probabilities of its acts and
    ``marks`` what it has of those, which is None where nobody looked; ``judged_by_rule`` where the rules' writer did
    not look at the article; ``unsure`` where no attribution must be learnt.
    """

    name: str
    text: str
    annotations: dict[str, list[Attribution]]
    acts: dict[Key, tuple[float, ...]] = field(default_factory=dict, kw_only=True)
    marks: dict[Key, Marks] | None = field(default=None, kw_only=True)
    judged_by_rule: bool = field(default=True, kw_only=True)
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
    """The PolNeAR articles to train on, with what their statements do.

    Those with several annotators are kept for measuring against people.
    """
    gold_acts, gold_marks = read_gold(data / "gold" / "train")
    acts, marks = {**acts_read(), **gold_acts}, {**marks_read(), **gold_marks}
    return [
        replace(
            d,
            acts=acts.get(d.name, {}),
            marks=None if kept(d.name) else marks.get(d.name, {}),
            judged_by_rule=d.name not in gold_acts,
        )
        for d in load_polnear(data / "polnear" / "train")
        if len(d.annotations) == 1
    ]


def kept(article: str) -> bool:
    """Whether the denials, hedges and conditions of an article are only for measuring."""
    return zlib.crc32(article.encode()) % KEPT == 0


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


def read_gold(folder: Path) -> tuple[Acts, dict[str, dict[Key, Marks]]]:
    """Acts and marks of the statements of gold readings, by article."""
    acts: Acts = {}
    marks: dict[str, dict[Key, Marks]] = {}
    for path in sorted(folder.glob("*.json")):
        reading = json.loads(path.read_text(encoding="utf-8"))
        for s in reading["statements"]:
            key = s["content"][0][0], s["content"][-1][1]
            hedge, condition = ([(a, b) for a, b, _ in s[k]] for k in ("hedge", "condition"))
            acts.setdefault(reading["article"], {})[key] = tuple(float(name == s["act"]) for name in ACTS)
            marks.setdefault(reading["article"], {})[key] = Marks(s["denies"], hedge, condition)
    return acts, marks


def acts_read(path: Path = ACTED) -> Acts:
    """The acts in the table of labels beside this file: the mean where a statement was read more than once."""
    readings: dict[tuple[str, int, int], list[tuple[float, ...]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        article, begin, end, act, second = line.split("\t")
        first = FIRST if second else 1.0
        weights = tuple(first * (name == act) + (1 - first) * (name == second) for name in ACTS)
        readings.setdefault((article, int(begin), int(end)), []).append(weights)
    found: Acts = {}
    for (name, *key), rows in readings.items():
        mean = tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))
        found.setdefault(name, {})[key[0], key[1]] = mean
    return found


def marks_read(path: Path = MARKED) -> dict[str, dict[Key, Marks]]:
    """The marks in the table of labels beside this file, which leaves out statements without any."""
    marks: dict[str, dict[Key, Marks]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        article, begin, end, denies, hedge, condition = line.split("\t")
        found = Marks(denies == "1", _offsets(hedge), _offsets(condition))
        marks.setdefault(article, {})[int(begin), int(end)] = found
    return marks


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
