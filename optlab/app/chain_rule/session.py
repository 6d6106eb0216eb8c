"""The session of the Chain rule page: what its widgets say, as frozen values; nobody else knows their keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from optlab.app.components import PERSIST, knob_values, player
from optlab.app.shared import address_bar, computations
from optlab.app.shared.checked_state import checked, cut
from optlab.app.shared.holding import LONGEST
from optlab.app.views.graph.computations import computation_of, fault_of, first_point
from optlab.errors import OptlabError
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.picture import chain_rule
from optlab.picture.address import Query
from optlab.picture.chain_rule import EXAMPLES, FIRST_EXAMPLE, MOST_STEPS, NETWORK, OWN, ChainSettings
from optlab.picture.fields import bounds, options
from optlab.picture.holding import Held
from optlab.picture.subject import Subject

_PAGE = "chain"
_OF_THE_NETWORK = ("depth", "gain", "draw")

PLAYER = "chain.player"
"""The key of the player, which knows the step of the walk."""

KNOBS = "chain-knobs"
"""The key of the knobs, one for each input."""

POINT = "chain.knob"
"""How the keys begin under which the inputs are kept."""


# ------------------------------------------------------------------ widgets


def key(name: str) -> str:
    """The key of whatever belongs to this page."""
    return f"chain.{name}"


def widget(name: str) -> dict[str, Any]:
    """The key of a widget, which keeps its value while another page is shown."""
    return {"key": key(name), "persist_state": PERSIST}


def choice_widget(name: str) -> dict[str, Any]:
    """The same with what the field of the settings may be."""
    return {**widget(name), "options": options(ChainSettings, name)}


def number_widget(name: str) -> dict[str, Any]:
    """The same with the bounds of the number."""
    low, high = bounds(ChainSettings, name)
    return {**widget(name), "min_value": low, "max_value": high}


# ------------------------------------------------------------------ from the address, and back


def begin() -> list[str]:
    """At a visitor's first run, and whenever another address is gone to: fill the widgets from the address.

    Returns notices about what could not be read.
    """
    first = key("good") not in st.session_state
    if not first:
        computed(), typed_formula()  # what is beyond a field's bounds is set to what is usual, before widgets are drawn
    if not address_bar.elsewhere(_PAGE) and not first:
        return []
    settings, notices = chain_rule.from_query(address_bar.present(), fault_of)
    settings, more = chain_rule.fitted(settings, first_point(settings))
    put(settings)
    return notices + more


def remember(settings: ChainSettings, steps: int) -> None:
    """Write the picture to the address, if that does not hold it yet; its walk has so many steps."""
    address_bar.remember(_PAGE, query(replace(settings, step=min(settings.step, steps))))


def query(settings: ChainSettings) -> Query:
    """The address of a picture."""
    return chain_rule.to_query(settings, first_point(settings))


# ------------------------------------------------------------------ values


def put(settings: ChainSettings) -> None:
    """Set every widget to what the settings say."""
    put_example(settings.example)
    put_formula(settings.text or EXAMPLES[FIRST_EXAMPLE].formula, settings.held)
    put_point(settings.point)
    for name in (*_OF_THE_NETWORK, "projector"):
        st.session_state[key(name)] = getattr(settings, name)
    put_step(settings.step)


def put_example(name: str) -> None:
    """Choose an example."""
    st.session_state[key("example")] = name


def put_formula(text: str, held: Held = ()) -> None:
    """Compute a formula, which can be read, and write it into its field; hold some of its inputs."""
    st.session_state[key("good")] = st.session_state[key("formula")] = text
    st.session_state[key("held")], st.session_state[key("holding")] = held, ""


def put_point(point: tuple[float, ...]) -> None:
    """Set the inputs of a formula."""
    knob_values.put(POINT, point)


def put_step(step: int) -> None:
    """Stand at a step of the walk."""
    player.put(PLAYER, step)


def settings() -> ChainSettings:
    """All that the widgets say."""
    chosen = computed()
    if chosen.is_network:
        return chosen
    return replace(chosen, point=knob_values.values(POINT, len(computation_of(chosen).start)))


def computed() -> ChainSettings:
    """What is computed, whatever its inputs: an example, the last formula that could be read, or a network."""
    example = checked(ChainSettings, "example", key("example"))
    formula, held = (st.session_state[key("good")], st.session_state[key("held")]) if example == OWN else ("", ())
    names = (*_OF_THE_NETWORK, "projector") if example == NETWORK else ("projector",)
    chosen = {name: checked(ChainSettings, name, key(name)) for name in names}
    return ChainSettings(example, formula, held=held, **chosen, step=min(player.at_rest(PLAYER), MOST_STEPS))


def typed_formula() -> str:
    """What stands in the field of the formula, whether it can be read or not."""
    return cut(key("formula"), LONGEST_TEXT)


def formula_fault() -> OptlabError | None:
    """What is wrong with what stands in the field of the formula, if anything."""
    if st.session_state[key("example")] == NETWORK or typed_formula() == st.session_state[key("good")]:
        return None
    return fault_of(typed_formula())


def to_be_held() -> tuple[Held, OptlabError | None]:
    """What is held once the field of it is taken over, and what is wrong with what stands there, if anything."""
    chosen = computed()
    typed = cut(key("holding"), LONGEST) if chosen.example == OWN else ""
    return computations.to_be_held(Subject(formula=chosen.formula, held=chosen.held), typed)
