"""The memory of the chain rule page: made from the address once, changed by what is picked or typed, written back.

=========  ==================================================================
``eg``     the example: composition, line, paths, neuron, valley, network, own
``e``      a formula of one's own
``at``     the inputs, ``1.2,0.5``
``depth``  hidden layers of the network
``gain``   size of its weights
``draw``   seed of its weights
``step``   the step of the walk (default: the last)
=========  ==================================================================
"""

from __future__ import annotations

import streamlit as st

from optlab.app.chain_rule import examples
from optlab.app.chain_rule.examples import EXAMPLES, NETWORK, OWN, TITLES, Computation
from optlab.app.components import sliders
from optlab.app.shared import address_bar
from optlab.errors import OptlabError
from optlab.explain.networks import DEEPEST
from optlab.picture.field_texts import choice, number_text, numbers, numbers_text, whole

DEFAULT = "composition"
KNOB = "chain.knob"
GAINS = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0]
LAST = 10_000
"""Stands for the last step of any walk."""

USUAL = {"depth": 1, "gain": 1.0, "draw": 0}


def begin() -> None:
    """At a visitor's first run, and whenever another address is gone to: fill the widgets from the address."""
    state, first = st.session_state, "chain.good" not in st.session_state
    if not address_bar.elsewhere("chain") and not first:
        return
    reader = address_bar.Reader()
    name = reader.take("eg", choice(tuple(TITLES)), OWN if "e" in st.query_params else DEFAULT)
    text = reader.take("e", _readable, EXAMPLES[DEFAULT].formula)
    state["chain.example"] = name
    state["chain.good"] = state["chain.formula"] = EXAMPLES[name].formula if name in EXAMPLES else text
    state["chain.depth"] = reader.take("depth", whole(1, DEEPEST), USUAL["depth"])
    state["chain.gain"] = reader.take("gain", lambda typed: GAINS[GAINS.index(float(typed))], USUAL["gain"])
    state["chain.draw"] = reader.take("draw", whole(0, 9999), USUAL["draw"])
    state["chain.step"] = reader.take("step", whole(0, LAST), LAST)
    if name != NETWORK:
        sliders.set_knobs(KNOB, reader.take("at", _point, examples.point_of(name, computation())))
    reader.toast()


def remember(steps: int) -> None:
    """Write to the address what differs from the defaults."""
    state, name = st.session_state, st.session_state["chain.example"]
    entries = [("eg", name, name != DEFAULT), ("e", state["chain.good"], name == OWN)]
    if name == NETWORK:
        entries += [(key, number_text(state[f"chain.{key}"]), state[f"chain.{key}"] != USUAL[key]) for key in USUAL]
    else:
        point = tuple(values(computation()).values())
        entries.append(("at", numbers_text(point).replace(" ", ""), point != examples.point_of(name, computation())))
    entries.append(("step", str(state["chain.step"]), steps > 0 and state["chain.step"] < steps))
    address_bar.remember("chain", {key: [text] for key, text, differs in entries if differs})


def _readable(text: str) -> str:
    examples.of_formula(text)
    return text


def _point(text: str) -> tuple[float, ...]:
    point, names = numbers(text), computation().loss.parameters
    if len(point) != len(names):
        raise OptlabError(f"{len(point)} number(s) for {len(names)} input(s)")
    return point


def computation() -> Computation:
    """What is computed."""
    state = st.session_state
    if state["chain.example"] == NETWORK:
        return examples.of_network(state["chain.depth"], state["chain.gain"], state["chain.draw"])
    return examples.of_formula(examples.known(state["chain.example"], state["chain.good"]))


def values(shown: Computation) -> dict[str, float]:
    """The numbers of all inputs and weights by name."""
    names = shown.loss.parameters
    numbers_of = shown.start if shown.layers else sliders.turned(KNOB, len(names))
    return dict(zip(names, numbers_of, strict=True))


def chosen() -> None:
    """After another example was picked: its formula and point, shown at the end of the walk."""
    state = st.session_state
    name = state["chain.example"]
    if name in EXAMPLES:
        state["chain.good"] = state["chain.formula"] = EXAMPLES[name].formula
    if name != NETWORK:
        sliders.set_knobs(KNOB, examples.point_of(name, computation()))
    to_the_end()


def typed() -> None:
    """After a formula was typed: if it can be read it is taken over, with a point that suits it."""
    state = st.session_state
    text = state["chain.formula"]
    if examples.check(text) is None:
        state["chain.example"], state["chain.good"] = OWN, text
        sliders.set_knobs(KNOB, examples.of_formula(text).start)
        to_the_end()


def trouble() -> OptlabError | None:
    """What is wrong with the formula typed, if anything."""
    state = st.session_state
    if state["chain.example"] == NETWORK or state["chain.formula"] == state["chain.good"]:
        return None
    return examples.check(state["chain.formula"])


def to_the_end() -> None:
    """Show the whole walk."""
    st.session_state["chain.step"] = LAST


def move(by: int, steps: int) -> None:
    """Walk on or back."""
    st.session_state["chain.step"] = max(0, min(steps, st.session_state["chain.step"] + by))
