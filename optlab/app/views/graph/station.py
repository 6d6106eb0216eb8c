"""The walk over a computation's graph at a point: what the Chain rule page shows at once."""

from __future__ import annotations

from dataclasses import dataclass

from optlab.app.views.graph.computations import Computation
from optlab.explain import walk as walks
from optlab.explain.walk import Walk
from optlab.picture.chain_rule import ChainSettings


@dataclass(frozen=True)
class Station:
    """The ``walk`` over a computation at a ``point``: a number for each input and weight."""

    settings: ChainSettings
    computation: Computation
    point: tuple[float, ...]
    walk: Walk


def station_of(settings: ChainSettings, computation: Computation) -> Station:
    """The station that the settings say."""
    point = computation.start if settings.is_network else settings.point
    values = dict(zip(computation.loss.parameters, point, strict=True))
    walk = walks.walk(computation.graph, computation.output, values, computation.visible, computation.names)
    return Station(settings, computation, point, walk)
