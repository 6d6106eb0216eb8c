"""The page's sentences: the formula with its slopes, and how each run ended."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optlab.analysis import verdict
from optlab.picture.problem import Problem
from optlab.charts import Track
from optlab.charts.look import DASHES
from optlab.picture.settings import RunSettings


def dashed(colour: int) -> str:
    """CSS of a line in a run's colour and dash."""
    stops, place = [], 0
    for number, length in enumerate(DASHES[colour]):
        ink = "transparent" if number % 2 else f"var(--run{colour})"
        stops.append(f"{ink} {place}px {place + length}px")
        place += length
    return f"repeating-linear-gradient(90deg, {', '.join(stops)})"


def plain_decay(one: RunSettings) -> float | None:
    """β of a run whose limits are known: plain descent (0) or summed momentum, without schedule or clipping."""
    options = dict(one.options)
    decay = {"GradientDescent": 0.0, "Momentum": options.get("decay", 0.9)}.get(one.method)
    return None if one.schedule or one.clip or options.get("average") else decay


def outcome(problem: Problem, track: Track, one: RunSettings) -> tuple[str, str]:
    """The verdict with its evidence, and what else may be said where there is room."""
    decay = plain_decay(one)
    rate = one.rate if decay is not None else None
    found = verdict(track.trajectory, rate=rate, decay=decay or 0.0, batch=one.batch, best=problem.best)
    sentence = found.sentence + _leaving(problem, track)
    ended = track.trajectory.outcomes[0]
    if ended.status == "diverged":
        return sentence, ""
    kappa = found.curvature.condition_number if found.curvature is not None and found.kind == "minimum" else None
    return sentence, ("" if kappa is None else f", κ = {kappa:.3g}") + f" · loss {ended.loss:.3g}"


def _leaving(problem: Problem, track: Track) -> str:
    left = left_window(problem, track)
    return "" if left is None else f" · left the window at step {left}"


def left_window(problem: Problem, track: Track) -> int | None:
    """The first step outside the window, when the run does not end inside."""
    points = track.trajectory.points[:, 0]
    low, high = np.array(problem.window).T
    outside = ~((points >= low) & (points <= high)).all(axis=1)
    return int(track.trajectory.steps[int(outside.argmax())]) if outside[-1] else None


def notes(problem: Problem, start: Sequence[float]) -> str:
    """What a visitor should know before reading the picture: no minimum, a start outside, rows dropped."""
    found = []
    if problem.best is None and problem.teaches:
        found.append(f"No minimum: {problem.teaches}.")
    low, high = np.array(problem.window).T
    if not ((np.array(start) >= low) & (np.array(start) <= high)).all():
        found.append("The start lies outside the window: paths are drawn from where they come into view.")
    return " ".join(found)
