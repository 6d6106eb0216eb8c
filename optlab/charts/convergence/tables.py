"""Convergence as small tables: a curve a run, a band over its seeds, cut where a run leaves the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from optlab.charts.convergence.beside import lines_beside
from optlab.charts.convergence.heights import (
    MEASURED,
    NO_REFERENCE,
    UNMEASURED,
    Measured,
    Reference,
    across,
    quantity,
    records_at,
)
from optlab.charts.run_tables import DRAWN, NEVER, Columns, run_columns, selected, table
from optlab.expressions import Array
from optlab.picture.track import Track

BANDS = 80
"""Records drawn of each band."""

HEADROOM = 3.0
"""How far above its start a run may climb before its curve is cut, as a factor of the height of the start."""


EXACT = 1e-16
"""Heights below this share of the start's are drawn as 0: what is left there is rounding, and on a logarithmic axis it
would squeeze all other curves.
"""

BELOW, LINE, CLOSE = 12.0, 18.0, 0.1
"""Pixels from an arrow down to its label, from there to the next, and how close, as a share of the width, arrows stand
whose labels would collide.
"""


LOWEST_R2 = -1.0
"""R² is drawn from here on: before a model learns anything it may be as low as can be."""

SHARPEST = 10.0
"""How far above the sharpest start, and the edges near it, curves of the sharpness are drawn, as a factor."""


class Curves(NamedTuple):
    """What the convergence chart draws, and whether its vertical axis is logarithmic."""

    curves: pd.DataFrame
    bands: pd.DataFrame
    exits: pd.DataFrame
    beside: pd.DataFrame
    log: bool


def curve_tables(
    tracks: Sequence[Track],
    horizontal: str,
    vertical: str = "loss",
    reference: Reference = NO_REFERENCE,
    bottom: float | None = None,
    log: bool = True,
    measured: Mapping[int, Measured] = UNMEASURED,
) -> Curves:
    """``vertical`` (see ``quantity``; or accuracy or sharpness, which are ``measured``, by id of the run) against
    ``horizontal`` (steps, epochs or samples).

    The axis is logarithmic where that is asked for and every run stays above zero.  A run that climbs far above its
    start is cut at the top with an arrow, and one that falls below ``bottom`` (given where there is no minimum) at the
    bottom, so that one bad rate never squeezes the others.  Of a track with several seeds the first is the curve, all
    of them make the band.  What was measured of rows held back, and edges, are lines ``beside`` the curves.
    """
    tracks = [track for track in tracks if vertical not in MEASURED or track.id in measured]
    parts = [_curve(track, horizontal, vertical, reference, measured.get(track.id)) for track in tracks]
    log = log and vertical != "accuracy" and _fits_decades(parts, vertical)
    top, low = _limits(parts, vertical, bottom, measured)
    cut = [_cut(part, top, low) for part in parts]
    kept = table([_above_zero(part) if log else part for part, _ in cut], ["x", "y"])
    lines = lines_beside(tracks, horizontal, measured, kept, (0.0 if log else low, top))
    exits = _apart([leaving for _, leaving in cut if leaving is not None], kept)
    lowest = float(kept["y"].min()) if len(kept) else 0.0
    spread = [] if vertical in MEASURED else [_band(track, horizontal, vertical, reference) for track in tracks]
    band = table([part for part in spread if part] or [_no_band(kept)], [])
    band[["low", "mid", "high"]] = band[["low", "mid", "high"]].clip(lowest, top)
    corners = _corners(pd.concat([kept[["x", "y"]], lines[["x", "y"]]]) if len(kept) else kept)
    return Curves(kept, band, pd.DataFrame([*corners, *exits]), lines, log)


def _fits_decades(parts: list[Columns], vertical: str) -> bool:
    """Whether a logarithmic axis shows the curves: a sharpness below zero, where a loss bends down, ends its line."""
    heights = np.concatenate([part["y"] for part in parts]) if parts else np.empty(0)
    return baseline_is_below(np.maximum(heights, 0.0) if vertical == "sharpness" else heights)


def _limits(
    parts: list[Columns], vertical: str, bottom: float | None, measured: Mapping[int, Measured]
) -> tuple[float, float]:
    """Where curves are cut, at the top and at the bottom."""
    if vertical == "accuracy":
        return np.inf, LOWEST_R2
    if vertical == "sharpness":
        starts = [float(part["y"][0]) for part in parts if len(part["y"])]
        most = SHARPEST * max(starts, default=np.inf)
        near = [line.edge for line in measured.values() if line.edge is not None and line.edge <= SHARPEST * most]
        return (max([most, *(SHARPEST * edge for edge in near)]) if most > 0.0 else np.inf), -np.inf
    return _top(parts), -np.inf if bottom is None else bottom


def curve_of(
    track: Track, horizontal: str, vertical: str, reference: Reference, bottom: float | None
) -> tuple[Columns, dict[str, Any] | None]:
    """The curve of one track as ``curve_tables`` would draw it beside others from the same start, and the arrow where
    it leaves the picture, if it does.
    """
    part = _curve(track, horizontal, vertical, reference)
    return _cut(part, _top([part]), -np.inf if bottom is None else bottom)


def _band(track: Track, horizontal: str, vertical: str, reference: Reference) -> Columns:
    """Columns run, colour, step, x, low, mid, high: the 10 % and 90 % quantiles and the median over a track's seeds;
    none for a single one.
    """
    trajectory = track.trajectory.thin(BANDS)
    if trajectory.points.shape[1] == 1:
        return {}
    heights = quantity(trajectory, vertical, reference)
    alive = np.isfinite(heights).all(axis=1)
    low, mid, high = np.quantile(heights[alive], [0.1, 0.5, 0.9], axis=1)
    count = int(alive.sum())
    run, colour = np.full(count, track.id, dtype=np.int16), np.full(count, track.colour, dtype=np.int16)
    x, step = across(trajectory, horizontal)[alive], trajectory.steps[alive].astype(np.int32)
    return {"run": run, "colour": colour, "step": step, "x": x, "low": low, "mid": mid, "high": high}


def _no_band(kept: pd.DataFrame) -> Columns:
    """One row that draws nothing: Vega warns about the extent of an empty table."""
    x, y = (float(kept["x"].iloc[0]), float(kept["y"].iloc[0])) if len(kept) else (0.0, 1.0)
    row = {"run": 0, "colour": 0, "step": 0, "x": x, "low": y, "mid": y, "high": y}
    return {name: np.array([value]) for name, value in row.items()}


def baseline_is_below(values: Array) -> bool:
    """Whether values can be shown on a log axis: none below zero (an exact zero ends its line), and some above."""
    return bool((values >= 0.0).all() and (values > 0.0).sum() > 1)


def _curve(
    track: Track, horizontal: str, vertical: str, reference: Reference, measured: Measured | None = None
) -> Columns:
    if measured is not None and measured.own is not None:
        known = np.isfinite(measured.own)
        shown = records_at(track.trajectory, measured.steps[known])
        return {**run_columns(shown, track), "x": across(shown, horizontal), "y": measured.own[known]}
    trajectory = track.trajectory.thin(DRAWN)
    heights = quantity(trajectory, vertical, reference)[:, 0]
    heights = np.where(np.abs(heights) < EXACT * np.abs(heights[0]), 0.0, heights)
    whole = {**run_columns(trajectory, track), "x": across(trajectory, horizontal), "y": heights}
    return selected(whole, slice(int(trajectory.alive[0])))


def _top(parts: list[Columns]) -> float:
    """Where the picture ends: HEADROOM above the highest start, or the highest value if that is lower."""
    starts = [float(part["y"][0]) for part in parts if len(part["y"])]
    highest = max((float(part["y"].max()) for part in parts if len(part["y"])), default=np.inf)
    if not starts:
        return np.inf
    limit = max(starts) + (HEADROOM - 1.0) * max(abs(start) for start in starts) + 1e-12
    return min(limit, highest)


def _cut(part: Columns, top: float, low: float) -> tuple[Columns, dict[str, Any] | None]:
    """The curve up to where it leaves for good, ending on the edge, and the arrow to draw there."""
    y, inside = part["y"], (part["y"] <= top) & (part["y"] >= low)
    if not len(y) or inside[-1]:
        return selected(part, inside), None
    stays = np.flatnonzero(inside)
    last = int(stays[-1]) if stays.size else 0
    outer = min(last + 1, len(y) - 1)
    edge = top if y[outer] > top else low
    rise = float(y[outer] - y[last])
    x = float(part["x"][last] + (part["x"][outer] - part["x"][last]) * ((edge - y[last]) / rise if rise else 0.0))
    crossing = {**selected(part, slice(outer, outer + 1)), "x": np.array([x]), "y": np.array([edge])}
    step, colour = int(part["step"][outer]), int(part["colour"][outer])
    leaving = {"x": x, "y": edge, "step": step, "colour": colour, "label": f"step {step}", "side": np.sign(rise)}
    inner = selected(part, inside)
    joined = {name: np.concatenate([inner[name], crossing[name]]) for name in part}
    return joined, {**leaving, "shown": 1, "down": BELOW}


def _above_zero(part: Columns) -> Columns:
    """The curve as a logarithmic axis shows it; its marker stays where it ends."""
    shown = selected(part, part["y"] > 0.0)
    if 0 < len(shown["y"]) < len(part["y"]) and not part["y"][-1] > 0.0:
        shown["next"] = np.append(shown["next"][:-1], NEVER).astype(np.int32)
    return shown


def _apart(exits: list[dict[str, Any]], kept: pd.DataFrame) -> list[dict[str, Any]]:
    """The arrows with labels below each other where they stand close."""
    exits = sorted(exits, key=lambda leaving: float(leaving["x"]))
    near = CLOSE * float(kept["x"].max() - kept["x"].min()) if len(kept) else 0.0
    for before, leaving in pairwise(exits):
        if leaving["side"] == before["side"] and leaving["x"] - before["x"] < near:
            leaving["down"] = before["down"] + LINE
    return exits


def _corners(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Two points, not shown, that set the chart's window."""
    unseen = {"step": 0, "colour": 0, "label": "", "side": 1.0, "shown": 0, "down": BELOW}
    sides = ("min", "max") if len(frame) else ()
    return [{"x": float(frame["x"].agg(side)), "y": float(frame["y"].agg(side)), **unseen} for side in sides] or [
        {"x": 0.0, "y": 1.0, **unseen}
    ]
