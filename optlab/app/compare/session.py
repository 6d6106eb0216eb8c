"""The page's memory: widgets' values under their keys, made from the address once and written back to it.

Settings are what the widgets say, and only that.  A run is known by its number, which stays while others come and go;
its widgets' keys start with it.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from optlab.app.shared import address_bar, computations
from optlab.charts.landscape.camera import camera_error
from optlab.errors import OptlabError
from optlab.losses import landscapes
from optlab.optimizers import METHODS
from optlab.optimizers.description import Hyperparameter
from optlab.picture.address import from_query, to_query
from optlab.picture.field_texts import numbers_text
from optlab.picture.settings import PRINCIPAL, RunSettings, Settings, defaults
from optlab.picture.subject import Subject

VIEW = (
    "horizontal",
    "vertical",
    "log",
    "seeds",
    "theory",
    "view",
    "log_height",
    "camera",
    "plane",
    "focus",
    "projector",
)
"""Settings that are a value of the session as they stand."""

PLAIN = ("name", "method", "rate", "colour", "schedule", "clip", "shown")
"""Settings of a run that are a widget's value as they stand."""


def begin() -> list[str]:
    """At a visitor's first run, and whenever another address is gone to: fill the widgets from the address.

    Returns notices about what could not be read.
    """
    first = "runs" not in st.session_state
    if not address_bar.elsewhere("compare") and not first:
        return []
    settings, notices = from_query(address_bar.present())
    settings, more = fitting(settings)
    fill(settings)
    return notices + more


def fitting(settings: Settings) -> tuple[Settings, list[str]]:
    """Settings whose formula can be read and whose start has its dimension, and notices about what was changed."""
    try:
        found = computations.problem(settings.subject)
    except OptlabError as error:
        return fitting(replace(settings, formula="", rows="", start=landscapes.get(settings.landscape).start))[0], [
            f"e: {error}"
        ]
    settings, notices = _with_batches_up_to(settings, found.loss.examples)
    settings, more = _with_a_view_of(settings, len(found.loss.parameters))
    notices += more
    if len(settings.start) == len(found.loss.parameters):
        return settings, notices
    own_start = settings.start != landscapes.get(settings.landscape).start
    notices += [f"s: the formula has {len(found.loss.parameters)} parameters"] if own_start else []
    return replace(settings, start=found.start), notices


def _with_a_view_of(settings: Settings, dim: int) -> tuple[Settings, list[str]]:
    """Axes that the formula has and a camera that sees something, and a notice for what was changed."""
    notices, wrong = [], camera_error(settings.camera)
    if wrong:
        settings, notices = replace(settings, camera=()), [f"c: {wrong}"]
    if settings.plane not in ("", PRINCIPAL) and max(map(int, settings.plane.split(","))) >= dim:
        settings, notices = replace(settings, plane=""), [*notices, f"p: the formula has {dim} parameters"]
    return settings, notices


def _with_batches_up_to(settings: Settings, examples: int) -> tuple[Settings, list[str]]:
    """A run that asks for more examples a step than there are looks at all of them, and a notice says so."""
    large = [one.name for one in settings.runs if (one.batch or 0) > examples]
    runs = tuple(replace(one, batch=None) if one.name in large else one for one in settings.runs)
    notices = [f"r: there are {examples} examples; {name} looks at all of them" for name in large]
    return replace(settings, runs=runs), notices


def fill(settings: Settings) -> None:
    """Set every widget to what the settings say."""
    state = st.session_state
    state["function"] = settings.landscape
    state["formula"] = settings.formula or landscapes.get(settings.landscape).formula
    state["good"] = state["formula"]
    state["rows"] = settings.rows
    state["start"] = numbers_text(settings.start)
    state["steps"], state["seed"], state["noise"] = settings.steps, settings.seed, settings.noise
    for name in VIEW:
        state[name] = getattr(settings, name)
    keep_runs(list(range(len(settings.runs))))
    for number, one in enumerate(settings.runs):
        fill_run(number, one)


def keep_runs(numbers: list[int]) -> None:
    """The runs that there are from now on; what was said of others is forgotten."""
    state = st.session_state
    for number in set(state.get("runs", ())) - set(numbers):
        for name in [name for name in state if str(name).startswith(key(number, ""))]:
            del state[name]
    state["runs"] = numbers


def fill_run(number: int, one: RunSettings) -> None:
    """Set the widgets of one run."""
    state = st.session_state
    for name in PLAIN:
        state[key(number, name)] = getattr(one, name)
    state[key(number, "batch")] = one.batch or 0
    given = dict(one.options)
    for parameter in hyperparameters(one.method):
        state[key(number, parameter.name)] = given.get(parameter.name, parameter.default)


def hyperparameters(method: str) -> list[Hyperparameter]:
    """Those of a method that the page sets: all but what the loss itself must tell."""
    entry = METHODS[method]
    found = [one for one in entry.description.hyperparameters if one.kind != "optional"]
    return [replace(one, default=entry.settings.get(one.name, one.default)) for one in found]


def key(number: int, what: str) -> str:
    """The key of a run's widget."""
    return f"run{number}.{what}"


def load_landscape() -> None:
    """After another function was picked: its formula, start, noise and rates."""
    fill_keeping_view(defaults(st.session_state["function"]))


def fill_keeping_view(settings: Settings) -> None:
    """Take over the settings, but not steps, seeds and view, which are the visitor's."""
    kept = {name: st.session_state[name] for name in ("steps", "seed", *VIEW)}
    fill(settings)
    for name, value in kept.items():
        st.session_state[name] = value


def own_formula() -> str:
    """The last formula that could be read, empty while it is the landscape's own."""
    good = str(st.session_state["good"])
    return "" if good == landscapes.get(st.session_state["function"]).formula else good


def subject() -> Subject:
    """What is minimised: the landscape, or the last formula that could be read, and the rows."""
    s = st.session_state
    return Subject(s["function"], own_formula(), s["rows"], float(s["noise"]))


def settings(runs: tuple[RunSettings, ...], start: tuple[float, ...]) -> Settings:
    """All that the widgets say."""
    s = st.session_state
    return Settings(
        landscape=s["function"],
        formula=own_formula(),
        rows=s["rows"],
        start=start,
        steps=s["steps"],
        seed=s["seed"],
        noise=float(s["noise"]),
        runs=runs,
        **{name: s[name] for name in VIEW},
    )


def run_settings(number: int) -> RunSettings:
    """What the widgets of a run say."""
    state = st.session_state
    plain = {name: state[key(number, name)] for name in PLAIN}
    options = []
    for parameter in hyperparameters(plain["method"]):
        value = state.get(key(number, parameter.name), parameter.default)
        if value != parameter.default:
            options.append((parameter.name, value))
    return RunSettings(batch=state[key(number, "batch")] or None, options=tuple(options), **plain)


def remember(settings: Settings) -> None:
    """Write the settings to the address, if it does not hold them yet."""
    address_bar.remember("compare", to_query(settings))
