"""``sayso demo``: the reading room over example articles, in a ledger that is thrown away afterwards."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from .notices import notice
from .serve import run

__all__ = ["demo"]


@click.command()
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0, the default, for any that is free.")
@click.option("--open/--no-open", "browser", default=True, help="Open a browser.")
def demo(sources: tuple[str, ...], port: int, browser: bool) -> None:
    """Open the reading room on example articles, or on a few SOURCEs (files, folders, URLs) of your own.

    What is done there is gone when it ends.
    """
    from ..intake import Failure, articles_from
    from ..ledger import Ledger
    from ..reading import Reader
    from ..web import Settings
    from ..web.examples import examples

    with TemporaryDirectory(prefix="sayso-demo-") as folder:
        place = str(Path(folder) / "demo.db")
        reader = Reader()
        with Ledger(place) as ledger:
            number = ledger.run(reader.name)
            found = [a for source in sources for a in articles_from(source)] if sources else list(examples())
            for failed in (one for one in found if isinstance(one, Failure)):
                notice(f"{failed.source}: {failed.error}")
            good = [one for one in found if not isinstance(one, Failure)]
            ledger.add_many(reader.read_many(good), number)
        run(place, Settings(port=port, demo=True), browser=browser)
