"""Statements and options in, networks out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import cycle
from typing import TYPE_CHECKING, Any

from .cells import axes, count
from .errors import NetworkError
from .kernels import smoothed
from .onemode import one_mode
from .options import BOTH, NetworkOptions
from .result import Network
from .selection import Selection, moment, select
from .twomode import two_mode
from .windows import Slice, kernel_windows, plain_windows, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from .cells import Axis
    from .table import Ints, Level, StatementTable

__all__ = ["Event", "EventList", "build", "event_list", "network", "network_of", "series", "series_of", "whole_network"]


@dataclass(frozen=True, slots=True)
class Event:
    """One statement with all its variables and its document's."""

    id: int
    time: datetime
    values: dict[str, Level]
    start: int
    stop: int
    text: str | None
    coder: int
    document: dict[str, str | int]


@dataclass(frozen=True, slots=True, eq=False)
class EventList:
    """The statements kept, in the order of time; ``rows`` are their positions in the table."""

    selection: Selection = field(repr=False)

    @property
    def rows(self) -> Ints:
        """Their positions in the table."""
        return self.selection.kept

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Event]:
        return (_event(self.selection.table, row) for row in self.rows.tolist())

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``, one row a statement, columns as in DNA's event lists."""
        from .tables import events_to_pandas

        return events_to_pandas(self)


def build(statements: StatementTable, options: NetworkOptions | None = None) -> Network | list[Network] | EventList:
    """Whatever the options ask for: a network, one for each window, or a list of events.

    ``network``, ``series`` and ``event_list`` do each of these alone.

    Raises:
        NetworkError: the options do not go together, or name a variable that there is not.
    """
    options = options or NetworkOptions()
    if options.type == "eventlist":
        return event_list(statements, options)
    if options.window.unit == "no":
        return network(statements, options)
    return list(series(statements, options))


def network(statements: StatementTable, options: NetworkOptions | None = None) -> Network:
    """The network of all statements that the options choose.

    Raises:
        NetworkError: as ``build``.
    """
    return whole_network(select(statements, _for_matrix(options or NetworkOptions())))


def whole_network(chosen: Selection) -> Network:
    """The network of all that a selection kept."""
    return _plain(chosen, whole(chosen))


def series(statements: StatementTable, options: NetworkOptions) -> Iterator[Network]:
    """A network for each window, oldest first; none where no window fits.

    Raises:
        NetworkError: as ``build``.
    """
    if options.window.unit == "no":
        raise NetworkError("a series needs a time window")
    return series_of(select(statements, _for_matrix(options)))


def series_of(chosen: Selection) -> Iterator[Network]:
    """The series of a selection."""
    if chosen.options.window.kernel != "no":
        return _kernel_series(chosen)
    return _plain_series(chosen)


def event_list(statements: StatementTable, options: NetworkOptions) -> EventList:
    """The statements that the options choose.

    Raises:
        NetworkError: as ``build``.
    """
    return EventList(select(statements, replace(options, type="eventlist")))


def _for_matrix(options: NetworkOptions) -> NetworkOptions:
    if options.type == "eventlist":
        raise NetworkError("an event list is no network: use event_list")
    return options


def _plain_series(chosen: Selection) -> Iterator[Network]:
    turns = [chosen]
    if chosen.options.aggregation == BOTH:
        both = (replace(chosen.options, aggregation=name) for name in ("congruence", "conflict"))
        turns = [replace(chosen, options=options) for options in both]
    for turn, piece in zip(cycle(turns), plain_windows(chosen), strict=False):
        yield _plain(turn, piece)


def _plain(chosen: Selection, piece: Slice) -> Network:
    nodes = axes(chosen, piece.rows)
    cells = count(chosen, piece.rows, nodes)
    matrix = (two_mode if chosen.options.type == "twomode" else one_mode)(cells, chosen.options)
    return network_of(chosen, piece, nodes, matrix)


def _kernel_series(chosen: Selection) -> Iterator[Network]:
    nodes = axes(chosen, chosen.kept)
    for piece in kernel_windows(chosen):
        yield network_of(chosen, piece, nodes, smoothed(chosen, piece.rows, piece.middle, nodes))


def network_of(chosen: Selection, piece: Slice, nodes: tuple[Axis, Axis], matrix: Any) -> Network:
    """A matrix with all that a network knows beside it."""
    first, second = nodes
    options = chosen.options
    kernel = options.window.kernel != "no" and options.window.unit != "no"
    return Network(
        kind=options.type,
        weights=matrix,
        rows=first.labels,
        columns=(second if options.type == "twomode" else first).labels,
        start=moment(piece.start),
        time=moment(piece.middle),
        stop=moment(piece.stop),
        statements=0 if kernel and options.dna else len(piece.rows),  # D07
        options=options,
        whole_numbers=not kernel and (not len(piece.rows) or _whole_numbers(chosen)),
        selection=chosen,
        members=piece.rows,
    )


def _whole_numbers(chosen: Selection) -> bool:
    """Whether weights are whole: nothing was divided, and no integer qualifier made shares of a range."""
    if chosen.options.normalization != "no":
        return False
    if chosen.options.type == "twomode" or chosen.options.aggregation == "ignore":
        return True
    return chosen.qualifier is None or chosen.qualifier.kind != "integer"


def _event(table: StatementTable, row: int) -> Event:
    document = int(table.document[row])
    start, stop = int(table.start[row]), int(table.stop[row])
    about: dict[str, str | int] = {"id": int(table.documents.ids[document])}
    for name, column in table.documents.columns.items():
        about.setdefault(name, column.levels[column.codes[document]])
    texts = table.documents.texts
    return Event(
        int(table.ids[row]),
        moment(int(table.documents.times[document])),
        {name: column.levels[column.codes[row]] for name, column in table.variables.items()},
        start,
        stop,
        None if texts is None else texts[document][start:stop],
        int(table.coder[row]),
        about,
    )
