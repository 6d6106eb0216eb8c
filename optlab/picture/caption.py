"""Settings in words, for below a picture: everything that it depends on, on a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from optlab.losses import landscapes
from optlab.optimizers import METHODS
from optlab.optimizers.description import describe
from optlab.optimizers.labels import title
from optlab.picture.chain_rule import ChainSettings
from optlab.picture.holding import Held, held_text
from optlab.picture.model_words import caption_of
from optlab.picture.runs import RunSettings
from optlab.picture.settings import PRINCIPAL, Settings
from optlab.picture.slopes import SlopesSettings
from optlab.picture.subject import EXAMPLES

LONGEST_FORMULA = 110
"""Characters of a formula in a caption; the rest of a longer one is left out."""

LONGEST_START = 6
"""Coordinates of the start in a caption."""


def caption(settings: Settings) -> list[str]:
    """What is minimised, from where and by chance of what; then a line for each run that is shown.

    >>> from optlab.picture.settings import defaults
    >>> for line in caption(defaults("sphere"))[:3]:
    ...     print(line)
    Round bowl: x^2+y^2
    start (-2.1, 1.8) · 200 steps · 256 examples, slope noise 0.6 · seed 0
    Vanilla: Gradient descent, learning rate 0.1, full batch
    """
    return [*about(settings), *(f"{run.name}: {run_words(run, settings.steps)}" for run in settings.shown)]


def about(settings: Settings) -> list[str]:
    """The lines that all runs have in common."""
    parts = [start_words(settings), f"{settings.steps} steps"]
    if any(run.batch is not None for run in settings.shown):
        parts += _chance(settings)
    if settings.plane == PRINCIPAL and _is_seen(settings):
        parts.append("seen in the principal plane of the paths")
    return [_minimised(settings), " · ".join(parts)]


def _is_seen(settings: Settings) -> bool:
    """Whether the plane of the paths is in the picture, and another than that of the only two parameters."""
    fit = None if settings.model is None else settings.subject.fit()
    return settings.view != "data" and (fit is None or fit.model.size > 2)


def about_place(settings: SlopesSettings, names: Sequence[str]) -> list[str]:
    """A point on a loss with these parameters, and the rate of its step.

    >>> about_place(SlopesSettings("saddle", point=(1.0, -0.5), rate=0.2), ["x", "y"])
    ['x^2-y^2', 'x = 1, y = -0.5 · learning rate 0.2']
    """
    place = _values(names, settings.point)
    return [_formula(settings.subject.text, settings.held), f"{place} · learning rate {settings.rate:g}"]


def about_walk(settings: ChainSettings, names: Sequence[str]) -> list[str]:
    """A graph with these inputs, or a network."""
    if settings.is_network:
        layers = f"{settings.depth} hidden layer{'s' * (settings.depth > 1)}"
        return [f"network with {layers}", f"size of the weights {settings.gain:g}, draw {settings.draw}"]
    return [_formula(settings.text, settings.held), _values(names, settings.point)]


def _formula(text: str, held: Held) -> str:
    """A formula in one line, with what is held of it."""
    formula = shortened(" ".join(text.replace("**", "^").replace("*", "·").split()), LONGEST_FORMULA)
    return f"{formula}, with {held_text(held)}" if held else formula


def _values(names: Sequence[str], point: Sequence[float]) -> str:
    """The first values by name."""
    values = [f"{name} = {value:g}" for name, value in zip(names, point, strict=False)]
    return ", ".join(values[:LONGEST_START] + ["…"] * (len(values) > LONGEST_START))


def start_words(settings: Settings) -> str:
    """Where the runs begin, in a caption."""
    if settings.model is not None and not settings.start:
        return f"first weights: seed {settings.model.seed}"
    values = [f"{value:g}" for value in settings.start[:LONGEST_START]]
    return f"start ({', '.join(values + ['…'] * (len(settings.start) > LONGEST_START))})"


def run_words(run: RunSettings, steps: int) -> str:
    """Method, learning rate, batch size, schedule and clipping of one run, every hyperparameter among them.

    >>> run_words(RunSettings("a", "Momentum", 0.01, 16, clip=2.0), 100)
    'Momentum (β = 0.9), learning rate 0.01, batch size 16, gradients clipped to length 2'
    """
    parts = [_with_numbers(METHODS[run.method].title, METHODS[run.method].make(None, **dict(run.options)))]
    parts.append(f"learning rate {run.rate:g}")
    parts.append("full batch" if run.batch is None else f"batch size {run.batch}")
    schedule = run.factor(steps)
    if schedule is not None:
        parts.append(f"schedule: {_with_numbers(title(type(schedule)).lower(), schedule)}")
    if run.clip:
        parts.append(f"gradients clipped to length {run.clip:g}")
    return ", ".join(parts)


def shortened(text: str, longest: int) -> str:
    """The text, or as much of its beginning as fits, and an ellipsis.

    >>> shortened("x + y + z", 6)
    'x + y…'
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _rows(settings: Settings) -> int:
    """Rows of data that the loss is a mean over; 0 for a loss without data."""
    return settings.subject.rows_used


def _minimised(settings: Settings) -> str:
    fit = None if settings.model is None else settings.subject.fit()
    if settings.model is not None and fit is not None:
        return caption_of(settings.model, fit)
    entry, rows = landscapes.get(settings.landscape), _rows(settings)
    formula = _formula(settings.subject.text, ())
    held = f", with {held_text(settings.held)}" if settings.held else ""
    if rows:
        return f"{'Own rows' if settings.rows else entry.title}: mean of {formula} over {rows} rows{held}"
    return f"{'Loss' if settings.formula else entry.title}: {formula}{held}"


def _chance(settings: Settings) -> list[str]:
    """What the mini-batches are drawn from, and by which seeds."""
    parts = [] if _rows(settings) else [f"{EXAMPLES} examples, slope noise {settings.noise:g}"]
    if settings.seeds == 1:
        return [*parts, f"seed {settings.seed}"]
    last = settings.seed + settings.seeds - 1
    return [*parts, f"seeds {settings.seed} to {last}: lines of the first, bands from 10 % to 90 %, median thin"]


def _with_numbers(name: str, setup: Any) -> str:
    """A method or a schedule with its hyperparameters in the symbols of its formula; switches only where on."""
    parts = []
    for parameter in describe(setup).hyperparameters:
        value = getattr(setup, parameter.name)
        if parameter.kind == "switch" and value:
            parts.append(parameter.name.replace("_", " "))
        elif parameter.kind not in ("switch", "optional"):
            parts.append(f"{parameter.symbol or parameter.name.replace('_', ' ')} = {value:g}")
    return f"{name} ({', '.join(parts)})" if parts else name
