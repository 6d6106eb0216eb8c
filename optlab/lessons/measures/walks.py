"""Measures of a walk over a computational graph, for pictures of Chain rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from optlab.lessons.faults import LessonError
from optlab.lessons.measures.table import measure, number, text
from optlab.lessons.pictured import Pictured
from optlab.picture.chain_rule import ChainSettings

Spec = Mapping[str, Any]


def _on_the_page(shown: Pictured) -> ChainSettings:
    if not isinstance(shown.settings, ChainSettings):
        raise LessonError("measure: only Chain rule has a walk")
    return shown.settings


@measure
def output(_: Spec, shown: Pictured) -> float:
    """The value at the end of the walk forward."""
    _on_the_page(shown)
    return float(shown.walk.places[-1].value)


@measure
def adjoint(spec: Spec, shown: Pictured) -> float:
    """The slope of the output along ``of``, an input of the graph."""
    _on_the_page(shown)
    gradient, name = shown.walk.gradient, text(spec, "of")
    if name not in gradient:
        raise LessonError(f"measure: there is no input {name[:40]!r}", f"there are {', '.join(gradient)}"[:200])
    return float(gradient[name])


@measure
def uses(spec: Spec, shown: Pictured) -> float:
    """Into how many nodes the input ``of`` goes: along so many ways its slope comes back and adds up."""
    _on_the_page(shown)
    name, places = text(spec, "of"), shown.walk.places
    own = [number for number, place in enumerate(places) if place.name == name and not place.inputs]
    return float(sum(place.inputs.count(number) for number in own for place in places))


@measure
def layer_slope(spec: Spec, shown: Pictured) -> float:
    """The mean size of the adjoints of a hidden ``layer`` of the network, counted from 1; 0 is the last."""
    settings = _on_the_page(shown)
    layer = int(number(spec, "layer")) or settings.depth
    sizes = [abs(place.adjoint) for place in shown.walk.places if place.name.startswith(f"h{layer}")]
    if not settings.is_network or not sizes:
        raise LessonError(f"measure: there is no layer {layer}", f"from 1 to {settings.depth}, of the network")
    return float(np.mean(sizes))
