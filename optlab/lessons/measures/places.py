"""Measures of a place on a loss: its height, its slopes, what one step does, how it bends; for pictures of Slopes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from optlab.analysis.curvature import Curvature, curvature
from optlab.analysis.places import place
from optlab.expressions import Array
from optlab.lessons.faults import LessonError
from optlab.lessons.measures.table import measure, number, text
from optlab.lessons.pictured import Pictured
from optlab.losses import Loss
from optlab.picture.slopes import SlopesSettings

Spec = Mapping[str, Any]


def _standing(shown: Pictured) -> tuple[Loss, Array]:
    """The loss and the point: that of Slopes, or the start of Compare's runs."""
    if shown.problem is None:
        raise LessonError("measure: this page has no point on a loss")
    settings = shown.settings
    point = settings.point if isinstance(settings, SlopesSettings) else settings.start or shown.problem.start
    return shown.problem.loss, np.array(point, dtype=float)


def _axis(spec: Spec, loss: Loss) -> int:
    name = text(spec, "along")
    if name not in loss.parameters:
        raise LessonError(f"measure: the loss has no parameter {name[:40]!r}", f"it has {', '.join(loss.parameters)}")
    return loss.parameters.index(name)


@measure
def value(_: Spec, shown: Pictured) -> float:
    """The height of the loss at the point."""
    loss, point = _standing(shown)
    return float(loss.value(point))


@measure
def partial(spec: Spec, shown: Pictured) -> float:
    """The partial derivative ``along`` a parameter at the point."""
    loss, point = _standing(shown)
    return float(loss.gradient(point)[_axis(spec, loss)])


@measure
def steepest(_: Spec, shown: Pictured) -> str:
    """The parameter along which the loss slopes most at the point, up or down; LessonError where two share it."""
    loss, point = _standing(shown)
    sizes = np.abs(loss.gradient(point))
    order = np.argsort(sizes)
    if len(sizes) > 1 and np.isclose(sizes[order[-1]], sizes[order[-2]]):
        raise LessonError("measure 'steepest': the loss is as steep along two parameters", "move the point")
    return loss.parameters[int(order[-1])]


@measure
def gradient_length(_: Spec, shown: Pictured) -> float:
    """The length of the gradient at the point."""
    loss, point = _standing(shown)
    return float(np.linalg.norm(loss.gradient(point)))


@measure
def downhill(_: Spec, shown: Pictured) -> tuple[float, float]:
    """Where one step of plain descent at the picture's rate leads: the first two parameters, or of one parameter its
    place and height.
    """
    loss, point = _standing(shown)
    following = point - _rate(shown) * loss.gradient(point)
    return float(following[0]), float(following[1] if len(following) > 1 else loss.value(following))


@measure
def drop(_: Spec, shown: Pictured) -> float:
    """By how much one step of plain descent at the picture's rate lowers the loss."""
    loss, point = _standing(shown)
    following = point - _rate(shown) * loss.gradient(point)
    return float(loss.value(point) - loss.value(following))


@measure
def promised_drop(_: Spec, shown: Pictured) -> float:
    """By how much the tangent plane falls over that step."""
    loss, point = _standing(shown)
    return _rate(shown) * float(np.sum(loss.gradient(point) ** 2))


def _rate(shown: Pictured) -> float:
    settings = shown.settings
    if isinstance(settings, SlopesSettings):
        return float(settings.rate)
    if not settings.shown:
        raise LessonError("measure: the picture has no run, so it has no rate")
    return float(settings.shown[0].rate)


@measure
def kind(_: Spec, shown: Pictured) -> str:
    """What the point is: minimum, maximum, saddle, flat, or slope."""
    return str(place(*_standing(shown)).kind)


def _curvature(shown: Pictured) -> Curvature:
    return curvature(*_standing(shown))


@measure
def lambda_min(_: Spec, shown: Pictured) -> float:
    """The smallest eigenvalue of the Hessian at the point."""
    return _curvature(shown).lowest


@measure
def lambda_max(_: Spec, shown: Pictured) -> float:
    """The largest eigenvalue of the Hessian at the point."""
    return _curvature(shown).highest


@measure
def moved(spec: Spec, shown: Pictured) -> float:
    """The change of the loss when the parameter ``along`` is turned up ``by`` so much, all others held."""
    loss, point = _standing(shown)
    turned = point.copy()
    turned[_axis(spec, loss)] += number(spec, "by")
    return float(loss.value(turned) - loss.value(point))


@measure
def parameters(_: Spec, shown: Pictured) -> float:
    """How many parameters the loss has."""
    return float(len(_standing(shown)[0].parameters))
