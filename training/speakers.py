"""Score who speaks, and through whom, on articles labelled for it: ``python -m training.speakers --data DIR``.

``speakers.tsv`` holds 778 articles of PolNeAR's training part, read once for this and not part of the gold. The plain
code of ``reading/`` was improved by looking at what goes wrong in all parts but h, which was only ever scored; what the
model tells of relays is learnt from them as well.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sayso.article import Article
from sayso.evaluate.layers import layer_figures
from sayso.reading.reader import Reader
from sayso.record import Actor, Reading, Statement

from .corpora import load_polnear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.record import Attribution, Kind

    from .corpora import Document

LABELS = Path(__file__).parent / "speakers.tsv"
FIGURES = ("found", "speaker", "speaker_name", "speaker_b3", "kind", "relay")


@dataclass(frozen=True)
class Said:
    """One line of the table: actors are spans of their names in the text, the fullest first, and their kind."""

    part: str
    speaker: tuple[str, ...]
    relay: tuple[str, ...]


def load_labels(path: Path = LABELS) -> dict[str, dict[tuple[int, int], Said]]:
    """By article, and by where the statement's content begins and ends."""
    labels: dict[str, dict[tuple[int, int], Said]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        article, part, begin, end, speaker, relay = line.split("\t")
        said = Said(part, tuple(filter(None, speaker.split(","))), tuple(filter(None, relay.split(","))))
        labels.setdefault(article, {})[int(begin), int(end)] = said
    return labels


def gold(document: Document, said: dict[tuple[int, int], Said]) -> Reading:
    """The labels as a reading whose spans are PolNeAR's."""
    known = {(a.content[0].start, a.content[-1].end): a for a in document.attributions if a.content}
    actors = {cell: _actor(cell, document.text) for one in said.values() for cell in (*one.speaker, *one.relay)}
    statements = [_statement(f"s{n}", known[at], one) for n, (at, one) in enumerate(said.items())]
    return Reading(Article(document.text), tuple(actors.values()), tuple(statements), ())


def _actor(cell: str, text: str) -> Actor:
    forms, _, kind = cell.rpartition(":")
    if not forms[0].isdigit():
        return Actor(cell, f"({forms})", cast("Kind", kind))
    spans = [span.partition("-") for span in forms.split("=")]
    names = [text[int(begin) : int(end)] for begin, _, end in spans]
    return Actor(cell, names[0], cast("Kind", kind), tuple(names[1:]))


def _statement(number: str, a: Attribution, said: Said) -> Statement:
    return Statement(
        id=number, source=a.source, cue=a.cue, content=a.content, speaker=said.speaker, relay=said.relay,
        mode="indirect", act="claim", condition=(), hedge=(), denies=False, within=None, confidence=1.0,
    )  # fmt: skip


def pairs(data: Path, part: str) -> Iterator[tuple[Reading, Reading]]:
    """The labels of each article of a part, and what the reader makes of it."""
    labels, reader = load_labels(), Reader()
    for document in load_polnear(data / "polnear" / "train"):
        said = labels.get(document.name, {})
        if any(one.part == part for one in said.values()):
            yield gold(document, said), reader.read(document.text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear/")
    options = parser.parse_args()
    for part in "abcdefghij":
        figures = layer_figures(pairs(options.data, part))
        print(part, "  ".join(f"{name} {figures[name]:.3f}" for name in FIGURES), flush=True)


if __name__ == "__main__":
    main()
