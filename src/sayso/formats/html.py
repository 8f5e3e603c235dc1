"""A reading as HTML: one page that can be kept or mailed, and a fragment for notebooks.

The page holds all it needs. Its Content-Security-Policy lets nothing be loaded and nothing run but the style and the
script that it was made with. All that comes from an article is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ..record import Reading
from .markup import Names, escape, head, label
from .markup_tables import actors, key, statements
from .markup_text import text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["fragment", "page"]


def page(readings: Reading | Iterable[Reading]) -> str:
    """One self-contained page with these readings, one below the other."""
    each = [readings] if isinstance(readings, Reading) else list(readings)
    title = label(each[0]) if len(each) == 1 else f"{len(each)} articles"
    style, script = _static("reading.css"), _static("page.js")
    level = 1 if len(each) == 1 else 2
    articles = (
        f'<article class="sayso" id="a{number}">\n{_inside(reading, Names(f"a{number}"), level)}'
        f"{_tip() if number == 0 else ''}</article>\n"
        for number, reading in enumerate(each)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)} · Sayso</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="sayso-page">\n<main>\n{"" if level == 1 else _contents(each)}{"".join(articles)}</main>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def fragment(reading: Reading) -> str:
    """The reading as a piece of HTML to stand in another page; it brings its style and no script."""
    names = Names("f" + hashlib.sha256(reading.article.id.encode("utf-8", "replace")).hexdigest()[:8])
    return f'<div class="sayso frag">\n<style>{_static("reading.css")}</style>\n{_inside(reading, names, 3)}</div>\n'


def _inside(reading: Reading, names: Names, level: int) -> str:
    return (
        f"{head(reading, level)}"
        f'<div class="cols">\n{text(reading, names)}'
        f'<div class="side">\n{statements(reading, names)}{actors(reading)}</div>\n</div>\n{key(reading)}'
    )


def _contents(readings: list[Reading]) -> str:
    if not readings:
        return '<header class="sayso"><h1 class="title">No articles</h1></header>\n'
    items = "".join(
        f'<li><a href="#a{number}"><bdi>{escape(label(reading))}</bdi></a></li>\n'
        for number, reading in enumerate(readings)
    )
    return (
        f'<header class="sayso"><h1 class="title">{len(readings)} articles</h1>\n'
        f'<nav aria-label="Articles"><ol class="contents">\n{items}</ol></nav></header>\n'
    )


def _tip() -> str:
    return '<div class="tip" id="tip" role="tooltip" hidden></div>\n'


def _policy(style: str, script: str) -> str:
    """Only this very style and this very script: what slipped through the escaping would still not run."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


@cache
def _static(name: str) -> str:
    return (resources.files(__package__) / "static" / name).read_text("utf-8")
