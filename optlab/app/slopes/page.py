"""Slopes: one point on the loss, its slope along each parameter, the gradient, and the curvature."""

from __future__ import annotations

import streamlit as st

from optlab.analysis.planes import axes_plane
from optlab.app.components import sliders
from optlab.app.components.place import place
from optlab.app.shared import notices, reliefs, theme
from optlab.app.shared.formula_line import formula_line
from optlab.app.shared.formula_picker import formula_picker
from optlab.app.shared.learning_rates import LADDER
from optlab.app.shared.vega_chart import vega_chart
from optlab.app.slopes import actions, sentences, session
from optlab.app.slopes.details import details
from optlab.app.slopes.spot import Spot, spot_of
from optlab.app.slopes.trail import Trail
from optlab.charts.slopes import slice_of, slice_spec, slope_map_spec, slope_marks
from optlab.explain.differences import quotients
from optlab.expressions.printing.plain import plain_name

HILL, SLICE = 400, 172
"""Heights of the hill and of one slice."""

SMALL_MOVES = 50.0
"""A slider tells what a move by about this share of its window does."""


def page() -> None:
    """The page, read like the screen: sidebar, formula, hill and slices, what they say, and more below."""
    notices.not_understood("address", session.begin())
    spot, trail = spot_of(session.settings(), session.problem()), session.trail()
    with st.sidebar:
        landscape, formula = session.widget("function"), session.widget("formula")
        formula_picker(landscape, formula, actions.choose_landscape, actions.type_formula)
        _point_controls(spot)
        _step_controls(spot)
    fault = session.formula_fault()
    if fault is not None:
        notices.trouble(fault)
    st.container(key="headline").markdown(formula_line(spot.problem))
    _pictures(spot, trail)
    _reading(spot, trail)
    details(spot)
    session.remember(spot.settings)


# ------------------------------------------------------------------ sidebar


def _point_controls(spot: Spot) -> None:
    """The axes to choose where there are more than two parameters, and a slider for each parameter."""
    if len(spot.names) > 2:
        with st.container(horizontal=True, gap="small", wrap=False):
            for side in session.COMPASS:
                st.selectbox(
                    side.capitalize(),
                    range(len(spot.names)),
                    format_func=lambda number: plain_name(spot.names[number]),
                    **session.widget(side),
                )

    def label(number: int) -> str:
        low, high = spot.problem.window[number]
        size = sliders.rounded((high - low) / SMALL_MOVES)
        return sentences.slider(spot.names[number], float(spot.gradient[number]), size)

    sliders.draw(session.POINT, spot.names, spot.problem.window, label, shown=3, on_change=actions.forget_steps)


def _step_controls(spot: Spot) -> None:
    st.select_slider("Nudge Δ", format_func=lambda size: f"{size:.2g}", **session.choice_widget("nudge"))
    rates = sorted({*LADDER, spot.settings.rate})
    st.select_slider("Learning rate η", rates, format_func=lambda rate: f"{rate:.4g}", **session.widget("rate"))
    st.button("**Take one step**", key=session.key("step"), on_click=actions.take_step, width="stretch")


# ------------------------------------------------------------------ main part


def _pictures(spot: Spot, trail: Trail) -> None:
    """The hill with a slice along each of its axes, or the only slice there is."""
    sides = [side.capitalize() for side in session.COMPASS]
    if len(spot.axes) == 1:
        _slice(spot, 0, sides[0], 2 * SLICE + 30)
        return
    left, right = st.columns([11, 10], gap="small")
    with left:
        _hill(spot, trail)
    with right:
        for side, axis in zip(sides, spot.axes, strict=True):
            _slice(spot, axis, side, SLICE)


def _hill(spot: Spot, trail: Trail) -> None:
    look, (east, north) = theme.look(HILL), spot.axes
    pair = [east, north]
    window = (spot.problem.window[east], spot.problem.window[north])
    plane = axes_plane(spot.names, spot.problem.window, (east, north), spot.point.tolist())
    relief = reliefs.relief_of(spot.settings.subject, plane)[1]
    shows_curvature = spot.settings.view == "curvature" or not spot.gradient.any()
    marks = slope_marks(
        spot.point[pair].tolist(),
        spot.gradient[pair],
        spot.following[pair].tolist(),
        [(point[east], point[north]) for point in trail.points],
        spot.curvature if len(spot.names) == 2 and shows_curvature else None,
        window,
        look,
    )
    data = {**relief._asdict(), **marks._asdict()}
    spec = slope_map_spec(plain_name(spot.names[east]), plain_name(spot.names[north]), window, look)
    vega_chart(spec, data, "slopes-hill", "The loss from above; click or drag to move the point")
    place("slopes-hill", session.key("place"), actions.move_point)


def _slice(spot: Spot, axis: int, side: str, height: int) -> None:
    """The loss along one parameter, with its slope there and the quotient of the nudge."""
    look, nudge, loss = theme.look(height), spot.settings.nudge, spot.problem.loss
    name, window = spot.names[axis], spot.problem.window[axis]
    quotient = quotients(loss, spot.point, axis, [nudge])
    secant = sentences.secant(nudge, float(quotient.forward[0]), float(quotient.rounding[0]))
    st.markdown(f"{sentences.direction(side, name, float(spot.gradient[axis]))} · {secant}")
    data = slice_of(loss, spot.point, axis, window, nudge, look)
    spec = slice_spec(plain_name(name), window, look)
    vega_chart(spec, data._asdict(), f"slopes-slice-{side.lower()}", f"The loss along {name}")


def _reading(spot: Spot, trail: Trail) -> None:
    """What the pictures say, a sentence each."""
    lines = [sentences.gradient(spot.gradient, spot.height)]
    if trail.last is None:
        lines.append(sentences.promise(spot.gradient, spot.promised_drop, spot.drop))
    else:
        lines.append(sentences.taken(trail.last.promised, trail.last.fell))
    if spot.curvature is not None:
        lines.append(sentences.curved(spot.curvature, spot.gradient, spot.settings.rate))
    st.markdown("  \n".join(filter(None, lines)))
