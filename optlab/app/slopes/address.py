"""The address of the slopes page: read once at a visitor's first run, written back when something differs.

=========  ==================================================================
``f``      name of a landscape of the gallery, as on the Compare page
``e``      a formula of one's own, instead of the landscape's
``at``     the point, ``-1.2,2.2``
``eta``    the learning rate of the one step
``nudge``  the nudge
``show``   the view below the pictures: numbers, idea, nudge or curvature
``axes``   the two parameters shown, ``x3,x1``
``rules``  the parameters whose derivation is open, ``x,y``
=========  ==================================================================
"""

from __future__ import annotations

import math

import streamlit as st

from optlab.app.components import sliders
from optlab.app.shared import address_bar, computations
from optlab.app.slopes.session import KNOB, NUDGES, load, own_formula, problem, rules_key, turned
from optlab.errors import OptlabError
from optlab.losses import landscapes
from optlab.picture.field_texts import between, choice, number, number_text, numbers, numbers_text
from optlab.picture.problem import Problem
from optlab.picture.subject import DEFAULT_LANDSCAPE, Subject

DEFAULT = "knobs_saddle"
DEFAULT_NUDGE = 1.0
VIEWS = ("numbers", "idea", "nudge", "curvature")


def begin() -> None:
    """At a visitor's first run: from the address, else from what the Compare page shows, else the saddle.

    Again whenever the visitor goes to another address.
    """
    state, first = st.session_state, "slopes.good" not in st.session_state
    if not address_bar.elsewhere("slopes") and not first:
        return
    reader = address_bar.Reader()
    told = "f" in st.query_params or "e" in st.query_params
    default, compared = _compared() if first and not told else (DEFAULT, "")
    name = reader.take("f", choice(landscapes.names()), default)
    text = reader.take("e", lambda typed: _readable(name, typed), compared or landscapes.get(name).formula)
    state["slopes.function"], state["slopes.good"] = name, text
    load(problem())
    sliders.set_knobs(KNOB, reader.take("at", _point, turned(problem())))
    state["slopes.rate"] = reader.take("eta", lambda typed: number(typed, 0.0), state["slopes.rate"])
    state["slopes.nudge"] = reader.take("nudge", _nudge, DEFAULT_NUDGE)
    state["slopes.view"] = reader.take("show", choice(VIEWS), VIEWS[0])
    usual = state["slopes.east"], state["slopes.north"]
    state["slopes.east"], state["slopes.north"] = reader.take("axes", _axes, usual)
    opened: tuple[str, ...] = reader.take("rules", _parameters, ())
    for parameter in problem().loss.parameters:
        state[rules_key(parameter)] = parameter in opened
    reader.toast()


def remember(found: Problem) -> None:
    """Write to the address what differs from the defaults."""
    state, names = st.session_state, found.loss.parameters
    point, shown = turned(found), (state["slopes.east"], state["slopes.north"])
    opened = [name for name in names if state.get(rules_key(name))]
    entries = [
        ("f", state["slopes.function"], state["slopes.function"] != DEFAULT),
        ("e", own_formula(), own_formula() != ""),
        ("at", numbers_text(point).replace(" ", ""), point != found.start),
        ("eta", number_text(state["slopes.rate"]), state["slopes.rate"] != state["slopes.usual_rate"]),
        ("nudge", f"{state['slopes.nudge']:.2g}", state["slopes.nudge"] != DEFAULT_NUDGE),
        ("show", state["slopes.view"], state["slopes.view"] != VIEWS[0]),
        ("axes", ",".join(names[axis] for axis in shown), shown != (0, min(1, len(names) - 1))),
        ("rules", ",".join(opened), bool(opened)),
    ]
    address_bar.remember("slopes", {name: [text] for name, text, differs in entries if differs})


def _compared() -> tuple[str, str]:
    """Landscape and formula of the Compare page, where a visitor has chosen one there."""
    name, text = st.session_state.get("function"), st.session_state.get("good")
    if name is None or text is None or (name, text) == (DEFAULT_LANDSCAPE, landscapes.get(name).formula):
        return DEFAULT, ""
    return str(name), str(text)


def _readable(landscape: str, text: str) -> str:
    computations.problem(Subject(landscape, text))
    return text


def _point(text: str) -> tuple[float, ...]:
    point, names = numbers(text), problem().loss.parameters
    if len(point) != len(names):
        raise OptlabError(f"{len(point)} number(s) for {len(names)} parameter(s)")
    return point


def _nudge(text: str) -> float:
    value = between(NUDGES[-1] / 2, NUDGES[0])(text)
    return float(min(NUDGES, key=lambda one: abs(math.log(one / value))))


def _parameters(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    unknown = [name for name in names if name not in problem().loss.parameters]
    if unknown:
        raise OptlabError(f"the formula has no parameter {unknown[0][:40]!r}")
    return names


def _axes(text: str) -> tuple[int, int]:
    east, north = _parameters(text)
    if east == north:
        raise OptlabError("the two axes are the same parameter")
    return problem().loss.parameters.index(east), problem().loss.parameters.index(north)
