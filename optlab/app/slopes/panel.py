"""The panel of the Slopes page: the knobs of the point, nudge and rate, and the step."""

from __future__ import annotations

import streamlit as st

from optlab.analysis.overshooting import overshooting_rate
from optlab.app.components import knob_values
from optlab.app.components.knobs import Knob, knobs
from optlab.app.slopes import actions, session
from optlab.app.views.hill import sentences
from optlab.app.views.hill.keys import COMPASS, KNOBS
from optlab.app.views.hill.spot import Spot
from optlab.charts.slopes import Extent
from optlab.expressions.printing.plain import plain_name
from optlab.picture.learning_rates import LADDER
from optlab.picture.slopes import NUDGES

SOUND = ("volume", "treble")
"""What the two knobs of a speaker are called."""


def panel(spot: Spot, extent: Extent) -> None:
    """What one turns, and what one presses."""
    if len(spot.names) > 2:
        _axes(spot)
    sounds = spot.settings.knobs == "sound" and len(spot.names) == len(SOUND)
    names = [f"{sound} {plain_name(name)}" for sound, name in zip(SOUND, spot.names, strict=False)] if sounds else None
    rates = tuple(sorted({*LADDER, spot.settings.rate}))
    shown = [
        *(_knob(spot, number, None if names is None else names[number]) for number in range(len(spot.names))),
        Knob("nudge", "nudge Δ", spot.settings.nudge, stops=NUDGES[::-1], strict=True),
        Knob("rate", "learning rate η", spot.settings.rate, stops=rates),
    ]
    knobs(KNOBS, shown, actions.turn, extent.heights if sounds else None)
    st.button("**Take one step**", key=session.key("step"), on_click=actions.take_step, width="stretch")
    _overshoot(spot)
    if len(spot.names) == len(SOUND):
        st.toggle(
            "Volume and treble",
            value=sounds,
            key=session.key("sound"),
            on_change=actions.name_knobs,
            help="Name the two knobs as those of a speaker: how much does the loss change if just one is turned?",
        )


def _overshoot(spot: Spot) -> None:
    """A step that is too large, where there is one."""
    rate = overshooting_rate(spot.problem.loss, spot.point)
    st.button(
        "Overshoot",
        key=session.key("overshoot"),
        on_click=actions.overshoot,
        args=(rate,),
        disabled=rate is None,
        help=sentences.overshooting(rate),
        width="stretch",
    )


def _knob(spot: Spot, number: int, label: str | None) -> Knob:
    """The knob of one parameter."""
    low, high = spot.problem.window[number]
    note = sentences.knob(float(spot.gradient[number]), spot.small_move(number))
    name, step = label or plain_name(spot.names[number]), knob_values.increment((low, high))
    return Knob(f"p{number}", name, float(spot.point[number]), low, high, step, note=note)


def _axes(spot: Spot) -> None:
    """The two parameters to be shown, of more."""
    with st.container(horizontal=True, gap="small", wrap=False):
        for side in COMPASS:
            st.selectbox(
                side.capitalize(),
                range(len(spot.names)),
                format_func=lambda number: plain_name(spot.names[number]),
                **session.widget(side),
            )
