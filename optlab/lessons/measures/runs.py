"""Measures of a run: where it is, how it ends, when it gets somewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from optlab.analysis.curvature import curvature, largest_stable_product
from optlab.expressions import Array
from optlab.lessons.faults import LessonError
from optlab.lessons.measures.table import measure, number, text
from optlab.lessons.pictured import Pictured
from optlab.lessons.question import MOST_POINTS
from optlab.picture.problem import Problem
from optlab.picture.settings import Settings
from optlab.picture.track import Track

Spec = Mapping[str, Any]
QUANTITIES = ("loss", "gap", "gradient", "distance")
"""What can be measured along a run besides its parameters."""


def _track(spec: Spec, shown: Pictured) -> Track:
    return shown.track(text(spec, "run"))


def _problem(shown: Pictured) -> Problem:
    if shown.problem is None:
        raise LessonError("measure: this page has no loss to measure")
    return shown.problem


def along(track: Track, of: str, problem: Problem) -> Array:
    """A quantity at each record of the first repeat of a run, ``(records,)``; a parameter by its name."""
    trajectory = track.trajectory
    if of in trajectory.objective.parameters:
        place = trajectory.objective.parameters.index(of)
        return np.asarray(trajectory.points[:, 0, place])
    if of == "loss":
        return np.asarray(trajectory.loss[:, 0])
    if of == "gradient":
        return np.asarray(trajectory.gradient_norm[:, 0])
    if of == "gap" and problem.best is not None:
        return np.asarray(trajectory.loss[:, 0] - problem.best)
    if of == "distance" and problem.minima:
        ways = [np.linalg.norm(trajectory.points[:, 0] - np.array(point), axis=1) for point in problem.minima]
        return np.asarray(np.min(np.array(ways), axis=0))
    known = ", ".join((*trajectory.objective.parameters, *QUANTITIES))
    raise LessonError(f"measure: {of[:40]!r} cannot be measured here", f"one of {known}")


def _records(track: Track) -> int:
    """How many records the run lives."""
    return max(1, int(track.trajectory.alive[0]))


@measure
def at(spec: Spec, shown: Pictured) -> float:
    """A quantity ``of`` a ``run`` at a ``step``."""
    track, step = _track(spec, shown), int(number(spec, "step"))
    values = along(track, text(spec, "of", "loss"), _problem(shown))
    if not 0 <= step < len(values):
        raise LessonError(f"measure 'at': there is no step {step}", f"from 0 to {len(values) - 1}")
    return float(values[step])


@measure
def final(spec: Spec, shown: Pictured) -> float:
    """A quantity ``of`` a ``run`` at its last step; infinite for a loss, a gap or a distance of one that diverged."""
    track, of = _track(spec, shown), text(spec, "of", "loss")
    values = along(track, of, _problem(shown))
    lost = _records(track) < len(values)
    return math.inf if lost and of in QUANTITIES else float(values[_records(track) - 1])


@measure
def least(spec: Spec, shown: Pictured) -> float:
    """The least of a quantity ``of`` a ``run`` while it lives."""
    track = _track(spec, shown)
    return float(along(track, text(spec, "of", "loss"), _problem(shown))[: _records(track)].min())


@measure
def end(spec: Spec, shown: Pictured) -> tuple[float, float]:
    """Where a ``run`` ends: its first two parameters, or of one parameter its place and height."""
    track = _track(spec, shown)
    point = track.trajectory.points[_records(track) - 1, 0]
    up = track.trajectory.loss[_records(track) - 1, 0] if len(point) == 1 else point[1]
    return float(point[0]), float(up)


@measure
def outcome(spec: Spec, shown: Pictured) -> str:
    """How a ``run`` ended in a word: converged, stationary, step limit, stopped, diverged, undefined."""
    return str(_track(spec, shown).trajectory.outcomes[0].status)


@measure
def diverged_at(spec: Spec, shown: Pictured) -> float:
    """The step at which a ``run`` was out of reach; infinite where it was not."""
    ended = _track(spec, shown).trajectory.outcomes[0]
    return float(ended.step) if ended.status in ("diverged", "undefined") else math.inf


@measure
def steps_to(spec: Spec, shown: Pictured) -> float:
    """The first step at which a quantity ``of`` a ``run`` is at most ``target``, for good with ``stays``; infinite
    where it never is.
    """
    track = _track(spec, shown)
    reached = along(track, text(spec, "of", "gap"), _problem(shown))[: _records(track)] <= number(spec, "target")
    if spec.get("stays"):
        reached = np.logical_and.accumulate(reached[::-1])[::-1] & (_records(track) == len(track.trajectory.steps))
    return float(track.trajectory.steps[int(reached.argmax())]) if reached.any() else math.inf


@measure
def curve(spec: Spec, shown: Pictured) -> tuple[tuple[float, float], ...]:
    """A quantity ``of`` a ``run`` over its steps while it lives, at most MOST_POINTS points."""
    track = _track(spec, shown)
    values, steps = along(track, text(spec, "of", "loss"), _problem(shown)), track.trajectory.steps
    places = np.unique(np.linspace(0, _records(track) - 1, MOST_POINTS).round().astype(int))
    return tuple((float(steps[place]), float(values[place])) for place in places)


@measure
def edge(spec: Spec, shown: Pictured) -> float:
    """The largest rate at which a ``run`` of descent or momentum does not grow: (2 + 2β)/λmax at the minimum."""
    decay = _track(spec, shown).run.heavy_ball_decay
    return largest_stable_product(decay or 0.0) / float(bend(spec, shown))


@measure
def bend(spec: Spec, shown: Pictured) -> float:
    """λmax at the first known minimum, or where the ``run`` ends if none is known."""
    problem = _problem(shown)
    place = problem.minima[0] if problem.minima else _last_point(_track(spec, shown))
    return curvature(problem.loss, place).highest


@measure
def rate(spec: Spec, shown: Pictured) -> float:
    """The learning rate of a ``run``."""
    return _track(spec, shown).run.rate


@measure
def steps(_: Spec, shown: Pictured) -> float:
    """How many steps the picture's runs take."""
    if not isinstance(shown.settings, Settings):
        raise LessonError("measure: only Compare has runs that take steps")
    return float(shown.settings.steps)


def _last_point(track: Track) -> Array:
    return np.asarray(track.trajectory.points[_records(track) - 1, 0])


@measure
def at_samples(spec: Spec, shown: Pictured) -> float:
    """A quantity ``of`` a ``run`` when it has looked at ``samples`` examples, or at the last step before."""
    track = _track(spec, shown)
    seen = track.trajectory.samples_seen[:, 0] <= number(spec, "samples")
    return float(along(track, text(spec, "of", "gap"), _problem(shown))[int(np.flatnonzero(seen)[-1])])


@measure
def minimum(spec: Spec, shown: Pictured) -> str:
    """Which of the known minima a ``run`` ends nearest to, counted from 1; ``"none"`` where it did not converge."""
    track, minima = _track(spec, shown), _problem(shown).minima
    if track.trajectory.outcomes[0].status != "converged" or not minima:
        return "none"
    ways = np.linalg.norm(np.array(minima) - _last_point(track), axis=1)
    return str(int(ways.argmin()) + 1)


@measure
def accuracy(spec: Spec, shown: Pictured) -> float:
    """The share of the training rows that a ``run``'s model tells right at its end, in per cent."""
    fit = _problem(shown).fit
    if fit is None or not fit.classes:
        raise LessonError("measure 'accuracy' wants a model that tells classes apart")
    point = _last_point(_track(spec, shown))
    return 100.0 * float(np.ravel(fit.model.measure(point, fit.train)["accuracy"])[0])


@measure
def linear(spec: Spec, shown: Pictured) -> float:
    """The sum of a ``run``'s last parameters times their ``weights``: what a linear model predicts of such a row."""
    track, weights = _track(spec, shown), spec.get("weights")
    names = track.trajectory.objective.parameters
    if not isinstance(weights, Mapping) or not all(name in names for name in weights):
        raise LessonError(
            "measure 'linear' wants 'weights', numbers by parameter", f"there are {', '.join(names)}"[:200]
        )
    point = _last_point(track)
    return float(sum(number({**weights, "measure": "linear"}, name) * point[names.index(name)] for name in weights))
