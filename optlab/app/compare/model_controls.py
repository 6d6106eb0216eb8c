"""The controls of a model on rows: its data, its kind and layers, and folded away what it is fitted to and how."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from optlab import datasets
from optlab.app.compare import model_actions, model_session, session
from optlab.app.compare.edit_data import edit_data
from optlab.app.shared import notices
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.picture.fields import options
from optlab.picture.fit import MOST_CLASSES, MOST_INPUTS, MOST_ROWS, MOST_WEIGHTS, Fit, formula_of, table_of
from optlab.picture.model import ACTIVATIONS, MOST_LAYERS, MOST_UNITS, OF_CLASSES, OF_VALUES, TITLES, ModelSettings
from optlab.picture.model_words import LOSSES, knobs_words, rows_words

WHAT = {model_actions.FUNCTION: "Function", model_actions.MODEL: "Model on rows"}
YOURS = "Your rows"
LIMITS = (
    f"At most {MOST_WEIGHTS:,} weights, {MOST_ROWS:,} rows, {MOST_INPUTS} inputs and {MOST_CLASSES} classes; "
    f"{MOST_LAYERS} inner layers of {MOST_UNITS} units."
)
ABOUT_WHAT = "A function has no data; a model predicts a column of data from others, and its mean error is minimised."
ABOUT_LAYERS = "The units of each inner layer: 8, or 8-8 for two layers. Without any the model is linear. " + LIMITS
ABOUT_INPUTS = f"The columns that the model sees. Empty: those that the data come with. {LIMITS}"
ABOUT_PENALTY = "So many times the sum of the squared weights is added to the loss; biases are left out."
ABOUT_TEST = "The share of the rows that no run learns from; each class keeps its share."
ABOUT_SEED = "It draws the rows, those that are held back, and the first weights: the same for all runs."
ABOUT_SCALED = "Inputs, and a target that is a value, with mean 0 and standard deviation 1 among the training rows."
ABOUT_FORMULA = "It predicts the target. Names that are no inputs are its parameters, for example a*exp(-b*x) + c."


def what() -> None:
    """Whether a function is minimised, or the loss of a model."""
    st.segmented_control(
        "Minimise",
        list(WHAT),
        format_func=WHAT.__getitem__,
        required=True,
        on_change=model_actions.choose_what,
        label_visibility="collapsed",
        help=ABOUT_WHAT,
        width="stretch",
        **model_session.widget("what"),
    )


def model_controls(model: ModelSettings, fit: Fit) -> None:
    """The controls, what they come to in words, and what is wrong with what they say."""
    names = [*datasets.names(), *([""] if session.rows_at_hand() else [])]
    _select("Data", "data", names, lambda name: datasets.title(name) if name else YOURS, quiet=True)
    edit_data(session.subject())
    kinds = {kind: f"{title[:1].upper()}{title[1:]}" for kind, title in TITLES.items()}
    _select("Model", "kind", list(kinds), kinds.__getitem__, quiet=True)
    _shape(model, fit)
    fault = model_actions.fault()
    if fault is not None:
        notices.trouble(fault)
    if not model.is_drawn:
        _columns(model, fit)
    st.caption(f"{knobs_words(fit)}, {rows_words(fit)}{_left_out(model, fit)}")
    with st.expander("Loss, rows, seed", key="model-more", on_change="rerun") as expander:
        if expander.open:
            _more(model, fit)
            st.caption(LIMITS)


def _left_out(model: ModelSettings, fit: Fit) -> str:
    """How many of the visitor's rows have a gap in a column that the model is about."""
    if model.data:
        return ""
    gaps = len(table_of(model, session.rows_at_hand())) - len(fit.train) - len(fit.test)
    return f"; {gaps:,} with gaps left out" if gaps else ""


def _shape(model: ModelSettings, fit: Fit) -> None:
    """What a kind of model has of its own."""
    if model.kind == "network":
        with st.container(horizontal=True, gap="small", wrap=False):
            st.text_input(
                "Inner layers", max_chars=model_session.LONGEST_LAYERS, help=ABOUT_LAYERS, **_changed("hidden")
            )
            _select("Activation", "activation", list(ACTIVATIONS), str)
    elif model.kind == "polynomial":
        st.number_input("Degree", step=1, **_changed("degree", number=True))
    elif model.kind == "curve":
        usual = formula_of(replace(model, formula=""), fit.model.inputs, fit.model.target)
        st.text_input(
            "Prediction", max_chars=LONGEST_TEXT, placeholder=usual, help=ABOUT_FORMULA, **_changed("formula")
        )


def _columns(model: ModelSettings, fit: Fit) -> None:
    """What is predicted from what, for a table with more than two columns."""
    table = table_of(model, session.rows_at_hand())
    names = [str(name) for name in table.columns]
    numeric = [str(name) for name in table.select_dtypes("number").columns]
    if len(names) > 2 or (model.kind == "curve" and not model.data):
        chosen: dict[str, Any] = {"placeholder": ", ".join(fit.model.inputs), "max_selections": MOST_INPUTS}
        _among("inputs", numeric)
        st.multiselect("Inputs", numeric, help=ABOUT_INPUTS, **chosen, **_changed("inputs"))
        _select("Target", "target", ["", *names], lambda name: name or f"usual: {fit.model.target}")


def _more(model: ModelSettings, fit: Fit) -> None:
    """Loss, penalty, test share; rows, noise and seed of a generator."""
    losses: tuple[str, ...] = OF_CLASSES if fit.classes else OF_VALUES
    if model.kind == "network" and all(isinstance(label, int | float) for label in fit.classes):
        losses = (*OF_CLASSES, *OF_VALUES)  # classes that are numbers can be taken for values
    if model.kind != "softmax":
        _select("Loss", "loss", ["", *losses], lambda name: LOSSES.get(name, f"usual: {LOSSES[fit.model.row_loss]}"))
    with st.container(horizontal=True, gap="small", wrap=False):
        penalty: dict[str, Any] = {"step": 0.001, "format": "%g", "help": ABOUT_PENALTY}
        st.number_input("Penalty", **penalty, **_changed("penalty", number=True))
        st.number_input("Test share", step=0.05, format="%g", help=ABOUT_TEST, **_changed("test", number=True))
    with st.container(horizontal=True, gap="small", wrap=False):
        if model.is_drawn:
            st.number_input("Rows", step=20, **_changed("rows", number=True))
            st.number_input("Noise", step=0.05, format="%g", **_changed("noise", number=True))
        st.number_input("Seed", step=1, help=ABOUT_SEED, **_changed("seed", number=True))
    if not model.is_drawn and model.kind != "curve":
        st.toggle("Standardise the columns", help=ABOUT_SCALED, **_changed("scaled"))


def _select(label: str, name: str, values: list[str], title: Any, *, quiet: bool = False) -> None:
    """A list of words for a field of the model; quiet: it says itself what it is."""
    _among(name, values)
    visible: Any = "collapsed" if quiet else "visible"
    st.selectbox(label, values, format_func=title, label_visibility=visible, **_changed(name))


def _among(name: str, values: list[str]) -> None:
    model_session.keep_among(name, values, tuple(map(str, options(ModelSettings, name))) or ("",))


def _changed(name: str, *, number: bool = False) -> dict[str, Any]:
    """The key of a field's widget and what happens after it was changed."""
    widget = model_session.number_widget(name) if number else model_session.widget(name)
    return {**widget, "on_change": model_actions.change, "args": (name,)}
