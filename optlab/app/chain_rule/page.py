"""Chain rule: a formula as its computational graph, walked forward for values and backward for adjoints."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from optlab.app.chain_rule import actions, session
from optlab.app.chain_rule.hand import hand
from optlab.app.components.knobs import Knob, knobs
from optlab.app.components.player import at_rest, player
from optlab.app.shared import notices, stage, theme
from optlab.app.shared.holding import holding
from optlab.app.shared.keep import keep
from optlab.app.shared.vega_chart import vega_chart
from optlab.app.views.graph import sentences
from optlab.app.views.graph.computations import Computation, computation_of
from optlab.app.views.graph.drawing import drawn, spots
from optlab.app.views.graph.follower import ANSWERS, LATER, STORY, follower
from optlab.app.views.graph.station import Station, station_of
from optlab.charts.graph import layer_sizes_spec
from optlab.explain.differences import central_differences
from optlab.explain.walk_program import walk_program
from optlab.expressions.printing.plain import plain_name
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.picture.caption import about_walk
from optlab.picture.chain_rule import OWN

WINDOW = (-3.0, 3.0)
INCREMENT = 0.02
"""Of an input's knob."""

MOST_SHOWN, SCROLLED = 6, 420
"""Knobs that are shown without scrolling, and the height of more in pixels."""

SECONDS = 1.6
"""A step of the walk when it is played: time to read it."""

STRIP = 150
"""Height of the strip below a network."""

ABOUT_GAIN = "Their standard deviation times the root of the number of inputs. Large weights saturate tanh."


def page() -> None:
    """The page, read like the screen: what, the graph, the step in words; below them the check."""
    notices.not_understood("address", session.begin())
    settings = session.settings()
    computation = computation_of(settings)
    with st.sidebar:
        _choice(computation)
    station = station_of(settings, computation)
    with stage.screen():
        with stage.head():
            stage.headline(*sentences.headline(computation, settings.example))
            with st.container(key="viewbar", horizontal=True, gap="small", vertical_alignment="center"):
                stage.projector(session.widget("projector"))
                keep("chain-rule", session.query(settings), about_walk(settings, computation.loss.parameters))
        formula_fault = session.formula_fault()
        for fault in filter(None, (formula_fault, session.to_be_held()[1])):
            notices.trouble(fault)
        st.container(key="chain-formula").markdown(sentences.formula_line(computation))
        notices.readings(computation.loss.notes if formula_fault is None else ())
        if station.walk.steps:
            _player(station)
            _graph(station)
    if computation.layers:
        _layer_sizes(station)
    _check(station)
    session.remember(settings, station.walk.steps)


# ------------------------------------------------------------------ sidebar


def _choice(computation: Computation) -> None:
    """What is computed: an example, a formula typed, a network."""
    on_change, titles = actions.choose_example, sentences.TITLES
    st.selectbox("Example", format_func=titles.__getitem__, on_change=on_change, **session.choice_widget("example"))
    if computation.layers:
        _network_controls()
        return
    st.text_input("Formula", max_chars=LONGEST_TEXT, on_change=actions.type_formula, **session.widget("formula"))
    chosen = session.settings()
    names, point = computation.loss.parameters, chosen.point
    if chosen.example == OWN:
        holding(session.widget("holding"), chosen.held, names, actions.type_held, actions.release)
    shown = [
        Knob(f"p{number}", plain_name(name), value, *WINDOW, INCREMENT)
        for number, (name, value) in enumerate(zip(names, point, strict=True))
    ]
    with st.container(height=SCROLLED if len(names) > MOST_SHOWN else "content", border=False):
        knobs(session.KNOBS, shown, actions.turn)


def _network_controls() -> None:
    st.slider("Hidden layers (depth)", on_change=actions.begin_again, **session.number_widget("depth"))
    st.select_slider("Size of the weights", help=ABOUT_GAIN, **session.choice_widget("gain"))
    st.number_input("Draw of the weights", **session.number_widget("draw"))
    st.markdown("Squared error of one example: inputs 0.8 and −0.5, target 0.5. Edges are as thick as their slope.")


# ------------------------------------------------------------------ main part


def _player(station: Station) -> None:
    steps = station.walk.steps

    def rested() -> None:
        session.remember(replace(station.settings, step=at_rest(session.PLAYER)), steps)

    player(session.PLAYER, steps, rested, question=sentences.question(station.computation), seconds=SECONDS)


def _graph(station: Station) -> None:
    """The drawing, or why there is none; and the steps in words, of which one is shown."""
    walk, placement = station.walk, station.computation.placement
    note = "" if station.computation.layers else sentences.folding(walk, placement is not None)
    if placement is None:
        st.info(note)
    else:
        with stage.pictures():
            drawn(station, placement)
    with st.container(key=STORY):
        st.markdown("\n\n".join(sentences.story(walk)))
    if note and placement is not None:
        st.markdown(note)
    if placement is not None and not station.computation.layers:
        hand(session.key("hand"), session.KNOBS, walk_program(walk, station.computation.loss.parameters))
    follower(session.key("follower"), walk.steps, spots(station))


def _layer_sizes(station: Station) -> None:
    """The adjoints by layer as they become known, and in the end what depth and saturation do to them."""
    neurons, means = sentences.layer_sizes(station.computation, station.walk)
    spec = layer_sizes_spec(theme.look(STRIP))
    data = {"neurons": neurons[neurons["size"] > 0.0], "means": means[means["size"] > 0.0]}  # a logarithmic axis
    vega_chart(spec, data, "chain-layers", "Size of the slopes by layer, as they become known on the way back")
    with st.container(key=f"{ANSWERS}-layers"):
        st.markdown(sentences.shrinking(station.walk, means["size"].tolist()))


def _check(station: Station) -> None:
    """The gradient from the graph beside central differences, once the walk is at its end."""
    loss, point = station.computation.loss, station.point
    exact, estimated = loss.gradient(list(point)), central_differences(loss, point)
    if station.walk.steps:
        with st.container(key=LATER):
            st.markdown("**Check.** Walk to the end, then compare with slopes that were measured another way.")
    with st.container(key=ANSWERS if station.walk.steps else "chain-check"):
        st.markdown(sentences.agreement(exact, estimated))
        st.markdown(sentences.check_table(loss.parameters, station.walk.gradient, exact, estimated))
