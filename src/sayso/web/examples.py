"""The example articles that ``sayso demo`` opens on. All of it is invented: places, people, papers and quarrels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..intake import articles_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..article import Article
    from ..intake import Failure

__all__ = ["examples"]


def examples() -> Iterator[Article | Failure]:
    """The articles that come with Sayso, and those of its source tree's ``examples`` where that is at hand."""
    here = Path(__file__).resolve()
    yield from articles_from(str(here.with_name("examples.jsonl")))
    tree = here.parents[3] / "examples" / "harbour.txt"
    if tree.exists():
        yield from articles_from(str(tree))
