"""The lines of the exported program that make a model, its rows and its loss."""

from __future__ import annotations

from optlab.picture.fit import Fit, arguments
from optlab.picture.model import ModelSettings
from optlab.picture.model_problem import has_certified_answer, is_certified
from optlab.picture.subject import Subject


def model_lines(subject: Subject, settings: ModelSettings, start: tuple[float, ...]) -> list[str]:
    """Lines that define model, train, test, loss, best and start as the picture has them."""
    fit = subject.fit()
    assert fit is not None  # a picture whose model cannot be made is not shown
    begin, exact = f"model.start({settings.seed})", f"optlab.models.exact(model, train, {fit.penalty!r})"
    if is_certified(settings, fit):
        begin = f"list(optlab.datasets.certified({settings.data!r}).starts[1])"
        exact = f"optlab.datasets.certified({settings.data!r}).parameters" if has_certified_answer(fit) else "None"
    return [
        f"rows = {_rows(subject, settings)}",
        f"used = rows[{[*fit.model.inputs, fit.model.target]!r}].dropna().reset_index(drop=True)",
        f"train, test = optlab.datasets.split(used, {settings.test!r}, seed={settings.seed}{_by(fit)})",
        *_units(fit),
        f"model = optlab.models.{type(fit.model).__name__}({_arguments(settings, fit)})",
        f"loss = model.loss(train, penalty={fit.penalty!r})",
        f"exact = {exact}",
        "best = None if exact is None else loss.value(exact)",
        f"start = {list(start) if start else begin}",
    ]


def _rows(subject: Subject, settings: ModelSettings) -> str:
    """The rows as they are: from a generator, from a shipped table, or the visitor's own."""
    if settings.is_drawn:
        drawn = f"rows={settings.rows}, noise={settings.noise!r}, seed={settings.seed}"
        return f"optlab.datasets.load({settings.data!r}, {drawn})"
    if settings.data:
        return f"optlab.datasets.load({settings.data!r})"
    return f"optlab.datasets.unpack({'r' + subject.rows[1:]!r})"


def _by(fit: Fit) -> str:
    return f", by={fit.model.target!r}" if fit.classes else ""


def _units(fit: Fit) -> list[str]:
    """Columns with mean 0 and deviation 1 among the rows of training."""
    if not fit.units:
        return []
    return [
        f"for name in {[name for name, _, _ in fit.units]!r}:",
        "    mean, deviation = train[name].mean(), train[name].std(ddof=0)",
        "    train[name], test[name] = (train[name] - mean) / deviation, (test[name] - mean) / deviation",
    ]


def _arguments(settings: ModelSettings, fit: Fit) -> str:
    made = arguments(settings, fit.model.inputs, fit.model.target, fit.classes)
    return ", ".join(f"{name}={value!r}" for name, value in made.items())
