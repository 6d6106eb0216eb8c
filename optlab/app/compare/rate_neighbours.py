"""A run at other rates near its own, drawn as the charts draw it, in few bytes for the browser."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from optlab.analysis.planes import Plane
from optlab.app.compare.curves_view import bottom_of
from optlab.app.compare.landscape_view import projection
from optlab.app.compare.scene import Scene
from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations, reliefs
from optlab.charts import DRAWN
from optlab.charts.convergence import Reference, curve_of
from optlab.charts.landscape import on_curve, path_of
from optlab.experiment import Trajectory, neighbours
from optlab.picture import budget
from optlab.picture.descent import Descent
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track

MOST = 33
"""Rates in one answer."""

WORD = 4
"""Bytes of a number."""


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


def answer(scene: Scene, run: RunSettings, low: float, high: float, rate: float) -> tuple[dict[str, Any], bytes]:
    """The run at rates from ``low`` to ``high``: a header, and the numbers that ``drawn`` packs.

    Without any rates where the run is dear, or hidden.
    """
    descent = scene.picture.descent(replace(run, rate=1.0))
    count = budget.alongside(replace(descent, seeds=1), scene.problem.loss, MOST, DRAWN) if run.shown else 0
    head = {"id": run.id, "name": run.name, "colour": run.colour}
    if not count:
        return {**head, "rates": []}, b""
    rates = rates_between(low, high, rate, count)
    more, numbers = drawn(descent, rates, _frame(scene), _measure(scene))
    return {**head, "rates": rates, **more}, numbers


def _frame(scene: Scene) -> Frame:
    if scene.plane is not None:
        return Frame(scene.plane, scene.plane.window)
    window = scene.problem.window[0]
    return Frame(None, (window, reliefs.heights_between(reliefs.profile(scene.picture.subject.quiet, window))))


def _measure(scene: Scene) -> Measure:
    picture = scene.picture
    vertical = "loss" if picture.vertical == "numbers" else picture.vertical
    return Measure(picture.horizontal, vertical, bottom_of(scene))


@cached(lambda packed: len(packed[1]) + 10_000)
def drawn(descent: Descent, rates: tuple[float, ...], frame: Frame, measure: Measure) -> tuple[dict[str, Any], bytes]:
    """What came of a descent at each of the rates.

    The bytes are 32-bit numbers, nan for what is not drawn: the steps ``(records,)``, then for each rate x and y of the
    path and x and y of the curve, each ``(records,)``.  The header has ``records``, and for each rate in ``exits`` the
    arrow where its curve leaves the picture, or None.
    """
    problem = computations.problem(descent.subject)
    run, steps = descent.run, descent.steps
    rule, schedule = run.rule(problem.best), run.factor(steps)
    trajectories = neighbours(
        problem.loss, rule, descent.start, rates, steps, run.batch, descent.seed, schedule, records=DRAWN
    )
    project = on_curve if frame.plane is None else projection(frame.plane)
    parts, exits = [trajectories[0].steps.astype(np.float32)], []
    for trajectory in trajectories:
        x, y, inside = path_of(trajectory, project, frame.sides)
        across, up, leaving = _curve(trajectory, run, measure, Reference(problem.best, problem.minima))
        parts += [np.where(inside, x, np.nan), np.where(inside, y, np.nan), across, up]
        exits.append(leaving)
    numbers = np.concatenate([part.astype("<f4") for part in parts]).tobytes()
    return {"records": len(trajectories[0].steps), "exits": exits}, numbers


def _curve(
    trajectory: Trajectory, run: RunSettings, measure: Measure, reference: Reference
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], dict[str, float | str] | None]:
    """The curve at all records, nan where it is cut, and the arrow there."""
    columns, leaving = curve_of(Track(run, trajectory), measure.horizontal, measure.vertical, reference, measure.bottom)
    across, up = np.full((2, len(trajectory.steps)), np.nan)
    places = np.searchsorted(trajectory.steps, columns["step"])
    across[places], up[places] = columns["x"], columns["y"]
    return across, up, None if leaving is None else _plain(leaving.items())


def _plain(items: Iterable[tuple[str, object]]) -> dict[str, float | str]:
    """Numbers as JSON knows them."""
    return {name: value if isinstance(value, str) else float(value) for name, value in items}  # type: ignore[arg-type]


def packed(head: dict[str, Any], numbers: bytes) -> bytes:
    """Header and numbers in one: the length of the header, the header as JSON, numbers from a whole word on."""
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % WORD)
    return len(text).to_bytes(WORD, "little") + text + numbers


def usable(question: Any) -> tuple[int, float, float, float] | None:
    """The run's id, the lowest and highest rate, and the one in the hand, if a question has them in this order."""
    if not isinstance(question, dict):
        return None
    numbers = [question.get(name) for name in ("low", "rate", "high")]
    if not isinstance(question.get("id"), int) or not all(isinstance(number, int | float) for number in numbers):
        return None
    low, rate, high = map(float, numbers)  # type: ignore[arg-type]
    fits = all(map(math.isfinite, (low, rate, high))) and 0.0 < low <= rate <= high
    return (question["id"], low, high, rate) if fits else None
