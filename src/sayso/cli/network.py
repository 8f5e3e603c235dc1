"""``sayso network``: coded statements in, discourse networks out."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .files import writing
from .notices import notice
from .output import file_name
from .writers import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..dna import DnaFile
    from ..networks import EventList, Network, NetworkOptions

__all__ = ["network"]

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

_FILE = click.Path(dir_okay=False, path_type=Path)
_UNITS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years", "events")
_KERNELS = ("uniform", "gaussian", "epanechnikov", "triangular")
_DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")
_AGGREGATIONS = ("ignore", "combine", "subtract", "congruence", "conflict")
_NORMALIZATIONS = ("no", "activity", "prominence", "average", "jaccard", "cosine")


class _Date(click.ParamType[Any]):
    """A day such as 2025-03-01, or a moment such as 2025-03-01T12:00; the end of the day where ``last``."""

    name = "date"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(value).replace(tzinfo=None)
        except ValueError:
            self.fail(f"{value!r} is no date such as 2025-03-01 or 2025-03-01T12:00", param, ctx)
        whole_day = self.last and len(value) <= len("2025-03-01")
        return datetime.combine(found.date(), time(23, 59, 59)) if whole_day else found


class _Filter(click.ParamType[Any]):
    """``VARIABLE=VALUE``."""

    name = "variable=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, sign, held = value.partition("=")
        if not sign or not name:
            self.fail(f"{value!r} is not of the form VARIABLE=VALUE", param, ctx)
        return name, held


@click.command("network")
@click.argument("path", metavar="FILE.dna", type=click.Path(path_type=Path))
@click.option("--statement-type", default="DNA Statement", show_default=True, help="The statements' type.")
@click.option(
    "--type", "kind", type=click.Choice(["twomode", "onemode", "eventlist"]), default="twomode", show_default=True
)
@click.option(
    "--variable1", default="organization", show_default=True, help="The nodes; in two-mode networks the rows."
)
@click.option(
    "--variable2", default="concept", show_default=True, help="What links them; in two-mode networks the columns."
)
@click.option("--qualifier", default="agreement", show_default=True, help="What tells for from against.")
@click.option("--aggregation", type=click.Choice(_AGGREGATIONS), default="ignore", show_default=True)
@click.option("--normalization", type=click.Choice(_NORMALIZATIONS), default="no", show_default=True)
@click.option(
    "--duplicates", type=click.Choice(_DUPLICATES), default="include", show_default=True, help="Count once a ..."
)
@click.option("--isolates", is_flag=True, help="Keep nodes that filters left without statements.")
@click.option("--start", type=_Date(), help="First day or moment.")
@click.option("--stop", type=_Date(last=True), help="Last day or moment.")
@click.option("--exclude", type=_Filter(), multiple=True, help="Drop statements with this value.")
@click.option("--include", type=_Filter(), multiple=True, help="Keep only statements with this (or these) values.")
@click.option("--window", type=click.Choice(_UNITS), help="Moving time windows in this unit.")
@click.option("--window-size", type=click.IntRange(min=1), default=100, show_default=True, help="How many units wide.")
@click.option("--kernel", type=click.Choice(_KERNELS), help="Weight statements by their distance in time.")
@click.option("--indent/--no-indent", default=True, show_default=True, help="Kernels begin half a window in.")
@click.option("--compat", type=click.Choice(["dna-3.0"]), help="Compute with DNA's defects.")
@click.option(
    "--dna-options", type=click.Path(path_type=Path, allow_dash=True), help="JSON with options under DNA's names."
)
@click.option(
    "--kind", "dna_kind", help="What to compute from --dna-options: network, barplot, nested, polarization ..."
)
@click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; a folder for time windows.")
@click.option("--plot", type=_FILE, help="Draw the network as SVG there.")
@click.pass_context
def network(ctx: click.Context, /, path: Path, **given: Any) -> None:
    """Build discourse networks from the coded statements of a DNA database.

    With time windows there is a network for each: --format json prints them all, the other formats write one file each
    into the folder --output. --dna-options takes the place of all options above it.
    """
    from ..dna import read_dna

    dna = read_dna(path)
    output = None if given["output"] == Path("-") else given["output"]
    place = _Place(given["form"], output, given["plot"])
    if given["dna_options"] is None:
        place.write(_build(dna, given["statement_type"], _options(given)))
    elif not _from_dna_options(dna, given, place):
        ctx.exit(1)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where results go, and in which form."""

    form: str
    output: Path | None
    plot: Path | None = None

    def text(self, text: str) -> None:
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
            _plot(made, self.plot)

    def _to_folder(self, series: Sequence[Network]) -> None:
        if self.output is None or self.output.is_file():
            raise click.UsageError(f"time windows in --format {self.form} need --output FOLDER (or take --format json)")
        self.output.mkdir(parents=True, exist_ok=True)
        digits = len(str(len(series)))
        for number, made in enumerate(series, 1):
            name = file_name(f"{number:0{digits}}-{made.time:%Y-%m-%dT%H%M%S}")
            _Place(self.form, self.output / f"{name}.{FORMATS[self.form]}").text(_writer(self.form)(made))


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


def _plot(made: Any, path: Path) -> None:
    from ..networks import Network
    from ..networks.plot import to_svg

    if not isinstance(made, Network):
        raise click.UsageError("--plot draws one network, no event list and no time windows")
    _Place("svg", path).text(to_svg(made))


def _options(given: dict[str, Any]) -> NetworkOptions:
    from ..networks import NetworkOptions, Window

    filters: dict[str, dict[str, list[str]]] = {"exclude": {}, "include": {}}
    for side, found in filters.items():
        for name, value in given[side]:
            found.setdefault(name, []).append(value)
    if given["kernel"] and not given["window"]:
        raise click.UsageError("--kernel needs --window UNIT")
    names = ("variable1", "variable2", "qualifier", "aggregation", "normalization", "duplicates", "isolates")
    return NetworkOptions(
        type=given["kind"],
        **{name: given[name] for name in (*names, "start", "stop", "compat")},
        exclude=filters["exclude"],
        include=filters["include"],
        window=Window(given["window"] or "no", given["window_size"], given["kernel"] or "no", given["indent"]),
    )


def _build(dna: DnaFile, statement_type: str, options: NetworkOptions) -> Network | list[Network] | EventList:
    from ..networks import build, table_of

    return build(table_of(dna, statement_type), options)


def _from_dna_options(dna: DnaFile, given: dict[str, Any], place: _Place) -> bool:
    """Whether DNA itself can do what was asked for."""
    from ..jsonlines import parse_json
    from ..networks.compat import read_options, report

    source = given["dna_options"]
    data = sys.stdin.buffer.read() if source == Path("-") else source.read_bytes()
    options = read_options(parse_json(data), given["dna_kind"])
    if place.form != "json":
        from ..networks import build, table_of

        table = table_of(dna, str(options["statementType"]))
        place.write(build(table, options.network_options(table)))
        return True
    made = report(dna, options)
    place.text(json.dumps(made, ensure_ascii=False))
    for line in options.log:
        notice(line)
    return "exception" not in made
