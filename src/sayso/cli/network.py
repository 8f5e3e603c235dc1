"""``sayso network``: coded statements in, discourse networks out."""

from __future__ import annotations

import json
import sys
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import MissingExtra
from .network_measures import MEASURES, ONE_MODE, QUALIFIED, Measuring
from .network_place import FORMATS, Place
from .notices import notice

if TYPE_CHECKING:
    from ..networks import NetworkOptions, StatementTable

__all__ = ["network"]

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
@click.argument("path", metavar="[FILE.dna]", required=False, type=click.Path(path_type=Path))
@click.option("--ledger", "ledger", help="Statements of this ledger: a file, or a URL of PostgreSQL.")
@click.option("--coder", help="Codings of this coder only; else of the person who decided last on a statement.")
@click.option("--proposals", is_flag=True, help="Of a ledger: the machine's codings too, where no person decided.")
@click.option("--nameless", is_flag=True, help="Of a ledger: unnamed and vague actors too, one a name.")
@click.option("--once", is_flag=True, help="Of a ledger: count near-duplicate articles once.")
@click.option("--statement-type", default="DNA Statement", show_default=True, help="The statements' type.")
@click.option(
    "--type", "kind", type=click.Choice(["twomode", "onemode", "eventlist"]), help="What to build.  [default: twomode]"
)
@click.option("--variable1", help="The nodes; in two-mode networks the rows.  [default: organization; ledger: speaker]")
@click.option(
    "--variable2", default="concept", show_default=True, help="What links them; in two-mode networks the columns."
)
@click.option("--qualifier", default="agreement", show_default=True, help="What tells for from against.")
@click.option("--aggregation", type=click.Choice(_AGGREGATIONS), help="What agreement does.  [default: ignore]")
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
@click.option("--measures", type=click.Choice(MEASURES), help="Measure it: a table in place of the network.")
@click.option("--method", help="Of communities, backbone or scaling; see docs/networks.md.")
@click.option("--groups", type=click.IntRange(min=1), help="How many communities, groups or, at most, states.")
@click.option("--dimensions", type=click.IntRange(1, 2), default=1, show_default=True, help="Of scaling.")
@click.option("--threshold", type=click.FloatRange(0, 0.5, max_open=True), default=0.0, help="Of scaling; see docs.")
@click.option("--positive", multiple=True, metavar="ACTOR", help="Scaling puts them on the right.")
@click.option("--negative", multiple=True, metavar="ACTOR", help="Scaling puts them on the left.")
@click.option("--penalty", type=click.FloatRange(min=0), default=3.5, show_default=True, help="On large backbones.")
@click.option("--size", type=click.IntRange(min=1), help="Concepts of a backbone; without a penalty.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of all that draws lots.")
@click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; a folder for time windows.")
@click.option("--plot", type=_FILE, help="Draw it there, as SVG or PNG by the name's ending.")
@click.pass_context
def network(ctx: click.Context, /, path: Path | None, **given: Any) -> None:
    """Build discourse networks from the statements of a DNA database or a ledger.

    With time windows there is a network for each: --format json prints them all, the other formats write one file each
    into the folder --output. --measures gives a table of what is measured on them. --dna-options takes the place of
    all options above it.
    """
    if (path is None) == (given["ledger"] is None):
        raise click.UsageError("statements come from FILE.dna or from --ledger: give one of the two")
    output = None if given["output"] == Path("-") else given["output"]
    place = Place(given["form"], output, given["plot"])
    place.check()
    if given["dna_options"] is None:
        _own(path, given, place)
    elif path is None or given["measures"]:
        raise click.UsageError("--dna-options go with FILE.dna, and without --measures (--kind says what to compute)")
    elif not _from_dna_options(path, given, place):
        ctx.exit(1)


def _own(path: Path | None, given: dict[str, Any], place: Place) -> None:
    from ..networks import build

    options, measure = _options(given), given["measures"]
    statements = _ledger_table(given, options) if path is None else _dna_table(path, given)
    if measure is None:
        place.write(build(statements, options))
    else:
        place.table(*Measuring(statements, options, given).run(measure))


def _dna_table(path: Path, given: dict[str, Any]) -> StatementTable:
    from ..networks import table_of

    return table_of(path, given["statement_type"])


def _ledger_table(given: dict[str, Any], options: NetworkOptions) -> StatementTable:
    try:
        from ..ledger import Ledger
    except ModuleNotFoundError as error:
        raise MissingExtra(f"{error.name} is not installed: pip install 'sayso[ledger]'") from None
    from ..networks.from_ledger import LedgerChoice, is_dated, ledger_table, used

    choice = LedgerChoice(**{name: given[name] for name in ("once", "coder", "proposals", "nameless")})
    names = {*used(options)} | ({options.qualifier} if given["measures"] in QUALIFIED else set())
    with Ledger(given["ledger"], create=False) as ledger:
        wanted = [name for name in names if name is not None]
        whole = options.type == "eventlist"
        return ledger_table(ledger, wanted, choice, dated=is_dated(options), texts=whole)


def _options(given: dict[str, Any]) -> NetworkOptions:
    from ..networks import NetworkOptions, Window

    filters: dict[str, dict[str, list[str]]] = {"exclude": {}, "include": {}}
    for side, found in filters.items():
        for name, value in given[side]:
            found.setdefault(name, []).append(value)
    if given["kernel"] and not given["window"]:
        raise click.UsageError("--kernel needs --window UNIT")
    names = ("variable2", "qualifier", "normalization", "duplicates", "isolates", "start", "stop", "compat")
    one_mode = given["measures"] in ONE_MODE
    return NetworkOptions(
        type=given["kind"] or ("onemode" if one_mode else "twomode"),
        variable1=given["variable1"] or ("speaker" if given["ledger"] else "organization"),
        aggregation=given["aggregation"] or ("subtract" if one_mode else "ignore"),
        **{name: given[name] for name in names},
        exclude=filters["exclude"],
        include=filters["include"],
        window=Window(given["window"] or "no", given["window_size"], given["kernel"] or "no", given["indent"]),
    )


def _from_dna_options(path: Path, given: dict[str, Any], place: Place) -> bool:
    """Whether DNA itself can do what was asked for."""
    from ..dna import read_dna
    from ..jsonlines import parse_json
    from ..networks.compat import read_options, report

    dna = read_dna(path)
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
