"""Where networks, tables and pictures go, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from .files import writing
from .output import file_name
from .tables import write_table
from .writers import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ..networks import EventList, Network, Records
    from ..networks.pictures import Scene

__all__ = ["FORMATS", "Place"]

FORMATS = {
    "csv": "csv",
    "dl": "dl",
    "edges": "csv",
    "gexf": "gexf",
    "graphml": "graphml",
    "json": "json",
    "pajek": "net",
}
"""The formats, and how their files' names end."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where results go, and in which form."""

    form: str
    output: Path | None
    plot: Path | None = None

    def check(self) -> None:
        """See that a picture can be drawn before anything is computed.

        Raises:
            click.UsageError: its name ends in what no picture is.
        """
        if self.plot is not None and self.plot.suffix.lower() not in (".png", ".svg"):
            raise click.UsageError(f"--plot {self.plot}: a picture's name ends in .svg or .png")

    def text(self, text: str) -> None:
        """Write a text."""
        with writing(self.output) as stream:
            stream.write(encode(text if text.endswith("\n") else text + "\n"))

    def write(self, made: Network | list[Network] | EventList) -> None:
        """Write all of it.

        Raises:
            click.UsageError: the form does not fit.
        """
        from ..networks import EventList, Network

        if self.form == "json":
            from ..networks.formats import to_json

            self.text(to_json(made))
        elif isinstance(made, EventList):
            self.text(_events(made, self.form))
        elif isinstance(made, Network):
            self.text(_writer(self.form)(made))
        else:
            self._to_folder(made)
        if self.plot is not None:
            self._draw(made)

    def table(self, records: Records, scene: Callable[[], Scene] | None) -> None:
        """Write what was measured, and draw it where a picture is wanted.

        Raises:
            click.UsageError: the form does not fit, or there is no picture of it.
        """
        if self.form not in ("csv", "json"):
            raise click.UsageError(f"measures cannot be written as {self.form}; take --format csv or json")
        if self.plot is not None and scene is None:
            raise click.UsageError("there is no picture of these measures")
        write_table(records, self.form, self.output)
        if self.plot is not None and scene is not None:
            from ..networks.pictures import save

            save(scene(), self.plot)

    def _draw(self, made: Any) -> None:
        from ..networks import Network

        if not isinstance(made, Network):
            raise click.UsageError(
                "--plot draws one network; of time windows take --measures communities, phases or polarization"
            )
        assert self.plot is not None
        made.plot(self.plot)

    def _to_folder(self, series: Sequence[Network]) -> None:
        if self.output is None or self.output.is_file():
            raise click.UsageError(f"time windows in --format {self.form} need --output FOLDER (or take --format json)")
        self.output.mkdir(parents=True, exist_ok=True)
        digits = len(str(len(series)))
        for number, made in enumerate(series, 1):
            name = file_name(f"{number:0{digits}}-{made.time:%Y-%m-%dT%H%M%S}")
            Place(self.form, self.output / f"{name}.{FORMATS[self.form]}").text(_writer(self.form)(made))


def _writer(form: str) -> Callable[[Network], str]:
    from ..networks import formats

    return {
        "csv": formats.matrix_to_csv,
        "dl": formats.to_dl,
        "edges": formats.edges_to_csv,
        "gexf": formats.to_gexf,
        "graphml": formats.to_graphml,
        "pajek": formats.to_pajek,
    }[form]


def _events(made: EventList, form: str) -> str:
    if form != "csv":
        raise click.UsageError(f"an event list cannot be written as {form}; take --format csv or json")
    from ..networks.formats import events_to_csv

    return events_to_csv(made)
