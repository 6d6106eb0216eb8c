"""The spot that the Slopes page is about: a point on the loss, with the slopes and the curvature there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optlab.analysis.curvature import Curvature, Kind, curvature
from optlab.analysis.places import place
from optlab.app.components import knob_values
from optlab.expressions import Array
from optlab.expressions.printing.plain import plain_name
from optlab.picture.problem import Problem
from optlab.picture.slopes import SlopesSettings

LARGEST_HESSIAN = 64
"""Parameters up to which the curvature is computed."""

SMALL_MOVES = 50.0
"""A knob tells what a move by about this share of its window does."""


@dataclass(frozen=True, eq=False)
class Spot:
    """The loss ``height`` and its ``gradient`` ``(dim,)`` at a ``point`` ``(dim,)``.

    The gradient is nan where the loss itself has no finite value, whatever its formula's slope says.
    """

    settings: SlopesSettings
    problem: Problem
    point: Array
    height: float
    gradient: Array

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters of the loss."""
        return self.problem.loss.parameters

    @property
    def axes(self) -> tuple[int, ...]:
        """The numbers of the parameters shown: two, or the only one."""
        return tuple(self.names.index(name) for name in self.settings.axes)

    @property
    def letter(self) -> str:
        """What the loss is called: L where it is a mean over rows."""
        return "L" if self.problem.loss.columns else "f"

    def symbol(self, axis: int) -> str:
        """The slope along a parameter as it is written: ∂f/∂x, of one parameter df/dx."""
        d = "d" if len(self.names) == 1 else "∂"
        return f"{d}{self.letter}/{d}{plain_name(self.names[axis])}"

    def small_move(self, axis: int) -> float:
        """A round share of the parameter's window."""
        low, high = self.problem.window[axis]
        return knob_values.rounded((high - low) / SMALL_MOVES)

    @cached_property
    def curvature(self) -> Curvature | None:
        """None where the loss has no finite value, or too many parameters."""
        known = np.isfinite(self.height) and len(self.point) <= LARGEST_HESSIAN
        return curvature(self.problem.loss, self.point) if known else None

    @cached_property
    def kind(self) -> Kind:
        """What the point is: a minimum, a maximum or a saddle only where nothing slopes."""
        return place(self.problem.loss, self.point).kind

    @cached_property
    def following(self) -> Array:
        """The point after one step of plain descent."""
        with np.errstate(all="ignore"):
            point: Array = self.point - self.settings.rate * self.gradient
        return point

    @property
    def promised_drop(self) -> float:
        """By how much that step lowers the tangent plane: the rate times the gradient's length squared."""
        with np.errstate(all="ignore"):
            return self.settings.rate * float(self.gradient @ self.gradient)

    @cached_property
    def drop(self) -> float:
        """By how much that step lowers the loss; nan or infinite where a height is not finite."""
        with np.errstate(all="ignore"):
            heights = np.asarray(self.problem.loss.value(np.array([self.point, self.following])))
            return float(heights[0] - heights[1])


def spot_of(settings: SlopesSettings, problem: Problem) -> Spot:
    """The spot where the settings put the point."""
    point, loss = np.array(settings.point), problem.loss
    height, gradient = float(loss.value(point.tolist())), loss.gradient(point)
    return Spot(settings, problem, point, height, gradient if np.isfinite(height) else np.full(len(point), np.nan))
