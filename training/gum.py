"""The GUM treebank -> documents with attributions in PolNeAR's manner.

GUM's discourse trees tie a reported clause to the unit that names its source; its dependency trees say which word is
the cue, which the source's noun phrase, and how far the reported clause reaches. What the trees do not settle is left
out and listed as unsure: GUM does not mark attributions that have no clause of their own ("X criticised Y"), so that
their absence says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.record import Attribution

from .corpora import Document
from .reported import Reported, Resolver
from .treebank import Link, Treebank, read_links, read_treebank

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

GENRES = (
    "news", "interview", "academic", "bio", "voyage", "whow", "essay", "letter", "speech", "court", "podcast",
    "textbook",
)  # fmt: skip


@dataclass(frozen=True)
class GumDocument(Document):
    """A document of a genre; its ``unsure`` ranges are half-open, sorted and disjoint."""

    genre: str = field(kw_only=True)


def load_gum(
    folder: Path, genres: Collection[str] | None = None, *, cue_words: Collection[str] | None = None
) -> list[GumDocument]:
    """The documents of these genres (all of ``GENRES`` by default), sorted by name.

    ``cue_words`` are the lower-case words that may be a cue; where no attribution covers one, its clause is unsure.
    Without them every verb, noun and adjective may be a cue.
    """
    documents = []
    for path in sorted(folder.glob("GUM_*.conllu")):
        genre = path.stem.split("_")[1]
        if genre in (GENRES if genres is None else genres):
            treebank = read_treebank(path.read_text(encoding="utf-8"))
            links = read_links(path.with_suffix(".rs4").read_text(encoding="utf-8"), treebank, "attribution")
            documents.append(convert(path.stem, genre, treebank, links, cue_words))
    return documents


def cue_words(documents: Iterable[Document], share: float = 0.15, least: int = 5) -> frozenset[str]:
    """Words, in lower case, that belong to a cue at least ``least`` times and in at least that share of their uses."""
    seen: dict[str, int] = {}
    cues: dict[str, int] = {}
    for document in documents:
        for word in document.text.lower().split():
            word = word.strip("“”‘’\"'.,;:!?()[]…")
            seen[word] = seen.get(word, 0) + 1
        for attribution in document.attributions:
            for word in " ".join(s.surface for s in attribution.cue).lower().split():
                cues[word] = cues.get(word, 0) + 1
    return frozenset(w for w, n in cues.items() if n >= least and n >= share * seen.get(w, n) and w.isalpha())


def convert(
    name: str, genre: str, treebank: Treebank, links: list[Link], cues: Collection[str] | None = None
) -> GumDocument:
    """One document from its trees."""
    resolver = Resolver(treebank, genre)
    resolved: list[Reported] = []
    doubtful: set[int] = set()
    for link in links:
        found = resolver.resolve(link)
        if found is None:
            doubtful |= _near(treebank, link)
        else:
            resolved.append(found)
    kept = _outermost(_one_per_cue(resolved))
    for found in [f for f in kept if any(f.head in q for q in resolver.quoted)]:
        kept.remove(found)
        doubtful |= found.source | found.cue | found.content
    kept = [replace(f, content=f.content | resolver.runs_on(f, kept)) for f in kept]
    covered: set[int] = set().union(*(f.cue | f.content for f in kept)) if kept else set()
    doubtful |= resolver.unmarked(covered, cues)
    for found in kept:
        doubtful -= found.source | found.cue | found.content
    attributions = [
        Attribution(resolver.spans(f.source), resolver.spans(f.cue), resolver.spans(f.content), 1.0) for f in kept
    ]
    unsure = [(s.start, s.end) for s in resolver.spans(doubtful)]
    return GumDocument(name, treebank.text, {"gum": attributions}, unsure=unsure, genre=genre)


def _near(treebank: Treebank, link: Link) -> set[int]:
    """What may belong to a relation that stays unresolved: its satellite, and what it reports in the same sentence."""
    sentences = {treebank.tokens[i].sentence for i in link.satellite}
    if len(sentences) > 2:
        return set()
    return set(link.satellite) | {i for i in link.nucleus if treebank.tokens[i].sentence in sentences}


def _one_per_cue(found: list[Reported]) -> list[Reported]:
    by_head: dict[int, Reported] = {}
    for one in found:
        before = by_head.get(one.head)
        by_head[one.head] = one if before is None else replace(before, content=before.content | one.content)
    return [by_head[head] for head in sorted(by_head)]


def _outermost(found: list[Reported]) -> list[Reported]:
    """PolNeAR marks no attribution whose cue stands within the content of another."""
    return [f for f in found if not any(f.head in other.content for other in found if other is not f)]
