"""Letters that are probably meant as numbers: parameters in which the loss is linear, so that it falls without end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np

from optlab.expressions import Array
from optlab.expressions.derivatives import SLOPES, Differentiated
from optlab.losses import Loss

POINTS = 8
"""Where the slopes are looked at, on each side of the origin and on both."""

NONE = 1e-9
"""A slope below this share of the loss around counts as none."""

PENALTIES = frozenset(["lambda", "λ", "lam", "lmbda", "alpha", "α", "mu", "μ", "eps", "epsilon", "ε", "gamma", "γ"])
CONSTANTS = frozenset(["a", "b", "c", "d", "k", "A", "B", "C", "D", "K", "reg", "penalty", "const"]) | PENALTIES
CONSTANTS |= frozenset(["beta", "β", "delta", "δ", "kappa", "κ", "nu", "ν", "rho", "ρ", "sigma", "σ", "tau", "τ"])
"""Stems of what is typically a constant in a formula, and those that typically weigh a penalty."""

SMALL, ONE = 0.1, 1.0
"""At what a penalty's weight, and anything else, is held to begin with."""


class Unbounded(NamedTuple):
    """A parameter along which the loss falls without end: ``way`` is −1 or 1, or 0 where it depends on the others.

    ``meant`` is whether its letter is typical for a constant; ``value`` suits to hold it.
    """

    name: str
    way: int
    meant: bool
    value: float


def unbounded(loss: Loss) -> tuple[Unbounded, ...]:
    """Parameters that may be meant as numbers, in order: those with letters typical for constants, else the others.

    Certain is that the loss is linear in them, with a slope: its derivative does not hold them.  Of letters that are
    not typical none is named whose slope hangs on another such letter (x and y of x*y), nor where the loss is linear in
    every parameter: nothing speaks for one rather than for the other.

    >>> from optlab.losses import parse_loss
    >>> unbounded(parse_loss("(w - 2)^2 + lambda*w^2"))
    (Unbounded(name='lambda', way=-1, meant=True, value=0.1),)
    >>> unbounded(parse_loss("x*y")), unbounded(parse_loss("(a - x)^2"))
    ((), ())
    """
    names, slopes = loss.parameters, _slopes(loss.example)
    linear = [place for place in range(len(names)) if slopes.is_linear(place)]
    ways = _ways(loss, linear)
    typical = [place for place in ways if is_typical(names[place])]
    if typical and len(typical) < len(names):
        return tuple(_described(names[place], ways[place], meant=True) for place in typical)
    if len(ways) == len(names):
        return ()
    alone = [place for place in ways if not slopes.hangs_on(place, list(ways))]
    return tuple(_described(names[place], ways[place], meant=False) for place in alone)


def is_typical(name: str) -> bool:
    """Whether a letter is typical for a constant, whatever its number: c, lambda1, k_2."""
    return _stem(name) in CONSTANTS


def _stem(name: str) -> str:
    return name.rstrip("0123456789").rstrip("_")


def _described(name: str, way: int, *, meant: bool) -> Unbounded:
    return Unbounded(name, way, meant, SMALL if _stem(name) in PENALTIES else ONE)


class _Slopes(NamedTuple):
    """Which parameters the slope along each parameter holds, and with which the formula jumps: a bit for each."""

    held: tuple[int, ...]
    jumps: int

    def is_linear(self, place: int) -> bool:
        """Whether the slope along a parameter does not hold it, and no step of the formula jumps with it."""
        return not (self.held[place] | self.jumps) >> place & 1

    def hangs_on(self, place: int, others: Sequence[int]) -> bool:
        """Whether the slope along a parameter holds one of the ``others``."""
        return any(self.held[place] >> other & 1 for other in others if other != place)


def _slopes(example: Differentiated) -> _Slopes:
    graph = example.graph
    variables = {graph.variable(name): 1 << place for place, name in enumerate(example.parameters)}
    masks: dict[int, int] = {}
    for index in graph.reachable([example.output, *example.gradients]):
        masks[index] = reduce(or_, (masks[part] for part in graph.nodes[index].arguments), variables.get(index, 0))
    # flat almost everywhere, but not level: floor, sign, comparisons
    steps = (index for index in graph.reachable([example.output]) if graph.nodes[index].operation not in SLOPES)
    jumps = reduce(or_, (masks[index] for index in steps if graph.nodes[index].arguments), 0)
    return _Slopes(tuple(masks[slope] for slope in example.gradients), jumps)


def _ways(loss: Loss, linear: Sequence[int]) -> dict[int, int]:
    """Which way the loss falls along each parameter in which it is linear and slopes somewhere."""
    if not linear:
        return {}
    points = _points(len(loss.parameters))
    slopes, heights = loss.gradient(points), np.asarray(loss.value(points))
    known = np.isfinite(heights) & np.isfinite(slopes).all(axis=1)
    least = NONE * (1.0 + np.abs(heights[known]).max(initial=0.0))
    ways = {}
    for place in linear:
        own = slopes[known, place]
        up, down = bool((own > least).any()), bool((own < -least).any())
        if up or down:
            ways[place] = int(down) - int(up)
    return ways


def _points(dim: int) -> Array:
    """Points ``(3 POINTS, dim)`` around the origin, the same each time: on both sides of it, above and below."""
    both = np.random.default_rng(0).uniform(-2.0, 2.0, (POINTS, dim))
    points: Array = np.concatenate([both, np.abs(both), -np.abs(both)])
    return points
