"""What can be said of a model at each step of a run: that it memorises, and which of its units have ceased to work.

Every sentence is true of the step shown, and knows nothing of what comes after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.analysis.generalisation import FEWEST, MOST_NUMBERS, OPERATIONS
from optlab.analysis.phases import Phase
from optlab.analysis.sharpness import Edge, Sharpness
from optlab.experiment import Trajectory
from optlab.expressions import Array
from optlab.picture import budget
from optlab.picture.fit import Fit

RISE, OF_FIRST = 0.1, 0.05
"""A model memorises once its test loss is above its lowest by this share of that, and by this share of the first."""

MEDIAN, LONG_AGO = 25, 0.25
"""Records over whose median losses are told, and how long ago the lowest must be, as a share of all steps so far."""

RECORDS = 60
"""Records at which units are looked at."""

SATURATED, MOST_ROWS = 0.99, 0.95
"""A unit is saturated where it is nearer to its limits than this, for more than this share of the rows."""

NEAR, LATELY = 0.2, 6
"""At the edge of stability λmax stays nearer to it than this share, for so many records, now above and now below."""

Mask = NDArray[np.bool_]


def remarks(
    trajectory: Trajectory, fit: Fit, table: pd.DataFrame, sharp: Sharpness | None, edge: Edge | None, run: int = 0
) -> tuple[Phase, ...]:
    """From which step on what is said of a run, beside its phases: empty words where nothing is.

    ``table`` is what ``generalisation.along`` gives; ``sharp`` the sharpness where it is known, and ``edge`` that of a
    run of plain descent or momentum over all rows at a constant rate.
    """
    return joined([memorising(table), *idle_units(trajectory, fit, run), at_the_edge(trajectory, sharp, edge, run)])


def joined(parts: Sequence[Sequence[Phase]]) -> tuple[Phase, ...]:
    """Several accounts of one run as one, their words beside each other."""
    steps = sorted({phase.step for part in parts for phase in part})
    words = [" · ".join(filter(None, (_at(part, step) for part in parts))) for step in steps]
    return tuple(_changes(steps, words))


def _at(part: Sequence[Phase], step: int) -> str:
    return next((phase.words for phase in reversed(part) if phase.step <= step), "")


def _changes(steps: Sequence[int], words: Sequence[str]) -> Iterator[Phase]:
    before = None
    for step, text in zip(steps, words, strict=True):
        if text != before:
            yield Phase(int(step), text)
            before = text


def memorising(table: pd.DataFrame) -> tuple[Phase, ...]:
    """From where on the test loss has risen from its lowest and stayed above it for long, while the loss of training
    went on falling.  Both are seen as medians of the last records: a batch may throw either about.
    """
    steps, train, test = table["step"].to_numpy(), _median(table["loss"]), _median(table["test_loss"])
    if np.isnan(test[0]):
        return ()
    places = np.arange(len(test))
    lowest = np.minimum.accumulate(np.where(np.isfinite(test), test, np.inf))
    best = np.maximum.accumulate(np.where(test == lowest, places, 0))
    rise, needed = test - lowest, np.maximum(RISE * lowest, OF_FIRST * test[0])
    apart = (train < train[best]) & (places - best >= np.maximum(MEDIAN, LONG_AGO * places))
    risen = _latched(apart & (rise > needed), apart & (rise > needed / 2.0))
    raw = table["test_loss"].to_numpy()
    near = {at: f"memorises: test loss lowest near step {steps[_lowest_before(raw, at)]}" for at in set(best.tolist())}
    return _said(steps, [near[at] if so else "" for at, so in zip(best.tolist(), risen, strict=True)])


def _lowest_before(values: Array, at: int) -> int:
    """The record of the lowest value among those whose median was told at a record."""
    first = max(0, at - MEDIAN + 1)
    return first + int(np.argmin(values[first : at + 1]))


def _latched(begins: Mask, lasts: Mask) -> list[bool]:
    """Whether it has begun and lasts since: what hovers about a limit does not come and go."""
    said, state = list[bool](), False
    for begin, last in zip(begins.tolist(), lasts.tolist(), strict=True):
        state = begin or (state and last)
        said.append(state)
    return said


def _median(values: pd.Series) -> Array:
    return values.rolling(MEDIAN, min_periods=1).median().to_numpy()


def _said(steps: Sequence[int] | NDArray[np.int_], words: Sequence[str]) -> tuple[Phase, ...]:
    return tuple(_changes([int(step) for step in steps], words))


# ------------------------------------------------------------------ units


def _dead(units: Array) -> Mask:
    """Units ``(records, rows, units)`` that give 0 for every row: nothing flows back through them."""
    return np.asarray((units == 0.0).all(axis=1))


def _saturated(units: Array) -> Mask:
    """Those whose output hardly changes with the row's input any more."""
    return np.asarray((np.abs(units) > SATURATED).mean(axis=1) > MOST_ROWS)


IDLE: dict[str, tuple[Callable[[Array], Mask], str]] = {
    "relu": (_dead, "give 0 for every row"),
    "tanh": (_saturated, "saturated: |h| > 0.99 for > 95 % of rows"),
    "sigmoid": (lambda units: _saturated(2.0 * units - 1.0), "saturated: within 0.005 of 0 or 1 for > 95 % of rows"),
}
"""Which units of an activation have ceased to work, and how that is said."""


def idle_units(trajectory: Trajectory, fit: Fit, run: int = 0) -> list[tuple[Phase, ...]]:
    """For each layer, how many of its units give 0 for every row of training, or are saturated."""
    idle, words = IDLE.get(getattr(fit.model, "activation", ""), (None, ""))
    if idle is None:
        return []
    thin = trajectory.kept(max(FEWEST, min(RECORDS, budget.affordable(trajectory.objective, operations=OPERATIONS))))
    end = trajectory.steps[max(1, int(trajectory.alive[run])) - 1]
    points, steps = thin.points[thin.steps <= end, run], thin.steps[thin.steps <= end]
    block = max(1, MOST_NUMBERS // (len(fit.train) * sum(len(layer.biases) for layer in fit.model.layers)))
    blocks = [points[first : first + block] for first in range(0, len(points), block)]
    with np.errstate(all="ignore"):
        parts = [[idle(layer) for layer in fit.model.activations(some, fit.train)] for some in blocks]
    layers = [np.concatenate(layer) for layer in zip(*parts, strict=True)]
    return [
        _said(steps, [_units(int(row.sum()), len(row), number if len(layers) > 1 else 0, words) for row in layer])
        for number, layer in enumerate(layers, start=1)
    ]


def _units(count: int, units: int, layer: int, words: str) -> str:
    """How many units of a layer, numbered from 1 (0: the only one); nothing of none."""
    which = f"all {units} units" if count == units > 1 else f"{count} of {units} units"
    return f"{which}{f' of layer {layer}' if layer else ''} {words}" if count else ""


# ------------------------------------------------------------------ the edge of stability


def at_the_edge(trajectory: Trajectory, sharp: Sharpness | None, edge: Edge | None, run: int = 0) -> tuple[Phase, ...]:
    """Where λmax has stayed near its edge, now above and now below it, and yet the loss fell meanwhile.

    A parabola whose λmax is above diverges, and one whose λmax is below says nothing of an edge.
    """
    if sharp is None or edge is None:
        return ()
    losses, words = trajectory.loss[np.searchsorted(trajectory.steps, sharp.steps), run], list[str]()
    since = 0  # the record from which on it has been near
    for place, share in enumerate(sharp.highest / edge.highest):
        since = since if abs(share - 1.0) <= NEAR else place + 1
        stay, lost = sharp.highest[since : place + 1], losses[since : place + 1]
        crossed = len(stay) >= LATELY and stay.min() < edge.highest < stay.max()
        so = crossed and np.median(lost[-LATELY:]) < np.median(lost[:LATELY])  # now and then a loss leaps up
        words.append(f"at the edge of stability: λmax ≈ {edge.name}" if so else "")
    return _said(sharp.steps, words)
