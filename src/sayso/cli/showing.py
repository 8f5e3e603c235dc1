"""A statement of a ledger in the terminal: where it stands, who says it, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..formats.plain import one_line

if TYPE_CHECKING:
    from ..article import Article
    from ..ledger import KeptStatement, Ledger

__all__ = ["show_statement", "sign"]

_AROUND = 160


def sign(agreement: bool | None) -> str:
    """The word for an agreement."""
    return "" if agreement is None else "for" if agreement else "against"


def show_statement(ledger: Ledger, number: int) -> None:
    """Print it, with the words around it; what the article holds never reaches the terminal as a command.

    Raises:
        LedgerError: there is none of that number.
    """
    kept = ledger.statement(number)
    article = ledger.article(kept.article)
    where = [part for part in (article.outlet, article.published, article.title) if part]
    click.echo()
    click.echo(click.style(one_line(" · ".join([f"statement {number}", *where])), dim=True))
    click.echo(_words(article, kept))
    click.echo(f"  {_who(kept)}")


def _words(article: Article, kept: KeptStatement) -> str:
    """The content, and the beginning and end of what stands around it."""
    spans = kept.statement.content or (*kept.statement.source, *kept.statement.cue)
    start, stop = min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)
    before = article.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = article.text[stop : stop + _AROUND].partition("\n")[0]
    parts = one_line(before), click.style(one_line(article.text[start:stop]), bold=True), one_line(after)
    space = [" " if text[-1:].isspace() else "" for text in (before, article.text[start:stop])]
    if after[:1].isspace():
        space[1] = " "
    return f"  {parts[0]}{space[0]}{parts[1]}{space[1]}{parts[2]}"


def _who(kept: KeptStatement) -> str:
    said = kept.statement
    who = ", ".join(kept.speakers) or "(nobody named)"
    via = f" via {', '.join(kept.relays)}" if kept.relays else ""
    how = [said.mode, said.act, *(["denied"] if said.denies else [])]
    limits = [f"{name}: {' … '.join(s.surface for s in spans)}" for name, spans in
              (("if", said.condition), ("hedge", said.hedge)) if spans]  # fmt: skip
    return one_line(f"{who}{via}: {', '.join([*how, *limits])}")
