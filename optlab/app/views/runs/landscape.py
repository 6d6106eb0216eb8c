"""The left picture: the loss as a curve, from above, or in perspective, with the runs' paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from optlab.analysis.planes import Plane
from optlab.app.components.foresight import foresee_surface
from optlab.app.components.place import pick
from optlab.app.components.surface import surface
from optlab.app.shared import reliefs, theme
from optlab.app.shared.vega_chart import vega_chart
from optlab.app.views.runs.marks import MARKED, Marked, marks
from optlab.app.views.runs.scene import Scene
from optlab.charts import Look, equal_axes
from optlab.charts.landscape import (
    Projection,
    highest,
    loss_curve_spec,
    map_spec,
    on_curve,
    overlay,
    paths,
    surface_figure,
    terrain,
)
from optlab.experiment import Trajectory
from optlab.expressions import Array

Clicked = Callable[[float, float], None]
"""Hears the coordinates of a click in the units of the axes."""

Turned = Callable[[tuple[float, ...]], None]
"""Hears from where the surface is looked at."""


def landscape(
    scene: Scene,
    look: Look,
    on_click: Clicked | None = None,
    on_turn: Turned | None = None,
    marked: Marked = MARKED,
) -> None:
    """The loss with the paths on it; without ``on_click`` a click does nothing."""
    if scene.plane is None:
        _curve(scene, look, on_click, marked)
    elif scene.picture.view == "surface":
        _in_space(scene, scene.plane, look, on_turn, marked)
    else:
        _map(scene, scene.plane, look, on_click, marked)


def _curve(scene: Scene, look: Look, on_click: Clicked | None, marked: Marked) -> None:
    """A loss of one parameter."""
    subject, window = scene.picture.subject.quiet, scene.problem.window[0]
    heights = reliefs.heights_between(reliefs.profile(subject, window))
    spec = loss_curve_spec(scene.problem.loss.parameters[0], window, heights, look)
    drawn = paths(scene.tracks, on_curve, (window, heights))
    data = {"curve": reliefs.curve(subject, window), "paths": drawn, "marks": marks(scene, look.ink, marked)}
    _chart(spec, data, on_click)


def _map(scene: Scene, plane: Plane, look: Look, on_click: Clicked | None, marked: Marked) -> None:
    """A plane from above."""
    spec = map_spec(*plane.titles, plane.window, look, equal=scene.equal)
    ground = replace(plane, window=equal_axes.ground(plane.window, scene.equal))
    _, relief = reliefs.relief_of(scene.picture.subject.quiet, ground)
    drawn = paths(scene.tracks, projection(plane), plane.window)
    _chart(spec, {**relief._asdict(), "paths": drawn, "marks": marks(scene, look.ink, marked)}, on_click)
    foresee_surface()


def _chart(spec: dict[str, Any], data: dict[str, pd.DataFrame], on_click: Clicked | None) -> None:
    """A chart that may be clicked."""
    vega_chart(spec, data, "landscape", "The loss with the paths of the runs", fills=True)
    if on_click is not None:
        pick("landscape", "picked-start", on_click)


def _in_space(scene: Scene, plane: Plane, look: Look, on_turn: Turned | None, marked: Marked) -> None:
    """The plane as a surface, seen from where the visitor stands; the address is told when that changes."""
    picture = scene.picture
    heights, relief = reliefs.relief_of(picture.subject.quiet, plane)
    spots = marks(scene, look.ink, marked)
    start = spots[spots["kind"] == "start"]
    kept = highest(heights, plane.window, start["x"].to_numpy(dtype=float), start["y"].to_numpy(dtype=float))
    on = terrain(heights, plane.window, plane.titles, kept, picture.log_height, look)
    drawn = paths(scene.tracks, projection(plane), plane.window)

    with st.container(key="surface", height="stretch"):
        lying = overlay(on, drawn, spots, theme.colours(), picture.focus)
        turned = on_turn or (lambda camera: None)
        surface(surface_figure(on, relief.isolines), lying, picture.camera, "surface-chart", turned)


def projection(plane: Plane) -> Projection:
    """From a trajectory to coordinates in the plane."""

    def project(trajectory: Trajectory) -> tuple[Array, Array]:
        flat = plane.project(trajectory.points[:, 0])
        return flat[:, 0], flat[:, 1]

    return project
