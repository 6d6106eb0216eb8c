"""A run at other rates near its own, drawn as the charts draw it, in few bytes for the browser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from optlab.analysis.planes import Plane
from optlab.app.compare.actions import LARGEST_RATE, SMALLEST_RATE
from optlab.app.components import told
from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations, reliefs
from optlab.app.views.runs.curves import bottom_of
from optlab.app.views.runs.landscape import projection
from optlab.app.views.runs.scene import Scene
from optlab.charts import DRAWN
from optlab.charts.convergence import MEASURED, Reference, across, curve_of
from optlab.charts.landscape import on_curve, path_of, reach_of
from optlab.experiment import Trajectory, neighbours
from optlab.expressions import Array
from optlab.picture import budget
from optlab.picture.descent import Descent
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track

MOST = 97
"""Rates in one answer: over three decades, each is a hair's breadth from the next on the track."""

FINEST, ABSENT = 65_534, 65_535
"""The largest coordinate of a path, and what stands where there is none."""

MOST_QUESTIONS = 2**53
"""Whole numbers that a browser knows exactly."""

WORD = 4
"""Bytes of a number."""


class Question(NamedTuple):
    """Which run at how many rates at most, from the lowest to the highest and with that in the hand, as ``number``."""

    id: int
    number: int
    most: int
    low: float
    rate: float
    high: float


class Frame(NamedTuple):
    """What a path is drawn in: a plane from above, or for one parameter the ``sides`` of the curve of the loss."""

    plane: Plane | None
    sides: tuple[tuple[float, float], ...]


class Measure(NamedTuple):
    """What the curves show, against what, and where they are cut at the bottom."""

    horizontal: str
    vertical: str
    bottom: float | None


def rates_between(low: float, high: float, rate: float, count: int) -> tuple[float, ...]:
    """``rate`` and about ``count`` rates from ``low`` to ``high`` at equal ratios, of four digits, ascending.

    >>> rates_between(0.01, 1.0, 0.2, 3)
    (0.01, 0.1, 0.2, 1.0)
    """
    spaced = np.geomspace(low, high, count).tolist()
    return tuple(sorted({float(f"{value:.4g}") for value in (*spaced, rate)}))


def answer(scene: Scene, run: RunSettings, question: Question) -> tuple[dict[str, Any], bytes]:
    """What was asked of a run: a header, and the numbers of ``Drawn``.

    Without any rates where the run is dear, or hidden, or the curves show what only a model measures.
    """
    descent = scene.picture.descent(replace(run, rate=1.0))
    most = min(MOST, question.most)
    drawn_so = run.shown and scene.picture.vertical not in MEASURED
    count = budget.alongside(descent, scene.problem.loss, most, DRAWN) if drawn_so else 0
    head = {"id": run.id, "name": run.name, "colour": run.colour}
    if not count:
        return {**head, "rates": []}, b""
    rates = rates_between(question.low, question.high, question.rate, count)
    content = drawn(descent, rates, _frame(scene), _measure(scene))._asdict()
    numbers = content.pop("numbers")
    return {**head, "rates": rates, **content}, numbers


def _frame(scene: Scene) -> Frame:
    if scene.plane is not None:
        return Frame(scene.plane, scene.plane.window)
    window = scene.problem.window[0]
    return Frame(None, (window, reliefs.heights_between(reliefs.profile(scene.picture.subject.quiet, window))))


def _measure(scene: Scene) -> Measure:
    picture = scene.picture
    vertical = "loss" if picture.vertical in ("numbers", "network") else picture.vertical
    return Measure(picture.horizontal, vertical, bottom_of(scene))


class Drawn(NamedTuple):
    """Runs at several rates as the charts draw them.

    ``numbers`` are, as 32-bit floats, the steps ``(records,)``, then where the curves stand across, ``(rates,
    records)`` or one row for all, and up ``(rates, records)``, nan where they are cut; then, as 16-bit whole numbers
    from 0 to FINEST over ``reach``, x and y of the paths, each ``(rates, records)``, ABSENT where they are not drawn.
    ``exits`` has for each rate the arrow where its curve leaves the picture, or None.
    """

    records: int
    reach: tuple[tuple[float, float], tuple[float, float]]
    exits: list[dict[str, float | str] | None]
    numbers: bytes


@cached(lambda drawn: len(drawn.numbers) + 100 * len(drawn.exits))
def drawn(descent: Descent, rates: tuple[float, ...], frame: Frame, measure: Measure) -> Drawn:
    """What came of a descent at each of the rates."""
    problem = computations.problem(descent.subject)
    run, steps = descent.run, descent.steps
    rule, schedule = run.rule(problem.best), run.factor(steps)
    batch, seed = run.batch, descent.seed
    trajectories = neighbours(
        problem.loss, rule, descent.start or problem.start, rates, steps, batch, seed, schedule, DRAWN
    )
    project = on_curve if frame.plane is None else projection(frame.plane)
    reach = reach_of(frame.sides)
    paths = [path_of(trajectory, project, frame.sides) for trajectory in trajectories]
    curves = [_curve(trajectory, run, measure, Reference(problem.best, problem.minima)) for trajectory in trajectories]
    wide, up = (np.array([curve[axis] for curve in curves]) for axis in (0, 1))
    if (wide == wide[:1]).all():
        wide = wide[:1]
    floats = [trajectories[0].steps, wide, up]
    words = [
        _fine(np.array([path[axis] for path in paths]), reach[axis], [path[2] for path in paths]) for axis in (0, 1)
    ]
    numbers = b"".join([*(part.astype("<f4").tobytes() for part in floats), *(part.tobytes() for part in words)])
    return Drawn(len(trajectories[0].steps), reach, [curve[2] for curve in curves], numbers)


def _fine(values: Array, reach: tuple[float, float], inside: list[NDArray[np.bool_]]) -> NDArray[np.uint16]:
    """Coordinates as 16-bit whole numbers."""
    low, high = reach
    with np.errstate(all="ignore"):
        places = np.where(inside, np.round((values - low) / (high - low) * FINEST), ABSENT)
    return places.astype("<u2")


def _curve(
    trajectory: Trajectory, run: RunSettings, measure: Measure, reference: Reference
) -> tuple[Array, Array, dict[str, float | str] | None]:
    """Where the curve stands across at all records, and up, nan where it is cut; and the arrow there."""
    columns, leaving = curve_of(Track(run, trajectory), measure.horizontal, measure.vertical, reference, measure.bottom)
    wide, up = across(trajectory, measure.horizontal), np.full(len(trajectory.steps), np.nan)
    up[np.searchsorted(trajectory.steps, columns["step"])] = columns["y"]
    return wide, up, None if leaving is None else _plain(leaving.items())


def _plain(items: Iterable[tuple[str, object]]) -> dict[str, float | str]:
    """Numbers as JSON knows them."""
    return {name: value if isinstance(value, str) else float(value) for name, value in items}  # type: ignore[arg-type]


def packed(head: dict[str, Any], numbers: bytes) -> bytes:
    """Header and numbers in one: the length of the header, the header as JSON, numbers from a whole word on."""
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % WORD)
    return len(text).to_bytes(WORD, "little") + text + numbers


def read_question(report: Any) -> Question | None:
    """The question that a browser reports, if it is one."""
    wholes = [told.whole(told.part(report, name), 0, MOST_QUESTIONS) for name in Question._fields[:3]]
    rates = [told.number(told.part(report, name), SMALLEST_RATE, LARGEST_RATE) for name in Question._fields[3:]]
    if None in wholes or None in rates:
        return None
    question = Question(*wholes, *rates)  # type: ignore[arg-type]
    return question if question.low <= question.rate <= question.high else None
