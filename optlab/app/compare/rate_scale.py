"""The useful decades of a run's learning rate, and the limit on them that the curvature at the start sets."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from optlab.analysis.curvature import FLAT, largest_stable_product
from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.picture import budget
from optlab.picture.problem import suggested_rate
from optlab.picture.runs import RunSettings
from optlab.picture.subject import Subject

BELOW, ABOVE = 300.0, 3.0
"""The track begins that many times below the limit of a rate, and ends so many times above it."""

BELOW_USUAL, ABOVE_USUAL = 100.0, 30.0
"""The same around the suggested rate of a method without such a limit."""

LARGEST = 16
"""Parameters up to which the curvature is worked out."""

ALIKE = 1e-9
"""Curvatures that differ by less than this share of the largest are the same."""

BYTES = 200
"""What is kept of a point or a rate, about."""


class Mark(NamedTuple):
    """A rate that is marked on the track: its short label, and what is said of it."""

    rate: float
    label: str
    about: str


class Scale(NamedTuple):
    """The ends of a track, and its marks: the limit first, where there is one."""

    low: float
    high: float
    marks: tuple[Mark, ...] = ()


class Bends(NamedTuple):
    """Lowest and highest curvature at a point (nan: not known), and whether they are the same all over the window."""

    low: float
    high: float
    everywhere: bool


UNKNOWN = Bends(np.nan, np.nan, everywhere=False)


def scale_of(run: RunSettings, subject: Subject, start: tuple[float, ...]) -> Scale:
    """The track for the rate of a run from ``start``; a rate that lies outside widens it.

    The limit is that of the mean over all examples at the start: it holds for plain descent and momentum, and for no
    other method.
    """
    decay = run.heavy_ball_decay
    bends = UNKNOWN if decay is None else bends_at(subject.quiet, start)
    if decay is not None and bends.high > 0.0:
        marks = _marks(bends, decay, run.batch)
        low, high = marks[0].rate / BELOW, marks[0].rate * ABOVE
    else:
        usual, marks = _usual_rate(subject, replace(run.unpainted, rate=1.0)), ()
        low, high = usual / BELOW_USUAL, usual * ABOVE_USUAL
    return Scale(min(low, run.rate or low), max(high, run.rate), marks)


def _marks(bends: Bends, decay: float, batch: int | None) -> tuple[Mark, ...]:
    """The limit, and the best rate of all examples where the loss is a bowl with the same curvature everywhere."""
    product, label = largest_stable_product(decay), "(2+2β)/λmax" if decay else "2/λmax"
    place = f"λmax = {bends.high:.4g}, the curvature {'everywhere' if bends.everywhere else 'at the start'}"
    mean = "" if batch is None else " on all examples"
    limit = Mark(product / bends.high, label, f"stable up to here{mean} ({place})")
    if batch is not None or not bends.everywhere or bends.low <= FLAT * bends.high:
        return (limit,)
    best = f"the fastest fixed rate, {label[: label.index('/')]}/(λmin + λmax) with λmin = {bends.low:.4g}"
    return limit, Mark(product / (bends.low + bends.high), "best", best)


@cached(lambda _: BYTES)
def bends_at(subject: Subject, point: tuple[float, ...]) -> Bends:
    """The curvature of a loss at a point, where it is not too dear."""
    problem = computations.problem(subject)
    loss, low, high = problem.loss, *np.array(problem.window).T
    points = np.array([point, low, high, (low + high) / 2])
    if len(point) > LARGEST or budget.hessians(loss) < len(points):
        return UNKNOWN
    return _bends(loss, points)


def _bends(loss: Loss, points: Array) -> Bends:
    """The curvature at the first of some points ``(points, dim)``, and whether it is that of all."""
    with np.errstate(all="ignore"):
        matrices = loss.hessian(points)
    if not np.isfinite(matrices[0]).all():
        return UNKNOWN
    values = np.linalg.eigvalsh(matrices[0])
    off = np.abs(matrices - matrices[0]).max()
    return Bends(float(values[0]), float(values[-1]), bool(off <= ALIKE * np.abs(values).max()))


@cached(lambda _: BYTES)
def _usual_rate(subject: Subject, run: RunSettings) -> float:
    """The rate that is suggested for a run."""
    return suggested_rate(computations.problem(subject), run)
