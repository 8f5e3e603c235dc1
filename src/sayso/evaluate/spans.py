"""Span figures: how well source, cue and content are found and tied together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from ..record import ROLES
from .agreement import nominal_alpha, token_labels
from .marked import HasRoles, Marked, mark_all
from .matching import any_source, match, same_source
from .tally import PRF, Tally
from .tokens import Tokens

__all__ = ["FIGURES", "SUBSETS", "Compared", "alpha", "compare", "compare_marked", "score_subset"]

SUBSETS = ("all", "direct", "indirect")
FIGURES = (
    *(f"{measure}.{role}" for measure in ("exact", "exact_frag", "overlap", "token") for role in ROLES),
    "attr",
    "attr_nosrc",
    "content_src",
)
_RULES = {"attr": same_source, "attr_nosrc": any_source}

Units = Callable[[Iterable[Marked]], frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Compared:
    """The attributions of one text, gold and read, and what of them is right.

    ``matched`` holds, for ``attr`` and ``attr_nosrc``, the gold and the read indices that have a match;
    ``right_content`` the content tokens that both sides give to the same source.
    """

    size: int
    gold: list[Marked]
    read: list[Marked]
    matched: dict[str, tuple[set[int], set[int]]]
    right_content: frozenset[int]


def compare(text: str, gold: Iterable[HasRoles], read: Iterable[HasRoles]) -> Compared:
    """Set the reading of one text beside its gold."""
    tokens = Tokens(text)
    return compare_marked(len(tokens), mark_all(tokens, gold), mark_all(tokens, read))


def compare_marked(size: int, gold: list[Marked], read: list[Marked]) -> Compared:
    """The same for attributions already seen over the ``size`` tokens of their text."""
    matched = {}
    for name, rule in _RULES.items():
        found = match(gold, read, rule)
        matched[name] = set(found), set(found.values())
    right: set[int] = set()
    for one in gold:
        for other in read:
            shared = one.tokens["content"] & other.tokens["content"]
            if shared and same_source(one, other):
                right |= shared
    return Compared(size, gold, read, matched, frozenset(right))


def score_subset(articles: Iterable[Compared], subset: str = "all") -> dict[str, PRF]:
    """Every one of ``FIGURES`` over the attributions of a subset.

    Precision looks at the read attributions of the subset against all gold, recall at the gold ones against all read.
    """
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for article in articles:
        gold = [i for i, m in enumerate(article.gold) if _belongs(m, subset)]
        read = [i for i, m in enumerate(article.read) if _belongs(m, subset)]
        _count_roles(tallies, article, [article.gold[i] for i in gold], [article.read[i] for i in read])
        for name, (found, right) in article.matched.items():
            tallies[name].add(len(right.intersection(read)), len(read), len(found.intersection(gold)), len(gold))
    return {name: tallies[name].score() for name in FIGURES}


def alpha(articles: Iterable[Compared]) -> float:
    """Krippendorff's alpha between gold and reading, token by token."""
    units: list[tuple[str, str]] = []
    for a in articles:
        units.extend(zip(token_labels(a.size, a.gold), token_labels(a.size, a.read), strict=True))
    return nominal_alpha(units)


def _belongs(marked: Marked, subset: str) -> bool:
    return subset == "all" or marked.direct == (subset == "direct")


def _count_roles(
    tallies: defaultdict[str, Tally], article: Compared, gold: Sequence[Marked], read: Sequence[Marked]
) -> None:
    for role in ROLES:
        for measure, units in (("exact", _fillers), ("exact_frag", _fragments), ("token", _tokens)):
            _count_shared(tallies[f"{measure}.{role}"], units(role), article, gold, read)
        right, n_read = _covered(read, article.gold, role)
        found, n_gold = _covered(gold, article.read, role)
        tallies[f"overlap.{role}"].add(right, n_read, found, n_gold)
    ours, theirs = _tokens("content")(gold), _tokens("content")(read)
    correct = article.right_content
    tallies["content_src"].add(len(theirs & correct), len(theirs), len(ours & correct), len(ours))


def _count_shared(
    tally: Tally, units: Units, article: Compared, gold: Sequence[Marked], read: Sequence[Marked]
) -> None:
    ours, theirs = units(gold), units(read)
    tally.add(len(theirs & units(article.gold)), len(theirs), len(ours & units(article.read)), len(ours))


def _covered(some: Iterable[Marked], others: Iterable[Marked], role: str) -> tuple[float, int]:
    """The covered shares of the distinct fillers of one side, summed, and how many fillers there are."""
    cover = _tokens(role)(others)
    fillers = {m.tokens[role] for m in some} - {frozenset()}
    return sum(len(filler & cover) / len(filler) for filler in sorted(fillers, key=sorted)), len(fillers)


def _fillers(role: str) -> Units:
    """A filler is all fragments of a role in one attribution; the same filler counts once in an article."""
    return lambda side: frozenset(m.filler[role] for m in side if m.filler[role])


def _fragments(role: str) -> Units:
    return lambda side: frozenset(fragment for m in side for fragment in m.filler[role])


def _tokens(role: str) -> Units:
    return lambda side: frozenset(token for m in side for token in m.tokens[role])
