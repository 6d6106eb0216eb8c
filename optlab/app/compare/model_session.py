"""The session of the model's controls on Compare: what their widgets say, as a frozen value, and what was good of it.

What they say may be no model of these rows; the picture is of the last one that was.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from optlab.app.components import PERSIST
from optlab.app.shared.checked_state import checked, cut
from optlab.errors import OptlabError, SettingsError
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.picture.fields import bounds
from optlab.picture.model import ModelSettings, layers_text, read_layers

_GOOD = "model"
"""The last model that could be made; None while a function is minimised."""

LONGEST_LAYERS = 40
"""Characters of the layers that are typed."""

_TYPED = ("hidden", "formula", "inputs")
"""Fields whose widgets hold something else than the field."""


def key(name: str) -> str:
    """The key of the widget for a field of the model."""
    return f"model.{name}"


def widget(name: str) -> dict[str, Any]:
    """The key of it, which keeps its value while another page is shown."""
    return {"key": key(name), "persist_state": PERSIST}


def number_widget(name: str) -> dict[str, Any]:
    """The same with the bounds of the number."""
    low, high = bounds(ModelSettings, name)
    return {**widget(name), "min_value": low, "max_value": high}


def good() -> ModelSettings | None:
    """The last model that could be made; None while a function is minimised."""
    model: ModelSettings | None = st.session_state.get(_GOOD)
    return model


def put(model: ModelSettings | None) -> None:
    """Minimise a model, or none; the widgets of a model say what it is."""
    state = st.session_state
    state[_GOOD], state[key("what")] = model, "function" if model is None else "model"
    if model is None:
        return
    for entry in fields(ModelSettings):
        state[key(entry.name)] = getattr(model, entry.name)
    state[key("hidden")], state[key("inputs")] = layers_text(model.hidden), list(model.inputs)


def typed() -> tuple[ModelSettings | None, OptlabError | None]:
    """What the widgets say, and what is wrong with what is typed, if anything; None while there are none."""
    before = good()
    if before is None or key("kind") not in st.session_state:
        return before, None
    plain = [entry.name for entry in fields(ModelSettings) if entry.name not in _TYPED]
    values = {name: checked(ModelSettings, name, key(name)) for name in plain}
    chosen = st.session_state.get(key("inputs"), ())
    inputs = tuple(map(str, chosen)) if isinstance(chosen, list | tuple) else ()
    model = ModelSettings(formula=cut(key("formula"), LONGEST_TEXT), **values)
    try:
        model = replace(model, inputs=inputs)
        return replace(model, hidden=read_layers(cut(key("hidden"), LONGEST_LAYERS))), None
    except SettingsError as error:
        return replace(model, hidden=before.hidden), error


def put_columns(inputs: tuple[str, ...], target: str) -> None:
    """Choose these columns; none for those that the data come with."""
    st.session_state[key("inputs")], st.session_state[key("target")] = list(inputs), target


def chosen() -> str:
    """Whether function or model is chosen."""
    return str(st.session_state.get(key("what")))


def keep_among(name: str, values: list[str], otherwise: tuple[str, ...]) -> None:
    """What a list holds stays one of its values, or several of them; a list of other rows may not offer it."""
    state, held = st.session_state, st.session_state.get(key(name))
    if isinstance(held, list):
        state[key(name)] = [value for value in held if value in values]
    elif held not in values:
        state[key(name)] = otherwise[0] if otherwise[0] in values else values[0]
