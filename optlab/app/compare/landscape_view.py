"""The left picture: the loss as a curve, from above, or in perspective, with the runs' paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from optlab.analysis.planes import Plane, axes_plane, principal_plane
from optlab.app.compare.session import remember
from optlab.app.components.place import pick
from optlab.app.components.surface import surface
from optlab.app.shared import reliefs, theme
from optlab.picture.problem import Problem
from optlab.app.shared.escaping import escaped
from optlab.app.shared.vega_chart import vega_chart
from optlab.charts import Track, landscape_spec, on_curve, paths, profile_spec
from optlab.charts.landscape.surface import surface_figure
from optlab.charts.look import INK
from optlab.charts.paths import Projection
from optlab.expressions import Array
from optlab.picture.field_texts import numbers_text
from optlab.picture.settings import PRINCIPAL, Settings

OFF = 0.05
"""Distance from the plane, as a share of its window, up to which a point is marked on it."""

SIZES = {"start": 260, "global": 260, "minimum": 110, "saddle": 80}
"""Areas of the marks; a minimum not known to be global is smaller."""

MANY, SMALL = 40, 0.35
"""From so many marks on they are this much smaller."""

FINE = 100
"""A start that is clicked is told to about this share of the picture."""

CROWD = 8
"""Points without slope that are not isolated are marked only if there are at most this many: else they are a line."""


def axes_of(plane: str, dim: int) -> tuple[int, int]:
    """The parameters along the axes that the setting names, or the first two."""
    if plane in ("", PRINCIPAL):
        return (0, 1)
    across, up = map(int, plane.split(","))
    return (across, up) if max(across, up) < dim else (0, 1)


def plane_of(settings: Settings, problem: Problem, tracks: Sequence[Track], step: int) -> Plane:
    """The plane to draw, through the point where the chosen run stands at ``step``: two parameters, or principal
    directions.
    """
    names, chosen = problem.loss.parameters, [track for track in tracks if track.colour == settings.focus]
    held = _at(chosen[0], step) if chosen else np.array(settings.start)
    if settings.plane == PRINCIPAL and len(names) > 2:
        walked = [track.trajectory.points[: int(track.trajectory.alive[0]), 0] for track in tracks]
        found = principal_plane(walked, held.tolist())
        if found is not None:
            return found
    return axes_plane(names, problem.window, axes_of(settings.plane, len(names)), held.tolist())


def _at(track: Track, step: int) -> Array:
    """Where a run is at a step, or where its life ended before it."""
    point: Array = track.trajectory.points[max(0, min(step, int(track.trajectory.alive[0]) - 1)), 0]
    return point


def plane_note(settings: Settings, problem: Problem, plane: Plane, tracks: Sequence[Track], step: int) -> str:
    """What the plane leaves out, for losses of more than two parameters."""
    names = problem.loss.parameters
    if len(names) <= 2:
        return ""
    chosen = next((escaped(track.name) for track in tracks if track.colour == settings.focus), "the start")
    if plane.titles[0] not in names:
        what = f"The plane of the two main directions of the paths, through {chosen} at step {step}"
        return f"{what}: {plane.share:.0%} of their movement."
    others = [(name, value) for name, value in zip(names, plane.origin, strict=True) if name not in plane.titles]
    told = ", ".join(f"{name} = {value:.3g}" for name, value in others[:4]) + (", …" if len(others) > 4 else "")
    return f"The other parameters stand where {chosen} is at step {step}: {told}."


def landscape(settings: Settings, problem: Problem, tracks: Sequence[Track], plane: Plane | None, height: int) -> None:
    """The loss with the paths on it; ``plane`` is None for a loss of one parameter."""
    dark, large = theme.is_dark(), settings.projector
    if plane is not None and settings.view == "surface":
        _in_space(settings, problem, tracks, plane, height)
        return
    if plane is None:
        window = problem.window[0]
        heights = reliefs.heights_between(reliefs.profile(settings.subject.quiet, window))
        spec = profile_spec(problem.loss.parameters[0], window, heights, dark, height, large)
        data = {"curve": reliefs.curve(settings.subject.quiet, window)}
        drawn = paths(tracks, on_curve, (window, heights))
    else:
        spec = landscape_spec(*plane.titles, plane.window, dark, height, large)
        _, relief = reliefs.ground_of(settings.subject.quiet, plane)
        data = relief._asdict()
        drawn = paths(tracks, projection(plane), plane.window)
    marked = marks(settings, problem, plane, INK[dark])
    vega_chart(spec, {**data, "marks": marked, "paths": drawn}, "landscape", "The loss with the paths of the runs")
    pick("landscape", "picked-start", lambda x, y: _start_at(settings.start, plane, problem, x, y))


def _in_space(settings: Settings, problem: Problem, tracks: Sequence[Track], plane: Plane, height: int) -> None:
    """The plane as a surface, seen from where the visitor stands; the address is told when that changes."""
    dark = theme.is_dark()
    heights, relief = reliefs.ground_of(settings.subject.quiet, plane)
    figure = surface_figure(
        heights,
        plane.window,
        paths(tracks, projection(plane), plane.window),
        marks(settings, problem, plane, INK[dark]),
        relief.isolines,
        plane.titles,
        theme.colours(),
        settings.log_height,
        dark,
        height,
        settings.projector,
    )
    with st.container(key="surface"):
        surface(figure, "surface-chart", lambda: remember(replace(settings, camera=st.session_state["camera"])))


def _start_at(start: tuple[float, ...], plane: Plane | None, problem: Problem, x: float, y: float) -> None:
    """Move the start to a point of the picture; parameters that the picture does not show stay."""
    if plane is None:
        moved, spans = np.array([x]), problem.window
    else:
        away = np.array([x, y]) - plane.project(np.array(start))
        moved, spans = np.array(start) + away @ np.array(plane.directions), plane.window
    finest = min(high - low for low, high in spans) / FINE
    digits = max(0, 1 - math.floor(math.log10(finest)))
    st.session_state["start"] = numbers_text(tuple(round(value, digits) for value in moved.tolist()))


def projection(plane: Plane) -> Projection:
    """From a trajectory to coordinates in the plane."""

    def project(trajectory: Any) -> tuple[Array, Array]:
        flat = plane.project(trajectory.points[:, 0])
        return flat[:, 0], flat[:, 1]

    return project


def marks(settings: Settings, problem: Problem, plane: Plane | None, ink: str) -> pd.DataFrame:
    """The start, the minima and the saddles: columns x, y, kind, label, loss, size, ink."""
    rows = []
    for kind, point, label, size in _noteworthy(settings, problem):
        loss = float(problem.loss.value(list(point)))
        if plane is None:
            rows.append((point[0], loss, kind, label, loss, size))
        elif kind == "start" or _near(plane, np.array(point)):
            x, y = plane.project(np.array(point)).tolist()
            rows.append((x, y, kind, label, loss, size))
    found = pd.DataFrame(rows, columns=["x", "y", "kind", "label", "loss", "size"]).assign(ink=ink)
    if len(found) > MANY:
        found["size"] = found["size"].where(found["size"] == SIZES["global"], SMALL * found["size"])
    return found


def _noteworthy(settings: Settings, problem: Problem) -> Iterable[tuple[str, tuple[float, ...], str, float]]:
    """Kind, point, label and size of what is worth a mark."""
    yield "start", settings.start, "start", SIZES["start"]
    for point in problem.minima:
        yield "minimum", point, f"global minimum, loss {problem.best:.6g}", SIZES["global"]
    found = reliefs.stationary(settings.subject.quiet, problem.window)
    crowd = sum(not one.isolated for one in found) > CROWD
    spans = np.array([high - low for low, high in problem.window])
    for one in found:
        known = any(np.abs((np.array(one.point) - point) / spans).max() < 1e-3 for point in problem.minima)
        if one.kind in ("minimum", "saddle") and not known and (one.isolated or not crowd):
            yield one.kind, one.point, f"{one.kind}, loss {one.loss:.6g}", SIZES[one.kind]


def _near(plane: Plane, point: Array) -> bool:
    off = point - plane.lift(plane.project(point))
    return bool(np.abs(off).max() <= OFF * max(high - low for low, high in plane.window))
