"""The ground under the runs, cached for all visitors: heights, reliefs, and the points without slope."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from optlab.analysis.planes import Plane
from optlab.analysis.stationary import StationaryPoint, stationary_points
from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations
from optlab.charts.landscape import GRID, Relief, heights, relief
from optlab.expressions import Array
from optlab.picture import budget
from optlab.picture.problem import Problem
from optlab.picture.subject import Subject

PROFILE = 401
"""Points of the curve of a loss of one parameter."""

COARSE, COARSEST = 61, 5
"""Grid points along each axis where every height is a mean over rows of data, or the plane moves with the runs; and
the fewest, where they are many rows of a long formula.
"""

RELIEF = 3_000_000_000
"""Operations for the heights of a plane."""


@cached(lambda heights: heights.nbytes)
def profile(subject: Subject, window: tuple[float, float]) -> Array:
    """The loss of one parameter at PROFILE points of the window."""
    loss = computations.problem(subject).loss
    return np.asarray(loss.value(np.linspace(*window, PROFILE)[:, None]))


def _bytes(drawn: tuple[Array, Relief]) -> int:
    return drawn[0].nbytes + sum(int(frame.memory_usage(deep=True).sum()) for frame in drawn[1])


@cached(_bytes)
def _relief(
    subject: Subject,
    origin: tuple[float, ...],
    directions: tuple[tuple[float, ...], tuple[float, ...]],
    window: tuple[tuple[float, float], tuple[float, float]],
) -> tuple[Array, Relief]:
    """Heights ``(size, size)`` over a plane of the parameters, and their relief."""
    loss = computations.problem(subject).loss
    size = GRID if len(origin) == 2 and not loss.columns else COARSE
    size = max(COARSEST, min(size, math.isqrt(budget.affordable(loss, operations=RELIEF))))
    surface = heights(loss, Plane(origin, directions, window, ("", "")), size)
    return surface, relief(surface, window)


def relief_of(subject: Subject, plane: Plane) -> tuple[Array, Relief]:
    """Heights and relief of a plane."""
    return _relief(subject, plane.origin, plane.directions, plane.window)


@cached(lambda points: 1_000 + 1_000 * len(points))
def stationary(subject: Subject, window: tuple[tuple[float, float], ...]) -> list[StationaryPoint]:
    """The minima, saddles and maxima in the window of a loss of one or two parameters."""
    loss = computations.problem(subject).loss
    return stationary_points(loss, window, budget.affordable(loss))


def curve(subject: Subject, window: tuple[float, float]) -> pd.DataFrame:
    """The loss along its one parameter, columns x and y."""
    values = profile(subject, window)
    shown = np.isfinite(values)
    return pd.DataFrame({"x": np.linspace(*window, PROFILE)[shown], "y": values[shown]})


def heights_between(values: Array) -> tuple[float, float]:
    """Bottom and top of a picture of these heights, with a little room."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return (0.0, 1.0)
    low, high = float(finite.min()), float(finite.max())
    room = 0.06 * (high - low) or 1.0
    return (low - room, high + room)


def bottom_of(subject: Subject, problem: Problem) -> float | None:
    """How far down curves are worth drawing where no minimum is known: a little below the lowest point in view."""
    if len(problem.window) > 2:
        return None
    if len(problem.window) == 1:
        values = profile(subject, problem.window[0])
    else:
        sides = (problem.window[0], problem.window[1])
        values = _relief(subject, (0.0, 0.0), ((1.0, 0.0), (0.0, 1.0)), sides)[0]
    low, high = heights_between(values)
    return low - (high - low)
