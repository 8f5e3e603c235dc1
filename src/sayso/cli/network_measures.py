"""What ``sayso network --measures`` measures: a table, and the picture of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from .notices import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..networks import Network, NetworkOptions, Records, StatementTable
    from ..networks.pictures import Scene

    Made = tuple[Records, Callable[[], Scene] | None]

__all__ = ["MEASURES", "ONE_MODE", "QUALIFIED", "Measuring"]

ONE_MODE = ("backbone", "communities", "phases", "polarization")
"""What is measured on one-mode networks: by ``subtract`` where nothing else is asked for."""

QUALIFIED = ("backbone", "bars", "polarization", "scaling")
"""What takes agreement into account whatever the aggregation."""


@dataclass(frozen=True, slots=True)
class Measuring:
    """The statements, which network, and the options of measures as given on the command line."""

    statements: StatementTable
    options: NetworkOptions
    given: dict[str, Any]

    def run(self, measure: str) -> Made:
        """The table and how to draw it.

        Raises:
            NetworkError: it cannot be measured.
        """
        return _ALL[measure](self)

    def networks(self) -> list[Network]:
        """The network, or those of all windows."""
        from ..networks import Network, NetworkError, build

        made = build(self.statements, self.options)
        if isinstance(made, Network):
            return [made]
        if not isinstance(made, list):
            raise NetworkError("an event list has no measures: use --type onemode or twomode")
        return made

    @property
    def seed(self) -> int:
        """The seed."""
        return int(self.given["seed"])


def _nodes(asked: Measuring) -> Made:
    from ..networks import Records, node_measures
    from ..networks.pictures import network_scene

    found = asked.networks()
    if asked.options.window.unit == "no":
        return node_measures(found[0]), partial(network_scene, found[0])
    tables = [node_measures(one).with_first("time", one.time.isoformat()) for one in found]
    columns = tables[0].columns if tables else ("time", "node")
    return Records(columns, tuple(row for table in tables for row in table.rows)), None


def _networks(asked: Measuring) -> Made:
    from ..networks import network_measures

    return network_measures(asked.networks()), None


def _communities(asked: Measuring) -> Made:
    from ..networks import CommunitySeries, communities_over_time
    from ..networks.communities import QUICK, communities
    from ..networks.pictures import communities_scene, network_scene

    method, groups = asked.given["method"], asked.given["groups"]
    found = asked.networks()
    if asked.options.window.unit != "no" or method is None:
        made = communities_over_time(found, (method,) if method else QUICK, most=groups or 5, seed=asked.seed)
    else:
        one = communities(found[0], method, count=groups, seed=asked.seed)
        made = CommunitySeries((found[0].time,), (one,), (dict(zip(found[0].rows, one.groups, strict=True)),))
    if asked.options.window.unit != "no":
        return made.records(), partial(communities_scene, made)
    return made.records(), partial(network_scene, found[0], communities=made.best[0].groups)


def _polarization(asked: Measuring) -> Made:
    from ..networks import Records, polarization
    from ..networks.pictures import polarization_scene

    found = polarization(asked.statements, asked.options, clusters=asked.given["groups"] or 2, seed=asked.seed)
    rows = tuple(
        (one.time.isoformat(), one.score, actor, group)
        for one in found
        for actor, group in zip(one.actors, one.groups, strict=True)
    )
    return Records(("time", "polarization", "node", "group"), rows), partial(polarization_scene, found)


def _phases(asked: Measuring) -> Made:
    from ..networks.phases import phases
    from ..networks.pictures import phases_scene

    found = phases(asked.networks(), most=asked.given["groups"] or 6)
    return found.records(), partial(phases_scene, found)


def _backbone(asked: Measuring) -> Made:
    from ..networks import Records, backbones
    from ..networks.pictures import steps_scene

    found, method = backbones(asked.statements, asked.options), asked.given["method"] or "nested"
    if method == "nested":
        steps = found.nested()
        rows = tuple((s.rank, s.concept, s.backbone_loss, s.redundant_loss, s.statements) for s in steps)
        names = ("rank", "concept", "backbone_loss", "redundant_loss", "statements")
        return Records(names, rows), partial(steps_scene, steps)
    if method != "penalised":
        raise click.UsageError(f"--method {method!r}: a backbone is nested or penalised")
    size = asked.given["size"]
    kept, loss = found.anneal(penalty=asked.given["penalty"], size=size, seed=asked.seed)
    rest = found.loss([concept for concept in found.concepts if concept not in kept])
    sides = (("backbone", loss) if concept in kept else ("redundant", rest) for concept in found.concepts)
    return Records(
        ("concept", "part", "loss"), tuple(zip(found.concepts, *zip(*sides, strict=True), strict=True))
    ), None


def _scaling(asked: Measuring) -> Made:
    from ..networks import ScalingOptions, scaling
    from ..networks.pictures import scaling_scene

    names = ("dimensions", "threshold", "positive", "negative", "seed")
    how = ScalingOptions(method=asked.given["method"] or "irt", **{name: asked.given[name] for name in names})
    found = scaling(asked.statements, asked.options, how)
    if found.dropped:
        notice(f"too little is known of: {'; '.join(found.dropped)}")
    if found.rhat is not None and found.rhat > 1.1:
        notice(f"the chains do not agree well yet (R-hat {found.rhat:.2f})")
    return found.records(), partial(scaling_scene, found)


def _bars(asked: Measuring) -> Made:
    from ..networks import barplot
    from ..networks.pictures import bars_scene

    found = barplot(asked.statements, asked.options.variable2, asked.options.qualifier, asked.options)
    return found.records(), partial(bars_scene, found)


_ALL: dict[str, Callable[[Measuring], Made]] = {
    "backbone": _backbone,
    "bars": _bars,
    "communities": _communities,
    "networks": _networks,
    "nodes": _nodes,
    "phases": _phases,
    "polarization": _polarization,
    "scaling": _scaling,
}

MEASURES = tuple(_ALL)
