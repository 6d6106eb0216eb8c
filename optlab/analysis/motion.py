"""How a run has moved of late, at each of its records: everything looks back, nothing ahead."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from optlab.experiment import Trajectory
from optlab.experiment.resting import TOLERANCE
from optlab.expressions import Array

SHORT, LONG = 6, 24
"""Steps that "of late" looks back on: for a way of walking, and for what takes longer to show."""

LEVEL = 1e-2
"""A slope below this share of the steepest on the way is that of a plateau or a valley floor."""

ACROSS = 0.4
"""A run oscillates when this share of its late steps turns back (a negative cosine with the step before)."""

SWINGS = 2
"""Or when its loss has turned so often of late between falling and rising."""

RISES = 0.1
"""And its rises make up this share of all the ups and downs."""

SLIGHT = 1e-3
"""A rise smaller than this share of the fall before it, or the other way round, makes no swing."""

PERIODS = 1.5
"""A loss swings on for so many times as long as it last took to turn."""

BACK = 0.5
"""A way whose ends lie nearer to each other than this share of its length returns on itself."""

HIGHS = 5
"""A run that rose above all it has seen so often of late climbs without end in sight."""

BARELY = 1e-5
"""A step shorter than this share of the start's own size (or 1) is barely one."""

Mask = NDArray[np.bool_]


class Motion(NamedTuple):
    """At each record ``(records,)`` before a run failed, of late: whether the loss was ``falling`` or ``rising``, in
    the long run ``winning``; the steps ``turning`` back or ``growing``; the loss ``swinging``, and the way since then
    ``returning`` on itself; the loss ``above`` its start's, or ``soaring`` to new heights there; whether all slopes
    were small against the steepest (``level``), all steps too small to see (``barely``) or against the way come
    (``resting``), and whether they led nowhere (``wandering``).
    """

    falling: Mask
    rising: Mask
    winning: Mask
    turning: Mask
    growing: Mask
    swinging: Mask
    returning: Mask
    above: Mask
    soaring: Mask
    level: Mask
    barely: Mask
    resting: Mask
    wandering: Mask


def motion(trajectory: Trajectory, run: int = 0) -> Motion:
    """The motion of one run of a trajectory."""
    alive = max(1, int(trajectory.alive[run]))
    points, loss = trajectory.points[:alive, run], trajectory.loss[:alive, run]
    slopes = trajectory.gradient_norm[:alive, run]
    with np.errstate(all="ignore"):
        moves = np.diff(points, axis=0, prepend=points[:1])
        lengths = np.sqrt((moves * moves).sum(axis=1))
        changes = np.diff(loss, prepend=loss[:1])
        turns = _pairs(moves, moves) < 0.0
        before = loss[np.maximum(0, np.arange(alive) - SHORT)]
        longest, travelled = _highest(lengths, SHORT), np.sqrt(((points - points[0]) ** 2).sum(axis=1))
        highest = np.maximum.accumulate(loss)
        record = np.append(False, loss[1:] > highest[:-1])
        level = _highest(slopes, SHORT) < LEVEL * np.maximum.accumulate(slopes)
        turning = (_mean(turns, SHORT) >= ACROSS) & (np.arange(alive) > SHORT // 2)
        swings = _sum(_pairs(changes[:, None], changes[:, None]) < 0.0, 2 * LONG) >= SWINGS
        swings &= _sum(np.maximum(0.0, changes), 2 * LONG) >= RISES * _sum(np.abs(changes), 2 * LONG)
        sways = swings | _swaying(loss)
        # at the turns of its swings a run hardly moves for a while
        rose = np.logical_or.accumulate(changes > 0.0)
    return Motion(
        falling=loss < before,
        rising=loss > before,
        winning=loss < loss[np.maximum(0, np.arange(alive) - LONG)],
        turning=turning,
        growing=_highest(lengths, SHORT // 2) > _highest(_delayed(lengths, SHORT // 2), SHORT // 2),
        swinging=sways,
        above=loss > loss[0],
        soaring=(loss > loss[0]) & (_sum(record, 2 * SHORT) >= HIGHS),
        level=level,
        barely=longest < BARELY * max(1.0, float(np.abs(points[0]).max())),
        resting=np.where(rose, _highest(lengths, LONG), longest) <= TOLERANCE * travelled,
        returning=_since(sways, _net(points) <= BACK * _sum(lengths, LONG)),
        wandering=_wandering(points, lengths),
    )


def _pairs(moves: Array, others: Array) -> Array:
    """The product of each move with the one before ``(records,)``, 0 where there is none."""
    products = np.zeros(len(moves))
    products[1:] = (moves[1:] * others[:-1]).sum(axis=1)
    return products


def _swaying(loss: Array) -> Mask:
    """Whether the loss has turned SWINGS times, the last time not longer ago than it takes it to turn, and neither of
    the last two ways, up and down, was slight beside the other.  A slow swing so remains one throughout.
    """
    changes = np.diff(loss)
    moving = np.flatnonzero(changes)
    flips = np.flatnonzero(changes[moving][1:] * changes[moving][:-1] < 0.0)
    swaying = np.zeros(len(loss), dtype=bool)
    if len(flips) < SWINGS:
        return swaying
    # at the record after a turn it is known that the loss has turned
    turns = np.concatenate([[0], moving[flips] + 1])
    heights = np.abs(np.diff(loss[turns]))
    slight = np.minimum(heights[1:], heights[:-1]) < SLIGHT * np.maximum(heights[1:], heights[:-1])
    gaps = np.diff(turns)[1:]
    places = np.arange(len(loss))
    done = np.searchsorted(turns[2:] + 1, places, side="right") - 1
    lasts = np.maximum(2 * LONG, PERIODS * gaps[done])
    known: Mask = (done >= 0) & ~slight[done] & (places - turns[2:][done] <= lasts)
    return known


def _wandering(points: Array, lengths: Array) -> Mask:
    """Whether the late steps together led no farther than steps in random directions would."""
    wandering: Mask = (_net(points) <= np.sqrt(_sum(lengths * lengths, LONG))) & (np.arange(len(points)) > LONG)
    return wandering


def _net(points: Array) -> Array:
    """How far each point is from the one LONG records before ``(records,)``."""
    net: Array = np.sqrt(((points - points[np.maximum(0, np.arange(len(points)) - LONG)]) ** 2).sum(axis=1))
    return net


def _since(episode: Mask, sign: Mask) -> Mask:
    """Whether there was a ``sign`` since the ``episode`` at hand began."""
    places = np.arange(len(sign))
    shown, ended = (np.maximum.accumulate(np.where(flags, places, -1)) for flags in (sign & episode, ~episode))
    since: Mask = shown > ended
    return since


def _delayed(values: Array, records: int) -> Array:
    return np.concatenate([np.zeros(min(records, len(values))), values[: max(0, len(values) - records)]])


def _sum(values: Array | Mask, window: int) -> Array:
    """The sum of each value with those before it, ``window`` of them at most."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    sums: Array = total[1:] - total[np.maximum(0, np.arange(1, len(total)) - window)]
    return sums


def _mean(values: Array | Mask, window: int) -> Array:
    means: Array = _sum(values, window) / np.minimum(window, np.arange(1, len(values) + 1))
    return means


def _highest(values: Array, window: int) -> Array:
    """The highest of each value with those before it, ``window`` of them at most."""
    padded = np.concatenate([np.full(window - 1, -np.inf), values])
    highest: Array = sliding_window_view(padded, window).max(axis=1)
    return highest
