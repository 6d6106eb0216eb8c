"""Settings made to fit their formula: what does not go with it is set to what does, and a notice says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, permutations

from optlab.errors import OptlabError
from optlab.expressions.text.parser import MOST_NAMES
from optlab.losses import landscapes
from optlab.picture.faults import fault_text
from optlab.picture.fields import options
from optlab.picture.holding import KEY, Held, known
from optlab.picture.model import KEY as MODEL
from optlab.picture.model import ModelSettings
from optlab.picture.problem import Problem
from optlab.picture.settings import PRINCIPAL, Settings, defaults
from optlab.picture.subject import Subject

MOST_PAIRS = 132
"""Pairs of axes on offer; of a loss with more parameters than that allows, the first ones."""

MOST_PERMUTED = 12
"""Parameters up to which any two are a pair, either way round."""


def fitting(settings: Settings, problem_of: Callable[[Subject], Problem]) -> tuple[Settings, list[str]]:
    """Settings whose formula or model can be read, with a start, batches and axes that go with it, and notices."""
    if settings.model is not None:
        return _with_model(settings, settings.model, problem_of)
    fault = _fault(replace(settings.subject, held=()), problem_of)
    if fault is not None:
        own = replace(settings, formula="", rows="", held=(), start=landscapes.get(settings.landscape).start)
        return fitting(own, problem_of)[0], [f"e: {fault}"]
    held, notices = held_fitting(settings.subject, lambda subject: _fault(subject, problem_of))
    settings = replace(settings, held=held)
    problem = problem_of(settings.subject)
    for fit in (_batches, _plane, _start):
        settings, more = fit(settings, problem)
        notices += more
    return settings, notices


def held_fitting(subject: Subject, fault_of: Callable[[Subject], OptlabError | None]) -> tuple[Held, list[str]]:
    """What of the held parameters goes with the subject's formula, which can be read, and notices.

    ``fault_of`` says what is wrong with a subject, if anything.
    """
    held, notices = known(subject.held, subject.names) if subject.held else ((), [])
    fault = fault_of(replace(subject, held=held)) if held else None
    return (held, notices) if fault is None else ((), [*notices, f"{KEY}: {fault_text(fault)}"])


def _fault(subject: Subject, problem_of: Callable[[Subject], Problem]) -> OptlabError | None:
    try:
        problem_of(subject)
    except OptlabError as error:
        return error
    return None


def _batches(settings: Settings, problem: Problem) -> tuple[Settings, list[str]]:
    """A run that asks for more examples a step than there are looks at all of them."""
    examples = problem.loss.examples
    large = [run.id for run in settings.runs if (run.batch or 0) > examples]
    runs = tuple(replace(run, batch=None) if run.id in large else run for run in settings.runs)
    names = [run.name for run in runs if run.id in large]
    return replace(settings, runs=runs), [
        f"r: there are {examples} examples; {name} looks at all of them" for name in names
    ]


def _plane(settings: Settings, problem: Problem) -> tuple[Settings, list[str]]:
    dim = len(problem.loss.parameters)
    if settings.plane in ("", PRINCIPAL) or max(map(int, settings.plane.split(","))) < dim:
        return settings, []
    return replace(settings, plane=""), [f"p: the {what(settings)} has {dim} parameters"]


def _start(settings: Settings, problem: Problem) -> tuple[Settings, list[str]]:
    dim = len(problem.loss.parameters)
    if len(settings.start) == dim or (settings.model and not settings.start):
        return settings, []
    usual = () if settings.model else landscapes.get(settings.landscape).start
    own, begin = settings.start != usual, () if settings.model else problem.start
    return replace(settings, start=begin), [f"s: the {what(settings)} has {dim} parameters"] if own else []


def what(settings: Settings) -> str:
    """What the parameters belong to, in a word."""
    return "formula" if settings.model is None else "model"


def _with_model(
    settings: Settings, model: ModelSettings, problem_of: Callable[[Subject], Problem]
) -> tuple[Settings, list[str]]:
    """Settings whose model can be made of its rows: where it cannot, the first one stands in its place."""
    settings = replace(settings, formula="", held=(), noise=defaults(settings.landscape, model).noise)
    fault = _fault(settings.subject, problem_of)
    if fault is not None and model != ModelSettings():
        usual = defaults(settings.landscape, ModelSettings())
        return fitting(usual, problem_of)[0], [f"{MODEL}: {fault_text(fault)}"]
    notices = list[str]()
    problem = problem_of(settings.subject)
    for fit in (_batches, _plane, _start):
        settings, more = fit(settings, problem)
        notices += more
    return settings, notices


# ------------------------------------------------------------------ what a loss offers to look at


def verticals(problem: Problem) -> list[str]:
    """What can stand beside the landscape: gap and distance need a known minimum, accuracy a prediction."""
    fit = problem.fit
    without = set[str]() if problem.best is not None else {"gap", "distance"}
    without |= {"accuracy", "sharpness"} if fit is None else set()
    without |= set() if fit is not None and fit.model.layers else {"network"}
    return [name for name in options(Settings, "vertical") if name not in without]


def views(problem: Problem) -> list[str]:
    """How the left picture can be seen: the data where something is predicted of them, and in space what has one."""
    data = [] if problem.fit is None else ["data"]
    return [*data, "map", *(["surface"] if len(problem.loss.parameters) > 1 else [])]


def pairs(problem: Problem) -> dict[str, str]:
    """The pairs of inputs on offer as axes of the data, in words, by the text of the setting."""
    inputs = () if problem.fit is None else tuple(problem.fit.model.inputs)
    if len(inputs) < 3:
        return {"": ", ".join(inputs)}
    every = {f"{across},{up}": f"{inputs[across]}, {inputs[up]}" for across, up in combinations(range(len(inputs)), 2)}
    if problem.fit is not None and not problem.fit.classes:
        return {"": "predicted against actual", **every}
    return {"" if pair == "0,1" else pair: names for pair, names in every.items()}


def planes(problem: Problem) -> dict[str, str]:
    """The planes on offer in words, by the text of the setting; none but the plane itself for two parameters."""
    names = problem.loss.parameters
    if len(names) < 3:
        return {"": ", ".join(names)}
    pairs = list(permutations(range(len(names)), 2)) if len(names) <= MOST_PERMUTED else []
    pairs = pairs or [(0, up) for up in range(1, min(len(names), MOST_NAMES))]
    first = {"": f"{names[0]}, {names[1]}", PRINCIPAL: "main directions of the paths"}
    others = {f"{across},{up}": f"{names[across]}, {names[up]}" for across, up in pairs if (across, up) != (0, 1)}
    return {**first, **dict(list(others.items())[:MOST_PAIRS])}
