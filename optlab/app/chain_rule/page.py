"""Chain rule: a formula as its computational graph, walked forward for values and backward for adjoints."""

from __future__ import annotations

import streamlit as st

from optlab.app.chain_rule import actions, sentences, session
from optlab.app.chain_rule.computations import Computation, computation_of
from optlab.app.chain_rule.station import Station, station_of
from optlab.app.components import sliders
from optlab.app.shared import notices, theme
from optlab.app.shared.vega_chart import vega_chart
from optlab.charts.graph import MOST_ROWS, Placement, drawing, graph_spec, layer_sizes_spec
from optlab.explain.differences import central_differences
from optlab.explain.narration import sentence
from optlab.expressions.printing.plain import plain_name
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.picture.chain_rule import EXAMPLES, NETWORK, OWN

TITLES = {name: example.title for name, example in EXAMPLES.items()}
TITLES |= {NETWORK: "Network 2-3-1 with tanh", OWN: "Your formula"}

WINDOW = (-3.0, 3.0)
"""Of an input's slider."""

HEIGHTS = {1.5: 170, 3.0: 280, MOST_ROWS: 400}
"""Height of the graph by the rows it needs at most."""

ROW = 76
"""Height of a row of a graph that must be scrolled."""

LOW, STRIP = 262, 150
"""Heights of a network and of the strip below it."""

ABOUT_GAIN = "Their standard deviation times the root of the number of inputs. Large weights saturate tanh."


def page() -> None:
    """The page, read like the screen: what, the graph, the step in words, the check."""
    notices.not_understood("address", session.begin())
    settings = session.settings()
    computation = computation_of(settings)
    with st.sidebar:
        _choice(computation)
    fault = session.formula_fault()
    if fault is not None:
        notices.trouble(fault)
    st.container(key="headline").markdown(sentences.headline(computation, settings.example))
    station = station_of(settings, computation)
    if station.walk.steps:
        _stepper(station)
        _graph(station)
    if computation.layers:
        _layer_sizes(station)
    _check(station)
    session.remember(settings, station.walk.steps)


# ------------------------------------------------------------------ sidebar


def _choice(computation: Computation) -> None:
    """What is computed: an example, a formula typed, a network."""
    on_change = actions.choose_example
    st.selectbox("Example", format_func=TITLES.__getitem__, on_change=on_change, **session.choice_widget("example"))
    if computation.layers:
        _network_controls()
        return
    st.text_input("Formula", max_chars=LONGEST_TEXT, on_change=actions.type_formula, **session.widget("formula"))
    names = computation.loss.parameters
    sliders.draw(session.POINT, names, [WINDOW] * len(names), lambda number: f"**{plain_name(names[number])}**")


def _network_controls() -> None:
    st.slider("Hidden layers (depth)", on_change=actions.to_the_end, **session.number_widget("depth"))
    st.select_slider("Size of the weights", help=ABOUT_GAIN, **session.choice_widget("gain"))
    st.number_input("Draw of the weights", **session.number_widget("draw"))
    st.markdown("Squared error of one example: inputs 0.8 and −0.5, target 0.5. Edges are as thick as their slope.")


# ------------------------------------------------------------------ main part


def _stepper(station: Station) -> None:
    """The slider through the walk with a button on either side."""
    step, steps = station.step, station.walk.steps
    session.put_step(step)  # a slider does not stand beyond its end
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        for by, sign, name, about in ((-1, "◀", "back", "One step back"), (1, "▶", "next", "One step on")):
            end = step == (0 if by < 0 else steps)
            st.button(sign, key=session.key(name), on_click=actions.go, args=(by, steps), help=about, disabled=end)
        st.slider("Step of the walk", 0, steps, label_visibility="collapsed", **session.widget("step"))


def _graph(station: Station) -> None:
    """The drawing at one step, or why there is none; and the step in words, which is in view whatever the height."""
    walk, placement = station.walk, station.computation.placement
    words = f"{station.step} / {walk.steps} &ensp; {sentence(walk, station.moment)}"
    note = "" if station.computation.layers else sentences.folding(walk, placement is not None)
    if placement is None:
        st.info(note)
        st.markdown(words)
    elif placement.rows > MOST_ROWS:
        st.markdown(words)
        _drawing(station, placement)
    else:
        _drawing(station, placement)
        st.markdown("  \n".join(filter(None, (words, note))))


def _drawing(station: Station, placement: Placement) -> None:
    layers = bool(station.computation.layers)
    fitting = (height for rows, height in HEIGHTS.items() if placement.rows <= rows)
    height = LOW if layers else next(fitting, int(ROW * placement.rows))
    look = theme.look(height)
    data = drawing(station.walk, station.moment, placement, slopes=not layers, look=look)
    vega_chart(graph_spec(look), data._asdict(), "chain-graph", "Computational graph")


def _layer_sizes(station: Station) -> None:
    """The adjoints by layer, and the sentence on what depth and saturation do to them."""
    neurons, means = sentences.layer_sizes(station.computation, station.walk)
    spec = layer_sizes_spec(theme.look(STRIP))
    data = {"neurons": neurons[neurons["size"] > 0.0], "means": means[means["size"] > 0.0]}  # a logarithmic axis
    vega_chart(spec, data, "chain-layers", "Size of adjoints by layer")
    st.markdown(sentences.shrinking(station.walk, means["size"].tolist()))


def _check(station: Station) -> None:
    """The gradient from the graph beside central differences."""
    loss, point = station.computation.loss, station.point
    exact, estimated = loss.gradient(list(point)), central_differences(loss, point)
    st.markdown(sentences.agreement(exact, estimated))
    st.markdown(sentences.check_table(loss.parameters, station.walk.gradient, exact, estimated))
