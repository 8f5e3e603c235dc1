"""What the network page draws: nodes, ties and windows of time, out of ``sayso.networks``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..networks import Network, NetworkError, NetworkOptions, Window
from ..networks.communities import communities
from ..networks.from_ledger import LedgerChoice, ledger_network
from ..networks.nodes import node_edges, nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .room import Room

__all__ = ["VIEWS", "WINDOWS", "Choice", "evidence", "network_json", "whole"]

MOST_NODES, MOST_EDGES, MOST_FRAMES = 120, 2000, 120

VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "stands": ("Who stands for what", {"variable1": "speaker", "variable2": "concept", "aggregation": "subtract"}),
    "allies": ("Who agrees with whom", {"type": "onemode", "variable1": "speaker", "variable2": "concept"}),
    "rivals": ("Who differs from whom", {"type": "onemode", "variable1": "speaker", "variable2": "concept"}),
    "outlets": ("Who speaks where", {"variable1": "speaker", "variable2": "outlet", "qualifier": None}),
    "relays": ("Who is passed on by whom", {"variable1": "speaker", "variable2": "relay", "qualifier": None}),
}
"""The pictures: name -> title and options. The first three need codings with concepts."""

_AGGREGATION = {"allies": "congruence", "rivals": "conflict"}
WINDOWS = {"": None, "month": ("months", 1), "quarter": ("months", 3), "year": ("years", 1)}


@dataclass(frozen=True, slots=True)
class Choice:
    """``view`` is one of ``VIEWS``, ``window`` one of ``WINDOWS``; ``proposals`` counts the machine's codings, too."""

    view: str = "outlets"
    window: str = ""
    proposals: bool = True

    def options(self, *, window: bool = False) -> NetworkOptions:
        """The options of ``sayso.networks``.

        Raises:
            NetworkError: there is no such view or window.
        """
        if self.view not in VIEWS or self.window not in WINDOWS:
            raise NetworkError(f"a view is one of {', '.join(VIEWS)}; a window one of {', '.join(WINDOWS)[2:]}")
        given = dict(VIEWS[self.view][1])
        given["aggregation"] = _AGGREGATION.get(self.view, given.get("aggregation", "ignore"))
        moving = WINDOWS[self.window] if window else None
        if moving:
            given["window"] = Window(*moving)
        return NetworkOptions(**given)


def whole(room: Room, choice: Choice) -> Network:
    """The network over all time; kept for a while.

    Raises:
        NetworkError: it cannot be had.
    """

    def make() -> Network:
        made = ledger_network(room.ledger, choice.options(), LedgerChoice(once=True, proposals=choice.proposals))
        assert isinstance(made, Network)
        return made

    return room.cache.get(("network", choice.view, choice.proposals), make)


def network_json(room: Room, choice: Choice) -> dict[str, Any]:
    """Nodes, ties, and where a window is chosen a frame for each window.

    Of very many nodes those with most statements, of very many ties the heaviest; ``left_out`` says how many are not
    there. A tie is ``[node, node, weight]`` by places in ``nodes``.
    """
    return room.cache.get(("network data", choice), lambda: _data(room, choice))


def _data(room: Room, choice: Choice) -> dict[str, Any]:
    made = whole(room, choice)
    found = nodes(made)
    order = sorted(range(len(found)), key=lambda n: (-found[n].frequency, found[n].mode, found[n].label))
    shown = sorted(order[:MOST_NODES])
    place = {old: new for new, old in enumerate(shown)}
    groups = communities(made).groups if made.kind == "onemode" and len(made.rows) > 1 else None
    listed = [
        {
            "label": found[n].label,
            "mode": found[n].mode,
            "statements": found[n].frequency,
            "group": int(groups[n]) if groups else None,
        }
        for n in shown
    ]
    ties = _ties(node_edges(made), place)
    names = {(item["mode"], item["label"]): at for at, item in enumerate(listed)}
    return {
        "view": choice.view,
        "kind": made.kind,
        "signed": made.options.aggregation == "subtract",
        "statements": made.statements,
        "nodes": listed,
        "ties": ties,
        "frames": _frames(room, choice, names) if choice.window else [],
        "left_out": {"nodes": len(found) - len(listed)},
    }


def _ties(edges: Iterable[tuple[int, int, float]], place: dict[int, int]) -> list[list[float]]:
    inside = [[place[a], place[b], round(w, 4)] for a, b, w in edges if a in place and b in place]
    return sorted(inside, key=lambda tie: -abs(tie[2]))[:MOST_EDGES]


def _frames(room: Room, choice: Choice, names: dict[tuple[Any, Any], int]) -> list[dict[str, Any]]:
    """A frame a window that has any statement, the latest 120."""
    options = choice.options(window=True)
    made = ledger_network(room.ledger, options, LedgerChoice(once=True, proposals=choice.proposals))
    assert isinstance(made, list)
    frames = []
    for one in [n for n in made if n.statements][-MOST_FRAMES:]:
        place = {
            old: names[node.mode, node.label] for old, node in enumerate(nodes(one)) if (node.mode, node.label) in names
        }
        label = one.start.strftime("%Y-%m-%d") + " – " + one.stop.strftime("%Y-%m-%d")
        frames.append({"label": label, "statements": one.statements, "ties": _ties(node_edges(one), place)})
    return frames


def evidence(room: Room, choice: Choice, first: str, second: str) -> list[str]:
    """Keys of the statements behind a tie, each once, in the order of time.

    Raises:
        NetworkError: there is no such node.
    """
    return list(dict.fromkeys(map(str, whole(room, choice).evidence(first, second))))
