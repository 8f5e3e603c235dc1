"""JSON: labels, matrix and times, or events; numbers that are none (0/0) are null."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..build import EventList
    from ..result import Network

__all__ = ["to_json"]


def to_json(made: Network | Iterable[Network] | EventList) -> str:
    """A network as an object, several as an array, events as an array of objects."""
    from ..build import EventList
    from ..result import Network

    if isinstance(made, Network):
        data: Any = _network(made)
    elif isinstance(made, EventList):
        data = [_event(event) for event in made]
    else:
        data = [_network(network) for network in made]
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _event(event: Any) -> dict[str, Any]:
    return {
        "id": event.id,
        "time": event.time.isoformat(),
        "values": event.values,
        "start": event.start,
        "stop": event.stop,
        "text": event.text,
        "coder": event.coder,
        "document": event.document,
    }


def _network(network: Network) -> dict[str, Any]:
    return {
        "kind": network.kind,
        "rows": network.rows,
        "columns": network.columns,
        "matrix": [[_weight(value, network) for value in row] for row in network.to_numpy().tolist()],
        "start": network.start.isoformat(),
        "time": network.time.isoformat(),
        "stop": network.stop.isoformat(),
        "statements": network.statements,
    }


def _weight(value: float, network: Network) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if network.whole_numbers and value.is_integer() else value
