"""How a run ended, in a word and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from optlab.experiment.leaving import Edge, edge, where
from optlab.experiment.rays import falls_without_bound
from optlab.experiment.resting import TOLERANCE, Rest, at_kink, resting
from optlab.expressions import Array
from optlab.losses import Loss
from optlab.losses.oracle import Stop

Status = Literal["converged", "stationary", "step limit", "stopped", "diverged", "undefined"]

BLOCK = 1_000_000
"""Coordinates compared at once."""

FAR = 1e6
"""A run has diverged when it is this many times farther away than its start was from the origin (or than 1)."""


@dataclass(frozen=True)
class Outcome:
    """``status`` in a word, ``step`` at which it was reached, the ``loss`` and ``point`` last seen, and a sentence.

    "undefined" is a run that came to where the loss or its slope has no value.
    """

    status: Status
    step: int
    loss: float
    point: tuple[float, ...]
    sentence: str


def judge(
    loss: Loss,
    points: Array,
    steps: NDArray[np.int_],
    losses: Array,
    slopes: Array,
    stops: Mapping[int, Stop] | None = None,
) -> list[Outcome]:
    """One Outcome a run, from points ``(records, runs, dim)``, losses and gradient norms ``(records, runs)``."""
    lost, ended = first_lost(points, losses, slopes), stops or {}
    alive = np.flatnonzero(lost == len(points))
    outcomes = dict(zip(alive.tolist(), _ended(loss, points, steps, losses, slopes, alive), strict=True))
    for run in np.flatnonzero(lost < len(points)).tolist():
        outcomes[run] = _lost(loss, points[:, run], steps, losses[:, run], slopes[:, run], int(lost[run]))
    for run, (step, why) in ended.items():
        if outcomes[run].status in {"step limit", "stationary"}:
            outcomes[run] = replace(
                outcomes[run], status="stopped", step=step, sentence=f"stopped at step {step}: {why}"
            )
    return [outcomes[run] for run in range(points.shape[1])]


def first_lost(points: Array, losses: Array, slopes: Array) -> NDArray[np.int_]:
    """For each run the first record that is not finite or far out; the number of records where there is none."""
    with np.errstate(all="ignore"):
        reach = FAR * np.maximum(1.0, np.abs(points[0]).max(axis=1))
        bad = ~(np.abs(points).max(axis=2) <= reach) | ~np.isfinite(losses) | ~np.isfinite(slopes)
    return np.where(bad.any(axis=0), bad.argmax(axis=0), len(points))


def _lost(loss: Loss, points: Array, steps: NDArray[np.int_], losses: Array, slopes: Array, lost: int) -> Outcome:
    """A run that failed: out of the domain, at a kink (which may be the minimum), down without end, or up."""
    step, last = int(steps[lost]), max(0, lost - 1)
    ending = (float(losses[last]), tuple(points[last].tolist()))
    if lost == 0:
        sentence = "undefined at step 0: the loss or its gradient has no finite value at the start"
        return Outcome("undefined", step, *ending, sentence)
    reached = np.abs(points[lost]).max() <= FAR * max(1.0, float(np.abs(points[0]).max()))
    if reached and np.isfinite(losses[lost]) and np.isnan(slopes[lost]):
        ending = (float(losses[lost]), tuple(points[lost].tolist()))
        if at_kink(loss, points[lost][None])[0]:
            return Outcome("converged", step, *ending, f"converged to a minimum at step {step}, at a kink")
        sentence = f"came to a point without a slope at step {step}: {where(loss, points[lost])}"
        return Outcome("undefined", step, *ending, sentence)
    if reached and not np.isfinite(losses[lost]) and edge(loss, points[last], points[lost]) is Edge.DOMAIN:
        sentence = f"left the domain at step {step}: the loss has no finite value at {where(loss, points[lost])}"
        return Outcome("undefined", step, *ending, sentence)
    if np.isnan(points[lost]).any() and not losses[last] > losses[0]:
        return Outcome("undefined", step, *ending, f"lost its numbers at step {step}: the next point has no value")
    return Outcome("diverged", step, *ending, f"diverged at step {step}: {_fate(loss, points, losses, lost)}")


def _fate(loss: Loss, points: Array, losses: Array, lost: int) -> str:
    """What became of a run that went out of reach."""
    if not fell(losses, lost):
        return "the steps grew without bound"
    if falls_without_bound(loss, points[lost - 1], *ways(points, lost)):
        return "the loss fell without end, so there is no minimum that way"
    return "it ran out of reach, downhill, and came to no minimum"


def fell(losses: Array, lost: int) -> bool:
    """Whether a run with losses ``(records,)`` was lost on the way down: below its start, as far as is known."""
    latest = losses[lost - 1] if lost == len(losses) or np.isnan(losses[lost]) else losses[lost]
    return bool(latest < losses[0])


def ways(points: Array, lost: int) -> tuple[Array, ...]:
    """Directions in which a run ``(records, dim)``, lost at a record, may be said to go on: its way as a whole, its
    last step, and along the coordinate in which it has come farthest.
    """
    known = points[: lost + 1] if lost < len(points) and np.isfinite(points[lost]).all() else points[:lost]
    way = known[-1] - known[0]
    farthest = np.arange(len(way)) == np.argmax(np.abs(way))
    return way, known[-1] - known[max(0, len(known) - 2)], np.where(farthest, way, 0.0)


def _ended(
    loss: Loss, points: Array, steps: NDArray[np.int_], losses: Array, slopes: Array, alive: NDArray[np.intp]
) -> list[Outcome]:
    """Runs that took all their steps: at rest, at a minimum or not, or still moving."""
    if not len(alive):
        return []
    lived = points if len(alive) == points.shape[1] else points[:, alive]
    rest, since = resting(loss, lived, slopes[:, alive]), _since(lived, steps)
    ends, heights, outcomes = lived[-1].tolist(), losses[-1, alive].tolist(), []
    for run, (end, height) in enumerate(zip(ends, heights, strict=True)):
        status: Status = "step limit"
        step, sentence = int(steps[-1]), f"still moving after {steps[-1]} steps"
        if rest.rests[run]:
            status, step = "converged" if rest.minimum[run] else "stationary", since[run]
            sentence = _rested(rest, run, len(end), step)
        outcomes.append(Outcome(status, step, height, tuple(end), sentence))
    return outcomes


def _rested(rest: Rest, run: int, dim: int, step: int) -> str:
    """The sentence on a run at rest; what follows the step is also told where there is more evidence."""
    if rest.minimum[run]:
        flat = ", on a flat stretch: nothing lower was found around" if rest.level[run] else ""
        return f"converged to a minimum at step {step}" + (", at a kink" if rest.kink[run] else flat)
    if rest.faint[run]:
        return f"stopped at step {step} where the slope is too small for numbers"
    return f"stopped at step {step} where the slope vanishes, not at a minimum: {_what_is(rest, run, dim)}"


def _what_is(rest: Rest, run: int, dim: int) -> str:
    """What a place without slope is that is no minimum."""
    if rest.level[run]:
        return "on a plateau, with lower ground elsewhere"
    if not rest.higher[run]:
        return "at a maximum"
    return "on a saddle" if dim > 1 else "on a level place, with lower ground beside it"


def _since(points: Array, steps: NDArray[np.int_]) -> list[int]:
    """The steps from which on runs ``(records, runs, dim)`` are a thousandth of their way from their end."""
    records, since = len(points), []
    for first in range(0, points.shape[1], max(1, BLOCK // points[:, 0].size)):
        some = points[:, first : first + max(1, BLOCK // points[:, 0].size)]
        gaps = ((some - some[-1]) ** 2).sum(axis=2)
        away = gaps > TOLERANCE**2 * gaps[0]
        last = records - 1 - away[::-1].argmax(axis=0)
        since += steps[np.where(away.any(axis=0), np.minimum(last + 1, records - 1), 0)].tolist()
    return since
