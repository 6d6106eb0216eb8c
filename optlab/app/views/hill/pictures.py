"""The pictures of the Slopes page: the hill from above, and the slices through it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from optlab.analysis.planes import axes_plane
from optlab.app.components.knobs import last_turn
from optlab.app.components.surface import surface
from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations, reliefs, theme
from optlab.app.shared.vega_chart import vega_chart
from optlab.app.views.hill import sentences
from optlab.app.views.hill.descent import Walk
from optlab.app.views.hill.keys import COMPASS, KNOBS
from optlab.app.views.hill.spot import Spot
from optlab.app.views.hill.trail import Trail
from optlab.charts import equal_axes
from optlab.charts.slopes import Extent, alike, extent, slice_of, slice_spec, slope_map_spec, slope_marks, with_room
from optlab.charts.slopes.hill import hill as hill_in_space
from optlab.explain.differences import quotients
from optlab.expressions.printing.plain import plain_name
from optlab.picture.subject import Subject


@cached(lambda extent: 1_000)
def extent_of(subject: Subject, axes: tuple[int, ...]) -> Extent:
    """What pictures of these axes are drawn to, wherever the point is."""
    problem = computations.problem(subject)
    return extent(problem.loss, problem.start, axes, problem.window)


def windows_of(spot: Spot) -> tuple[tuple[float, float], ...]:
    """The horizontal ends of the slices."""
    windows = tuple(spot.problem.window[axis] for axis in spot.axes)
    return alike((windows[0], windows[1])) if len(windows) == 2 else windows


def hill(spot: Spot, trail: Trail, walk: Walk, extent: Extent, *, bare: bool = False) -> None:
    """The loss from above with the point, its slopes, and the descent from it; ``bare`` with the point alone."""
    look, (east, north) = theme.look(large=spot.settings.projector), spot.axes
    pair, turn = [east, north], last_turn(KNOBS)
    window = with_room((spot.problem.window[east], spot.problem.window[north]))
    equal = equal_axes.are_alike(window)
    plane = axes_plane(spot.names, spot.problem.window, (east, north), spot.point.tolist())
    ground = replace(plane, window=equal_axes.ground(window, equal))
    relief = reliefs.relief_of(spot.settings.subject, ground)[1]
    shows_curvature = spot.settings.view == "curvature" or not spot.gradient.any()
    marks = slope_marks(
        spot.point[pair].tolist(),
        np.full(2, np.nan) if bare else spot.gradient[pair],
        [math.nan, math.nan] if bare else spot.following[pair].tolist(),
        [(point[east], point[north]) for point in trail.points],
        spot.curvature if len(spot.names) == 2 and shows_curvature and not bare else None,
        window,
        look,
    )
    steps = pd.DataFrame([(point[east], point[north]) for point in walk], columns=["x", "y"])
    steps["step"] = range(len(steps))
    # What a hand may have taken out of the chart must be new to it after the turn.
    lasting = {"trail": marks.trail, "crossing": marks.crossing, "walk": steps}
    data = {
        **relief._asdict(),
        "spot": marks.spot,
        **{name: frame.assign(turn=turn) for name, frame in lasting.items()},
    }
    titles = (plain_name(spot.names[east]), plain_name(spot.names[north]))
    spec = slope_map_spec(titles, window, extent.arrow, extent.bar, look, equal=equal, letter=spot.letter)
    key = "slopes-hill-bare" if bare else "slopes-hill"  # a chart of its own: the other begins with the player
    vega_chart(spec, data, key, sentences.about_hill(spot.names, spot.axes), fills=True)


def surface_hill(spot: Spot) -> None:
    """The loss in space, with the two planes that cut out the slices; planes and ball follow the hand."""
    look, (east, north) = theme.look(large=spot.settings.projector), spot.axes
    window = (spot.problem.window[east], spot.problem.window[north])
    plane = axes_plane(spot.names, spot.problem.window, (east, north), spot.point.tolist())
    heights, relief = reliefs.relief_of(spot.settings.subject, plane)
    titles = (plain_name(spot.names[east]), plain_name(spot.names[north]))
    figure, lying = hill_in_space(heights, window, relief.isolines, titles, spot.point[[east, north]].tolist(), look)
    with st.container(key="surface"):
        surface(figure, lying, (), "slopes-surface", lambda camera: None)


def slices(spot: Spot, extent: Extent) -> None:
    """A slice along each of the axes, of one scale."""
    windows = windows_of(spot)
    for side, axis, window in zip(COMPASS, spot.axes, windows, strict=False):
        nudge, loss, name = spot.settings.nudge, spot.problem.loss, spot.names[axis]
        quotient = quotients(loss, spot.point, axis, [nudge])
        secant = sentences.secant(nudge, float(quotient.forward[0]), float(quotient.rounding[0]))
        word = side.capitalize() if len(spot.axes) == 2 else ""
        words = sentences.direction(word, spot.symbol(axis), float(spot.gradient[axis]))
        st.container(key=f"slopes-words-{side}").markdown(f"{words} · {secant}")
        data = slice_of(loss, spot.point, axis, window, nudge)
        spec = slice_spec(plain_name(name), window, extent.heights, theme.look(large=spot.settings.projector))
        vega_chart(spec, data._asdict(), f"slopes-slice-{side}", sentences.about_slice(name), fills=True)
