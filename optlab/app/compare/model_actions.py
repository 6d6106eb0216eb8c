"""What happens after a control of the model was used on Compare: if it can be made of its rows it is taken over."""

from __future__ import annotations

from dataclasses import replace

from optlab.app.compare import actions, model_session, session
from optlab.app.shared import computations
from optlab.errors import OptlabError
from optlab.picture.model import ModelSettings
from optlab.picture.settings import defaults
from optlab.picture.subject import Subject

FUNCTION, MODEL = "function", "model"
"""What can be minimised."""

DATA_OF = {
    "line": "line",
    "polynomial": "sine",
    "logistic": "moons",
    "softmax": "blobs",
    "network": "moons",
    "curve": "misra1a",
}
"""The data that a kind of model begins with, where it cannot be made of those at hand."""

OTHERWISE = ("network", "line")
"""Kinds of models that are made of rows of which the one at hand cannot be made."""

KEEPS_RATES = ("hidden", "activation", "penalty", "test", "rows", "noise", "seed", "degree")
"""What can be changed while the learning rates stay as they are: they are the visitor's."""


def choose_what() -> None:
    """After function or model was chosen: the function that was there before, or the first model."""
    chosen = model_session.chosen()
    if chosen == MODEL and model_session.good() is None:
        model = ModelSettings()
        session.put_picture(defaults(session.chosen_landscape(), model))
    elif chosen == FUNCTION and model_session.good() is not None:
        session.put_picture(defaults(session.chosen_landscape()))


def change(name: str) -> None:
    """After a field of the model was changed."""
    model, fault = model_session.typed()
    if model is None or fault is not None:
        return
    for candidate in _candidates(name, model):
        if fault_of(candidate) is None:
            take_over(candidate, keep_rates=name in KEEPS_RATES)
            return


def _candidates(name: str, model: ModelSettings) -> list[ModelSettings]:
    """The model as it was chosen; after other data or another kind, what else was probably meant."""
    if name == "data":
        model = replace(model, inputs=(), target="", loss="")
        return [model, *(replace(model, kind=kind) for kind in OTHERWISE)]
    if name == "kind":
        bare = replace(model, loss="", inputs=(), target="")
        return [replace(model, loss=""), bare, *([replace(bare, data=DATA_OF[model.kind])] if model.data else [])]
    return [model, replace(model, inputs=())] if name == "target" else [model]


def take_over(model: ModelSettings, *, keep_rates: bool = False) -> None:
    """Minimise the loss of a model that can be made."""
    rates = {run.id: run.rate for run in session.runs()}
    actions.take_over(Subject(rows=session.rows_at_hand(), model=model).canonical)
    session.put_start(())
    if keep_rates:
        session.put_runs(replace(run, rate=rates[run.id]) for run in session.runs())


def fault_of(model: ModelSettings) -> OptlabError | None:
    """What is wrong with a model of the rows at hand, if anything."""
    return computations.fault_of(Subject(rows=session.rows_at_hand(), model=model).canonical)


def fault() -> OptlabError | None:
    """What is wrong with what the controls say, if anything."""
    model, typed = model_session.typed()
    if typed is not None or model is None:
        return typed
    return None if model == model_session.good() else fault_of(model)


def with_rows(packed: str) -> Subject:
    """The model at hand, or another, made of these rows; the fault of the model at hand where none can be."""
    model = replace(model_session.good() or ModelSettings(), data="", inputs=(), target="", loss="")
    subjects = [Subject(rows=packed, model=replace(model, kind=kind)) for kind in (model.kind, *OTHERWISE)]
    faults = [computations.fault_of(subject) for subject in subjects]
    return next((subject for subject, fault in zip(subjects, faults, strict=True) if fault is None), subjects[0])
