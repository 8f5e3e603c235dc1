"""Networks and event lists as pandas data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import needed

if TYPE_CHECKING:
    from .build import EventList
    from .result import Network

__all__ = ["events_to_pandas", "to_pandas"]


def to_pandas(network: Network) -> Any:
    """The matrix with all its zeros; index and columns are named after the variables."""
    options = network.options
    second = options.variable2 if network.kind == "twomode" else options.variable1
    pd = needed("pandas")
    return pd.DataFrame(
        network.to_numpy(),
        index=pd.Index(network.rows, name=options.variable1),
        columns=pd.Index(network.columns, name=second),
    )


def events_to_pandas(events: EventList) -> Any:
    """One row a statement: id, time, its variables, place, text, coder, and the document's variables."""
    rows = [
        {
            "statement_id": event.id,
            "time": event.time,
            **event.values,
            "start_position": event.start,
            "stop_position": event.stop,
            "text": event.text,
            "coder": event.coder,
            **{f"document_{name}": value for name, value in event.document.items()},
        }
        for event in events
    ]
    return needed("pandas").DataFrame(rows)
