"""A run of the settings as one text, and back."""

from __future__ import annotations

from optlab.errors import SettingsError
from optlab.optimizers import METHODS, SCHEDULES
from optlab.picture.field_texts import number, number_text, whole
from optlab.picture.settings import MOST_RUNS, RunSettings

LONGEST_NAME = 40
MOST_WHOLE = 100
"""Largest value of a whole hyperparameter that states none."""


def run_text(run: RunSettings) -> str:
    """``name~method~rate~batch~colour~option=value…``."""
    options = [f"{name}={number_text(value)}" for name, value in run.options]
    if run.schedule:
        options.append(f"schedule={run.schedule}")
    if run.clip:
        options.append(f"clip={number_text(run.clip)}")
    if not run.shown:
        options.append("hidden=1")
    batch = "all" if run.batch is None else str(run.batch)
    return "~".join([run.name.replace("~", "-"), run.method, number_text(run.rate), batch, str(run.colour), *options])


def read_run(text: str) -> RunSettings:
    """The run that a text describes, its name without line breaks and invisible signs; SettingsError or ValueError
    where it describes none.
    """
    name, method, rate, batch, colour, *pairs = text.split("~")
    options = dict(pair.split("=", 1) for pair in pairs)
    schedule, clip, hidden = options.pop("schedule", ""), options.pop("clip", "0"), options.pop("hidden", "0")
    if method not in METHODS or len(name) > LONGEST_NAME or int(colour) not in range(MOST_RUNS):
        raise SettingsError(f"not a run: {text[:60]}")
    if schedule and schedule not in SCHEDULES:
        raise SettingsError(f"there is no schedule called {schedule[:40]!r}")
    run = RunSettings(
        "".join(filter(str.isprintable, name)),
        method,
        number(rate, 0.0),
        None if batch == "all" else whole(1, 10**9)(batch),
        int(colour),
        tuple((option, _option(method, option, value)) for option, value in options.items()),
        schedule,
        number(clip, 0.0),
        hidden != "1",
    )
    run.rule(0.0)
    return run


def _option(method: str, name: str, text: str) -> float:
    """A hyperparameter as the method declares it: a switch, a whole number or a number."""
    for parameter in METHODS[method].description.hyperparameters:
        if parameter.name == name:
            if parameter.kind == "whole":
                return whole(int(parameter.low or 0), int(parameter.high or MOST_WHOLE))(text)
            return bool(number(text)) if parameter.kind == "switch" else number(text)
    raise SettingsError(f"{method} has no hyperparameter called {name[:40]!r}")
