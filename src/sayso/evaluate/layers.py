"""What is scored of the statements found: speaker, relay, kind, mode, act, denial, condition, hedge; and narration."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..errors import FormatError
from .marked import mark_all
from .matching import any_source, match
from .speakers import BCubed, plain_name, same_actor, same_actors
from .tally import Overlap, Share
from .tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..record import Actor, Reading, Statement

__all__ = ["layer_figures"]


def layer_figures(pairs: Iterable[tuple[Reading, Reading]]) -> dict[str, float]:
    """The figures over pairs of a gold reading and a reading of the same text.

    Raises:
        FormatError: a statement names an actor that its reading does not list.
    """
    layers = _Layers()
    for gold, read in pairs:
        layers.count(gold, read)
    return layers.figures()


class _Layers:
    def __init__(self) -> None:
        self.share: defaultdict[str, Share] = defaultdict(Share)
        self.overlap: defaultdict[str, Overlap] = defaultdict(Overlap)
        self.acts: Counter[tuple[str, str]] = Counter()
        self.groups = BCubed()
        self.gold = self.read = 0

    def count(self, gold: Reading, read: Reading) -> None:
        tokens = Tokens(gold.article.text)
        ours, theirs = ([s for s in side.statements if tokens.under(s.content)] for side in (gold, read))
        found = match(mark_all(tokens, ours), mark_all(tokens, theirs), any_source)
        both = [(ours[i], theirs[j]) for i, j in found.items()]
        self.gold += len(ours)
        self.read += len(theirs)
        self.groups.add([(tuple(sorted(g.speaker)), tuple(sorted(r.speaker))) for g, r in both])
        actors, their_actors = _Cast(gold), _Cast(read)
        for g, r in both:
            self._speakers(actors.all(g.speaker), their_actors.all(r.speaker))
            self._relays(actors.all(g.relay), their_actors.all(r.relay))
            self._labels(g, r)
            self._spans(tokens, g, r)
        if gold.narration:
            self._narration(tokens, gold, read)

    def _speakers(self, ours: Sequence[Actor], theirs: Sequence[Actor]) -> None:
        some = any(same_actor(a, b) for a in ours for b in theirs)
        self.share["speaker"].add(same_actors(ours, theirs))
        self.share["speaker_part"].add(some)
        self.share["speaker_name"].add({plain_name(a.name) for a in ours} == {plain_name(b.name) for b in theirs})
        if some:
            self.share["kind"].add(ours[0].kind == theirs[0].kind)

    def _relays(self, ours: Sequence[Actor], theirs: Sequence[Actor]) -> None:
        met = sum(any(same_actor(a, b) for b in theirs) for a in ours)
        self.overlap["relay"].add(met, len(theirs), len(ours))

    def _labels(self, ours: Statement, theirs: Statement) -> None:
        self.share["mode"].add(ours.mode == theirs.mode)
        self.share["act"].add(ours.act == theirs.act)
        self.share["denies"].add(ours.denies == theirs.denies)
        self.overlap["denies"].add(ours.denies and theirs.denies, theirs.denies, ours.denies)
        self.acts[ours.act, theirs.act] += 1

    def _spans(self, tokens: Tokens, ours: Statement, theirs: Statement) -> None:
        for key in ("condition", "hedge"):
            one, other = tokens.under(getattr(ours, key)), tokens.under(getattr(theirs, key))
            self.overlap[key].add(len(one & other), len(other), len(one))

    def _narration(self, tokens: Tokens, gold: Reading, read: Reading) -> None:
        theirs = [(tokens.under([n.span]), n.act) for n in read.narration]
        for sentence in gold.narration:
            ours = tokens.under([sentence.span])
            shared = [(len(ours & voice), act) for voice, act in theirs]
            kept = 2 * sum(size for size, _ in shared) >= len(ours)
            best = max(shared, key=lambda x: x[0], default=(0, None))[1]
            self.share["narration"].add(kept)
            self.share["narration_act"].add(kept and best == sentence.act)

    def figures(self) -> dict[str, float]:
        share = {key: self.share[key].value() for key in (*_SHARES, "denies")}
        overlap = {key: self.overlap[key].f1() for key in ("denies", "relay", "condition", "hedge")}
        speaker = self.share["speaker"]
        figures = {
            "statements_gold": self.gold,
            "statements_read": self.read,
            "found": speaker.trials / (self.gold or 1),
            **{key: share[key] for key in ("speaker", "speaker_part", "speaker_name")},
            "speaker_e2e": Overlap(speaker.hits, self.read, self.gold).f1(),
            "speaker_b3": self.groups.f1(),
            **{key: share[key] for key in ("kind", "mode", "act")},
            "act_macro_f1": _macro_f1(self.acts),
            "denies_acc": share["denies"],
            **overlap,
        }
        narration = {key: self.share[key].value() for key in ("narration", "narration_act") if key in self.share}
        return figures | narration


_SHARES = ("speaker", "speaker_part", "speaker_name", "kind", "mode", "act")


class _Cast:
    """The actors of a reading by their ids."""

    def __init__(self, reading: Reading) -> None:
        self._actors = {actor.id: actor for actor in reading.actors}

    def all(self, ids: Iterable[str]) -> list[Actor]:
        try:
            return [self._actors[i] for i in ids]
        except KeyError as error:
            raise FormatError(f"a statement names the actor {error}, which is not listed") from None


def _macro_f1(acts: Counter[tuple[str, str]]) -> float:
    """The mean F1 of the acts that the gold has."""
    gold: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for (ours, theirs), n in acts.items():
        gold[ours] += n
        read[theirs] += n
    scores = [Overlap(acts[act, act], read[act], n).f1() for act, n in sorted(gold.items())]
    return sum(scores) / len(scores) if scores else 0.0
