"""What happens after a control of the Slopes page was used: values from the session, changed, and put back."""

from __future__ import annotations

from optlab.app.components import sliders
from optlab.app.shared import computations
from optlab.app.slopes import session
from optlab.app.slopes.computations import usual_settings
from optlab.app.slopes.spot import spot_of
from optlab.app.slopes.trail import Trail, stepped
from optlab.picture.problem import Problem
from optlab.picture.slopes import SlopesSettings
from optlab.picture.subject import Subject


def choose_landscape() -> None:
    """After another function was picked: its formula, start and rate."""
    session.put_keeping_view(usual_settings(Subject(session.typed_subject().landscape)))


def type_formula() -> None:
    """After a formula was typed: if it can be read it is taken over, with a start and a rate that suit it."""
    typed = session.typed_subject().canonical
    if computations.fault_of(typed) is None:
        session.put_keeping_view(usual_settings(typed))


def take_step() -> None:
    """One step of plain descent: the point moves against the gradient, and the page remembers what was promised."""
    session.put_point(*stepped(spot_of(session.settings(), session.problem()), session.trail()))


def move_point(across: float, up: float) -> None:
    """The point was put somewhere else on the hill, at shares of the window."""
    session.put_point(moved(session.settings(), session.problem(), (across, up)), Trail())


def moved(settings: SlopesSettings, problem: Problem, shares: tuple[float, float]) -> tuple[float, ...]:
    """The point at these shares of the window along the axes shown, where sliders can stand."""
    point = list(settings.point)
    for name, share in zip(settings.axes, shares, strict=False):
        axis = problem.loss.parameters.index(name)
        low, high = problem.window[axis]
        size = sliders.increment((low, high))
        point[axis] = float(f"{low + size * round(share * (high - low) / size):.12g}")
    return tuple(point)


def forget_steps() -> None:
    """After a slider was moved: the steps taken so far belong to another point."""
    session.put_trail(Trail())
