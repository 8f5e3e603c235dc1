"""The machine as a coder's assistant: it proposes for what is uncoded, and learns from every decision at once."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from ..coding import Coder
from ..coding.model import CodingModel
from .proposals import Proposed
from .rows import chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..coding import Proposal
    from .coding import Example
    from .ledger import Ledger
    from .proposals import Uncoded

__all__ = ["Assistant"]

_AT_ONCE = 200


class Assistant:
    """Proposes codings for the statements of a ledger by the codebook that it keeps.

    It has learnt from all decisions of people that are in the ledger, and takes up new ones, whoever made them and in
    whichever program, before each of its answers; with ``own``, from those of this coder alone, so that its proposals
    tell nothing of what others decided. Below the confidence ``at_least`` it proposes no concept. One may be used by
    many threads; they wait for each other.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        own: str | None = None,
        at_least: float = 0.0,
        model: CodingModel | None = None,
        threads: int | None = None,
    ) -> None:
        self._own, self._at_least = own, at_least
        self._ledger = ledger
        self._model = model or CodingModel(threads=threads)
        self._lock = RLock()
        self._coder: Coder | None = None
        self._seen = 0
        self._learnt: set[tuple[int, str, int]] = set()

    def learn(self) -> int:
        """Take up the decisions that are new; how many."""
        with self._lock:
            new = self._ledger.codings.examples(self._seen)
            book = self._ledger.concepts.book()
            if self._coder is None or self._coder.codebook != book or any(map(self._replaces, new)):
                self._coder, self._learnt = Coder(book, model=self._model), set()
                self._take(_holding(self._ledger.codings.examples()))
            else:
                self._take(new)
            self._seen = max((one.number for one in new), default=self._seen)
            return len(new)

    def _replaces(self, one: Example) -> bool:
        """Whether something that was learnt holds no longer."""
        return one.withdrawn or one.adjudicates or (one.statement, one.coder, one.part) in self._learnt

    def _take(self, examples: Iterable[Example]) -> None:
        assert self._coder is not None
        known = self._coder.codebook
        for one in examples:
            if self._own not in (None, one.coder):
                continue
            self._learnt.add((one.statement, one.coder, one.part))
            if one.concept is not None and one.concept in known:
                self._coder.learn(one.text, one.concept, one.agreement)
            if one.rejected is not None and one.rejected in known:
                self._coder.reject(one.text, one.rejected)

    def propose(self, uncoded: Sequence[Uncoded]) -> list[Proposed]:
        """Proposals for these statements, built on all that was decided so far. They are not kept: see ``update``."""
        with self._lock:
            self.learn()
            assert self._coder is not None
            made = self._coder.propose([one.text for one in uncoded])
        made = [proposal.unless_below(self._at_least) for proposal in made]
        return [_proposed(one, proposal) for one, proposal in zip(uncoded, made, strict=True)]

    def update(self, told: Callable[[int], object] | None = None, *, missing: bool = False) -> int:
        """Propose for every statement that no person has coded, and keep the proposals; how many.

        ``told`` is called with how many are done, some at a time. With ``missing``, only for those without a proposal.
        """
        done = 0
        for some in chunks(self._ledger.proposals.uncoded(missing=missing), _AT_ONCE):
            done += self._ledger.proposals.put(self.propose(some))
            if told is not None:
                told(done)
        return done

    def again(self, shown: Sequence[Proposed]) -> list[Proposed]:
        """These proposals made anew, after more decisions, the least certain first; those that differ are kept."""
        words = self._ledger.proposals.words([one.statement for one in shown])
        made = self.propose(list(words.values()))
        before = {one.statement: one for one in shown}
        self._ledger.proposals.put(one for one in made if replace(before[one.statement], time=None) != one)
        return sorted(made, key=lambda one: (one.confidence, one.statement))


def _proposed(uncoded: Uncoded, made: Proposal) -> Proposed:
    """Of a statement that its speaker denies, the speaker agrees with the opposite of what its words say."""
    agreement = None if made.agreement is None else made.agreement != uncoded.denies
    others = tuple((one.concept, one.confidence) for one in made.alternatives)
    return Proposed(uncoded.statement, made.concept, agreement, made.confidence, others)


def _holding(examples: Sequence[Example]) -> Iterable[Example]:
    """Those that hold; of statements that were adjudicated only what was adjudicated."""
    last = {(one.statement, one.coder, one.part): one for one in examples}
    settled = {one.statement for one in last.values() if one.adjudicates and not one.withdrawn}
    hold = sorted(last.values(), key=lambda one: one.number)
    return [one for one in hold if not one.withdrawn and (one.adjudicates or one.statement not in settled)]
