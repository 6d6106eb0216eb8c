"""Searches along a direction, for all runs at once; each run pays for its own trials only.

Lengths, values and slopes are ``(runs,)``; a slope is the derivative of the loss along the direction, negative
downhill.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Mask, Oracle, dot, length

SUFFICIENT = 1e-4
"""A step must win this share of what the slope promises (Armijo, 1966)."""

ROUNDING = 4.0 * np.finfo(float).eps
"""Losses that differ by less than this share are equal: near a minimum the promise is below what numbers resolve."""

TRIALS = 60
"""Halvings or doublings before a search gives up: a factor of 1e18."""

UNBOUNDED = "the loss falls without bound along the search direction, so no step length is the right one"


def backtrack(oracle: Oracle, points: Array, direction: Array, slope: Array, first: Array, shrink: float) -> Array:
    """The step length of every run: ``first``, shortened until the loss falls enough; 0 where it never does.

    One value at the points, then one a trial.
    """
    start = oracle.value(points)
    size, taken = first, np.zeros_like(first)
    searching: Mask = oracle.running & (slope < 0.0) & (first > 0.0)
    for _ in range(TRIALS):
        if not searching.any():
            break
        value = oracle.value(points + size[:, None] * direction, searching)
        enough = value <= start + SUFFICIENT * size * slope + ROUNDING * np.abs(start)
        taken = np.where(searching & enough, size, taken)
        searching &= ~enough
        size = np.where(searching, shrink * size, size)
    return taken


class Bracket(NamedTuple):
    """Where a search stands: the longest length known too short, the shortest known too long, and the next trial."""

    low: Array
    high: Array
    trial: Array

    def narrowed(self, too_long: Mask, too_short: Mask) -> Bracket:
        """Halve the bracket, or double the length while nothing is known to be too long."""
        low = np.where(too_short, self.trial, self.low)
        high = np.where(too_long, self.trial, self.high)
        return Bracket(low, high, np.where(np.isinf(high), 2.0 * low, 0.5 * (low + high)))


class Landing(NamedTuple):
    """Where a search ended: points and gradients ``(runs, dim)``, and which runs moved ``(runs,)``."""

    points: Array
    gradient: Array
    moved: Mask


def search(
    oracle: Oracle, points: Array, gradient: Array, direction: Array, rate: Array, flattened: float = 0.9
) -> Landing:
    """Walk along ``direction`` until the loss has fallen enough and the slope has flattened to the share ``flattened``.

    The first trial is the minimum of the parabola through the slopes here and a hair ahead, exact on a quadratic, times
    ``rate`` (Møller, 1993); then bisection (Lewis and Overton, 2013; the weak Wolfe conditions).  Runs whose loss falls
    for ever are stopped.  One value and one gradient before the first trial; a value a trial, and a gradient where the
    loss has fallen enough.
    """
    slope = dot(gradient, direction)
    start = oracle.value(points)
    first = rate[:, 0] * _parabola(oracle, points, gradient, direction, slope)
    bracket = Bracket(np.zeros_like(first), np.full_like(first, np.inf), first)
    landing = Landing(points, gradient, np.zeros(len(points), dtype=bool))
    # a point that is nan must stay nan, and one that does not search must stay put
    searching: Mask = oracle.running & (slope < 0.0) & (first > 0.0)
    for _ in range(TRIALS):
        if not searching.any():
            return landing
        there = points + bracket.trial[:, None] * direction
        value = oracle.value(there, searching)
        fallen = value <= start + SUFFICIENT * bracket.trial * slope + ROUNDING * np.abs(start)
        slopes = oracle.gradient(there, searching & fallen)
        too_short = fallen & (dot(slopes, direction) < flattened * slope)
        # the best so far is kept in case the search ends without a better one
        landing = _land(landing, searching & fallen, there, slopes)
        searching &= ~fallen | too_short
        bracket = bracket.narrowed(searching & ~fallen, searching & too_short)
    oracle.stop(searching & np.isinf(bracket.high), UNBOUNDED)
    return landing


def _land(landing: Landing, which: Mask, points: Array, gradient: Array) -> Landing:
    if which.all():
        return Landing(points, gradient, which)
    chosen = which[:, None]
    return Landing(
        np.where(chosen, points, landing.points),
        np.where(chosen, gradient, landing.gradient),
        landing.moved | which,
    )


HAIR = 1e-6
"""How far ahead the second slope is taken, as a share of the point's distance from the origin (or of 1)."""


def _parabola(oracle: Oracle, points: Array, gradient: Array, direction: Array, slope: Array) -> Array:
    """The length to the parabola's minimum; where it curves down, a step of length one."""
    reach = length(direction)
    hair = HAIR * np.maximum(1.0, length(points)) / reach
    ahead = oracle.gradient(points + hair[:, None] * direction)
    bend = dot(ahead - gradient, direction) / hair
    return np.where(bend > 0.0, -slope / bend, 1.0 / reach)
