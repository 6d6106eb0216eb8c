"""Chain rule: a formula as its computational graph, walked forward for values and backward for adjoints."""

from __future__ import annotations

import streamlit as st

from optlab.app.chain_rule import sentences, session
from optlab.app.chain_rule.examples import NETWORK, TITLES, Computation
from optlab.app.chain_rule.session import GAINS, KNOB
from optlab.app.components import PERSIST, sliders
from optlab.app.shared import notices, theme
from optlab.app.shared.vega_chart import vega_chart
from optlab.charts import Look
from optlab.charts.graph import MOST_ROWS, Placement, drawing, graph_spec, layer_sizes_spec
from optlab.explain.differences import central_differences
from optlab.explain.narration import sentence
from optlab.explain.networks import DEEPEST
from optlab.explain.walk import Walk, moment, walk
from optlab.expressions.printing.plain import plain_name

RANGE = (-3.0, 3.0)
"""Of an input's knob."""

HEIGHTS = {1.5: 170, 3.0: 280, MOST_ROWS: 400}
"""Height of the graph by the rows it needs at most."""

ROW = 76
"""Height of a row of a graph that must be scrolled."""

LOW, STRIP = 262, 150
"""Heights of a network and of the strip below it."""


def page() -> None:
    """The page, read like the screen: what, the graph, the step in words, the check."""
    session.begin()
    with st.sidebar:
        shown = _choice()
    trouble = session.trouble()
    if trouble is not None:
        notices.trouble(trouble)
    st.container(key="headline").markdown(sentences.headline(shown, st.session_state["chain.example"]))
    made = walk(shown.graph, shown.output, session.values(shown), shown.visible, shown.names)
    if made.steps:
        _graph(shown, made, _stepper(made.steps))
    if shown.layers:
        _shrinking(shown, made)
    _check(shown, made)
    session.remember(made.steps)


# ------------------------------------------------------------------ sidebar


def _choice() -> Computation:
    """What is computed: an example, a formula typed, a network."""
    st.selectbox(
        "Example",
        list(TITLES),
        format_func=TITLES.__getitem__,
        key="chain.example",
        on_change=session.chosen,
        persist_state=PERSIST,
    )
    if st.session_state["chain.example"] == NETWORK:
        _network_controls()
        return session.computation()
    st.text_input("Formula", key="chain.formula", max_chars=2_000, on_change=session.typed, persist_state=PERSIST)
    shown = session.computation()
    names = shown.loss.parameters
    sliders.knobs(KNOB, names, [RANGE] * len(names), lambda number: f"**{plain_name(names[number])}**")
    return shown


def _network_controls() -> None:
    on_change = session.to_the_end
    st.slider("Hidden layers (depth)", 1, DEEPEST, key="chain.depth", on_change=on_change, persist_state=PERSIST)
    st.select_slider(
        "Size of the weights",
        GAINS,
        key="chain.gain",
        persist_state=PERSIST,
        help="Their standard deviation times the root of the number of inputs. Large weights saturate tanh.",
    )
    st.number_input("Draw of the weights", 0, 9999, key="chain.draw", persist_state=PERSIST)
    st.markdown("Squared error of one example: inputs 0.8 and −0.5, target 0.5. Edges are as thick as their slope.")


# ------------------------------------------------------------------ main part


def _stepper(steps: int) -> int:
    """The slider through the walk with a button on either side."""
    state = st.session_state
    now = state["chain.step"] = min(state["chain.step"], steps)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        for by, sign, key, about in ((-1, "◀", "chain.back", "One step back"), (1, "▶", "chain.next", "One step on")):
            at_end = now == (0 if by < 0 else steps)
            st.button(sign, key=key, on_click=session.move, args=(by, steps), help=about, disabled=at_end)
        st.slider("Step of the walk", 0, steps, key="chain.step", label_visibility="collapsed", persist_state=PERSIST)
    return int(now)


def _graph(shown: Computation, made: Walk, step: int) -> None:
    """The drawing at one step, or why there is none; and the step in words, which is in view whatever the height."""
    told = f"{step} / {made.steps} &ensp; {sentence(made, moment(made, step))}"
    note = "" if shown.layers else sentences.folding(made, shown.placement is not None)
    if shown.placement is None:
        st.info(note)
        st.markdown(told)
    elif shown.placement.rows > MOST_ROWS:
        st.markdown(told)
        _drawing(shown, made, step, shown.placement)
    else:
        _drawing(shown, made, step, shown.placement)
        st.markdown("  \n".join(filter(None, (told, note))))


def _drawing(shown: Computation, made: Walk, step: int, placement: Placement) -> None:
    fitting = (height for rows, height in HEIGHTS.items() if placement.rows <= rows)
    height = LOW if shown.layers else next(fitting, int(ROW * placement.rows))
    look = Look(theme.is_dark(), height=height)
    found = drawing(made, moment(made, step), placement, not shown.layers, look)
    vega_chart(graph_spec(look), found._asdict(), "chain-graph", "Computational graph")


def _shrinking(shown: Computation, made: Walk) -> None:
    """The adjoints by layer, and the sentence on what depth and saturation do to them."""
    neurons, means = sentences.layer_sizes(shown, made)
    spec = layer_sizes_spec(Look(theme.is_dark(), height=STRIP))
    data = {"neurons": neurons[neurons["size"] > 0.0], "means": means[means["size"] > 0.0]}  # a logarithmic axis
    vega_chart(spec, data, "chain.layers", "Size of adjoints by layer")
    st.markdown(sentences.shrinking(made, means["size"].tolist()))


def _check(shown: Computation, made: Walk) -> None:
    """The gradient from the graph beside central differences."""
    point = list(session.values(shown).values())
    exact, estimated = shown.loss.gradient(point), central_differences(shown.loss, point)
    st.markdown(sentences.agreement(exact, estimated))
    st.markdown(sentences.check_table(shown.loss.parameters, made.gradient, exact, estimated))
