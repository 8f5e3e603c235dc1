"""An attribution as the scorer sees it: sets of token numbers and trimmed fragments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..article import Span
from ..record import ROLES
from .tokens import Fragment, Tokens, opens_quotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["HasRoles", "Marked", "mark", "mark_all"]

_DETERMINERS = frozenset(
    [
        *("the", "a", "an", "this", "that", "these", "those"),
        *("all", "any", "both", "each", "every", "no", "some", "another"),
    ]
)


class HasRoles(Protocol):
    """What has source, cue and content: an ``Attribution`` or a ``Statement``."""

    @property
    def source(self) -> tuple[Span, ...]:
        """Spans of the source."""

    @property
    def cue(self) -> tuple[Span, ...]:
        """Spans of the cue."""

    @property
    def content(self) -> tuple[Span, ...]:
        """Spans of the content."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution over the tokens of its text.

    ``tokens`` and ``filler`` go by role. ``core`` is the content without outer marks, ``source_words`` the words of
    the source that can tell it from another, ``direct`` whether the content begins as a quotation.
    """

    tokens: Mapping[str, frozenset[int]]
    filler: Mapping[str, tuple[Fragment, ...]]
    core: frozenset[int]
    source_words: frozenset[int]
    direct: bool


def mark(tokens: Tokens, attribution: HasRoles) -> Marked:
    """See ``attribution`` over ``tokens``."""
    spans = {role: getattr(attribution, role) for role in ROLES}
    under = {role: tokens.under(spans[role]) for role in ROLES}
    filler = {role: tokens.trimmed(spans[role]) for role in ROLES}
    core = tokens.under(Span(start, end, "") for start, end in filler["content"])
    starts = [span[0] for span in spans["content"]]
    return Marked(
        under,
        filler,
        core or under["content"],
        frozenset(i for i in under["source"] if _names(tokens.words[i])),
        bool(starts) and opens_quotation(tokens.text, min(starts)),
    )


def mark_all(tokens: Tokens, attributions: Iterable[HasRoles]) -> list[Marked]:
    """See all of them; those without content are no attributions and are left out."""
    return [m for m in (mark(tokens, a) for a in attributions) if m.tokens["content"]]


def _names(word: str) -> bool:
    return word[0].isalnum() and word not in _DETERMINERS
