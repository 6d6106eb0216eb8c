"""What a run was doing when its steps ended: falling without end, on a plateau, oscillating, or on its way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.analysis.curvature import FLAT, NARROW, ROUND, Curvature
from optlab.analysis.motion import ACROSS, LEVEL
from optlab.experiment import Trajectory
from optlab.experiment.newton import nearby
from optlab.experiment.rays import course
from optlab.expressions import Array

LATE = 20
"""The last records that a verdict on the end looks at."""

FEWEST_TURNS = 3
"""Pairs of steps of which it can be said that they turn back again and again."""


class Told(NamedTuple):
    """``kind`` in a word, ``plain`` in a few words without a number, ``sentence`` with the evidence."""

    kind: str
    plain: str
    sentence: str


def moving(
    trajectory: Trajectory, run: int, points: Array, curvature: Curvature | None, number: str, noisy: bool
) -> Told:
    """A run that its steps ended: on a plateau, oscillating, in a valley, or on its way."""
    condition = None if curvature is None or points.shape[1] == 1 else curvature.condition_number
    slopes = trajectory.gradient_norm[: len(points), run]
    level = bool(np.median(slopes[-LATE:]) < LEVEL * slopes.max())
    moves = np.diff(points[-LATE - 1 :], axis=0)
    swings = not noisy and _turns_back(moves)
    told = None if swings or curvature is None else _falling(trajectory, run, points)
    if told is None and curvature is not None and curvature.lowest <= FLAT * curvature.highest and level:
        told = _plateau(trajectory, points[-1], curvature, number)
    if told is not None:
        return told
    kappa = "" if condition is None else f", κ = {condition:.3g}"
    if swings:
        grows = bool(trajectory.loss[len(points) - 1, run] > trajectory.loss[0, run]) and _grows(moves)
        return _swinging(grows, condition is not None and condition > ROUND, number, kappa)
    if level and condition is not None and condition >= NARROW:
        words = "creeping along a narrow valley"
        return Told("valley", words, f"{words}: κ = {condition:.3g}{number}")
    return Told("moving", "still moving", f"still moving after {trajectory.steps[-1]} steps{number}{kappa}")


def _swinging(grows: bool, ravine: bool, number: str, kappa: str) -> Told:
    """A run whose steps turn back again and again."""
    if grows:
        return Told("diverging", "diverging", f"diverging, its swings grow{number}")
    words = "oscillating across the ravine" if ravine else "oscillating from side to side"
    return Told("oscillating", words, f"{words}{number}{kappa}")


def _falling(trajectory: Trajectory, run: int, points: Array) -> Told | None:
    """A run on a way down that leads to no minimum, as far as the loss is seen along the slope."""
    loss, losses = trajectory.objective, trajectory.loss[: len(points), run]
    if len(points) <= LATE or not losses[-1] < losses[-LATE]:
        return None
    ahead = course(loss, points[-1], -loss.gradient(points[-1]))
    if ahead == "other" or nearby(loss, points[-1:]).real[0]:
        return None
    after = f"still falling after {trajectory.steps[-1]} steps"
    if ahead == "falls":
        return Told("unbounded", "still falling, without end", f"{after}: unbounded below that way")
    words = "still falling, ever more slowly"
    return Told("levelling", words, f"{after}, ever more slowly: the loss levels off, no minimum that way")


def _plateau(trajectory: Trajectory, point: Array, curvature: Curvature, number: str) -> Told | None:
    """Nearly level ground that does not bend up everywhere, unless it is the floor of a valley of minima."""
    near = nearby(trajectory.objective, point[None])
    if near.minimum[0]:
        return None
    flat = curvature.lowest >= -FLAT * float(np.abs(curvature.values).max())
    symbol = "λ" if len(point) == 1 else "λmin"
    lowest = f"{symbol} ≈ 0" if flat else f"{symbol} = {curvature.lowest:.3g} < 0"
    saddle = curvature.shape == "saddle" and bool(near.other[0] and near.higher[0])
    words = "hesitating near a saddle" if saddle else "crawling on a plateau"
    return Told("plateau", words, f"{words}, no minimum: {lowest}{number}")


def _turns_back(moves: Array) -> bool:
    """Whether many late steps go back against the step before."""
    turns = np.einsum("ij,ij->i", moves[1:], moves[:-1]) < 0.0
    return bool(len(turns) >= FEWEST_TURNS and turns.mean() >= ACROSS)


def _grows(moves: Array) -> bool:
    """Whether the last step is longer than the first, along the coordinate in which it is longest."""
    first, *_, last = np.abs(moves).max(axis=1)
    return bool(last > first)
